"""What every spec shares: the frame, the look, and the marks that most charts are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from parindex.reporting.charts.colours import colour
from parindex.reporting.charts.lettering import BOLD, FACE, SIZE

Layer = dict[str, Any]
Row = dict[str, Any]

CONFIG: Mapping[str, Any] = {
    "aria": False,
    "background": None,
    "font": FACE,
    "view": {"stroke": None},
    "text": {"color": colour("ink"), "fontSize": SIZE, "baseline": "middle"},
    "axis": {
        "labelColor": colour("muted"),
        "labelFontSize": SIZE - 1,
        "titleColor": colour("muted"),
        "titleFontSize": SIZE - 1,
        "titleFontWeight": "normal",
        "gridColor": colour("grid"),
        "domainColor": colour("border"),
        "tickColor": colour("border"),
    },
}


def picture(
    width: float, height: float | Mapping[str, float], rows: Sequence[Row], layers: Sequence[Layer]
) -> dict[str, Any]:
    """Return a spec of layers over one table.

    Parameters
    ----------
    width : float
    height : float or mapping
        In pixels, or ``{"step": pixels}`` for a chart of rows.
    rows : sequence of dict
        The data of the layers that bring none themselves.
    layers : sequence of dict
    """
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": width,
        "height": height,
        "padding": 0,
        "config": CONFIG,
        "data": {"values": list(rows)},
        "layer": list(layers),
    }


def at(pixel: float) -> Layer:
    """Return a channel that is the same pixel for every mark."""
    return {"value": pixel}


def literal(field: str) -> Layer:
    """Return a channel whose field is drawn as it is: a colour, a shape, a weight of letters."""
    return {"field": field, "type": "nominal", "scale": None}


def row_place(padding: float = 0.0, rows: int | None = None) -> Layer:
    """Return the channel that puts each datum on its row, by its field ``row`` (from 0)."""
    scale: Layer = {"paddingInner": padding, "paddingOuter": padding / 2}
    if rows is not None:
        scale["domain"] = list(range(rows))
    return {"field": "row", "type": "ordinal", "axis": None, "scale": scale}


def along(field: str, domain: tuple[float, float], pixels: tuple[float, float], **axis: Any) -> Layer:
    """Return a channel that puts a number between two pixels; with an axis where its properties are given."""
    scale = {"domain": list(domain), "range": list(pixels), "zero": False, "nice": False}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": axis or None}


def words(field: str, x: float, align: str = "left", ink: str | Layer = "ink", bold: bool = False) -> Layer:
    """Return a layer of texts in a column of its own."""
    mark: Layer = {"type": "text", "align": align}
    if bold:
        mark["fontWeight"] = BOLD
    tint = {"value": colour(ink)} if isinstance(ink, str) else ink
    return {"mark": mark, "encoding": {"x": at(x), "text": {"field": field}, "color": tint}}


def pixels(field: str) -> Layer:
    """Return a channel whose field is a place in pixels."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}
