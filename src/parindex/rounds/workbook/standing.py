"""What stands for one unit at a stage: stage after stage, the later word replaces the earlier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parindex.numbers import Floats64, MicroPoints
from parindex.rounds.model import ABSENT, STAGE_ORDER, RoundData, Stage


def stages_before(stage: Stage) -> tuple[Stage, ...]:
    """Return the stages before one."""
    return STAGE_ORDER[: STAGE_ORDER.index(stage)]


@dataclass(frozen=True, eq=False)
class Standing:
    """The figures of one unit that count after some stages.

    Attributes
    ----------
    measured : float64 array (variables)
        NaN where nothing was measured.
    entered : int64 array (leaves)
        Micro-points that stand as entered, `ABSENT` where the rule decides.
    """

    measured: Floats64
    entered: MicroPoints


def standing(data: RoundData, row: int, stages: Sequence[Stage]) -> Standing:
    """Return what stands for the unit in a row after some stages, which are in order.

    A measurement replaces that measurement and hands its leaf back to the rule; entered points replace
    what the rule says.
    """
    measured = np.full(len(data.framework.columns), np.nan)
    entered = np.full(len(data.framework.leaves), ABSENT, dtype=np.int64)
    leaf_of_column = np.array([leaf for leaf, _ in data.framework.columns], dtype=np.intp)
    for stage in stages:
        if stage in data.measured:
            news = ~np.isnan(data.measured[stage][row])
            measured[news] = data.measured[stage][row][news]
            entered[leaf_of_column[news]] = ABSENT
        if stage in data.entered:
            points = data.entered[stage][row]
            entered = np.where(points != ABSENT, points, entered)
    return Standing(measured, entered)


def evidence_at(data: RoundData, unit: str, leaf: str, stages: Sequence[Stage]) -> str:
    """Return the evidence for a leaf as it was last given in some stages, which are in order."""
    given = (data.evidence.get((unit, leaf, stage), "") for stage in reversed(stages))
    return next((text for text in given if text), "")
