"""The tables of a report as a workbook: a sheet each, numbers as numbers, texts never as formulas."""

from __future__ import annotations

import io
from fractions import Fraction
from typing import Any

import xlsxwriter

from parindex.files import NO_TIME
from parindex.numbers import rounded
from parindex.reporting.charts.chart import harmless
from parindex.reporting.office.blocks import Amount, Cell, Table
from parindex.reporting.office.document import OfficialDocument

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
_CAPTION, _ABOUT, _HEAD = 0, 1, 3
"""Rows of a sheet."""
_MM_IN_A_CHARACTER = 2.0


def to_xlsx(document: OfficialDocument) -> bytes:
    """Return the tables of a document as .xlsx, the same bytes for the same document."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {**_OPTIONS, "default_format_properties": {**_FONT}}) as book:
        about = " – ".join(filter(None, (document.summary, document.label, document.watermark)))
        book.set_properties(
            {"title": harmless(document.title), "comments": harmless(about), "created": NO_TIME}
        )
        formats = _Formats(book)
        for table in document.tables:
            _sheet(book.add_worksheet(table.code), formats, table, harmless(about))
    return stream.getvalue()


class _Formats:
    """The formats of a workbook; one for each way of writing a number."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self.caption = book.add_format({"bold": True, "font_size": 14})
        self.about = book.add_format({"italic": True})
        self.head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center"})
        self.text = book.add_format({"border": 1, "text_wrap": True})
        self._numbers: dict[str, Any] = {}

    def of(self, amount: Amount) -> Any:
        """Return the format of a number."""
        zeros = f"0.{'0' * amount.decimals}" if amount.decimals else "0"
        code = "General" if amount.is_short else f"+{zeros};-{zeros};{zeros}" if amount.is_signed else zeros
        if code not in self._numbers:
            self._numbers[code] = self._book.add_format({"border": 1, "num_format": code})
        return self._numbers[code]


def _sheet(sheet: Any, formats: _Formats, table: Table, about: str) -> None:
    sheet.write_string(_CAPTION, 0, harmless(table.caption), formats.caption)
    sheet.write_string(_ABOUT, 0, about, formats.about)
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width / _MM_IN_A_CHARACTER)
        sheet.write_string(_HEAD, number, harmless(column.title), formats.head)
    for row, cells in enumerate(table.rows, start=_HEAD + 1):
        for number, cell in enumerate(cells):
            _write(sheet, formats, row, number, cell)
    sheet.freeze_panes(_HEAD + 1, 0)
    sheet.repeat_rows(_HEAD)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _printed(value: Fraction | int, decimals: int) -> float:
    """Return a number rounded half-up from its exact value, as it stands on the page."""
    return float(Fraction(rounded(Fraction(value), 10**decimals), 10**decimals))


def _write(sheet: Any, formats: _Formats, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, Amount) and cell.value is not None:
        sheet.write_number(row, column, _printed(cell.value, cell.decimals), formats.of(cell))
    else:
        text = cell.text("vi") if isinstance(cell, Amount) else harmless(cell)
        sheet.write_string(row, column, text, formats.text)
