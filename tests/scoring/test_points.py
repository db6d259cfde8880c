"""Inputs to points: whose word counts, the four states, deductions, and laws that hold for any round."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.framework import Framework
from parindex.numbers import micro, points_text
from parindex.rounds import RoundData, Stage, State
from parindex.rounds.model import Adjustment
from parindex.scoring import Scores, score
from parindex.scoring.points import calculate, exact_points, inputs_by_column, inputs_of
from tests.builders import (
    Cells,
    a_round,
    branch,
    framework,
    imported,
    item,
    leaf,
    on_time,
    quantity,
    unit,
    variable,
    words,
)

RATE = framework(leaf("1", 1, on_time()))


def points(scores: Scores) -> dict[str, list[str]]:
    """Points by unit, leaf after leaf; the state where there are none."""
    return {
        one.code: [
            points_text(int(micro_points)) if state == State.SCORED else State(int(state)).name.lower()
            for micro_points, state in zip(scores.points[row], scores.state[row], strict=True)
        ]
        for row, one in enumerate(scores.units)
    }


SELF: Cells = {"an": {"1.on_time": 95, "1.received": 100}}


@pytest.mark.parametrize(
    ("measured", "entered", "expected"),
    [
        pytest.param({"self": SELF}, {}, "0.95", id="the unit's own figures"),
        pytest.param(
            {"self": SELF, "appraisal_1": {"an": {"1.on_time": 90}}},
            {},
            "0.9",
            id="a later figure replaces it",
        ),
        pytest.param(
            {"self": SELF},
            {"appraisal_1": {"an": {"1": "0.5"}}},
            "0.5",
            id="entered points override the rule",
        ),
        pytest.param(
            {"self": SELF, "council": {"an": {"1.on_time": 92}}},
            {"appraisal_1": {"an": {"1": "0.5"}}},
            "0.92",
            id="a later figure hands back to the rule",
        ),
        pytest.param(
            {"self": SELF, "council": {"an": {"1.on_time": 92}}},
            {"council": {"an": {"1": "0.5"}}},
            "0.5",
            id="at the same stage entered points win",
        ),
        pytest.param(
            {"self": SELF},
            {"self": {"an": {"1": "0.9"}}, "council": {"an": {"1": 0}}},
            "0",
            id="zero is a word too",
        ),
        pytest.param(
            {"appraisal_2": {"an": {"1.received": 50}}, "self": SELF},
            {},
            "1",
            id="a corrected denominator; never above the maximum",
        ),
    ],
)
def test_the_last_word_counts(
    measured: Mapping[Stage, Cells], entered: Mapping[Stage, Cells], expected: str
) -> None:
    assert points(score(a_round(RATE, measured=measured, entered=entered))) == {"an": [expected]}


def test_a_stage_shows_what_was_known_then() -> None:
    data = a_round(
        RATE,
        measured={"self": SELF, "appraisal_1": {"an": {"1.on_time": 80}}},
        entered={"council": {"an": {"1": "0.7"}}},
    )
    stages: tuple[Stage, ...] = ("self", "appraisal_1", "appraisal_2", "council")
    assert [points(score(data, stage))["an"] for stage in stages] == [["0.95"], ["0.8"], ["0.8"], ["0.7"]]
    assert (score(data).stage, score(data, "self").stage) == ("council", "self")
    assert score(data).entered.tolist() == [[True]]
    assert score(data, "appraisal_2").entered.tolist() == [[False]]


def test_a_round_without_anything_is_scored_at_the_council() -> None:
    scores = score(a_round(RATE, units=["an"]))
    assert (scores.stage, points(scores)) == ("council", {"an": ["not_yet_scored"]})


FOUR = framework(leaf("1", 1, on_time(), may_be_not_applicable=True), leaf("2", 99))
MEASURED: Mapping[Stage, Cells] = {
    "council": {
        "zero": {"1.on_time": 0, "1.received": 10},
        "half": {"1.on_time": 5, "1.received": 10},
        "lacks": {"1.on_time": 5},
        "nothing": {"1.on_time": 0, "1.received": 0},
        "marked": {"1.on_time": 5, "1.received": 10},
    }
}


@pytest.mark.parametrize(
    ("kind", "missing"),
    [("recomputable", "not_yet_scored"), ("reconciled", "unknown"), ("transcribed", "unknown")],
)
def test_zero_not_yet_scored_not_applicable_and_unknown_are_four_things(kind: str, missing: str) -> None:
    data = a_round(FOUR, measured=MEASURED, marked=[("marked", "1")], about={"kind": kind})
    assert points(score(data)) == {
        "zero": ["0", missing],
        "half": ["0.5", missing],
        "lacks": [missing, missing],
        "nothing": [missing, missing],
        "marked": ["not_applicable", missing],
    }


def test_a_quotient_by_zero_is_flagged_until_somebody_enters_points() -> None:
    data = a_round(FOUR, measured=MEASURED)
    assert score(data).undefined[:, 0].tolist() == [False, False, False, True, False]
    decided = a_round(FOUR, measured=MEASURED, entered={"council": {"nothing": {"1": 1}}})
    assert not score(decided).undefined.any()
    assert points(score(decided))["nothing"] == ["1", "not_yet_scored"]


def test_points_entered_for_a_leaf_that_does_not_apply_do_not_count() -> None:
    data = a_round(FOUR, {"an": {"1": 1, "2": 50}}, marked=[("an", "1")])
    scores = score(data)
    assert points(scores) == {"an": ["not_applicable", "50"]}
    assert scores.entered.tolist() == [[False, True]]


def test_leaves_of_other_groups_and_parts_not_held_do_not_apply() -> None:
    rules = framework(
        branch("1", leaf("1.1", 60), leaf("1.2", 20)),
        leaf("2", 40, for_groups=["a"]),
        total=100,
        unit_groups=[
            {"code": "a", "title": words("A"), "total": 120},
            {"code": "b", "title": words("B"), "total": 80},
        ],
        optional_parts=[{"node": "1", "title": words("First")}],
    )
    members = [unit("an", unit_group="a"), unit("binh", unit_group="b")]
    assert a_round(rules, units=members).applicable.tolist() == [[True, True, True], [True, True, False]]
    without = a_round(rules, units=members, about={"not_held": ["1"]})
    assert without.applicable.tolist() == [[False, False, True], [False, False, False]]


def test_a_round_without_marks_has_everything_applicable() -> None:
    data = replace(a_round(FOUR, units=["an"]), not_applicable=np.zeros((0, 0), dtype=bool))
    assert data.applicable.all()


WITH_DEDUCTIONS = framework(
    leaf("1", 10),
    leaf("2", 5),
    adjustments={"deductions": [item("false", "1.5"), item("late", "0.5", most=1)]},
)


@pytest.mark.parametrize(
    ("taken", "left", "deducted"),
    [
        pytest.param([("false", "1", 1)], ["8.5", "2"], ["1.5", "0"], id="once"),
        pytest.param(
            [("false", "1", 2), ("late", "1", 1)], ["6.5", "2"], ["3.5", "0"], id="two items add up"
        ),
        pytest.param([("false", "2", 2)], ["10", "0"], ["0", "2"], id="never below zero"),
        pytest.param([("late", "1", 3)], ["9", "2"], ["1", "0"], id="an item takes at most so much"),
        pytest.param([("late", "1", 1), ("late", "1", 2)], ["9", "2"], ["1", "0"], id="in all rows together"),
        pytest.param(
            [("late", "1", 1), ("late", "2", 2)], ["9.5", "1.5"], ["0.5", "0.5"], id="over all leaves"
        ),
        pytest.param([("late", "", 2), ("late", "2", 2)], ["10", "2"], ["0", "0"], id="and over the whole"),
        pytest.param([("false", "", 2)], ["10", "2"], ["0", "0"], id="the whole is no leaf"),
    ],
)
def test_deductions_are_taken_from_a_leaf(
    taken: list[tuple[str, str, int]], left: list[str], deducted: list[str]
) -> None:
    rows = tuple(Adjustment("an", "deduction", name, place, times) for name, place, times in taken)
    scores = score(
        a_round(WITH_DEDUCTIONS, {"an": {"1": 10, "2": 2}, "binh": {"1": 3, "2": 1}}, adjustments=rows)
    )
    assert points(scores) == {"an": left, "binh": ["3", "1"]}
    assert [points_text(int(amount)) for amount in scores.deducted[0]] == deducted


def test_lost_points_are_the_maximum_less_the_points_where_both_are_known() -> None:
    rules = framework(leaf("1", 10), leaf("2", "unknown"), leaf("3", 5), total=20)
    scores = score(a_round(rules, {"an": {"1": "7.5", "2": 3}}))
    assert scores.lost.tolist() == [[2_500_000, 0, 0]]
    assert (scores.earned().tolist(), scores.earned([0]).tolist()) == ([10_500_000], [7_500_000])
    assert scores.counts(State.NOT_YET_SCORED).tolist() == [1]


# Laws. A framework with rules of several kinds, one of which compares units.

MIXED = framework(
    leaf("late", 1, on_time(floor="0.5"), may_be_not_applicable=True),
    leaf(
        "best",
        3,
        {
            "type": "relative",
            "method": "between_worst_and_best",
            "value": quantity("done / planned", variable("done", "count"), variable("planned", "count")),
        },
        may_be_not_applicable=True,
    ),
    leaf("index", "3.3", imported()),
    leaf(
        "formula",
        "0.7",
        {
            "type": "formula",
            "variables": [variable("got", "count", at_most="all"), variable("all", "count")],
            "cases": [{"when": "all == 0", "points": "max_points"}],
            "otherwise": "max_points * got / all",
        },
    ),
    leaf("council", 2, {"type": "appraiser", "step": "0.25"}),
)
NAMES = ("an", "binh", "chi", "dung")
COUNTS = st.integers(0, 12)
few = settings(max_examples=20)


@st.composite
def mixed_rounds(draw: st.DrawFn) -> RoundData:
    """Some units with some inputs, of which any may lack; small numbers, so that ties and zeros come up."""
    codes = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    measured: dict[str, dict[str, Any]] = {code: {} for code in codes}
    entered: dict[str, dict[str, Any]] = {code: {} for code in codes}
    for code in codes:
        for part, whole in (("late.on_time", "late.received"), ("formula.got", "formula.all")):
            above = draw(COUNTS)
            measured[code] |= {part: draw(st.integers(0, above)), whole: above}
        measured[code] |= {"best.done": draw(COUNTS), "best.planned": draw(COUNTS)}
        measured[code]["index.value"] = draw(st.integers(0, 1000)) / 10
        for name in draw(st.sets(st.sampled_from(sorted(measured[code])), max_size=3)):
            del measured[code][name]
        entered[code]["council"] = Fraction(draw(st.integers(0, 8)), 4)
    marks = draw(st.sets(st.tuples(st.sampled_from(codes), st.sampled_from(("late", "best")))))
    data = a_round(MIXED, measured={"self": measured}, entered={"self": entered}, units=codes, marked=marks)
    return data


@few
@given(mixed_rounds())
def test_points_never_exceed_the_maximum_nor_fall_below_zero(data: RoundData) -> None:
    scores = score(data)
    assert (scores.points >= 0).all()
    assert (scores.points <= scores.maxima).all()
    assert (scores.points[~scores.is_scored] == 0).all()


@few
@given(mixed_rounds(), st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing(data: RoundData, random: Any) -> None:
    rows = list(range(len(data.units)))
    random.shuffle(rows)
    assert points(score(data.with_units(rows))) == points(score(data))


def reordered(rules: Framework, data: RoundData) -> RoundData:
    """The same round on a framework with the same leaves in another order."""
    columns = [data.framework.leaf_position[one.code] for one in rules.leaves]
    variables = [data.framework.column_position[rules.leaves[p].code, v.name] for p, v in rules.columns]
    return replace(
        data,
        framework=rules,
        measured={stage: values[:, variables] for stage, values in data.measured.items()},
        entered={stage: values[:, columns] for stage, values in data.entered.items()},
        not_applicable=data.not_applicable[:, columns],
    )


@few
@given(mixed_rounds(), st.permutations(range(len(MIXED.tree))))
def test_the_order_of_leaves_changes_nothing(data: RoundData, order: list[int]) -> None:
    rules = Framework.model_construct(**{**dict(MIXED), "tree": tuple(MIXED.tree[n] for n in order)})
    scores = score(reordered(rules, data))
    back = [rules.leaf_position[one.code] for one in MIXED.leaves]
    np.testing.assert_array_equal(scores.points[:, back], score(data).points)
    np.testing.assert_array_equal(scores.state[:, back], score(data).state)


@few
@given(mixed_rounds())
def test_all_units_at_once_give_what_each_alone_gives_in_exact_fractions(data: RoundData) -> None:
    applicable = data.applicable
    measured = data.measured["self"]
    at_once, calculated, undefined = calculate(MIXED, measured, applicable, data.info.year)
    present = calculated | undefined
    table = inputs_by_column(MIXED, measured, present)
    for row, column in np.argwhere(present):
        peers = np.flatnonzero(present[:, column])
        [alone], [defined] = exact_points(
            MIXED.leaves[column], inputs_of(MIXED, table, column), np.array([row]), peers, data.info.year
        )
        maximum = micro(MIXED.leaves[column].maximum or 0)
        assert (at_once[row, column], calculated[row, column]) == (min(max(alone, 0), maximum), defined)


@few
@given(mixed_rounds())
def test_a_unit_alone_has_the_points_it_has_among_others_but_where_units_are_compared(
    data: RoundData,
) -> None:
    together = points(score(data))
    compared = MIXED.leaf_position["best"]
    for row, one in enumerate(data.units):
        [alone] = points(score(data.with_units([row]))).values()
        assert [*alone[:compared], *alone[compared + 1 :]] == [
            *together[one.code][:compared],
            *together[one.code][compared + 1 :],
        ]


def test_ties_that_floats_would_split_are_exact() -> None:
    """0.7 × 3 ÷ 9 and 0.7 × 1 ÷ 3 differ in float64 arithmetic by the order of operations; not here."""
    cells = {"an": {"formula.got": 3, "formula.all": 9}, "binh": {"formula.got": 1, "formula.all": 3}}
    scores = score(a_round(MIXED, measured={"self": cells}))
    column = MIXED.leaf_position["formula"]
    assert scores.points[:, column].tolist() == [233_333, 233_333]


def test_half_a_micro_point_goes_up_where_the_float_lies_below() -> None:
    """0.7 × 3 ÷ 64 is 0.0328125 exactly, of which float64 makes a little less; the others are in no doubt."""
    cells = {
        "an": {"formula.got": 3, "formula.all": 64},
        "binh": {"formula.got": 1, "formula.all": 7},
        "chi": {"formula.got": 2, "formula.all": 7},
    }
    scores = score(a_round(MIXED, measured={"self": cells}))
    assert scores.points[:, MIXED.leaf_position["formula"]].tolist() == [32_813, 100_000, 200_000]
