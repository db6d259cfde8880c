"""Classes of a value for maps and heat tables: fixed breaks, a shade for each, a legend with the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from parindex.language import Language, Text
from parindex.reporting.charts.colours import HATCH, colour
from parindex.reporting.charts.lettering import width_of
from parindex.reporting.charts.spec import Layer, Row, literal, pixels
from parindex.reporting.numbers import number

_SWATCH = 16
_GAP = 6
_BETWEEN = 14
_LINE = 20
_SMALL = 11

UNDER = Text(vi="dưới {high}", en="below {high}")
BETWEEN = Text(vi="{low} – {high}", en="{low} – {high}")
FROM = Text(vi="từ {low}", en="{low} and more")


@dataclass(frozen=True)
class Classes:
    """Four breaks between five shades; a value equal to a break belongs to the class above it."""

    breaks: tuple[Fraction, ...]

    def of(self, value: Fraction) -> int:
        """Return the class of a value, from 1."""
        return 1 + sum(value >= limit for limit in self.breaks)

    def names(self, language: Language) -> list[str]:
        """Return what each class holds, from the lowest."""
        shown = [number(limit, language, 0 if limit == int(limit) else 1) for limit in self.breaks]
        between = [BETWEEN.to(language, low=low, high=high) for low, high in pairwise(shown)]
        return [
            UNDER.to(language, high=shown[0]),
            *between,
            FROM.to(language, low=shown[-1]),
        ]


PER_CENT = Classes(tuple(map(Fraction, (60, 70, 80, 90))))
"""For shares of a maximum: the same in every round, so that pictures of two years can be laid side by side."""


@dataclass(frozen=True)
class Legend:
    """Swatches with their names, placed in lines."""

    entries: tuple[Row, ...]
    height: float

    def layers(self, top: float) -> list[Layer]:
        """Return the legend with its first line so many pixels down."""
        rows = [
            {**each, "y": each["y"] + top, "y2": each["y2"] + top, "at": each["at"] + top}
            for each in self.entries
        ]
        squares: Layer = {
            "data": {"values": rows},
            "mark": {"type": "rect", "stroke": colour("border"), "strokeWidth": 1},
            "encoding": {
                "x": pixels("x"), "x2": {"field": "x2"}, "y": pixels("y"), "y2": {"field": "y2"},
                "fill": literal("fill"),
            },
        }  # fmt: skip
        names: Layer = {
            "data": {"values": rows},
            "mark": {"type": "text", "align": "left", "fontSize": _SMALL, "color": colour("muted")},
            "encoding": {"x": pixels("text_at"), "y": pixels("at"), "text": {"field": "name"}},
        }
        return [squares, names]


def legend(classes: Classes, language: Language, width: float, hatched: Text | None = None) -> Legend:
    """Return the legend of some classes in as many lines as the width asks for.

    Parameters
    ----------
    classes : Classes
    language : {"vi", "en"}
    width : float
        In pixels.
    hatched : Text, optional
        What the hatching stands for, where there is any.
    """
    named = [(name, colour(f"ramp-{place}")) for place, name in enumerate(classes.names(language), start=1)]
    return swatches([*named, *([(hatched.to(language), HATCH)] if hatched else [])], width)


def swatches(named: Sequence[tuple[str, str]], width: float) -> Legend:
    """Return a legend of names with their fills."""
    entries: list[Row] = []
    right, line = 0.0, 0
    for name, fill in named:
        room = _SWATCH + _GAP + width_of(name, _SMALL)
        if right and right + room > width:
            right, line = 0.0, line + 1
        middle = _LINE * line + _LINE / 2
        place = {"x": right, "x2": right + _SWATCH, "y": middle - 6, "y2": middle + 6, "at": middle}
        entries.append({**place, "text_at": right + _SWATCH + _GAP, "fill": fill, "name": name})
        right += room + _BETWEEN
    return Legend(tuple(entries), _LINE * (line + 1) + 4)
