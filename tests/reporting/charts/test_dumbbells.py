from decimal import Decimal

import pytest

from parindex.documents import Unfit
from parindex.reporting.charts import NARROW, WIDE, change_dumbbells, self_dumbbells
from parindex.rounds import PreviousResult, Printed
from tests.builders import a_round, framework, leaf, results_of
from tests.reporting.charts.checking import assert_sound


@pytest.fixture(scope="module")
def own(training):
    return results_of(training.round, "self")


def changed(now, before):
    """Results of units with these indices, and their indices in the round before."""
    previous = PreviousResult({code: Printed(value) for code, value in before.items()})
    return results_of(
        a_round(framework(leaf("1")), {code: {"1": value} for code, value in now.items()}, previous=previous)
    )


@pytest.mark.slow
@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_rounds_that_ship_are_drawn(training, own, ministries, language, width):
    assert_sound(change_dumbbells(training, language, width=width), width)
    assert_sound(change_dumbbells(ministries, language, "bo-tu-phap", width), width)
    assert_sound(self_dumbbells(training, own, language, width=width), width)


def test_largest_gain_comes_first_and_no_change_is_drawn_too():
    chart = change_dumbbells(changed({"a": 80, "b": 90, "c": 70}, {"a": 80, "b": 95, "c": 60}), "en", "a")
    assert chart.code == "change-a"
    assert chart.title == "Unit c gained most: +10.00 points on the round before"
    assert [row[0::3] for row in chart.table.rows] == [
        ("Unit c", Decimal("10.00")),
        ("Unit a", Decimal("0.00")),
        ("Unit b", Decimal("-5.00")),
    ]
    assert_sound(chart, WIDE)


def test_title_says_so_where_no_unit_gained():
    chart = change_dumbbells(changed({"a": 80, "b": 90}, {"a": 81, "b": 95}), "vi")
    assert chart.title == "Không đơn vị nào tăng điểm; Unit a giảm ít nhất: −1,00 điểm"


def test_units_without_a_past_are_left_out_and_counted():
    chart = change_dumbbells(changed({"a": 80, "b": 90}, {"a": 81}), "en")
    assert "Only the 1 of 2 units whose results in both rounds are known." in chart.notes
    with pytest.raises(Unfit, match="No unit has a result in both rounds"):
        change_dumbbells(changed({"a": 80}, {}), "en")


def test_self_assessment_is_compared_on_the_leaves_that_have_both():
    rules = framework(leaf("1", 60), leaf("2", 40))
    entered = {
        "self": {"a": {"1": 60}, "b": {"1": 30}},
        "council": {"a": {"1": 45, "2": 40}, "b": {"1": 30, "2": 10}},
    }
    data = a_round(rules, entered=entered)
    chart = self_dumbbells(results_of(data), results_of(data, "self"), "en", "a")
    assert chart.code == "self-assessment-a"
    assert chart.title == "Unit a scored itself most above the appraisal: by 25.0 percentage points"
    assert chart.table.rows == (
        ("Unit a", Decimal("100.0"), Decimal("75.0"), Decimal("-25.0")),
        ("Unit b", Decimal("50.0"), Decimal("50.0"), Decimal("0.0")),
    )


def test_title_says_so_where_no_unit_overrated_itself():
    data = a_round(framework(leaf("1")), entered={"self": {"a": {"1": 60}}, "council": {"a": {"1": 70}}})
    assert (
        self_dumbbells(results_of(data), results_of(data, "self"), "vi").title
        == "Không đơn vị nào tự chấm cao hơn thẩm định"
    )


def test_round_without_self_assessment_cannot_be_compared(ministries):
    with pytest.raises(Unfit, match="no self-assessment"):
        self_dumbbells(ministries, results_of(ministries.round, "self"), "en")
