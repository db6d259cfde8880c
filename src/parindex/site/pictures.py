"""Which charts stand on which page. What the data do not allow to be drawn is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from parindex.documents import Unfit
from parindex.framework.model import Placed
from parindex.language import Language, Text
from parindex.reporting.charts import (
    NARROW,
    WIDE,
    Chart,
    UnitValues,
    answers_to,
    change_dumbbells,
    criterion_strip,
    estimates_of,
    first_ranking,
    heat_table,
    index_of,
    index_scatter,
    lost_points,
    map_of,
    printed_of,
    province_map,
    rank_lines,
    rank_set_bars,
    ranked_survey,
    ranking,
    scales_of,
    score_lines,
    self_dumbbells,
    series_lines,
    tile_grid,
    tiles_of,
)
from parindex.reporting.facts import UnitFacts
from parindex.scoring import UnitResult
from parindex.site.series import Programme, PublishedRound
from parindex.survey.model import Node
from parindex.survey.publication import Publication
from parindex.survey.series import Series

PICKED = 3
"""Units picked out among the lines of a programme."""

ENOUGH = 3
"""Units of which both indices are known before one is drawn against the other: two always lie on a line."""

Maker = Callable[[float], Chart]
"""Makes a chart of a width."""


@dataclass(frozen=True)
class Picture:
    """A chart on a page.

    Attributes
    ----------
    chart : Chart
    narrow : Chart or None
        The same as phones show it; without it, one drawing serves all.
    is_apart : bool
        Whether the drawing lies in a file beside the page, for it would make the page heavy. It has no patterns then.
    """

    chart: Chart
    narrow: Chart | None = None
    is_apart: bool = False


def _drawn(*makers: Maker) -> tuple[Picture, ...]:
    """Return the charts that can be drawn, each for wide windows and for phones."""
    return tuple(_each(makers, lambda make: Picture(make(WIDE), _narrow(make(NARROW)))))


def _once(*makers: Maker) -> tuple[Picture, ...]:
    """Return the charts that can be drawn, each in one size that fits a phone and a column of a wide page."""
    return tuple(_each(makers, lambda make: Picture(make(NARROW))))


def _each(makers: Iterable[Maker], pictured: Callable[[Maker], Picture]) -> Iterator[Picture]:
    for make in makers:
        with suppress(Unfit):
            yield pictured(make)


def _narrow(chart: Chart) -> Chart:
    return replace(chart, code=f"{chart.code}-narrow")


def _apart(pictures: Iterable[Picture]) -> tuple[Picture, ...]:
    return tuple(replace(each, is_apart=True) for each in pictures)


def maps_of(round_: PublishedRound, language: Language) -> tuple[Picture, ...]:
    """Return the map and the tile grid of a round of provinces; nothing for others."""
    results = round_.current.results
    return _once(
        lambda width: province_map(results, language, width),
        lambda width: tile_grid(results, language, width),
    )


def of_ranking(round_: PublishedRound, language: Language) -> tuple[Picture, ...]:
    """Return the ranking as bars, to be taken away as a picture."""
    results, breaks = round_.current.results, round_.current.breaks
    return _apart(_drawn(lambda width: ranking(results, language, width=width, breaks=breaks)))


def of_programme(programme: Programme, language: Language) -> tuple[Picture, ...]:
    """Return how places and indices moved over the years."""
    series = [round_.current.results for round_ in programme.rounds]
    if len(series) < 2:
        return ()
    breaks, units = programme.breaks, best_known(programme)
    return _drawn(
        lambda width: rank_lines(series, language, units, breaks, width),
        lambda width: score_lines(series, language, units, breaks, width),
    )


def best_known(programme: Programme) -> list[str]:
    """Return the few units of which most rounds tell the index, the first of the last round before others."""
    rounds: dict[str, int] = {}
    for round_ in reversed(programme.rounds):
        for result in round_.told:
            rounds[result.unit.code] = rounds.get(result.unit.code, 0) + (result.index is not None)
    return sorted((code for code in rounds if rounds[code]), key=lambda code: -rounds[code])[:PICKED]


def of_unit(
    programme: Programme, round_: PublishedRound, facts: UnitFacts, language: Language
) -> tuple[Picture, ...]:
    """Return where a unit lost its points, and how its index moved up to the round."""
    results = round_.current.results
    past = [(each, unit) for each, unit in programme.history(facts.code) if each.year <= round_.year]
    known = [unit for _, unit in past if unit.index is not None]
    lost = _drawn(lambda width: lost_points(results, facts.code, language, width))
    lines = _drawn(lambda width: _line_of(programme, past, facts.code, language, width))
    return (*(lost if round_.has_parts else ()), *(lines if len(known) > 1 else ()))


def _line_of(
    programme: Programme,
    past: Sequence[tuple[PublishedRound, UnitResult]],
    code: str,
    language: Language,
    width: float,
) -> Chart:
    """Return the index of one unit over the years, alone: what others have changes nothing in it."""
    series = [replace(round_.current.results, units=(unit,)) for round_, unit in past]
    return score_lines(series, language, [code], programme.breaks, width)


def of_area(round_: PublishedRound, code: str, language: Language) -> tuple[Picture, ...]:
    """Return every unit on an area."""
    results = round_.current.results
    return _drawn(lambda width: criterion_strip(results, code, language, width=width))


def of_criterion(round_: PublishedRound, placed: Placed, language: Language) -> tuple[Picture, ...]:
    """Return every unit on a criterion."""
    return of_area(round_, placed.node.code, language)


def of_change(round_: PublishedRound, language: Language) -> tuple[Picture, ...]:
    """Return what every unit had in the round before and has in this one."""
    results, breaks = round_.current.results, round_.current.breaks
    return _drawn(lambda width: change_dumbbells(results, language, width=width, breaks=breaks))


def of_shares(round_: PublishedRound, language: Language) -> Picture:
    """Return units by areas; the page has the same as a table."""
    return Picture(heat_table(round_.current.results, language))


def of_own(round_: PublishedRound, language: Language) -> tuple[Picture, ...]:
    """Return what units gave themselves against the appraisal."""
    results, own = round_.current.results, round_.current.facts.own
    if own is None:
        return ()
    return _drawn(lambda width: self_dumbbells(results, own, language, width=width))


def of_series(series: Series, names: Mapping[str, Text], language: Language) -> tuple[Picture, ...]:
    """Return a published series over the years, if any value of the nation is known."""
    return _drawn(lambda width: series_lines(series, names, language, width))


def of_both(series: Series, rounds: Iterable[PublishedRound], language: Language) -> tuple[Picture, ...]:
    """Return the index of published rounds against a published series, the last year first, where enough units have both."""
    found: list[Maker] = []
    for round_ in sorted(rounds, key=lambda each: -each.year):
        index = index_of(round_.current.results)
        printed = printed_of(series, round_.year, round_.round.units)
        known = {unit.code for unit, value in printed.values if value is not None}
        both = [unit for unit, value in index.values if value is not None and unit.code in known]
        if round_.status == series.info.data_status and len(both) >= ENOUGH:
            found.append(partial(_against, index, printed, language))
    return _drawn(*found)


def _against(index: UnitValues, printed: UnitValues, language: Language, width: float) -> Chart:
    return index_scatter(index, printed, language, width=width)


def of_answers(publication: Publication, node: Node, language: Language) -> tuple[Picture, ...]:
    """Return the answers of everyone to the items of a node, those of one scale together."""
    scales = scales_of(publication.survey, node.items)
    return _drawn(
        *(
            partial(answers_to, publication, items, f"{node.code}-{scale}", language)
            for scale, items in scales.items()
        )
    )


def maps_of_survey(publication: Publication, language: Language) -> tuple[Picture, ...]:
    """Return the map and the tile grid of a survey of provinces; nothing for others."""
    return (
        *_once(lambda width: map_of(estimates_of(publication), language, width)),
        *_apart(_once(lambda width: tiles_of(estimates_of(publication), language, width))),
    )


def of_survey(
    publication: Publication, beside: PublishedRound | None, language: Language
) -> tuple[Picture, ...]:
    """Return the index of a round of the same units against the survey, and the places that its units may hold."""
    against: tuple[Picture, ...] = ()
    if beside is not None:
        index = index_of(beside.current.results)
        against = _once(lambda width: index_scatter(index, estimates_of(publication), language, width=width))
    return (*against, *_apart(_drawn(lambda width: _places_of(publication, language, width))))


def _places_of(publication: Publication, language: Language, width: float) -> Chart:
    return rank_set_bars(ranked_survey(publication, first_ranking(publication)), language, width=width)
