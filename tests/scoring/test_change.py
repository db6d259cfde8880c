"""Change on the round before: points, places, and where a change comes from."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.rounds import PreviousCell, PreviousResult, Printed, RoundData, State
from parindex.rounds.model import Adjustment
from parindex.scoring.change import Change, Split
from tests.builders import a_round, crosswalk, framework, info, item, leaf, results_of, unit


def before(**indices: object) -> PreviousResult:
    """The round before, from "80.5" (an index), "80 3" (index and rank) or "- 3" (rank alone)."""
    printed = {}
    for code, said in indices.items():
        index, _, place = str(said).partition(" ")
        printed[code] = Printed(None if index == "-" else Fraction(index), int(place) if place else None)
    return PreviousResult(printed)


def changes(data: RoundData) -> dict[str, Change | None]:
    return {result.unit.code: result.change for result in results_of(data).units}


def in_short(change: Change | None) -> tuple[object, ...] | None:
    """Past index and rank, change in points and places."""
    return change and (change.past_index, change.past_rank, change.points, change.places)


ONE = framework(leaf("1"), ranking={"unranked_units": ["inspectorate"]})


def test_change_is_the_difference_of_indices_and_of_places() -> None:
    points = {
        "an": {"1": 80},
        "binh": {"1": 85},
        "chi": {"1": 70},
        "dung": {"1": 60},
        "inspectorate": {"1": 90},
    }
    data = a_round(ONE, points, previous=before(an="77.25 1", binh="88", chi="- 3", inspectorate="80 5"))
    found = changes(data)
    assert {code: in_short(change) for code, change in found.items()} == {
        "an": (Fraction("77.25"), 1, Fraction("2.75"), -1),
        "binh": (88, None, -3, None),
        "chi": (None, 3, None, 0),
        "dung": None,
        "inspectorate": (80, 5, 10, None),
    }
    assert not any(change.is_combined for change in found.values() if change)
    assert [change.split for change in found.values() if change] == [None] * 4


def test_a_unit_without_an_index_this_time_has_a_past_but_no_change() -> None:
    data = a_round(ONE, units=["an"], about={"kind": "transcribed"}, previous=before(an="80 1"))
    assert in_short(changes(data)["an"]) == (80, 1, None, None)


MERGED = [
    unit("north", predecessors=("a", "b")),
    unit("south", predecessors=("c", "d", "e")),
    unit("an"),
    unit("inspectorate"),
]
NOW = {"north": {"1": 85}, "south": {"1": 84}, "an": {"1": 90}, "inspectorate": {"1": 50}}
THEN = before(a="80 9", b="86 4", c="80 10", d="83 6", e="85 5", an="82 8", inspectorate="99 1")


def test_a_merged_unit_is_compared_with_the_mean_of_its_parts_and_places_are_taken_anew() -> None:
    found = changes(a_round(ONE, NOW, units=MERGED, previous=THEN))
    assert {code: in_short(change) for code, change in found.items()} == {
        "north": (83, 1, 2, -1),
        "south": (Fraction(248, 3), 2, Fraction(4, 3), -1),
        "an": (82, 3, 8, 2),
        "inspectorate": (99, None, -49, None),
    }
    combined = {code: change.is_combined for code, change in found.items() if change}
    assert combined == {"north": True, "south": True, "an": False, "inspectorate": False}


@pytest.mark.parametrize(
    ("ranking", "places"),
    [
        pytest.param({}, {"north": 1, "an": 2, "south": 3}, id="on the exact index"),
        pytest.param({"rank_on": "rounded", "decimals": 0}, {"north": 1, "an": 1, "south": 3}, id="rounded"),
        pytest.param(
            {"rank_on": "rounded", "decimals": 0, "ties": {"method": "dense"}},
            {"north": 1, "an": 1, "south": 2},
            id="rounded, the next place follows",
        ),
    ],
)
def test_places_of_the_past_are_taken_as_the_framework_takes_places(
    ranking: Mapping[str, object], places: Mapping[str, int]
) -> None:
    members = [unit("north", predecessors=("a", "b")), unit("an"), unit("south", predecessors=("c", "d"))]
    then = before(a="83", b="83.2", an="83", c="80", d="81")
    data = a_round(framework(leaf("1"), ranking=ranking), units=members, previous=then)
    found = {code: change.past_rank for code, change in changes(data).items() if change}
    assert found == places


def test_places_are_not_compared_where_some_past_is_unknown() -> None:
    data = a_round(ONE, NOW, units=[*MERGED, unit("new")], previous=THEN)
    assert {code: in_short(change) for code, change in changes(data).items()} == {
        "north": (83, None, 2, None),
        "south": (Fraction(248, 3), None, Fraction(4, 3), None),
        "an": (82, None, 8, None),
        "inspectorate": (99, None, -49, None),
        "new": None,
    }


@pytest.mark.parametrize(
    ("predecessors", "about"),
    [
        pytest.param(("a", "unheard-of"), {}, id="a part is not known"),
        pytest.param(("a", "f"), {}, id="a part has a rank only"),
        pytest.param(("a", "b"), {"successor_past": "none"}, id="the round says so"),
        pytest.param((), {}, id="there are no parts"),
    ],
)
def test_a_merged_unit_may_have_no_past(predecessors: tuple[str, ...], about: Mapping[str, object]) -> None:
    members = [unit("north", predecessors=predecessors)]
    previous = before(a="80", b="86", f="- 3")
    data = a_round(ONE, {"north": {"1": 85}}, units=members, previous=previous, about=about)
    assert changes(data) == {"north": None}


def test_an_own_past_comes_before_that_of_predecessors() -> None:
    members = [unit("north", predecessors=("a", "b"))]
    data = a_round(ONE, {"north": {"1": 85}}, units=members, previous=before(north="70 2", a="80", b="86"))
    assert in_short(changes(data)["north"]) == (70, 2, 15, 1)


# Where a change comes from.

THREE = framework(
    leaf("a", 50, may_be_not_applicable=True),
    leaf("c", 30),
    leaf("d", 20, may_be_not_applicable=True),
    adjustments={"bonus": {"cap": 5, "items": [item("idea", 2)]}, "deductions": [item("late", 1)]},
)


def scored(points: object, maximum: object, state: State = State.SCORED) -> PreviousCell:
    return PreviousCell(
        None if points is None else Fraction(str(points)),
        None if maximum is None else Fraction(str(maximum)),
        state,
    )


def with_past(cells: Mapping[str, PreviousCell], **more: Any) -> RoundData:
    """Points 40 of 50, 27 of 30 and 18 of 20 now; a of 60 and b of 40 before."""
    previous = PreviousResult({"an": Printed(Fraction(70), 1)}, {"an": cells})
    options = {"crosswalk": crosswalk((["a"], ["a"])), "previous": previous} | more
    return a_round(THREE, {"an": {"a": 40, "c": 27, "d": 18}}, **options)


PAST = {"a": scored(30, 60), "b": scored(40, 40)}


def split(data: RoundData) -> Split | None:
    change = changes(data)["an"]
    assert change is not None
    return change.split


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(with_past(PAST), Split(Fraction("16.5"), Fraction(5), Fraction("-6.5"), Fraction(0)), id="one goes on"),
        pytest.param(
            with_past(PAST, crosswalk=crosswalk((["a"], ["a"]), (["b"], ["c", "d"]))),
            Split(Fraction(12), Fraction(0), Fraction(3), Fraction(0)),
            id="one is split in two",
        ),
        pytest.param(
            with_past(PAST, crosswalk=crosswalk((["a", "b"], ["a", "c", "d"]))),
            Split(Fraction(15), Fraction(0), Fraction(0), Fraction(0)),
            id="all are one",
        ),
        pytest.param(
            with_past(PAST, crosswalk=crosswalk()),
            Split(Fraction(0), Fraction(15), Fraction(0), Fraction(0)),
            id="nothing goes on",
        ),
        pytest.param(
            with_past(PAST, crosswalk=crosswalk((["gone"], ["a"]), (["a"], ["never"]))),
            Split(Fraction(0), Fraction(15), Fraction(0), Fraction(0)),
            id="lines whose other end is missing",
        ),
        pytest.param(
            with_past(PAST, adjustments=(Adjustment("an", "bonus", "idea", "", 1), Adjustment("an", "deduction", "late", "", 3))),
            Split(Fraction("16.5"), Fraction(5), Fraction("-6.5"), Fraction(-1)),
            id="bonus and deductions from the whole stand apart",
        ),
        pytest.param(
            with_past({**PAST, "d": scored(None, 5, State.NOT_APPLICABLE)}, crosswalk=crosswalk((["a"], ["a"]), (["d"], ["d"]))),
            Split(Fraction("16.5"), Fraction(5), Fraction("-6.5"), Fraction(0)),
            id="a leaf that did not apply then is new",
        ),
        pytest.param(
            with_past({**PAST, "zero": scored(0, 0)}, crosswalk=crosswalk((["a"], ["a"]), (["zero"], ["c"]))),
            Split(Fraction("16.5"), Fraction(5), Fraction("-6.5"), Fraction(0)),
            id="a leaf that was worth nothing then is new",
        ),
    ],
)  # fmt: skip
def test_a_change_splits_into_performance_criteria_maxima_and_adjustments(
    data: RoundData, expected: Split
) -> None:
    assert split(data) == expected


def test_a_leaf_that_is_worth_nothing_now_is_gone() -> None:
    rules = framework(leaf("a", 0), leaf("b", 100))
    previous = PreviousResult({"an": Printed(Fraction(70))}, {"an": PAST})
    links = crosswalk((["a"], ["a"]), (["b"], ["b"]))
    data = a_round(rules, {"an": {"a": 0, "b": 100}}, previous=previous, crosswalk=links)
    assert split(data) == Split(Fraction(0), Fraction(-30), Fraction(60), Fraction(0))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(with_past(PAST, crosswalk=None), id="no crosswalk"),
        pytest.param(with_past({}), id="no cells"),
        pytest.param(with_past({"a": scored(30, 60), "b": scored(None, 40)}), id="points not known then"),
        pytest.param(with_past({"a": scored(30, 60), "b": scored(40, None)}), id="maximum not known then"),
        pytest.param(with_past({"a": scored(None, 60, State.NOT_YET_SCORED)}), id="not scored then"),
        pytest.param(with_past({"a": scored(30, 60, State.UNKNOWN)}), id="unknown then"),
        pytest.param(with_past({"a": scored(None, 60, State.NOT_APPLICABLE)}), id="nothing applied then"),
        pytest.param(with_past({"a": scored(0, 0)}), id="worth nothing then"),
        pytest.param(replace(with_past(PAST), entered={}), id="not scored now"),
        pytest.param(
            a_round(
                framework(leaf("a", "unknown"), total=100),
                {"an": {"a": 40}},
                previous=PreviousResult({"an": Printed(Fraction(70))}, {"an": PAST}),
                crosswalk=crosswalk((["a"], ["a"])),
            ),
            id="maximum not known now",
        ),
    ],
)
def test_a_change_is_not_split_where_a_year_is_not_known_leaf_by_leaf(data: RoundData) -> None:
    assert split(data) is None


def merged(**cells: Mapping[str, PreviousCell]) -> RoundData:
    """A unit formed from p and q, which had 60 and 80, with their cells."""
    previous = PreviousResult({"p": Printed(Fraction(60)), "q": Printed(Fraction(80))}, cells)
    return a_round(
        THREE,
        {"an": {"a": 40, "c": 27, "d": 18}},
        units=[unit("an", predecessors=("p", "q"))],
        previous=previous,
        crosswalk=crosswalk((["a"], ["a"])),
    )


P = {"a": scored(20, 60), "b": scored(40, 40)}
Q = {"a": scored(40, 60), "b": scored(40, 40)}


def test_the_past_of_a_merged_unit_is_the_mean_leaf_by_leaf() -> None:
    assert split(merged(p=P, q=Q)) == split(with_past(PAST))


@pytest.mark.parametrize(
    ("cells", "about"),
    [
        pytest.param({"p": P}, {}, id="one part is not known"),
        pytest.param(
            {"p": P, "q": {**Q, "b": scored(None, 40, State.NOT_APPLICABLE)}}, {}, id="what applied differs"
        ),
        pytest.param({"p": P, "q": {"a": Q["a"]}}, {}, id="a leaf lacks in the second"),
        pytest.param({"p": {"a": P["a"]}, "q": Q}, {}, id="a leaf lacks in the first"),
        pytest.param({"p": P, "q": {**Q, "a": scored(40, 80)}}, {}, id="maxima differ"),
        pytest.param({"p": P, "q": {**Q, "b": scored(None, 40)}}, {}, id="points of one are not known"),
    ],
)
def test_the_past_of_a_merged_unit_is_not_known_leaf_by_leaf_where_its_parts_differ(
    cells: Mapping[str, Mapping[str, PreviousCell]], about: Mapping[str, object]
) -> None:
    assert split(merged(**cells)) is None


def test_cells_of_predecessors_are_not_combined_where_the_round_says_none() -> None:
    data = merged(p=P, q=Q)
    own = replace(data.previous, printed={"an": Printed(Fraction(70))})
    with_own_index = replace(data, previous=own)
    assert split(with_own_index) is not None
    assert split(replace(with_own_index, info=info(successor_past="none"))) is None


CODES = ("a", "b", "c", "d", "e")


@st.composite
def two_years(draw: st.DrawFn) -> RoundData:
    """Two sets with some leaves in common, joined by a crosswalk that also splits and merges."""
    maxima = {code: draw(st.integers(1, 40)) for code in draw(st.sets(st.sampled_from(CODES), min_size=1))}
    points = {code: Fraction(draw(st.integers(0, most * 8)), 8) for code, most in maxima.items()}
    rules = framework(
        *(leaf(code, most) for code, most in sorted(maxima.items())),
        adjustments={"bonus": {"cap": 9, "items": [item("idea", 1)]}},
    )
    old = {
        code: PreviousCell(Fraction(draw(st.integers(0, most * 3)), 3), Fraction(most), State.SCORED)
        for code in draw(st.sets(st.sampled_from(CODES), min_size=1))
        for most in [draw(st.integers(1, 40))]
    }
    past = (
        100
        * sum(cell.points or 0 for cell in old.values())
        / sum(cell.max_points or 0 for cell in old.values())
    )
    left, right = draw(st.permutations(CODES)), draw(st.permutations(CODES))
    cut = draw(st.integers(1, 4))
    return a_round(
        rules,
        {"an": points},
        previous=PreviousResult({"an": Printed(Fraction(past))}, {"an": old}),
        crosswalk=crosswalk((left[:cut], right[:2]), (left[cut:], right[2:3])),
        adjustments=(Adjustment("an", "bonus", "idea", "", draw(st.integers(0, 3))),),
    )


Shares = dict[str, tuple[Fraction, Fraction]]


def contributions(cells: Mapping[str, tuple[Fraction, Fraction]]) -> Shares:
    """Points and maximum of each leaf in points of the index."""
    whole = sum(most for _, most in cells.values())
    return {code: (100 * earned / whole, 100 * most / whole) for code, (earned, most) in cells.items()}


def by_hand(data: RoundData) -> tuple[Fraction, Fraction, Fraction]:
    """Performance, criteria and maxima, leaf after leaf as the specification words them."""
    old = {
        code: (c.points or Fraction(0), c.max_points or Fraction(0))
        for code, c in data.previous.cells["an"].items()
    }
    new = {
        one.code: (Fraction(int(data.entered["council"][0, n]), 10**6), Fraction(one.maximum or 0))
        for n, one in enumerate(data.framework.leaves)
    }
    then, now = contributions(old), contributions(new)
    performance = criteria = maxima = Fraction(0)
    assert data.crosswalk is not None
    for line in data.crosswalk.continues:
        ended, begun = (
            [side.pop(code) for code in codes if code in side]
            for side, codes in ((then, line.from_), (now, line.to))
        )
        p, m = (sum((pair[n] for pair in ended), Fraction(0)) for n in (0, 1))
        q, k = (sum((pair[n] for pair in begun), Fraction(0)) for n in (0, 1))
        if not ended or not begun:
            criteria += q - p
            continue
        performance += (q / k - p / m) * (m + k) / 2
        maxima += (k - m) * (p / m + q / k) / 2
    criteria += sum(earned for earned, _ in now.values()) - sum(earned for earned, _ in then.values())
    return performance, criteria, maxima


@settings(max_examples=40)
@given(two_years())
def test_the_parts_of_any_change_add_up_to_it_exactly(data: RoundData) -> None:
    change = changes(data)["an"]
    assert change is not None
    parts = change.split
    assert parts is not None
    assert parts.performance + parts.criteria + parts.maxima + parts.adjustments == change.points
    assert (parts.performance, parts.criteria, parts.maxima) == by_hand(data)
    assert parts.adjustments == sum(adjustment.times for adjustment in data.adjustments)
