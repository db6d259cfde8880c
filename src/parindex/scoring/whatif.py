"""What if the inputs were a little off: a round scored many times over, with ranks and their quantiles.

Every replication perturbs every input, works every rule again on the perturbed inputs and ranks the units.
Nothing is linearised: bands, floors, guards, comparisons with other units, cells that do not apply,
deductions and bonus act as they do in the official score. Numbers are float64, for the last digit does not
matter here; points are rounded to micro-points all the same, so that units that tie officially tie in a
replication that changes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from statistics import NormalDist
from typing import Any, TypeVar

import numpy as np

from parindex.documents import Unfit
from parindex.framework import Framework, Leaf
from parindex.framework.rules import NEVER, Inputs, Variable
from parindex.numbers import MICRO, Analytic, Floats64, MicroPoints
from parindex.rounds import RoundData, Stage
from parindex.rounds.standing import last_word
from parindex.scoring.index import Totals, amounts, indices, totals
from parindex.scoring.points import complete, deductions, inputs_by_column, score
from parindex.scoring.scores import Scores

STEPS = 32
"""Steps in one standard deviation of a draw; a draw is a byte and reaches 3.97 standard deviations."""

CELLS = 65_536
"""Cells of one leaf that are worked at once: half a megabyte an array, so that a few stay in the cache."""

LEVELS = (0.05, 0.5, 0.95)

_HALF = 0.5 + 1e-4
"""Rounds to whole micro-points half-up; what rounding errors left just under a half counts as a half."""
_LARGEST = 127
_DIGITS_OF_INDEX = 9
"""Indices that agree to so many decimals are equal."""

Steps = np.ndarray[tuple[int, ...], np.dtype[np.int8]]
Values = TypeVar("Values", bound=np.ndarray[Any, Any])
Ranks = np.ndarray[tuple[int, ...], np.dtype[np.int32]]


@dataclass(frozen=True)
class Errors:
    """How far the inputs of a round may be off.

    Attributes
    ----------
    relative : float
        Standard error of numbers, percentages, counts and entered points, as a share of their value. An
        estimate of a survey has a standard error of its own, which is used instead. Counts stay whole, and
        everything keeps to its bounds.
    days : float
        Standard error of a date, in days; what was never done stays undone.
    slip : float
        Probability that a yes or no is the wrong way round, or that the level chosen is one too high or one
        too low (half of it each).
    """

    relative: float = 0.02
    days: float = 2.0
    slip: float = 0.01

    @property
    def slip_steps(self) -> int:
        """How many steps a draw has to exceed, up or down, to be a slip."""
        if not self.slip:
            return _LARGEST
        return min(_LARGEST, round(STEPS * NormalDist().inv_cdf(1 - self.slip / 2)))


@dataclass(frozen=True, eq=False)
class Draws:
    """Standard normal numbers, made beforehand: one for each input, replication and unit.

    Attributes
    ----------
    steps : int8 array (inputs × replications × units)
        In 32nds of a standard deviation, from −127 to 127. Inputs are the variables leaf by leaf; a leaf
        without any, whose points are entered, counts as one. 10,000 replications of 63 units and 190 inputs
        take 120 MB; an array that `numpy.load` maps from a file will do.
    """

    steps: Steps

    @classmethod
    def make(cls, data: RoundData, replications: int, seed: int) -> Draws:
        """Return draws for a round; the same seed gives the same draws."""
        random = np.random.default_rng(seed)
        steps = np.empty((first_draws(data.framework)[-1], replications, len(data.units)), dtype=np.int8)
        for of_input in steps:
            of_input[:] = np.rint(random.standard_normal(of_input.shape) * STEPS).clip(-_LARGEST, _LARGEST)
        return cls(steps)

    def refuse_strangers(self, data: RoundData) -> None:
        """Raise `Unfit` if the draws are not those of a round of this framework and so many units."""
        inputs, replications, units = self.steps.shape
        needed = first_draws(data.framework)[-1], len(data.units)
        if (inputs, units) != needed or not replications:
            raise Unfit(
                f"Số ngẫu nhiên có {inputs} đầu vào × {replications} lần × {units} đơn vị; cần {needed[0]} đầu vào × {needed[1]} đơn vị.",
                f"The draws are for {inputs} inputs × {replications} replications × {units} units; needed are {needed[0]} inputs × {needed[1]} units.",
            )


def first_draws(framework: Framework) -> list[int]:
    """Return the place of the first draw of each leaf, and at the end the number of all inputs."""
    places = [0]
    for leaf in framework.leaves:
        places.append(places[-1] + max(1, len(leaf.rule.inputs)))
    return places


@dataclass(frozen=True, eq=False)
class Replicated:
    """Index and rank of every unit in every replication.

    Attributes
    ----------
    scores : Scores
        The official points, where the replications start from.
    index : float64 array (replications × units)
    rank : int32 array (replications × units)
        Zero for units that are not ranked.
    """

    scores: Scores
    index: Floats64
    rank: Ranks

    def index_quantiles(self, levels: Sequence[float] = LEVELS) -> Floats64:
        """Return quantiles of the index of every unit, levels × units."""
        return quantiles(self.index, levels)

    def rank_quantiles(self, levels: Sequence[float] = LEVELS) -> Ranks:
        """Return quantiles of the rank of every unit, levels × units."""
        return quantiles(self.rank, levels)


def quantiles(values: Values, levels: Sequence[float]) -> Values:
    """Return, levels × units, the smallest value that a share of the replications does not exceed."""
    replications = len(values)
    places = [max(0, -int(-level * replications // 1) - 1) for level in levels]
    ordered = np.partition(values.T, places, axis=1)
    return ordered[:, places].T  # type: ignore[return-value]


def replicate(
    data: RoundData,
    draws: Draws,
    errors: Errors = Errors(),
    stage: Stage | None = None,
    threads: int | None = None,
) -> Replicated:
    """Score a round once for each replication of the draws.

    Parameters
    ----------
    data : RoundData
        The round.
    draws : Draws
        What chance says; see `Draws.make`.
    errors : Errors
        How far chance may move the inputs.
    stage : {"self", "appraisal_1", "appraisal_2", "council"}, optional
        Up to which stage inputs and entered points count; the last one used by default.
    threads : int, optional
        How many chunks of replications are worked at once; one for each processor by default. The outcome
        does not depend on it.

    Returns
    -------
    Replicated

    Raises
    ------
    Unfit
        The draws are not for this round, or a unit that is to be ranked has no index: in an incomplete
        table there are no ranks.
    """
    draws.refuse_strangers(data)
    scores = score(data, stage)
    fixed = Fixed.of(scores, errors)
    at_once, replications = max(1, CELLS // len(data.units)), draws.steps.shape[1]
    chunks = [draws.steps[:, start : start + at_once] for start in range(0, replications, at_once)]
    with ThreadPoolExecutor(threads or os.cpu_count()) as pool:
        index, rank = zip(*pool.map(fixed.replicate, chunks), strict=True)
    return Replicated(scores, np.concatenate(index), np.concatenate(rank))


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


@dataclass(frozen=True, eq=False)
class Fixed:
    """What stays the same in every replication of a round.

    Attributes
    ----------
    scores : Scores
    columns : list of Column
    parts : Totals
        Of which maximum, bonus and penalty stay.
    taken : int64 array (units)
        Micro-points taken from the whole after appraisal.
    ranked : int array
        Positions of the units that are ranked.
    """

    scores: Scores
    columns: list[Column]
    parts: Totals
    taken: MicroPoints
    ranked: MicroPoints

    @classmethod
    def of(cls, scores: Scores, errors: Errors) -> Fixed:
        """Take it from the official points; raise `Unfit` if a unit that is to be ranked has no index."""
        framework, parts = scores.framework, totals(scores)
        ranked = [row for row, unit in enumerate(scores.units) if framework.ranks(unit.code)]
        official = indices(scores, parts)
        for row in ranked:
            if official[row] is None:
                code = scores.units[row].code
                raise Unfit(
                    f"{code} không có chỉ số để thử; bảng chưa đủ thì không xếp hạng được.",
                    f"{code} has no index to replicate; an incomplete table cannot be ranked.",
                )
        taken = amounts(scores.round, "deduction")
        return cls(scores, columns_of(scores, errors), parts, taken, np.array(ranked, dtype=np.int64))

    def replicate(self, steps: Steps) -> tuple[Floats64, Ranks]:
        """Return index and rank of every unit, replications × units, for the draws of some replications."""
        framework = self.scores.framework
        breakers = [frozenset(framework.leaves_under(code)) for code in framework.ranking.ties.broken_by]
        earned, *of_breakers = (np.zeros(steps.shape[1:]) for _ in range(1 + len(breakers)))
        with np.errstate(divide="ignore", invalid="ignore"):
            for position, column in enumerate(self.columns):
                points = column.points(steps)
                earned += points
                for of_breaker, leaves in zip(of_breakers, breakers, strict=True):
                    if position in leaves:
                        of_breaker += points
            index = self._index(earned)
        return index, self._ranks(index, of_breakers)

    def _index(self, earned: Floats64) -> Floats64:
        """Return 100 × earned ÷ maximum + bonus − penalty, NaN where nothing applies."""
        earned = earned - np.minimum(earned, self.taken)
        index = 100 * earned / np.where(self.parts.maximum > 0, self.parts.maximum, np.nan)
        index = np.maximum(index + (self.parts.bonus - self.parts.penalty) / MICRO, 0.0)
        highest = self.scores.framework.adjustments.index_limit
        return index if highest is None else np.minimum(index, float(highest))

    def _ranks(self, index: Floats64, of_breakers: Sequence[Floats64]) -> Ranks:
        ranking = self.scores.framework.ranking
        if ranking.rank_on == "exact":
            key = np.round(index, _DIGITS_OF_INDEX)
        else:
            key = np.floor(np.round(index * 10**ranking.decimals + 0.5, _DIGITS_OF_INDEX - ranking.decimals))
        ranks = np.zeros(index.shape, dtype=np.int32)
        keys = [values[:, self.ranked] for values in (key, *of_breakers)]
        ranks[:, self.ranked] = places(keys, ranking.ties.method)
        return ranks


def places(keys: Sequence[Floats64], method: str) -> Ranks:
    """Return the place of each unit in each replication, the highest key first; equals share a place.

    Parameters
    ----------
    keys : sequence of float64 arrays (replications × units)
        Each decides between those that the ones before leave equal.
    method : {"competition", "dense"}
        1, 2, 2, 4 or 1, 2, 2, 3.
    """
    order = np.lexsort([-key for key in reversed(keys)], axis=-1)
    ordered = [np.take_along_axis(key, order, axis=-1) for key in keys]
    differs = np.ones(order.shape, dtype=bool)
    differs[:, 1:] = reduce(np.logical_or, (key[:, 1:] != key[:, :-1] for key in ordered))
    if method == "dense":
        place = np.cumsum(differs, axis=-1)
    else:
        place = np.maximum.accumulate(np.where(differs, np.arange(1, order.shape[1] + 1), 0), axis=-1)
    ranks = np.empty(order.shape, dtype=np.int32)
    np.put_along_axis(ranks, order, place.astype(np.int32), axis=-1)
    return ranks
