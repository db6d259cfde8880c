"""The exact core of a result as files."""

import json
from fractions import Fraction
from typing import Any

from parindex.results.tables import core
from parindex.rounds import PreviousCell, PreviousResult, Printed, RoundData, State
from parindex.rounds.model import Adjustment, PrintedAggregate
from tests.builders import a_round, branch, crosswalk, framework, item, leaf, on_time, results_of, unit, words

RULES = framework(
    branch("1", leaf("1.1", 30), leaf("1.2", 30, on_time(), may_be_not_applicable=True)),
    leaf("2", 40),
    ranking={"unranked_units": ["chi"]},
    groups=[{"code": "A", "label": words("A"), "lower_limit": 80}, {"code": "B", "label": words("B")}],
    adjustments={
        "bonus": {"cap": 3, "items": [item("idea", 1)]},
        "penalty": {"cap": 3, "items": [item("blame", "0.5")]},
        "deductions": [item("late", "0.25")],
    },
)


def a_year() -> RoundData:
    cells = {
        "1.1": PreviousCell(Fraction(25), Fraction(30), State.SCORED),
        "1.2": PreviousCell(Fraction(20), Fraction(30), State.SCORED),
        "2": PreviousCell(Fraction(30), Fraction(40), State.SCORED),
    }
    return a_round(
        RULES,
        {"an": {"1.1": 29, "2": 36}, "binh": {"1.1": 30, "2": 40}, "chi": {"1.1": 20}},
        units=["an", unit("binh", predecessors=("x", "y")), "chi"],
        measured={"self": {"an": {"1.2.on_time": 2, "1.2.received": 3}}},
        marked=[("binh", "1.2")],
        adjustments=(
            Adjustment("an", "bonus", "idea", "", 1),
            Adjustment("an", "penalty", "blame", "", 1),
            Adjustment("an", "deduction", "late", "", 2),
            Adjustment("an", "deduction", "late", "1.1", 1),
        ),
        previous=PreviousResult(
            {"an": Printed(Fraction(75), 1), "x": Printed(Fraction(100)), "y": Printed(Fraction(305, 3))},
            {"an": cells},
        ),
        crosswalk=crosswalk((["1.1"], ["1.1"]), (["1.2"], ["1.2"]), (["2"], ["2"])),
    )


def lines(name: str, data: RoundData) -> list[str]:
    return core(results_of(data))[name].decode("utf-8").splitlines()


def test_units_stand_with_index_rank_group_points_and_change() -> None:
    assert lines("units.csv", a_year()) == [
        "code,name_vi,name_en,index,index_exact,computed_exact,rank,group,status,points,applicable_maximum,bonus,penalty,"
        "taken,points_change,places_change,past_is_combined,change_performance,change_criteria,change_maxima,"
        "change_adjustments",
        "an,Unit an,Unit an,84.75,84.75,84.75,2,A,computed,84.25,100,1,0.5,0.5,9.75,0,no,9.75,0,0,0",
        "binh,Unit binh,Unit binh,100.00,100,100,1,A,computed,70,70,0,0,0,-5/6,0,yes,,,,",
        "chi,Unit chi,Unit chi,20.00,20,20,,B,provisional,20,100,0,0,0,,,,,,,",
    ]  # fmt: skip


def test_leaves_stand_with_state_points_what_was_lost_and_who_gave_them() -> None:
    assert lines("leaves.csv", a_year()) == [
        "unit,leaf,state,points,max_points,lost,deducted,entered",
        "an,1.1,scored,28.75,30,1.25,0.25,yes",
        "an,1.2,scored,20,30,10,0,no",
        "an,2,scored,36,40,4,0,yes",
        "binh,1.1,scored,30,30,0,0,yes",
        "binh,1.2,not_applicable,,30,,,",
        "binh,2,scored,40,40,0,0,yes",
        "chi,1.1,scored,20,30,10,0,yes",
        "chi,1.2,not_yet_scored,,30,,,",
        "chi,2,not_yet_scored,,40,,,",
    ]


def test_nodes_stand_with_points_and_component_index() -> None:
    assert lines("nodes.csv", a_year())[:8] == [
        "unit,node,points,component_exact",
        "an,1,48.75,81.25",
        "binh,1,30,100",
        "chi,1,20,100/3",
        "an,1.1,28.75,575/6",
        "binh,1.1,30,100",
        "chi,1.1,20,200/3",
        "an,1.2,20,200/3",
    ]


def summary(data: RoundData) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(core(results_of(data))["summary.json"])
    return found


def test_the_summary_gives_each_figure_exact_rounded_and_with_its_basis() -> None:
    found = summary(a_year())
    assert found["figures"]["mean"] == {"exact": "92.375", "rounded": "92.38", "basis": "computed"}
    assert found["group_sizes"]["A"] == {"exact": "2", "rounded": "2.00", "basis": "computed"}
    assert set(found["area_means"]) == {"1", "2"}


def test_what_is_unknown_stays_empty_and_printed_figures_name_their_source() -> None:
    rules = framework(leaf("1", "unknown"), leaf("2", 40), total=100)
    data = a_round(
        rules,
        {"an": {"1": 50}, "binh": {"1": 45, "2": 30}},
        about={"kind": "reconciled"},
        printed={"an": Printed(None, 2)},
        aggregates=(PrintedAggregate("mean", "", Fraction("81.15"), "news"),),
    )
    assert lines("units.csv", data)[1:] == [
        "an,Unit an,Unit an,,,,2,,published,50,100,0,0,0,,,,,,,",
        "binh,Unit binh,Unit binh,75.00,75,75,,,computed,75,100,0,0,0,,,,,,,",
    ]
    assert lines("leaves.csv", data)[1:] == [
        "an,1,scored,50,,,0,yes",
        "an,2,unknown,,40,,,",
        "binh,1,scored,45,,,0,yes",
        "binh,2,scored,30,40,10,0,yes",
    ]
    assert lines("nodes.csv", data)[1:] == ["an,1,,", "binh,1,,", "an,2,,", "binh,2,30,75"]
    assert summary(data)["figures"] == {
        "mean": {"exact": "81.15", "rounded": "81.15", "basis": "published", "source": "news"}
    }
