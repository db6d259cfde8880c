"""Heat table: every unit by every area, in per cent of the maximum, with the number printed in each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from parindex.documents import Unfit
from parindex.framework import Framework
from parindex.language import Language, Text
from parindex.reporting.charts import phrases
from parindex.reporting.charts.chart import WIDE, Cell, Chart, ChartTable
from parindex.reporting.charts.classes import PER_CENT, legend
from parindex.reporting.charts.colours import HATCH, colour
from parindex.reporting.charts.lettering import BOLD, fitted, in_lines, widest
from parindex.reporting.charts.numbers import rounded, rounded_or_none
from parindex.reporting.charts.of_results import notes_of, said, source_of
from parindex.reporting.charts.spec import Layer, Row, at, literal, picture, pixels, row_place
from parindex.reporting.numbers import number, percent, units_of_all
from parindex.scoring import Results, UnitResult, summarise

_GAP = 8
_STEP = 22
_ROOMY = 560
_LINE = 13
_WIDEST_CELL = 120
_NARROW_CELL = 40

TITLE = Text(
    vi="{low} là {level} yếu nhất, trung bình đạt {value} điểm tối đa",
    en="{low} is the weakest {level}: {value} of the maximum on average",
)
SENTENCE = Text(
    vi="Trung bình của các đơn vị cao nhất ở {high} ({highest}), thấp nhất ở {low} ({lowest}).",
    en="The mean of the units is highest in {high} ({highest}) and lowest in {low} ({lowest}).",
)
SOME = Text(
    vi="Tỷ lệ điểm theo {level} của {units}",
    en="Shares of points by {level} of {units}",
)
OF_SOME = Text(
    vi="Trong các ô đã biết, cao nhất là {unit} ở {area}: {value}.",
    en="Of the cells that are known, the highest is {unit} in {area}: {value}.",
)
READING = Text(
    vi="Số trong ô: phần trăm điểm tối đa của {level}. Ô gạch chéo: không rõ; dấu –: không áp dụng.",
    en="The number in a cell: per cent of the maximum of the {level}. Hatched: unknown; –: not applicable.",
)


@dataclass(frozen=True)
class Share:
    """What a unit has of the maximum of an area, in per cent; None where it is unknown or the area does not apply."""

    value: Fraction | None
    applies: bool

    @property
    def shade(self) -> int | None:
        """The class of the value, from 1."""
        return None if self.value is None else PER_CENT.of(self.value)


Shares = Sequence[tuple[UnitResult, tuple[Share, ...]]]
"""Units by rank, each with a share for each area of the framework."""


def shares_of(results: Results) -> Shares:
    """Return the component indices of the units of which any is known.

    Raises
    ------
    Unfit
        No component index of any unit is known.
    """
    columns = [_column(results, area.code) for area in results.framework.tree]
    positions = results.round.unit_position
    rows = [
        (each, tuple(column[positions[each.unit.code]] for column in columns)) for each in results.ordered
    ]
    known = [(each, cells) for each, cells in rows if any(cell.value is not None for cell in cells)]
    if not known:
        code = results.round.info.code
        raise Unfit(
            f"Đợt {code} không có điểm theo lĩnh vực nên không vẽ được bảng nhiệt.",
            f"The round {code} has no points by area, so no heat table can be drawn.",
        )
    return known


def labels_of(framework: Framework) -> list[str]:
    """Return what heads narrow columns of areas: their numbers, counted where their codes are words that tell nothing."""
    return [framework.by_code[area.code].number or str(n) for n, area in enumerate(framework.tree, 1)]


def _column(results: Results, area: str) -> list[Share]:
    leaves = list(results.framework.leaves_under(area))
    applies = np.any(results.scores.is_applicable[:, leaves], axis=1)
    return [
        Share(value, bool(is_there))
        for value, is_there in zip(results.components(area), applies, strict=True)
    ]


def heat_table(results: Results, language: Language, width: float = WIDE) -> Chart:
    """Return the component index of every unit on every area.

    Parameters
    ----------
    results : Results
    language : {"vi", "en"}
    width : float
        In pixels.

    Raises
    ------
    Unfit
        No component index of any unit is known.
    """
    shares = shares_of(results)
    means = {code: figure.value for code, figure in summarise(results).area_means.items()}
    whole = results.is_complete and len(means) == len(results.framework.tree)
    title, sentence = _whole(results, means, language) if whole else _part(results, shares, language)
    key = () if _are_named(results, language, width) else (_key(results, language),)
    return Chart(
        code="heat-table",
        language=language,
        title=title,
        sentence=sentence,
        table=_table(results, shares, means if whole else {}, language),
        source=source_of(results, language),
        status=results.round.info.data_status,
        spec=_spec(results, shares, language, width),
        notes=(*key, said(READING, language, level=_level(results, language)), *notes_of(results, language)),
    )


def _whole(results: Results, means: dict[str, Fraction], language: Language) -> tuple[str, str]:
    high, low = max(means, key=means.__getitem__), min(means, key=means.__getitem__)
    values = {
        "high": _title_of(results, high, language),
        "low": _title_of(results, low, language),
        "level": _level(results, language),
        "value": percent(means[low], language),
        "highest": percent(means[high], language),
        "lowest": percent(means[low], language),
    }
    return said(TITLE, language, **values), said(SENTENCE, language, **values)


def _part(results: Results, shares: Shares, language: Language) -> tuple[str, str]:
    known = [
        (cell.value, area, each)
        for each, cells in shares
        for area, cell in zip(results.framework.tree, cells, strict=True)
        if cell.value is not None
    ]
    value, area, each = max(known, key=lambda cell: cell[0])
    units = units_of_all(len(shares), results.units_in_all, language)
    title = said(SOME, language, units=units, level=_level(results, language))
    return title, said(
        OF_SOME,
        language,
        unit=each.unit.name.to(language),
        area=area.title.to(language),
        value=percent(value, language),
    )


def _level(results: Results, language: Language) -> str:
    """Return what the framework calls its areas, within a sentence."""
    return results.framework.level_of(0, language).lower()


def _title_of(results: Results, code: str, language: Language) -> str:
    return results.framework.by_code[code].node.title.to(language)


def _key(results: Results, language: Language) -> str:
    labels = zip(labels_of(results.framework), results.framework.tree, strict=True)
    return "; ".join(f"{label}: {area.title.to(language)}" for label, area in labels)


def _table(results: Results, shares: Shares, means: dict[str, Fraction], language: Language) -> ChartTable:
    tree = results.framework.tree
    rows: list[tuple[Cell, ...]] = [
        (each.unit.name.to(language), *(rounded_or_none(cell.value, 1) for cell in cells))
        for each, cells in shares
    ]
    if means:
        rows.append((phrases.MEAN.to(language), *(rounded(means[area.code], 1) for area in tree)))
    return ChartTable((phrases.UNIT.to(language), *(area.title.to(language) for area in tree)), tuple(rows))


def _spec(results: Results, shares: Shares, language: Language, width: float) -> dict[str, object]:
    names = [each.unit.name.to(language) for each, _ in shares]
    codes = [area.code for area in results.framework.tree]
    room = min(widest(names), max(0.29 * width, width - _WIDEST_CELL * len(codes) - _GAP))
    start = room + _GAP
    cell = min((width - start - 1) / len(codes), _WIDEST_CELL)
    heads = _heads(results, language, width, cell)
    top = _LINE * max(map(len, heads)) + 8
    cells = _cells(shares, codes, language)
    is_hatched = any(each["fill"] == HATCH for each in cells)
    key = legend(PER_CENT, language, width, phrases.UNKNOWN if is_hatched else None)
    across = {
        "field": "area", "type": "ordinal", "axis": None,
        "scale": {"domain": codes, "range": [start, start + cell * len(codes)], "padding": 0},
    }  # fmt: skip
    layers = [
        *_squares(across, cell < _NARROW_CELL),
        _names(names, room),
        _headings(heads, codes, across),
    ]
    for layer in layers[:3]:
        layer["encoding"]["y"] = row_place(len(names), _STEP)
    return picture(width, _STEP * len(names), cells, [*layers, *key.layers(-top - key.height)])


def _heads(results: Results, language: Language, width: float, cell: float) -> list[list[str]]:
    """Return what heads each column: the name of the area in lines, or its code."""
    if not _are_named(results, language, width):
        return [[label] for label in labels_of(results.framework)]
    titles = (area.title.to(language) for area in results.framework.tree)
    return [in_lines(title, cell - 4, 10, bold=True, most=6) for title in titles]


def _are_named(results: Results, language: Language, width: float) -> bool:
    """Tell whether the columns are headed by the names of the areas: where each of their words has room, else by codes."""
    words = [word for area in results.framework.tree for word in area.title.to(language).split()]
    cell = min(0.7 * width / len(results.framework.tree), _WIDEST_CELL)
    return width >= _ROOMY and widest(words, 10, bold=True) <= cell - 4


def _cells(shares: Shares, codes: Sequence[str], language: Language) -> list[Row]:
    return [
        {"row": place, "area": code, **_look(cell, language)}
        for place, (_, cells) in enumerate(shares)
        for code, cell in zip(codes, cells, strict=True)
    ]


def _look(cell: Share, language: Language) -> Row:
    if cell.value is not None:
        return {
            "fill": colour(f"ramp-{cell.shade}"),
            "ink": colour(f"on-ramp-{cell.shade}"),
            "text": number(cell.value, language, 1),
        }
    return {
        "fill": HATCH if cell.applies else colour("paper"),
        "ink": colour("ink"),
        "text": "" if cell.applies else "–",
    }


def _squares(across: Layer, is_small: bool) -> list[Layer]:
    return [
        {
            "mark": {"type": "rect", "stroke": colour("paper"), "strokeWidth": 1},
            "encoding": {"x": across, "fill": literal("fill")},
        },
        {
            "mark": {"type": "text", "fontSize": 10 if is_small else 11},
            "encoding": {"x": across, "text": {"field": "text"}, "color": literal("ink")},
        },
    ]


def _names(names: Sequence[str], room: float) -> Layer:
    return {
        "data": {"values": [{"row": place, "name": fitted(name, room)} for place, name in enumerate(names)]},
        "mark": {"type": "text", "align": "left"},
        "encoding": {"x": at(0), "text": {"field": "name"}},
    }


def _headings(heads: Sequence[list[str]], codes: Sequence[str], across: Layer) -> Layer:
    rows = [
        {"area": code, "head": head, "y": -_LINE * len(head) + 2}
        for code, head in zip(codes, heads, strict=True)
    ]
    return {
        "data": {"values": rows},
        "mark": {"type": "text", "fontSize": 10, "fontWeight": BOLD, "lineHeight": _LINE},
        "encoding": {"x": across, "y": pixels("y"), "text": {"field": "head"}},
    }
