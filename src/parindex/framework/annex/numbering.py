"""Numbers of areas, criteria and sub-criteria as they stand in a file, and the codes and depths they mean.

Spreadsheets spoil such numbers: 1.10 becomes the number 1.1, and 1.2.3 the second of January or the first of
February 2003. What a cell can have meant is set against what can follow the row before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from parindex.framework.annex.columns import Value
from parindex.framework.annex.lines import one_line

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_WORD_BEFORE = re.compile(
    r"(?:lĩnh vực|tiêu chí thành phần|tiêu chí|tctp|tc|area|criterion)\s+(?=[\dIVX])", re.IGNORECASE
)
_ITEM = re.compile(r"[a-zđ][.)]")
_DAY_FIRST = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{2,4})(?: .*)?")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")


@dataclass(frozen=True)
class Number:
    """What the number of a row means.

    Attributes
    ----------
    code : str
    depth : int
        0 for an area.
    mended : bool
        The cell held something else that a spreadsheet had made of it.
    """

    code: str
    depth: int
    mended: bool = False


class Numbering:
    """The numbers of one table, row after row.

    Parameters
    ----------
    known : Mapping of code to depth
        Codes of an earlier framework, which are taken as they are.
    """

    def __init__(self, known: Mapping[str, int] | None = None) -> None:
        self._known = known or {}
        self._area = ""
        self._areas = 0
        self._is_short = False
        self._last: tuple[int, ...] = ()

    def place(self, value: Value) -> Number | None:
        """Return the code and depth of the next row, or None if its number means nothing."""
        written = candidates(value)
        fitting = [code for code in written if self._follows(code)] or [
            c for c in written if c in self._known
        ]
        if not written or (is_date_like(value) and not fitting):
            return None
        code = fitting[0] if fitting else written[0]
        mended = code != written[0] or is_date_like(value)
        if code in self._known:
            self._remember(code)
            return Number(code, self._known[code], mended)
        return self._placed(code, mended)

    def _placed(self, code: str, mended: bool) -> Number:
        self._remember(code)
        parts = code.split(".")
        if not parts[0].isdigit() or not self._area:
            return Number(code, len(parts) - 1, mended)
        if len(parts) == 1:
            self._is_short = True
        if self._is_short:
            return Number(f"{self._area}.{code}", len(parts), mended)
        return Number(code, len(parts) - 1, mended)

    def _remember(self, code: str) -> None:
        parts = code.split(".")
        if all(part.isdigit() for part in parts):
            self._last = tuple(map(int, parts))
        elif len(parts) == 1:
            self._area, self._is_short = code, False
            self._areas += 1
            self._last = ()

    def _follows(self, code: str) -> bool:
        """Tell whether a number can come next: the first part of the last, or the next at any level."""
        parts = code.split(".")
        if not all(part.isdigit() for part in parts):
            return False
        number = tuple(map(int, parts))
        if not self._last:
            return number in ((1,), (self._areas, 1))
        nexts = [(*self._last[:depth], self._last[depth] + 1) for depth in range(len(self._last))]
        return number in ((*self._last, 1), *nexts)


def candidates(value: Value) -> list[str]:
    """Return the codes that a cell may stand for, the likeliest first."""
    if isinstance(value, date):
        return _from_date(value.year, value.month, value.day)
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, int | float):
        return _from_number(value)
    text = one_line(value)
    day_first, year_first = _DAY_FIRST.fullmatch(text), _YEAR_FIRST.fullmatch(text)
    if day_first is not None:
        return _from_date(int(day_first[3]), int(day_first[2]), int(day_first[1]))
    if year_first is not None:
        return _from_date(int(year_first[1]), int(year_first[2]), int(year_first[3]))
    code = _WORD_BEFORE.sub("", text).rstrip(" .:)/").replace(" ", "").replace(",", ".")
    return [code] if _CODE.fullmatch(code) and not _ITEM.fullmatch(text) else []


def is_date_like(value: Value) -> bool:
    """Tell whether a spreadsheet took a number for a date."""
    if isinstance(value, str):
        return bool(_DAY_FIRST.fullmatch(one_line(value)) or _YEAR_FIRST.fullmatch(one_line(value)))
    return isinstance(value, date)


def _from_number(value: float) -> list[str]:
    """Return "1.1" and "1.10" for 1.1: a spreadsheet drops the zero."""
    if value < 0:
        return []
    if value == int(value):
        return [str(int(value))]
    text = repr(float(value))
    return [text, f"{text}0"] if len(text.split(".")[1]) == 1 else [text]


def _from_date(year: int, month: int, day: int) -> list[str]:
    """Return what may have been typed to become a date: 1.2.3 or 1.2, day or month first."""
    return [f"{day}.{month}.{year % 100}", f"{month}.{day}.{year % 100}", f"{day}.{month}", f"{month}.{day}"]
