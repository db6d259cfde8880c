"""Index to rank and group: ties, what they are taken on, who is left out, and what is printed."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.framework.properties import Group
from parindex.rounds import Printed, RoundData
from parindex.rounds.model import PrintedAggregate
from parindex.scoring import Results
from parindex.scoring.places import on_basis, places_of
from parindex.scoring.results import group_for
from tests.builders import (
    a_round,
    branch,
    framework,
    imported,
    leaf,
    on_time,
    ranked,
    results_of,
    unit,
    words,
)


def ranks(results: Results) -> list[int | None]:
    return [result.rank for result in results.units]


def groups(results: Results) -> str:
    return "".join(result.group for result in results.units)


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [
        ({}, [3, 1, 4, 1, 5]),
        ({"ties": {"method": "dense"}}, [2, 1, 3, 1, 4]),
        ({"rank_on": "rounded"}, [3, 1, 3, 1, 5]),
        ({"rank_on": "rounded", "ties": {"method": "dense"}}, [2, 1, 2, 1, 3]),
        ({"rank_on": "rounded", "decimals": 0}, [3, 1, 3, 1, 3]),
    ],
)
def test_ranks_share_places_on_the_exact_or_the_rounded_index(
    ranking: dict[str, object], expected: list[int]
) -> None:
    assert ranks(ranked("85.004", "90", "85.001", "90", "84.994", ranking=ranking)) == expected


def test_ties_are_broken_by_the_points_of_the_nodes_that_the_framework_names() -> None:
    points = {
        "an": {"1.1": 20, "1.2": 20, "2": 40},
        "binh": {"1.1": 10, "1.2": 20, "2": 50},
        "chi": {"1.1": 30, "1.2": 10, "2": 40},
        "dung": {"1.1": 20, "1.2": 20, "2": 40},
        "em": {"1.1": 30, "1.2": 20, "2": 50},
    }
    tree = (branch("1", leaf("1.1", 30), leaf("1.2", 20)), leaf("2", 50))

    def with_ties(*codes: str) -> list[int | None]:
        rules = framework(*tree, ranking={"ties": {"broken_by": list(codes)}})
        return ranks(results_of(a_round(rules, points)))

    assert with_ties() == [2, 2, 2, 2, 1]
    assert with_ties("2") == [3, 2, 3, 3, 1]
    assert with_ties("1") == [2, 5, 2, 2, 1]
    assert with_ties("1", "1.1") == [3, 5, 2, 3, 1]


def test_exact_ties_that_the_noise_of_floats_would_split_stay_ties() -> None:
    """0.1 + 0.2 and 0.3 differ in float64; the index of both is 0.6 exactly."""
    rules = framework(*(leaf(code, 50, imported()) for code in "12"))
    measured = {
        "an": {"1.value": 0.2, "2.value": 1.0},
        "binh": {"1.value": 0.9, "2.value": 0.3},
        "chi": {"1.value": 1.2, "2.value": 0.0},
    }
    results = results_of(a_round(rules, measured={"council": measured}))
    assert [result.index for result in results.units] == [Fraction(3, 5)] * 3
    assert ranks(results) == [1, 1, 1]


def test_units_that_are_not_ranked_have_an_index_and_a_group_but_no_place() -> None:
    results = ranked(
        90,
        95,
        80,
        ranking={"unranked_units": ["b"]},
        groups=[{"code": "A", "label": words("A"), "lower_limit": 85}, {"code": "B", "label": words("B")}],
    )
    assert (ranks(results), groups(results)) == ([1, None, 2], "AAB")
    assert [result.unit.code for result in results.ordered] == ["a", "c", "b"]


@pytest.mark.parametrize(
    ("ranking", "inside", "expected"),
    [
        pytest.param({}, True, "ABBC", id="limits inside, on the exact index"),
        pytest.param({}, False, "BBBC", id="limits outside"),
        pytest.param({"group_on": "rounded"}, True, "AABB", id="limits inside, on the rounded index"),
        pytest.param({"group_on": "rounded"}, False, "BBCC", id="limits outside, rounded"),
    ],
)
def test_a_limit_of_a_group_is_inside_or_outside(
    ranking: dict[str, object], inside: bool, expected: str
) -> None:
    declared = [
        {"code": "A", "label": words("A"), "lower_limit": 90, "limit_inside": inside},
        {"code": "B", "label": words("B"), "lower_limit": 80, "limit_inside": inside},
        {"code": "C", "label": words("C")},
    ]
    assert groups(ranked(90, "89.996", "80.004", "79.995", ranking=ranking, groups=declared)) == expected


def test_below_every_limit_the_last_group_takes_all() -> None:
    only = [Group.model_validate({"code": "A", "label": words("A"), "lower_limit": 50})]
    assert group_for(only, Fraction(10)).code == "A"


def test_an_index_is_rounded_half_up_as_it_is_printed() -> None:
    results = ranked("84.995", "84.994999", ranking={"decimals": 2})
    assert [results.text(result.index or Fraction(0)) for result in results.units] == ["85.00", "84.99"]
    assert on_basis(Fraction("84.995"), "rounded", 2) == 85
    assert on_basis(Fraction("84.995"), "exact", 2) == Fraction("84.995")


@settings(max_examples=30)
@given(st.lists(st.fractions(0, 100, max_denominator=7), min_size=1, max_size=8))
def test_a_place_says_how_many_are_better(indices: list[Fraction]) -> None:
    keys = {row: (value,) for row, value in enumerate(indices)}
    assert places_of(keys, "competition") == {
        row: 1 + sum(other > value for other in indices) for row, value in enumerate(indices)
    }
    assert places_of(keys, "dense") == {
        row: 1 + len({other for other in indices if other > value}) for row, value in enumerate(indices)
    }


GROUPED = framework(
    branch("1", leaf("1.1", 2), leaf("1.2", 1)),
    leaf("2", 4, may_be_not_applicable=True),
    ranking={"ties": {"broken_by": ["1"]}},
    groups=[{"code": "A", "label": words("A"), "lower_limit": 60}, {"code": "B", "label": words("B")}],
)


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 1), st.integers(0, 4), st.booleans()),
        min_size=1,
        max_size=6,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_units_decides_nothing(cells: list[tuple[int, int, int, bool]], random: Any) -> None:
    points = {chr(ord("a") + n): {"1.1": p, "1.2": q, "2": r} for n, (p, q, r, _) in enumerate(cells)}
    marked = [(code, "2") for code, (*_, mark) in zip(points, cells, strict=True) if mark]
    results = results_of(a_round(GROUPED, points, marked=marked))
    rows = list(range(len(cells)))
    random.shuffle(rows)
    shuffled = results_of(results.round.with_units(rows))
    assert shuffled.by_code == results.by_code
    assert shuffled.ordered == results.ordered


RATE = framework(leaf("1", 50, on_time(), may_be_not_applicable=True), leaf("2", 50), leaf("3", 0))


def test_a_round_with_missing_cells_is_provisional_and_says_what_lacks() -> None:
    results = results_of(
        a_round(
            RATE,
            {"an": {"2": 40, "3": 0}, "binh": {"2": 30}, "chi": {"2": 35, "3": 0}},
            measured={"self": {"an": {"1.on_time": 1, "1.received": 2}, "binh": {"1.on_time": 1}}},
            marked=[("chi", "1")],
        )
    )
    assert [(r.status, r.index, r.rank) for r in results.units] == [
        ("computed", 65, 2),
        ("provisional", 30, 3),
        ("computed", 70, 1),
    ]
    assert [results.missing(row) for row in range(3)] == [(), ("1", "3"), ()]
    assert results.is_provisional
    assert results.is_complete


def test_component_indices_are_shares_of_what_applies() -> None:
    rules = framework(
        branch("1", leaf("1.1", 30), leaf("1.2", 20, may_be_not_applicable=True)),
        branch("2", leaf("2.1", 40), leaf("2.2", "unknown")),
        leaf("3", 10, may_be_not_applicable=True),
        total=200,
    )
    results = results_of(
        a_round(
            rules,
            {"an": {"1.1": 15, "1.2": 10, "2.1": 30, "2.2": 9, "3": 1}, "binh": {"1.1": 15, "2.1": 30}},
            marked=[("binh", "1.2"), ("binh", "3")],
        )
    )
    assert results.components("1") == [50, 50]
    assert results.components("1.2") == [50, None]
    assert results.components("2.1") == [75, 75]
    assert results.components("2") == [None, None]
    assert results.components("3") == [10, None]
    assert (results.component("1", 1), results.by_code["binh"].index) == (50, Fraction(450, 17))


TOTAL = framework(
    leaf("1", "unknown"),
    total=100,
    ranking={"unranked_units": ["inspectorate"]},
    groups=[{"code": "A", "label": words("A"), "lower_limit": 80}, {"code": "B", "label": words("B")}],
)


def printed_round(printed: dict[str, Printed], ranked_units: int | None = None, **more: object) -> RoundData:
    """A round of printed totals, with the number of ranked units if that was printed."""
    aggregates = (
        () if ranked_units is None else (PrintedAggregate("ranked_units", "", Fraction(ranked_units)),)
    )
    about = {"kind": "transcribed", **more}
    return a_round(TOTAL, units=printed, about=about, printed=printed, aggregates=aggregates)


def test_units_in_all_are_those_announced_or_listed_and_unknown_where_only_those_read_are_listed() -> None:
    read = {"an": Printed(Fraction(79), 1), "binh": Printed(None, 19)}
    assert results_of(printed_round(read)).units_in_all is None
    assert results_of(printed_round(read, ranked_units=19)).units_in_all == 19
    assert results_of(printed_round({**read, "inspectorate": Printed(Fraction(90))}, 19)).units_in_all == 20
    assert results_of(printed_round({**read, "chi": Printed()})).units_in_all == 3
    assert ranked("80", "90").units_in_all == 2


def test_printed_indices_are_ranked_where_the_table_is_complete() -> None:
    printed = {
        "an": Printed(Fraction(79)),
        "binh": Printed(Fraction(0)),
        "inspectorate": Printed(Fraction(90)),
    }
    results = results_of(printed_round(printed, ranked_units=2))
    assert [(r.index, r.computed, r.rank, r.group, r.status) for r in results.units] == [
        (79, None, 1, "B", "published"),
        (0, None, 2, "B", "published"),
        (90, None, None, "A", "published"),
    ]
    assert results.is_complete


def test_between_equal_printed_indices_the_printed_order_decides() -> None:
    printed = {
        "an": Printed(Fraction(80), 2),
        "binh": Printed(Fraction(80), 1),
        "chi": Printed(Fraction(79), 3),
        "dung": Printed(Fraction(79), 3),
    }
    results = results_of(printed_round(printed, ranked_units=4))
    assert [(r.unit.code, r.rank) for r in results.units] == [("an", 2), ("binh", 1), ("chi", 3), ("dung", 3)]


@pytest.mark.parametrize(
    ("printed", "ranked_units"),
    [
        pytest.param(
            {"an": Printed(Fraction(90), 1), "binh": Printed(None, 17, "B")}, 2, id="an index was not read"
        ),
        pytest.param(
            {"an": Printed(Fraction(90), 1), "binh": Printed(Fraction(70), 17)}, 17, id="units were not read"
        ),
        pytest.param(
            {"an": Printed(Fraction(90), 1), "binh": Printed(Fraction(70), 17)}, None, id="nobody knows"
        ),
    ],
)
def test_in_an_incomplete_table_only_printed_ranks_stand(
    printed: dict[str, Printed], ranked_units: int | None
) -> None:
    unknown = {**printed, "chi": Printed(Fraction(80)), "inspectorate": Printed(Fraction(85), 4)}
    results = results_of(printed_round(unknown, ranked_units))
    assert ranks(results) == [1, 17, None, None]
    assert not results.is_complete


def test_a_unit_is_told_of_where_its_index_or_its_rank_is_known() -> None:
    printed = {"an": Printed(None, None, "A"), "binh": Printed(None, 2), "chi": Printed(Fraction(81))}
    results = results_of(printed_round(printed))
    assert [result.unit.code for result in results.told] == ["binh", "chi"]


def test_a_printed_group_stands_where_there_is_no_index_or_no_limit() -> None:
    results = results_of(printed_round({"an": Printed(None, None, "A"), "binh": Printed(Fraction(81), 2)}))
    assert [(r.group, r.status) for r in results.units] == [("A", "unknown"), ("A", "published")]
    no_limits = framework(leaf("1"))
    data = a_round(
        no_limits, {"an": {"1": 90}, "binh": {"1": 80}}, printed={"an": Printed(None, None, "Tốt")}
    )
    assert groups(results_of(data)) == "Tốt"


def test_what_counts_is_the_printed_index_but_in_a_round_from_its_inputs() -> None:
    data = a_round(framework(leaf("1")), {"an": {"1": 90}}, printed={"an": Printed(Fraction("90.01"))})
    [computed] = results_of(data).units
    assert (computed.index, computed.printed, computed.status) == (90, Fraction("90.01"), "computed")
    reconciled = replace(data, info=data.info.model_copy(update={"kind": "reconciled"}))
    [printed] = results_of(reconciled).units
    assert (printed.index, printed.computed, printed.status) == (Fraction("90.01"), 90, "published")


def test_parts_alone_give_an_index_too_where_no_total_was_printed() -> None:
    data = a_round(framework(leaf("1")), {"an": {"1": 90}}, about={"kind": "reconciled"})
    [result] = results_of(data).units
    assert (result.index, result.printed, result.status, result.rank) == (90, None, "computed", None)


def test_results_come_by_rank_then_the_unranked_then_the_unknown_equals_by_code() -> None:
    printed = {
        "dung": Printed(None),
        "chi": Printed(None, 5),
        "inspectorate": Printed(Fraction(85)),
        "binh": Printed(Fraction(90), 1),
        "an": Printed(Fraction(90), 1),
    }
    order = [result.unit.code for result in results_of(printed_round(printed)).ordered]
    assert order == ["an", "binh", "chi", "inspectorate", "dung"]


def test_results_know_their_round_and_units_by_code() -> None:
    results = ranked(90, 80)
    assert results.round is results.scores.round
    assert results.framework is results.round.framework
    assert results.by_code["b"].unit == unit("b")
