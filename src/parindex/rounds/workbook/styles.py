"""How cells look: what is to be filled in is yellow, what is calculated is blue-grey, the rest is to read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

FONT = {"font_name": "Arial", "font_size": 10}
INPUT, CALCULATED, GIVEN, ALARM = "#FFF6CC", "#E3ECF5", "#F2F2F2", "#F4B6B6"
DARK, MIDDLE, RULE = "#1F4E79", "#D6E2EF", "#B7B7B7"
POINTS = "0.00####"
PERCENT = "0.00"
A4 = 9
LINE_HEIGHT, TALLEST = 13.0, 400.0

_CELL: dict[str, Any] = {"valign": "top", "border": 1, "border_color": RULE}
_WRAPPED = {**_CELL, "text_wrap": True}
_LOOKS: Mapping[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "font_color": DARK},
    "subtitle": {"bold": True},
    "line": {"text_wrap": True, "valign": "top"},
    "warning": {"bold": True, "font_color": "#9C0006"},
    "header": {
        **_WRAPPED,
        "bold": True,
        "valign": "vcenter",
        "align": "center",
        "bg_color": DARK,
        "font_color": "white",
    },
    "area": {**_WRAPPED, "bold": True, "bg_color": DARK, "font_color": "white"},
    "branch": {**_WRAPPED, "bold": True, "bg_color": MIDDLE},
    "leaf": {**_WRAPPED, "bold": True},
    "name": {**_WRAPPED, "font_color": "#595959", "font_size": 8},
    "text": {**_WRAPPED, "italic": True, "font_color": "#404040"},
    "plain": _WRAPPED,
    "state": {**_WRAPPED, "align": "center"},
    "given": {**_WRAPPED, "bg_color": GIVEN},
    "input": {**_WRAPPED, "bg_color": INPUT, "locked": False},
    "calculated": {**_CELL, "bg_color": CALCULATED, "bold": True, "num_format": POINTS},
    "value": {**_CELL, "bg_color": CALCULATED, "num_format": "0.######"},
    "percent": {**_CELL, "bg_color": CALCULATED, "num_format": PERCENT},
    "maximum": {**_CELL, "num_format": POINTS},
    "whole": {**_CELL, "bg_color": CALCULATED, "num_format": "0"},
    "alarm": {"bg_color": ALARM},
    "alarm_cell": {**_WRAPPED, "bg_color": ALARM},
    "unfinished": {"font_color": "#9C5700"},
}


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, str], Format] = {}

    def __call__(self, look: str, number_format: str = "") -> Format:
        """Return the format of a look, if need be with a number format of its own."""
        key = look, number_format
        if key not in self._made:
            extra = {"num_format": number_format} if number_format else {}
            self._made[key] = self._book.add_format({**_LOOKS[look], **extra})
        return self._made[key]


def height(texts: Iterable[tuple[str, float]]) -> float:
    """Return the height of a row that holds texts wrapped in columns of some width."""
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return min(LINE_HEIGHT * max(lines, 1) + 3, TALLEST)


def _lines(text: str, width: float) -> int:
    return sum(max(1, math.ceil(len(line) / width)) for line in text.split("\n"))


def set_up_page(
    sheet: Worksheet, page: str, header_row: int | None = None, *, landscape: bool = True
) -> None:
    """Fit a sheet to the width of A4, with page numbers and a header row on every page."""
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(f"&L&A&R{page}")
    if header_row is not None:
        sheet.repeat_rows(header_row)


def protect(sheet: Worksheet) -> None:
    """Lock a sheet without a password; widths and heights may be changed."""
    sheet.protect("", {"format_columns": True, "format_rows": True})
