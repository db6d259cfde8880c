"""Numbers as the tables of charts hold them: rounded as they are printed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from parindex.language import decimal_text

Number = Fraction | Decimal | int


def rounded(value: Number, decimals: int = 2) -> Decimal:
    """Return a number as it is printed, for a table."""
    return Decimal(decimal_text(Fraction(value), decimals))


def rounded_or_none(value: Number | None, decimals: int = 2) -> Decimal | None:
    """Return a number as it is printed; None where it is not known."""
    return None if value is None else rounded(value, decimals)
