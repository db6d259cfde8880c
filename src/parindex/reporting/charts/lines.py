"""Places and indices over the years: all units in grey, a few picked out, lines that break where comparison ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from parindex.documents import Unfit
from parindex.language import Language, Text
from parindex.reporting.charts import phrases
from parindex.reporting.charts.chart import WIDE, Cell, Chart, ChartTable
from parindex.reporting.charts.line_plot import Axis, Line, Plot, range_of
from parindex.reporting.charts.numbers import rounded_or_none
from parindex.reporting.charts.of_results import code_of, said, source_of
from parindex.reporting.numbers import number
from parindex.rounds.model import DataStatus
from parindex.scoring import Results, UnitResult
from parindex.survey.series import Break

MOST = 5
"""Lines that can be told apart at once."""


RANKS = Text(
    vi="{unit}: từ hạng {before} năm {first} đến hạng {now} năm {last}",
    en="{unit}: from place {before} in {first} to place {now} in {last}",
)
SCORES = Text(
    vi="{unit}: từ {before} điểm năm {first} đến {now} điểm năm {last}",
    en="{unit}: from {before} points in {first} to {now} in {last}",
)
SAME_RANK = Text(
    vi="{unit}: hạng {now} ở cả năm {first} và năm {last}",
    en="{unit}: place {now} in both {first} and {last}",
)
SAME_SCORE = Text(
    vi="{unit}: {now} điểm ở cả năm {first} và năm {last}",
    en="{unit}: {now} points in both {first} and {last}",
)
ONE_RANK = Text(vi="{unit}: hạng {now} năm {last}", en="{unit}: place {now} in {last}")
ONE_SCORE = Text(vi="{unit}: {now} điểm năm {last}", en="{unit}: {now} points in {last}")
OTHERWISE = Text(vi="(năm {year} đo cách khác)", en="({year} was measured differently)")
EACH_YEAR = Text(
    vi="Từng năm đã biết, đến năm {last}: {values}.",
    en="Year by year up to {last}, as far as it is known: {values}.",
)
GAPS = Text(
    vi="Đường ngắt ở năm chưa rõ kết quả; không nối qua năm đó.",
    en="A line stops where a year is unknown; nothing is drawn across it.",
)
BROKEN = Text(
    vi="Từ năm {year} không nối với các năm trước: {reason}",
    en="From {year} nothing is joined to the years before: {reason}",
)
MERGED = Text(
    vi="Các đơn vị thay đổi do sáp nhập; đơn vị mới bắt đầu một đường mới.",
    en="Units were merged; a new unit begins a new line.",
)
ROUNDS = Text(vi="{count} đợt, từ “{first}” đến “{last}”", en='{count} rounds, from "{first}" to "{last}"')
AXIS = Text(vi="Trục đứng bắt đầu từ {low} điểm.", en="The upright axis starts at {low} points.")


@dataclass(frozen=True)
class Measure:
    """What is followed over the years."""

    code: str
    value: Callable[[UnitResult], Fraction | int | None]
    axis: Axis
    two: Text
    same: Text
    one: Text


def rank_lines(
    series: Sequence[Results],
    language: Language,
    units: Sequence[str] = (),
    breaks: Sequence[Break] = (),
    width: float = WIDE,
) -> Chart:
    """Return how places moved over the years.

    Parameters
    ----------
    series : sequence of Results
        Rounds of one programme.
    language : {"vi", "en"}
    units : sequence of str
        Codes of up to five units to pick out; the first of the last round by default.
    breaks : sequence of Break
        Years from which the method differs; mergers of units are found in the units themselves.
    width : float
        In pixels.

    Raises
    ------
    Unfit
        More than five units, a unit of which nothing is known, or no value at all.
    """
    measure = Measure("rank-lines", lambda each: each.rank, Axis(0, True), RANKS, SAME_RANK, ONE_RANK)
    return _lines(measure, series, language, units, breaks, width)


def score_lines(
    series: Sequence[Results],
    language: Language,
    units: Sequence[str] = (),
    breaks: Sequence[Break] = (),
    width: float = WIDE,
) -> Chart:
    """Return how indices moved over the years: what places hide; see `rank_lines`."""
    decimals = max((results.framework.ranking.decimals for results in series), default=2)
    axis = Axis(decimals, False)
    measure = Measure("score-lines", lambda each: each.index, axis, SCORES, SAME_SCORE, ONE_SCORE)
    return _lines(measure, series, language, units, breaks, width)


def _lines(
    measure: Measure,
    series: Sequence[Results],
    language: Language,
    units: Sequence[str],
    breaks: Sequence[Break],
    width: float,
) -> Chart:
    rounds = sorted(series, key=lambda results: results.round.info.year)
    years = [results.round.info.year for results in rounds]
    every = _all_lines(measure, rounds, language)
    chosen = _chosen(every, units)
    declared = {each.from_year for each in breaks}
    broken = [*breaks, *(each for each in _mergers(rounds) if each.from_year not in declared)]
    inside = [each for each in broken if years[0] < each.from_year <= years[-1]]
    joined = [
        now - before == 1 and not any(each.from_year == now for each in broken)
        for before, now in pairwise(years)
    ]
    suffix = f"-{code_of(units[0])}" if units else ""
    low, _ = range_of(measure.axis, every)
    notes = [GAPS.to(language)] if _stops(every, joined) else []
    notes += [said(BROKEN, language, year=each.from_year, reason=each.reason.to(language)) for each in inside]
    notes += [] if measure.axis.downwards else [said(AXIS, language, low=low)]
    return Chart(
        code=measure.code + suffix,
        language=language,
        title=_story(measure, chosen[0], years, joined, language),
        sentence=_sentence(measure, chosen, years, joined, language),
        table=_table(measure, chosen, every, years, language),
        source=_sources(rounds, language),
        status=_status(rounds),
        spec=Plot(measure.axis, every, chosen, years, joined, language, width).spec(inside),
        notes=tuple(notes),
    )


def _stops(every: Mapping[str, Line], joined: Sequence[bool]) -> bool:
    """Return whether a line stops at a year that is unknown: there are lines, not dots alone, and such years."""
    is_drawn = any(
        is_joined and None not in pair
        for line in every.values()
        for is_joined, pair in zip(joined, pairwise(line.values), strict=True)
    )
    return is_drawn and any(None in line.values for line in every.values())


def _all_lines(measure: Measure, rounds: Sequence[Results], language: Language) -> dict[str, Line]:
    names: dict[str, str] = {}
    for results in rounds:
        names |= {each.unit.code: each.unit.name.to(language) for each in results.units}
    lines = {
        code: Line(
            code,
            name,
            tuple(
                measure.value(results.by_code[code]) if code in results.by_code else None
                for results in rounds
            ),
        )
        for code, name in names.items()
    }
    return {code: line for code, line in lines.items() if any(value is not None for value in line.values)}


def _chosen(every: dict[str, Line], units: Sequence[str]) -> list[Line]:
    if not every:
        raise Unfit(
            "Không có số liệu năm nào nên không vẽ được.", "No year has a value, so there is nothing to draw."
        )
    if len(units) > MOST:
        raise Unfit(
            f"Chỉ nêu bật được {MOST} đơn vị; đã chọn {len(units)}.",
            f"Only {MOST} units can be picked out; {len(units)} were named.",
        )
    for code in units:
        if code not in every:
            raise Unfit(
                f"Không có số liệu nào của đơn vị “{code}” qua các năm.",
                f'No value of the unit "{code}" is known in any year.',
            )
    latest = max(at for line in every.values() for at, value in enumerate(line.values) if value is not None)
    usual = [line for line in every.values() if line.values[latest] is not None]
    return [every[code] for code in units] if units else usual[:MOST]


def _mergers(rounds: Sequence[Results]) -> list[Break]:
    """Return a break at each round in which a unit stands whose predecessors stood in the round before."""
    found = []
    for before, now in pairwise(rounds):
        old = before.by_code.keys()
        if any(old & set(each.unit.predecessors) for each in now.units if each.unit.code not in old):
            found.append(Break(from_year=now.round.info.year, reason=MERGED))
    return found


def _sentence(
    measure: Measure, chosen: Sequence[Line], years: Sequence[int], joined: Sequence[bool], language: Language
) -> str:
    """Return the stories of the lines; of one alone, whose story is the title, its value in every year."""
    if len(chosen) > 1:
        return "; ".join(_story(measure, line, years, joined, language) for line in chosen) + "."
    known = [
        f"{number(value, language, measure.axis.decimals)} ({year})"
        for value, year in zip(chosen[0].values, years, strict=True)
        if value is not None
    ]
    return said(EACH_YEAR, language, last=years[-1], values=", ".join(known))


def _story(
    measure: Measure, line: Line, years: Sequence[int], joined: Sequence[bool], language: Language
) -> str:
    """Return what happened on the last unbroken stretch of a line."""
    last = max(at for at, value in enumerate(line.values) if value is not None)
    first = last
    while first and joined[first - 1] and line.values[first - 1] is not None:
        first -= 1
    shown = {at: number(line.values[at] or 0, language, measure.axis.decimals) for at in (first, last)}
    is_same = shown[first] == shown[last]
    is_broken = first == last > 0 and line.values[last - 1] is not None and years[last] - years[last - 1] == 1
    told = said(
        measure.one if first == last else measure.same if is_same else measure.two,
        language,
        unit=line.name,
        before=shown[first],
        now=shown[last],
        first=years[first],
        last=years[last],
    )
    return f"{told} {said(OTHERWISE, language, year=years[last - 1])}" if is_broken else told


def _table(
    measure: Measure,
    chosen: Sequence[Line],
    every: dict[str, Line],
    years: Sequence[int],
    language: Language,
) -> ChartTable:
    picked = {line.code for line in chosen}
    ordered = [*chosen, *(line for line in every.values() if line.code not in picked)]
    return ChartTable(
        (phrases.UNIT.to(language), *map(str, years)),
        tuple((line.name, *(_cell(measure, value) for value in line.values)) for line in ordered),
    )


def _cell(measure: Measure, value: Fraction | int | None) -> Cell:
    return value if isinstance(value, int) else rounded_or_none(value, measure.axis.decimals)


def _sources(rounds: Sequence[Results], language: Language) -> str:
    if len(rounds) <= 2:
        return "; ".join(source_of(results, language) for results in rounds)
    first, last = (results.round.title(language) for results in (rounds[0], rounds[-1]))
    return said(ROUNDS, language, count=len(rounds), first=first, last=last)


def _status(rounds: Sequence[Results]) -> DataStatus:
    kinds = {results.round.info.data_status for results in rounds}
    every: tuple[DataStatus, ...] = ("training", "published", "official")
    return next(kind for kind in every if kind in kinds)
