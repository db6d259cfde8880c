"""Answers of a batch: several items make one number, so that a row is counted once for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from parindex.documents import Unfit
from parindex.numbers import Floats64
from parindex.survey.totals.plan import Plan
from parindex.survey.totals.slabs import Positions

Codes = NDArray[np.int8]
Bytes = NDArray[np.uint8]

LARGEST = 256
"""Combinations of answers that a byte can tell apart."""


class Kinds(NamedTuple):
    """Answers to one item by kind: those that no total tells apart are of one.

    Attributes
    ----------
    kind : uint8 array (rows,)
    codes : int array (kinds,)
        An answer of each kind.
    """

    kind: Bytes
    codes: Positions


@dataclass(frozen=True, eq=False)
class Answers:
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

    def add_up(self, cell: Positions, weight: Floats64, totals: Floats64) -> None:
        """Fill in the totals of these items (totals × items × cells): whole numbers, so exact in any order."""
        cells, many = totals.shape[-1], self.adds.shape[-1]
        place = np.multiply(self.combination, cells, dtype=np.int64) + cell
        people, weights = (
            np.bincount(place, each, many * cells).reshape(many, cells) for each in (None, weight)
        )
        totals[0, self.items] = self.adds[0] @ people.astype(np.float64)
        totals[1:, self.items] = self.adds[1:] @ weights


def kinds_in(plan: Plan, batch: pa.RecordBatch) -> list[Kinds]:
    """Return the answers of a batch to every item; what is null, negative or zero is none."""
    return [
        _kinds(plan, codes_of(batch, item.code), plan.survey.scale_of[item.code].satisfied_from)
        for item in plan.survey.items
    ]


def _kinds(plan: Plan, codes: Codes, satisfied_from: int) -> Kinds:
    if plan.more:
        kind = np.maximum(codes, 0).view(np.uint8)
        return Kinds(kind, np.arange(1 + int(kind.max(initial=0))))
    kind = (codes >= 1).view(np.uint8) + (codes >= satisfied_from).view(np.uint8)
    return Kinds(kind, np.array([0, 1, satisfied_from]))


def together(plan: Plan, kinds: Sequence[Kinds], most: int) -> Iterator[Answers]:
    """Yield the answers to all items, as many items at once as have at most so many combinations, one at least.

    No more may be asked for than `LARGEST`.
    """
    start = 0
    for stop in range(1, len(kinds) + 1):
        if stop < len(kinds) and _combinations(kinds[start : stop + 1]) <= most:
            continue
        yield _answers(plan, slice(start, stop), kinds[start:stop])
        start = stop


def _combinations(kinds: Sequence[Kinds]) -> int:
    return int(np.prod([len(each.codes) for each in kinds]))


def _answers(plan: Plan, items: slice, kinds: Sequence[Kinds]) -> Answers:
    combination = kinds[0].kind
    for each in kinds[1:]:
        combination = combination * np.uint8(len(each.codes)) + each.kind
    of_item = np.unravel_index(np.arange(_combinations(kinds)), [len(each.codes) for each in kinds])
    codes = np.array([each.codes[own] for each, own in zip(kinds, of_item, strict=True)])
    satisfied_from = [plan.survey.scale_of[item.code].satisfied_from for item in plan.survey.items[items]]
    return Answers(items, combination, _adds(plan, codes, np.array(satisfied_from)[:, None]))


def _adds(plan: Plan, codes: Positions, satisfied_from: Positions) -> Floats64:
    """Return what answers add to each total, totals × items × combinations."""
    adds = {
        "answers": codes >= 1,
        "weight": codes >= 1,
        "satisfied": codes >= satisfied_from,
        "score": codes,
        "score_squared": codes**2,
        **{f"level_{level}": codes == level for level in plan.levels},
    }
    return np.array([adds[name] for name in plan.totals], dtype=np.float64)


def codes_of(batch: pa.RecordBatch, item: str) -> Codes:
    """Return the answers to an item; 0 stands for none.

    Raises
    ------
    Unfit
        There are codes that no answer can have.
    """
    try:
        return np.asarray(pc.cast(batch[item], pa.int8()).fill_null(0))
    except pa.ArrowInvalid:
        raise Unfit(
            f"Cột {item} có mã trả lời không phải số nguyên từ −128 đến 127.",
            f"The column {item} has codes of answers that are not whole numbers between −128 and 127.",
        ) from None
