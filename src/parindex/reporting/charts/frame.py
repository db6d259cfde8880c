"""What stands around a drawing: title and sentence, the status of the data, notes, source."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from parindex.reporting.charts import phrases
from parindex.reporting.charts.chart import Chart, harmless
from parindex.reporting.charts.colours import colour
from parindex.reporting.charts.draw import Drawing
from parindex.reporting.charts.lettering import BOLD, FACE, in_lines, width_of

_MARGIN = 16
_GAP = 10
_LEADING = 1.4
_TITLE, _TEXT, _SMALL = 17, 13, 11

_HATCHING = (
    '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="{paper}"/><path d="M0,0V6" stroke="{line}" stroke-width="2"/></pattern></defs>'
)


@dataclass(frozen=True)
class Frame:
    """Whether the picture stands alone (and says all itself) or on a page; what stands across it."""

    alone: bool
    watermark: str = ""


@dataclass
class _Column:
    """Lines of text and a drawing, one below the other."""

    left: float
    room: float
    down: float
    parts: list[str] = field(default_factory=list)

    def write(self, text: str, size: float, ink: str, bold: bool = False) -> None:
        for line in in_lines(text, self.room, size, bold):
            self.down += size * _LEADING
            self.parts.append(_line(line, self.left, self.down - size * 0.35, size, ink, bold))

    def skip(self, pixels: float) -> None:
        self.down += pixels


def framed(chart: Chart, drawing: Drawing, frame: Frame, prefix: str) -> str:
    """Return the whole SVG; its ids are still without their prefix, but for the two that it names itself."""
    margin = _MARGIN if frame.alone else 0
    column = _Column(margin, drawing.width, margin)
    if frame.alone:
        column.write(chart.title, _TITLE, "ink", bold=True)
        column.skip(4)
        column.write(chart.sentence, _TEXT, "muted")
        column.skip(_GAP)
    if chart.status == "training":
        column.write(phrases.TRAINING.to(chart.language), _SMALL + 1, "warning", bold=True)
        column.skip(_GAP / 2)
    column.parts.append(f'<g transform="translate({margin},{_short(column.down)})">{drawing.body}</g>')
    column.skip(drawing.height)
    for note in chart.notes:
        column.skip(4)
        column.write(note, _SMALL, "muted")
    if frame.alone:
        column.skip(4)
        column.write(phrases.SOURCE.to(chart.language, source=chart.source), _SMALL, "muted")
    width, height = drawing.width + 2 * margin, column.down + max(margin, 2)
    across = _watermark(frame.watermark, width, height) if frame.watermark else ""
    return _svg(chart, width, height, "".join(column.parts) + across, prefix, frame.alone)


def _svg(chart: Chart, width: float, height: float, inside: str, prefix: str, alone: bool) -> str:
    size = f'viewBox="0 0 {_short(width)} {_short(height)}" width="{_short(width)}" height="{_short(height)}"'
    ground = f'<rect width="100%" height="100%" fill="{colour("paper")}"/>' if alone else ""
    hatching = (
        _HATCHING.format(paper=colour("paper"), line=colour("quiet")) if "url(#hatch)" in inside else ""
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" lang="{chart.language}"'
        f' aria-labelledby="{prefix}title {prefix}desc" font-family="{FACE}">'
        f'<title id="title">{escape(harmless(chart.title))}</title>'
        f'<desc id="desc">{escape(harmless(chart.sentence))}</desc>'
        f'{hatching}<g aria-hidden="true">{ground}{inside}</g></svg>'
    )


def _line(text: str, x: float, y: float, size: float, ink: str, bold: bool) -> str:
    weight = f' font-weight="{BOLD}"' if bold else ""
    return (
        f'<text x="{_short(x)}" y="{_short(y)}" font-size="{size}"{weight} fill="{colour(ink)}">'
        f"{escape(text, quote=False)}</text>"
    )


def _watermark(text: str, width: float, height: float) -> str:
    size = min(0.8 * width / max(width_of(harmless(text), 1, bold=True), 1), height / 4, 64)
    return (
        f'<text transform="translate({_short(width / 2)},{_short(height / 2)}) rotate(-20)" text-anchor="middle"'
        f' font-size="{_short(size)}" font-weight="{BOLD}" fill="{colour("warning")}" fill-opacity="0.25">'
        f"{escape(harmless(text), quote=False)}</text>"
    )


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
