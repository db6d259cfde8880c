"""Charts of intervals: round ticks that hold all that is drawn, and dots where there is no interval."""

import math

import pytest

from parindex.reporting.document.blocks import Chart, Mark, Row
from parindex.reporting.survey.charts import axis, change_chart
from parindex.reporting.survey.wording import changed, probability
from parindex.reporting.survey.wording import estimate as shown
from parindex.survey.publication import Change, Figure
from tests.survey.publication.builders import about


@pytest.mark.parametrize(
    ("ends", "bounds", "axis_is"),
    [
        ((81.2, 86.9), (0.0, 100.0), (81.0, 87.0, [81, 82, 83, 84, 85, 86, 87])),
        ((83.0, 83.0), (0.0, 100.0), (82.0, 84.0, [82, 83, 84])),
        ((99.5, 100.0), (0.0, 100.0), (98.0, 100.0, [98, 99, 100])),
        ((2.0, 98.0), (0.0, 100.0), (0.0, 100.0, [0, 20, 40, 60, 80, 100])),
        ((-41.8, 24.2), (-math.inf, math.inf), (-60.0, 40.0, [-60, -40, -20, 0, 20, 40])),
        ((-900.0, 900.0), (-math.inf, math.inf), (-900.0, 900.0, list(range(-900, 901, 50)))),
    ],
)
def test_axes_hold_all_that_is_drawn_with_round_ticks(
    ends: tuple[float, float], bounds: tuple[float, float], axis_is: tuple[float, float, list[int]]
) -> None:
    low, high, ticks = axis(ends, "en", bounds)
    assert (low, high, [place for place, _ in ticks]) == axis_is


def test_an_estimate_without_an_error_says_no_more_than_it_knows() -> None:
    figure = Figure(80.0, None, None, None, (), False, 40.0, 0.0, None, None, None)
    assert (shown(figure, "en"), shown(figure, "vi", brief=True)) == ("80.00", "80,0")
    nothing = Figure(None, None, None, None, (), False, 0.0, 100.0, None, None, None)
    assert (shown(nothing, "en"), shown(nothing, "en", brief=True)) == ("–", "(withheld)")
    unit = about().groupings[1]
    alone = Change(unit, ("u1",), 1.5, None, None, None, None)
    assert changed(alone, "en") == "+1.50"
    [chart] = change_chart([alone], 0.95, "en")
    assert isinstance(chart, Chart)
    assert chart.rows == (Row("Lang Son", (Mark("+1.50; p = –", 1.5, 1.5, 1.5),)),)


def test_small_probabilities_are_not_told_more_exactly() -> None:
    assert [probability(each, "vi") for each in (0.0004, 0.001, 0.0316, None)] == [
        "p < 0,001", "p = 0,001", "p = 0,032", "p = –",
    ]  # fmt: skip
