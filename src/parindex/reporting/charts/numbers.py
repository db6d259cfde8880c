"""Numbers as charts print them, and as their tables hold them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from parindex.language import Language, decimal_text
from parindex.reporting import numbers

Number = Fraction | Decimal | int


def number(value: Number, language: Language, decimals: int = 2) -> str:
    """Return a number rounded half-up."""
    return numbers.number(value, language, decimals)


def signed(value: Number, language: Language, decimals: int = 2) -> str:
    """Return a change with its sign; none where it rounds to zero."""
    return numbers.signed(value, language, decimals)


def percent(value: Number, language: Language, decimals: int = 1) -> str:
    """Return a percentage with its sign, which stands at the number in either language."""
    return f"{number(value, language, decimals)}%"


def rounded(value: Number, decimals: int = 2) -> Decimal:
    """Return a number as it is printed, for a table."""
    return Decimal(decimal_text(Fraction(value), decimals))


def rounded_or_none(value: Number | None, decimals: int = 2) -> Decimal | None:
    """Return a number as it is printed; None where it is not known."""
    return None if value is None else rounded(value, decimals)
