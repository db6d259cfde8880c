"""Ranking bars: who stands where, by how much, and how that changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parindex.language import Language, Text
from parindex.reporting.charts import phrases
from parindex.reporting.charts.chart import WIDE, Chart, ChartTable
from parindex.reporting.charts.colours import colour
from parindex.reporting.charts.lettering import BOLD, fitted, widest
from parindex.reporting.charts.numbers import rounded, rounded_or_none
from parindex.reporting.charts.of_results import (
    break_notes,
    code_of,
    ink_of,
    known_units,
    notes_of,
    said,
    source_of,
)
from parindex.reporting.charts.spec import Layer, Row, along, at, literal, picture, row_place
from parindex.reporting.numbers import number, signed, units_of_all
from parindex.scoring import Results, UnitResult

_GAP = 8
_ARROW = 14
_ROOMY = 560

LEADS = Text(vi="{first} đứng đầu, cách {last} {gap} điểm", en="{first} leads, {gap} points ahead of {last}")
FIRST_AND_LAST = Text(
    vi="{first} đạt {highest} điểm, cao nhất trong {units} đơn vị được xếp hạng; {last} đạt {lowest} điểm, thấp nhất.",
    en="{first} has {highest} points, the most of {units} ranked units; {last} has {lowest}, the fewest.",
)
SOME_KNOWN = Text(vi="Có kết quả của {units}", en="Results of {units} are known")
OF_SOME = Text(
    vi="Trong các kết quả đã biết, {first} cao nhất với {highest} điểm.",
    en="Of the results that are known, that of {first} is the highest with {highest} points.",
)
RANKS_ALONE = Text(
    vi="Chỉ biết thứ hạng: {first} đứng thứ {rank}.", en="Only ranks are known: {first} is number {rank}."
)
NOT_DRAWN = Text(
    vi="Không vẽ {units} đơn vị chưa rõ kết quả; chưa rõ không có nghĩa là 0 điểm.",
    en="{units} units whose result is unknown are not drawn; unknown does not mean zero.",
)
READING = Text(
    vi="Thanh dài theo điểm, từ 0 đến 100. Hai cột bên phải: tăng, giảm điểm và bậc so với đợt trước.",
    en="Bars are as long as the index, from 0 to 100. On the right: change in points and in places on the round before.",
)


def ranking(
    results: Results,
    language: Language,
    unit: str | None = None,
    width: float = WIDE,
    breaks: Sequence[Text] = (),
) -> Chart:
    """Return the ranking as bars from zero, with the change in points and places.

    Parameters
    ----------
    results : Results
    language : {"vi", "en"}
    unit : str, optional
        Code of a unit to pick out.
    width : float
        In pixels.
    breaks : sequence of Text
        Why figures of the round before are of another kind.

    Raises
    ------
    Unfit
        No unit has a result.
    """
    known = known_units(results)
    unknown = 0 if results.units_in_all is None else results.units_in_all - len(known)
    missing = (said(NOT_DRAWN, language, units=unknown),) if unknown else ()
    has_change = any(each.change for each in known)
    return Chart(
        code="ranking" if unit is None else f"ranking-{code_of(unit)}",
        language=language,
        title=_title(results, known, language),
        sentence=_sentence(results, known, language),
        table=_table(results, language),
        source=source_of(results, language),
        status=results.round.info.data_status,
        spec=_spec(results, known, language, unit, width),
        notes=(*(_of_change(breaks, language) if has_change else ()), *missing, *notes_of(results, language)),
    )


def _of_change(breaks: Sequence[Text], language: Language) -> tuple[str, ...]:
    return READING.to(language), *break_notes(breaks, language)


def _title(results: Results, known: list[UnitResult], language: Language) -> str:
    if not results.is_complete:
        return said(SOME_KNOWN, language, units=units_of_all(len(known), results.units_in_all, language))
    first, last = _ends(results, known)
    decimals = results.framework.ranking.decimals
    gap = rounded(first.index or 0, decimals) - rounded(last.index or 0, decimals)
    return said(
        LEADS,
        language,
        first=first.unit.name.to(language),
        last=last.unit.name.to(language),
        gap=number(gap, language, decimals),
    )


def _sentence(results: Results, known: list[UnitResult], language: Language) -> str:
    decimals = results.framework.ranking.decimals
    with_index = [each for each in known if each.index is not None]
    if results.is_complete:
        first, last = _ends(results, known)
        return said(
            FIRST_AND_LAST,
            language,
            first=first.unit.name.to(language),
            last=last.unit.name.to(language),
            highest=number(first.index or 0, language, decimals),
            lowest=number(last.index or 0, language, decimals),
            units=sum(each.rank is not None for each in known),
        )
    if not with_index:
        first = known[0]
        return said(RANKS_ALONE, language, first=first.unit.name.to(language), rank=first.rank)
    first = max(with_index, key=lambda each: each.index or 0)
    highest = number(first.index or 0, language, decimals)
    return said(OF_SOME, language, first=first.unit.name.to(language), highest=highest)


def _ends(results: Results, known: list[UnitResult]) -> tuple[UnitResult, UnitResult]:
    ranked = [each for each in known if each.rank is not None]
    return ranked[0], ranked[-1]


def _table(results: Results, language: Language) -> ChartTable:
    decimals = results.framework.ranking.decimals
    heads = (
        phrases.RANK, phrases.UNIT, phrases.INDEX, phrases.GROUP, phrases.POINTS_CHANGE, phrases.PLACES_CHANGE,
    )  # fmt: skip
    return ChartTable(
        tuple(head.to(language) for head in heads),
        tuple(
            (
                each.rank,
                each.unit.name.to(language),
                rounded_or_none(each.index, decimals),
                each.group or None,
                rounded_or_none(each.change.points if each.change else None, decimals),
                each.change.places if each.change else None,
            )
            for each in results.ordered
        ),
    )


def _spec(
    results: Results, known: list[UnitResult], language: Language, unit: str | None, width: float
) -> dict[str, object]:
    rows = [_row(results, each, place, language, each.unit.code == unit) for place, each in enumerate(known)]
    columns = _Columns.of(rows, width)
    for row in rows:
        row["name"] = fitted(row["name"], columns.name_room, bold=True)
    bars = (columns.bar_start, columns.bar_end)
    layers = [
        _bars(columns, bars),
        *_texts("rank", columns.name - _GAP, "right", "muted", columns.name_up),
        *_texts("name", columns.name, "left", "ink", columns.name_up),
        *_texts("value", along("end", (0, 100), bars), "left", "ink", columns.bar_down, 4),
        *_texts("change", columns.change_end, "right", literal("change_ink"), columns.bar_down),
        *_texts("moved", width, "right", literal("moved_ink"), columns.bar_down),
        _arrows(columns.arrow, columns.bar_down),
    ]
    for layer in layers:
        layer["encoding"]["y"] = row_place(len(rows), columns.step, 0.3)
    return picture(width, columns.step * len(rows), rows, layers)


@dataclass(frozen=True)
class _Columns:
    """Where things stand in a row. Where names are long and the picture narrow, the name stands above its bar."""

    step: float
    name: float
    name_room: float
    bar_start: float
    bar_end: float
    change_end: float
    arrow: float
    name_up: float
    bar_down: float

    @classmethod
    def of(cls, rows: Sequence[Row], width: float) -> _Columns:
        """Return the columns that the texts of the rows need."""
        rank, value, change, moved = (
            widest((row[field] for row in rows), bold=True) for field in ("rank", "value", "change", "moved")
        )
        names = widest((row["name"] for row in rows), bold=True)
        arrow = width - moved - 9
        change_end = width - (moved + _ARROW + _GAP if moved else 0)
        name = rank + _GAP
        end = change_end - (change + _GAP if change else 0) - value - _GAP
        if names <= 0.36 * width or width >= _ROOMY:
            room = min(names, 0.45 * width)
            return cls(24, name, room, name + room + _GAP, end, change_end, arrow, 0, 0)
        return cls(42, name, width - name, name, end, change_end, arrow, -9, 8)


def _texts(
    field: str, x: float | Layer, align: str, ink: str | Layer, dy: float, dx: float = 0
) -> list[Layer]:
    """Return the texts of a column, those of the unit that is picked out in bold."""
    place = x if isinstance(x, dict) else at(x)
    tint = {"value": colour(ink)} if isinstance(ink, str) else ink
    return [
        {
            "transform": [{"filter": f"datum.picked === {picked}"}],
            "mark": {"type": "text", "align": align, "dx": dx, "dy": dy, "fontWeight": weight},
            "encoding": {"x": place, "text": {"field": field}, "color": tint},
        }
        for picked, weight in (("false", "normal"), ("true", BOLD))
    ]


def _bars(columns: _Columns, pixels: tuple[float, float]) -> Layer:
    size = 16 if not columns.bar_down else 13
    return {
        "transform": [{"filter": "datum.index !== null"}],
        "mark": {"type": "bar", "size": size, "yOffset": columns.bar_down},
        "encoding": {"x": along("index", (0, 100), pixels), "color": literal("fill")},
    }


def _arrows(x: float, dy: float) -> Layer:
    return {
        "transform": [{"filter": "datum.shape !== ''"}],
        "mark": {"type": "point", "filled": True, "size": 40, "opacity": 1, "yOffset": dy},
        "encoding": {"x": at(x), "shape": literal("shape"), "color": literal("moved_ink")},
    }


def _row(results: Results, each: UnitResult, place: int, language: Language, picked: bool) -> Row:
    decimals = results.framework.ranking.decimals
    points = each.change.points if each.change else None
    places = each.change.places if each.change else None
    return {
        "row": place,
        "picked": picked,
        "rank": "" if each.rank is None else str(each.rank),
        "name": each.unit.name.to(language),
        "index": None if each.index is None else float(each.index),
        "end": float(each.index or 0),
        "value": phrases.UNKNOWN.to(language)
        if each.index is None
        else number(each.index, language, decimals),
        "change": "" if points is None else signed(points, language, decimals),
        "change_ink": ink_of(points),
        "moved": "" if places is None else str(abs(places)) if places else "=",
        "moved_ink": ink_of(places),
        "shape": "" if not places else "triangle-up" if places > 0 else "triangle-down",
        "fill": colour("accent" if picked else "bar"),
    }
