"""The picture of values over the years: where lines, points, labels and breaks stand, in pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, pairwise

from parindex.language import Language
from parindex.reporting.charts.colours import colour
from parindex.reporting.charts.lettering import in_lines, widest
from parindex.reporting.charts.spec import Layer, Row, literal, picture, pixels
from parindex.reporting.numbers import number
from parindex.survey.series import Break

_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
_HEIGHT, _LOW = 420, 300
"""How high the picture is, and how high with one line alone."""
_ROOMY = 560
_LEADING = 15
_TICKS = 26
_LEADER = 14
"""Room between the last year and its labels for thin lines from one to the other."""
_ASIDE = 3
"""How far a label may be moved up or down and still stand beside its point."""
_GAP = 10
_YEAR = 38


@dataclass(frozen=True)
class Axis:
    """How values stand on the upright axis; `downwards` for places, of which the first is the highest."""

    decimals: int
    downwards: bool


@dataclass(frozen=True)
class Line:
    """A unit over the years; None where nothing is known."""

    code: str
    name: str
    values: tuple[Fraction | int | None, ...]


def range_of(axis: Axis, every: dict[str, Line]) -> tuple[int, int]:
    """Return the ends of the upright axis: the places there are, or the tens around the indices."""
    known = [value for line in every.values() for value in line.values if value is not None]
    if axis.downwards:
        return 1, max(int(max(known)), 2)
    low = int(min(known) // 10) * 10
    return low, max(int(-(-max(known) // 10)) * 10, low + 10)


class Plot:
    """Where lines, points and labels stand, in pixels."""

    def __init__(
        self,
        axis: Axis,
        every: dict[str, Line],
        chosen: Sequence[Line],
        years: Sequence[int],
        joined: Sequence[bool],
        language: Language,
        width: float,
    ) -> None:
        self.axis, self.every, self.chosen, self.language = axis, every, chosen, language
        self.years, self.joined, self.width = years, joined, width
        self.domain = range_of(axis, every)
        self.height = _HEIGHT if len(every) > 1 else _LOW
        most = 0.3 * width if width >= _ROOMY else 0.34 * width
        self.before = [in_lines(self._label(line, 0), most, most=2) for line in chosen]
        self.after = [in_lines(self._label(line, -1), most, most=2) for line in chosen]
        self.left = (widest(chain.from_iterable(self.before)) + _GAP if width >= _ROOMY else 0) + _TICKS
        self.right = width - widest(chain.from_iterable(self.after)) - _GAP - _LEADER

    def _label(self, line: Line, end: int) -> str:
        """Return the value and name at one end of a line, with the year where the line ends earlier."""
        places = [at for at, value in enumerate(line.values) if value is not None]
        at = places[end]
        year = f" ({self.years[at]})" if at not in {0, len(self.years) - 1} else ""
        return f"{number(line.values[at] or 0, self.language, self.axis.decimals)} {line.name}{year}"

    def x(self, at: int) -> float:
        """Return where a year stands."""
        steps = len(self.years) - 1
        if not steps:
            return (self.left + self.right) / 2
        return self.left + 6 + (self.right - self.left - 12) * at / steps

    def y(self, value: Fraction | int) -> float:
        """Return how far down a value stands."""
        low, high = self.domain
        share = float((value - low) / (high - low))
        return 6 + (self.height - 12) * (share if self.axis.downwards else 1 - share)

    def spec(self, breaks: Sequence[Break]) -> dict[str, object]:
        """Return the whole picture."""
        picked = {line.code: place for place, line in enumerate(self.chosen)}
        quiet = [line for line in self.every.values() if line.code not in picked]
        layers = [
            *self.grid(),
            *self.break_marks(breaks),
            *self.strokes([(line, "quiet", "circle") for line in quiet], 1, 8, 0.55),
            *self.strokes(
                [(line, f"series-{n + 1}", _SHAPES[n]) for n, line in enumerate(self.chosen)], 2.5, 60, 1
            ),
            *self.labels(self.after, -1, self.right + _LEADER, "left"),
        ]
        if self.width >= _ROOMY:
            layers += self.labels(self.before, 0, self.left - _TICKS - 2, "right")
        return picture(self.width, self.height, [], layers)

    def strokes(
        self, lines: Sequence[tuple[Line, str, str]], thick: float, size: float, opacity: float
    ) -> list[Layer]:
        """Return the unbroken stretches of lines, and a point at each known value."""
        stretches: list[Row] = []
        points: list[Row] = []
        for line, tint, shape in lines:
            part = 0
            for at, value in enumerate(line.values):
                if at and not (self.joined[at - 1] and line.values[at - 1] is not None):
                    part += 1
                if value is not None:
                    spot = {"x": self.x(at), "y": self.y(value), "tint": colour(tint), "shape": shape}
                    stretches.append({**spot, "stretch": f"{line.code} {part}"})
                    points.append(spot)
        place = {"x": pixels("x"), "y": pixels("y"), "color": literal("tint")}
        return [
            {
                "data": {"values": stretches},
                "mark": {"type": "line", "strokeWidth": thick, "opacity": opacity},
                "encoding": {**place, "detail": {"field": "stretch"}},
            },
            {
                "data": {"values": points},
                "mark": {"type": "point", "filled": True, "size": size, "opacity": opacity},
                "encoding": {**place, "shape": literal("shape")},
            },
        ]

    def labels(self, texts: Sequence[list[str]], end: int, x: float, align: str) -> list[Layer]:
        """Return labels at one end, moved apart where they would lie over each other, each led to from its point."""
        wanted = []
        for place, (line, text) in enumerate(zip(self.chosen, texts, strict=True)):
            at = [at for at, value in enumerate(line.values) if value is not None][end]
            wanted.append((self.y(line.values[at] or 0), self.x(at), place, text))
        wanted.sort()
        middles = apart([y for y, *_ in wanted], [len(text) for *_, text in wanted], self.height)
        rows = [
            {
                "x": x,
                "y": y - _LEADING * (len(text) - 1) / 2,
                "text": text,
                "tint": colour(f"series-{place + 1}"),
            }
            for y, (_, _, place, text) in zip(middles, wanted, strict=True)
        ]
        encoding = {"x": pixels("x"), "y": pixels("y"), "text": {"field": "text"}, "color": literal("tint")}
        mark = {"type": "text", "align": align, "lineHeight": _LEADING}
        beside = self.x(len(self.years) - 1 if end else 0)
        led = [
            {"x": point, "y": y, "x2": x - 3 if align == "left" else x + 3, "y2": middle, "tint": row["tint"]}
            for middle, row, (y, point, *_) in zip(middles, rows, wanted, strict=True)
            if point != beside or abs(middle - y) > _ASIDE
        ]
        return [*_leaders(led), {"data": {"values": rows}, "mark": mark, "encoding": encoding}]

    def ticks(self) -> list[int]:
        """Return the values that a line across the picture marks, the last one never crowded by the one before."""
        low, high = self.domain
        if not self.axis.downwards:
            return list(range(low, high + 1, 10 if high - low > 20 else 5))
        tens = [tick for tick in range(10, high, 10) if high - tick > (high - low) / 25]
        return sorted({1, *tens, high})

    def told_years(self) -> list[int]:
        """Return which years are written below: as many as there is room for, the first and the last among them."""
        last = len(self.years) - 1
        every = math.ceil(len(self.years) * _YEAR / (self.right - self.left))
        between = [at for at in range(last, 0, -every) if at >= every]
        return sorted({0, *between, last})

    def grid(self) -> list[Layer]:
        """Return the years below, and numbered lines across."""
        across = [
            {"x": self.left, "x2": self.right, "y": self.y(tick), "text": str(tick), "at": self.left - 5}
            for tick in self.ticks()
        ]
        below = [
            {"x": self.x(at), "y": self.height + 12, "text": str(self.years[at])} for at in self.told_years()
        ]
        small = {"type": "text", "fontSize": 11, "color": colour("muted")}
        return [
            {
                "data": {"values": across},
                "mark": {"type": "rule", "color": colour("grid")},
                "encoding": {"x": pixels("x"), "x2": {"field": "x2"}, "y": pixels("y")},
            },
            {
                "data": {"values": across},
                "mark": {**small, "align": "right"},
                "encoding": {"x": pixels("at"), "y": pixels("y"), "text": {"field": "text"}},
            },
            {
                "data": {"values": below},
                "mark": small,
                "encoding": {"x": pixels("x"), "y": pixels("y"), "text": {"field": "text"}},
            },
        ]

    def break_marks(self, breaks: Sequence[Break]) -> list[Layer]:
        """Return an upright dashed line before each year from which nothing is joined to what was before."""
        rows = []
        for year in sorted({each.from_year for each in breaks}):
            at = next(place for place, known in enumerate(self.years) if known >= year)
            rows.append({"x": (self.x(at - 1) + self.x(at)) / 2, "y": 0, "y2": self.height})
        return (
            [
                {
                    "data": {"values": rows},
                    "mark": {"type": "rule", "color": colour("border"), "strokeDash": [4, 4]},
                    "encoding": {"x": pixels("x"), "y": pixels("y"), "y2": {"field": "y2"}},
                }
            ]
            if rows
            else []
        )


def _leaders(rows: Sequence[Row]) -> list[Layer]:
    """Return thin dotted lines from points to labels that do not stand beside them."""
    if not rows:
        return []
    ends = {"x": pixels("x"), "x2": {"field": "x2"}, "y": pixels("y"), "y2": {"field": "y2"}}
    mark = {"type": "rule", "strokeWidth": 1, "strokeDash": [1, 3]}
    return [{"data": {"values": list(rows)}, "mark": mark, "encoding": {**ends, "color": literal("tint")}}]


def apart(places: Sequence[float], lines: Sequence[int], height: float) -> list[float]:
    """Return sorted middles of labels of so many lines, moved down, then up, until none touch and all are in the picture."""
    moved = list(places)
    between = [_LEADING * (above + below) / 2 for above, below in pairwise(lines)]
    for at, room in enumerate(between, start=1):
        moved[at] = max(moved[at], moved[at - 1] + room)
    most = height - 6 - _LEADING * (lines[-1] - 1) / 2
    for at in reversed(range(len(moved))):
        moved[at] = min(moved[at], most)
        most = moved[at] - (between[at - 1] if at else 0)
    return moved
