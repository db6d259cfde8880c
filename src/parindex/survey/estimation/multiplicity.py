"""Many tests at once: what a single p-value means among them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from parindex.numbers import Floats64
from parindex.survey.estimation.draws import refuse_too_many

NOTHING = 1e-12
"""A share of the largest variance below which a direction does not vary."""
DRAWS_AT_ONCE = 1000
"""Draws that are in memory at a time, times the tests."""


def holm(p_values: Sequence[float] | Floats64) -> Floats64:
    """Return p-values adjusted after Holm (1979), so that the chance of any false finding is what is said.

    Parameters
    ----------
    p_values : sequence of float
        NaN for what could not be tested; it stays and does not count.
    """
    given = np.asarray(p_values, dtype=np.float64)
    adjusted = np.full(given.shape, np.nan)
    known = np.flatnonzero(~np.isnan(given))
    order = known[np.argsort(given[known], kind="stable")]
    factors = np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(given[order] * factors), 1.0)
    return adjusted


def max_t(
    estimates: Floats64,
    covariance: Floats64,
    degrees_of_freedom: float | None,
    *,
    draws: int = 20_000,
    seed: int = 0,
) -> Floats64:
    """Return two-sided p-values adjusted for all tests together, after the largest |t| of correlated estimates.

    Parameters
    ----------
    estimates : float array (tests,)
        Differences, each of which is zero if nothing is there.
    covariance : float array (tests × tests)
    degrees_of_freedom : float, optional
        Of a multivariate t; normal by default.
    draws, seed : int

    Raises
    ------
    Unfit
        There are more draws than memory holds.

    Notes
    -----
    The p-value of a test is the share of draws whose largest |t| reaches its own; never below 1 ÷ (draws + 1).
    """
    refuse_too_many(draws, 4)  # the largest of each, their order and their denominators
    random = np.random.default_rng(seed)
    error = np.sqrt(np.diag(covariance))
    correlation = covariance / np.outer(error, error)
    values, vectors = np.linalg.eigh(correlation)
    there = values > NOTHING * values[-1]  # differences of few estimates hang on each other
    root = (vectors[:, there] * np.sqrt(values[there])).T
    largest = np.concatenate(
        [
            np.abs(random.standard_normal((len(some), len(root))) @ root).max(axis=1)
            for some in np.array_split(np.arange(draws), -(-draws // DRAWS_AT_ONCE))
        ]
    )
    if degrees_of_freedom is not None:
        largest /= np.sqrt(random.chisquare(degrees_of_freedom, draws) / degrees_of_freedom)
    largest.sort()
    reached = draws - np.searchsorted(largest, np.abs(estimates / error), side="left")
    return np.asarray((reached + 1) / (draws + 1))
