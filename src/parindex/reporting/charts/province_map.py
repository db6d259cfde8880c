"""Provinces on a map: where an index is high and where it is low."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from parindex.language import Language, Text
from parindex.reporting.charts.chart import Chart
from parindex.reporting.charts.classes import legend
from parindex.reporting.charts.colours import HATCH, colour
from parindex.reporting.charts.geography import (
    ARCHIPELAGOS,
    Edition,
    edition_of,
    feature,
    provinces,
    topology,
)
from parindex.reporting.charts.lettering import in_lines
from parindex.reporting.charts.of_results import code_of
from parindex.reporting.charts.spec import Layer, Row, literal, picture, pixels
from parindex.reporting.charts.unit_values import (
    UnitValues,
    index_of,
    sentence_of,
    shades_of,
    table_of,
    title_of,
)
from parindex.scoring import Results

_WEST, _EAST, _SOUTH, _NORTH = 102.1, 109.5, 8.5, 23.45
_TALLEST = 760
_SMALL = 11

USUAL = 480
"""Width of a map and of a grid of tiles, which stand beside each other on a wide page."""

READING = Text(
    vi="Màu theo khoảng giá trị ghi ở chú giải. Quần đảo Hoàng Sa và Trường Sa vẽ tượng trưng, không theo tỷ lệ.",
    en="Shades follow the legend. The archipelagos Hoang Sa and Truong Sa are drawn as signs, not to scale.",
)
LABELS = Text(
    vi="Giá trị của từng tỉnh có trong bảng đi cùng bản đồ.",
    en="The table that goes with the map has the value of every province.",
)


def province_map(results: Results, language: Language, width: float = USUAL) -> Chart:
    """Return the index of every province on a map with the boundaries of the round's units.

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
    return map_of(index_of(results), language, width)


def map_of(values: UnitValues, language: Language, width: float = USUAL) -> Chart:
    """Return a value of every province on a map; see `province_map`."""
    notes = (READING, LABELS, *values.notes)
    return Chart(
        code=f"map-{code_of(values.code)}",
        language=language,
        title=title_of(values, language),
        sentence=sentence_of(values, language),
        table=table_of(values, language),
        source=values.source.to(language),
        status=values.status,
        spec=_spec(values, language, width),
        notes=tuple(note.to(language) for note in notes),
        description=shades_of(values, language),
    )


@dataclass(frozen=True)
class _Projection:
    """Mercator, north up, with the north-western corner at the upper left."""

    scale: float
    top: float

    @classmethod
    def fitted(cls, width: float, top: float) -> _Projection:
        """Return the projection that leaves about a third of the width for the sea and its islands."""
        across = math.radians(_EAST - _WEST)
        scale = min(0.66 * width / across, _TALLEST / (_mercator(_NORTH) - _mercator(_SOUTH)))
        return cls(scale, top)

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return the pixels of a point."""
        x = self.scale * math.radians(longitude - _WEST)
        return x, self.top + self.scale * (_mercator(_NORTH) - _mercator(latitude))

    @property
    def height(self) -> float:
        """Height of the whole country in pixels."""
        return self.scale * (_mercator(_NORTH) - _mercator(_SOUTH))

    def as_vega(self) -> Layer:
        """Return it as Vega-Lite has it."""
        return {
            "type": "mercator",
            "scale": self.scale,
            "translate": [
                -self.scale * math.radians(_WEST),
                self.top + self.scale * _mercator(_NORTH),
            ],
        }


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def _spec(values: UnitValues, language: Language, width: float) -> dict[str, object]:
    edition = edition_of(unit.code for unit, _ in values.values)
    fills = {unit.code: _fill(value, values) for unit, value in values.values}
    whole = {code: fills.get(code, HATCH) for code in provinces(edition)}
    key = legend(values.classes, language, width, values.lacking if HATCH in whole.values() else None)
    projection = _Projection.fitted(width, key.height)
    layers = [
        *key.layers(0),
        _shapes(edition, whole, projection),
        *_islands(values, edition, whole, language, projection, width),
    ]
    return picture(width, projection.top + projection.height, [], layers)


def _fill(value: Fraction | None, values: UnitValues) -> str:
    """Return the fill of a province."""
    return HATCH if value is None else colour(f"ramp-{values.classes.of(value)}")


def _shapes(edition: Edition, fills: Mapping[str, str], projection: _Projection) -> Layer:
    rows = [{"code": code, "fill": fill} for code, fill in fills.items()]
    return {
        "data": {"values": topology(edition), "format": {"type": "topojson", "feature": feature(edition)}},
        "projection": projection.as_vega(),
        "transform": [
            {"lookup": "id", "from": {"data": {"values": rows}, "key": "code", "fields": ["fill"]}}
        ],
        "mark": {"type": "geoshape", "stroke": colour("border"), "strokeWidth": 0.75, "strokeJoin": "round"},
        "encoding": {"fill": literal("fill")},
    }


def _islands(
    values: UnitValues,
    edition: Edition,
    fills: Mapping[str, str],
    language: Language,
    projection: _Projection,
    width: float,
) -> list[Layer]:
    """Return the two archipelagos as boxes in the sea with a few dots, their names and their provinces."""
    left = projection.place(_EAST, 0)[0] + 6
    room = min(width - left - 2, 150)
    names = {unit.code: unit.name.to(language) for unit, _ in values.values}
    boxes: list[Row] = []
    dots: list[Row] = []
    texts: list[Row] = []
    for each in ARCHIPELAGOS:
        province = each.of[edition]
        said = [each.name.to(language), f"({names[province]})" if province in names else ""]
        lines = [line for text in said if text for line in in_lines(text, room - 8, _SMALL, most=3)]
        height = 34 + 13 * len(lines)
        top = projection.place(*each.place)[1] - height / 2
        boxes.append({"x": left, "x2": left + room, "y": top, "y2": top + height})
        fill = fills[province]
        dots += [
            {"x": left + room * across, "y": top + 8 + 18 * down, "fill": fill} for across, down in _SIGN
        ]
        texts.append({"x": left + room / 2, "y": top + 40, "name": lines})
    return _archipelagos(boxes, dots, texts)


def _archipelagos(boxes: list[Row], dots: list[Row], texts: list[Row]) -> list[Layer]:
    return [
        {
            "data": {"values": boxes},
            "mark": {"type": "rect", "fill": None, "stroke": colour("border"), "strokeDash": [3, 3]},
            "encoding": {"x": pixels("x"), "x2": {"field": "x2"}, "y": pixels("y"), "y2": {"field": "y2"}},
        },
        {
            "data": {"values": dots},
            "mark": {
                "type": "point", "filled": True, "size": 22, "opacity": 1, "stroke": colour("border"),
                "strokeWidth": 0.75,
            },
            "encoding": {"x": pixels("x"), "y": pixels("y"), "fill": literal("fill")},
        },
        {
            "data": {"values": texts},
            "mark": {"type": "text", "fontSize": _SMALL, "lineHeight": 13},
            "encoding": {"x": pixels("x"), "y": pixels("y"), "text": {"field": "name"}},
        },
    ]  # fmt: skip


_SIGN = ((0.2, 0.3), (0.32, 0.8), (0.42, 0.15), (0.5, 0.6), (0.6, 0.95), (0.68, 0.25), (0.8, 0.55))
"""Where the dots of an archipelago stand in its box: a sign, not a survey."""
