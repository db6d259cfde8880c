"""A grid of tiles: one equal tile a province, so that large empty ones do not outweigh small crowded ones."""

from __future__ import annotations

from fractions import Fraction

from parindex.language import Language, Text
from parindex.reporting.charts.chart import Chart
from parindex.reporting.charts.classes import legend
from parindex.reporting.charts.colours import colour
from parindex.reporting.charts.geography import ARCHIPELAGOS, edition_of, tiles
from parindex.reporting.charts.lettering import BOLD, SIZE, in_lines
from parindex.reporting.charts.of_results import code_of
from parindex.reporting.charts.province_map import USUAL
from parindex.reporting.charts.spec import Layer, Row, literal, picture, pixels
from parindex.reporting.charts.unit_values import UnitValues, index_of, sentence_of, table_of, title_of
from parindex.reporting.numbers import number
from parindex.scoring import Results

_WIDEST = 60
_GAP = 1
_LEADING = 1.15
_LINES = 4
"""Lines of letters in a tile: a name of up to three, and the value."""

READING = Text(
    vi="Mỗi ô là một tỉnh, đặt gần đúng vị trí. Hoàng Sa, Trường Sa cùng màu với tỉnh quản lý.",
    en="Each tile is a province, roughly in its place. Hoang Sa and Truong Sa have the shade of their province.",
)

LACKING = Text(vi="Dấu “?”: {lacking}.", en="A question mark: {lacking}.")


def tile_grid(results: Results, language: Language, width: float = USUAL) -> Chart:
    """Return the index of every province on a grid of equal tiles.

    Parameters
    ----------
    results : Results
    language : {"vi", "en"}
    width : float
        In pixels.

    Raises
    ------
    Unfit
        The units are not the provinces of one time, or nothing is known of any.
    """
    return tiles_of(index_of(results), language, width)


def tiles_of(values: UnitValues, language: Language, width: float = USUAL) -> Chart:
    """Return a value of every province on a grid of equal tiles; see `tile_grid`."""
    unknown = () if len(values.known) == len(values.values) else (LACKING.filled(lacking=values.lacking),)
    return Chart(
        code=f"tiles-{code_of(values.code)}",
        language=language,
        title=title_of(values, language),
        sentence=sentence_of(values, language),
        table=table_of(values, language),
        source=values.source.to(language),
        status=values.status,
        spec=_spec(values, language, width),
        notes=tuple(note.to(language) for note in (READING, *unknown, *values.notes)),
    )


def _spec(values: UnitValues, language: Language, width: float) -> dict[str, object]:
    edition = edition_of(unit.code for unit, _ in values.values)
    places = tiles(edition)
    columns = 1 + max(each.tile[edition][0] for each in ARCHIPELAGOS)
    wide = min((width - 1) / columns, _WIDEST)
    letters = min(wide / 3.9, SIZE)
    high = letters * _LEADING * _LINES + 5
    rows = [
        {**_look(value, values, language), "place": places[unit.code], "name": unit.name.to(language)}
        for unit, value in values.values
    ]
    by_code = {unit.code: row for (unit, _), row in zip(values.values, rows, strict=True)}
    for each in ARCHIPELAGOS:
        look = by_code.get(each.of[edition], _look(None, values, language))
        rows.append({**look, "value": "", "place": each.tile[edition], "name": each.short.to(language)})
    key = legend(values.classes, language, width)
    placed = [_placed(row, wide, high, letters, key.height) for row in rows]
    height = key.height + high * (1 + max(row for _, row in places.values()))
    return picture(width, height, placed, [*key.layers(0), *_tiles(placed, letters)])


def _look(value: Fraction | None, values: UnitValues, language: Language) -> Row:
    if value is None:
        return {"fill": colour("paper"), "ink": colour("muted"), "value": "?"}
    shade = values.classes.of(value)
    return {
        "fill": colour(f"ramp-{shade}"),
        "ink": colour(f"on-ramp-{shade}"),
        "value": number(value, language, 1),
    }


def _placed(row: Row, wide: float, high: float, letters: float, top: float) -> Row:
    column, line = row.pop("place")
    lines = in_lines(row["name"], wide - _GAP - 1, letters, most=_LINES - 1)
    left, upper = column * wide, top + line * high
    total = len(lines) + (1 if row["value"] else 0)
    first = upper + high / 2 - letters * _LEADING * (total - 1) / 2
    middle = left + wide / 2
    return {
        **row,
        "name": lines,
        "x": left + _GAP / 2,
        "x2": left + wide - _GAP / 2,
        "y": upper + _GAP / 2,
        "y2": upper + high - _GAP / 2,
        "middle": middle,
        "name_y": first,
        "value_y": first + letters * _LEADING * len(lines),
    }


def _tiles(rows: list[Row], letters: float) -> list[Layer]:
    return [
        {
            "mark": {"type": "rect", "stroke": colour("border"), "strokeWidth": 1, "cornerRadius": 2},
            "encoding": {
                "x": pixels("x"), "x2": {"field": "x2"}, "y": pixels("y"), "y2": {"field": "y2"},
                "fill": literal("fill"),
            },
        },
        {
            "mark": {"type": "text", "fontSize": letters, "lineHeight": letters * _LEADING},
            "encoding": {
                "x": pixels("middle"), "y": pixels("name_y"), "text": {"field": "name"}, "color": literal("ink"),
            },
        },
        {
            "mark": {"type": "text", "fontSize": letters, "fontWeight": BOLD},
            "encoding": {
                "x": pixels("middle"), "y": pixels("value_y"), "text": {"field": "value"}, "color": literal("ink"),
            },
        },
    ]  # fmt: skip
