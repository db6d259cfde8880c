"""Rows with a name before their marks and a text behind them; the name stands above where there is no room beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parindex.reporting.charts.lettering import BOLD, fitted, widest
from parindex.reporting.charts.spec import Layer, Row, at, literal, picture, row_place, scale

_STEP = 22
_STACKED = 38
_GAP = 8
_INSET = 6
_ROOMY = 560


@dataclass(frozen=True)
class NamedRows:
    """Rows and where their marks stand, in pixels.

    Attributes
    ----------
    rows : tuple of dict
        With ``row`` from 0, ``name``, ``picked``, ``text``, and ``ink`` where texts are coloured.
    ends : (float, float)
        Between which marks stand.
    down, up : float
        How far marks and names stand from the middle of their row.
    """

    rows: tuple[Row, ...]
    width: float
    ends: tuple[float, float]
    step: float
    down: float
    up: float

    @classmethod
    def of(cls, rows: Sequence[Row], width: float) -> NamedRows:
        """Return rows laid out in a width; names are cut to their room."""
        names = widest((row["name"] for row in rows), bold=True)
        stacked = names > 0.36 * width and width < _ROOMY
        room = width if stacked else min(names, 0.42 * width)
        start = _INSET if stacked else room + 2 * _GAP
        end = width - widest(row["text"] for row in rows) - 2 * _GAP
        named = tuple({**row, "name": fitted(row["name"], room, bold=True)} for row in rows)
        place = (_STACKED, 9, -9) if stacked else (_STEP, 0, 0)
        return cls(named, width, (start, end), *place)

    def picture(self, marks: Sequence[Layer], between: tuple[float, float], step: float) -> dict[str, object]:
        """Return the picture of marks on the rows, with a scale above that has a line at every step."""
        layers = [*marks, self._texts(), *self._names()]
        for layer in layers:
            layer["encoding"]["y"] = row_place(len(self.rows), self.step)
        height = self.step * len(self.rows)
        lines = scale(between, self.ends, 0, height, -8, step)
        return picture(self.width, height, self.rows, [*lines, *layers])

    def _texts(self) -> Layer:
        ink = {"color": literal("ink")} if any("ink" in row for row in self.rows) else {}
        return {
            "mark": {"type": "text", "align": "right", "dy": self.down},
            "encoding": {"x": at(self.width), "text": {"field": "text"}, **ink},
        }

    def _names(self) -> list[Layer]:
        return [
            {
                "transform": [{"filter": f"datum.picked === {picked}"}],
                "mark": {"type": "text", "align": "left", "dy": self.up, "fontWeight": weight},
                "encoding": {"x": at(0), "text": {"field": "name"}},
            }
            for picked, weight in (("false", "normal"), ("true", BOLD))
        ]
