"""A long sheet is read piece by piece, and no piece is read otherwise than the whole would be."""

import io
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from parindex.problems import Invalid
from parindex.survey.responses.exports import read_export
from parindex.survey.responses.workbooks import PIECE, pieces

HEAD = b'<worksheet><dimension ref="A1:B4"/><sheetData>'
ROWS = [b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n) for n in range(1, 5)]
TAIL = b"</sheetData><mergeCells/></worksheet>"
LONG = "dài " * 8000
"""As much as a cell can hold."""


def long_workbook(path: Path, rows: int, parent: int) -> Path:
    """Sheets as KoboToolbox writes them: texts in the cells, not beside them; the second is the long one."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        book.add_worksheet("empty")
        sheet = book.add_worksheet("sent")
        for column, name in enumerate(("_index", "note", "day", "late"), start=1):
            sheet.write(1, column, name)
        for number in range(rows):
            sheet.write(number + 2, 1, number)
            sheet.write(number + 2, 2, LONG)
            sheet.write_datetime(number + 2, 3, datetime(2025, 9, 1 + number % 30), day)
        sheet.write(rows + 2, 4, "last")
        sheet.write(rows + 3, 0, "beside")
        sheet = book.add_worksheet("visit")
        for row, cells in enumerate([("_parent_table_name", "_parent_index"), ("sent", 0), ("sent", parent)]):
            sheet.write_row(row, 0, cells)
    return path


def test_a_piece_is_a_sheet_of_whole_rows() -> None:
    whole = HEAD + b"".join(ROWS) + TAIL
    found = list(pieces(io.BytesIO(whole), len(HEAD) + len(ROWS[0]) + 3))
    assert len(found) > 1
    assert all(piece.startswith(HEAD) and piece.endswith(b"</worksheet>") for piece in found)
    bodies = [piece[len(HEAD) : piece.index(b"</sheetData>")] for piece in found]
    assert b"".join(bodies) == b"".join(ROWS)
    assert found[-1].endswith(TAIL)
    assert list(pieces(io.BytesIO(whole))) == [whole]


@pytest.mark.parametrize("change", [(b"row", b"x:row"), (b"sheetData>", b"x:sheetData>")])
def test_a_sheet_that_is_written_in_an_unusual_way_comes_whole(change: tuple[bytes, bytes]) -> None:
    whole = (HEAD + b"".join(ROWS) + TAIL).replace(*change)
    assert list(pieces(io.BytesIO(whole), 40)) == [whole]


def test_a_long_sheet_reads_as_a_short_one(tmp_path: Path) -> None:
    rows = PIECE // len(LONG) + 100
    with pytest.raises(Invalid) as caught:
        read_export(long_workbook(tmp_path / "a.xlsx", rows, rows))
    [problem] = caught.value.problems  # the last has the index before
    assert problem.code == "repeat-without-parent"
    assert f"are not there: {rows}." in problem.text.en
    content = read_export(long_workbook(tmp_path / "b.xlsx", rows, rows - 1))
    assert {name: table.height for name, table in content.repeats.items()} == {"visit": 2}
    found = content.rows.whole()
    assert found.columns == ["_index", "note", "day", "late"]
    assert found["_index"].to_list() == [*map(str, range(rows)), None]
    assert set(found["note"]) == {LONG.strip(), None}
    assert found["day"][:3].to_list() == ["2025-09-01", "2025-09-02", "2025-09-03"]
    assert found["late"].drop_nulls().to_list() == ["last"]


@pytest.mark.parametrize("corner", [(0, 0), (2, 0), (0, 3), (1, 1)])
def test_a_table_may_begin_anywhere_in_a_sheet(corner: tuple[int, int], tmp_path: Path) -> None:
    top, left = corner
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("data")
        sheet.write_row(top, left, ("response", "q1"))
        sheet.write_row(top + 1, left, ("a", 5))
    assert read_export(tmp_path / "a.xlsx").rows.whole().rows(named=True) == [{"response": "a", "q1": "5"}]
