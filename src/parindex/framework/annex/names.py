"""Codes and translations: what the words of one language cannot carry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from parindex.framework.annex.lines import one_line
from parindex.language import Language, plain

LONGEST_CODE = 60
CODED_LISTS = ("levels", "items", "events", "options")
"""Fields of rules that hold things with a code and a title."""


def code_of(title: str, taken: Iterable[str] = ()) -> str:
    """Return a code made of a title, unlike those taken: "Ban hành kịp thời" → ``ban_hanh_kip_thoi``."""
    words = re.sub(r"[^a-z0-9]+", "_", plain(title)).strip("_")
    code = (words if words[:1].isalpha() else f"item_{words}".rstrip("_"))[:LONGEST_CODE].rstrip("_")
    used, number = set(taken), 2
    candidate = code
    while candidate in used:
        ending = f"_{number}"
        candidate, number = code[: LONGEST_CODE - len(ending)] + ending, number + 1
    return candidate


def texts_in(data: Any) -> Iterator[dict[str, str]]:
    """Yield every pair of Vietnamese and English words in plain data."""
    if isinstance(data, dict):
        if is_text(data):
            yield data
        else:
            for part in data.values():
                yield from texts_in(part)
    elif isinstance(data, list):
        for part in data:
            yield from texts_in(part)


def is_text(data: Mapping[str, Any]) -> bool:
    """Tell whether a mapping is words in both languages."""
    return set(data) == {"vi", "en"}


def with_codes(rule: dict[str, Any], like: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Return a rule that was read from words with the codes of an earlier one, where titles agree.

    A title that was only corrected keeps its code if everything else stands where it stood.
    """
    field = next((name for name in CODED_LISTS if name in rule and name in like), None)
    if field is None or rule["type"] != like["type"]:
        return rule
    things, earlier = rule[field], like[field]
    by_title = {_key(thing["title"][language]): thing["code"] for thing in earlier}
    codes = [by_title.pop(_key(thing["title"][language]), "") for thing in things]
    if len(things) == len(earlier):
        free = set(by_title.values())
        codes = [
            code or (old["code"] if old["code"] in free else "")
            for code, old in zip(codes, earlier, strict=True)
        ]
    for position, thing in enumerate(things):
        codes[position] = codes[position] or code_of(thing["title"][language], filter(None, codes))
    return {**rule, field: [{**thing, "code": code} for thing, code in zip(things, codes, strict=True)]}


def _key(title: str) -> str:
    """Return a title as it is compared: without regard to capitals and spaces."""
    return one_line(title).casefold()


def merged(one: Any, other: Any, language: Language) -> Any:
    """Return one rule with the words of the other language, or None where the two differ in more than words.

    Parameters
    ----------
    one, other : plain data
        The same rule as read from `language` and from the other language.
    """
    if isinstance(one, dict) and isinstance(other, dict):
        if is_text(one) and is_text(other):
            return {key: (one if key == language else other)[key] for key in one}
        return _merged_fields(one, other, language)
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        parts = [merged(a, b, language) for a, b in zip(one, other, strict=True)]
        return None if any(part is None for part in parts) else parts
    return one if one == other else None


def _merged_fields(one: dict[str, Any], other: dict[str, Any], language: Language) -> dict[str, Any] | None:
    if set(one) != set(other):
        return None
    fields = {key: part if key == "code" else merged(part, other[key], language) for key, part in one.items()}
    return None if any(part is None for part in fields.values()) else fields


class Translator:
    """Words in both languages, from what is known; it remembers what it had to leave in one language.

    Parameters
    ----------
    language : {"vi", "en"}
        The language of the words that come in.
    known : iterable of texts
        Pairs that may be looked up.
    """

    def __init__(self, language: Language, known: Iterable[Mapping[str, str]] = ()) -> None:
        self.language: Language = language
        self.other: Language = "en" if language == "vi" else "vi"
        self.untranslated = 0
        self._known: dict[str, str] = {}
        self.learn(known)

    def learn(self, known: Iterable[Mapping[str, str]]) -> None:
        """Remember more pairs; a later one counts."""
        self._known |= {one_line(text[self.language]): text[self.other] for text in known}

    def text(self, words: str, other: str = "") -> dict[str, str]:
        """Return words in both languages: the other as given, else as known, else the same again."""
        translation = other or self._known.get(one_line(words), "")
        self.untranslated += not translation
        pair = {self.language: words, self.other: translation or words}
        return {"vi": pair["vi"], "en": pair["en"]}

    def rule(self, data: Any) -> Any:
        """Return a rule with its words, so far in one language, in both."""
        if isinstance(data, list):
            return [self.rule(part) for part in data]
        if not isinstance(data, dict):
            return data
        if not is_text(data):
            return {key: self.rule(part) for key, part in data.items()}
        return data if data["vi"] != data["en"] else self.text(data[self.language])
