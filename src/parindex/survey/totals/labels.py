"""Labels of PSUs and groups as numbers, for arrays."""

from __future__ import annotations

import math
from collections.abc import Sequence
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from parindex.survey.totals.plan import Label, text_of
from parindex.survey.totals.slabs import Positions

_MOST_OF_TABLE = 2
"""Entries for each row that a table of all codes may have: looking up is two to five times as fast as hashing."""


class Coded(NamedTuple):
    """Labels of a batch, perhaps some that no row has.

    Attributes
    ----------
    labels : sequence of Label
        Sorted.
    place : int array (rows,)
        Position in `labels` of the label of each row.
    """

    labels: Sequence[Label]
    place: Positions


class Labels:
    """Labels, numbered in the order in which they were first seen; several threads may add to them."""

    def __init__(self) -> None:
        self._numbers: dict[Label, int] = {}
        self._lock = Lock()

    def numbered(self, batch: pa.RecordBatch, columns: Sequence[str]) -> tuple[Positions, Positions]:
        """Return the numbers of the labels that some columns make in a batch, and which of them each row has.

        No number is there twice; some may have no row. They go by the labels, as the cells of slabs do, so that most
        often these need not be sorted again.
        """
        labels, place = _crossed([_coded(batch[column]) for column in columns], len(batch))
        with self._lock:
            numbers = [self._numbers.setdefault(label, len(self._numbers)) for label in labels]
        if len(set(numbers)) == len(numbers):
            return np.array(numbers, dtype=np.int64), place
        distinct, of_label = np.unique(numbers, return_inverse=True)  # null and the empty text are one label
        return distinct, of_label[place]

    def listed(self) -> list[Label]:
        """Return the labels; the number of each is its position."""
        return list(self._numbers)


def _crossed(columns: Sequence[Coded], rows: int) -> Coded:
    """Return the labels that those of some columns make together."""
    if not columns:
        return Coded([()], np.zeros(rows, dtype=np.int64))
    sizes = [len(column.labels) for column in columns]
    if len(columns) > 2 and math.prod(sizes) > _MOST_OF_TABLE * rows:
        return _crossed([_crossed(columns[:-1], rows), columns[-1]], rows)
    if len(columns) == 1:
        return columns[0]
    place = columns[0].place
    for size, column in zip(sizes[1:], columns[1:], strict=True):
        place = place * size + column.place
    distinct, place = distinct_in(place, math.prod(sizes))
    parts = (
        [column.labels[n] for n in own.tolist()]
        for column, own in zip(columns, np.unravel_index(distinct, sizes), strict=True)
    )
    return Coded([sum(pieces, Label()) for pieces in zip(*parts, strict=True)], place)


def _coded(column: pa.Array) -> Coded:
    """Return the values of a column as labels, sorted."""
    coded: Any = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    values = coded.dictionary.to_pylist()
    places = coded.indices
    if places.null_count:
        places = places.fill_null(len(values))
        values.append(None)
    labels = [text_of(value) for value in values]
    order = sorted(range(len(labels)), key=labels.__getitem__)
    return Coded([(labels[n],) for n in order], np.argsort(order)[places])


def distinct_in(codes: Positions, limit: int) -> tuple[Positions, Positions]:
    """Return the distinct codes, sorted, and for each code which of them it is; all are below the limit."""
    if limit > _MOST_OF_TABLE * len(codes):
        coded = pa.array(codes).dictionary_encode()
        distinct, order = np.asarray(coded.dictionary), np.argsort(coded.dictionary)
        return distinct[order], np.argsort(order)[coded.indices]
    there = np.zeros(limit, dtype=bool)
    there[codes] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[codes]
