"""From moved points to index and rank, replication by replication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from parindex.documents import Unfit
from parindex.numbers import MICRO, Floats64, MicroPoints
from parindex.scoring.index import Totals, amounts, indices, totals
from parindex.scoring.scores import Scores
from parindex.scoring.whatif.draws import Errors, Steps
from parindex.scoring.whatif.moved import Column, columns_of

_DIGITS_OF_INDEX = 9
"""Indices that agree to so many decimals are equal."""

Ranks = np.ndarray[tuple[int, ...], np.dtype[np.int32]]


@dataclass(frozen=True, eq=False)
class Fixed:
    """What stays the same in every replication of a round.

    Attributes
    ----------
    scores : Scores
    columns : list of Column
    parts : Totals
        Of which maximum, bonus and penalty stay.
    taken : int64 array (units)
        Micro-points taken from the whole after appraisal.
    ranked : int array
        Positions of the units that are ranked.
    """

    scores: Scores
    columns: list[Column]
    parts: Totals
    taken: MicroPoints
    ranked: MicroPoints

    @classmethod
    def of(cls, scores: Scores, errors: Errors) -> Fixed:
        """Take it from the official points; raise `Unfit` if a unit that is to be ranked has no index."""
        framework, parts = scores.framework, totals(scores)
        ranked = [row for row, unit in enumerate(scores.units) if framework.ranks(unit.code)]
        official = indices(scores, parts)
        for row in ranked:
            if official[row] is None:
                code = scores.units[row].code
                raise Unfit(
                    f"{code} không có chỉ số để thử; bảng chưa đủ thì không xếp hạng được.",
                    f"{code} has no index to replicate; an incomplete table cannot be ranked.",
                )
        taken = amounts(scores.round, "deduction")
        return cls(scores, columns_of(scores, errors), parts, taken, np.array(ranked, dtype=np.int64))

    def replicate(self, steps: Steps) -> tuple[Floats64, Ranks]:
        """Return index and rank of every unit, replications × units, for the draws of some replications."""
        framework = self.scores.framework
        breakers = [frozenset(framework.leaves_under(code)) for code in framework.ranking.ties.broken_by]
        earned, *of_breakers = (np.zeros(steps.shape[1:]) for _ in range(1 + len(breakers)))
        with np.errstate(divide="ignore", invalid="ignore"):
            for position, column in enumerate(self.columns):
                points = column.points(steps)
                earned += points
                for of_breaker, leaves in zip(of_breakers, breakers, strict=True):
                    if position in leaves:
                        of_breaker += points
            index = self._index(earned)
        return index, self._ranks(index, of_breakers)

    def _index(self, earned: Floats64) -> Floats64:
        """Return 100 × earned ÷ maximum + bonus − penalty, NaN where nothing applies."""
        earned = earned - np.minimum(earned, self.taken)
        index = 100 * earned / np.where(self.parts.maximum > 0, self.parts.maximum, np.nan)
        index = np.maximum(index + (self.parts.bonus - self.parts.penalty) / MICRO, 0.0)
        highest = self.scores.framework.adjustments.index_limit
        return index if highest is None else np.minimum(index, float(highest))

    def _ranks(self, index: Floats64, of_breakers: Sequence[Floats64]) -> Ranks:
        ranking = self.scores.framework.ranking
        if ranking.rank_on == "exact":
            key = np.round(index, _DIGITS_OF_INDEX)
        else:
            key = np.floor(np.round(index * 10**ranking.decimals + 0.5, _DIGITS_OF_INDEX - ranking.decimals))
        ranks = np.zeros(index.shape, dtype=np.int32)
        keys = [values[:, self.ranked] for values in (key, *of_breakers)]
        ranks[:, self.ranked] = places(keys, ranking.ties.method)
        return ranks


def places(keys: Sequence[Floats64], method: str) -> Ranks:
    """Return the place of each unit in each replication, the highest key first; equals share a place.

    Parameters
    ----------
    keys : sequence of float64 arrays (replications × units)
        Each decides between those that the ones before leave equal.
    method : {"competition", "dense"}
        1, 2, 2, 4 or 1, 2, 2, 3.
    """
    order = np.lexsort([-key for key in reversed(keys)], axis=-1)
    ordered = [np.take_along_axis(key, order, axis=-1) for key in keys]
    differs = np.ones(order.shape, dtype=bool)
    differs[:, 1:] = reduce(np.logical_or, (key[:, 1:] != key[:, :-1] for key in ordered))
    if method == "dense":
        place = np.cumsum(differs, axis=-1)
    else:
        place = np.maximum.accumulate(np.where(differs, np.arange(1, order.shape[1] + 1), 0), axis=-1)
    ranks = np.empty(order.shape, dtype=np.int32)
    np.put_along_axis(ranks, order, place.astype(np.int32), axis=-1)
    return ranks
