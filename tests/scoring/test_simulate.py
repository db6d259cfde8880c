"""What if: other inputs of a unit, and the fewest leaves with which it would reach a place."""

import pickle
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from parindex.documents import AllUnfit, Unfit
from parindex.rounds import Printed, RoundData, Stage
from parindex.rounds.model import Adjustment, PrintedAggregate
from parindex.scoring import Results
from parindex.scoring.simulate import Assumption, Way, simulate, suppose, way_to
from tests.builders import a_round, assert_equal_rounds, framework, item, leaf, on_time, results_of

RULES = framework(
    leaf("3.2", 40, on_time()),
    leaf("4", 40, {"type": "appraiser", "step": "0.5"}),
    leaf("5", 20, may_be_not_applicable=True),
)


def a_year() -> RoundData:
    """An has 20 + 30 + 10 = 60 points, Bình 75, Chi 50 of 80 = 62.5."""
    measured: Mapping[Stage, Any] = {
        "self": {
            "an": {"3.2.on_time": 60, "3.2.received": 100},
            "binh": {"3.2.on_time": 90, "3.2.received": 100},
            "chi": {"3.2.on_time": 50, "3.2.received": 100},
        },
        "council": {"an": {"3.2.on_time": 50}},
    }
    points = {"an": {"4": 30, "5": 10}, "binh": {"4": 30, "5": 9}, "chi": {"4": 30}}
    return a_round(RULES, points, measured=measured, marked=[("chi", "5")])


def with_assumptions(*texts: str, stage: Stage | None = None) -> Results:
    return simulate(results_of(a_year(), stage), "an", [Assumption.parse(text) for text in texts])


def in_short(results: Results) -> dict[str, tuple[Fraction | None, int | None]]:
    return {result.unit.code: (result.index, result.rank) for result in results.units}


NOW = {"an": (60, 3), "binh": (75, 1), "chi": (Fraction("62.5"), 2)}


def test_an_assumption_is_written_leaf_name_and_value() -> None:
    assert Assumption.parse("3.2.1.on_time=980") == Assumption("3.2.1", "on_time", "980")
    assert Assumption.parse(" 3.points = 1.5 ") == Assumption("3", "points", "1.5")


@pytest.mark.parametrize("text", ["3.2.on_time", "on_time=3", "3.2.on_time=", "=3", ".x=3"])
def test_what_is_not_written_so_is_refused_with_the_form_expected(text: str) -> None:
    with pytest.raises(Unfit) as caught:
        Assumption.parse(text)
    assert caught.value.text.en == (
        f'"{text}" will not do; write LEAF.NAME=VALUE, such as 3.2.1.on_time=980 or 3.2.1.points=1.'
    )


@pytest.mark.parametrize(
    ("assumptions", "index", "rank"),
    [
        pytest.param([], 60, 3, id="nothing else"),
        pytest.param(["3.2.on_time=60"], 64, 2, id="a measurement"),
        pytest.param(["3.2.on_time=180", "3.2.received=200"], 76, 1, id="two of one leaf"),
        pytest.param(["4.points=40"], 70, 2, id="points"),
        pytest.param(["3.2.points=40"], 80, 1, id="points in place of the rule"),
        pytest.param(["3.2.points=40", "3.2.on_time=60"], 64, 2, id="the later word counts"),
        pytest.param(["3.2.on_time=60", "4.points=36", "5.points=20"], 80, 1, id="three leaves"),
    ],
)
def test_index_and_rank_move_with_other_inputs(assumptions: list[str], index: int, rank: int) -> None:
    assert in_short(results_of(a_year())) == NOW
    assert in_short(with_assumptions(*assumptions))["an"] == (index, rank)


def test_the_round_itself_stays_as_it_was() -> None:
    data = a_year()
    suppose(data, "an", [Assumption.parse("3.2.on_time=60"), Assumption.parse("4.points=40")], "council")
    assert_equal_rounds(data, a_year())


def test_inputs_are_supposed_at_the_stage_of_the_results() -> None:
    results = with_assumptions("3.2.on_time=70", stage="self")
    assert (results.scores.stage, results.units[0].index) == ("self", 28)
    later = replace(a_year(), measured={"council": a_year().measured["council"]})
    [an, *_] = simulate(results_of(later, "self"), "an", [Assumption("4", "points", "7")]).units
    assert an.index == 7


