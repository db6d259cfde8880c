"""Inputs → points: which inputs count, what the rules make of them, what is taken away afterwards."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from parindex.framework import Framework, Leaf
from parindex.framework.rules import Inputs
from parindex.framework.rules.base import Positions
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
from parindex.rounds.standing import any_by_leaf, has_inputs, last_word
from parindex.scoring.index import counted
from parindex.scoring.scores import Scores, States, maxima_of


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
    applicable = data.applicable
    points, calculated, undefined = calculate(data.framework, basis.measured, applicable, data.info.year)
    entered = (basis.entered != ABSENT) & applicable
    points = np.where(entered, basis.entered, np.where(calculated, points, 0))
    state = states(data, applicable, entered | calculated)
    deducted = deductions(data, points)
    return Scores(data, stage, points - deducted, state, deducted, entered, undefined & ~entered)


def calculate(
    framework: Framework, measured: Floats64, applicable: Booleans, year: int
) -> tuple[MicroPoints, Booleans, Booleans]:
    """Return what the rules give: micro-points, where they give anything, and where they are undefined.

    Each array is units × leaves.
    """
    present = complete(framework, measured, applicable)
    table = inputs_by_column(framework, measured, present)
    outcome, doubt = in_floats(framework, table, np.flatnonzero(present.any(axis=0)), year)
    floats = Floats(outcome.shape)
    points, defined = floats.to_micro(outcome), ~np.isnan(outcome)
    doubt = (doubt | floats.doubt) & present.T
    for position in np.flatnonzero(doubt.any(axis=1)).tolist():
        leaf, cells = framework.leaves[position], np.flatnonzero(doubt[position])
        values = inputs_of(framework, table, position)
        peers = leaf.rule.deciding_peers(Inputs(values, values, year))
        points[position, cells], defined[position, cells] = exact_points(leaf, values, cells, peers, year)
    return np.clip(points.T, 0, maxima_of(framework)), present & defined.T, present & ~defined.T


def complete(framework: Framework, measured: Floats64, applicable: Booleans) -> Booleans:
    """Return, units × leaves, where a leaf applies and all inputs of its rule are there."""
    return applicable & ~any_by_leaf(framework, np.isnan(measured)) & has_inputs(framework)


def inputs_by_column(framework: Framework, measured: Floats64, present: Booleans) -> Floats64:
    """Return the inputs by variable (rows) and unit, NaN where a leaf has not all of its inputs or does not apply."""
    leaf_of_column = [leaf for leaf, _ in framework.columns]
    return np.where(present.T[leaf_of_column], measured.T, np.nan)


def inputs_of(framework: Framework, table: Floats64, position: int) -> dict[str, Array]:
    """Return the inputs of one leaf by name, from those of all leaves."""
    columns = framework.columns_of_leaf[position]
    return {framework.columns[c][1].name: table[c] for c in range(columns.start, columns.stop)}


def in_floats(
    framework: Framework, table: Floats64, positions: Positions, year: int
) -> tuple[Floats64, Booleans]:
    """Return the points of some leaves in float64, leaves × units, and the cells in doubt.

    Points are NaN where a rule is undefined, and on the other leaves. Where inputs are missing, the
    outcome means nothing.
    """
    outcome = np.full((len(framework.leaves), table.shape[1]), np.nan)
    doubt = np.zeros(outcome.shape, dtype=bool)
    with np.errstate(invalid="ignore"):
        for position in positions.tolist():
            leaf, values = framework.leaves[position], inputs_of(framework, table, position)
            floats = Floats(outcome.shape[1:])
            outcome[position] = leaf.rule.points(Inputs(values, values, year), leaf.maximum or 0, floats)
            doubt[position] = floats.doubt
    return outcome, doubt


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
        Positions of the units that decide what the others get, for rules that compare units.
    year : int
        The year of the round.
    """
    inputs = Inputs(
        {name: exact_array(row[cells]) for name, row in values.items()},
        {name: exact_array(row[peers]) for name, row in values.items()} if len(peers) else {},
        year,
    )
    with np.errstate(invalid="ignore"):
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
    taken = np.zeros(points.shape, dtype=np.int64)
    for adjustment, amount in counted(data):
        if adjustment.leaf:
            cell = data.unit_position[adjustment.unit], data.framework.leaf_position[adjustment.leaf]
            taken[cell] += amount
    return np.minimum(taken, points)
