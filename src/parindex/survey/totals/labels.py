"""Labels of PSUs and groups as numbers, for arrays."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Any

import numpy as np
import pyarrow as pa

from parindex.survey.totals.plan import Label, text_of
from parindex.survey.totals.slabs import Positions


class Labels:
    """Labels, numbered in the order in which they were first seen; several threads may add to them."""

    def __init__(self) -> None:
        self._numbers: dict[Label, int] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._numbers)

    def numbered(self, batch: pa.RecordBatch, columns: Sequence[str]) -> Positions:
        """Return for each row the number of the label that its values in some columns make."""
        codes, labels = np.zeros(len(batch), dtype=np.int64), [Label()]
        for column in columns:
            codes, labels = _crossed(codes, labels, batch[column])
        with self._lock:
            numbers = [self._numbers.setdefault(label, len(self._numbers)) for label in labels]
        return np.array(numbers, dtype=np.int64)[codes]

    def listed(self) -> list[Label]:
        """Return the labels; the number of each is its position."""
        return list(self._numbers)


def _crossed(codes: Positions, labels: Sequence[Label], column: pa.Array) -> tuple[Positions, list[Label]]:
    """Return codes and labels with the values of one more column in them."""
    values, own = _coded(column)
    if len(labels) == 1:
        return own, [(*labels[0], value) for value in values]
    distinct, crossed = distinct_in(codes * len(values) + own, len(labels) * len(values))
    pairs = (divmod(pair, len(values)) for pair in distinct.tolist())
    return crossed, [(*labels[before], values[value]) for before, value in pairs]


def _coded(column: pa.Array) -> tuple[list[str], Positions]:
    """Return the values of a column as texts, null the last, and for each row which it has."""
    coded: Any = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    values = [text_of(value) for value in coded.dictionary.to_pylist()]
    return [*values, text_of(None)], np.asarray(coded.indices.fill_null(len(values)), dtype=np.int64)


def distinct_in(codes: Positions, limit: int) -> tuple[Positions, Positions]:
    """Return the distinct codes, sorted, and for each code which of them it is; all are below the limit."""
    if limit > 2 * len(codes):
        coded = pa.array(codes).dictionary_encode()
        distinct, order = np.asarray(coded.dictionary), np.argsort(coded.dictionary)
        return distinct[order], np.argsort(order)[coded.indices]
    there = np.zeros(limit, dtype=bool)  # a table is two to five times as fast as hashing
    there[codes] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[codes]
