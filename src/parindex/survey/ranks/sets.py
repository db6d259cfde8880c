"""Confidence sets for ranks after Mogstad, Romano, Shaikh and Wilhelm (2024), from estimates and their covariance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from parindex.documents import Unfit
from parindex.numbers import Booleans, Floats64

Coverage = Literal["marginal", "simultaneous"]
"""``marginal``: each set covers the rank of its unit; ``simultaneous``: all sets cover all ranks at once."""
Ranks = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class RankSets:
    """For each unit the places that it may hold. Rank 1 is the largest estimate.

    Attributes
    ----------
    rank : int array (units,)
        The place of the estimate itself; equals share the better one.
    lower, upper : int array (units,)
        Best and worst place of the confidence set.
    told_apart : bool array (units × units)
        Row i, column j: i is above j beyond chance, at the coverage of the sets.
    """

    rank: Ranks
    lower: Ranks
    upper: Ranks
    told_apart: Booleans

    @property
    def cannot_be_ranked(self) -> Booleans:
        """Units whose set is every place there is."""
        return np.asarray((self.lower == 1) & (self.upper == len(self.rank)))

    def best(self, places: int) -> Booleans:
        """Return the units that may be among the best so many (τ-best)."""
        return np.asarray(self.lower <= places)

    def worst(self, places: int) -> Booleans:
        """Return the units that may be among the last so many (τ-worst)."""
        return np.asarray(self.upper > len(self.rank) - places)

    def like(self, unit: int) -> NDArray[np.intp]:
        """Return the other units that cannot be told apart from one."""
        apart = self.told_apart[unit] | self.told_apart[:, unit]
        return np.flatnonzero(~apart & (np.arange(len(apart)) != unit))


def rank_sets(
    estimate: Floats64,
    covariance: Floats64,
    *,
    coverage: Coverage = "simultaneous",
    level: float = 0.95,
    degrees_of_freedom: float | None = None,
    draws: int = 10_000,
    stepwise: bool = True,
    seed: int = 0,
    replicates: Floats64 | None = None,
) -> RankSets:
    """Return confidence sets for the ranks of units.

    Parameters
    ----------
    estimate : float array (units,)
    covariance : float array (units × units)
        Of the estimates; its diagonal must be positive.
    coverage : {"marginal", "simultaneous"}
    level : float
    degrees_of_freedom : float, optional
        Critical values of a multivariate t instead of a normal: for few PSUs. The smallest of the units' is on the
        safe side.
    draws : int
        For the critical values.
    stepwise : bool
        Whether pairs that are told apart are dropped and the rest looked at again, until nothing new is found.
    seed : int
        Of the draws; the same seed gives the same sets.
    replicates : float array (replicates × units), optional
        Bootstrap replicates of the estimates: critical values come from how these stray, in place of draws.

    Raises
    ------
    Unfit
        An estimate is not known, or a standard error is zero.

    Notes
    -----
    d_ij = x_i − x_j with standard error s_ij; c is the quantile of max (Z_i − Z_j) ÷ s_ij over the pairs that are
    compared; i lies above j if d_ij > c s_ij. The set of i runs from 1 + #{j above i} to p − #{j below i}.
    """
    error = _checked(estimate, covariance)
    if replicates is None:
        deviations = _draws(covariance, draws, degrees_of_freedom, seed)
    else:
        deviations = np.ascontiguousarray((replicates - estimate).T)
    if coverage == "simultaneous":
        apart = _above(estimate, error, deviations, level, stepwise)
        above, below = apart.sum(axis=0), apart.sum(axis=1)
    else:
        above, below, apart = _one_by_one(estimate, error, deviations, level, stepwise)
    place = 1 + (estimate[None, :] > estimate[:, None]).sum(axis=1)
    return RankSets(place, 1 + above, len(estimate) - below, apart)


def _checked(estimate: Floats64, covariance: Floats64) -> Floats64:
    """Return the standard errors of all differences; infinite on the diagonal."""
    variances = np.diag(covariance)
    if np.isnan(estimate).any() or not (variances > 0).all():
        raise Unfit(
            "Mọi đơn vị phải có ước lượng và sai số chuẩn lớn hơn 0 thì mới lập được tập thứ hạng.",
            "Every unit needs an estimate and a standard error above 0 to have a set of ranks.",
        )
    squares = variances[:, None] + variances[None, :] - 2 * covariance
    np.fill_diagonal(squares, np.inf)
    return np.sqrt(np.maximum(squares, np.finfo(float).tiny))


def _draws(covariance: Floats64, draws: int, degrees_of_freedom: float | None, seed: int) -> Floats64:
    """Return deviations of all estimates from their truth, units × draws."""
    random = np.random.default_rng(seed)
    values, vectors = np.linalg.eigh(covariance)
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    normal = np.ascontiguousarray((random.standard_normal((draws, len(covariance))) @ root.T).T)
    if degrees_of_freedom is None:
        return normal
    return np.asarray(normal / np.sqrt(random.chisquare(degrees_of_freedom, draws) / degrees_of_freedom))


def _above(
    estimate: Floats64, error: Floats64, deviations: Floats64, level: float, stepwise: bool
) -> Booleans:
    """Return which units lie above which, all pairs covered at once."""
    difference = estimate[:, None] - estimate[None, :]
    open_pairs = ~np.eye(len(estimate), dtype=bool)
    apart = np.zeros_like(open_pairs)
    while open_pairs.any():
        critical = np.quantile(_largest(deviations, error, open_pairs), level, method="inverted_cdf")
        new = open_pairs & (difference > critical * error)
        apart |= new
        if not stepwise or not new.any():
            break
        open_pairs &= ~new
    return apart


def _largest(deviations: Floats64, error: Floats64, pairs: Booleans) -> Floats64:
    """Return for each draw the largest standardised difference over the pairs."""
    largest = np.full(deviations.shape[1], -np.inf)
    both_ways = bool((pairs == pairs.T).all())  # then |i − j| stands for i − j and j − i
    for one, other in np.argwhere(np.triu(pairs) if both_ways else pairs).tolist():
        standard = (deviations[one] - deviations[other]) / error[one, other]
        np.maximum(largest, np.abs(standard) if both_ways else standard, out=largest)
    return largest


def _one_by_one(
    estimate: Floats64, error: Floats64, deviations: Floats64, level: float, stepwise: bool
) -> tuple[Ranks, Ranks, Booleans]:
    """Return how many lie above and below each unit, and who, each unit's pairs covered by themselves."""
    units = len(estimate)
    above, below = np.zeros(units, dtype=np.int64), np.zeros(units, dtype=np.int64)
    apart = np.zeros((units, units), dtype=bool)
    for unit in range(units):
        difference = estimate[unit] - estimate  # of both directions, for the unit may be above or below
        standard = (deviations[unit] - deviations) / error[unit, :, None]
        up, down = _told_apart(difference / error[unit], standard, level, stepwise)
        above[unit], below[unit], apart[unit] = down.sum(), up.sum(), up
    return above, below, apart


def _told_apart(
    difference: Floats64, deviations: Floats64, level: float, stepwise: bool
) -> tuple[Booleans, Booleans]:
    """Return below and above whom one unit lies not: standardised differences against both tails of the draws."""
    up_open = np.isfinite(difference) & (np.abs(deviations).max(axis=1) > 0)
    down_open = up_open.copy()
    up, down = np.zeros_like(up_open), np.zeros_like(up_open)
    while up_open.any() or down_open.any():
        most = deviations[up_open].max(axis=0, initial=-np.inf)
        least = deviations[down_open].min(axis=0, initial=np.inf)
        critical = np.quantile(np.maximum(most, -least), level, method="inverted_cdf")
        new_up, new_down = up_open & (difference > critical), down_open & (-difference > critical)
        up, down = up | new_up, down | new_down
        if not stepwise or not (new_up.any() or new_down.any()):
            break
        up_open, down_open = up_open & ~new_up, down_open & ~new_down
    return up, down
