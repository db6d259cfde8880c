"""The three sheets of an XLSForm, as rows of text that know their number; to and from a workbook."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from parindex.files import TEXT_STAYS_TEXT
from parindex.language import nfc
from parindex.problems import Findings, Invalid

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
FIRST = 2
"""Number of the first row below the heading."""
LARGEST = 50_000_000
"""Bytes of a workbook, unpacked, that is still read; a form of some thousand rows has a few million."""

Row = Mapping[str, str]
"""What a row says, by the heading of the column; empty cells are absent."""


@dataclass(frozen=True)
class Sheets:
    """A form as its author sees it.

    Attributes
    ----------
    file : str
        Name for problems.
    survey, choices, settings : sequences of rows
        Empty rows are there too, so that row n of a sheet stands at n − `FIRST`.
    """

    file: str
    survey: Sequence[Row]
    choices: Sequence[Row]
    settings: Sequence[Row]

    @property
    def form_id(self) -> str:
        """The id of the form; empty where the settings give none."""
        return next((row.get("form_id", "") for _, row in self.rows(SETTINGS)), "")

    def rows(self, sheet: str) -> Iterator[tuple[int, Row]]:
        """Yield the rows of a sheet that are not empty, with their number."""
        return ((number, row) for number, row in enumerate(getattr(self, sheet), start=FIRST) if row)

    def heads(self, sheet: str) -> list[str]:
        """Return the headings that are used on a sheet, in order."""
        return list(dict.fromkeys(head for row in getattr(self, sheet) for head in row))


def read_sheets(path: Path) -> Sheets:
    """Read an XLSForm as ODK reads it.

    Raises
    ------
    Invalid
        It is not a workbook, or has no sheet ``survey``.
    """
    from pyxform.errors import PyXFormError
    from pyxform.xls2json_backends import xlsx_to_dict

    findings = Findings(str(path))
    content = path.read_bytes()
    if _unpacked(content) > LARGEST:
        findings.add(
            "unreadable", "Tệp quá lớn đối với một phiếu khảo sát.", "The file is too large for a form."
        )
        raise Invalid(findings.problems)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # what openpyxl leaves out (styles, pictures) is no part of a form
            found = xlsx_to_dict(content)
    except (PyXFormError, ValueError) as error:
        findings.add(
            "unreadable",
            f"Không đọc được như XLSForm (.xlsx): {error}. Kiểm tra tệp, hoặc ghi lại bằng Excel.",
            f"This cannot be read as an XLSForm (.xlsx): {error}. Check the file, or save it again with Excel.",
        )
        raise Invalid(findings.problems) from None
    if not found.get(SURVEY):
        findings.add(
            "sheet-missing",
            "Không có trang “survey” với ít nhất một dòng; xem mẫu XLSForm.",
            'There is no sheet "survey" with at least one row; see the template of XLSForm.',
        )
    findings.raise_if_any()
    return Sheets(str(path), *(_cleaned(found.get(sheet, ())) for sheet in (SURVEY, CHOICES, SETTINGS)))


def _cleaned(rows: Iterable[Mapping[str, object]]) -> list[Row]:
    """Return the rows of a sheet as text in one Unicode form."""
    return [{nfc(head): nfc(str(cell)) for head, cell in row.items()} for row in rows]


def _unpacked(content: bytes) -> int:
    """Return how many bytes a workbook has, unpacked; its own where it is no archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile:
        return len(content)


def workbook(sheets: Sheets) -> bytes:
    """Return an XLSForm as an Excel workbook; every cell is text, so none is a formula."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {**TEXT_STAYS_TEXT}) as book:
        head = book.add_format({"bold": True, "bg_color": "#E3ECF5", "bottom": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for name in (SURVEY, CHOICES, SETTINGS):
            sheet, heads = book.add_worksheet(name), sheets.heads(name)
            sheet.freeze_panes(1, 0)
            for column, title in enumerate(heads):
                sheet.set_column(column, column, 44 if "::" in title or title == "form_title" else 20)
                sheet.write_string(0, column, title, head)
            for number, row in sheets.rows(name):
                for title, text in row.items():
                    sheet.write_string(number - 1, heads.index(title), text, cell)
    return stream.getvalue()
