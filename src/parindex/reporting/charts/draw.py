"""What Vega draws: the inside of an SVG, without a browser and without a request to anyone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from parindex.reporting.charts.chart import Chart
from parindex.reporting.charts.lettering import FACE
from parindex.reporting.charts.lighten import lightened
from parindex.reporting.fonts import SCREEN

VEGA_LITE = "6.4"
"""The version that draws; another one may place things elsewhere."""

_TAG = re.compile(r"<[^>]+>")
_UNUSED = re.compile(rf' (?:role|aria-[a-z]+)="[^"]*"| font-family="{FACE}"| opacity="1"')
"""Roles of marks, which nobody reads out, the face, which the whole picture has, and what holds anyway."""
_LONG = re.compile(r"-?\d+\.\d{3,}(?:e-\d+)?")
_CLIP = re.compile(r'<clipPath id="clip(\d+)"')
_CLIP_USED = re.compile(r'(id="|url\(#)clip(\d+)\b')
_OUTER = re.compile(r'<svg[^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>(.*)</svg>\s*', re.DOTALL)


@dataclass(frozen=True)
class Drawing:
    """What Vega drew: the inside of an SVG and its size in pixels; colours are named, not put in."""

    width: float
    height: float
    body: str


def draw(chart: Chart) -> Drawing:
    """Draw a chart once, for use in more than one form."""
    import vl_convert

    _use_own_fonts()
    svg = vl_convert.vegalite_to_svg(dict(chart.spec), vl_version=VEGA_LITE, allowed_base_urls=[])
    [(width, height, body)] = _OUTER.findall(svg)
    return Drawing(float(width), float(height), lightened(_numbered(in_tags(body, _lightened))))


def _numbered(body: str) -> str:
    """Return a drawing with its clips numbered from 0: Vega counts on from one picture to the next."""
    order = {found: str(place) for place, found in enumerate(dict.fromkeys(_CLIP.findall(body)))}
    return in_tags(body, lambda tag: _CLIP_USED.sub(lambda found: f"{found[1]}clip{order[found[2]]}", tag))


def _lightened(tag: str) -> str:
    """Return a tag without what is not used, and with places to a tenth of a pixel."""
    return _LONG.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), _UNUSED.sub("", tag))


@cache
def _use_own_fonts() -> None:
    import vl_convert

    vl_convert.register_font_directory(str(SCREEN))


def in_tags(svg: str, change: Callable[[str], str]) -> str:
    """Return an SVG with every tag changed and every text as it was."""
    return _TAG.sub(lambda found: change(found[0]), svg)
