"""Heat table: every unit by every area, in per cent of the maximum, with the number printed in each cell."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from parindex.documents import Unfit
from parindex.language import Language, Text
from parindex.reporting.charts import phrases
from parindex.reporting.charts.chart import WIDE, Cell, Chart, ChartTable
from parindex.reporting.charts.classes import PER_CENT, legend
from parindex.reporting.charts.colours import HATCH, colour
from parindex.reporting.charts.lettering import BOLD, fitted, in_lines, widest
from parindex.reporting.charts.numbers import number, percent, rounded, rounded_or_none
from parindex.reporting.charts.of_results import notes_of, said, source_of
from parindex.reporting.charts.spec import Layer, Row, at, literal, picture, pixels, row_place
from parindex.scoring import Results, summarise

_GAP = 8
_STEP = 22
_ROOMY = 560
_LINE = 13
_WIDEST_CELL = 120
_NARROW_CELL = 40

TITLE = Text(
    vi="{low} là lĩnh vực yếu nhất, trung bình đạt {value} điểm tối đa",
    en="{low} is the weakest area: {value} of the maximum on average",
)
SENTENCE = Text(
    vi="Trung bình của các đơn vị cao nhất ở {high} ({highest}), thấp nhất ở {low} ({lowest}).",
    en="The mean of the units is highest in {high} ({highest}) and lowest in {low} ({lowest}).",
)
SOME = Text(
    vi="Tỷ lệ điểm theo lĩnh vực của {known} trên {units} đơn vị",
    en="Shares of points by area of {known} of {units} units",
)
OF_SOME = Text(
    vi="Trong các ô đã biết, cao nhất là {unit} ở {area}: {value}.",
    en="Of the cells that are known, the highest is {unit} in {area}: {value}.",
)
READING = Text(
    vi="Số trong ô: phần trăm điểm tối đa của lĩnh vực. Ô gạch chéo: không rõ; dấu –: không áp dụng.",
    en="The number in a cell: per cent of the area's maximum. Hatched: unknown; –: not applicable.",
)


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
    shares = {area.code: results.components(area.code) for area in results.framework.tree}
    units = [
        each
        for each in results.ordered
        if any(values[results.round.unit_position[each.unit.code]] is not None for values in shares.values())
    ]
    if not units:
        code = results.round.info.code
        raise Unfit(
            f"Đợt {code} không có điểm theo lĩnh vực nên không vẽ được bảng nhiệt.",
            f"The round {code} has no points by area, so no heat table can be drawn.",
        )
    rows = [results.round.unit_position[each.unit.code] for each in units]
    means = {code: figure.value for code, figure in summarise(results).area_means.items()}
    whole = results.is_complete and means.keys() == shares.keys()
    title, sentence = _whole(results, means, language) if whole else _part(results, shares, rows, language)
    key = () if _are_named(results, language, width) else (_key(results, language),)
    return Chart(
        code="heat-table",
        language=language,
        title=title,
        sentence=sentence,
        table=_table(results, shares, rows, means if whole else {}, language),
        source=source_of(results, language),
        status=results.round.info.data_status,
        spec=_spec(results, shares, rows, language, width),
        notes=(*key, READING.to(language), *notes_of(results, language)),
    )


def _whole(results: Results, means: dict[str, Fraction], language: Language) -> tuple[str, str]:
    high, low = max(means, key=means.__getitem__), min(means, key=means.__getitem__)
    values = {
        "high": _title_of(results, high, language),
        "low": _title_of(results, low, language),
        "value": percent(means[low], language),
        "highest": percent(means[high], language),
        "lowest": percent(means[low], language),
    }
    return said(TITLE, language, **values), said(SENTENCE, language, **values)


def _part(
    results: Results, shares: dict[str, list[Fraction | None]], rows: Sequence[int], language: Language
) -> tuple[str, str]:
    known = [(values[row], code, row) for code, values in shares.items() for row in rows]
    value, code, row = max((cell for cell in known if cell[0] is not None), key=lambda cell: cell[0] or 0)
    title = said(SOME, language, known=len(rows), units=len(results.units))
    return title, said(
        OF_SOME,
        language,
        unit=results.units[row].unit.name.to(language),
        area=_title_of(results, code, language),
        value=percent(value or 0, language),
    )


def _title_of(results: Results, code: str, language: Language) -> str:
    return results.framework.by_code[code].node.title.to(language)


def _key(results: Results, language: Language) -> str:
    return "; ".join(f"{area.code}: {area.title.to(language)}" for area in results.framework.tree)


def _table(
    results: Results,
    shares: dict[str, list[Fraction | None]],
    rows: Sequence[int],
    means: dict[str, Fraction],
    language: Language,
) -> ChartTable:
    heads = (phrases.UNIT.to(language), *(area.title.to(language) for area in results.framework.tree))
    cells: list[tuple[Cell, ...]] = [
        (
            results.units[row].unit.name.to(language),
            *(rounded_or_none(values[row], 1) for values in shares.values()),
        )
        for row in rows
    ]
    if means:
        cells.append((phrases.MEAN.to(language), *(rounded(means[code], 1) for code in shares)))
    return ChartTable(heads, tuple(cells))


def _spec(
    results: Results,
    shares: dict[str, list[Fraction | None]],
    rows: Sequence[int],
    language: Language,
    width: float,
) -> dict[str, object]:
    names = [results.units[row].unit.name.to(language) for row in rows]
    room = min(widest(names), max(0.29 * width, width - _WIDEST_CELL * len(shares) - _GAP))
    start = room + _GAP
    cell = min((width - start - 1) / len(shares), _WIDEST_CELL)
    named = [
        in_lines(area.title.to(language), cell - 4, 10, bold=True, most=6) for area in results.framework.tree
    ]
    heads = (
        named if _are_named(results, language, width) else [[area.code] for area in results.framework.tree]
    )
    top = _LINE * max(map(len, heads)) + 8
    cells = _cells(results, shares, rows, language)
    unknown = any(each["fill"] == HATCH for each in cells)
    key = legend(PER_CENT, language, width, unknown)
    across = {
        "field": "area", "type": "ordinal", "axis": None,
        "scale": {"domain": list(shares), "range": [start, start + cell * len(shares)], "padding": 0},
    }  # fmt: skip
    layers = [
        *_squares(across, cell < _NARROW_CELL),
        _names(names, room),
        _headings(heads, list(shares), across),
    ]
    for layer in layers[:3]:
        layer["encoding"]["y"] = row_place(len(rows), _STEP)
    return picture(width, _STEP * len(rows), cells, [*layers, *key.layers(-top - key.height)])


def _are_named(results: Results, language: Language, width: float) -> bool:
    """Tell whether the columns are headed by the names of the areas: where each of their words has room, else by codes."""
    words = [word for area in results.framework.tree for word in area.title.to(language).split()]
    cell = min(0.7 * width / len(results.framework.tree), _WIDEST_CELL)
    return width >= _ROOMY and widest(words, 10, bold=True) <= cell - 4


def _cells(
    results: Results, shares: dict[str, list[Fraction | None]], rows: Sequence[int], language: Language
) -> list[Row]:
    applies = {
        code: np.any(results.scores.is_applicable[:, list(results.framework.leaves_under(code))], axis=1)
        for code in shares
    }
    return [
        {"row": place, "area": code, **_look(values[row], bool(applies[code][row]), language)}
        for place, row in enumerate(rows)
        for code, values in shares.items()
    ]


def _look(value: Fraction | None, applies: bool, language: Language) -> Row:
    if value is not None:
        shade = PER_CENT.of(value)
        return {
            "fill": colour(f"ramp-{shade}"),
            "ink": colour(f"on-ramp-{shade}"),
            "text": number(value, language, 1),
        }
    return {
        "fill": HATCH if applies else colour("paper"),
        "ink": colour("ink"),
        "text": "" if applies else "–",
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
