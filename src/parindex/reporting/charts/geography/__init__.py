"""The shapes of the provinces and their places on a grid of tiles, before and after the merger of 2025-07-01.

``provinces.topojson`` is made by ``script/make_province_shapes.py``; ``tiles-63.csv`` and ``tiles-34.csv`` were laid out by
hand so that neighbours stay near each other. The units of a round choose the edition: a merged province has a code of its
own, so the 63 are never drawn where the 34 were scored, nor the other way round.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from parindex.documents import Unfit
from parindex.language import Text

Edition = Literal[63, 34]
EDITIONS: tuple[Edition, ...] = (63, 34)

Point = tuple[float, float]
"""Longitude and latitude in degrees, or column and row."""


@dataclass(frozen=True)
class Archipelago:
    """Islands far off the coast, drawn as a sign with their name: the shapes end at 109.5° E."""

    name: Text
    short: Text
    of: Mapping[Edition, str]
    """Code of the province that administers them."""
    place: Point
    tile: Mapping[Edition, Point]


ARCHIPELAGOS = (
    Archipelago(
        Text(vi="Quần đảo Hoàng\N{NO-BREAK SPACE}Sa", en="Hoang\N{NO-BREAK SPACE}Sa archipelago"),
        Text(vi="Hoàng Sa", en="Hoang Sa"),
        {63: "da-nang", 34: "da-nang@2025"},
        (112.0, 16.5),
        {63: (7, 8), 34: (6, 6)},
    ),
    Archipelago(
        Text(vi="Quần đảo Trường\N{NO-BREAK SPACE}Sa", en="Truong\N{NO-BREAK SPACE}Sa archipelago"),
        Text(vi="Trường Sa", en="Truong Sa"),
        {63: "khanh-hoa", 34: "khanh-hoa@2025"},
        (114.0, 10.0),
        {63: (7, 13), 34: (6, 10)},
    ),
)


def edition_of(units: Iterable[str]) -> Edition:
    """Return which provinces some units are.

    Raises
    ------
    Unfit
        They are not provinces of one edition.
    """
    codes = set(units)
    for edition in EDITIONS:
        if codes and codes <= set(provinces(edition)):
            return edition
    raise Unfit(
        "Bản đồ chỉ vẽ được cho các tỉnh, thành phố của một thời kỳ: 63 tỉnh (đến 30/6/2025) hoặc 34 tỉnh.",
        "A map can only be drawn of the provinces of one time: the 63 (until 30 June 2025) or the 34.",
    )


@cache
def _topology() -> dict[str, Any]:
    text = files(__package__).joinpath("provinces.topojson").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def feature(edition: Edition) -> str:
    """Return the name of the object that holds the shapes of an edition."""
    return f"provinces-{edition}"


def topology(edition: Edition) -> dict[str, Any]:
    """Return the TopoJSON of an edition; the id of a shape is the code of its province."""
    whole = _topology()
    return {**whole, "objects": {feature(edition): whole["objects"][feature(edition)]}}


@cache
def provinces(edition: Edition) -> tuple[str, ...]:
    """Return the codes of the provinces of an edition."""
    return tuple(shape["id"] for shape in _topology()["objects"][feature(edition)]["geometries"])


@cache
def tiles(edition: Edition) -> dict[str, tuple[int, int]]:
    """Return the column and row of the tile of each province, by code."""
    text = files(__package__).joinpath(f"tiles-{edition}.csv").read_text(encoding="utf-8")
    return {row["unit"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(text.splitlines())}
