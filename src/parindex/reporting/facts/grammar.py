"""How numbers, names and lists are put into a sentence, in Vietnamese and in English."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from parindex.language import Language, Text
from parindex.reporting.numbers import DASH, never_zero

_POINTS_SHOWN = 2
_INSTITUTIONS = frozenset({
    "ministry", "department", "office", "committee", "government", "state", "bank", "inspectorate", "board", "agency",
    "people's", "people’s", "authority", "bureau", "ministerial",
})  # fmt: skip
"""First words of English names that take an article: the Ministry of Finance, the State Bank."""


def points(value: Fraction | None, language: Language) -> str:
    """Return points with at most two decimals, and never as zero what is not."""
    if not value:
        return DASH if value is None else "0"
    rounded = never_zero(value, language, _POINTS_SHOWN)
    return rounded.rstrip("0").rstrip(",.")


def ordinal(place: int) -> str:
    """Return an English ordinal: 1st, 2nd, 3rd, 11th, 42nd."""
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def listed(parts: Sequence[str], language: Language) -> str:
    """Return a list in words: A, B và C; A, B and C."""
    if len(parts) < 2:
        return "".join(parts)
    joined = " và " if language == "vi" else " and "
    return f"{', '.join(parts[:-1])}{joined}{parts[-1]}"


def named(name: Text, language: Language) -> str:
    """Return a name within a sentence; in English an institution has its article."""
    text = name.to(language)
    takes_article = language == "en" and text.split()[0].lower() in _INSTITUTIONS
    return f"the {text}" if takes_article else text


def sentence(text: str) -> str:
    """Return a text with a capital at its start."""
    return text[:1].upper() + text[1:]


def quoted(text: str) -> str:
    """Return a text in quotation marks, once."""
    return f"“{unquoted(text)}”"


def unquoted(text: str) -> str:
    """Return a text without the quotation marks around it, as it stands alone in a table."""
    return text[1:-1] if text[:1] in {"“", '"'} and text[-1:] in {"”", '"'} else text


def group_named(label: Text, language: Language) -> str:
    """Return what a group is called within a sentence: nhóm A; group A; nhóm Tốt; the group “Good”."""
    text = label.to(language)
    word = "nhóm" if language == "vi" else "group"
    if text.lower().startswith(f"{word} "):
        return word + text[len(word) :]
    if len(text) == 1:
        return f"{word} {text}"
    return f"nhóm {quoted(text)}" if language == "vi" else f"the group {quoted(text)}"


def told_beside(label: Text, code: str, language: Language) -> str:
    """Return what a group is called where its code stands beside it; empty where that is no more than the code."""
    text = label.to(language)
    return "" if text.lower() in {f"{word}{code.lower()}" for word in ("", "nhóm ", "group ")} else text


def units_counted(count: int, language: Language) -> str:
    """Return a number of units: 1 đơn vị; 1 unit, 2 units, no units."""
    if language == "vi":
        return f"{count} đơn vị" if count else "không đơn vị nào"
    return counted(count, "unit", "units") if count else "no units"


def counted(count: int, one: str, many: str) -> str:
    """Return an English number of things."""
    return f"{count} {one if count == 1 else many}"
