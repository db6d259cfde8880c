"""Selection at one stage: which units, and with what probability each could have been."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parindex.numbers import Floats64

Positions = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Selection:
    """Units that were drawn.

    Attributes
    ----------
    chosen : int array (drawn,)
        Positions, in order.
    probability : float array (units,)
        Inclusion probability of every unit, drawn or not.
    """

    chosen: Positions
    probability: Floats64


def generator(seed: int, *labels: str) -> np.random.Generator:
    """Return the random numbers of one place in a design: they hang on the seed and its labels alone.

    So a cluster can be drawn again without the others, and what lies in one frame file or row order does not matter.
    """
    digest = hashlib.sha256("\x1f".join(labels).encode("utf-8")).digest()
    return np.random.default_rng([seed, *np.frombuffer(digest, dtype=np.uint32).tolist()])


def simple(units: int, take: int, random: np.random.Generator) -> Selection:
    """Return a simple random sample without replacement; all where there are no more."""
    take = min(take, units)
    chosen = np.sort(random.choice(units, take, replace=False))
    return Selection(chosen, np.full(units, take / units))


def systematic(units: int, take: int, random: np.random.Generator) -> Selection:
    """Return every k-th unit from a random start, with k = units ÷ take, which need not be whole."""
    take = min(take, units)
    chosen = np.floor((random.random() + np.arange(take)) * (units / take)).astype(np.int64)
    return Selection(chosen, np.full(units, take / units))


def systematic_by_size(sizes: Floats64, take: int, random: np.random.Generator) -> Selection:
    """Return a systematic sample with probability proportional to size.

    Units so large that they would be drawn more than once are taken for certain, and the rest drawn from what is
    left, again and again until none is.

    Parameters
    ----------
    sizes : float array (units,)
        Above zero.
    take : int
    random : Generator
    """
    take = min(take, len(sizes))
    certain = np.zeros(len(sizes), dtype=bool)
    while True:
        left, rest = take - int(certain.sum()), np.where(certain, 0.0, sizes)
        too_large = ~certain & (left * rest >= rest.sum()) & (left > 0)
        if not too_large.any():
            break
        certain |= too_large
    probability = np.where(certain, 1.0, left * rest / rest.sum() if left else 0.0)
    marks = random.random() + np.arange(left)
    drawn = np.searchsorted(np.cumsum(left * rest / rest.sum()), marks, side="right") if left else marks[:0]
    drawn = np.minimum(drawn, len(sizes) - 1)  # a sum of probabilities may end a hair below a whole number
    return Selection(np.sort(np.concatenate([np.flatnonzero(certain), drawn])).astype(np.int64), probability)
