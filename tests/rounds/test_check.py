"""What can be wrong with a round although each cell by itself is right."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from parindex.rounds import RoundData, Stage
from parindex.rounds.check import problems_of
from parindex.rounds.model import Adjustment, Improvement
from parindex.rounds.write import write
from tests.builders import Cells, a_round, framework, item, leaf, on_time, unit, words

RULES = framework(
    leaf("1", 10, on_time()),
    leaf("2", 5),
    adjustments={
        "bonus": {"cap": 2, "items": [item("prize", 1), item("award", 1)]},
        "deductions": [item("late", 1)],
    },
    optional_parts=[{"node": "2", "title": words("Survey")}],
)


def found(data: RoundData) -> list[tuple[str, str, str]]:
    return [(str(p.place), p.code, p.text.en) for p in problems_of(data, Path("r"))]


def test_a_sound_round_has_no_problem() -> None:
    data = a_round(
        RULES,
        measured={"self": {"an": {"1.on_time": 10, "1.received": 10}}},
        about={"not_held": ["2"]},
        adjustments=(
            Adjustment("an", "bonus", "prize", "", 1),
            Adjustment("an", "deduction", "late", "1", 1),
        ),
    )
    assert found(data) == []


def test_the_framework_is_the_one_that_the_round_names() -> None:
    data = a_round(RULES, units=["an"], about={"framework": "other"})
    assert found(data) == [
        (
            "r/round.yaml · framework",
            "another-framework",
            'The round is on the framework "other", but the file that was found is "small"; correct one of them.',
        )
    ]


def test_only_optional_parts_may_be_left_out() -> None:
    data = a_round(RULES, units=["an"], about={"not_held": ["1", "2"]})
    text = '"1" is not an optional part of the framework; remove it from not_held.'
    assert found(data) == [("r/round.yaml · not_held", "not-optional", text)]


@pytest.mark.parametrize(
    ("measured", "said"),
    [
        pytest.param(
            {"self": {"an": {"1.on_time": 11, "1.received": 10}}},
            ["an, 1, self: on_time = 11 exceeds received = 10."],
            id="at one stage",
        ),
        pytest.param(
            {"self": {"an": {"1.on_time": 9, "1.received": 10}}, "council": {"an": {"1.on_time": 12}}},
            ["an, 1, council: on_time = 12 exceeds received = 10."],
            id="a later figure against an earlier one",
        ),
        pytest.param(
            {"self": {"an": {"1.on_time": 9, "1.received": 10}}, "council": {"an": {"1.received": 8}}},
            ["an, 1, council: on_time = 9 exceeds received = 8."],
            id="an earlier figure against a later bound",
        ),
        pytest.param(
            {
                "self": {"an": {"1.on_time": 11, "1.received": 10}, "binh": {}},
                "appraisal_1": {"binh": {"1.on_time": 1}},
                "council": {"an": {"1.received": 11}},
            },
            ["an, 1, self: on_time = 11 exceeds received = 10."],
            id="once, where it arose",
        ),
        pytest.param({"self": {"an": {"1.on_time": 11}}}, [], id="a bound not yet measured"),
    ],
)
def test_no_variable_exceeds_its_bound_whichever_stage_they_come_from(
    measured: Mapping[Stage, Cells], said: list[str]
) -> None:
    data = a_round(RULES, measured=measured, entered={"appraisal_2": {"an": {"2": 1}}})
    place = "r/measurements.csv · value"
    assert found(data) == [(place, "above-bound", text) for text in said]


def test_points_where_a_leaf_does_not_apply_are_named_for_they_do_not_count() -> None:
    data = a_round(RULES, entered={"self": {"an": {"1": 4, "2": 1}}}, about={"not_held": ["2"]})
    assert found(data) == [
        (
            "r/points.csv · points",
            "points-not-applicable",
            "an: leaf 2 does not apply to the unit, so these points do not count; remove the row or the mark.",
        )
    ]
    assert [problem.severity for problem in problems_of(data, Path("r"))] == ["warning"]


def test_problems_across_cells_name_the_row_that_they_arise_in(tmp_path: Path) -> None:
    data = a_round(
        RULES,
        units=[unit("an"), unit("binh", valid_from=date(2026, 1, 1))],
        measured={
            "self": {"an": {"1.on_time": 9, "1.received": 10}, "binh": {"1.on_time": 11, "1.received": 10}},
            "council": {"an": {"1.received": 8}},
        },
        entered={"self": {"an": {"1": 1, "2": 1}}},
        adjustments=(Adjustment("an", "bonus", "prize", "", 1), Adjustment("an", "bonus", "gift", "", 1)),
        about={"not_held": ["2"]},
    )
    write(data, tmp_path)
    rows = [(Path(p.place.file).name, p.place.line, p.code) for p in problems_of(data, tmp_path)]
    assert rows == [
        ("measurements.csv", row_with(tmp_path / "measurements.csv", "binh,1,self,on_time,"), "above-bound"),
        (
            "measurements.csv",
            row_with(tmp_path / "measurements.csv", "an,1,council,received,"),
            "above-bound",
        ),
        ("units.csv", row_with(tmp_path / "units.csv", "binh,"), "unit-not-valid"),
        ("adjustments.csv", row_with(tmp_path / "adjustments.csv", "an,bonus,gift,"), "unknown-code"),
        ("points.csv", row_with(tmp_path / "points.csv", "an,2,self,"), "points-not-applicable"),
    ]


def row_with(file: Path, start: str) -> int:
    [row] = [
        number
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if line.startswith(start)
    ]
    return row


def test_every_unit_existed_in_the_year_of_the_round() -> None:
    data = a_round(
        RULES,
        units=[
            unit("an", valid_from=date(2025, 7, 1), valid_to=date(2025, 12, 31)),
            unit("binh", valid_from=date(2026, 1, 1)),
            unit("chi", valid_to=date(2024, 12, 31)),
            unit("dung"),
        ],
    )
    assert found(data) == [
        ("r/units.csv · valid_from", "unit-not-valid", "binh did not exist in 2025 (valid 2026-01-01 – …)."),
        ("r/units.csv · valid_to", "unit-not-valid", "chi did not exist in 2025 (valid … – 2024-12-31)."),
    ]


def test_what_is_done_about_lost_points_is_not_due_before_the_round() -> None:
    due = [date(2024, 12, 31), date(2025, 1, 1), None]
    plan = tuple(
        Improvement("an", "1", "late", "Office", "", f"rota {n}", "", day) for n, day in enumerate(due)
    )
    assert found(a_round(RULES, units=["an"], improvements=plan)) == [
        (
            "r/improvement.csv · deadline",
            "deadline-before-round",
            "an, leaf 1: the deadline 2024-12-31 is before 2025, the year of the round; correct it.",
        )
    ]


def test_adjustments_name_items_that_are_declared_and_leaves_only_for_deductions() -> None:
    declared = (
        Adjustment("an", "bonus", "gift", "", 1),
        Adjustment("an", "penalty", "fine", "", 1),
        Adjustment("an", "deduction", "late", "9", 1),
        Adjustment("an", "bonus", "prize", "1", 1),
    )
    said = "will not do: only a deduction names a leaf, and one of the framework."
    data = replace(a_round(RULES, units=["an"]), adjustments=declared)
    assert found(data) == [
        (
            "r/adjustments.csv · item",
            "unknown-code",
            'The framework has no bonus "gift"; it has: award, prize.',
        ),
        ("r/adjustments.csv · item", "unknown-code", 'The framework has no penalty "fine"; it has: -.'),
        ("r/adjustments.csv · leaf", "unknown-code", f'"9" {said}'),
        ("r/adjustments.csv · leaf", "unknown-code", f'"1" {said}'),
    ]


def test_a_round_has_at_least_one_unit() -> None:
    assert found(a_round(RULES)) == [("r/units.csv", "no-units", "There are no units.")]


def test_without_a_bonus_in_the_framework_there_is_none_in_the_round() -> None:
    data = a_round(
        framework(leaf("1")), units=["an"], adjustments=(Adjustment("an", "bonus", "prize", "", 1),)
    )
    assert found(data) == [
        ("r/adjustments.csv · item", "unknown-code", 'The framework has no bonus "prize"; it has: -.')
    ]
