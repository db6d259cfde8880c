"""What every chart must be: asserted on the chart, and read back from its picture."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from xml.etree import ElementTree

from parindex.reporting.charts import Chart, Drawing, draw, to_inline_svg, to_svg
from parindex.reporting.charts.lettering import width_of

SVG = "{http://www.w3.org/2000/svg}"


def assert_sound(chart: Chart, width: float) -> None:
    """The chart says all it must, its sentence agrees with its table, its picture is well formed and fits."""
    assert re.fullmatch(r"[a-z0-9-]+", chart.code)
    assert all((chart.title, chart.sentence, chart.source, chart.table.columns, chart.table.rows))
    assert "{" not in chart.title + chart.sentence + chart.source + "".join(chart.notes)
    assert {len(row) for row in chart.table.rows} == {len(chart.table.columns)}
    assert not unknown_numbers(chart), chart.sentence
    drawn = draw(chart)
    assert drawn.width <= width + 2, (chart.code, drawn.width)
    for svg in (to_svg(chart, "dark", drawn), to_inline_svg(chart, drawn)):
        assert_accessible(svg, chart)
        assert_legible(svg)
    alone = ElementTree.fromstring(to_svg(chart, "dark", drawn))
    assert not [value for each in alone.iter() for value in each.attrib.values() if "var(" in value]


def unknown_numbers(chart: Chart) -> list[Decimal]:
    """The numbers of the sentence that do not stand in the table; a whole number may also count its rows."""
    cells = {
        abs(Decimal(cell)) for row in chart.table.rows for cell in row if isinstance(cell, (int, Decimal))
    }
    texts = "".join(str(cell) for row in (chart.table.columns, *chart.table.rows) for cell in row)
    counts = {Decimal(n) for n in range(len(chart.table.rows) + 1)}
    mark = "," if chart.language == "vi" else "."
    found = re.findall(rf"\d+(?:\{mark}\d+)?", chart.sentence)
    values = [(number, Decimal(number.replace(mark, "."))) for number in found]
    return [value for number, value in values if value not in cells | counts and number not in texts]


def assert_accessible(svg: str, chart: Chart) -> None:
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    with_id = [each for each in root.iter() if each.get("id")]
    by_id = {each.get("id"): each for each in with_id}
    assert len(by_id) == len(with_id), "an id stands twice"
    title, described = (by_id[name] for name in (root.get("aria-labelledby") or "").split())
    assert (title.tag, described.tag) == (f"{SVG}title", f"{SVG}desc")
    assert title.text
    assert described.text
    *_, marks = root
    assert marks.get("aria-hidden") == "true"
    assert not {each.get("role") for each in marks.iter()} - {None}
    for used in re.findall(r'="url\(#([^)]+)\)"', svg):
        assert used in by_id


@dataclass(frozen=True)
class Box:
    """Where a line of text stands."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether two lines lie over each other by more than a hair."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 1 and down > 2


def assert_legible(svg: str) -> None:
    """Every text lies within the picture, and none over another."""
    root = ElementTree.fromstring(svg)
    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    boxes = list(boxes_of(root))
    assert boxes
    for box in boxes:
        assert box.left >= -1 and box.right <= width + 1, (box, width)  # noqa: PT018
        assert box.top >= -2 and box.bottom <= height + 2, (box, height)  # noqa: PT018
    for one, other in combinations(boxes, 2):
        assert not one.meets(other), (one, other)


INHERITED = ("font-size", "font-weight", "text-anchor", "stroke")


def boxes_of(node: ElementTree.Element, x: float = 0, y: float = 0, above: Mapping[str, str] | None = None):
    """The lines of text of a picture; those that are turned (a watermark) or outlined (a halo below a text) are left out."""
    moved = node.get("transform") or ""
    look = {**(above or {}), **{name: value for name in INHERITED if (value := node.get(name))}}
    if "rotate" in moved or (node.tag == f"{SVG}text" and look.get("stroke")):
        return
    for dx, dy in re.findall(r"translate\(([-\d.e]+),\s*([-\d.e]+)\)", moved):
        x, y = x + float(dx), y + float(dy)
    if node.tag == f"{SVG}text":
        yield from _lines(node, look, x, y)
        return
    for child in node:
        yield from boxes_of(child, x, y, look)


def _lines(node: ElementTree.Element, look: Mapping[str, str], x: float, y: float):
    size = float(look.get("font-size", "12").removesuffix("px"))
    bold = look.get("font-weight", "normal") != "normal"
    x, y = x + float(node.get("x") or 0), y + float(node.get("y") or 0)
    spans = [span for span in node if span.tag == f"{SVG}tspan"]
    lines = [(span.text or "", float(span.get("dy") or 0)) for span in spans] or [(node.text or "", 0.0)]
    for text, down in lines:
        y += down
        if not text:
            continue
        wide = width_of(text, size, bold)
        left = x - {"middle": wide / 2, "end": wide}.get(look.get("text-anchor", "start"), 0)
        yield Box(text, left, left + wide, y - 0.72 * size, y + 0.1 * size)


__all__ = ["Drawing", "assert_legible", "assert_sound", "boxes_of", "unknown_numbers"]