def test_a_printed_total_gives_way_to_what_the_supposed_parts_give() -> None:
    printed = {"an": Printed(Fraction("60.01"), 2), "binh": Printed(Fraction(75), 1)}
    data = a_round(
        framework(leaf("1", 60), leaf("2", 40)),
        {"an": {"1": 40, "2": 20}, "binh": {"1": 50, "2": 25}},
        about={"kind": "reconciled"},
        printed=printed,
        aggregates=(PrintedAggregate("ranked_units", "", Fraction(2)),),
    )
    results = simulate(results_of(data), "an", [Assumption("2", "points", "40")])
    assert in_short(results) == {"an": (80, 1), "binh": (75, 2)}


@pytest.mark.parametrize(
    ("assumption", "said"),
    [
        ("9.points=1", 'The framework has no leaf 9; see "parindex framework show".'),
        ("3.2.late=1", 'Leaf 3.2 has no "late"; it has: on_time, received, points.'),
        ("3.2.on_time=many", '"many": expected a number with a decimal point (12.5).'),
        ("3.2.on_time=101", "an, 3.2, council: on_time = 101 exceeds received = 100."),
        ("4.points=lots", '"lots": expected a number with a decimal point (12.5).'),
        ("4.points=40.5", "40.5 is above the maximum 40 of leaf 4."),
        ("4.points=0.25", "0.25 is not a multiple of the step 0.5."),
    ],
)
def test_an_assumption_that_cannot_be_is_refused(assumption: str, said: str) -> None:
    with pytest.raises(Unfit) as caught:
        with_assumptions(assumption)
    assert caught.value.text.en == said


def test_all_assumptions_that_cannot_be_are_refused_together() -> None:
    with pytest.raises(AllUnfit) as caught:
        simulate(
            results_of(a_year()),
            "an",
            ["9.points=1", "3.2", "4.points=40.5", "3.2.on_time=101", "5.points=1"],
        )
    whole = pickle.loads(pickle.dumps(caught.value))
    assert [flaw.text.en.partition(";")[0] for flaw in whole.flaws] == [
        "The framework has no leaf 9",
        '"3.2" will not do',
        "40.5 is above the maximum 40 of leaf 4.",
        "an, 3.2, council: on_time = 101 exceeds received = 100.",
    ]


def test_a_leaf_that_does_not_apply_cannot_be_won() -> None:
    with pytest.raises(Unfit) as caught:
        simulate(results_of(a_year()), "chi", [Assumption("5", "points", "1")])
    assert caught.value.text.en == "Leaf 5 does not apply to chi."


def test_a_figure_of_a_later_stage_does_not_bound_an_earlier_one() -> None:
    data = a_year()
    later = a_round(
        RULES,
        measured={
            "self": {"an": {"3.2.on_time": 60, "3.2.received": 100}},
            "council": {"an": {"3.2.on_time": 50, "3.2.received": 60}},
        },
    )
    data = simulate(results_of(later, "self"), "an", [Assumption("3.2", "on_time", "90")]).round
    assert data.measured["self"][0].tolist() == [90, 100]


def test_points_on_a_leaf_of_unknown_maximum_are_taken_as_they_are() -> None:
    results = results_of(a_round(framework(leaf("1", "unknown"), total=100), {"an": {"1": 40}}))
    assert simulate(results, "an", [Assumption("1", "points", "95")]).units[0].index == 95


# What it would take.


def way(unit: str, place: int, **more: Any) -> Way:
    return way_to(results_of(replace(a_year(), **more)), unit, place)


def gains(found: Way) -> list[tuple[str, Fraction, Fraction]]:
    return [(gain.leaf.code, gain.open_points, gain.index_after) for gain in found.gains]


def test_the_way_to_a_place_takes_the_leaves_with_most_points_open_until_the_holder_is_passed() -> None:
    first = way("an", 1)
    assert (first.target, first.needed, first.is_enough) == (75, 15, True)
    assert gains(first) == [("3.2", 20, 80)]
    second = way("an", 2)
    assert (second.target, second.needed, gains(second)) == (
        Fraction("62.5"),
        Fraction("2.5"),
        [("3.2", 20, 80)],
    )
    chi = way("chi", 1)
    assert gains(chi) == [("3.2", 20, Fraction("87.5"))]


