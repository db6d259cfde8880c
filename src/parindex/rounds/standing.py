"""What stands at a stage: stage after stage, the later word replaces the earlier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parindex.numbers import Floats64, MicroPoints
from parindex.rounds.model import ABSENT, STAGE_ORDER, RoundData, Stage


@dataclass(frozen=True, eq=False)
class Standing:
    """The figures that count after some stages.

    Attributes
    ----------
    measured : float64 array (units × variables)
        NaN where nothing was measured.
    entered : int64 array (units × leaves)
        Micro-points that stand as entered, `ABSENT` where the rule decides.
    """

    measured: Floats64
    entered: MicroPoints


def stages_up_to(stage: Stage) -> tuple[Stage, ...]:
    """Return the stages up to one, with it."""
    return STAGE_ORDER[: STAGE_ORDER.index(stage) + 1]


def stages_before(stage: Stage) -> tuple[Stage, ...]:
    """Return the stages before one."""
    return stages_up_to(stage)[:-1]


def standing(data: RoundData, stages: Sequence[Stage], rows: Sequence[int] | None = None) -> Standing:
    """Return what stands after some stages, which are in order, for some units (all by default).

    A measurement replaces that measurement and hands its leaf back to the rule; entered points replace
    what the rule says.
    """
    chosen = list(range(len(data.units))) if rows is None else list(rows)
    measured = np.full((len(chosen), len(data.framework.columns)), np.nan)
    entered = np.full((len(chosen), len(data.framework.leaves)), ABSENT, dtype=np.int64)
    leaf_of_column = np.array([leaf for leaf, _ in data.framework.columns], dtype=np.intp)
    for stage in stages:
        if stage in data.measured:
            news = data.measured[stage][chosen]
            units, columns = np.nonzero(~np.isnan(news))
            measured[units, columns] = news[units, columns]
            entered[units, leaf_of_column[columns]] = ABSENT
        if stage in data.entered:
            points = data.entered[stage][chosen]
            entered = np.where(points != ABSENT, points, entered)
    return Standing(measured, entered)


def standing_of(data: RoundData, row: int, stages: Sequence[Stage]) -> Standing:
    """Return what stands for the unit in a row, as arrays of variables and of leaves; see `standing`."""
    found = standing(data, stages, [row])
    return Standing(found.measured[0], found.entered[0])


def last_word(data: RoundData, stage: Stage) -> Standing:
    """Return what stands at a stage: that stage and all before it."""
    return standing(data, stages_up_to(stage))


def evidence_at(data: RoundData, unit: str, leaf: str, stages: Sequence[Stage]) -> str:
    """Return the evidence for a leaf as it was last given in some stages, which are in order."""
    given = (data.evidence.get((unit, leaf, stage), "") for stage in reversed(stages))
    return next((text for text in given if text), "")
