"""Inputs → points: which inputs count, what the rules make of them, what is taken away afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from parindex.framework import Framework, Leaf
from parindex.framework.rules import Inputs
from parindex.numbers import (
    Array,
    Booleans,
    Floats,
    Floats64,
    Fractions,
    MicroPoints,
    exact_array,
    micro,
)
from parindex.rounds import ABSENT, RoundData, Stage, State
from parindex.rounds.model import STAGE_ORDER
from parindex.scoring.scores import Scores, States


def score(data: RoundData, stage: Stage | None = None) -> Scores:
    """Return the points of every unit on every leaf.

    Parameters
    ----------
    data : RoundData
        The round.
    stage : {"self", "appraisal_1", "appraisal_2", "council"}, optional
        Up to which stage inputs and entered points count; the last one used by default.

    Returns
    -------
    Scores
        Exact micro-points, identical on every machine.

    Notes
    -----
    The rules are worked in float64 for all units at once. Cells whose outcome could hang on a rounding
    error are worked again in exact fractions, so the result is that of exact arithmetic throughout;
    see ``docs/methodology/scoring.md``.
    """
    stage = stage or (data.stages[-1] if data.stages else "council")
    basis = last_word(data, stage)
    applicable = applicability(data)
    points, calculated, undefined = calculate(data.framework, basis.measured, applicable, data.info.year)
    entered = (basis.entered != ABSENT) & applicable
    points = np.where(entered, basis.entered, np.where(calculated, points, 0))
    state = states(data, applicable, entered | calculated)
    deducted = deductions(data, points)
    return Scores(data, stage, points - deducted, state, deducted, entered, undefined & ~entered)


@dataclass(frozen=True, eq=False)
class Basis:
    """What counts at a stage.

    Attributes
    ----------
    measured : float64 array (units × variables)
    entered : int64 array (units × leaves)
        Entered points that stand, `ABSENT` where the rule decides.
    """

    measured: Floats64
    entered: MicroPoints


def last_word(data: RoundData, stage: Stage) -> Basis:
    """Return the inputs that count at a stage.

    Stage after stage, the later word replaces the earlier: a measurement replaces that measurement, and
    hands a leaf back to its rule; entered points replace whatever the rule says.
    """
    units, leaves = data.shape
    measured = np.full((units, len(data.framework.columns)), np.nan)
    entered = np.full((units, leaves), ABSENT, dtype=np.int64)
    for earlier in STAGE_ORDER[: STAGE_ORDER.index(stage) + 1]:
        if earlier in data.measured:
            news = ~np.isnan(data.measured[earlier])
            measured = np.where(news, data.measured[earlier], measured)
            entered[any_by_leaf(data.framework, news)] = ABSENT
        if earlier in data.entered:
            entered = np.where(data.entered[earlier] != ABSENT, data.entered[earlier], entered)
    return Basis(measured, entered)


def any_by_leaf(framework: Framework, by_column: Booleans) -> Booleans:
    """Return, units × leaves, whether any variable of the leaf is true."""
    found = np.zeros((by_column.shape[0], len(framework.leaves)), dtype=bool)
    for leaf, columns in enumerate(framework.columns_of_leaf):
        found[:, leaf] = by_column[:, columns].any(axis=1)
    return found


def applicability(data: RoundData) -> Booleans:
    """Return, units × leaves, where a leaf counts for a unit."""
    framework = data.framework
    applicable = ~data.not_applicable if data.not_applicable.size else np.ones(data.shape, dtype=bool)
    for code in data.info.not_held:
        applicable[:, list(framework.leaves_under(code))] = False
    for column, leaf in enumerate(framework.leaves):
        if leaf.for_groups:
            applicable[:, column] &= [unit.unit_group in leaf.for_groups for unit in data.units]
    return applicable


def calculate(
    framework: Framework, measured: Floats64, applicable: Booleans, year: int
) -> tuple[MicroPoints, Booleans, Booleans]:
    """Return what the rules give: micro-points, where they give anything, and where they are undefined.

    Each array is units × leaves.
    """
    points = np.zeros(applicable.shape, dtype=np.int64)
    calculated = np.zeros(applicable.shape, dtype=bool)
    undefined = np.zeros(applicable.shape, dtype=bool)
    missing = np.isnan(measured)
    for column, (leaf, columns) in enumerate(zip(framework.leaves, framework.columns_of_leaf, strict=True)):
        if columns.start == columns.stop:
            continue
        present = applicable[:, column] & ~missing[:, columns].any(axis=1)
        if present.any():
            points[:, column], defined = leaf_points(leaf, measured[:, columns].T, present, year)
            calculated[:, column] = present & defined
            undefined[:, column] = present & ~defined
    return points, calculated, undefined


def leaf_points(leaf: Leaf, measured: Floats64, present: Booleans, year: int) -> tuple[MicroPoints, Booleans]:
    """Return the micro-points of one leaf for all units, and where they are defined.

    Parameters
    ----------
    leaf : Leaf
    measured : float64 array (variables × units)
    present : bool array (units)
        Where all inputs are there and the leaf applies; elsewhere the outcome is not used.
    year : int
        The year of the round.
    """
    names = [variable.name for variable in leaf.rule.inputs]
    maximum = leaf.maximum if leaf.maximum is not None else 0
    floats = Floats(present.shape)
    values: dict[str, Array] = {
        name: np.where(present, row, np.nan) for name, row in zip(names, measured, strict=True)
    }
    with np.errstate(invalid="ignore"):
        outcome = leaf.rule.points(Inputs(values, values, year), maximum, floats)
    points = floats.to_micro(outcome)
    defined = ~np.isnan(outcome)
    doubtful = np.flatnonzero(floats.doubt & present)
    if len(doubtful):
        points[doubtful], defined[doubtful] = exact_points(
            leaf, values, doubtful, np.flatnonzero(present), year
        )
    return np.clip(points, 0, micro(maximum)), defined


def exact_points(
    leaf: Leaf, values: dict[str, Array], cells: Array, peers: Array, year: int
) -> tuple[list[int], list[bool]]:
    """Return the micro-points of some cells of a leaf in exact fractions, and where they are defined.

    Parameters
    ----------
    leaf : Leaf
    values : Mapping of variable name to float64 array (units)
    cells : int array
        Positions of the units to calculate; their inputs are present.
    peers : int array
        Positions of all units that have inputs, for rules that compare units.
    year : int
        The year of the round.
    """
    inputs = Inputs(
        {name: exact_array(row[cells]) for name, row in values.items()},
        {name: exact_array(row[peers]) for name, row in values.items()}
        if leaf.rule.type == "relative"
        else {},
        year,
    )
    outcome = leaf.rule.points(inputs, Fraction(leaf.maximum or 0), Fractions())
    defined = [value == value for value in outcome]
    return [micro(value) if known else 0 for value, known in zip(outcome, defined, strict=True)], defined


def states(data: RoundData, applicable: Booleans, scored: Booleans) -> States:
    """Return the state of each cell.

    Where nothing is known, a round of printed figures says *unknown here*; a round that is being scored
    says *not yet scored*.
    """
    nothing = State.NOT_YET_SCORED if data.info.kind == "recomputable" else State.UNKNOWN
    state = np.where(applicable, np.where(scored, State.SCORED, nothing), State.NOT_APPLICABLE)
    return state.astype(np.int8)


def deductions(data: RoundData, points: MicroPoints) -> MicroPoints:
    """Return the micro-points taken from leaves after appraisal, never more than the leaf has."""
    items = {item.code: item for item in data.framework.adjustments.deductions}
    taken = np.zeros(points.shape, dtype=np.int64)
    for adjustment in data.adjustments:
        if adjustment.kind == "deduction" and adjustment.leaf:
            item = items[adjustment.item]
            amount = micro(item.points) * adjustment.times
            cell = data.unit_position[adjustment.unit], data.framework.leaf_position[adjustment.leaf]
            taken[cell] += amount if item.most is None else min(amount, micro(item.most))
    return np.minimum(taken, points)
