"""Quantiles of Student's t for intervals shown at every run: SciPy has them, but takes longer to import than a round to score."""

from __future__ import annotations

from functools import cache
from math import exp, lgamma, pi, sqrt, tan
from statistics import NormalDist

import numpy as np

from parindex.numbers import Floats64

_PIECES = 400
_EVEN = np.linspace(1.0, 0.0, _PIECES + 1)
_ALONG = 1 - _EVEN**3
"""Nodes of Simpson's rule, dense towards the end, where the integrand may bend sharply."""
_WEIGHTS = np.array([1.0, *[4.0, 2.0] * (_PIECES // 2 - 1), 4.0, 1.0]) / _PIECES * _EVEN**2
_LARGE = 1e6
_ENOUGH = 1e-12


def t_quantile(level: float, degrees_of_freedom: Floats64) -> Floats64:
    """Return by how many standard errors an interval of a level reaches to each side.

    Parameters
    ----------
    level : float
        Coverage of the two-sided interval: 0.95.
    degrees_of_freedom : float array
        At least 1; they need not be whole. From a million on the normal quantile is taken.

    Notes
    -----
    With t = √ν tan θ half the level is ∫ cos^(ν−1) over (0, θ) ÷ that over (0, π/2). The integral rises ever more
    slowly, so Newton's steps from below come to θ without passing it.
    """
    return np.array([_quantile(level, float(each)) for each in degrees_of_freedom])


@cache
def _quantile(level: float, freedom: float) -> float:
    if freedom >= _LARGE:
        return NormalDist().inv_cdf((1 + level) / 2)
    whole = sqrt(pi) / 2 * exp(lgamma(freedom / 2) - lgamma((freedom + 1) / 2))
    angle, step = 0.0, level * whole
    while step > _ENOUGH * angle:
        angle += step
        powers = np.exp((freedom - 1) / 2 * np.log1p(-(np.sin(_ALONG * angle) ** 2)))
        step = (level * whole - angle * float(_WEIGHTS @ powers)) / float(powers[-1])
    return sqrt(freedom) * tan(angle)
