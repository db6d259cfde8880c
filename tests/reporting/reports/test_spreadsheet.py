"""The tables as a workbook: numbers are numbers, and no text is a formula."""

import datetime
import io
import re
import zipfile
from fractions import Fraction
from typing import Any

import python_calamine
import xlsxwriter

from parindex.reporting.office.blocks import (
    Amount,
    Column,
    Day,
    Heading,
    Item,
    Paragraph,
    Place,
    Section,
    Span,
    Table,
)
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


PLAN = (
    Column("Việc", 60),
    Column("Khoảng", 30, "span"),
    Column("Hạng", 30, "number"),
    Column("Hạn", 100, "code"),
)
SAID = (
    Paragraph("Số liệu tập huấn.", "framed"),
    Paragraph("Đợt này chỉ biết một phần.", "quiet"),
    Heading("I. KẾT QUẢ"),
    Item("Lạng Sơn đứng đầu."),
)


def document(*rows: tuple[Any, ...], label: str = "", plan: tuple[Any, ...] = ()) -> OfficialDocument:
    tables = (
        Table("first", "Bảng một", COLUMNS, tuple(rows)),
        Table("second", "=2+2 [a/b]: một tên dài hơn một trang tính nhận", PLAN, plan),
    )
    head = head_of(Letterhead(), "", "BC", "vi")
    return OfficialDocument("vi", head, "BÁO CÁO", "=3+3", (Section((*SAID, *tables)),), label)


def sheets(made: OfficialDocument) -> dict[str, list[list[Any]]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(made)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def parts(made: OfficialDocument) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(to_xlsx(made))) as book:
        return {name: book.read(name).decode("utf-8", "replace") for name in book.namelist()}


def sheet(made: OfficialDocument, number: int) -> str:
    """The XML of a sheet; the first one is about the others."""
    return parts(made)[f"xl/worksheets/sheet{number}.xml"]


def test_each_table_is_a_sheet_under_its_caption() -> None:
    row = ("Lạng Sơn", Amount(Fraction("80.335")), Amount(Fraction("3.08"), is_signed=True), Amount(42, 0))
    found = sheets(document(row, label="SỐ LIỆU TẬP HUẤN"))
    assert list(found) == ["Giới thiệu", "1. Bảng một", "2. =2+2 a b một tên dài hơn một"]
    assert found["1. Bảng một"] == [
        ["Bảng một", "", "", ""],
        ["=3+3 – SỐ LIỆU TẬP HUẤN", "", "", ""],
        ["", "", "", ""],
        ["Tên", "Điểm", "±", "Hạng"],
        ["Lạng Sơn", 80.34, 3.08, 42.0],
    ]


def test_the_first_sheet_says_what_has_to_be_known_of_the_figures() -> None:
    [first, *_] = sheets(document(label="SỐ LIỆU TẬP HUẤN")).values()
    assert [text for (text,) in first] == [
        "BÁO CÁO",
        "=3+3",
        "SỐ LIỆU TẬP HUẤN",
        "Số liệu tập huấn.",
        "Đợt này chỉ biết một phần.",
        "I. KẾT QUẢ",
        "Lạng Sơn đứng đầu.",
        "Bảng 1. Bảng một",
        "Bảng 2. =2+2 [a/b]: một tên dài hơn một trang tính nhận",
    ]


def test_places_are_numbers_deadlines_dates_and_intervals_two_columns() -> None:
    plan = (
        ("a", Span(Amount(1, 1), Amount(2, 1)), Place(14, 63), Day(datetime.date(2026, 3, 31))),
        ("b", "–", "–", ""),
    )
    [_, _, rows] = sheets(document(plan=plan)).values()
    assert rows[3:] == [
        ["Việc", "Khoảng: từ", "Khoảng: đến", "Hạng", "Hạn"],
        ["a", 1.0, 2.0, 14.0, datetime.date(2026, 3, 31)],
        ["b", "–", "–", "–", ""],
    ]
    styles = parts(document(plan=plan))["xl/styles.xml"]
    assert 'formatCode="0&quot;/63&quot;"' in styles
    assert 'formatCode="dd/mm/yyyy"' in styles


def test_a_row_is_as_high_as_its_longest_text_and_no_higher_than_a_row_may_be() -> None:
    rows = [(text, "", "", "") for text in ("ngắn", "một câu dài " * 12, "x" * 9000)]
    short, long, longest = (
        float(height)
        for height in re.findall(r'<row r="[567]"[^>]* ht="([\d.]+)"', sheet(document(*rows), 2))
    )
    assert short == 18
    assert long > 5 * 16
    assert longest == 408.75


def test_wide_tables_lie_and_long_ones_have_a_filter() -> None:
    row = ("a", "", "", "")
    upright, lying = (sheet(document(*[row] * 8, plan=((row),) * 7), number) for number in (2, 3))
    assert ("landscape" in upright, "landscape" in lying) == (False, True)
    assert ('autoFilter ref="A4:D12"' in upright, "autoFilter" in lying) == (True, False)


def test_a_dash_stands_where_numbers_stand() -> None:
    made = document(("–", "–", "–", "–"))
    aligned = re.findall(
        r'<xf [^>]*applyAlignment="1"[^>]*><alignment ([^/]*)/>', parts(made)["xl/styles.xml"]
    )
    used = [int(style) for style in re.findall(r'<c r="[AB]5" s="(\d+)"', sheet(made, 2))]
    found = re.findall(r"<xf .*?(?:/>|</xf>)", parts(made)["xl/styles.xml"].partition("<cellXfs")[2])
    assert aligned
    assert ['horizontal="right"' in found[style] for style in used] == [False, True]


def test_numbers_keep_the_places_of_the_page_and_unknown_ones_are_a_dash() -> None:
    row = ("a", Amount(None), Amount(Fraction("1.5"), is_short=True), Amount(-16, 0, is_signed=True))
    [*_, cells] = sheets(document(row))["1. Bảng một"]
    assert cells == ["a", "–", 1.5, -16.0]
    styles = parts(document(row))["xl/styles.xml"]
    assert 'formatCode="+0;-0;0"' in styles


def test_no_text_is_a_formula_or_a_link() -> None:
    rows = [(text, text, text, text) for text in (*FORMULAS, *HOSTILE, TURNED)]
    written = parts(document(*rows))
    assert not any("<f>" in text or "<f " in text for text in written.values())
    assert not any(
        "hyperlink" in text.lower() for name, text in written.items() if name.startswith("xl/worksheets")
    )
    [first, *_] = sheets(document(*rows))["1. Bảng một"][4:]
    assert first == ["=1+1"] * 4
    assert not set("".join(written.values())) & {"\u202e", "\u200f", "\u2066", "\x07"}


def test_the_same_document_gives_the_same_bytes_whatever_was_written_before() -> None:
    row = ("a", Amount(Fraction(1)), Amount(Fraction(1)), Amount(1, 0))
    first = to_xlsx(document(row))
    with xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True}) as book:
        book.add_worksheet()
    assert to_xlsx(document(row)) == first