def test_a_place_that_is_held_already_needs_nothing() -> None:
    assert way("binh", 1) == Way(Fraction(75), Fraction(0), (), True)
    assert way("binh", 3) == Way(Fraction(60), Fraction(-15), (), True)


def test_all_open_points_may_not_be_enough_to_pass_full_marks() -> None:
    points = {"an": {"1": 60, "2": 40}, "binh": {"1": 50, "2": 20}}
    found = way_to(results_of(a_round(framework(leaf("1", 60), leaf("2", 40)), points)), "binh", 1)
    assert gains(found) == [("2", 20, 90), ("1", 10, 100)]
    assert (found.needed, found.is_enough) == (30, False)


def test_ranks_on_the_rounded_index_ask_for_more_than_a_hair() -> None:
    leaves = (leaf("1", "0.012"), leaf("2", "0.008"), leaf("3", "99.98"))
    points = {"an": {"3": "99.98", "1": 0, "2": 0}, "binh": {"3": "99.98", "1": "0.011"}}

    def leaves_to_win(**ranking: object) -> list[str]:
        found = way_to(results_of(a_round(framework(*leaves, ranking=ranking), points)), "an", 1)
        return [gain.leaf.code for gain in found.gains]

    assert leaves_to_win(rank_on="exact") == ["1"]
    assert leaves_to_win(rank_on="rounded") == ["1", "2"]


@pytest.mark.parametrize(("place", "target"), [(1, 90), (2, 80), (3, 80), (4, 70)])
def test_a_place_left_empty_by_a_tie_is_that_of_the_tied(place: int, target: int) -> None:
    points = {"an": {"1": 90}, "binh": {"1": 80}, "chi": {"1": 80}, "dung": {"1": 70}, "em": {"1": 60}}
    assert way_to(results_of(a_round(framework(leaf("1")), points)), "em", place).target == target


def test_a_unit_that_is_not_ranked_is_compared_all_the_same() -> None:
    rules = framework(leaf("1"), ranking={"unranked_units": ["an"]})
    found = way_to(results_of(a_round(rules, {"an": {"1": 95}, "binh": {"1": 90}})), "an", 1)
    assert (found.target, found.needed, gains(found)) == (90, -5, [("1", 5, 100)])


def test_a_bonus_does_not_lead_beyond_the_limit_nor_a_penalty_count_twice() -> None:
    rules = framework(
        leaf("1", 60),
        leaf("2", 40),
        adjustments={
            "bonus": {"cap": 5, "items": [item("idea", 5)]},
            "penalty": {"cap": 9, "items": [item("blame", 9)]},
            "index_limit": 100,
        },
    )
    outside = (Adjustment("binh", "bonus", "idea", "", 1), Adjustment("chi", "penalty", "blame", "", 1))
    points = {"an": {"1": 60, "2": 40}, "binh": {"1": 60, "2": 30}, "chi": {"1": 5, "2": 0}}
    results = results_of(a_round(rules, points, adjustments=outside))
    assert [result.index for result in results.units] == [100, 95, 0]
    to_first = way_to(results, "binh", 1)
    assert (gains(to_first), to_first.is_enough) == ([("2", 10, 100)], False)
    assert gains(way_to(results, "chi", 1)) == [("1", 55, 51), ("2", 40, 91)]


@pytest.mark.parametrize("place", [0, 4, -1])
def test_a_place_that_nobody_holds_is_refused(place: int) -> None:
    with pytest.raises(Unfit) as caught:
        way("an", place)
    assert caught.value.text.en == f"There is no place {place}; 3 units are ranked."


def test_a_place_before_the_first_printed_one_is_refused() -> None:
    data = a_round(
        framework(leaf("1")),
        {"an": {"1": 80}},
        about={"kind": "reconciled"},
        printed={"an": Printed(Fraction(80), 26)},
    )
    with pytest.raises(Unfit) as caught:
        way_to(results_of(data), "an", 1)
    assert caught.value.text.en == "There is no place 1; 1 units are ranked."


def test_without_points_of_its_own_a_unit_has_no_way() -> None:
    data = a_round(
        framework(leaf("1")),
        units=["an"],
        about={"kind": "transcribed"},
        printed={"an": Printed(Fraction(80), 1)},
    )
    with pytest.raises(Unfit) as caught:
        way_to(results_of(data), "an", 1)
    assert caught.value.text.en == "an has no complete points to work from."
