"""Printed against recomputed: every last digit explained, and none explained away."""

from fractions import Fraction

import pytest

from parindex.rounds import Printed, RoundData
from parindex.rounds.model import PrintedAggregate
from parindex.scoring.reconcile import Reconciliation, reconcile
from tests.builders import a_round, framework, leaf, results_of

TWO = framework(
    leaf("1", "unknown"), leaf("2", "unknown"), total=100, ranking={"unranked_units": ["inspectorate"]}
)


def a_table(*rows: str, ranked_units: int | None = None, mean: str = "") -> RoundData:
    """A reconciled round from rows "unit part part printed rank", "-" where nothing is known."""
    cells = [row.split() for row in rows]
    points = {code: {n: part for n, part in (("1", p), ("2", q)) if part != "-"} for code, p, q, *_ in cells}
    printed = {
        code: Printed(
            None if index == "-" else Fraction(index),
            None if place == "-" else int(place),
            note=f"note on {code}",
        )
        for code, _, _, index, place in cells
        if (index, place) != ("-", "-")
    }
    aggregates = [("ranked_units", ranked_units)] if ranked_units else []
    figures = [*aggregates, *([("mean", mean)] if mean else [])]
    return a_round(
        TWO,
        points,
        about={"kind": "reconciled"},
        printed=printed,
        aggregates=tuple(PrintedAggregate(name, "", Fraction(str(value))) for name, value in figures),
    )


def again(*rows: str, ranked_units: int | None = None, mean: str = "") -> Reconciliation:
    return reconcile(results_of(a_table(*rows, ranked_units=ranked_units, mean=mean)))


@pytest.mark.parametrize(
    ("row", "difference", "verdict"),
    [
        ("an 61.52 27.66 89.18 -", 0, "same"),
        ("an 61.86 28.10 89.95 -", Fraction("-0.01"), "within_rounding"),
        ("an 61.86 28.10 89.975 -", Fraction("0.015"), "within_rounding"),
        ("an 61.86 28.10 89.976 -", Fraction("0.016"), "differs"),
        ("an 61.86 28.10 89.90 -", Fraction("-0.06"), "differs"),
        ("an 61.86 - 89.90 -", None, "not_recomputable"),
        ("an 61.86 28.10 - -", None, "not_printed"),
        ("an 61.86 28.10 - 3", None, "not_printed"),
        ("an 61.86 - - 3", None, "not_printed"),
    ],
)
def test_a_difference_is_explained_by_rounding_or_not(
    row: str, difference: Fraction | None, verdict: str
) -> None:
    found = again(row)
    [one] = found.units
    assert (one.difference, one.verdict) == (difference, verdict)
    assert found.unexplained == ((one,) if verdict == "differs" else ())
    assert found.agrees is (verdict != "differs")
    assert (found.count("differs"), found.count("same")) == (
        int(verdict == "differs"),
        int(verdict == "same"),
    )


def test_a_unit_stands_with_its_parts_what_rounding_can_do_and_what_was_noted() -> None:
    [one] = again("an 61.86 28.10 89.95 1").units
    assert one.parts == (Fraction("61.86"), Fraction("28.10"))
    assert (one.printed, one.recomputed) == (Fraction("89.95"), Fraction("89.96"))
    assert (one.tolerance, one.note) == (Fraction("0.015"), "note on an")


def test_rounding_of_parts_of_sixty_points_weighs_more_in_an_index_of_a_hundred() -> None:
    """Half a hundredth of each part is 5/6 of a hundredth of the index, twice, and the total's own half."""
    data = a_round(
        framework(leaf("1", 30), leaf("2", 30)),
        {"an": {"1": 24, "2": 24}},
        about={"kind": "reconciled"},
        printed={"an": Printed(Fraction("80.02"))},
    )
    [one] = reconcile(results_of(data)).units
    assert (one.recomputed, one.difference, one.verdict) == (80, Fraction("0.02"), "within_rounding")
    assert one.tolerance == Fraction(1, 200) * (2 * Fraction(100, 60) + 1)


def test_of_a_complete_table_ranks_and_means_are_taken_of_the_ranked_units() -> None:
    found = again(
        "an 60 30 90.01 1",
        "binh 60 29 89 2",
        "chi 40 30 70 3",
        "inspectorate 50 49 99 -",
        ranked_units=3,
        mean="83",
    )
    ranks = {u.unit.unit.code: (u.printed_rank, u.recomputed_rank) for u in found.units}
    assert ranks == {"an": (1, 1), "binh": (2, 2), "chi": (3, 3), "inspectorate": (None, None)}
    assert found.ranks_agree
    assert found.recomputed_mean == 83
    assert (found.printed_mean, found.announced_mean) == (83 + Fraction(1, 300), 83)


def test_a_printed_rank_that_the_parts_contradict_is_found() -> None:
    found = again("an 60 29 90 1", "binh 60 30 89 2", ranked_units=2)
    assert (found.ranks_agree, found.agrees) == (False, False)


@pytest.mark.parametrize(
    ("rows", "ranked_units"),
    [
        pytest.param(["an 60 30 90 1", "binh 60 29 89 3"], 63, id="a place between them"),
        pytest.param(["an 60 30 90 1", "binh - - 89 2", "chi 60 28 88 -"], 3, id="one without a rank"),
        pytest.param(["an 60 30 90 -", "binh 60 29 89 -"], None, id="no printed ranks"),
    ],
)
def test_an_incomplete_table_has_no_recomputed_ranks_and_no_means(
    rows: list[str], ranked_units: int | None
) -> None:
    found = again(*rows, ranked_units=ranked_units)
    assert {u.recomputed_rank for u in found.units} == {None}
    assert (found.ranks_agree, found.recomputed_mean, found.announced_mean) == (None, None, None)
    assert found.agrees


def test_the_head_of_an_incomplete_table_is_ranked_among_itself() -> None:
    found = again("an 60 30 90 1", "binh 60 29 89 2", "chi - - 88 3", "dung - - - 17", ranked_units=63)
    assert [u.recomputed_rank for u in found.units] == [1, 2, None, None]
    assert (found.ranks_agree, found.printed_mean) == (True, None)


def test_a_round_with_nothing_printed_has_nothing_to_reconcile() -> None:
    found = reconcile(results_of(a_round(TWO, units=["an"])))
    assert (found.count("not_printed"), found.ranks_agree, found.printed_mean) == (1, None, None)
    assert found.agrees
