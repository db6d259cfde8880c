"""Replicates from PSU totals: the delete-one jackknife (JKn) and the Rao–Wu bootstrap, without the people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from parindex.documents import Unfit
from parindex.numbers import Floats64
from parindex.survey.estimation.draws import refuse_too_many
from parindex.survey.estimation.linearise import by_domain, sums_of_runs
from parindex.survey.estimation.table import Influence
from parindex.survey.estimation.variance import Sampling, by_stratum
from parindex.survey.model import Node, Survey
from parindex.survey.totals.slabs import PsuSlabs, Slab


@dataclass(frozen=True, eq=False)
class Replicated:
    """Standard errors from replicates of one grouping, domains × measures, in percentage points.

    Attributes
    ----------
    measures : tuple of str
        Items, then nodes of the tree from below.
    standard_error : float array (domains × measures)
    replicates : int
    """

    measures: tuple[str, ...]
    standard_error: Floats64
    replicates: int


@dataclass(frozen=True)
class Replication:
    """How errors come from replicates instead of linearisation; see `jackknife` and `bootstrap`.

    Attributes
    ----------
    method : {"jackknife", "bootstrap"}
    replicates, seed : int
        Of the bootstrap.
    """

    method: Literal["jackknife", "bootstrap"]
    replicates: int = 1000
    seed: int = 0

    def of(self, survey: Survey, slabs: PsuSlabs, grouping: str) -> Replicated:
        """Return the errors of one grouping."""
        if self.method == "jackknife":
            return jackknife(survey, slabs, grouping)
        return bootstrap(survey, slabs, grouping, replicates=self.replicates, seed=self.seed)


def jackknife(survey: Survey, slabs: PsuSlabs, grouping: str) -> Replicated:
    """Return standard errors of shares by JKn: each PSU left out in turn, the others of its stratum weighted up.

    Raises
    ------
    Unfit
        A stratum has one PSU.

    Notes
    -----
    v = Σ_h (1 − f_h) (n_h − 1) ÷ n_h Σ_i (p_hi − p)², around the estimate itself (``mse=TRUE`` in R). Only replicates
    that leave out a PSU of one of the domain's strata move an estimate; those of PSUs without people of the domain
    are alike, so that one stands for all of a stratum.
    """
    sampling = Sampling.of(slabs, "fail")
    slab = slabs.slabs[grouping]
    shares = _Shares(survey, slabs, slab)
    blocks = by_stratum(Influence(slab.psu, slab.group, np.zeros((len(slab.psu), 0))), sampling)
    size = np.diff(np.append(blocks.starts, len(slab.psu)))
    block_of_cell = np.repeat(np.arange(len(blocks.starts)), size)
    sizes = sampling.sizes[blocks.stratum]

    def without(totals: Floats64) -> tuple[Floats64, Floats64]:
        """Return totals of the domain without each cell, and without a PSU that has none of the domain."""
        ordered = totals[blocks.order]
        in_block = sums_of_runs(ordered, blocks.starts)
        whole = by_domain(totals, slab.group, len(slab.groups))[blocks.domain]
        empty = whole + in_block / (sizes - 1)[:, None]
        return empty[block_of_cell] - ordered * (sizes / (sizes - 1))[block_of_cell][:, None], empty

    (above, above_empty), (below, below_empty) = (without(totals) for totals in (shares.above, shares.below))
    estimate = shares.of(*(by_domain(t, slab.group, len(slab.groups)) for t in (shares.above, shares.below)))
    left = sampling.factor[blocks.stratum] * ((sizes - 1) / sizes) ** 2
    deviations = (shares.of(above, below) - estimate[blocks.domain[block_of_cell]]) ** 2
    spread = np.zeros_like(estimate)
    np.add.at(spread, blocks.domain[block_of_cell], left[block_of_cell][:, None] * deviations)
    deviations = (shares.of(above_empty, below_empty) - estimate[blocks.domain]) ** 2
    np.add.at(spread, blocks.domain, (left * (sizes - size))[:, None] * deviations)
    return Replicated(shares.measures, np.sqrt(spread), len(slabs.psus))


def bootstrap(
    survey: Survey, slabs: PsuSlabs, grouping: str, *, replicates: int = 1000, seed: int = 0
) -> Replicated:
    """Return standard errors of shares by the bootstrap of Rao and Wu: n_h − 1 PSUs drawn again in each stratum.

    Parameters
    ----------
    survey, slabs, grouping
    replicates : int
    seed : int
        The same seed gives the same replicates.

    Raises
    ------
    Unfit
        A stratum has one PSU, a sampling fraction is given (this bootstrap has no place for it), or there are more
        replicates than memory holds.
    """
    slab = slabs.slabs[grouping]
    shares = _Shares(survey, slabs, slab)
    factors = multipliers(slabs, replicates, seed)
    errors = []
    for begin, end in _domains(slab):
        chosen = factors[:, slab.psu[begin:end]]
        above, below = (chosen @ totals[begin:end] for totals in (shares.above, shares.below))
        own = shares.of(*(t[begin:end].sum(axis=0, keepdims=True) for t in (shares.above, shares.below)))
        errors.append(np.sqrt(np.mean((shares.of(above, below) - own) ** 2, axis=0)))
    return Replicated(shares.measures, np.array(errors), replicates)


def replicated(survey: Survey, slabs: PsuSlabs, grouping: str, measure: str, factors: Floats64) -> Floats64:
    """Return a measure of all domains in every replicate, replicates × domains; NaN where a domain has no answer.

    `factors` are those of `multipliers`.
    """
    slab = slabs.slabs[grouping]
    shares = _Shares(survey, slabs, slab)
    column = shares.measures.index(measure)
    made = []
    for begin, end in _domains(slab):
        chosen = factors[:, slab.psu[begin:end]]
        made.append(shares.of(*(chosen @ t[begin:end] for t in (shares.above, shares.below)))[:, column])
    return np.column_stack(made)


def multipliers(slabs: PsuSlabs, replicates: int, seed: int) -> Floats64:
    """Return what each replicate of Rao and Wu multiplies the weights of each PSU by, replicates × psus.

    n_h − 1 of the n_h PSUs of a stratum are drawn with replacement; one drawn m times counts m n_h ÷ (n_h − 1) times.

    Raises
    ------
    Unfit
        See `bootstrap`.
    """
    sampling = Sampling.of(slabs, "fail")
    if not np.isnan(slabs.population).all():
        raise Unfit(
            "Bootstrap Rao–Wu bỏ qua tỷ lệ mẫu; dùng jackknife, hoặc thiết kế không khai tổng thể.",
            "The Rao–Wu bootstrap has no finite-population correction; use the jackknife, or a design without population.",
        )
    refuse_too_many(replicates, len(sampling.stratum))
    random = np.random.default_rng(seed)
    factors = np.zeros((replicates, len(sampling.stratum)))
    for number, size in enumerate(sampling.sizes.astype(int).tolist()):
        members = np.flatnonzero(sampling.stratum == number)
        drawn = random.multinomial(size - 1, np.full(size, 1 / size), replicates)
        factors[:, members] = drawn * (size / (size - 1))
    return factors


def _domains(slab: Slab) -> Iterator[tuple[int, int]]:
    """Yield where the cells of each domain begin and end."""
    starts = np.append(np.searchsorted(slab.group, np.arange(len(slab.groups))), len(slab.psu)).tolist()
    yield from pairwise(starts)


class _Shares:
    """Shares of satisfied answers of items and nodes, from totals of any replicate."""

    def __init__(self, survey: Survey, slabs: PsuSlabs, slab: Slab) -> None:
        self.tree, self.items = survey.tree, slabs.items
        self.above, self.below = slab.totals["satisfied"], slab.totals["weight"]
        self.measures = (*slabs.items, *(part.code for part in survey.tree.walk()))
        self._position = {code: n for n, code in enumerate(slabs.items)}

    def of(self, above: Floats64, below: Floats64) -> Floats64:
        """Return shares in percent, rows × measures, from totals, rows × items."""
        with np.errstate(invalid="ignore", divide="ignore"):
            items = 100 * above / below
        made: list[NDArray[np.float64]] = []
        self._node(self.tree, items, above, below, made)
        return np.column_stack([items, *made])

    def _node(
        self, node: Node, items: Floats64, above: Floats64, below: Floats64, made: list[Floats64]
    ) -> Floats64:
        children = [self._node(child, items, above, below, made) for child in node.children]
        if node.combine == "pooled":
            columns = [self._position[code] for code in node.below]
            with np.errstate(invalid="ignore", divide="ignore"):
                value = 100 * above[:, columns].sum(axis=1) / below[:, columns].sum(axis=1)
        else:
            parts = [*children, *(items[:, self._position[code]] for code in node.items)]
            weights = np.array(node.weights or [1.0] * len(parts))
            value = np.tensordot(weights / weights.sum(), np.array(parts), axes=1)
        made.append(value)
        return np.asarray(value)
