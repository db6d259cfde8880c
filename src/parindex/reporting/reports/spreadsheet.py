"""The tables of a report as a workbook: a sheet each, numbers as numbers, texts never as formulas.

The first sheet says what has to be known of the figures: whose they are, what lacks, what they say, where they come from.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import xlsxwriter

from parindex.files import NO_TIME, TEXT_STAYS_TEXT
from parindex.language import Text
from parindex.numbers import rounded
from parindex.reporting.charts.chart import harmless
from parindex.reporting.office.blocks import (
    WIDTH,
    Amount,
    Cell,
    Column,
    Day,
    Heading,
    Paragraph,
    Picture,
    Place,
    Span,
    Table,
    cell_text,
    lines_needed,
)
from parindex.reporting.office.document import OfficialDocument

ABOUT = Text(vi="Giới thiệu", en="About")
FROM = Text(vi="{title}: từ", en="{title}: from")
TO = Text(vi="{title}: đến", en="{title}: to")
_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
_CAPTION, _ABOUT, _HEAD = 0, 1, 3
"""Rows of a sheet."""
_MM_IN_A_CHARACTER = 2.0
_LINE = 16.0
"""Height of a line, in points; programs other than Excel do not work out how high a row must be."""
_HIGHEST = 409.0
_PAGE = 90
"""Width of the first sheet, in characters."""
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_WORTH_A_FILTER = 8
"""So many rows are worth to be sorted and chosen from."""


def to_xlsx(document: OfficialDocument) -> bytes:
    """Return the tables of a document as .xlsx, the same bytes for the same document."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {**TEXT_STAYS_TEXT, "default_format_properties": {**_FONT}}) as book:
        about = " – ".join(filter(None, (document.summary, document.label, document.watermark)))
        book.set_properties(
            {"title": harmless(document.title), "comments": harmless(about), "created": NO_TIME}
        )
        formats = _Formats(book)
        _about(book.add_worksheet(ABOUT.to(document.language)), formats, document)
        for number, table in enumerate(document.tables, start=1):
            sheet = _Sheet(book.add_worksheet(_name(number, table.caption)), formats, document, table)
            sheet.write(harmless(about))
    return stream.getvalue()


def _name(number: int, caption: str) -> str:
    """Return the name of a sheet: the number of its table, and as many words of its caption as a name may have."""
    words = f"{number}. {_NOT_IN_NAMES.sub(' ', harmless(caption))}".split()
    name = words[0]
    for word in words[1:]:
        if len(f"{name} {word}") > _LONGEST_NAME:
            break
        name = f"{name} {word}"
    return name


