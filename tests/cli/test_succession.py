"""A result as the past of the next round."""

from fractions import Fraction

from parindex.rounds import PreviousCell, Printed, State
from parindex.scoring.succession import previous_result
from tests.builders import a_round, everything, framework, leaf, ranked, results_of, unit


def test_exact_index_rank_and_group_go_on() -> None:
    groups = [{"code": "A", "label": {"vi": "A", "en": "A"}}]
    past = previous_result(ranked("80.123456", 70, groups=groups))
    assert past.printed == {
        "a": Printed(Fraction("80.123456"), 1, "A", "small-2025"),
        "b": Printed(Fraction(70), 2, "A", "small-2025"),
    }
    assert past.cells["a"] == {"1": PreviousCell(Fraction("80.123456"), Fraction(100), State.SCORED)}


def test_each_state_goes_on_as_what_it_is() -> None:
    past = previous_result(results_of(everything()))
    assert past.cells["chi"]["1.2"] == PreviousCell(None, Fraction(5), State.NOT_APPLICABLE)
    assert past.cells["binh"]["3"] == PreviousCell(None, Fraction(10), State.NOT_YET_SCORED)


def test_an_unknown_maximum_stays_unknown() -> None:
    rules = framework(leaf("1", "unknown"), leaf("2", 60), total=100)
    past = previous_result(results_of(a_round(rules, {"a": {"1": 3, "2": 9}})))
    assert past.cells["a"]["1"] == PreviousCell(Fraction(3), None, State.SCORED)


def test_units_of_which_nothing_is_known_have_no_past() -> None:
    data = a_round(
        framework(leaf("1")),
        units=[unit("a"), unit("b")],
        printed={"a": Printed(None, 7)},
        about={"kind": "transcribed"},
    )
    past = previous_result(results_of(data))
    assert past.printed == {"a": Printed(None, 7, "", "small-2025")}
    assert past.cells == {}
