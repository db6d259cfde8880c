"""What a reader of one kind of file gives, and how it refuses a file."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl
import pyarrow as pa

from parindex.language import Text
from parindex.problems import Invalid, Place, Problem

BATCH = ("form_id", "version", "batch", "entry", "row")
"""First columns of the sheet for entry from paper."""
MOST_NAMED = 5
"""Values named in one problem."""
ROWS_AT_ONCE = 25_000
"""Rows that are in memory at a time, about, where a file can be read piece by piece."""
_FAILS = (
    pl.exceptions.PolarsError, pa.ArrowException, OSError, EOFError, RuntimeError,
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error,
)  # fmt: skip
"""What readers raise where a file is cut off, or not what it seems."""


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a file as text, read piece by piece as often as they are asked for.

    Attributes
    ----------
    columns : tuple of str
    read : callable
        Begins to read again; gives tables with these columns, one after the other.
    """

    columns: tuple[str, ...]
    read: Callable[[], Iterator[pl.DataFrame]]

    @classmethod
    def of(cls, table: pl.DataFrame) -> Rows:
        """Return the rows of a table in memory."""
        return cls(tuple(table.columns), lambda: table.iter_slices(ROWS_AT_ONCE))

    def batches(self, place: str) -> Iterator[pl.DataFrame]:
        """Yield the rows piece by piece; a file that does not read to its end is one `Problem`."""
        try:
            yield from self.read()
        except _FAILS as error:
            raise unreadable(place, str(error)) from None

    def whole(self, place: str = "") -> pl.DataFrame:
        """Return all rows at once."""
        return pl.concat([self.none(), *self.batches(place)])

    def none(self) -> pl.DataFrame:
        """Return the columns without rows."""
        return pl.DataFrame(schema=dict.fromkeys(self.columns, pl.String))

    def changed(self, change: Callable[[pl.DataFrame], pl.DataFrame]) -> Rows:
        """Return the rows with something done to every piece."""
        return Rows(tuple(change(self.none()).columns), lambda: map(change, self.read()))


@dataclass(frozen=True, eq=False)
class Content:
    """What a reader of one kind of file found: its rows, its repeated groups, and what to warn of."""

    rows: Rows
    repeats: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()


def unreadable(place: str, reason: str) -> Invalid:
    """Return the refusal of a file that cannot be read."""
    first = reason.splitlines()[0] if reason else "?"
    text = Text(
        vi=f"Không đọc được tệp (có thể bị cắt cụt hoặc không đúng loại): {first}",
        en=f"The file cannot be read (it may be cut off, or not be what it seems): {first}",
    )
    return Invalid([Problem("unreadable", Place(place), text)])
