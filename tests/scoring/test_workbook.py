from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from parindex.framework import loads
from parindex.language import both
from parindex.rounds import ABSENT, RoundData, RoundInfo, State, Unit
from parindex.rounds.model import Adjustment
from parindex.rounds.workbook import Reading, merge, read_workbook, write_workbook
from parindex.scoring import score
from parindex.scoring.workbook import Difference, differences, points_by_rule

FRAMEWORK = """
format: parindex-framework/1
code: small
version: "1"
title: {vi: "Bộ nhỏ", en: "Small set"}
programme: small
source: illustrative
levels: [{code: area, title: {vi: "Lĩnh vực", en: "Area"}}]
total: 6
ranking: {}
adjustments:
  deductions: [{code: untrue, title: {vi: "Báo cáo sai", en: "Untrue report"}, points: 0.25}]
tree:
  - code: "1"
    source: illustrative
    title: {vi: "Đúng hạn", en: "On time"}
    max_points: 2
    may_be_not_applicable: true
    rule:
      type: proportional
      full_mark: 1
      value:
        formula: on_time / received
        variables:
          - {name: on_time, title: {vi: "Đúng hạn", en: "On time"}, kind: count}
          - {name: received, title: {vi: "Tiếp nhận", en: "Received"}, kind: count}
  - code: "2"
    source: illustrative
    title: {vi: "So sánh", en: "Compared"}
    max_points: 3
    rule:
      type: relative
      method: share_of_best
      value: {formula: x, variables: [{name: x, title: {vi: "x", en: "x"}}]}
  - {code: "3", source: illustrative, title: {vi: "Nhập", en: "Entered"}, max_points: 1, rule: {type: appraiser}}
"""


@pytest.fixture
def a_round() -> RoundData:
    framework = loads(FRAMEWORK)
    info = RoundInfo.model_validate(
        {
            "format": "parindex-round/1",
            "code": "small-2025",
            "title": {"vi": "Nhỏ", "en": "Small"},
            "framework": "small",
            "year": 2025,
            "kind": "recomputable",
            "data_status": "official",
        }
    )
    units = (Unit("a", both("A"), "province"), Unit("b", both("B"), "province"))
    measured = np.array([[1.0, 3.0, 5.0], [0.0, 0.0, 10.0]])
    return RoundData(info, framework, units, {"self": measured})


@pytest.fixture
def reading_of(tmp_path: Path) -> Callable[..., Reading]:
    def read(data: RoundData, unit: str = "a", stage: Any = "self") -> Reading:
        path = tmp_path / "unit.xlsx"
        write_workbook(data, unit, stage, path, points=points_by_rule(data, unit, stage))
        return read_workbook(path, data)

    return read


def test_points_by_rule_leave_entered_points_and_marks_aside(a_round: RoundData) -> None:
    entered = np.array([[500_000, ABSENT, 1_000_000], [ABSENT] * 3])
    data = replace(
        a_round, entered={"self": entered}, not_applicable=np.array([[True, False, False], [False] * 3])
    )
    assert points_by_rule(data, "a", "self") == {
        "1": Fraction(666_667, 10**6),
        "2": Fraction(3, 2),
        "3": None,
    }
    assert points_by_rule(data, "b", "self") == {"1": None, "2": Fraction(3), "3": None}


def test_a_workbook_that_changes_nothing_makes_no_difference(
    a_round: RoundData, reading_of: Callable[..., Reading]
) -> None:
    for unit in ("a", "b"):
        assert differences(a_round, reading_of(a_round, unit)) == []


def test_every_change_shows_before_it_is_accepted(
    a_round: RoundData, reading_of: Callable[..., Reading]
) -> None:
    reading = reading_of(a_round)
    changed = replace(
        reading,
        values={**reading.values, ("1", "on_time"): 3.0, ("2", "x"): 10.0},
        points={"3": 750_000},
        shown_points={**reading.shown_points, "1": Fraction(2), "3": Fraction(3, 4)},
    )
    found = differences(a_round, changed)
    assert found == [
        Difference("1", Fraction(666_667, 10**6), Fraction(2), Fraction(2), State.SCORED, State.SCORED, True),
        Difference("2", Fraction(3, 2), Fraction(3), None, State.SCORED, State.SCORED, False),
        Difference("3", None, Fraction(3, 4), Fraction(3, 4), State.NOT_YET_SCORED, State.SCORED, True),
    ]
    assert [(difference.is_change, difference.is_mismatch) for difference in found] == [(True, False)] * 3
    after = score(merge(a_round, changed))
    assert [Fraction(int(points), 10**6) for points in after.points[0]] == [d.engine for d in found]


def test_a_workbook_that_shows_other_points_is_told_from_the_engine(
    a_round: RoundData, reading_of: Callable[..., Reading]
) -> None:
    reading = reading_of(a_round)
    doctored = replace(reading, shown_points={**reading.shown_points, "1": Fraction(2)})
    (found,) = differences(a_round, doctored)
    assert (found.leaf, found.is_change, found.is_mismatch) == ("1", False, True)


def test_a_mark_is_a_difference_of_state(a_round: RoundData, reading_of: Callable[..., Reading]) -> None:
    data = replace(a_round, measured={"self": np.full((2, 3), np.nan)})
    marked = replace(reading_of(data), not_applicable={"1": "Không có hồ sơ"})
    (found,) = differences(data, marked)
    assert (found.state_before, found.state) == (State.NOT_YET_SCORED, State.NOT_APPLICABLE)


def test_points_are_those_before_deductions(a_round: RoundData, reading_of: Callable[..., Reading]) -> None:
    data = replace(a_round, adjustments=(Adjustment("a", "deduction", "untrue", "1", 1),))
    assert differences(data, reading_of(data)) == []


def test_points_entered_beside_a_comparison_are_shown(
    a_round: RoundData, reading_of: Callable[..., Reading]
) -> None:
    entered = np.full((2, 3), ABSENT, dtype=np.int64)
    entered[0, 1] = 2_000_000
    notes = {("a", "2", "appraisal_1"): "Theo hội đồng"}
    appraised = replace(a_round, entered={"appraisal_1": entered}, notes=notes)
    reading = reading_of(appraised, stage="appraisal_1")
    assert (reading.shown_points["2"], reading.explanations) == (2, {"2": "Theo hội đồng"})
    assert differences(appraised, reading) == []
    (found,) = differences(a_round, reading)
    assert (found.shown, found.engine, found.is_mismatch) == (2, 2, False)
