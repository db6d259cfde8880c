"""What people type into cells, in the many forms in which spreadsheets hand it over, as exact values."""

from __future__ import annotations

import math
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeGuard

from parindex.framework import Leaf
from parindex.framework.rules import NEVER, AnyRule, Appraiser, Variable
from parindex.language import LANGUAGES, decimal_text, nfc
from parindex.numbers import MICRO, SIGNIFICANT_DIGITS, micro
from parindex.rounds import values
from parindex.rounds.values import BadValue
from parindex.rounds.workbook import words
from parindex.rounds.workbook.choices import position_of
from parindex.rounds.workbook.expected import MARK, expected, expected_points
from parindex.rounds.workbook.kinds import DAY_ZERO

_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})\Z")
_PLAIN = re.compile(r"[-+]?[0-9]+([.,][0-9]+)?\Z")
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:(\.[0-9]{3})+(,[0-9]+)?|(,[0-9]{3})+(\.[0-9]+)?)\Z")
_TWO_WAYS = re.compile(r"[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}\Z")
_FIRST_DAY = date(1900, 1, 1).toordinal()
_NEVER = {words.NEVER.to(language) for language in LANGUAGES} | {"never"}
_MARKS = {words.MARK, "có", "yes", "true"}


class _Unreadable(Exception):
    """A cell that is not a number."""


def text(value: object) -> str:
    """Return what stands in a cell as text in NFC: numbers as plain decimals, days as day/month/year."""
    if isinstance(value, bool | str):
        return nfc(str(value)).strip()
    if isinstance(value, int | float):
        return f"{value:.{SIGNIFICANT_DIGITS}g}"
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return "" if value is None else str(value)


def measured(value: object, rule: AnyRule, variable: Variable) -> float:
    """Return the value of a variable that a cell holds, as `RoundData` keeps it.

    Raises
    ------
    BadValue
        With what is expected instead.
    """
    if variable.kind == "choice" and isinstance(value, str):
        return position_of(text(value), rule, variable)
    try:
        if variable.kind == "date":
            return _day(value)
        if variable.kind == "yes_no":
            return float(value) if isinstance(value, bool) else values.yes_no(text(value))
        return values.parser_of(variable)(_number(value, percent=variable.kind == "percent"))
    except (_Unreadable, BadValue):
        raise BadValue(expected(variable)) from None


def points(value: object, leaf: Leaf) -> int:
    """Return the micro-points that a cell holds for a leaf.

    Raises
    ------
    BadValue
        With what is expected instead: too many points, or off the step, too.
    """
    try:
        entered = values.points(_number(value))
    except (_Unreadable, BadValue):
        raise BadValue(expected_points(leaf)) from None
    step = leaf.rule.step if isinstance(leaf.rule, Appraiser) else None
    too_many = leaf.maximum is not None and entered > micro(leaf.maximum)
    if too_many or (step is not None and entered % micro(step)):
        raise BadValue(expected_points(leaf))
    return entered


def shown_points(value: object) -> Fraction | None:
    """Return the points that a calculated cell shows; None where it shows none."""
    if not _is_number(value):
        return None
    return Fraction(decimal_text(Fraction(text(value)), len(str(MICRO)) - 1))


def mark(value: object) -> bool:
    """Return whether a cell is marked; raise `BadValue` for anything but the mark or nothing."""
    said = text(value).casefold()
    if said and said not in _MARKS:
        raise BadValue(MARK)
    return bool(said)


def _day(value: object) -> float:
    """Return the number of a day: a date of the spreadsheet, a count of days, or text."""
    if isinstance(value, date):
        ordinal = value.toordinal()
    elif _is_number(value):
        ordinal = DAY_ZERO + math.floor(value)
    else:
        ordinal = _day_of_text(text(value))
    if not _FIRST_DAY <= ordinal <= NEVER:
        raise _Unreadable
    return float(ordinal)


def _day_of_text(said: str) -> int:
    if said.casefold() in _NEVER:
        return NEVER
    written = _DAY.match(said)
    try:
        if written:
            day, month, year = map(int, written.groups())
            return date(year, month, day).toordinal()
        return date.fromisoformat(said).toordinal()
    except ValueError:
        raise _Unreadable from None


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _number(value: object, *, percent: bool = False) -> str:
    """Return a number as plain text with a decimal point."""
    if _is_number(value):
        return values.decimal(Fraction(text(value)))
    if not isinstance(value, str):
        raise _Unreadable
    said = "".join(nfc(value).split())
    if percent:
        said = said.removesuffix("%")
    if _TWO_WAYS.match(said):
        raise _Unreadable
    if _PLAIN.match(said):
        return format(Decimal(said.replace(",", ".")), "f")
    grouped = _GROUPED.match(said)
    if grouped is None:
        raise _Unreadable
    point = "," if grouped.group(1) else "."
    whole, _, rest = said.partition(point)
    digits = re.sub("[.,]", "", whole)
    return format(Decimal(f"{digits}.{rest}" if rest else digits), "f")
