"""Answers kept as plain bytes beside the microdata, so that a survey that is asked often is decoded once.

A copy stands under the SHA-256 of its Parquet file and the names of the items, so a file that changed has none. It holds
the answers of one row group after the other, item by item, and at its end a check of each, so damage is noticed.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from parindex.files import sha256, sha256_of, write_atomically
from parindex.survey.totals.kinds import Codes, codes_of

_CHECK = np.dtype("<u4")


class Packed:
    """The copies of some items in a folder; several threads may ask at once.

    Parameters
    ----------
    folder : Path
        Where copies are kept; it may be removed at any time.
    items : sequence of str
        Columns of the answers.
    """

    def __init__(self, folder: Path, items: Sequence[str]) -> None:
        self._folder, self._items = folder, tuple(items)
        self._copies: dict[Path, Path] = {}
        self._lock = Lock()
        self._locks: dict[Path, Lock] = defaultdict(Lock)

    def answers(self, file: Path, metadata: pq.FileMetaData, number: int) -> Codes | None:
        """Return the answers in a row group, items × rows, 0 for none; None if the copy is damaged.

        Raises
        ------
        Unfit
            There are codes that no answer can have.
        """
        rows = [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)]
        copy, items = self._copy(file, metadata, rows), len(self._items)
        try:
            codes = np.fromfile(copy, np.int8, items * rows[number], offset=items * sum(rows[:number]))
            check = np.fromfile(copy, _CHECK, 1, offset=items * sum(rows) + _CHECK.itemsize * number)
        except FileNotFoundError:  # damage was found elsewhere in it
            return None
        if check.tolist() != [zlib.crc32(codes.data)]:
            copy.unlink(missing_ok=True)  # the next pass makes it anew
            return None
        return codes.reshape(items, rows[number])

    def _copy(self, file: Path, metadata: pq.FileMetaData, rows: Sequence[int]) -> Path:
        """Return the copy of a file, made if it is not there or not whole."""
        with self._lock:
            own = self._locks[file]
        with own:
            if file not in self._copies:
                key = sha256(repr((sha256_of(file), self._items)).encode())
                copy = self._folder / f"{key}.answers"
                size = len(self._items) * sum(rows) + _CHECK.itemsize * len(rows)
                if not copy.exists() or copy.stat().st_size != size:
                    write_atomically(copy, _packed(file, metadata, self._items), mode=0o600)
                self._copies[file] = copy
            return self._copies[file]


def _packed(file: Path, metadata: pq.FileMetaData, items: Sequence[str]) -> Iterator[bytes]:
    """Yield the answers of each row group, then the checks of all."""
    checks = []
    with pq.ParquetFile(file, metadata=metadata) as opened:
        for number in range(metadata.num_row_groups):
            table = opened.read_row_group(number, items, use_threads=False)
            batch = pa.RecordBatch.from_arrays(
                [column.combine_chunks() for column in table.columns], table.column_names
            )
            answers = b"".join(codes_of(batch, item).tobytes() for item in items)
            checks.append(zlib.crc32(answers))
            yield answers
    yield np.array(checks, _CHECK).tobytes()
