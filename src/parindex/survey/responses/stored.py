"""Responses on disk, in the order of their ids: however many there are, few are in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from parindex.survey.responses import columns as col
from parindex.survey.responses.kept import own_folder

TOGETHER = 50_000
"""Responses that are sorted in memory at a time, about."""


class Stored:
    """A table of responses in a Parquet file of its own, which only its owner can read and which goes with this value."""

    def __init__(self) -> None:
        self.folder = own_folder(self)

    @classmethod
    def of(cls, people: pl.DataFrame) -> Stored:
        """Return a table in memory as one on disk."""
        stored = cls()
        people.write_parquet(stored.path)
        return stored

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / "responses.parquet"

    @property
    def rows(self) -> pl.LazyFrame:
        """The responses, of which only what is asked for comes into memory."""
        return pl.scan_parquet(self.path)

    def __len__(self) -> int:
        return int(pq.read_metadata(self.path).num_rows)


class Sorting:
    """Puts responses that come in any order into the order of their ids, through files of neighbours.

    Parameters
    ----------
    ids : sequence of str
        Some ids of those that will come, about every thousandth.
    every : int
        Of how many responses an id was taken.
    """

    def __init__(self, ids: Sequence[str], every: int) -> None:
        self._stored = Stored()
        between = sorted(ids)[:: max(TOGETHER // every, 1)][1:]
        self._begins = pl.DataFrame({"begin": between}, schema={"begin": pl.String}).with_row_index("part", 1)
        self._writers: dict[int, pa.RecordBatchStreamWriter] = {}

    def add(self, people: pl.DataFrame) -> None:
        """Take responses; all tables have the same columns."""
        part = self._begins["begin"].search_sorted(people[col.RESPONSE], side="right")
        for (number,), rows in (
            people.with_columns(part.alias("part"))
            .partition_by("part", as_dict=True, include_key=False)
            .items()
        ):
            table = _arrow(rows)
            if number not in self._writers:
                self._writers[number] = pa.ipc.new_stream(self._part(number), table.schema)
            self._writers[number].write_table(table)

    def sorted(self, none: pl.DataFrame) -> Stored:
        """Return all that came; `none` has the columns without rows."""
        with pq.ParquetWriter(self._stored.path, _arrow(none).schema, compression="zstd") as writer:
            for people in self._parts():
                writer.write_table(_arrow(people))
        return self._stored

    def _parts(self) -> Iterator[pl.DataFrame]:
        for number in sorted(self._writers):
            self._writers[number].close()
            path = self._part(number)
            with pa.ipc.open_stream(path) as stream:
                people = pl.DataFrame(stream.read_all())
            path.unlink()
            yield people.sort(col.RESPONSE)

    def _part(self, number: int) -> Path:
        return self._stored.folder / f"{number}.arrow"


def _arrow(people: pl.DataFrame) -> pa.Table:
    return people.to_arrow(compat_level=pl.CompatLevel.oldest())
