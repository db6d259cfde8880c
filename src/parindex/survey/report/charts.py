"""Charts of intervals from the values of a report."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from parindex.language import Language
from parindex.survey.model import Grouping
from parindex.survey.report import words
from parindex.survey.report.blocks import Chart, Mark, Panel, Row
from parindex.survey.report.figures import Domain, Figure, Group
from parindex.survey.report.numerals import changed, count, estimate, number, probability
from parindex.survey.report.values import Change, Place, Ranking

STEPS = (1, 2, 5, 10, 20, 50)
MOST_TICKS = 7


def name_of(grouping: Grouping, values: tuple[str, ...], language: Language) -> str:
    """Return what a domain is called, the nation too."""
    return grouping.name_of(values, language) if values else grouping.title.to(language)


def row_of(name: str, figure: Figure, language: Language, *, is_strong: bool = False) -> Row:
    """Return the row of an estimate; without an interval it is a dot."""
    low, high = figure.lower, figure.upper
    if low is None or high is None:
        low = high = figure.estimate
    mark = Mark(
        estimate(figure, language), figure.estimate, low, high, figure.review and figure.estimate is not None
    )
    return Row(f"{name} {words.TAKE_CARE}" if mark.is_marked else name, (mark,), is_strong)


def forest(
    title: str,
    heading: str,
    rows: Sequence[Row],
    language: Language,
    *,
    reference: float | None = None,
    ends: tuple[float, float] | None = None,
) -> Chart:
    """Return a chart of percentages; `ends` are those of the axis, by default all that is drawn."""
    low, high, ticks = axis(ends or ends_of(rows), language, (0.0, 100.0))
    panel = Panel(
        words.ESTIMATE.to(language), _alternative(title, rows, language), low, high, ticks, reference
    )
    return Chart(title, heading, (panel,), tuple(rows))


def group_chart(group: Group, measure: str, reference: float | None, language: Language) -> Chart:
    """Return the chart of one measure of all domains of a grouping.

    Units stand best first, and those not shown last, by name: their place would tell their value.
    """
    named = [(name_of(group.grouping, domain.values, language), domain) for domain in group.domains]
    if group.grouping.is_of_units:
        named.sort(key=lambda each: (*_worst_last(each[1], measure), each[0]))
    rows = [row_of(name, domain.figures[measure], language) for name, domain in named]
    title = group.grouping.title.to(language)
    return forest(title, title, rows, language, reference=reference)


def _worst_last(domain: Domain, measure: str) -> tuple[bool, float]:
    value = domain.figures[measure].estimate
    return value is None, -(value or 0.0)


def rank_chart(rankings: Sequence[Ranking], grouping: Grouping, language: Language) -> Chart:
    """Return a chart of the places that each unit may hold, a panel for each design; in the order of the first."""
    units = len(rankings[0].places)
    ticks = tuple(
        (float(place), str(place)) for place in sorted({1, *range(10, units - 4, 10), max(units, 1)})
    )
    panels = tuple(
        Panel(
            words.POSSIBLE.to(language),
            words.ALT_RANKS.to(language).format(title=ranking.design.title.to(language), units=units),
            1.0, float(max(units, 2)), ticks,
        )
        for ranking in rankings
    )  # fmt: skip
    places = [{place.unit: place for place in ranking.places} for ranking in rankings]
    rows = [
        Row(
            name_of(grouping, (place.unit,), language),
            tuple(_place_mark(each[place.unit], language) for each in places),
        )
        for place in rankings[0].places
    ]
    title = " · ".join(ranking.design.title.to(language) for ranking in rankings)
    return Chart(title, grouping.title.to(language), panels, tuple(rows))


def _place_mark(place: Place, language: Language) -> Mark:
    if place.rank is None or place.lower is None or place.upper is None:
        return Mark(words.HELD_BACK.to(language))
    text = f"{place.rank} ({place.lower} – {place.upper})"
    return Mark(text, float(place.rank), float(place.lower), float(place.upper))


def change_chart(changes: Sequence[Change], level: float, language: Language) -> Chart:
    """Return a chart of the changes of one grouping; an arrow stands at those that are beyond chance."""
    grouping = changes[0].grouping
    title = grouping.title.to(language)
    named = [(name_of(grouping, change.values, language), change) for change in changes]
    named.sort(key=lambda each: (each[1].estimate is None, -(each[1].estimate or 0.0), each[0]))
    rows = [_change_row(name, change, level, language) for name, change in named]
    low, high, ticks = axis(ends_of(rows, 0.0), language)
    panel = Panel(words.CHANGE.to(language), _alternative(title, rows, language), low, high, ticks, 0.0)
    return Chart(title, title, (panel,), tuple(rows))


def _change_row(name: str, change: Change, level: float, language: Language) -> Row:
    value, low, high = change.estimate, change.lower, change.upper
    if value is None:
        return Row(name, (Mark(words.HELD_BACK.to(language)),))
    if low is None or high is None:
        low = high = value
    sign = ""
    if change.p_value is not None and change.p_value < 1 - level:
        sign = words.UP if value > 0 else words.DOWN
    text = f"{changed(change, language)}; {probability(change.p_value, language)}"
    return Row(f"{name} {sign}".strip(), (Mark(text, value, low, high),))


def ends_of(rows: Iterable[Row], *more: float) -> tuple[float, float]:
    """Return the least and the largest place that anything in the first panel is drawn at."""
    places = [place for row in rows for place in (row.marks[0].low, row.marks[0].high) if place is not None]
    places += more
    return (min(places), max(places)) if places else (0.0, 100.0)


def axis(
    ends: tuple[float, float], language: Language, bounds: tuple[float, float] = (-math.inf, math.inf)
) -> tuple[float, float, tuple[tuple[float, str], ...]]:
    """Return an axis that holds both ends: where it starts and ends, and its ticks, at round numbers."""
    for step in STEPS:
        first, last = math.floor(ends[0] / step), math.ceil(ends[1] / step)
        if last - first < 2:
            first, last = first - 1, last + 1
        if last - first < MOST_TICKS:
            break
    low, high = max(float(first * step), bounds[0]), min(float(last * step), bounds[1])
    ticks = tuple(
        (float(n * step), number(n * step, language, 0))
        for n in range(first, last + 1)
        if low <= n * step <= high
    )
    return low, high, ticks


def _alternative(title: str, rows: Sequence[Row], language: Language) -> str:
    return words.ALT_FOREST.to(language).format(title=title, rows=count(len(rows)))
