"""CSV tables: what is read from them and every way in which their form can be wrong."""

from pathlib import Path

import pytest

from parindex.problems import Findings
from parindex.rounds import tables
from parindex.rounds.tables import Row, read_table

HEADER = "unit,leaf,stage,points,note"


def read(folder: Path, content: str | bytes) -> tuple[list[Row], list[tuple[str, int, str, str]]]:
    """Rows of points.csv with this content, and what was found: code, line, column, sentence."""
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    (folder / "points.csv").write_bytes(data)
    findings = Findings("points.csv")
    rows = list(read_table(folder, tables.POINTS, findings))
    return rows, [(p.code, p.place.line, p.place.path, p.text.en) for p in findings.problems]


def test_cells_are_nfc_stripped_and_known_by_their_line(tmp_path: Path) -> None:
    decomposed = "La\N{COMBINING DOT BELOW}ng So\N{COMBINING HORN}n"
    content = f"\ufeff{HEADER}\r\n a ,1,council,5,{decomposed}\r\n\r\n,,,,\r\nb,1,self,6,\r\n"
    rows, found = read(tmp_path, content)
    assert rows == [
        Row(2, {"unit": "a", "leaf": "1", "stage": "council", "points": "5", "note": "Lạng Sơn"}),
        Row(5, {"unit": "b", "leaf": "1", "stage": "self", "points": "6", "note": ""}),
    ]
    assert found == []


def test_a_table_that_is_absent_has_no_rows(tmp_path: Path) -> None:
    findings = Findings()
    assert list(read_table(tmp_path, tables.POINTS, findings)) == []
    assert findings.problems == []


def test_every_bad_row_is_reported_and_the_good_ones_are_kept(tmp_path: Path) -> None:
    rows, found = read(
        tmp_path,
        f"{HEADER}\na,1,council,5,\na,2\n,1,,5,\na,1,council,6,\na,1,final,7,\na,2,council,8,\n",
    )
    assert [(row.line, row["points"]) for row in rows] == [(2, "5"), (7, "8")]
    stages = "self, appraisal_1, appraisal_2, council"
    assert found == [
        ("cells-count", 3, "", "The row has 2 cells, 5 are needed."),
        ("empty-cell", 4, "unit", "This cell must not be empty."),
        ("empty-cell", 4, "stage", "This cell must not be empty."),
        ("row-twice", 5, "unit, leaf, stage", '"a · 1 · council" already stands in row 2; keep one.'),
        ("not-among", 6, "stage", f'"final" will not do; choose one of: {stages}.'),
    ]


@pytest.mark.parametrize(
    ("content", "code", "line", "sentence"),
    [
        pytest.param(
            "unit,leaf,points\n",
            "columns",
            1,
            f'The header must be "{HEADER}", it is "unit,leaf,points".',
            id="other columns",
        ),
        pytest.param("", "columns", 1, f'The header must be "{HEADER}", it is "".', id="empty file"),
        pytest.param(
            f'{HEADER}\na,1,council,5,"un"closed\n',
            "not-csv",
            2,
            "Not valid CSV: ',' expected after '\"'.",
            id="stray quote",
        ),
        pytest.param(
            HEADER.encode("utf-16"),
            "not-utf8",
            0,
            "The file is not UTF-8: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte.",
            id="utf-16",
        ),
    ],
)
def test_a_file_in_another_form_is_refused_as_a_whole(
    tmp_path: Path, content: str | bytes, code: str, line: int, sentence: str
) -> None:
    assert read(tmp_path, content) == ([], [(code, line, "", sentence)])


def test_a_file_that_cannot_be_opened_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / "points.csv").mkdir()
    findings = Findings("points.csv")
    assert list(read_table(tmp_path, tables.POINTS, findings)) == []
    assert [problem.code for problem in findings.problems] == ["unreadable"]


def test_a_table_without_a_key_may_repeat_a_row(tmp_path: Path) -> None:
    line = "a,bonus,prize,,1,\n"
    (tmp_path / "adjustments.csv").write_text(f"unit,kind,item,leaf,times,note\n{line}{line}", "utf-8")
    findings = Findings()
    assert len(read_table(tmp_path, tables.ADJUSTMENTS, findings)) == 2
    assert findings.problems == []


REQUIRED = {
    "units": "code name_vi name_en kind",
    "measurements": "unit leaf stage variable value",
    "points": "unit leaf stage points",
    "evidence": "unit leaf stage evidence",
    "notes": "unit leaf stage note",
    "not_applicable": "unit leaf reason",
    "adjustments": "unit kind item times",
    "estimates": "unit leaf variable estimate standard_error",
    "published": "unit",
    "published_aggregates": "measure value",
    "previous_results": "unit",
    "previous_points": "unit leaf state",
    "improvement": "unit leaf cause responsible solution",
}


@pytest.mark.parametrize("table", tables.TABLES, ids=lambda table: table.name)
def test_each_table_says_which_cells_must_not_be_empty(tmp_path: Path, table: tables.Table) -> None:
    optional = next((name for name in table.header if name not in REQUIRED[table.name].split()), None)
    cells = (
        ["x" if name == optional else "" for name in table.header] if optional else [" "] * len(table.header)
    )
    (tmp_path / table.file).write_text(f"{','.join(table.header)}\n{','.join(cells)}\n", "utf-8")
    findings = Findings()
    assert list(read_table(tmp_path, table, findings)) == []
    empty = [problem.place.path for problem in findings.problems if problem.code == "empty-cell"]
    assert empty == REQUIRED[table.name].split()
