"""What stands at a stage: stage after stage, the later word replaces the earlier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parindex.framework import Framework
from parindex.numbers import Booleans, Floats64, MicroPoints
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
    for stage in stages:
        if stage in data.measured:
            news = data.measured[stage][chosen]
            said = ~np.isnan(news)
            measured = np.where(said, news, measured)
            entered = np.where(any_by_leaf(data.framework, said), ABSENT, entered)
        if stage in data.entered:
            points = data.entered[stage][chosen]
            entered = np.where(points != ABSENT, points, entered)
    return Standing(measured, entered)


def any_by_leaf(framework: Framework, by_column: Booleans) -> Booleans:
    """Return, units × leaves, whether any variable of the leaf is true, from units × variables."""
    found = np.zeros((by_column.shape[0], len(framework.leaves)), dtype=bool)
    with_inputs = has_inputs(framework)
    starts = [columns.start for columns in framework.columns_of_leaf]
    if with_inputs.any():
        found[:, with_inputs] = np.logical_or.reduceat(by_column, np.array(starts)[with_inputs], axis=1)
    return found


def has_inputs(framework: Framework) -> Booleans:
    """Return whether the rule of each leaf reads any variable."""
    return np.array([columns.start < columns.stop for columns in framework.columns_of_leaf], dtype=bool)


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
