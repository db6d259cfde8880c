"""What every spec shares: the frame, the look, and the marks that most charts are made of."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from parindex.reporting.charts.chart import harmless
from parindex.reporting.charts.colours import colour
from parindex.reporting.charts.lettering import FACE, SIZE

Layer = dict[str, Any]
Row = dict[str, Any]

CONFIG: Mapping[str, Any] = {
    "aria": False,
    "background": None,
    "font": FACE,
    "view": {"stroke": None},
    "text": {"color": colour("ink"), "fontSize": SIZE, "baseline": "middle"},
}


def picture(width: float, height: float, rows: Sequence[Row], layers: Sequence[Layer]) -> dict[str, Any]:
    """Return a spec of layers over one table; its texts are harmless.

    Parameters
    ----------
    width, height : float
        In pixels.
    rows : sequence of dict
        The data of the layers that bring none themselves.
    layers : sequence of dict
    """
    spec: dict[str, Any] = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": width,
        "height": height,
        "padding": 0,
        "config": CONFIG,
        "data": {"values": list(rows)},
        "layer": list(layers),
    }
    return {name: _harmless(part) for name, part in spec.items()}


def _harmless(part: Any) -> Any:
    """Return a part of a spec with every text in it made harmless, so that no name can break the picture."""
    if isinstance(part, str):
        return harmless(part)
    if isinstance(part, Mapping):
        return {name: _harmless(value) for name, value in part.items()}
    if isinstance(part, list):
        return part if part and isinstance(part[0], int | float) else [_harmless(value) for value in part]
    return part


def at(pixel: float) -> Layer:
    """Return a channel that is the same pixel for every mark."""
    return {"value": pixel}


def literal(field: str) -> Layer:
    """Return a channel whose field is drawn as it is: a colour, a shape, a weight of letters."""
    return {"field": field, "type": "nominal", "scale": None}


def row_place(rows: int, step: float, padding: float = 0.0) -> Layer:
    """Return the channel that puts each datum on its row, by its field ``row`` (from 0); rows are `step` pixels high."""
    scale = {
        "type": "band", "domain": list(range(rows)), "range": [0, rows * step],
        "paddingInner": padding, "paddingOuter": padding / 2,
    }  # fmt: skip
    return {"field": "row", "type": "ordinal", "axis": None, "scale": scale}


def along(field: str, between: tuple[float, float], ends: tuple[float, float]) -> Layer:
    """Return a channel that puts a number between two pixels."""
    shape = {"domain": list(between), "range": list(ends), "zero": False, "nice": False}
    return {"field": field, "type": "quantitative", "axis": None, "scale": shape}


def pixels(field: str) -> Layer:
    """Return a channel whose field is a place in pixels."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def scale(
    between: tuple[float, float],
    ends: tuple[float, float],
    top: float,
    bottom: float,
    labels_at: float,
    step: float,
) -> list[Layer]:
    """Return lines across the picture at even steps of a scale that runs along it, and their numbers at one height."""
    (low, high), (left, right) = between, ends
    first = math.ceil(low / step)
    values = [step * n for n in range(first, int(high / step) + 1)]
    rows = [
        {
            "x": left + (right - left) * (value - low) / (high - low),
            "y": top,
            "y2": bottom,
            "at": labels_at,
            "text": f"{value:g}",
        }
        for value in values
    ]
    return [
        {
            "data": {"values": rows},
            "mark": {"type": "rule", "color": colour("grid")},
            "encoding": {"x": pixels("x"), "y": pixels("y"), "y2": {"field": "y2"}},
        },
        {
            "data": {"values": rows},
            "mark": {"type": "text", "fontSize": SIZE - 1, "color": colour("muted")},
            "encoding": {"x": pixels("x"), "y": pixels("at"), "text": {"field": "text"}},
        },
    ]


def step_for(between: tuple[float, float], ends: tuple[float, float]) -> float:
    """Return a round step that leaves room for the numbers of a scale."""
    most = max((ends[1] - ends[0]) / 36, 1)
    return next(
        step
        for step in (1, 2, 5, 10, 20, 25, 50, 100)
        if (between[1] - between[0]) / step <= most or step == 100
    )
