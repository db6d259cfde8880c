"""Cells of tables as numbers: what each kind of variable may hold, and what is said when it does not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import inf

from parindex.framework.rules import NEVER, Variable
from parindex.language import Text, nfc
from parindex.numbers import MICRO, SIGNIFICANT_DIGITS, exact, fits_float

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_YES_NO = {"yes": 1.0, "no": 0.0, "có": 1.0, "không": 0.0}
_NEVER = ("never", "không thực hiện")
MOST_TIMES = 9999
"""More bonus, penalty or deduction of one kind is taken for a slip of the hand."""


@dataclass(eq=False)
class BadValue(Exception):
    """A cell that does not hold what is expected."""

    expected: Text

    def about(self, value: str) -> Text:
        """Return the full sentence with the value found."""
        return Text(
            vi=f"“{value}”: cần {self.expected.vi}.",
            en=f'"{value}": expected {self.expected.en}.',
        )


def _bad(vi: str, en: str) -> BadValue:
    return BadValue(Text(vi=vi, en=en))


def number(text: str) -> float:
    """Return a plain decimal with a point as float64; at most 15 significant digits."""
    if not (text.isascii() and text.isdigit()) and not _NUMBER.match(text):
        raise _bad("một số, dấu chấm thập phân (ví dụ 12.5)", "a number with a decimal point (12.5)")
    if len(text) > SIGNIFICANT_DIGITS and not fits_float(Decimal(text)):
        raise _bad(
            f"số có nhiều nhất {SIGNIFICANT_DIGITS} chữ số",
            f"a number of at most {SIGNIFICANT_DIGITS} digits",
        )
    return float(text)


@lru_cache(4096)
def fraction(text: str) -> Fraction:
    """Return a plain decimal exactly."""
    number(text)
    whole, _, decimals = text.partition(".")
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def ratio(text: str) -> Fraction:
    """Return an exact index: a plain decimal, or a quotient of whole numbers ("4561/57")."""
    above, slash, below = text.partition("/")
    if slash and above.isascii() and above.isdigit() and below.isascii() and below.isdigit() and int(below):
        return Fraction(int(above), int(below))
    return fraction(text)


def points(text: str) -> int:
    """Return points as micro-points: a number from zero with at most six decimals."""
    value = fraction(text) * MICRO
    if value < 0 or value.denominator != 1:
        raise _bad("số điểm từ 0, nhiều nhất 6 chữ số thập phân", "points from 0 with at most 6 decimals")
    return value.numerator


def size(text: str) -> float:
    """Return a number from zero."""
    value = number(text)
    if value < 0:
        raise _out_of_bounds(Decimal(0), None)
    return value


def times(text: str) -> float:
    """Return how often something happened: a whole number up to `MOST_TIMES`."""
    value = count(text)
    if value > MOST_TIMES:
        raise _bad(f"số nguyên từ 0 đến {MOST_TIMES}", f"a whole number from 0 to {MOST_TIMES}")
    return value


def count(text: str) -> float:
    """Return a whole number from zero."""
    value = number(text)
    if value < 0 or not value.is_integer():
        raise _bad("số nguyên từ 0", "a whole number from 0")
    return value


def day(text: str) -> float:
    """Return the number of a day written YYYY-MM-DD, or that of ``never``."""
    if nfc(text).lower() in _NEVER:
        return float(NEVER)
    try:
        return float(calendar_day(text).toordinal())
    except BadValue:
        raise _bad("ngày dạng NĂM-THÁNG-NGÀY hoặc never", "a date YYYY-MM-DD or never") from None


def calendar_day(text: str) -> date:
    """Return a day written YYYY-MM-DD."""
    try:
        if _DATE.match(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise _bad("ngày dạng NĂM-THÁNG-NGÀY", "a date YYYY-MM-DD")


def yes_no(text: str) -> float:
    """Return 1 for yes, 0 for no."""
    try:
        return _YES_NO[nfc(text).lower()]
    except KeyError:
        raise _bad("yes hoặc no", "yes or no") from None


def parser_of(variable: Variable) -> Callable[[str], float]:
    """Return the function that reads a cell of a variable and keeps to its constant bounds."""
    if variable.kind == "choice":
        return _chooser(variable)
    read = {"count": count, "date": day, "yes_no": yes_no}.get(variable.kind, number)
    low = variable.lower
    high = variable.upper if isinstance(variable.upper, Decimal) else None
    if variable.kind in ("date", "yes_no") or (low is None and high is None):
        return read

    lowest = -inf if low is None else float(low)
    highest = inf if high is None else float(high)

    def bounded(text: str) -> float:
        value = read(text)
        if not lowest <= value <= highest:
            raise _out_of_bounds(low, high)
        return value

    return bounded


def _out_of_bounds(low: Decimal | None, high: Decimal | None) -> BadValue:
    if high is None:
        return _bad(f"số từ {low} trở lên", f"a number of at least {low}")
    if low is None:
        return _bad(f"số không quá {high}", f"a number of at most {high}")
    return _bad(f"số từ {low} đến {high}", f"a number from {low} to {high}")


def _chooser(variable: Variable) -> Callable[[str], float]:
    positions = {code: float(position) for position, code in enumerate(variable.choices)}

    def chosen(text: str) -> float:
        try:
            return positions[text]
        except KeyError:
            among = ", ".join(variable.choices)
            raise _bad(f"một trong: {among}", f"one of: {among}") from None

    return chosen


def written(value: float, variable: Variable) -> str:
    """Return the cell that stands for a value of a variable; the inverse of its parser."""
    if variable.kind == "choice":
        return variable.choices[int(value)]
    if variable.kind == "yes_no":
        return "yes" if value else "no"
    if variable.kind == "date":
        return "never" if value >= NEVER else date.fromordinal(int(value)).isoformat()
    text = repr(value)
    return decimal(exact(value)) if "e" in text else text.removesuffix(".0")


def decimal(value: Fraction) -> str:
    """Return a fraction that is a finite decimal as plain text."""
    places = _places(value.denominator)
    if places is None:
        raise ValueError(f"{value} is not a finite decimal")
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value.numerator < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def ratio_text(value: Fraction) -> str:
    """Return an exact value as a plain decimal if it is one, else as a quotient; the inverse of `ratio`."""
    finite = _places(value.denominator) is not None
    return decimal(value) if finite else f"{value.numerator}/{value.denominator}"


def exact_text(value: Fraction | None) -> str | None:
    """Return an exact value as a decimal, or as a quotient where a decimal has no end; None stays None."""
    return None if value is None else ratio_text(value)


def _places(denominator: int) -> int | None:
    """Return how many decimals a reduced fraction needs; None if it has no end."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None
