"""What a reader of one kind of file gives, and how it refuses a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from parindex.language import Text
from parindex.problems import Invalid, Place, Problem

BATCH = ("form_id", "version", "batch", "entry", "row")
"""First columns of the sheet for entry from paper."""
MOST_NAMED = 5
"""Values named in one problem."""


@dataclass(frozen=True, eq=False)
class Content:
    """What a reader of one kind of file found: its rows, its repeated groups, and what to warn of."""

    rows: pl.LazyFrame
    repeats: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()


def collected(rows: pl.LazyFrame, place: str) -> pl.DataFrame:
    """Return the rows in memory; a file that does not read to its end is one `Problem`."""
    try:
        return rows.collect()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise unreadable(place, str(error)) from None


def unreadable(place: str, reason: str) -> Invalid:
    """Return the refusal of a file that cannot be read."""
    first = reason.splitlines()[0] if reason else "?"
    text = Text(
        vi=f"Không đọc được tệp (có thể bị cắt cụt hoặc không đúng loại): {first}",
        en=f"The file cannot be read (it may be cut off, or not be what it seems): {first}",
    )
    return Invalid([Problem("unreadable", Place(place), text)])
