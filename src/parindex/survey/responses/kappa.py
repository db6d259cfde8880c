"""Agreement of two interviews beyond chance.

Cohen's kappa (J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20,
1960), weighted by the distance of ordered answers (J. Cohen, "Weighted kappa", Psychological Bulletin 70, 1968), with the
large-sample standard error (J. L. Fleiss, J. Cohen, B. S. Everitt, Psychological Bulletin 72, 1969).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from parindex.numbers import Floats64

Weighting = Literal["none", "linear", "quadratic"]


@dataclass(frozen=True)
class Agreement:
    """How far two series of answers agree.

    Attributes
    ----------
    pairs : int
    agreement : float
        Share of equal answers.
    kappa : float
        1 for perfect agreement, 0 for what chance gives; nan where chance alone gives perfect agreement.
    standard_error : float
    """

    pairs: int
    agreement: float
    kappa: float
    standard_error: float


def kappa(table: Floats64, weighting: Weighting = "none") -> Agreement:
    """Return the agreement of a square table of counts, first answers × second answers.

    Parameters
    ----------
    table : array (k, k)
    weighting : {"none", "linear", "quadratic"}
        How much two different answers count: nothing, or 1 − d ÷ (k − 1), or 1 − d² ÷ (k − 1)², where d is how many
        answers they lie apart.
    """
    pairs = float(table.sum())
    if not pairs:
        return Agreement(0, np.nan, np.nan, np.nan)
    shares = table / pairs
    weights = _weights(len(table), weighting)
    first, second = shares.sum(axis=1), shares.sum(axis=0)
    observed = float((weights * shares).sum())
    expected = float(first @ weights @ second)
    agreement = float(np.trace(shares))
    if np.isclose(expected, 1, rtol=0, atol=1e-12):
        return Agreement(int(pairs), agreement, np.nan, np.nan)
    value = (observed - expected) / (1 - expected)
    means = (weights @ second)[:, None] + (first @ weights)[None, :]
    terms = shares * (weights - means * (1 - value)) ** 2
    variance = (terms.sum() - (value - expected * (1 - value)) ** 2) / (pairs * (1 - expected) ** 2)
    return Agreement(int(pairs), agreement, value, float(np.sqrt(max(variance, 0.0))))


def _weights(levels: int, weighting: Weighting) -> Floats64:
    if weighting == "none":
        return np.eye(levels)
    apart = np.abs(np.arange(levels)[:, None] - np.arange(levels)[None, :]) / max(levels - 1, 1)
    return np.asarray(1 - apart if weighting == "linear" else 1 - apart**2)
