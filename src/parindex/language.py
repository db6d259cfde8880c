"""Two languages, Vietnamese first: texts, numbers as people read them, and one Unicode form."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
"""Control signs, and signs that nobody sees but that turn the direction of writing."""


def nfc(text: str) -> str:
    """Return `text` in Unicode NFC, so that "Lạng" typed in two ways is one word.

    Vietnamese letters can be written as one code point or as a letter with combining marks; keyboards
    and office programs differ. Everything that enters parindex passes here first.
    """
    return unicodedata.normalize("NFC", text)


Sentence = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), AfterValidator(nfc)]
"""A text that is not empty, in NFC."""


class Text(BaseModel):
    """The same words in Vietnamese (official wording) and English."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    vi: Sentence
    en: Sentence

    def to(self, language: Language, /, **blanks: object) -> str:
        """Return the words in `language`, their blanks ("{count} units") filled; a `Text` fills one in that language."""
        words = self.vi if language == "vi" else self.en
        if not blanks:
            return words
        return words.format(
            **{
                name: value.to(language) if isinstance(value, Text) else value
                for name, value in blanks.items()
            }
        )

    def filled(self, **blanks: object) -> Text:
        """Return the same with its blanks filled in both languages."""
        return Text(vi=self.to("vi", **blanks), en=self.to("en", **blanks))


def both(text: str) -> Text:
    """Return a `Text` that reads the same in both languages (codes, names, numbers)."""
    return Text(vi=text, en=text)


def seen(text: str) -> str:
    """Return `text` without signs that nobody sees, so that no name makes what follows it read otherwise.

    Sealed inputs keep every sign; whatever is made of them for people and programs passes here.
    """
    return text if text.isprintable() else UNSEEN.sub("", text)


def own_words(text: str, language: Language) -> str:
    """Return the words of a language of a remark that is written in both, "tiếng Việt · English"; any other as it is."""
    vi, dot, en = text.partition(" · ")
    return text if not dot else vi if language == "vi" else en


def plain(text: str) -> str:
    """Return `text` without accents and in lower case, for codes and for search ("Hà Nội" → "ha noi")."""
    letters = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).lower()


_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng: the order of dictionaries."""
_PLACES = {letter: (1, place) for place, letter in enumerate(_ALPHABET)}


def alphabetical(text: str) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...]]:
    """Return what sorts texts by the Vietnamese alphabet: letters first (a, ă, â, …, d, đ, …), then tones.

    It is the order of the Unicode collation for Vietnamese, as browsers have it; what is no letter comes before letters.
    """
    letters, tones = [], []
    for sign in nfc(text).lower():
        marks = unicodedata.normalize("NFD", sign)
        letter = nfc("".join(mark for mark in marks if mark not in _TONES))
        letters.append(_PLACES.get(letter, (0, ord((letter or sign)[0]))))  # a tone may stand alone
        tones.append(next((_TONES.index(mark) + 1 for mark in marks if mark in _TONES), 0))
    return tuple(letters), tuple(tones)


def shown(value: Fraction | Decimal | int | str, language: Language, decimals: int | None = None) -> str:
    """Return a number as a person reads it: decimal comma in Vietnamese, point in English.

    Parameters
    ----------
    value : Fraction, Decimal, int or str
        An exact value. A string is taken as a decimal with a point ("80.33").
    language : {"vi", "en"}
        Whose decimal sign is used.
    decimals : int, optional
        Round half-up to so many places. By default the value is shown as exactly as it is written,
        a fraction with at most six places.
    """
    exact = Fraction(value)
    text = decimal_text(exact, 6 if decimals is None else decimals)
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "vi" else text


def decimal_text(value: Fraction, decimals: int) -> str:
    """Return an exact value rounded half-up (away from zero at the half) to `decimals` places, with a point."""
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if value < 0 and whole else ""
    if not decimals:
        return f"{sign}{whole}"
    digits = str(whole).rjust(decimals + 1, "0")
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"
