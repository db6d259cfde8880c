"""Confidence intervals of percentages and means."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from scipy.special import betaincinv, stdtrit

from parindex.numbers import Floats64

Method = Literal["logit", "beta", "wilson", "t"]


def interval(
    estimate: Floats64,
    standard_error: Floats64,
    degrees_of_freedom: Floats64,
    answers: Floats64,
    method: Method = "logit",
    level: float = 0.95,
) -> tuple[Floats64, Floats64]:
    """Return the bounds of confidence intervals of percentages.

    Parameters
    ----------
    estimate, standard_error : float array
        In percent.
    degrees_of_freedom, answers : float array
        Broadcast against `estimate`.
    method : {"logit", "beta", "wilson", "t"}
        ``beta`` is Korn and Graubard's; all as R's ``svyciprop`` has them.
    level : float

    Notes
    -----
    At 0 % or 100 % there is no spread in the sample to go by. Every method but ``t`` then takes the answers for
    independent (effective answers = answers) and gives the Clopper–Pearson interval, as NCHS does. Between these, a
    standard error of zero gives the estimate itself. Without degrees of freedom there is no interval.
    """
    share, error = estimate / 100, standard_error / 100
    df, answers = degrees_of_freedom, np.broadcast_to(answers, share.shape)
    with np.errstate(invalid="ignore", divide="ignore"):
        quantile = stdtrit(np.where(df > 0, df, np.nan), (1 + level) / 2)
        lower, upper = _METHODS[method](share, error, quantile, answers, level)
        certain = (error == 0) & (df > 0)
        lower, upper = np.where(certain, share, lower), np.where(certain, share, upper)
        if method != "t":
            extreme = (share <= 0) | (share >= 1)
            lower[extreme], upper[extreme] = clopper_pearson(share[extreme], answers[extreme], level)
    unknown = np.isnan(share)
    return np.where(unknown, np.nan, 100 * lower), np.where(unknown, np.nan, 100 * upper)


Bounds = tuple[Floats64, Floats64]


def _t(share: Floats64, error: Floats64, quantile: Floats64, *_: object) -> Bounds:
    return share - quantile * error, share + quantile * error


def _logit(share: Floats64, error: Floats64, quantile: Floats64, *_: object) -> Bounds:
    centre, reach = np.log(share / (1 - share)), quantile * error / (share * (1 - share))
    return 1 / (1 + np.exp(-(centre - reach))), 1 / (1 + np.exp(-(centre + reach)))


def _beta(share: Floats64, error: Floats64, quantile: Floats64, answers: Floats64, level: float) -> Bounds:
    effective = share * (1 - share) / error**2
    simple = stdtrit(np.where(answers > 1, answers - 1, np.nan), (1 + level) / 2)
    return clopper_pearson(share, effective * (simple / quantile) ** 2, level)


def _wilson(share: Floats64, error: Floats64, quantile: Floats64, *_: object) -> Bounds:
    effective = share * (1 - share) / error**2
    square = quantile**2
    centre = share + square / (2 * effective)
    reach = quantile / (2 * effective) * np.sqrt(4 * effective * share * (1 - share) + square)
    return (centre - reach) / (1 + square / effective), (centre + reach) / (1 + square / effective)


def clopper_pearson(share: Floats64, answers: Floats64, level: float) -> Bounds:
    """Return the exact interval of a share of so many independent answers, which need not be a whole number.

    From no answers it is everything from 0 to 1.
    """
    tail, yes, no = (1 - level) / 2, answers * share, answers * (1 - share)
    lower = np.where(yes <= 0, 0.0, betaincinv(np.where(yes <= 0, np.nan, yes), no + 1, tail))
    upper = np.where(no <= 0, 1.0, betaincinv(yes + 1, np.where(no <= 0, np.nan, no), 1 - tail))
    return lower, upper


_METHODS: dict[Method, Callable[..., Bounds]] = {"logit": _logit, "beta": _beta, "wilson": _wilson, "t": _t}
