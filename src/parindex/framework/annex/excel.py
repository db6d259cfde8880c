"""Annexes as .xlsx: a sheet that prints as an annex and reads back."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from parindex.files import NO_TIME, TEXT_STAYS_TEXT
from parindex.framework.annex.cell import split_machine_line
from parindex.framework.annex.columns import (
    COLUMNS,
    HEADINGS,
    OTHER_COLUMNS,
    TOTAL,
    UNKNOWN,
    Column,
    Grid,
    Value,
)
from parindex.framework.annex.heading import heading_lines
from parindex.framework.annex.table import Row, other_language, rows_of
from parindex.framework.model import Framework
from parindex.language import Language

LONGEST_CELL = 32_767
"""Characters that a cell of a spreadsheet can hold."""

_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
_WIDTHS = {"number": 8, "title": 42, "maximum": 10, "scoring": 58, "evidence": 42}
_A4 = 9
_LINE, _SMALL_LINE, _TALLEST = 16.0, 9.0, 409.0  # points; no row of a spreadsheet can be taller
_SMALL_LETTERS = 1.7  # of the machine line, where one of the words stands


class TooLong(Exception):
    """A text that no cell can hold; `number` is the code of its node."""

    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(number)


def workbook_bytes(framework: Framework, language: Language, *, bilingual: bool, exact: bool) -> bytes:
    """Return the annex as a workbook of one sheet.

    Raises
    ------
    TooLong
        A text is longer than a cell can be.
    """
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {**TEXT_STAYS_TEXT})
    workbook.set_properties({"title": framework.title.to(language), "created": NO_TIME})
    sheet = workbook.add_worksheet("Phụ lục" if language == "vi" else "Annex")
    columns = (*COLUMNS, *OTHER_COLUMNS) if bilingual else COLUMNS
    _Sheet(workbook, sheet, columns, language).write(framework, exact=exact)
    workbook.close()
    return stream.getvalue()


class _Sheet:
    """Writes the rows of one sheet."""

    def __init__(self, workbook: Any, sheet: Any, columns: Sequence[Column], language: Language) -> None:
        self._sheet = sheet
        self._columns = columns
        self._language: Language = language
        self._above = workbook.add_format({**_FONT, "text_wrap": False, "bold": True})
        self._head = workbook.add_format(
            {**_FONT, "border": 1, "bold": True, "align": "center", "valign": "vcenter"}
        )
        self._text = workbook.add_format({**_FONT, "border": 1})
        self._bold = workbook.add_format({**_FONT, "border": 1, "bold": True})
        self._machine = workbook.add_format(
            {"font_name": "Times New Roman", "font_size": 7, "font_color": "#808080"}
        )

    def write(self, framework: Framework, *, exact: bool) -> None:
        """Write headings, rows and the sum, and set the page up."""
        above = heading_lines(framework, self._language)
        for line, text in enumerate(above):
            self._sheet.write_string(line, 0, text, self._above)
        if "other_title" in self._columns:
            for line, text in enumerate(heading_lines(framework, other_language(self._language))):
                self._sheet.write_string(line, self._columns.index("other_title"), text, self._above)
        start = len(above) + 1
        self._sheet.set_row(start, 2 * _LINE)
        for position, column in enumerate(self._columns):
            self._sheet.write_string(start, position, HEADINGS[column].to(self._language), self._head)
        rows = rows_of(framework, self._language, exact=exact)
        for line, row in enumerate(rows, start + 1):
            self._row(line, row)
        self._total(start + 1 + len(rows), framework)
        self._page(start, start + 1 + len(rows))

    def _row(self, line: int, row: Row) -> None:
        style = self._text if row.is_leaf else self._bold
        self._sheet.set_row(line, _height([(row.texts.get(column, ""), column) for column in self._columns]))
        for position, column in enumerate(self._columns):
            if column == "number":
                self._sheet.write_string(line, position, row.number, style)
            elif column != "maximum":
                self._cell(line, position, row.texts.get(column, ""), row, style)
            elif row.maximum is None:
                self._sheet.write_string(line, position, UNKNOWN.to(self._language), style)
            else:
                self._sheet.write_number(line, position, float(row.maximum), style)

    def _cell(self, line: int, position: int, text: str, row: Row, style: Any) -> None:
        """Write a text; the machine line small and grey."""
        if len(text) > LONGEST_CELL:
            raise TooLong(row.number)
        words, machine_line = split_machine_line(text)
        if machine_line:
            self._sheet.write_rich_string(line, position, f"{words}\n", self._machine, machine_line, style)
        else:
            self._sheet.write_string(line, position, text, style)

    def _total(self, line: int, framework: Framework) -> None:
        for position, column in enumerate(self._columns):
            if column == "maximum":
                self._sheet.write_number(line, position, float(framework.total), self._bold)
            else:
                text = TOTAL.to(self._language) if column == "title" else ""
                self._sheet.write_string(line, position, text, self._bold)

    def _page(self, header: int, last: int) -> None:
        for position, column in enumerate(self._columns):
            self._sheet.set_column(position, position, _width(column))
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.print_area(0, 0, last, len(COLUMNS) - 1)  # the other language is for work, not for print
        self._sheet.repeat_rows(header)
        self._sheet.freeze_panes(header + 1, 0)
        self._sheet.ignore_errors({"number_stored_as_text": f"A{header + 1}:A{last + 1}"})


def _width(column: Column) -> int:
    return _WIDTHS[column.removeprefix("other_")]


def _height(texts: Iterable[tuple[str, Column]]) -> float:
    """Return a row's height for its wrapped texts: Excel would find it by itself, LibreOffice does not."""
    return min(_TALLEST, max(_text_height(text, _width(column)) for text, column in texts))


def _text_height(text: str, width: int) -> float:
    words, machine_line = split_machine_line(text)
    lines = sum(1 + len(line) // width for line in words.split("\n"))
    return _LINE * lines + _SMALL_LINE * (len(machine_line) / (_SMALL_LETTERS * width))


def grids_in(path: Path) -> list[Grid]:
    """Return the sheets of a workbook; raise OSError or CalamineError if it cannot be read."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    return [
        _grid(name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
        for name in workbook.sheet_names
    ]


def _grid(name: str, rows: Sequence[Sequence[Any]]) -> Grid:
    cells: list[tuple[int, tuple[Value, ...]]] = [(line, tuple(row)) for line, row in enumerate(rows, 1)]
    return Grid(name, tuple(cells), lettered=True)


UNREADABLE = (OSError, CalamineError)
