"""What is measured is what WCAG 2.2 asks: 4.5 to 1 for text, 3 to 1 for marks."""

from itertools import pairwise

import pytest

from parindex.reporting.charts.colours import COLOURS, RAMP, THEMES, colour, css_variables
from tests.contrast import contrast


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#0b5cad", "#ffffff") == pytest.approx(6.7, abs=0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_texts_can_be_read(theme):
    colours = COLOURS[theme]
    on_paper = ["ink", "muted", "accent", "up", "down", "warning", *(f"series-{n}" for n in range(1, 6))]
    pairs = [(name, "paper") for name in on_paper]
    pairs += [(f"on-ramp-{n}", f"ramp-{n}") for n in range(1, RAMP + 1)]
    pairs += [(f"on-answer-{n}", f"answer-{n}") for n in range(1, 6)]
    assert {
        pair: round(contrast(*(colours[name] for name in pair)), 2)
        for pair in pairs
        if contrast(*(colours[name] for name in pair)) < 4.5
    } == {}


@pytest.mark.parametrize("theme", THEMES)
def test_marks_can_be_seen(theme):
    colours = COLOURS[theme]
    marks = ["bar", "quiet", "border", "accent", "up", "down", *(f"series-{n}" for n in range(1, 6))]
    assert {
        name: round(contrast(colours[name], colours["paper"]), 2)
        for name in marks
        if contrast(colours[name], colours["paper"]) < 3
    } == {}
    assert contrast(colours["border"], colours["paper"]) >= 4.5
    assert contrast(colours["bar"], colours["ink"]) >= 2


@pytest.mark.parametrize("theme", THEMES)
def test_more_is_always_farther_from_the_paper(theme):
    away = [contrast(COLOURS[theme][f"ramp-{n}"], COLOURS[theme]["paper"]) for n in range(1, RAMP + 1)]
    assert away == sorted(away)
    assert all(later / earlier > 1.2 for earlier, later in pairwise(away))


def test_only_colours_with_a_name_can_be_used():
    assert colour("ink") == "var(--chart-ink)"
    with pytest.raises(KeyError):
        colour("pink")


def test_page_is_given_every_colour():
    assert css_variables("dark")["--chart-paper"] == "#14181d"
    assert css_variables("dark").keys() == css_variables("light").keys()
