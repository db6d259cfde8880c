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
OBJECTS_AT_ONCE = 5_000
"""Rows whose cells are objects of Python at a time."""
LARGEST_MEMBER = 4_000_000_000
"""Bytes that a file inside a zip may unpack to."""
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
    """What a reader of one kind of file found: its rows, its repeated groups, and what to warn of.

    Of formulas in a workbook there are here only those whose result is among the rows: a table that the office itself
    has made may have them, what the field sends may not.
    """

    rows: Rows
    repeats: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()
    formulas: tuple[Problem, ...] = ()


def compact(rows: pl.DataFrame) -> pl.DataFrame:
    """Return a table by itself: rows that were chosen of another else keep all its texts in memory."""
    return pl.DataFrame(rows.to_arrow(compat_level=pl.CompatLevel.oldest()), schema=rows.schema)


def unreadable(place: str, reason: str) -> Invalid:
    """Return the refusal of a file that cannot be read."""
    first = reason.splitlines()[0] if reason else "?"
    text = Text(
        vi=f"Không đọc được tệp (có thể bị cắt cụt hoặc không đúng loại): {first}",
        en=f"The file cannot be read (it may be cut off, or not be what it seems): {first}",
    )
    return Invalid([Problem("unreadable", Place(place), text)])


def too_large(place: str, name: str) -> Invalid:
    """Return the refusal of a zip in which a file would unpack to too much."""
    text = Text(
        vi=f"“{name}” trong tệp nén lớn hơn 4 GB; giải nén rồi đọc tệp CSV, hoặc dùng Parquet.",
        en=f'"{name}" in the archive is larger than 4 GB; unpack it and read the CSV, or use Parquet.',
    )
    return Invalid([Problem("too-large", Place(place), text)])


def orphans(parents: pl.Series, known: pl.Series, place: str, column: str) -> Iterator[Problem]:
    """Yield a problem where rows of a repeated group name submissions that are not there."""
    lost = parents.filter(~parents.is_in(known.implode()).fill_null(False)).unique().sort()
    if len(lost):
        named = ", ".join(map(str, lost.head(MOST_NAMED).to_list()))
        text = Text(
            vi=f"{len(lost)} dòng của nhóm lặp không có phiếu của nó: {named}. Xuất lại đầy đủ.",
            en=f"{len(lost)} parents of rows of a repeated group are not there: {named}. Export it whole.",
        )
        yield Problem("repeat-without-parent", Place(place, 0, column), text)
