"""Inputs moved by draws, and the points that the rules give for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from parindex.framework import Leaf
from parindex.framework.rules import NEVER, Inputs, Variable
from parindex.numbers import MICRO, Analytic, Floats64, MicroPoints
from parindex.rounds.standing import last_word
from parindex.scoring.points import complete, deductions, inputs_by_column
from parindex.scoring.scores import Scores
from parindex.scoring.whatif.draws import STEPS, Errors, Steps, first_draws

_HALF = 0.5 + 1e-4
"""Rounds to whole micro-points half-up; what rounding errors left just under a half counts as a half."""


@dataclass(frozen=True, eq=False)
class Input:
    """One variable of a leaf for all units: its values and how a draw moves them.

    Attributes
    ----------
    variable : Variable
    values : float64 array (units)
    errors : float64 array (units)
        By how much one step of a draw moves each value.
    slip_steps : int
        See `Errors.slip_steps`.
    """

    variable: Variable
    values: Floats64
    errors: Floats64
    slip_steps: int

    def moved(self, steps: Steps) -> Floats64:
        """Return the values as the draws have them, replications × units, within their constant bounds."""
        kind = self.variable.kind
        if kind == "yes_no":
            return np.asarray(np.abs(self.values - (np.abs(steps) > self.slip_steps)))
        if kind == "choice":
            level = self.values + (steps > self.slip_steps) - (steps < -self.slip_steps)
            return np.asarray(level.clip(0, len(self.variable.choices) - 1))
        values = steps * self.errors
        if kind in ("count", "date"):
            np.rint(values, out=values)
        values += self.values
        low, high = self.variable.lower, self.variable.upper
        if low is not None:
            np.maximum(values, float(low), out=values)
        if isinstance(high, Decimal):
            np.minimum(values, float(high), out=values)
        return values


@dataclass(frozen=True, eq=False)
class Column:
    """One leaf for all units: what stays the same in every replication, and what chance does to it.

    Attributes
    ----------
    leaf : Leaf
    year : int
    draws : slice
        Which draws are for this leaf.
    inputs : tuple of Input
        Empty where no unit has what the rule needs.
    without : int array
        Positions of the units whose points the rule does not give.
    entered : int array
        Positions of the units whose points were entered.
    entered_points, entered_errors : float64 array (units with entered points)
        Micro-points, and by how many one step of a draw moves them.
    taken : int64 array (units)
        Micro-points taken after appraisal.
    """

    leaf: Leaf
    year: int
    draws: slice
    inputs: tuple[Input, ...]
    without: MicroPoints
    entered: MicroPoints
    entered_points: Floats64
    entered_errors: Floats64
    taken: MicroPoints

    def points(self, steps: Steps) -> Floats64:
        """Return the micro-points of the leaf as the draws have them, replications × units."""
        own = steps[self.draws]
        points = self._calculated(own) if self.inputs else np.zeros(own.shape[1:])
        points[:, self.without] = 0
        if len(self.entered):
            moved = self.entered_points + own[0][:, self.entered] * self.entered_errors
            points[:, self.entered] = np.floor(np.maximum(moved, 0) + _HALF)
        if self.leaf.maximum is not None:
            np.minimum(points, float(self.leaf.maximum * MICRO), out=points)
        if self.taken.any():
            points -= np.minimum(points, self.taken)
        return points

    def _calculated(self, steps: Steps) -> Floats64:
        """Return what the rule gives; zero where it is undefined."""
        values = {each.variable.name: each.moved(own) for each, own in zip(self.inputs, steps, strict=True)}
        for each in self.inputs:
            for limit in limits(each.variable, self.inputs):
                np.minimum(values[each.variable.name], values[limit], out=values[each.variable.name])
        outcome = self.leaf.rule.points(Inputs(values, values, self.year), self.leaf.maximum or 0, Analytic())
        points = np.multiply(outcome, MICRO)
        points += _HALF
        np.floor(points, out=points)
        return np.fmax(points, 0.0, out=points)


def limits(variable: Variable, inputs: Sequence[Input]) -> list[str]:
    """Return the variables that bound a variable, itself or through one another."""
    upper = {each.variable.name: each.variable.upper for each in inputs}
    found: list[str] = []
    name = upper[variable.name]
    while isinstance(name, str) and name in upper and name not in found:
        found.append(name)
        name = upper[name]
    return found


def columns_of(scores: Scores, errors: Errors) -> list[Column]:
    """Return what stays the same of each leaf."""
    data, framework = scores.round, scores.framework
    basis = last_word(data, scores.stage)
    present = complete(framework, basis.measured, scores.is_applicable)
    table = inputs_by_column(framework, basis.measured, present)
    deviations = standard_errors(scores, table, errors)
    taken = deductions(data, np.full(data.shape, np.iinfo(np.int64).max))
    firsts = first_draws(framework)
    columns = []
    for position, (leaf, own) in enumerate(zip(framework.leaves, framework.columns_of_leaf, strict=True)):
        entered = np.flatnonzero(scores.entered[:, position])
        points = basis.entered[entered, position].astype(float)
        columns.append(
            Column(
                leaf=leaf,
                year=data.info.year,
                draws=slice(firsts[position], firsts[position + 1]),
                inputs=tuple(
                    Input(framework.columns[c][1], table[c], deviations[c] / STEPS, errors.slip_steps)
                    for c in range(own.start, own.stop)
                    if present[:, position].any()
                ),
                without=np.flatnonzero(~present[:, position]),
                entered=entered,
                entered_points=points,
                entered_errors=points * errors.relative / STEPS,
                taken=taken[:, position],
            )
        )
    return columns


def standard_errors(scores: Scores, table: Floats64, errors: Errors) -> Floats64:
    """Return the standard error of each input, variables × units; see `Errors`."""
    deviations = np.abs(table) * errors.relative
    for column, (_, variable) in enumerate(scores.framework.columns):
        if variable.kind == "date":
            deviations[column] = np.where(table[column] < NEVER, errors.days, 0.0)
    if scores.stage == "council":
        for (row, column), estimate in scores.round.estimates.items():
            deviations[column, row] = estimate.standard_error
    return deviations
