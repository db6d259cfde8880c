"""How estimates vary together: covariances, differences, and changes between surveys that share PSUs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from parindex.documents import Unfit
from parindex.numbers import Floats64
from parindex.survey.estimation.estimate import Estimates


@dataclass(frozen=True)
class Pick:
    """One estimate among many: a domain of a grouping and a measure."""

    grouping: str
    domain: tuple[str, ...]
    measure: str


@dataclass(frozen=True)
class Contrast:
    """A weighted sum of estimates, such as a difference, with its error.

    Attributes
    ----------
    estimate, standard_error : float
    lower, upper : float
        Ends of the t interval of the level of the estimates.
    degrees_of_freedom : float
        The smallest of those of the estimates.
    p_value : float
        Two-sided, that the sum is zero.
    """

    estimate: float
    standard_error: float
    lower: float
    upper: float
    degrees_of_freedom: float
    p_value: float


def picks_of(estimates: Estimates, grouping: str, measure: str) -> list[Pick]:
    """Return one measure of all domains of a grouping."""
    return [Pick(grouping, domain, measure) for domain in estimates[grouping].domains]


def covariance(estimates: Estimates, picks: Sequence[Pick]) -> Floats64:
    """Return the covariance matrix of some estimates of one survey, picks × picks.

    It is positive semidefinite. Domains of different strata do not vary together; measures of one domain, and domains
    that share PSUs, do.
    """
    there = np.zeros((len(estimates.slabs.psus), len(picks)), dtype=bool)
    for column, pick in enumerate(picks):
        slab = estimates.slabs.slabs[pick.grouping]
        there[slab.psu[slab.group == slab.groups.index(pick.domain)], column] = True
    return estimates.sampling.covariance(influences(estimates, picks), there)


def influences(estimates: Estimates, picks: Sequence[Pick]) -> Floats64:
    """Return the linearised scores of some estimates by PSU of the design, psus × picks."""
    scores = np.zeros((len(estimates.slabs.psus), len(picks)))
    for column, pick in enumerate(picks):
        table = estimates[pick.grouping]
        row, measure = table.at(pick.domain, pick.measure)
        cells = table.influence.domain == row
        scores[table.influence.psu[cells], column] = table.influence.scores[cells, measure]
    return scores


def contrast(estimates: Estimates, picks: Sequence[Pick], coefficients: Sequence[float]) -> Contrast:
    """Return a weighted sum of estimates of one survey, with its error; (1, −1) is their difference."""
    weights = np.asarray(coefficients, dtype=np.float64)
    tables = [
        (estimates[pick.grouping], *estimates[pick.grouping].at(pick.domain, pick.measure)) for pick in picks
    ]
    value = float(weights @ [table.estimate[row, column] for table, row, column in tables])
    spread = float(weights @ covariance(estimates, picks) @ weights)
    freedom = min(float(table.degrees_of_freedom[row]) for table, row, _ in tables)
    return _contrast(value, spread, freedom, estimates.level)


def change(then: Estimates, now: Estimates, pick: Pick) -> Contrast:
    """Return the change of an estimate between two surveys, which may share PSUs.

    Raises
    ------
    Unfit
        The surveys do not belong to one series: the change would be one of method, not of satisfaction.

    Notes
    -----
    PSUs are the same where their labels are. With u and v the scores of the common PSUs of a stratum, m in number,
    the covariance of the two estimates is Σ (1 − f) m ÷ (m − 1) Σ (u − ū)(v − v̄).
    """
    if then.survey.series is None or then.survey.series != now.survey.series:
        raise Unfit(
            f"{then.survey.code} và {now.survey.code} không cùng một chuỗi số liệu nên không so sánh được.",
            f"{then.survey.code} and {now.survey.code} are not of one series and cannot be compared.",
        )
    found = [
        (side[pick.grouping], *side[pick.grouping].at(pick.domain, pick.measure)) for side in (then, now)
    ]
    (old, old_row, old_column), (new, new_row, new_column) = found
    spread = sum(float(table.standard_error[row, column]) ** 2 for table, row, column in found)
    spread -= 2 * _shared(then, now, pick)
    freedom = min(float(table.degrees_of_freedom[row]) for table, row, _ in found)
    value = float(new.estimate[new_row, new_column] - old.estimate[old_row, old_column])
    return _contrast(value, spread, freedom, now.level)


def _shared(then: Estimates, now: Estimates, pick: Pick) -> float:
    """Return the covariance of an estimate of two surveys through the PSUs that both have."""
    position = {label: n for n, label in enumerate(then.slabs.psus)}
    common = [(position[label], n) for n, label in enumerate(now.slabs.psus) if label in position]
    if not common:
        return 0.0
    olds, news = (np.array(side) for side in zip(*common, strict=True))
    u, v = influences(then, [pick])[olds, 0], influences(now, [pick])[news, 0]
    stratum = now.sampling.stratum[news]
    total = 0.0
    for number in np.unique(stratum).tolist():
        here = stratum == number
        size = int(here.sum())
        if size > 1:
            left = now.sampling.factor[number] * (now.sampling.sizes[number] - 1) / now.sampling.sizes[number]
            a, b = u[here] - u[here].mean(), v[here] - v[here].mean()
            total += float(left * size / (size - 1) * (a @ b))
    return total


def _contrast(value: float, spread: float, freedom: float, level: float) -> Contrast:
    error = float(np.sqrt(max(spread, 0.0)))
    reach = float(stdtrit(freedom, (1 + level) / 2)) * error if freedom > 0 else np.nan
    p_value = float(2 * stdtr(freedom, -abs(value) / error)) if error > 0 and freedom > 0 else np.nan
    return Contrast(value, error, value - reach, value + reach, freedom, p_value)
