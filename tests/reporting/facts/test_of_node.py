"""Facts of a node: who has what of it, places, and means that a complete table allows."""

from fractions import Fraction

from parindex.reporting.facts import RoundFacts
from parindex.reporting.facts.of_node import Stand
from parindex.rounds import Printed, State
from tests.builders import a_round, results_of
from tests.reporting.facts.small import POINTS, TREE, UNITS, facts


def printed_parts() -> RoundFacts:
    """Of two printed units the parts of one are known."""
    printed = {"an": Printed(Fraction(95), 1), "chi": Printed(Fraction(60), 4)}
    about = {"kind": "reconciled", "data_status": "published"}
    data = a_round(TREE, {"an": POINTS["an"]}, units=UNITS, printed=printed, about=about)
    return RoundFacts(results_of(data))


def test_a_unit_stands_on_a_node_with_what_applies_to_it() -> None:
    """Dũng has 30 of the 30 points of area 1 that apply; who is not ranked has no place."""
    stands = facts().on("1").stands
    assert stands[3] == Stand(Fraction(30), Fraction(30), Fraction(100), 1, 4)
    assert stands[4] == Stand(Fraction(0), Fraction(50), Fraction(0), None, None)
    assert [stands[row].index for row in range(5)] == [100, 50, 80, 100, 0]


def test_means_are_of_the_ranked_units_and_of_those_to_which_a_node_applies() -> None:
    found = facts()
    assert (found.on("2").mean(), found.on("2").mean([0, 3])) == (68, 71)
    assert found.on("1.1").mean() == Fraction(100 * (30 + 15 + 20 + 30), 30 * 4)
    assert found.on("1.2").mean([3]) is None


def test_of_an_incomplete_table_there_are_values_but_no_means_and_places() -> None:
    found = printed_parts().on("1")
    assert list(found.stands) == [0]
    assert (found.stands[0].place, found.mean(), found.mean([0]), found.mean_loss) == (None, None, None, None)


def test_a_leaf_shows_what_each_unit_has_or_why_it_has_nothing() -> None:
    assert [(each.unit.code, each.points, each.state) for each in facts().on("1.2").scored] == [
        ("an", 20, State.SCORED),
        ("binh", 10, State.SCORED),
        ("chi", 20, State.SCORED),
        ("dung", None, State.NOT_APPLICABLE),
        ("office", 0, State.SCORED),
    ]
    assert facts().on("1").scored == ()


def test_of_printed_parts_those_that_are_known_are_shown() -> None:
    assert [each.unit.code for each in printed_parts().on("1.1").scored] == ["an"]
