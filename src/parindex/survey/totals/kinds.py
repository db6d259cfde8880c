"""Answers of a batch by kind: those that no total tells apart are of one."""

from __future__ import annotations

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


def added_by(plan: Plan, codes: Positions, items: slice) -> Floats64:
    """Return what some answers to each of some items (items × answers) add to each total, totals × items × answers."""
    scales = [plan.survey.scale_of[item.code] for item in plan.survey.items[items]]
    satisfied_from = np.array([scale.satisfied_from for scale in scales])[:, None]
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
