from decimal import Decimal

import pytest

from parindex.documents import Unfit
from parindex.language import Text
from parindex.reporting.charts import NARROW, WIDE, change_dumbbells, ranking, self_dumbbells
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


def test_few_known_changes_do_not_speak_for_all(ministries):
    """In 2023 the change of three ministries was printed; all three fell, while the printed mean rose by 0.33."""
    chart = change_dumbbells(ministries, "vi")
    assert chart.title == "Biết thay đổi điểm của 3 trên 17 đơn vị"
    assert [row[3] < 0 for row in chart.table.rows] == [True, True, True]


def test_table_of_some_units_says_nothing_of_all_though_the_change_of_each_is_known():
    data = a_round(
        framework(leaf("1")),
        units=("a", "b"),
        about={"kind": "transcribed"},
        printed={"a": Printed(80), "b": Printed(90)},
        previous=PreviousResult({"a": Printed(81), "b": Printed(80)}),
    )
    chart = change_dumbbells(results_of(data), "vi")
    assert chart.title == "Biết thay đổi điểm của 2 đơn vị (chưa rõ tổng số)"


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


def test_a_picture_that_is_taken_away_says_that_the_round_before_was_measured_differently():
    results = changed({"a": 80, "b": 90}, {"a": 70, "b": 85})
    breaks = (Text(vi="Bộ mới.", en="A new set."),)
    told = "Đợt trước đo theo cách khác: Bộ mới."
    chart = change_dumbbells(results, "vi", breaks=breaks)
    assert told in chart.notes
    assert chart.title.endswith("điểm so với đợt trước (cách đo khác)")
    assert told in ranking(results, "vi", breaks=breaks).notes
    assert told not in change_dumbbells(results, "vi").notes
    assert ranking(changed({"a": 80}, {}), "vi", breaks=breaks).notes == ()


def test_title_says_so_where_no_unit_gained():
    chart = change_dumbbells(changed({"a": 80, "b": 90}, {"a": 81, "b": 95}), "vi")
    assert chart.title == "Không đơn vị nào tăng điểm; Unit a giảm ít nhất: −1,00 điểm"


def test_units_without_a_past_are_left_out_and_counted():
    """Of the one that is known nothing follows for the other: no "gained most", no "no unit gained", no name twice."""
    chart = change_dumbbells(changed({"a": 80, "b": 90}, {"a": 81}), "en")
    assert chart.title == "The change of 1 of 2 units is known"
    assert chart.sentence == "Unit a: 81.00 points in the round before, 80.00 in this one (−1.00)."
    assert chart.notes[1] == (
        "Only units whose results in both rounds are known; nothing follows from these for the others."
    )
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
