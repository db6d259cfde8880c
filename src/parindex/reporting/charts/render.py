"""A chart as a picture or as data: SVG for a page or alone, PNG, CSV, and the digest that names what was drawn.

Vega draws once (`draw`), with colours still by name, and each form of the picture is made from that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from importlib.metadata import version
from pathlib import Path

from parindex.files import csv_bytes, json_bytes, no_formula, sha256, sha256_of_code
from parindex.reporting import fonts, typesetting
from parindex.reporting.charts.chart import Cell, Chart
from parindex.reporting.charts.colours import COLOURS, HATCH, Theme
from parindex.reporting.charts.draw import Drawing, draw, in_tags
from parindex.reporting.charts.frame import Frame, framed

_TOKEN = re.compile(r"var\(--chart-([a-z0-9-]+)\)")
_NAME = re.compile(r'(\bid="|url\(#|href="#)')


def to_svg(
    chart: Chart,
    theme: Theme = "light",
    drawn: Drawing | None = None,
    watermark: str = "",
    *,
    alone: bool = True,
) -> str:
    """Return the picture with literal colours, as a file that stands alone: title, sentence, source and status are in it.

    Parameters
    ----------
    chart : Chart
    theme : {"light", "dark"}
    drawn : Drawing, optional
        The chart as drawn before.
    watermark : str
        Stands across the picture.
    alone : bool
        False for a paper that says title, sentence and source itself.
    """
    prefix = _prefix(chart)
    svg = framed(chart, drawn or draw(chart), Frame(alone=alone, watermark=watermark), prefix)
    return _finished(svg, prefix, lambda name: COLOURS[theme][name])


def to_inline_svg(chart: Chart, drawn: Drawing | None = None, watermark: str = "") -> str:
    """Return the picture for a page, which has title, sentence and source itself.

    Its colours are CSS custom properties (`colours.css_variables`) that fall back to the light theme, so one picture
    serves all themes. Its ids are its own: many may stand on one page.
    """
    prefix = _prefix(chart)
    svg = framed(chart, drawn or draw(chart), Frame(alone=False, watermark=watermark), prefix)
    return _finished(svg, prefix, lambda name: f"var(--chart-{name}, {COLOURS['light'][name]})")


def to_png(
    chart: Chart, scale: float = 2.0, theme: Theme = "light", watermark: str = "", *, alone: bool = True
) -> bytes:
    """Return the picture as PNG, so many times as large; see `to_svg`."""
    return typesetting.to_png(to_svg(chart, theme, watermark=watermark, alone=alone), scale)


def to_json(chart: Chart, theme: Theme = "light") -> bytes:
    """Return the spec as Vega-Lite that any tool draws, in literal colours; what is unknown is grey rather than hatched."""
    text = json_bytes(dict(chart.spec)).decode("utf-8")
    literal = _TOKEN.sub(lambda found: COLOURS[theme][found[1]], text)
    return literal.replace(json.dumps(HATCH), json.dumps(COLOURS[theme]["grid"])).encode("utf-8")


def to_csv(chart: Chart) -> bytes:
    """Return the table as CSV in UTF-8; a text that a spreadsheet program would take for a formula has an apostrophe before it."""
    header, *rows = ([_cell(cell) for cell in row] for row in (chart.table.columns, *chart.table.rows))
    return csv_bytes(header, rows)


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return no_formula(cell)
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def digest(chart: Chart) -> str:
    """Return the SHA-256 of all that a picture hangs on: the chart, and what draws it."""
    return sha256(f"{_told(chart)} {_drawer()}".encode())


def _told(chart: Chart) -> str:
    """Return the SHA-256 of all that a chart tells."""
    values = (
        chart.code, chart.language, chart.title, chart.sentence, chart.source, chart.status, chart.spec, chart.notes,
    )  # fmt: skip
    return sha256(json.dumps(values, sort_keys=True).encode("utf-8"))


@cache
def _drawer() -> str:
    """Return what draws: our code with its colours, the faces, and the program that Vega comes with."""
    code = sha256_of_code(Path(__file__).parent, Path(fonts.__file__).parent)
    return f"{code} {version('vl-convert-python')}"


def _prefix(chart: Chart) -> str:
    """Return what the ids of a picture begin with: no two charts share it unless they are the same.

    It hangs on the chart alone, so that ids stay when other code draws.
    """
    return f"c{_told(chart)[:12]}-"


def _finished(svg: str, prefix: str, put: Callable[[str], str]) -> str:
    """Return the SVG with its ids made its own and its colours put in; texts stay as they are."""

    def finish(tag: str) -> str:
        return _TOKEN.sub(lambda found: put(found[1]), _NAME.sub(rf"\g<1>{prefix}", tag))

    return in_tags(svg, finish)


__all__ = ["Drawing", "digest", "draw", "to_csv", "to_inline_svg", "to_json", "to_png", "to_svg"]
