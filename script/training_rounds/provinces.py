"""The 63 provinces, and what sets some of them apart."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from parindex.language import Text
from parindex.rounds import Unit
from script.training_rounds.wording import SOURCE

LIST = Path(__file__).resolve().parents[2] / "data" / "units" / "provinces-until-2025-06-30.csv"

REGIONS = {
    "Trung du và miền núi phía Bắc": "Northern Midlands and Mountains",
    "Đồng bằng sông Hồng": "Red River Delta",
    "Bắc Trung Bộ và duyên hải miền Trung": "North Central and Central Coast",
    "Tây Nguyên": "Central Highlands",
    "Đông Nam Bộ": "South-East",
    "Đồng bằng sông Cửu Long": "Mekong River Delta",
}

TWINS = {"ha-nam": "hung-yen", "bac-lieu": "tra-vinh"}
"""Provinces whose every input is that of another, so that the two share a rank."""

INLAND = frozenset(
    {
        *("bac-kan", "tuyen-quang", "yen-bai", "hoa-binh", "thai-nguyen", "bac-giang", "phu-tho"),
        *("ha-noi", "vinh-phuc", "bac-ninh", "hai-duong", "hung-yen", "ha-nam"),
        *("lam-dong", "binh-duong", "dong-nai", "vinh-long", "can-tho", "hau-giang"),
    }
)
"""Provinces with neither border nor sea."""


def read_provinces() -> tuple[Unit, ...]:
    """Return the provinces in the order of the list."""
    with LIST.open(encoding="utf-8", newline="") as stream:
        return tuple(province(row) for row in csv.DictReader(stream))


def province(row: dict[str, str]) -> Unit:
    """Return a province from its row in the list."""
    return Unit(
        code=row["code"],
        name=Text(vi=row["name_vi"], en=row["name_en"]),
        kind=row["kind"],
        region=Text(vi=row["region"], en=REGIONS[row["region"]]),
        valid_from=day(row["valid_from"]),
        valid_to=day(row["valid_to"]),
        successor=row["successor"],
        source=SOURCE,
    )


def day(text: str) -> date | None:
    """Return a day; None for an empty cell."""
    return date.fromisoformat(text) if text else None
