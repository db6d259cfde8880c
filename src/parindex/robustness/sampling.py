"""The sampling error of an index: points that come from surveys carry one, appraised points do not."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from parindex.documents import Unfit
from parindex.framework.rules import Survey
from parindex.numbers import MICRO, Floats64
from parindex.robustness.student import t_quantile
from parindex.rounds.cells import SURVEYED
from parindex.rounds.model import Estimate
from parindex.scoring.results import Results
from parindex.scoring.scores import Scores
from parindex.scoring.whatif.draws import STEPS, Errors
from parindex.scoring.whatif.moved import Column, columns_of
from parindex.survey.ranks.sets import Coverage, RankSets, rank_sets

NO_OTHER_ERROR = Errors(relative=0.0, days=0.0, slip=0.0)
"""Nothing is moved but what was estimated from a sample."""
LEVEL = 0.95
"""Of the intervals that stand beside an index wherever it is shown."""
WHOLE = 100.0
ROWS = 64
"""Units moved in one go."""
TOLERANCE = 0.5
"""By how much the shares of the answers to one question may miss 100, in percentage points, for rounding."""


@dataclass(frozen=True)
class IndexInterval:
    """What sampling leaves open of the index of one unit.

    Attributes
    ----------
    standard_error, degrees_of_freedom : float
    lower, upper : float
        Ends of the t interval.
    """

    standard_error: float
    degrees_of_freedom: float
    lower: float
    upper: float


@dataclass(frozen=True, eq=False)
class SampledIndex:
    """The index of the ranked units with what sampling leaves open. Rows are `units`.

    Attributes
    ----------
    units : tuple of str
        Codes, in the order of the round.
    index, standard_error : float array (units,)
        In points of the index.
    degrees_of_freedom : float array (units,)
        After Welch and Satterthwaite, from those of the surveys; infinite where none are given.
    lower, upper : float array (units,)
        Ends of the t interval.
    level : float
    coverage : {"simultaneous", "marginal"}
    sets : RankSets
    """

    units: tuple[str, ...]
    index: Floats64
    standard_error: Floats64
    degrees_of_freedom: Floats64
    lower: Floats64
    upper: Floats64
    level: float
    coverage: Coverage
    sets: RankSets


def index_intervals(results: Results, level: float = LEVEL) -> dict[str, IndexInterval]:
    """Return the interval of each unit that has an index and points from survey estimates with standard errors.

    Unlike the rank sets of `sampled_index` it compares nobody, so it is there as soon as one unit has been surveyed.
    """
    rows = [row for row in sorted(_estimated_rows(results)) if results.units[row].index is not None]
    if not rows:
        return {}
    index, error, freedom = _index_error(results, rows)
    reach = t_quantile(level, freedom) * error
    ends = np.column_stack([error, freedom, index - reach, index + reach]).tolist()
    return {results.units[row].unit.code: IndexInterval(*each) for row, each in zip(rows, ends, strict=True)}


def sampled_index(
    results: Results,
    *,
    level: float = LEVEL,
    coverage: Coverage = "simultaneous",
    draws: int = 10_000,
    seed: int = 0,
) -> SampledIndex:
    """Return intervals and rank sets of the index of a round.

    Parameters
    ----------
    results : Results
        Of a round that is computed from its inputs.
    level : float
    coverage : {"simultaneous", "marginal"}
    draws, seed : int
        For the critical values of the rank sets.

    Raises
    ------
    Unfit
        A ranked unit has no index, or no part of it comes from a survey with a standard error.

    Notes
    -----
    A rule is followed one standard error up and one down from each estimate; half the difference is what that error
    means in points. Errors of different units and of different leaves are independent. The shares of the answers to
    one question vary together as those of a multinomial sample whose size gives their standard errors.
    """
    rows = [n for n, unit in enumerate(results.units) if results.framework.ranks(unit.unit.code)]
    _refuse_unknown(results, rows)
    index, error, freedom = _index_error(results, rows)
    reach = t_quantile(level, freedom) * error
    smallest = float(freedom.min())
    sets = rank_sets(
        index,
        np.diag(error**2),
        coverage=coverage,
        level=level,
        degrees_of_freedom=smallest if np.isfinite(smallest) else None,
        draws=draws,
        seed=seed,
    )
    codes = tuple(results.units[row].unit.code for row in rows)
    return SampledIndex(codes, index, error, freedom, index - reach, index + reach, level, coverage, sets)


def _index_error(results: Results, rows: list[int]) -> tuple[Floats64, Floats64, Floats64]:
    """Return the index of some units, its standard error and its degrees of freedom."""
    spread, freedom = _points_variance(results.scores)
    error = 100 * np.sqrt(spread[rows]) / (results.totals.maximum[rows] / MICRO)
    index = np.array([float(results.units[row].index or 0) for row in rows])
    return index, error, freedom[rows]


def _estimated_rows(results: Results) -> set[int]:
    """Return the rows of the units with estimates, at the stage at which these count."""
    return {row for row, _ in results.round.estimates} if results.scores.stage == SURVEYED else set()


def _refuse_unknown(results: Results, rows: list[int]) -> None:
    estimated = _estimated_rows(results)
    unknown = [results.units[row].unit.code for row in rows if results.units[row].index is None]
    certain = [results.units[row].unit.code for row in rows if row not in estimated]
    if unknown:
        named = ", ".join(unknown)
        raise Unfit(f"Chưa có chỉ số của: {named}.", f"There is no index of: {named}.")
    if certain:
        named = ", ".join(certain)
        raise Unfit(
            f"Không có số liệu khảo sát kèm sai số chuẩn (estimates.csv) của: {named}.",
            f"There are no survey estimates with standard errors (estimates.csv) of: {named}.",
        )


def _points_variance(scores: Scores) -> tuple[Floats64, Floats64]:
    """Return the variance of the points of each unit, and its degrees of freedom."""
    units = len(scores.units)
    total, shares_of_freedom = np.zeros(units), np.zeros(units)
    columns = columns_of(scores, NO_OTHER_ERROR)
    for position, estimated in _estimated(scores).items():
        column = columns[position]
        effects = _effects(column, sorted(estimated), units)
        for row, estimates in estimated.items():
            own = np.array([effects[offset, row] for offset in estimates])
            variance = float(own @ _correlation(column, list(estimates.values())) @ own)
            total[row] += variance
            smallest = min(each.degrees_of_freedom or np.inf for each in estimates.values())
            shares_of_freedom[row] += variance**2 / smallest
    with np.errstate(divide="ignore", invalid="ignore"):
        freedom = np.where(shares_of_freedom > 0, total**2 / shares_of_freedom, np.inf)
    return total, freedom


def _estimated(scores: Scores) -> dict[int, dict[int, dict[int, Estimate]]]:
    """Return the estimates by leaf, then by row of the unit, then by number of the variable within the leaf."""
    leaf_of_column = [leaf for leaf, _ in scores.framework.columns]
    found: dict[int, dict[int, dict[int, Estimate]]] = {}
    for (row, column), estimate in sorted(scores.round.estimates.items(), key=lambda each: each[0]):
        leaf = leaf_of_column[column]
        if scores.is_applicable[row, leaf]:
            first = scores.framework.columns_of_leaf[leaf].start
            found.setdefault(leaf, {}).setdefault(row, {})[column - first] = estimate
    return found


def _effects(column: Column, rows: list[int], units: int) -> Floats64:
    """Return by how many points each unit moves when one of its inputs moves by its standard error, inputs × units.

    Units move one at a time, for a rule may compare them with one another.
    """
    inputs = len(column.inputs)
    alone = replace(column, draws=slice(0, inputs))
    effects = np.zeros((inputs, units))
    for offset in range(inputs):
        for start in range(0, len(rows), ROWS):
            moved = rows[start : start + ROWS]
            steps = np.zeros((inputs, 2 * len(moved), units), dtype=np.int8)
            steps[offset, np.arange(len(moved)), moved] = STEPS
            steps[offset, len(moved) + np.arange(len(moved)), moved] = -STEPS
            up, down = np.split(alone.points(steps), 2)
            effects[offset, moved] = (up - down)[np.arange(len(moved)), moved] / (2 * MICRO)
    return effects


def _correlation(column: Column, estimates: list[Estimate]) -> Floats64:
    """Return how the estimates of one leaf vary together."""
    shares = np.array([each.value for each in estimates]) / WHOLE
    answers_of_one_question = (
        isinstance(column.leaf.rule, Survey) and abs(shares.sum() - 1) * WHOLE < TOLERANCE
    )
    if not answers_of_one_question:
        return np.eye(len(estimates))
    odds = np.sqrt(np.clip(shares, 1e-12, None) / np.clip(1 - shares, 1e-12, None))
    matrix = np.clip(-np.outer(odds, odds), -1, 1)
    np.fill_diagonal(matrix, 1.0)
    return np.asarray(matrix)
