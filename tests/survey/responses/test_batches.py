"""Paper entered twice: every field that differs is listed, and nothing else."""

from itertools import permutations
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from parindex.problems import Invalid
from tests.survey.responses.fieldwork import PAPER, responses, workbook

TITLE = (("Phiếu khảo sát (minh hoạ)",), ("Mã ở trang codes",), ("", "", "", "", "", "Tỉnh", "Thôn"))


def entry(letter: str, row: int, *answers: Any, batch: str = "b1") -> tuple[Any, ...]:
    return ("small", "1", batch, letter, row, *answers)


FIRST = (
    entry("A", 1, "p1", "v1", "n1", "female", 5, 4, -1),
    entry("A", 2, "p1", "v1", "n2", "male", 3, "", -2),
    entry("A", 3, "p1", "v1", "n3", "male", 1, 2, 3),
    entry("A", 4, "", "", "", "", "", "", ""),
    entry("A", 1, "p1", "v2", "n4", "male", 2, 2, 2, batch="b2"),
)
SECOND = (
    entry("B", 1, "p1", "v1", "n1", "female", 5, 4, -1),
    entry("B", 2, "p1", "v1", "n2", "female", 3, 4, -2),
    entry("B", 4, "", "", "", "", "", "", ""),
    entry("B", 5, "p1", "v1", "n5", "male", 1, 1, 1),
    entry("B", 1, "p1", "v2", "n4", "male", 2, 2, 2, batch="b2"),
)
DIFFERENCES = [
    ("small/1/b1/2", "q2", None, "4"),
    ("small/1/b1/2", "sex", "male", "female"),
    ("small/1/b1/3", "entry", "A", None),
    ("small/1/b1/5", "entry", None, "B"),
]
GUIDE = (("Hướng dẫn",), ("Mỗi dòng một phiếu",))


def test_every_difference_is_listed_and_nothing_else(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "batch.xlsx",
        A=[*TITLE, PAPER, *FIRST],
        B=[*TITLE, PAPER, *SECOND],
        guide=GUIDE,
        codes=[("q", "c")],
    )
    found = responses(path)
    assert found.differences.rows() == DIFFERENCES
    rows = found.people.select("_response", "sex", "q1", "q2", "_file").rows()
    assert rows == [
        ("small/1/b1/1", "female", 5, 4, "batch.xlsx"),
        ("small/1/b1/2", "male", 3, None, "batch.xlsx"),
        ("small/1/b1/3", "male", 1, 2, "batch.xlsx"),
        ("small/1/b1/5", "male", 1, 1, "batch.xlsx"),
        ("small/1/b2/1", "male", 2, 2, "batch.xlsx"),
    ]
    assert found.sources[0].layout == "batch"


def test_the_two_entries_may_lie_in_two_files_in_any_order(tmp_path: Path) -> None:
    one = workbook(tmp_path / "one.xlsx", A=[*TITLE, PAPER, *FIRST], B=[*TITLE, PAPER])
    other = workbook(tmp_path / "other.xlsx", A=[*TITLE, PAPER], B=[*TITLE, PAPER, *reversed(SECOND)])
    for files in permutations((one, other)):
        found = responses(*files)
        assert found.differences.rows() == DIFFERENCES
        assert len(found.people) == 5


def refused(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as caught:
        responses(path)
    return [(problem.code, problem.place.path) for problem in caught.value.problems]


def test_an_entry_that_is_neither_and_a_form_twice_in_one_are_refused(tmp_path: Path) -> None:
    rows = [PAPER, *FIRST, entry("C", 1, "p1", "v1", "n1", "female", 5, 4, 1), FIRST[0]]
    assert refused(workbook(tmp_path / "a.xlsx", A=rows)) == [("not-among", "entry"), ("row-twice", "row")]


def test_an_empty_sheet_has_no_forms(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as caught:
        responses(workbook(tmp_path / "a.xlsx", A=[*TITLE, PAPER]))
    assert [problem.code for problem in caught.value.problems] == ["no-rows"]
    assert refused(workbook(tmp_path / "b.xlsx", A=[PAPER[:5]]))[0][0] == "column-missing"


def test_letters_typed_in_two_ways_are_no_difference(tmp_path: Path) -> None:
    first, second = (
        entry("A", 1, "Huế", "v", "n1", "f", 5, 4, 1),
        entry("B", 1, "Huế", "v", "n1", "f", 5, 4, 1),
    )
    second = tuple(normalize("NFD", each) if isinstance(each, str) else each for each in second)
    found = responses(workbook(tmp_path / "a.xlsx", A=(PAPER, first), B=(PAPER, second)))
    assert found.differences.rows() == []
    assert found.people["province"].to_list() == ["Huế"]
