"""The tables as a workbook: numbers are numbers, and no text is a formula."""

import io
import zipfile
from fractions import Fraction
from typing import Any

import python_calamine
import xlsxwriter

from parindex.reporting.office.blocks import Amount, Column, Section, Table
from parindex.reporting.office.document import OfficialDocument
from parindex.reporting.office.letterhead import Letterhead, head_of
from parindex.reporting.reports.spreadsheet import to_xlsx
from tests.reporting.office.sample import HOSTILE, TURNED

COLUMNS = (
    Column("Tên", 40),
    Column("Điểm", 20, "number"),
    Column("±", 20, "number"),
    Column("Hạng", 20, "number"),
)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=cmd|"/c calc"!A1', "http://example.org")


def document(*rows: tuple[Any, ...], label: str = "") -> OfficialDocument:
    tables = (Table("first", "Bảng một", COLUMNS, tuple(rows)), Table("second", "=2+2", COLUMNS, ()))
    head = head_of(Letterhead(), "", "BC", "vi")
    return OfficialDocument("vi", head, "BÁO CÁO", "=3+3", (Section(tables),), label)


def sheets(made: OfficialDocument) -> dict[str, list[list[Any]]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(made)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_each_table_is_a_sheet_under_its_caption() -> None:
    row = ("Lạng Sơn", Amount(Fraction("80.335")), Amount(Fraction("3.08"), is_signed=True), Amount(42, 0))
    found = sheets(document(row, label="SỐ LIỆU TẬP HUẤN"))
    assert list(found) == ["first", "second"]
    assert found["first"] == [
        ["Bảng một", "", "", ""],
        ["=3+3 – SỐ LIỆU TẬP HUẤN", "", "", ""],
        ["", "", "", ""],
        ["Tên", "Điểm", "±", "Hạng"],
        ["Lạng Sơn", 80.34, 3.08, 42.0],
    ]


def test_numbers_keep_the_places_of_the_page_and_unknown_ones_are_a_dash() -> None:
    row = ("a", Amount(None), Amount(Fraction("1.5"), is_short=True), Amount(-16, 0, is_signed=True))
    [*_, cells] = sheets(document(row))["first"]
    assert cells == ["a", "–", 1.5, -16.0]
    with zipfile.ZipFile(io.BytesIO(to_xlsx(document(row)))) as book:
        styles = book.read("xl/styles.xml").decode()
    assert 'formatCode="+0;-0;0"' in styles


def test_no_text_is_a_formula_or_a_link() -> None:
    rows = [(text, text, text, text) for text in (*FORMULAS, *HOSTILE, TURNED)]
    made = to_xlsx(document(*rows))
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        parts = {name: book.read(name).decode("utf-8", "replace") for name in book.namelist()}
    assert not any("<f>" in text or "<f " in text for text in parts.values())
    assert not any(
        "hyperlink" in text.lower() for name, text in parts.items() if name.startswith("xl/worksheets")
    )
    [first, *_] = sheets(document(*rows))["first"][4:]
    assert first == ["=1+1"] * 4
    assert not set("".join(parts.values())) & {"\u202e", "\u200f", "\u2066", "\x07"}


def test_the_same_document_gives_the_same_bytes_whatever_was_written_before() -> None:
    row = ("a", Amount(Fraction(1)), Amount(Fraction(1)), Amount(1, 0))
    first = to_xlsx(document(row))
    with xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True}) as book:
        book.add_worksheet()
    assert to_xlsx(document(row)) == first
