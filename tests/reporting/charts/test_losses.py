from decimal import Decimal

import pytest

from parindex.documents import Unfit
from parindex.reporting.charts import NARROW, WIDE, lost_points
from parindex.rounds.model import Adjustment
from tests.builders import a_round, branch, framework, item, leaf, results_of
from tests.reporting.charts.checking import assert_sound


@pytest.mark.slow
@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_rounds_that_ship_are_drawn(training, ministries, language, width):
    assert_sound(lost_points(training, "lang-son", language, width), width)
    assert_sound(lost_points(ministries, "bo-y-te", language, width), width)


def test_steps_lead_from_the_maximum_to_the_index():
    rules = framework(branch("1", leaf("1.1", 20), leaf("1.2", 20)), leaf("2", 60))
    results = results_of(a_round(rules, {"a": {"1.1": 15, "1.2": 19, "2": 50}}))
    chart = lost_points(results, "a", "en")
    assert chart.table.rows == (
        ("Maximum", None, Decimal("100.00")),
        ("leaf 2", Decimal("-10.00"), Decimal("90.00")),
        ("area 1", Decimal("-6.00"), Decimal("84.00")),
        ("Index", None, Decimal("84.00")),
    )
    assert chart.title == "Unit a lost 16.00 points, most of them in leaf 2"


def test_what_else_moves_the_index_is_a_step_too():
    bonus = {"bonus": {"cap": 2, "items": [item("prize", 1)]}}
    rules = framework(leaf("1", 60), leaf("2", 40), adjustments=bonus)
    adjustments = (Adjustment("a", "bonus", "prize", "", 1),)
    data = a_round(rules, {"a": {"1": 50}, "b": {"1": 50, "2": 40}}, adjustments=adjustments)
    steps = {row[0]: row[1:] for row in lost_points(results_of(data), "a", "vi").table.rows}
    assert steps["leaf 1"] == (Decimal("-10.00"), Decimal("90.00"))
    assert steps["Chưa chấm"] == (Decimal("-40.00"), Decimal("50.00"))
    assert steps["Điểm thưởng, điểm phạt, điểm trừ chung"] == (Decimal("1.00"), Decimal("51.00"))


def test_every_step_is_told_and_only_a_unit_with_something_to_score_is_provisional():
    rules = framework(leaf("1", 60), leaf("2", 40))
    results = results_of(a_round(rules, {"a": {"1": 50}, "b": {"1": 50, "2": 40}}))
    whole, open_ = (lost_points(results, unit, "en") for unit in "ba")
    assert whole.alternative.endswith("leaf 1 −10.00; leaf 2 0.00.")
    assert [len(chart.notes) for chart in (whole, open_)] == [1, 2]


def test_full_marks_lose_nothing():
    chart = lost_points(results_of(a_round(framework(leaf("1")), {"a": {"1": 100}})), "a", "en")
    assert chart.title == "Unit a lost no points in any area"


def test_what_is_not_known_by_area_cannot_be_drawn(provinces_2019):
    with pytest.raises(Unfit, match="not known area by area"):
        lost_points(provinces_2019, "lang-son", "vi")


def test_unit_must_be_in_the_round(ministries):
    with pytest.raises(Unfit, match='no unit "lang-son"'):
        lost_points(ministries, "lang-son", "vi")
