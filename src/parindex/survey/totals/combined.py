"""Answers of a batch in combination: several items make one number, so that a row is counted once for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from parindex.numbers import Floats64
from parindex.survey.totals.cells import Totals
from parindex.survey.totals.kinds import Bytes, Kinds, added_by
from parindex.survey.totals.plan import Plan
from parindex.survey.totals.slabs import Positions

_LARGEST = 256
"""Combinations of answers that a byte can tell apart."""


@dataclass(frozen=True, eq=False)
class _Answers:
    """Answers to some items together.

    Attributes
    ----------
    items : slice
        Which items of the survey.
    combination : uint8 array (rows,)
        Which combination of answers each person gave.
    adds : float array (totals × items × combinations)
        What one such person adds to ``answers``, and one unit of weight to the other totals of the plan.
    """

    items: slice
    combination: Bytes
    adds: Floats64

    def add_up(self, cell: Positions, weight: Floats64, totals: Totals) -> None:
        """Fill in the totals of these items: whole numbers, so exact in any order."""
        cells, many = len(totals[0]), self.adds.shape[-1]
        place = np.multiply(self.combination, cells, dtype=np.int64) + cell
        people, weights = (
            np.bincount(place, each, many * cells).reshape(many, cells) for each in (None, weight)
        )
        totals[0][:, self.items] = (self.adds[0] @ people.astype(np.float64)).T
        for total, adds in zip(totals[1:], self.adds[1:], strict=True):
            total[:, self.items] = (adds @ weights).T


class Combined:
    """Counts answers in combination; items that were put together for one grouping serve the others."""

    def __init__(self, plan: Plan, kinds: Sequence[Kinds]) -> None:
        self._shape = len(plan.totals), len(kinds)
        self._answers = cache(lambda most: list(_together(plan, kinds, most)))

    def totals(self, cell: Positions, cells: int, weight: Floats64) -> Totals:
        """Return the totals of all items by cell, from the cell and the weight of each row."""
        totals, items = self._shape
        result = [np.empty((cells, items)) for _ in range(totals)]
        most = min(_LARGEST, len(cell) // cells)  # more would be more work than the rows themselves
        for each in self._answers(most):
            each.add_up(cell, weight, result)
        return result


def _together(plan: Plan, kinds: Sequence[Kinds], most: int) -> Iterator[_Answers]:
    """Yield the answers to all items, as many items at once as have at most so many combinations, one at least."""
    start = 0
    for stop in range(1, len(kinds) + 1):
        if stop < len(kinds) and _combinations(kinds[start : stop + 1]) <= most:
            continue
        yield _answers(plan, slice(start, stop), kinds[start:stop])
        start = stop


def _combinations(kinds: Sequence[Kinds]) -> int:
    return int(np.prod([len(each.codes) for each in kinds]))


def _answers(plan: Plan, items: slice, kinds: Sequence[Kinds]) -> _Answers:
    combination = kinds[0].kind
    for each in kinds[1:]:
        combination = combination * np.uint8(len(each.codes)) + each.kind
    of_item = np.unravel_index(np.arange(_combinations(kinds)), [len(each.codes) for each in kinds])
    codes = np.array([each.codes[own] for each, own in zip(kinds, of_item, strict=True)])
    return _Answers(items, combination, added_by(plan, codes, items))
