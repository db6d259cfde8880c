from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.documents import Unfit
from parindex.reporting.charts import NARROW, WIDE, criterion_strip
from parindex.reporting.charts.strip import quartiles
from tests.builders import a_round, branch, framework, leaf, results_of
from tests.reporting.charts.checking import assert_sound


@pytest.mark.slow
@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_rounds_that_ship_are_drawn(training, ministries, language, width):
    assert_sound(criterion_strip(training, "1.2.1", language, "lang-son", width), width)
    assert_sound(criterion_strip(training, "1", language, width=width), width)
    assert_sound(criterion_strip(ministries, "appraised", language, "bo-y-te", width), width)


@given(st.lists(st.integers(0, 10_000), min_size=4, max_size=60))
def test_quartiles_are_those_of_numpy(values):
    ours = quartiles([Fraction(value) for value in values])
    assert list(map(float, ours)) == pytest.approx(np.quantile(values, [0.25, 0.5, 0.75]))


def test_equal_units_are_stacked_and_the_picked_one_lies_at_the_bottom():
    rules = framework(leaf("1"))
    results = results_of(a_round(rules, {name: {"1": 80} for name in "abcde"}))
    chart = criterion_strip(results, "1", "en", "d")
    dots = chart.spec["data"]["values"]
    assert sorted(dot["level"] for dot in dots) == [0, 1, 2, 3, 4]
    assert [dot["level"] for dot in dots if dot["picked"]] == [0]
    assert chart.title == "1 leaf 1: 0 of 5 units have the maximum"
    assert_sound(chart, WIDE)


def test_every_dot_stands_at_its_value_so_that_none_crosses_a_threshold():
    values = {"a": 799, "b": 800, "c": 801, "d": 810, "e": 1000}
    rules = framework(leaf("1", 1000))
    results = results_of(a_round(rules, {name: {"1": value} for name, value in values.items()}))
    dots = criterion_strip(results, "1", "en").spec["data"]["values"]
    assert sorted(dot["place"] for dot in dots) == [79.9, 80.0, 80.1, 81.0, 100.0]
    assert sorted(dot["level"] for dot in dots) == [0, 0, 0, 1, 2]


def test_more_equal_units_than_fit_have_the_smallest_dots_and_a_higher_picture():
    names = [f"u{number}" for number in range(63)]
    results = results_of(a_round(framework(leaf("1")), {name: {"1": 100} for name in names}))
    chart = criterion_strip(results, "1", "en")
    assert sorted(dot["level"] for dot in chart.spec["data"]["values"]) == list(range(63))
    few = criterion_strip(results_of(a_round(framework(leaf("1")), {"a": {"1": 100}})), "1", "en")
    assert chart.spec["height"] > few.spec["height"]


def test_part_of_a_table_has_no_quartiles():
    rules = framework(branch("1", leaf("1.1", 50)), leaf("2", 50))
    about = {"kind": "reconciled", "data_status": "published"}
    data = a_round(rules, {"a": {"1.1": 40}, "b": {"1.1": 20}, "c": {"2": 5}}, about=about)
    assert criterion_strip(results_of(data), "1", "en").code == "strip-1"
    chart = criterion_strip(results_of(data), "1", "en", "c")
    assert chart.title == "1 area 1: results of 2 of 3 units are known"
    assert chart.sentence == "The values that are known go from 40.0% to 80.0%."
    assert [row[0] for row in chart.table.rows] == ["Unit a", "Unit b", "Unit c"]
    assert_sound(chart, WIDE)


def test_units_that_are_all_alike_lie_between_no_two_values():
    """Where the middle half has one value, "between 100% and 100%" says nothing."""
    rules = framework(leaf("1"))
    alike = {code: {"1": 100} for code in "abcd"} | {"e": {"1": 40}}
    assert criterion_strip(results_of(a_round(rules, alike)), "1", "vi").sentence == (
        "Nửa giữa các đơn vị cùng ở mức 100,0%."
    )
    few = {code: {"1": 80} for code in "ab"}
    assert criterion_strip(results_of(a_round(rules, few)), "1", "vi").sentence == (
        "Mọi giá trị đã biết là 80,0%."
    )


def test_what_cannot_be_drawn(ministries, provinces_2019):
    with pytest.raises(Unfit, match='no node "9"'):
        criterion_strip(ministries, "9", "vi")
    with pytest.raises(Unfit, match="Nothing is known"):
        criterion_strip(provinces_2019, provinces_2019.framework.tree[0].code, "vi")
