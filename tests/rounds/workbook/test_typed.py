from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from parindex.framework import Framework, Leaf
from parindex.framework.rules import NEVER, Appraiser, Levels, Variable
from parindex.language import Text, both
from parindex.rounds.values import BadValue
from parindex.rounds.workbook import typed
from parindex.rounds.workbook.choices import LONGEST, labels
from parindex.rounds.workbook.expected import expected, expected_points

RULE = Appraiser()


def variable(kind: Any, **more: Any) -> Variable:
    return Variable(name="v", title=both("v"), kind=kind, **more)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (12.5, 12.5),
        (12, 12.0),
        (0.1 + 0.2, 0.3),
        (-4.0, -4.0),
        ("12,5", 12.5),
        (" 12.5 ", 12.5),
        ("1 234,5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567.0),
        ("-0,125", -0.125),
        ("+7", 7.0),
        (1e20, 1e20),
    ],
)
def test_numbers_as_people_type_them(cell: Any, value: float) -> None:
    assert typed.measured(cell, RULE, variable("number")) == value


@pytest.mark.parametrize(
    "cell",
    [
        "một",
        "1.234",
        "1,234",
        "12,5,6",
        "1/2",
        "85%",
        True,
        date(2025, 1, 2),
        float("nan"),
        float("inf"),
        "1e5",
        "",
        "0.1234567890123456789",
    ],
)
def test_what_is_no_number_or_can_be_read_in_two_ways_is_refused(cell: Any) -> None:
    with pytest.raises(BadValue) as refused:
        typed.measured(cell, RULE, variable("number"))
    assert refused.value.expected == Text(vi="số", en="a number")


def test_numbers_keep_to_their_bounds() -> None:
    assert typed.measured("85 %", RULE, variable("percent")) == 85
    assert typed.measured(3.0, RULE, variable("count")) == 3
    for kind, cell in (("percent", 100.5), ("count", 2.5), ("count", -1.0)):
        with pytest.raises(BadValue):
            typed.measured(cell, RULE, variable(kind))


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2025, 3, 15), date(2025, 3, 15)),
        (datetime(2025, 3, 15, 16, 30), date(2025, 3, 15)),
        (45731.6, date(2025, 3, 15)),
        ("15/03/2025", date(2025, 3, 15)),
        ("15-3-2025", date(2025, 3, 15)),
        ("15.3.2025", date(2025, 3, 15)),
        ("2025-03-15", date(2025, 3, 15)),
        ("không thực hiện", date.max),
        ("KHÔNG THỰC HIỆN", date.max),
        ("never", date.max),
    ],
)
def test_days_as_people_type_them(cell: Any, day: date) -> None:
    assert typed.measured(cell, RULE, variable("date")) == day.toordinal()
    assert date.max.toordinal() == NEVER


@pytest.mark.parametrize(
    "cell", ["15/13/2025", "2025-02-30", "hôm qua", 0.0, 3e6, datetime(1899, 12, 31), True, time(1, 2)]
)
def test_what_is_no_day_is_refused(cell: Any) -> None:
    with pytest.raises(BadValue):
        typed.measured(cell, RULE, variable("date"))


@pytest.mark.parametrize(
    ("cell", "value"), [("Có", 1), ("có", 1), ("Yes", 1), ("Không", 0), ("no", 0), (True, 1), (False, 0)]
)
def test_yes_and_no(cell: Any, value: float) -> None:
    assert typed.measured(cell, RULE, variable("yes_no")) == value


@pytest.mark.parametrize("cell", ["vâng", 1.0, "x"])
def test_neither_yes_nor_no(cell: Any) -> None:
    with pytest.raises(BadValue):
        typed.measured(cell, RULE, variable("yes_no"))


def test_choices_go_by_entry_title_or_code_in_either_language(framework: Framework) -> None:
    rule = framework.leaves[0].rule
    level = rule.inputs[0]
    for cell in ("2. Một phần", "một phần", "partly", "Partly", "2. Partly", "2. Một phần"):
        assert typed.measured(cell, rule, level) == 1
    for cell in ("Hai phần", 2.0, "2"):
        with pytest.raises(BadValue):
            typed.measured(cell, rule, level)


def test_long_entries_are_cut_and_equal_titles_stay_apart() -> None:
    same = both("Có  văn bản " + "rất dài " * 40)
    rule = Levels(
        levels=tuple({"code": code, "title": same, "points": 1} for code in ("a", "b"))  # type: ignore[arg-type]
    )
    first, second = labels(rule, rule.inputs[0], "vi")
    assert first.startswith("1. Có văn bản rất dài")
    assert len(first) == len(second) == LONGEST
    assert typed.measured(second, rule, rule.inputs[0]) == 1
    with pytest.raises(BadValue):
        typed.measured(same.vi.strip(), rule, rule.inputs[0])


def leaf(maximum: Any, step: Any = None) -> Leaf:
    return Leaf(code="1", title=both("1"), max_points=maximum, rule=Appraiser(step=step))


def test_points_are_whole_micro_points_within_the_maximum_and_on_the_step() -> None:
    assert typed.points("1,5", leaf(Decimal(2))) == 1_500_000
    assert typed.points(0.75, leaf("unknown", Decimal("0.25"))) == 750_000
    for cell, of in (
        (2.5, leaf(Decimal(2))),
        (0.3, leaf(Decimal(2), Decimal("0.25"))),
        (-1.0, leaf("unknown")),
    ):
        with pytest.raises(BadValue):
            typed.points(cell, of)
    with pytest.raises(BadValue):
        typed.points("nhiều", leaf("unknown"))
    with pytest.raises(BadValue):
        typed.points(0.1234567, leaf("unknown"))


def test_shown_points_are_numbers_only() -> None:
    assert typed.shown_points(0.8333330000000001) == Fraction(833333, 10**6)
    assert typed.shown_points(1e-07) == 0
    assert [typed.shown_points(cell) for cell in ("", "tính sau", True, float("nan"))] == [None] * 4


def test_marks() -> None:
    assert [typed.mark(cell) for cell in ("x", " X ", "Có", True, "", None)] == [True] * 4 + [False] * 2
    for cell in ("chưa", False, 1.0):
        with pytest.raises(BadValue):
            typed.mark(cell)


def test_cells_as_text() -> None:
    cells = [None, " Lạng ", 12.0, 0.5, date(2025, 3, 15), True, time(1, 2)]
    assert [typed.text(cell) for cell in cells] == ["", "Lạng", "12", "0.5", "15/03/2025", "True", "01:02:00"]


@pytest.mark.parametrize(
    ("asked", "vi", "en"),
    [
        (variable("count"), "số nguyên từ 0", "a whole number from 0"),
        (variable("count", at_most="all"), "số nguyên từ 0 đến all", "a whole number from 0 to all"),
        (variable("percent"), "số phần trăm từ 0 đến 100", "a number of percent from 0 to 100"),
        (variable("number", at_most=Decimal("2.5")), "số không quá 2,5", "a number of at most 2.5"),
        (variable("yes_no"), "Có hoặc Không", "Yes or No"),
    ],
)
def test_what_is_expected_in_words(asked: Variable, vi: str, en: str) -> None:
    assert expected(asked) == Text(vi=vi, en=en)


def test_what_is_expected_of_points_in_words() -> None:
    assert expected_points(leaf(Decimal(2), Decimal("0.25"))).vi == "số điểm từ 0 đến 2, bội số của 0,25"
    assert expected_points(leaf("unknown")).en == "points from 0, at most 6 decimals"
