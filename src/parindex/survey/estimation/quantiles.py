"""Quantiles of a number (days waited, say) with Woodruff's intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.special import stdtrit

from parindex.documents import Unfit
from parindex.numbers import Floats64
from parindex.survey.estimation.table import Influence
from parindex.survey.estimation.variance import Sampling, degrees_of_freedom, variance
from parindex.survey.model import Column, Lonely, Survey
from parindex.survey.totals.engines import MICRODATA, DuckDB
from parindex.survey.totals.query import Columns


@dataclass(frozen=True, eq=False)
class Quantiles:
    """Quantiles of one column.

    Attributes
    ----------
    shares : tuple of float
    estimate, lower, upper, standard_error : float array (shares,)
        The error is the width of the interval over twice the t quantile.
    answers : int
        How many people have the number.
    """

    shares: tuple[float, ...]
    estimate: Floats64
    lower: Floats64
    upper: Floats64
    standard_error: Floats64
    answers: int


def quantiles(
    survey: Survey,
    files: Sequence[Path],
    column: Column,
    shares: Sequence[float] = (0.25, 0.5, 0.75),
    *,
    where: str | None = None,
    domain: str | None = None,
    design: str | None = None,
    lonely: Lonely | None = None,
    level: float = 0.95,
) -> Quantiles:
    """Return quantiles of a number over all people who have it, or those of one domain.

    Parameters
    ----------
    survey : Survey
    files : sequence of Path
    column : str
    shares : sequence of float
    where, domain : str, optional
        A column and its value: only these people count, all PSUs stay in the variance.
    design, lonely, level
        See `estimate`.

    Raises
    ------
    Unfit
        A stratum has one PSU and these are to fail; a column is not there or holds no numbers; nobody has one.

    Notes
    -----
    The quantile of p is the smallest value x with F(x) ≥ p. Its interval is that of the values at the ends of the
    t interval of F(x) (Woodruff 1952; R's ``svyquantile`` with ``interval.type = "mean"``, ``qrule = "math"``).
    The variance is that of ultimate clusters, with a finite-population correction where the first stage has a population.
    Takes a pass for the distribution, whose memory grows with the distinct values, and one for each share.
    """
    of = survey.design(design)
    engine = DuckDB()
    engine.open(files)
    _refuse_unknown(engine, [column] if where is None else [column, where])
    value, weight = engine.quoted(column), engine.quoted(of.weight)
    mine = f"{value} IS NOT NULL"
    if where is not None:
        text = str(domain).replace("'", "''")
        mine += f" AND CAST({engine.quoted(where)} AS VARCHAR) = '{text}'"
    answers = _people(engine, value, mine, column)
    found = engine.run(
        f"SELECT CAST({value} AS DOUBLE) AS x, SUM({weight}) AS w FROM {MICRODATA} WHERE {mine} GROUP BY 1 ORDER BY 1"
    )
    values, cumulated = np.asarray(found["x"], dtype=float), np.cumsum(np.asarray(found["w"], dtype=float))
    frame = ", ".join(engine.quoted(name) for name in (*of.strata, of.stages[0].cluster))
    size = of.stages[0].population
    population = "CAST(NULL AS DOUBLE)" if size is None else f"CAST(MIN({engine.quoted(size)}) AS DOUBLE)"
    rows = []
    for share in shares:
        middle = _at(values, cumulated, share)
        sums = engine.run(
            f"SELECT {frame}, {population} AS population, SUM(CASE WHEN {mine} THEN {weight} ELSE 0 END) AS w,"
            f" SUM(CASE WHEN {mine} AND CAST({value} AS DOUBLE) <= {middle!r} THEN {weight} ELSE 0 END) AS below,"
            f" COUNT(CASE WHEN {mine} THEN 1 END) AS people FROM {MICRODATA} GROUP BY ALL"
        )
        below, error, freedom = _share_below(sums, len(of.strata), lonely or of.lonely)
        reach = float(stdtrit(freedom, (1 + level) / 2))
        low, high = (_at(values, cumulated, below + sign * reach * error) for sign in (-1, 1))
        rows.append((middle, low, high, (high - low) / (2 * reach)))
    estimate, lower, upper, errors = (np.array(each) for each in zip(*rows, strict=True))
    return Quantiles(tuple(shares), estimate, lower, upper, errors, answers)


def _refuse_unknown(engine: DuckDB, names: Sequence[str]) -> None:
    there = engine.run(f"SELECT * FROM {MICRODATA} LIMIT 0")
    for name in names:
        if name not in there:
            raise Unfit(f"Dữ liệu không có cột “{name}”.", f'The microdata have no column "{name}".')


def _people(engine: DuckDB, value: str, mine: str, column: Column) -> int:
    """Return how many have the number; refuse words, and nobody."""
    counts = engine.run(
        f"SELECT COUNT(*) AS people, COUNT(TRY_CAST({value} AS DOUBLE)) AS numbers FROM {MICRODATA} WHERE {mine}"
    )
    people, numbers = int(counts["people"][0]), int(counts["numbers"][0])
    if numbers < people:
        raise Unfit(
            f"Cột “{column}” có {people - numbers} ô không phải số.",
            f'The column "{column}" has {people - numbers} cells that are no numbers.',
        )
    if not people:
        raise Unfit(
            f"Không ai trong nhóm này có số ở cột “{column}”.", f'Nobody there has a number in "{column}".'
        )
    return people


def _at(values: Floats64, cumulated: Floats64, share: float) -> float:
    """Return the smallest value at which the distribution reaches a share."""
    place = int(np.searchsorted(cumulated, share * cumulated[-1] * (1 - 1e-12), side="left"))
    return float(values[min(max(place, 0), len(values) - 1)])


def _share_below(sums: Columns, strata: int, lonely: Lonely) -> tuple[float, float, float]:
    """Return the share of those below a value with its standard error and degrees of freedom."""
    labels = list(
        zip(*(map(str, column.tolist()) for column in list(sums.values())[: strata + 1]), strict=True)
    )
    names = sorted({label[:-1] for label in labels})
    stratum = np.array([names.index(label[:-1]) for label in labels])
    population = np.full(len(names), np.nan)
    population[stratum] = np.ma.filled(np.ma.asarray(sums["population"], dtype=float), np.nan)
    sampling = Sampling.of_strata(stratum, names, population, lonely)
    weight, below = (np.asarray(sums[name], dtype=float) for name in ("w", "below"))
    share = below.sum() / weight.sum()
    there = np.asarray(sums["people"], dtype=float) > 0
    scores = ((below - share * weight) / weight.sum())[there, None]
    influence = Influence(np.flatnonzero(there), np.zeros(int(there.sum()), dtype=np.int64), scores)
    psus, with_people = degrees_of_freedom(influence, sampling, 1)
    return (
        float(share),
        float(np.sqrt(variance(influence, sampling, 1)[0, 0])),
        float(psus[0] - with_people[0]),
    )