class _Formats:
    """The formats of a workbook; one for each way of writing a number."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self.caption = book.add_format({"bold": True, "font_size": 14})
        self.about = book.add_format({"italic": True})
        self.head = book.add_format(
            {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
        )
        self.title = book.add_format({"bold": True, "text_wrap": True, "font_size": 14})
        self.strong = book.add_format({"bold": True, "text_wrap": True})
        self.plain = book.add_format({"text_wrap": True})
        sides = {"text": "left", "number": "right", "span": "right", "code": "center"}
        self.texts = {
            kind: book.add_format({"border": 1, "text_wrap": True, "align": side})
            for kind, side in sides.items()
        }
        self._numbers: dict[str, Any] = {}

    def of(self, code: str) -> Any:
        """Return the format of numbers that are written in this way."""
        if code not in self._numbers:
            self._numbers[code] = self._book.add_format({"border": 1, "num_format": code, "align": "right"})
        return self._numbers[code]


def _about(sheet: Any, formats: _Formats, document: OfficialDocument) -> None:
    """Write what the document says around its tables."""
    sheet.set_column(0, 0, _PAGE)
    for row, (text, look) in enumerate(_sayings(document, formats)):
        sheet.write_string(row, 0, harmless(text), look)
        sheet.set_row(row, _height(lines_needed(text, _PAGE if look is formats.plain else 0.8 * _PAGE)))
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _sayings(document: OfficialDocument, formats: _Formats) -> Iterator[tuple[str, Any]]:
    yield document.kind, formats.title
    yield document.summary, formats.title
    for text in filter(None, (document.label, document.watermark)):
        yield text, formats.strong
    for caption, block in document.captioned():
        if isinstance(block, Table):
            yield caption, formats.strong
        elif not isinstance(block, Picture):
            is_plain = not isinstance(block, Heading) and not (
                isinstance(block, Paragraph) and block.look == "framed"
            )
            yield block.text, formats.plain if is_plain else formats.strong


def _height(lines: int) -> float:
    return min(lines * _LINE + 2, _HIGHEST)


class _Sheet:
    """The sheet of one table."""

    def __init__(self, sheet: Any, formats: _Formats, document: OfficialDocument, table: Table) -> None:
        self.sheet, self.formats, self.table = sheet, formats, table
        self.language = document.language
        self.columns = tuple(column for each in table.columns for column in self._split(each))
        self.rows = tuple(tuple(self._cells(row)) for row in table.rows)
        self.widths = [self._width(number, column) for number, column in enumerate(self.columns)]

    def _split(self, column: Column) -> Iterator[Column]:
        """Yield a column; one of spans becomes two of numbers."""
        if column.kind != "span":
            yield column
            return
        for end in (FROM, TO):
            title = end.to(self.language).format(title=column.title)
            yield Column(title, max(column.width // 2, 20), "number")

    def _cells(self, row: Sequence[Cell]) -> Iterator[Cell]:
        for column, cell in zip(self.table.columns, row, strict=True):
            if column.kind != "span":
                yield cell
            elif isinstance(cell, Span):
                yield from (cell.lower, cell.upper)
            else:
                yield from (cell, cell)

    def _width(self, number: int, column: Column) -> float:
        """Return the width of a column in characters: at least that of its numbers and of the words of its title."""
        words = [len(word) * 1.2 for word in column.title.split()]
        cells = [len(cell_text(row[number], self.language)) for row in self.rows if column.kind != "text"]
        longest = max((*words, *cells), default=0)
        return max(column.width / _MM_IN_A_CHARACTER, min(longest, 30.0) + 2)

    def write(self, about: str) -> None:
        sheet, last = self.sheet, len(self.columns) - 1
        sheet.write_string(_CAPTION, 0, harmless(self.table.caption), self.formats.caption)
        sheet.write_string(_ABOUT, 0, about, self.formats.about)
        for number, (column, width) in enumerate(zip(self.columns, self.widths, strict=True)):
            sheet.set_column(number, number, width)
            sheet.write_string(_HEAD, number, harmless(column.title), self.formats.head)
        sheet.set_row(_HEAD, self._height([column.title for column in self.columns], 0.8))
        for row, cells in enumerate(self.rows, start=_HEAD + 1):
            sheet.set_row(row, self._height([cell_text(cell, self.language) for cell in cells]))
            for number, cell in enumerate(cells):
                self._write(row, number, cell)
        if len(self.rows) >= _WORTH_A_FILTER:
            sheet.autofilter(_HEAD, 0, _HEAD + len(self.rows), last)
        self._print()

    def _height(self, texts: Sequence[str], share: float = 1.0) -> float:
        lines = (lines_needed(text, share * room) for text, room in zip(texts, self.widths, strict=True))
        return _height(max(lines))

    def _write(self, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, Amount) and cell.value is not None:
            self.sheet.write_number(row, column, _printed(cell.value, cell.decimals), self._format(cell))
        elif isinstance(cell, Place):
            self.sheet.write_number(row, column, cell.value, self.formats.of(f'0"/{cell.among}"'))
        elif isinstance(cell, Day):
            self.sheet.write_datetime(row, column, cell.value, self.formats.of("dd/mm/yyyy"))
        else:
            look = self.formats.texts[self.columns[column].kind]
            self.sheet.write_string(row, column, harmless(cell_text(cell, self.language)), look)

    def _format(self, amount: Amount) -> Any:
        zeros = f"0.{'0' * amount.decimals}" if amount.decimals else "0"
        signs = f"+{zeros};-{zeros};{zeros}"
        return self.formats.of("General" if amount.is_short else signs if amount.is_signed else zeros)

    def _print(self) -> None:
        self.sheet.freeze_panes(_HEAD + 1, 0)
        self.sheet.repeat_rows(_HEAD)
        if sum(column.width for column in self.columns) > 1.2 * WIDTH:
            self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)


def _printed(value: Fraction | int, decimals: int) -> float:
    """Return a number rounded half-up from its exact value, as it stands on the page."""
    return float(Fraction(rounded(Fraction(value), 10**decimals), 10**decimals))
