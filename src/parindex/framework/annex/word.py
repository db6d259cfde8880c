"""Annexes as .docx: a landscape A4 table in the look of official documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row

from parindex.files import NO_TIME, unzipped, zip_bytes
from parindex.framework.annex.cell import split_machine_line
from parindex.framework.annex.columns import COLUMNS, HEADINGS, TOTAL, UNKNOWN, Column, Grid, Value
from parindex.framework.annex.heading import heading_lines
from parindex.framework.annex.lines import number_words
from parindex.framework.annex.table import Row, rows_of
from parindex.framework.model import Framework
from parindex.language import Language

_FONT = "Times New Roman"
_LONG, _SHORT, _MARGIN = Mm(297), Mm(210), Mm(20)
_WIDTHS: dict[Column, Mm] = {
    "number": Mm(16),
    "title": Mm(68),
    "maximum": Mm(20),
    "scoring": Mm(93),
    "evidence": Mm(60),
}
_CENTRED: tuple[Column, ...] = ("number", "maximum")


def document_bytes(framework: Framework, language: Language, *, exact: bool) -> bytes:
    """Return the annex as a text document with one table."""
    document = docx.Document()
    _set_page(document, framework.title.to(language))
    for text in heading_lines(framework, language):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(text).bold = True
    rows = rows_of(framework, language, exact=exact)
    texts = [[HEADINGS[column].to(language) for column in COLUMNS], *(_texts(row, language) for row in rows)]
    texts.append(["", TOTAL.to(language), number_words(framework.total, language), "", ""])
    _write_table(document, texts, [True, *(not row.is_leaf for row in rows), True])
    return _same_bytes(document)


def _texts(row: Row, language: Language) -> list[str]:
    maximum = UNKNOWN.to(language) if row.maximum is None else number_words(row.maximum, language)
    return [
        row.number,
        row.texts["title"],
        maximum,
        row.texts.get("scoring", ""),
        row.texts.get("evidence", ""),
    ]


def _set_page(document: Document, title: str) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _LONG, _SHORT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(0)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title[:255], "", ""
    properties.created = properties.modified = NO_TIME


def _write_table(document: Document, texts: Sequence[Sequence[str]], bold: Sequence[bool]) -> None:
    table = document.add_table(rows=len(texts), cols=len(COLUMNS))
    table.style = "Table Grid"
    table.autofit = False
    for row, cells, is_bold in zip(table.rows, texts, bold, strict=True):
        for cell, column, text in zip(row.cells, COLUMNS, cells, strict=True):
            cell.width = _WIDTHS[column]
            _write_cell(cell, text, bold=is_bold)
            if column in _CENTRED:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    for grid_column, column in zip(table.columns, COLUMNS, strict=True):
        grid_column.width = _WIDTHS[column]  # LibreOffice goes by these, Word by the cells
    _repeat_on_each_page(table.rows[0])


def _write_cell(cell: _Cell, text: str, *, bold: bool) -> None:
    """Write a text, a paragraph for each line; the machine line small and grey."""
    words, machine_line = split_machine_line(text)
    for position, line in enumerate(words.split("\n")):
        paragraph = cell.paragraphs[0] if position == 0 else cell.add_paragraph()
        run = paragraph.add_run(line)
        if bold:
            run.bold = True
    if machine_line:
        font = cell.add_paragraph().add_run(machine_line).font
        font.size, font.color.rgb = Pt(6), RGBColor(0x80, 0x80, 0x80)


def _repeat_on_each_page(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # python-docx has no call for it


def _same_bytes(document: Document) -> bytes:
    """Return the file with the times in its archive set to one date, so that it is the same whenever it is made."""
    made = io.BytesIO()
    document.save(made)
    return zip_bytes(unzipped(made.getvalue()))


def grids_in(path: Path) -> list[Grid]:
    """Return the tables of a document; raise one of `UNREADABLE` if it is none."""
    document = docx.Document(io.BytesIO(path.read_bytes()))
    return [_grid(number, table) for number, table in enumerate(document.tables, 1)]


def _grid(number: int, table: Table) -> Grid:
    seen: set[Any] = set()
    rows = ((line, tuple(_values(row, seen))) for line, row in enumerate(table.rows, 1))
    return Grid(f"Bảng {number}", tuple(rows), lettered=False)


def _values(row: _Row, seen: set[Any]) -> Iterator[Value]:
    """Yield the texts of a row; a merged cell speaks once, where it begins."""
    for cell in row.cells:
        yield "" if cell._tc in seen else cell.text
        seen.add(cell._tc)


UNREADABLE = (OSError, KeyError, ValueError, PackageNotFoundError, zipfile.BadZipFile)
