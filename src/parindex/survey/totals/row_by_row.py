"""Answers of a batch row by row: every row is added to its cells, all items side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat

import numpy as np
from scipy.sparse import csc_array

from parindex.numbers import Floats64
from parindex.survey.totals.cells import Totals, added
from parindex.survey.totals.kinds import Bytes, Kinds, added_by
from parindex.survey.totals.plan import Plan
from parindex.survey.totals.slabs import Positions

_ROWS = 2**16
"""Rows of which the answers to all items stand side by side as floats."""


def row_by_row(
    plan: Plan, kinds: Sequence[Kinds], cells: Sequence[tuple[Positions, int]], weight: Floats64
) -> list[Totals]:
    """Return the totals of all items by cell for each of some groupings.

    Parameters
    ----------
    plan, kinds
    cells : sequence of (int array (rows,), int)
        Of each grouping the cell of every row, and how many cells there are.
    weight : float array (rows,)
    """
    adds, ends = _of_kinds(plan, kinds), np.cumsum([many for _, many in cells])
    cell = np.stack([own + end - many for (own, many), end in zip(cells, ends, strict=True)], axis=1)
    totals: Totals = []
    for start in range(0, len(weight), _ROWS):
        rows = slice(start, start + _ROWS)
        answers = [each.kind[rows] for each in kinds]
        more = _of_rows(answers, adds, cell[rows], int(ends[-1]), weight[rows])
        totals = added(totals, more) if totals else more
    return [list(own) for own in zip(*(np.split(total, ends[:-1]) for total in totals), strict=True)]


def _of_rows(
    answers: Sequence[Bytes], adds: Floats64, cell: Positions, cells: int, weight: Floats64
) -> Totals:
    """Return the totals of some rows by the cells of all groupings, of which every row has one each."""
    people, weights = (_added_to(cell, cells, each) for each in (np.ones(len(cell)), weight))
    places = np.stack(answers, axis=1) + adds.shape[-1] * np.arange(len(answers))
    amount = np.empty(places.shape)  # one memory for all totals: what is fresh costs more than the sums
    totals = []
    for matrix, adding in zip((people, *repeat(weights, len(adds) - 1)), adds, strict=True):
        np.take(adding, places, out=amount, mode="clip")
        totals.append(matrix @ amount)
    return totals


def _of_kinds(plan: Plan, kinds: Sequence[Kinds]) -> Floats64:
    """Return what the kinds of answers to every item add to each total, totals × items × kinds."""
    codes = np.zeros((len(kinds), max(len(each.codes) for each in kinds)), dtype=np.int64)
    for own, each in zip(codes, kinds, strict=True):
        own[: len(each.codes)] = each.codes
    return added_by(plan, codes, slice(None))


def _added_to(cell: Positions, cells: int, amount: Floats64) -> csc_array:
    """Return the matrix by which an amount of each row is added to its cells, cells × rows."""
    rows, groupings = cell.shape
    starts = groupings * np.arange(rows + 1, dtype=np.int32)
    places = cell.ravel().astype(np.int32)
    return csc_array((np.repeat(amount, groupings), places, starts), shape=(cells, rows))
