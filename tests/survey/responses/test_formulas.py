"""A formula in a workbook is named at its cell: without a result it would read as if nobody had answered."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import xlsxwriter

from parindex.problems import Invalid
from parindex.survey.responses.exports import content_of, read_export
from parindex.survey.responses.formulas import Formula, formulas_of

KOBO = ("_uuid", "_submission_time", "q1", "q2")
BATCH = ("form_id", "version", "batch", "entry", "row", "q1", "q2")


def book(path: Path, sheets: Mapping[str, tuple[tuple[str, ...], tuple[object, ...]]]) -> Path:
    """A workbook with a heading and three rows to a sheet; a pair is a formula and its result."""
    with xlsxwriter.Workbook(path) as made:
        for name, (heading, values) in sheets.items():
            sheet = made.add_worksheet(name)
            sheet.write_row(0, 0, heading)
            for row in range(1, 4):
                for column, value in enumerate(values):
                    if isinstance(value, tuple):
                        sheet.write_formula(row, column, value[0], None, value[1])
                    else:
                        sheet.write(row, column, value)
    return path


def refused(path: Path) -> list[tuple[str, str, int, str]]:
    with pytest.raises(Invalid) as caught:
        read_export(path)
    return [
        (each.code, each.place.file.rpartition("/")[2], each.place.line, each.place.path)
        for each in caught.value.problems
    ]


@pytest.mark.parametrize("formula", ["=1+2", '=HYPERLINK("http://a.example")'])
def test_a_formula_without_a_result_in_the_workbook_of_kobo_is_refused(formula: str, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"sent": (KOBO, ("a", "2025-09-30", (formula, ""), 4))})
    assert refused(path) == [("formula", "sent", 2, "C2")]
    with pytest.raises(Invalid):
        content_of(path)


def test_formulas_in_both_sheets_of_entry_are_named_at_once(tmp_path: Path) -> None:
    entry = ("f", "1", "b", "A", 1, ("=1+2", ""), ("=2+2", 4))
    path = book(tmp_path / "a.xlsx", {"A": (BATCH, entry), "B": (BATCH, (*entry[:5], ("=1", ""), 3))})
    assert refused(path) == [("formula", "A", 2, "F2"), ("formula", "A", 2, "G2"), ("formula", "B", 2, "F2")]


def test_a_result_that_is_stored_counts_in_tables_of_the_office_and_not_in_responses(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"sent": (KOBO, ("a", "2025-09-30", ("=1+2", 3), ('=""', "")))})
    rewritten(path, b'<c r="D2"><f>""</f><v></v></c>', b'<c r="D2" t="str"><f>""</f><v></v></c>')
    rewritten(path, b'<c r="D3"><f>""</f><v></v></c>', b'<c r="D3"/>')
    rewritten(path, b'<c r="D4"><f>""</f><v></v></c>', b"")
    assert refused(path) == [("formula", "sent", 2, "C2"), ("formula", "sent", 2, "D2")]
    assert content_of(path).rows.whole()["q1"].to_list() == ["3", "3", "3"]


def test_other_sheets_may_hold_what_they_like(tmp_path: Path) -> None:
    sheets = {"sent": (KOBO, ("a", "2025-09-30", 3, 4)), "sums": (("x",), (("=1+2", ""),))}
    assert read_export(book(tmp_path / "a.xlsx", sheets)).rows.whole().height == 3


def test_a_formula_at_the_seam_of_two_pieces_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book(tmp_path / "a.xlsx", {"sent": (KOBO, ("a", "b", ("=1+2", 3), 4))})
    for size in (7, 64):
        monkeypatch.setattr("parindex.survey.responses.formulas._PIECE", size)
        with zipfile.ZipFile(path) as archive:
            assert formulas_of(archive, "sent")[0] == Formula("C2", has_result=True)
            assert formulas_of(archive, "no such sheet") == []


def test_a_sheet_that_breaks_off_behind_its_cells_cannot_be_read(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"sent": (KOBO, ("a", "b", ("=1+2", 3), 4))})
    rewritten(path, b"</sheetData>", b"</sheetData><broken")
    assert refused(path) == [("unreadable", "a.xlsx", 0, "")]


def rewritten(path: Path, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
