"""How many to ask: by the guideline's formula or for a margin of error, and how to share them out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, stdtrit

from parindex.documents import Unfit
from parindex.numbers import Floats64

Method = Literal["proportional", "equal", "root", "neyman"]


def guideline(population: int, error: float = 0.05) -> int:
    """Return n = N ÷ (1 + N e²), rounded up: the formula of the guideline, for a simple random sample.

    Parameters
    ----------
    population : int
        N, transactions or people.
    error : float
        e, as a share; the guideline has 0.05.
    """
    return math.ceil(population / (1 + population * error**2))


def design_effect(per_cluster: float, icc: float) -> float:
    """Return 1 + (m − 1) ρ: how much a sample of clusters of m people loses."""
    return 1 + (per_cluster - 1) * icc


def for_margin(
    margin: float,
    *,
    share: float = 0.5,
    level: float = 0.95,
    effect: float = 1.0,
    response: float = 1.0,
    population: int | None = None,
) -> int:
    """Return how many to draw so that an interval reaches so far to each side.

    Parameters
    ----------
    margin : float
        Half of the interval, as a share (0.03 for 3 percentage points).
    share : float
        Expected; 0.5 is on the safe side.
    level : float
    effect : float
        Design effect.
    response : float
        Share of those drawn who will answer.
    population : int, optional
        For the finite-population correction.

    Notes
    -----
    n₀ = z² p (1 − p) ÷ d²; with a population N, n₀ ÷ (1 + (n₀ − 1) ÷ N); times design effect, over response.
    """
    simple = float(ndtri((1 + level) / 2)) ** 2 * share * (1 - share) / margin**2
    if population is not None:
        simple = simple / (1 + (simple - 1) / population)
    needed = math.ceil(round(simple * effect / response, 9))
    return needed if population is None else min(needed, population)


def in_clusters(simple: float, clusters: int, icc: float) -> int:
    """Return how many people in so many clusters are worth a simple random sample of a size.

    Solves n = n₀ (1 + (n ÷ k − 1) ρ).

    Raises
    ------
    Unfit
        However many are asked in so few clusters, they are not worth it.
    """
    if icc * simple >= clusters:
        least = math.floor(icc * simple) + 1
        raise Unfit(
            f"Với {clusters} cụm và tương quan {icc:g}, hỏi bao nhiêu người cũng không đạt; cần ít nhất {least} cụm.",
            f"In {clusters} clusters with a correlation of {icc:g} no number of people will do; at least {least} clusters are needed.",
        )
    return math.ceil(round(simple * (1 - icc) / (1 - simple * icc / clusters), 9))


def margin_of(
    answers: float, effect: float, degrees_of_freedom: float, share: float, level: float = 0.95
) -> float:
    """Return half of the t interval that so many answers give, as a share; infinite without degrees of freedom."""
    if degrees_of_freedom < 1:
        return math.inf
    return float(stdtrit(degrees_of_freedom, (1 + level) / 2)) * math.sqrt(
        share * (1 - share) * effect / answers
    )


def allocate(
    total: int,
    sizes: Sequence[float] | Floats64,
    method: Method = "proportional",
    *,
    spread: Sequence[float] | Floats64 | None = None,
    least: int = 0,
) -> NDArray[np.int64]:
    """Return how many of a total go to each stratum, in whole numbers that add up to it.

    Parameters
    ----------
    total : int
    sizes : sequence of float
        Of the population of each stratum.
    method : {"proportional", "equal", "root", "neyman"}
        By size, the same for all, by the square root of size, by size × spread.
    spread : sequence of float, optional
        Standard deviation in each stratum, for "neyman".
    least : int
        Every stratum gets so many.

    Raises
    ------
    Unfit
        The total does not suffice for the least, or "neyman" has no spread.
    """
    size = np.asarray(sizes, dtype=np.float64)
    if method == "neyman" and spread is None:
        raise Unfit(
            "Phân bổ Neyman cần độ lệch chuẩn của từng tầng.",
            "Neyman allocation needs a spread for each stratum.",
        )
    if total < least * len(size):
        raise Unfit(
            f"Tổng {total} không đủ cho mỗi tầng {least}.",
            f"A total of {total} does not give {least} to each stratum.",
        )
    share = {
        "proportional": size,
        "equal": np.ones_like(size),
        "root": np.sqrt(size),
        "neyman": size * np.asarray(spread if spread is not None else 0.0),
    }[method]
    exact = (total - least * len(size)) * share / share.sum()
    whole = np.floor(exact).astype(np.int64)
    left = total - least * len(size) - int(whole.sum())
    whole[np.argsort(-(exact - whole), kind="stable")[:left]] += 1
    return np.asarray(whole + least)
