"""Numbers as people read them in sentences, tables and charts."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

from parindex.language import Language, decimal_text, shown

DASH = "–"
"""Stands for what is not known."""
MINUS = "−"
Number = Fraction | Decimal | int | float


def number(value: Number | None, language: Language, decimals: int | None = None) -> str:
    """Return a number rounded half-up, or as it is written; a dash where it is not known or not finite.

    A float counts as the shortest decimal that stands for it, so that what is printed is the rounding of what a table
    of the same numbers holds.
    """
    if value is None or not math.isfinite(value):
        return DASH
    exact = Decimal(repr(float(value))) if isinstance(value, float) else value
    return shown(exact, language, decimals).replace("-", MINUS)


def never_zero(value: Fraction, language: Language, decimals: int) -> str:
    """Return a rounded number; with as many more decimals as it takes not to read as zero what is not."""
    text = number(value, language, decimals)
    while value and not text.strip(MINUS).strip("0,."):
        decimals += 1
        text = number(value, language, decimals)
    return text


def signed(value: Number | None, language: Language, decimals: int | None = None) -> str:
    """Return a change with its sign; none where it rounds to zero."""
    text = number(value, language, decimals)
    return f"+{text}" if value is not None and value > 0 and text.strip("0,.") else text


def count(value: float | Fraction | None, language: Language) -> str:
    """Return a number rounded half-up to a whole, thousands apart: 33.552; 33,552. A dash where it is not known."""
    if value is None:
        return DASH
    text = f"{int(decimal_text(Fraction(value), 0)):,}".replace("-", MINUS)
    return text.replace(",", ".") if language == "vi" else text


def units_of_all(known: int, units: int | None, language: Language) -> str:
    """Return how many units of how many: 3 trên 17 đơn vị; 5 units (of an unknown total)."""
    if units is not None:
        noun = "unit" if units == 1 else "units"
        return f"{known} trên {units} đơn vị" if language == "vi" else f"{known} of {units} {noun}"
    noun = "unit" if known == 1 else "units"
    return (
        f"{known} đơn vị (chưa rõ tổng số)" if language == "vi" else f"{known} {noun} (of an unknown total)"
    )


def percent(value: Number | None, language: Language, decimals: int = 1) -> str:
    """Return a percentage with its sign, which stands at the number in either language; a dash alone where it is not known."""
    text = number(value, language, decimals)
    return text if text == DASH else f"{text}%"


def share_in_percent(share: float, language: Language) -> str:
    """Return a share (0.95) in percent (95), exactly as it was given, without a sign."""
    return shown(100 * Decimal(repr(share)), language)
