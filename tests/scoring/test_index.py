"""Points to index: the denominator that applies, what stands outside it, and that the parts add up."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.framework import Framework
from parindex.language import decimal_text
from parindex.numbers import MICRO
from parindex.rounds import State
from parindex.rounds.model import Adjustment
from parindex.scoring import Results
from tests.builders import a_round, branch, framework, item, leaf, results_of, unit, words


def index_of(rules: Framework, points: dict[str, object], **more: Any) -> str | None:
    """The index of the only unit, rounded to two decimals."""
    [result] = results_of(a_round(rules, {"an": points}, **more)).units
    return None if result.index is None else decimal_text(result.index, 2)


MAYBE = framework(leaf("1", 84), leaf("2", 16, may_be_not_applicable=True))


def test_what_does_not_apply_makes_the_denominator_smaller() -> None:
    """A published case: 68.32 points of 84 are 81.33 %."""
    assert index_of(MAYBE, {"1": "68.32", "2": 0}) == "68.32"
    assert index_of(MAYBE, {"1": "68.32"}, marked=[("an", "2")]) == "81.33"


def test_a_part_that_is_not_held_leaves_the_rest_to_count_for_the_whole() -> None:
    rules = framework(
        branch("1", leaf("1.1", 50), leaf("1.2", 30)),
        branch("2", leaf("2.1", 20)),
        optional_parts=[{"node": "2", "title": words("Survey")}],
    )
    points: dict[str, object] = {"1.1": 40, "1.2": 20, "2.1": 19}
    assert index_of(rules, points) == "79.00"
    assert index_of(rules, points, about={"not_held": ["2"]}) == "75.00"


def test_groups_of_units_have_leaves_and_totals_of_their_own() -> None:
    totals = {"department": 100, "commune": 100, "agency": 60}
    rules = framework(
        leaf("1", 80, for_groups=["department", "commune"]),
        leaf("2", 20, for_groups=["department"]),
        leaf("3", 20, for_groups=["commune"]),
        leaf("4", 60, for_groups=["agency"]),
        unit_groups=[{"code": code, "title": words(code), "total": total} for code, total in totals.items()],
    )
    points = {"dept": {"1": 70, "2": 15}, "ward": {"1": 60, "3": 17}, "office": {"4": 48}}
    members = [unit(code, unit_group=group) for code, group in zip(points, totals, strict=True)]
    results = results_of(a_round(rules, points, units=members))
    assert [result.index for result in results.units] == [85, 77, 80]
    assert results.totals.maximum.tolist() == [100 * MICRO, 100 * MICRO, 60 * MICRO]
    assert results.scores.counts(State.NOT_APPLICABLE).tolist() == [2, 2, 3]
    assert [result.status for result in results.units] == ["computed"] * 3


OUTSIDE = framework(
    leaf("1", 60),
    leaf("2", 40),
    adjustments={
        "bonus": {"cap": 3, "items": [item("idea", 1, most=2), item("prize", "1.5")]},
        "penalty": {"cap": 5, "items": [item("blame", 2)]},
        "deductions": [item("false", "2.5"), item("late", 1, most=3)],
        "index_limit": 100,
    },
)


@pytest.mark.parametrize(
    ("points", "outside", "expected"),
    [
        pytest.param(80, [("bonus", "idea", 1)], "81.00", id="a bonus"),
        pytest.param(80, [("bonus", "idea", 3)], "82.00", id="an item adds at most so much"),
        pytest.param(80, [("bonus", "idea", 1), ("bonus", "idea", 2)], "82.00", id="over several rows too"),
        pytest.param(
            80, [("bonus", "idea", 2), ("bonus", "prize", 1)], "83.00", id="and all together to the cap"
        ),
        pytest.param(80, [("penalty", "blame", 1)], "78.00", id="a penalty"),
        pytest.param(80, [("penalty", "blame", 4)], "75.00", id="capped"),
        pytest.param(3, [("penalty", "blame", 3)], "0.00", id="never below zero"),
        pytest.param(99, [("bonus", "prize", 2)], "100.00", id="a bonus leads to the limit at most"),
        pytest.param(
            99, [("bonus", "prize", 2), ("penalty", "blame", 1)], "100.00", id="3 less 2 is one too much"
        ),
        pytest.param(80, [("deduction", "false", 2)], "75.00", id="taken from the whole"),
        pytest.param(80, [("deduction", "late", 9)], "77.00", id="at most so much"),
        pytest.param(4, [("deduction", "false", 2)], "0.00", id="not more than there is"),
    ],
)
def test_bonus_penalty_and_deductions_from_the_whole(
    points: int, outside: list[tuple[Any, str, int]], expected: str
) -> None:
    rows = tuple(Adjustment("an", kind, name, "", times) for kind, name, times in outside)
    first = min(points, 60)
    assert index_of(OUTSIDE, {"1": first, "2": points - first}, adjustments=rows) == expected


def test_a_deduction_is_in_points_of_the_set_but_a_bonus_in_points_of_the_index() -> None:
    rules = framework(
        leaf("1", 60),
        adjustments={"bonus": {"cap": 3, "items": [item("idea", 1)]}, "deductions": [item("late", 3)]},
    )
    late, idea = Adjustment("an", "deduction", "late", "", 1), Adjustment("an", "bonus", "idea", "", 1)
    assert index_of(rules, {"1": 48}, adjustments=(late,)) == "75.00"
    assert index_of(rules, {"1": 48}, adjustments=(idea,)) == "81.00"


def test_what_cannot_be_known_has_no_index() -> None:
    unknown = framework(leaf("1", "unknown"), leaf("2", "unknown", may_be_not_applicable=True), total=100)
    assert index_of(unknown, {"1": 50, "2": 30}) == "80.00"
    assert index_of(unknown, {"1": 50}, marked=[("an", "2")]) is None
    assert index_of(unknown, {"1": 50}, about={"kind": "reconciled"}) is None
    all_may = framework(leaf("1", 100, may_be_not_applicable=True))
    assert index_of(all_may, {"1": 50}, marked=[("an", "1")]) is None


def test_an_unfinished_unit_has_what_is_in_hand_over_all_that_applies() -> None:
    assert index_of(MAYBE, {"1": 42}) == "42.00"


AREAS = framework(
    branch("1", leaf("1.1", 30), leaf("1.2", 20, may_be_not_applicable=True)),
    branch("2", leaf("2.1", "12.5"), leaf("2.2", "37.5", may_be_not_applicable=True)),
    adjustments={
        "bonus": {"cap": 3, "items": [item("idea", "0.7")]},
        "penalty": {"cap": 2, "items": [item("blame", "1.1")]},
        "deductions": [item("late", "0.3")],
    },
)


@st.composite
def results(draw: st.DrawFn) -> Results:
    points = {
        one.code: Fraction(draw(st.integers(0, int((one.maximum or 0) * 1000))), 1000) for one in AREAS.leaves
    }
    marked = [("an", code) for code in draw(st.sets(st.sampled_from(("1.2", "2.2"))))]
    rows = [
        Adjustment("an", "bonus", "idea", "", draw(st.integers(0, 5))),
        Adjustment("an", "penalty", "blame", "", draw(st.integers(0, 3))),
        Adjustment("an", "deduction", "late", "", draw(st.integers(0, 3))),
        Adjustment("an", "deduction", "late", "1.1", draw(st.integers(0, 3))),
    ]
    return results_of(a_round(AREAS, {"an": points}, marked=marked, adjustments=tuple(rows)))


@settings(max_examples=30)
@given(results())
def test_the_index_is_the_sum_of_its_leaves_over_what_applies_and_of_what_stands_outside(
    results: Results,
) -> None:
    scores, parts, [result] = results.scores, results.totals, results.units
    applies = scores.is_applicable[0]
    leaves = sum(Fraction(int(points)) for points in scores.points[0])
    maximum = sum(Fraction(int(most)) for most in scores.maxima[applies])
    outside = Fraction(int(parts.bonus[0] - parts.penalty[0]), MICRO)
    assert result.index == max(100 * (leaves - int(parts.taken[0])) / maximum + outside, Fraction(0))
    areas = [(area.code, list(AREAS.leaves_under(area.code))) for area in AREAS.tree]
    by_area = [
        (results.component(code, 0) or 0)
        * sum(Fraction(int(most)) for most in scores.maxima[columns][applies[columns]])
        for code, columns in areas
    ]
    assert sum(by_area) == 100 * leaves


def test_units_keep_their_adjustments_to_themselves() -> None:
    rows = (Adjustment("binh", "penalty", "blame", "", 1),)
    results = results_of(
        a_round(OUTSIDE, {"an": {"1": 50, "2": 30}, "binh": {"1": 50, "2": 30}}, adjustments=rows)
    )
    assert [result.index for result in results.units] == [80, 78]
    assert results_of(results.round.with_units([0])).units[0].index == 80
