"""What if the inputs were a little off: a round scored many times over, with ranks and their quantiles.

Every replication perturbs every input, works every rule again on the perturbed inputs and ranks the units.
Nothing is linearised: bands, floors, guards, comparisons with other units, cells that do not apply,
deductions and bonus act as they do in the official score. Numbers are float64, for the last digit does not
matter here; points are rounded to micro-points all the same, so that units that tie officially tie in a
replication that changes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from parindex.documents import Unfit
from parindex.framework import Framework, Leaf
from parindex.framework.rules import NEVER, Inputs, Variable
from parindex.numbers import MICRO, Analytic, Floats64, MicroPoints
from parindex.rounds import RoundData, Stage
from parindex.rounds.standing import last_word
from parindex.scoring.index import Totals, amounts, indices, totals
from parindex.scoring.points import complete, deductions, inputs_by_column, score
from parindex.scoring.scores import Scores
from parindex.scoring.whatif.draws import STEPS, USUAL, Draws, Errors, Steps, first_draws
from parindex.scoring.whatif.ranking import Fixed, Ranks

CELLS = 65_536
"""Cells of one leaf that are worked at once: half a megabyte an array, so that a few stay in the cache."""

LEVELS = (0.05, 0.5, 0.95)

Values = TypeVar("Values", bound=np.ndarray[Any, Any])

__all__ = [
    "CELLS",
    "LEVELS",
    "MICRO",
    "NEVER",
    "STEPS",
    "Analytic",
    "Draws",
    "Errors",
    "Framework",
    "Inputs",
    "Leaf",
    "MicroPoints",
    "Replicated",
    "Steps",
    "Totals",
    "Unfit",
    "Variable",
    "amounts",
    "complete",
    "deductions",
    "first_draws",
    "indices",
    "inputs_by_column",
    "last_word",
    "quantiles",
    "replicate",
    "totals",
]


@dataclass(frozen=True, eq=False)
class Replicated:
    """Index and rank of every unit in every replication.

    Attributes
    ----------
    scores : Scores
        The official points, where the replications start from.
    index : float64 array (replications × units)
    rank : int32 array (replications × units)
        Zero for units that are not ranked.
    """

    scores: Scores
    index: Floats64
    rank: Ranks

    def index_quantiles(self, levels: Sequence[float] = LEVELS) -> Floats64:
        """Return quantiles of the index of every unit, levels × units."""
        return quantiles(self.index, levels)

    def rank_quantiles(self, levels: Sequence[float] = LEVELS) -> Ranks:
        """Return quantiles of the rank of every unit, levels × units."""
        return quantiles(self.rank, levels)


def quantiles(values: Values, levels: Sequence[float]) -> Values:
    """Return, levels × units, the smallest value that a share of the replications does not exceed."""
    replications = len(values)
    places = [max(0, -int(-level * replications // 1) - 1) for level in levels]
    ordered = np.partition(values.T, places, axis=1)
    return ordered[:, places].T  # type: ignore[return-value]


def replicate(
    data: RoundData,
    draws: Draws,
    errors: Errors = USUAL,
    stage: Stage | None = None,
    threads: int | None = None,
) -> Replicated:
    """Score a round once for each replication of the draws.

    Parameters
    ----------
    data : RoundData
        The round.
    draws : Draws
        What chance says; see `Draws.make`.
    errors : Errors
        How far chance may move the inputs.
    stage : {"self", "appraisal_1", "appraisal_2", "council"}, optional
        Up to which stage inputs and entered points count; the last one used by default.
    threads : int, optional
        How many chunks of replications are worked at once; one for each processor by default. The outcome
        does not depend on it.

    Returns
    -------
    Replicated

    Raises
    ------
    Unfit
        The draws are not for this round, or a unit that is to be ranked has no index: in an incomplete
        table there are no ranks.
    """
    draws.refuse_strangers(data)
    scores = score(data, stage)
    fixed = Fixed.of(scores, errors)
    at_once, replications = max(1, CELLS // len(data.units)), draws.steps.shape[1]
    chunks = [draws.steps[:, start : start + at_once] for start in range(0, replications, at_once)]
    with ThreadPoolExecutor(threads or os.cpu_count()) as pool:
        index, rank = zip(*pool.map(fixed.replicate, chunks), strict=True)
    return Replicated(scores, np.concatenate(index), np.concatenate(rank))
