"""Rows of tables as arrays: what each becomes, and what is said of a row that will not do."""

from decimal import Decimal

import numpy as np
import pytest

from parindex.framework import Framework
from parindex.language import Text, both
from parindex.problems import Findings
from parindex.rounds import ABSENT, tables
from parindex.rounds.cells import Cells, Sheet
from parindex.rounds.tables import Rows, Table
from parindex.rounds.values import count
from tests.builders import framework, imported, leaf, on_time, unit, words

RULES = framework(
    leaf("1", 2, {"type": "appraiser", "step": "0.25"}),
    leaf("2", 5, on_time()),
    leaf("3", "unknown"),
    leaf("4", 3, imported(), may_be_not_applicable=True),
    total=20,
)
UNITS = (unit("an"), unit("binh"))


def sheet(table: Table, *rows: str) -> Sheet:
    """A sheet with these rows, cells parted by commas, empty to the right."""
    cells = [[*row.split(","), *[""] * len(table.header)][: len(table.header)] for row in rows]
    columns = {name: tuple(row[place] for row in cells) for place, name in enumerate(table.header)}
    return Sheet(table, Rows(range(2, len(cells) + 2), columns), Findings(table.file))


def found(*sheets: Sheet) -> list[tuple[int, str, str, str]]:
    return [(p.place.line, p.place.path, p.code, p.text.en) for s in sheets for p in s.findings.problems]


def cells(rules: Framework = RULES) -> Cells:
    return Cells(rules, UNITS)


def test_a_cell_is_parsed_or_absent_and_a_bad_one_is_noted() -> None:
    one = sheet(tables.PUBLISHED, "an,80,12", "an,80,", "an,80,first")
    assert [one.value(row, "rank", count, None) for row in one.rows] == [12, None, None]
    assert found(one) == [(4, "rank", "bad-value", '"first": expected a number with a decimal point (12.5).')]


def test_rows_with_unknown_codes_are_noted_and_dropped() -> None:
    one = sheet(tables.PUBLISHED, "an,80", "em,81")
    one.keep("unit", cells().rows.keys(), both("units.csv"))
    assert [row["unit"] for row in one.rows] == ["an"]
    assert found(one) == [(3, "unit", "unknown-code", 'There is no code "em" in units.csv; correct it.')]


def test_measurements_stand_by_stage_and_estimates_with_the_council() -> None:
    measurements = sheet(tables.MEASUREMENTS, "an,2,self,on_time,9", "an,2,council,received,10")
    estimates = sheet(tables.ESTIMATES, "binh,4,value,84.45,1.2,57.5,560,survey")
    arrays = cells().measured(measurements, estimates)
    nan = np.nan
    np.testing.assert_array_equal(arrays["self"], [[9, nan, nan], [nan, nan, nan]])
    np.testing.assert_array_equal(arrays["council"], [[nan, 10, nan], [nan, nan, 84.45]])
    [(place, estimate)] = cells().estimates(estimates, arrays).items()
    assert place == (1, 2)
    assert (estimate.value, estimate.standard_error) == (84.45, 1.2)
    assert (estimate.degrees_of_freedom, estimate.n, estimate.source) == (57.5, 560, "survey")
    assert found(measurements, estimates) == []


def test_an_estimate_of_what_was_measured_too_is_noted() -> None:
    measurements = sheet(tables.MEASUREMENTS, "an,4,council,value,80", "an,4,self,value,70")
    estimates = sheet(tables.ESTIMATES, "an,4,value,84.45,1.2")
    cells().measured(measurements, estimates)
    text = "This value also stands in measurements.csv, stage council; keep one."
    assert found(measurements, estimates) == [(2, "variable", "given-twice", text)]


def test_a_variable_that_the_leaf_does_not_read_is_noted_with_those_it_reads() -> None:
    measurements = sheet(tables.MEASUREMENTS, "an,2,self,late,1", "an,1,self,level,1")
    cells().measured(measurements, sheet(tables.ESTIMATES))
    assert [text for *_, text in found(measurements)] == [
        'Leaf 2 does not read the variable "late"; it reads: on_time, received.',
        'Leaf 1 does not read the variable "level"; it reads: -.',
    ]


def test_points_are_entered_within_the_maximum_and_on_the_step() -> None:
    points = sheet(
        tables.POINTS,
        "an,1,self,0.75",
        "an,2,self,4.999999",
        "binh,1,self,2.25",
        "binh,1,council,0.3",
        "binh,3,self,20",
        "an,3,self,20.000001",
        "an,3,appraisal_1,99999999999999",
    )
    arrays = cells().entered(points)
    assert list(arrays) == ["self"]
    np.testing.assert_array_equal(
        arrays["self"],
        [[750_000, 4_999_999, ABSENT, ABSENT], [ABSENT, ABSENT, 20_000_000, ABSENT]],
    )
    assert found(points) == [
        (4, "points", "above-maximum", "2.25 is above the maximum 2 of leaf 1."),
        (5, "points", "off-step", "0.3 is not a multiple of the step 0.25."),
        (7, "points", "above-maximum", "20.000001 is above the maximum 20 of the whole set."),
        (8, "points", "above-maximum", "99999999999999 is above the maximum 20 of the whole set."),
    ]


def test_points_of_unknown_maximum_stay_within_the_largest_set_of_any_group() -> None:
    groups = [{"code": code, "title": words(code), "total": total} for code, total in (("a", 30), ("b", 60))]
    rules = framework(leaf("1", "unknown"), total=10, unit_groups=groups)
    points = sheet(tables.POINTS, "an,1,self,60", "binh,1,self,61")
    cells(rules).entered(points)
    assert [text for *_, text in found(points)] == ["61 is above the maximum 60 of the whole set."]


def test_marks_are_taken_only_where_the_leaf_allows_them() -> None:
    marks = sheet(tables.NOT_APPLICABLE, "an,4,none there", "binh,1,none there")
    np.testing.assert_array_equal(cells().marked(marks), [[False, False, False, True], [False] * 4])
    [problem] = marks.findings.problems
    assert (problem.code, problem.place.line, problem.place.path) == ("not-applicable-refused", 3, "leaf")
    assert problem.text == Text(
        vi="Bộ chỉ số không cho phép mục này “không áp dụng”; chấm điểm hoặc xoá dòng.",
        en="The framework does not let this leaf be not applicable; score it or remove the row.",
    )


@pytest.mark.parametrize("points", ["2", "0", "0.25"])
def test_the_maximum_and_nothing_may_be_entered(points: str) -> None:
    one = sheet(tables.POINTS, f"an,1,self,{points}")
    assert cells().entered(one)["self"][0, 0] == int(Decimal(points) * 1_000_000)
    assert found(one) == []
