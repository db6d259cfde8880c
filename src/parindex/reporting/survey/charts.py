"""Charts of intervals from the values of a report."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from parindex.language import Language, alphabetical
from parindex.reporting.document.blocks import Chart, Heading, Mark, Panel, Paragraph, Row
from parindex.reporting.numbers import count, number
from parindex.reporting.survey import words
from parindex.reporting.survey.wording import changed, estimate, probability, reasons
from parindex.survey.model import Grouping
from parindex.survey.publication import Change, Domain, Figure, Group, Place, Ranking

STEPS = (1, 2, 5, 10, 20, 50)
MOST_TICKS = 7


def name_of(grouping: Grouping, values: tuple[str, ...], language: Language) -> str:
    """Return what a domain is called, the nation too."""
    return grouping.name_of(values, language) if values else grouping.title.to(language)


def row_of(name: str, figure: Figure, language: Language, *, is_strong: bool = False) -> Row:
    """Return the row of an estimate; without an interval it is a dot."""
    is_marked = figure.review and figure.estimate is not None
    mark = Mark(estimate(figure, language), figure.estimate, *_bar(figure), is_marked)
    return Row(f"{name} {words.TAKE_CARE}" if is_marked else name, (mark,), is_strong)


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


def by_name(group: Group, language: Language) -> list[tuple[str, Domain]]:
    """Return the domains with what they are called: units in the order of their names, others as they are declared."""
    named = [(name_of(group.grouping, domain.values, language), domain) for domain in group.domains]
    if group.grouping.is_of_units:
        named.sort(key=lambda each: alphabetical(each[0]))
    return named


def group_chart(
    group: Group, measure: str, reference: float | None, language: Language
) -> Iterator[Chart | Heading | Paragraph]:
    """Yield the chart of one measure of all domains of a grouping, and who is not in it.

    Units stand best first; those that are not shown stand by name and reason: a place would tell their value.
    """
    named = [(name, domain.figures[measure]) for name, domain in by_name(group, language)]
    shown = [each for each in named if each[1].estimate is not None]
    if group.grouping.is_of_units:
        shown.sort(key=lambda each: -(each[1].estimate or 0.0))
    title = group.grouping.title.to(language)
    rows = [row_of(name, figure, language) for name, figure in shown]
    yield forest(title, title, rows, language, reference=reference) if rows else Heading(title, 3)
    yield from _withheld(
        [(name, reasons(figure, language)) for name, figure in named if figure.estimate is None], language
    )


def _withheld(names: Sequence[tuple[str, str]], language: Language) -> Iterator[Paragraph]:
    """Yield who is not shown, together with those of the same reason."""
    told: dict[str, list[str]] = {}
    for name, reason in names:
        told.setdefault(reason, []).append(name)
    text = "; ".join(f"{why}: {', '.join(those)}" if why else ", ".join(those) for why, those in told.items())
    if text:
        yield Paragraph(
            words.WITHHELD.to(language, count=count(len(names), language), names=text), look="quiet"
        )


def rank_chart(
    rankings: Sequence[Ranking], grouping: Grouping, language: Language
) -> Iterator[Chart | Heading | Paragraph]:
    """Yield a chart of the places that each unit may hold, a panel for each design, and who has none.

    Units stand in the order of the first ranking.
    """
    first = rankings[0]
    most = max(first.units, 2)
    ticks = tuple((float(place), str(place)) for place in sorted({1, *range(10, most - 4, 10), most}))
    panels = tuple(
        Panel(
            words.POSSIBLE.to(language),
            words.ALT_RANKS.to(language, title=ranking.design.title.to(language), units=first.units),
            1.0, float(most), ticks,
        )
        for ranking in rankings
    )  # fmt: skip
    places = [{place.unit: place for place in ranking.places} for ranking in rankings]
    rows = tuple(
        Row(
            name_of(grouping, (place.unit,), language),
            tuple(_place_mark(each[place.unit]) for each in places),
        )
        for place in first.places
    )
    title = " · ".join(ranking.design.title.to(language) for ranking in rankings)
    yield Chart(title, grouping.title.to(language), panels, rows) if rows else Heading(title, 3)
    names = sorted((name_of(grouping, (unit,), language) for unit in first.held_back), key=alphabetical)
    yield from _withheld([(name, "") for name in names], language)


def _place_mark(place: Place) -> Mark:
    text = f"{place.rank} ({place.lower} – {place.upper})"
    return Mark(text, float(place.rank), float(place.lower), float(place.upper))


def change_chart(
    changes: Sequence[Change], level: float, language: Language
) -> Iterator[Chart | Heading | Paragraph]:
    """Yield a chart of the changes of one grouping, and who is not in it; an arrow stands at those beyond chance."""
    grouping = changes[0].grouping
    title = grouping.title.to(language)
    named = [(name_of(grouping, change.values, language), change) for change in changes]
    named.sort(key=lambda each: (-(each[1].estimate or 0.0), alphabetical(each[0])))
    rows = [
        _change_row(name, change, level, language) for name, change in named if change.estimate is not None
    ]
    low, high, ticks = axis(ends_of(rows, 0.0), language)
    panel = Panel(words.CHANGE.to(language), _alternative(title, rows, language), low, high, ticks, 0.0)
    yield Chart(title, title, (panel,), tuple(rows)) if rows else Heading(title, 3)
    yield from _withheld([(name, "") for name, change in named if change.estimate is None], language)


def _change_row(name: str, change: Change, level: float, language: Language) -> Row:
    sign = change_sign(change, level)
    text = f"{changed(change, language)}; {probability(change.p_value, language)}"
    return Row(f"{name} {sign}".strip(), (Mark(text, change.estimate, *_bar(change)),))


def change_sign(change: Change, level: float) -> str:
    """Return an arrow up or down where a change is beyond chance."""
    if change.estimate is None or change.p_value is None or change.p_value >= 1 - level:
        return ""
    return words.UP if change.estimate > 0 else words.DOWN


def _bar(told: Figure | Change) -> tuple[float | None, float | None]:
    """Return the ends of the bar of an interval; without one both are the estimate."""
    if told.lower is None or told.upper is None:
        return told.estimate, told.estimate
    return told.lower, told.upper


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
    return words.ALT_FOREST.to(language, title=title, rows=count(len(rows), language))
