"""Text and numbers as they stand in the cells of an annex: lines, bullets, decimal signs."""

from __future__ import annotations

import re
from decimal import Decimal

from parindex.framework.write import decimal_digits
from parindex.language import Language, nfc

NUMBER = r"-?\d+(?:[.,]\d+)*"
"""A number in a regular expression; `number_of` tells what it is worth."""

BULLET = r"(?:[-+*•·●▪–—]|[a-zđ]\)|\d{1,2}\))"

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(?:([.,])\d{3})+\Z")


def tidy(text: str) -> str:
    """Return text without what an office program adds: NFC, single spaces, no blank lines, no control characters."""
    lines = nfc(text).replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").split("\n")
    return "\n".join(filter(None, map(one_line, lines)))


def one_line(text: str) -> str:
    """Return text on one line, with single spaces and without control characters."""
    return " ".join(_CONTROL.sub("", nfc(text)).split())


def without_bullet(line: str) -> str:
    """Return a line without the dash, dot or letter that marks it as an item."""
    return re.sub(rf"^{BULLET}\s+|^[-+*•·●▪–—]", "", line, count=1).strip()


def has_bullet(line: str) -> bool:
    """Tell whether a line begins as an item of a list."""
    return re.match(rf"{BULLET}\s", line) is not None


def number_words(value: Decimal, language: Language) -> str:
    """Return a decimal exactly, with the decimal sign of the language."""
    digits = decimal_digits(value)
    return digits.replace(".", ",") if language == "vi" else digits


def points_words(value: Decimal, language: Language) -> str:
    """Return points with their word: "0,5 điểm", "0.5 points"."""
    word = "điểm" if language == "vi" else "point" if value == 1 else "points"
    return f"{number_words(value, language)} {word}"


def number_of(text: str, language: Language) -> Decimal | None:
    """Return what a written number is worth, or None where that is in doubt.

    The decimal sign may be a comma or a point in either language, except where it could as well part
    thousands: "1.000" in Vietnamese is one thousand to one reader and one to another.
    """
    digits = re.sub(r"[\s%]|điểm|đ|points?", "", text, flags=re.IGNORECASE)
    if not re.fullmatch(NUMBER, digits):
        return None
    own_sign = "," if language == "vi" else "."
    thousands = _THOUSANDS.match(digits)
    if thousands is not None and (digits.count(thousands[1]) > 1 or thousands[1] != own_sign):
        return None
    digits = digits.replace(",", ".")
    return Decimal(digits) if digits.count(".") <= 1 else None
