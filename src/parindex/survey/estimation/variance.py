"""The variance of totals over PSUs: ultimate clusters, with what happens in strata of one PSU."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parindex.documents import Unfit
from parindex.numbers import Booleans, Floats64
from parindex.survey.estimation.linearise import sums_of_runs
from parindex.survey.estimation.table import Influence
from parindex.survey.model import Lonely
from parindex.survey.totals.slabs import Positions, PsuSlabs


@dataclass(frozen=True, eq=False)
class Sampling:
    """What of the sample design a variance needs.

    Attributes
    ----------
    stratum : int array (psus,)
    sizes : float array (strata,)
        PSUs in the sample of each stratum.
    factor : float array (strata,)
        (1 − f) n ÷ (n − 1): what the spread of a stratum's PSUs is multiplied by; 1 − f where n is 1.
    lonely : {"fail", "adjust", "average", "certainty", "remove"}
    """

    stratum: Positions
    sizes: Floats64
    factor: Floats64
    lonely: Lonely

    @classmethod
    def of(cls, slabs: PsuSlabs, lonely: Lonely) -> Sampling:
        """Return it for slabs; see `of_strata`."""
        return cls.of_strata(slabs.stratum, slabs.strata, slabs.population, lonely)

    @classmethod
    def of_strata(
        cls,
        stratum: Positions,
        labels: Sequence[tuple[str, ...]],
        population: Floats64,
        lonely: Lonely,
    ) -> Sampling:
        """Return it for PSUs by their stratum.

        Parameters
        ----------
        stratum : int array (psus,)
        labels : sequence of tuple of str
            What the strata are called, in messages.
        population : float array (strata,)
            PSUs in the population; NaN where the sampling fraction is neglected.
        lonely : {"fail", "adjust", "average", "certainty", "remove"}

        Raises
        ------
        Unfit
            A stratum has more PSUs than its population, or just one of several and these are to fail.
        """
        sizes = np.bincount(stratum, minlength=len(labels)).astype(np.float64)
        with np.errstate(invalid="ignore"):
            left = np.where(np.isnan(population), 1.0, 1.0 - sizes / population)
        too_many = np.flatnonzero(left < 0).tolist()
        if too_many:
            names = _named(labels, too_many)
            raise Unfit(
                f"Mẫu có nhiều cụm hơn tổng thể ở tầng: {names}.",
                f"The sample has more clusters than the population in: {names}.",
            )
        alone = sizes == 1
        if lonely == "fail" and (alone & (left > 0)).any():
            names = _named(labels, np.flatnonzero(alone & (left > 0)).tolist())
            raise Unfit(
                f"Tầng chỉ có một cụm nên không tính được phương sai: {names}. Gộp tầng, hoặc chọn cách xử lý (lonely).",
                f"Strata of one PSU have no variance: {names}. Merge strata, or say what to do with them (lonely).",
            )
        factor = left * np.where(alone, 1.0, sizes / np.maximum(sizes - 1, 1))
        return cls(stratum, sizes, factor, lonely)

    def covariance(self, scores: Floats64, there: Booleans) -> Floats64:
        """Return the covariance matrix of totals of scores, positive semidefinite.

        Parameters
        ----------
        scores : float array (psus × totals)
        there : bool array (psus × totals)
            Which PSUs have people of the domain of each total: "average" goes by the strata of these.
        """
        weighted = self._centred(scores) * np.sqrt(self.factor[self.stratum])[:, None]
        result = weighted.T @ weighted
        if self.lonely == "average":
            scale = np.sqrt(self._average(there))
            result = result * np.outer(scale, scale)
        return np.asarray(result)

    def _centred(self, scores: Floats64) -> Floats64:
        """Return scores less the mean of their stratum; of strata of one PSU as `lonely` says."""
        sums = np.zeros((len(self.sizes), scores.shape[1]))
        np.add.at(sums, self.stratum, scores)
        centre = (sums / self.sizes[:, None])[self.stratum]
        if self.lonely == "adjust":
            alone = (self.sizes == 1)[self.stratum]
            centre = np.where(alone[:, None], scores.sum(axis=0) / len(scores), centre)
        return scores - centre

    def _average(self, there: Booleans) -> Floats64:
        """Return strata in which each total has people ÷ those of them with more than one PSU; NaN without such."""
        strata = np.zeros((len(self.sizes), there.shape[1]), dtype=bool)
        np.logical_or.at(strata, self.stratum, there)
        every, several = strata.sum(axis=0), (strata & (self.sizes > 1)[:, None]).sum(axis=0)
        known = np.where(several > 0, every / np.maximum(several, 1), np.nan)
        return np.where(every > 0, known, 1.0)


def _named(labels: Sequence[tuple[str, ...]], strata: list[int]) -> str:
    return ", ".join(" · ".join(labels[n]) or "–" for n in strata)


@dataclass(frozen=True, eq=False)
class ByStratum:
    """Cells of an influence, sorted by (domain, stratum).

    Attributes
    ----------
    order : int array (cells,), or a slice of all
        A slice where they are sorted already, as those of slabs are: nothing is copied then.
    starts : int array (blocks,)
        Where each (domain, stratum) begins in that order.
    domain, stratum : int array (blocks,)
    """

    order: NDArray[np.intp] | slice
    starts: NDArray[np.intp]
    domain: Positions
    stratum: Positions


def by_stratum(influence: Influence, sampling: Sampling) -> ByStratum:
    """Return the blocks of (domain, stratum)."""
    block = influence.domain * len(sampling.sizes) + sampling.stratum[influence.psu]
    order: NDArray[np.intp] | slice = slice(None)
    if (block[1:] < block[:-1]).any():
        order = np.argsort(block, kind="stable")
        block = block[order]
    starts = np.flatnonzero(np.diff(block, prepend=-1))
    domain, stratum = np.divmod(block[starts], len(sampling.sizes))
    return ByStratum(order, starts, domain, stratum)


def variance(influence: Influence, sampling: Sampling, domains: int) -> Floats64:
    """Return the variance of the total of the scores of each domain: domains × measures.

    PSUs of a stratum without people of the domain count with a total of zero. Source: ultimate cluster estimator,
    v = Σ_h (1 − f_h) n_h ÷ (n_h − 1) Σ_i (u_hi − ū_h)²; what strata of one PSU add follows R's survey package.
    """
    result = np.zeros((domains, influence.scores.shape[1]))
    if not len(influence.psu):
        return result
    blocks = by_stratum(influence, sampling)
    scores = influence.scores[blocks.order]
    sums = sums_of_runs(scores, blocks.starts)
    squares = sums_of_runs(scores * scores, blocks.starts)
    sizes = sampling.sizes[blocks.stratum][:, None]
    alone = (
        (sums - _centre(influence, sampling, domains)[blocks.domain]) ** 2
        if sampling.lonely == "adjust"
        else 0.0
    )
    spread = np.where(sizes > 1, np.maximum(squares - sums * sums / sizes, 0.0), alone)
    parts = sampling.factor[blocks.stratum][:, None] * spread
    first = np.flatnonzero(np.diff(blocks.domain, prepend=-1))
    result[blocks.domain[first]] = sums_of_runs(parts, first)
    several = sampling.sizes[blocks.stratum] > 1
    if sampling.lonely == "average" and not several.all():
        strata = np.bincount(blocks.domain, minlength=domains).astype(np.float64)
        known = np.bincount(blocks.domain[several], minlength=domains).astype(np.float64)
        with np.errstate(divide="ignore", invalid="ignore"):
            result *= np.where(strata > 0, strata / known, 1.0)[:, None]
    return result


def _centre(influence: Influence, sampling: Sampling, domains: int) -> Floats64:
    """Return the mean score of all PSUs by domain, domains × measures: what a PSU that is alone is compared with."""
    sums = np.zeros((domains, influence.scores.shape[1]))
    np.add.at(sums, influence.domain, influence.scores)
    return sums / len(sampling.stratum)


def degrees_of_freedom(influence: Influence, sampling: Sampling, domains: int) -> tuple[Floats64, Floats64]:
    """Return how many PSUs, and how many strata, have people of each domain."""
    psus = np.bincount(influence.domain, minlength=domains).astype(np.float64)
    strata = np.bincount(by_stratum(influence, sampling).domain, minlength=domains).astype(np.float64)
    return psus, strata
