"""The one pass over Parquet files in this process, batch by batch: what is read and marked once serves all groupings."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from parindex.documents import Unfit
from parindex.survey.totals.batches import Summing, floats
from parindex.survey.totals.cells import Cells, Growing
from parindex.survey.totals.packed import Packed
from parindex.survey.totals.plan import Plan, Sums, Weights

ROWS = 2**18
"""Rows that a thread reads at once, at most."""


class Arrow:
    """Sums Parquet files batch by batch; memory hangs on the cells, not on the people.

    Parameters
    ----------
    threads : int, optional
        All cores by default.
    packed : Path, optional
        A folder that keeps the answers as plain bytes from one pass to the next; see `Packed`.
    """

    def __init__(self, threads: int | None = None, packed: Path | None = None) -> None:
        self._threads = threads or os.cpu_count() or 1
        self._packed = packed

    def weights(self, files: Sequence[Path], column: str) -> Weights:
        """Return what must be known of weights before they are summed."""
        parts = _Shared(_row_groups(files, [column]))

        def known(_: int) -> Weights:
            return reduce(Weights.with_more, (part.weights(column) for part in parts), Weights.none())

        with ThreadPoolExecutor(self._threads) as pool:
            return reduce(Weights.with_more, pool.map(known, range(self._threads)))

    def sums(self, files: Sequence[Path], plan: Plan) -> Mapping[str, Sums]:
        """Return the sums of every grouping by its code; threads take one row group of a file after the other."""
        summing = Summing(plan)
        row_groups = _Shared(_row_groups(files, summing.columns))
        packed = None if self._packed is None else Packed(self._packed, summing.items)

        def summed(_: int) -> dict[str, Growing]:
            own = summing.nothing()
            for part in row_groups:
                for batch in part.with_answers(summing, packed):
                    for code, cells in summing.by_cell(batch):
                        own[code].add(cells)
            return own

        with ThreadPoolExecutor(self._threads) as pool:
            of_threads = list(pool.map(summed, range(self._threads)))
        parts = {code: [part for own in of_threads for part in own[code].parts] for code in of_threads[0]}
        return summing.named({code: Cells.together(of_grouping) for code, of_grouping in parts.items()})


class _RowGroup(NamedTuple):
    """What one thread reads at a time."""

    file: Path
    metadata: pq.FileMetaData
    number: int

    def batches(self, columns: Sequence[str], keys: Sequence[str] = ()) -> Iterator[pa.RecordBatch]:
        """Yield some columns; those that are keys come as codes, if they are texts."""
        with pq.ParquetFile(self.file, metadata=self.metadata, read_dictionary=keys) as opened:
            yield from opened.iter_batches(ROWS, [self.number], columns, use_threads=False)

    def with_answers(self, summing: Summing, packed: Packed | None) -> Iterator[pa.RecordBatch]:
        """Yield the columns that are summed, answers from the packed copy if there is one."""
        codes = None if packed is None else packed.answers(self.file, self.metadata, self.number)
        if codes is None:
            yield from self.batches(summing.columns, summing.keys)
            return
        others, start = [name for name in summing.columns if name not in summing.items], 0
        for batch in self.batches(others, summing.keys):
            answers = [pa.array(own[start : start + len(batch)]) for own in codes]
            yield pa.RecordBatch.from_arrays([*batch.columns, *answers], [*others, *summing.items])
            start += len(batch)

    def weights(self, column: str) -> Weights:
        """Return what must be known of weights before they are summed."""
        found = Weights.none()
        for batch in self.batches([column]):
            values, given = floats(batch[column]), len(batch) - batch[column].null_count
            least, largest = values.min(initial=np.inf), values.max(initial=-np.inf)
            found = found.with_more(Weights(len(batch), given, float(least), float(largest)))
        return found


def _row_groups(files: Sequence[Path], columns: Sequence[str]) -> Iterator[_RowGroup]:
    """Yield the row groups of all files; raise `Unfit` if a file is not to be read or lacks a column."""
    for file in files:
        try:
            metadata = pq.read_metadata(file)
        except (pa.ArrowException, OSError) as error:
            reason = str(error).splitlines()[0]
            raise Unfit(f"{file} không đọc được: {reason}", f"{file} cannot be read: {reason}") from None
        missing = ", ".join(name for name in columns if name not in metadata.schema.names)
        if missing:
            raise Unfit(f"{file} thiếu cột: {missing}.", f"{file} lacks columns: {missing}.")
        yield from (_RowGroup(file, metadata, number) for number in range(metadata.num_row_groups))


class _Shared(Iterator[_RowGroup]):
    """Row groups that threads take one after the other; a file is opened when its turn comes, so few are in memory."""

    def __init__(self, row_groups: Iterator[_RowGroup]) -> None:
        self._row_groups, self._lock = row_groups, Lock()

    def __next__(self) -> _RowGroup:
        with self._lock:
            return next(self._row_groups)
