from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from parindex.rounds import ABSENT, RoundData
from parindex.rounds.model import Estimate
from parindex.rounds.workbook import Reading, merge, read_workbook
from parindex.scoring import score

Write = Callable[..., Path]
Measured = Callable[..., RoundData]


def a_reading(data: RoundData, stage: Any = "self", **more: Any) -> Reading:
    nothing: dict[str, Any] = {
        "values": {},
        "points": {},
        "not_applicable": {},
        "evidence": {},
        "explanations": {},
        "shown_points": {},
        "explanation_places": {},
    }
    leaves = tuple(leaf.code for leaf in data.framework.leaves)
    return Reading(file="x.xlsx", unit="lang-son", stage=stage, leaves=leaves, **{**nothing, **more})


def points_of(data: RoundData, stage: Any = None) -> list[int]:
    return [int(points) for points in score(data, stage).points[0]]


def test_what_was_written_and_read_gives_the_same_points(
    full: RoundData, empty: RoundData, write: Write
) -> None:
    merged = merge(empty, read_workbook(write(full), full))
    np.testing.assert_array_equal(merged.measured["self"], full.measured["self"])
    assert merged.stages == ("self",)
    assert points_of(merged) == points_of(full)
    assert empty.measured == {}


def test_an_appraisal_that_agrees_records_nothing(full: RoundData, write: Write) -> None:
    merged = merge(full, read_workbook(write(full, "appraisal_1"), full))
    assert merged.stages == ("self",)
    assert score(merged).points.tolist() == score(full).points.tolist()


def test_a_leaf_that_an_appraiser_changes_is_recorded_whole(full: RoundData, measured: Measured) -> None:
    values = {
        key: float(full.measured["self"][0, column]) for key, column in full.framework.column_position.items()
    }
    reading = a_reading(full, "appraisal_1", values={**values, ("2.3", "a"): 9.0}, explanations={"1.1": "Đủ"})
    merged = merge(full, reading)
    recorded = np.flatnonzero(~np.isnan(merged.measured["appraisal_1"][0]))
    position = full.framework.column_position
    assert set(recorded) == {position["2.3", "a"], position["2.3", "b"], position["1.1", "level"]}
    assert merged.notes == {("lang-son", "1.1", "appraisal_1"): "Đủ"}


def test_entered_points_come_and_go(full: RoundData) -> None:
    values = {
        key: float(full.measured["self"][0, column]) for key, column in full.framework.column_position.items()
    }
    first = merge(
        full, a_reading(full, "appraisal_1", values=values, points={"1.1": 500_000, "1.4": 750_000})
    )
    assert points_of(first, "appraisal_1")[0] == 500_000
    back = merge(first, a_reading(first, "appraisal_2", values=values, points={"1.4": 750_000}))
    assert points_of(back, "appraisal_2")[0] == 1_500_000
    assert (back.entered.get("appraisal_2", np.array([[ABSENT]])) == ABSENT).all()
    again = merge(first, a_reading(first, "appraisal_1", values=values))
    assert again.stages == ("self",)
    assert points_of(again) == points_of(full)


def test_a_second_upload_replaces_the_first(empty: RoundData) -> None:
    first = merge(
        empty,
        a_reading(
            empty,
            values={("2.3", "a"): 1.0, ("2.3", "b"): 2.0},
            not_applicable={"1.1": "Không có"},
            explanations={"2.3": "Vì bão"},
            evidence={"2.3": "QĐ 1", "1.1": "QĐ 2"},
        ),
    )
    assert bool(first.not_applicable[0, 0])
    assert first.reasons == {("lang-son", "1.1"): "Không có"}
    assert first.evidence == {("lang-son", "2.3", "self"): "QĐ 1", ("lang-son", "1.1", "self"): "QĐ 2"}
    second = merge(first, a_reading(first, values={("2.3", "a"): 4.0}, evidence={"1.1": "QĐ 3"}))
    column = empty.framework.column_position["2.3", "b"]
    assert np.isnan(second.measured["self"][0, column])
    assert not second.not_applicable.any()
    assert (second.reasons, second.notes) == ({}, {})
    assert second.evidence == {("lang-son", "1.1", "self"): "QĐ 3"}


def test_evidence_is_recorded_where_it_is_new(empty: RoundData) -> None:
    first = merge(empty, a_reading(empty, evidence={"1.1": "QĐ 1", "1.2": "QĐ 2"}))
    later = merge(first, a_reading(first, "appraisal_1", evidence={"1.1": "QĐ 1", "1.2": "QĐ 2\nQĐ 3"}))
    assert set(later.evidence) - set(first.evidence) == {("lang-son", "1.2", "appraisal_1")}


def test_other_units_and_leaves_outside_the_workbook_stay(full: RoundData) -> None:
    both = replace(full, measured={"self": np.full_like(full.measured["self"], 1.0)})
    reading = replace(a_reading(both, values={("2.3", "a"): 4.0}), leaves=("2.3",))
    merged = merge(both, reading)
    np.testing.assert_array_equal(merged.measured["self"][1], both.measured["self"][1])
    assert merged.measured["self"][0, 0] == 1.0
    assert np.nansum(merged.measured["self"][0]) == len(full.framework.columns) - 2 + 4


@pytest.mark.parametrize("says", [{}, {("5.2", "value"): 82.5}])
def test_figures_of_a_survey_stay_at_the_last_stage(
    full: RoundData, says: dict[tuple[str, str], float]
) -> None:
    position = full.framework.column_position["5.2", "value"]
    council = np.full_like(full.measured["self"], np.nan)
    council[0, position] = 82.5
    data = replace(full, measured={"council": council}, estimates={(0, position): Estimate(82.5, 0.4)})
    merged = merge(data, a_reading(data, "council", values=says))
    assert merged.measured["council"][0, position] == 82.5
