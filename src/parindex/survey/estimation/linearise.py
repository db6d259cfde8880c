"""Ratios and what is made of them: estimates with the part that each PSU has in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from parindex.numbers import Floats64
from parindex.survey.model import Node
from parindex.survey.totals.slabs import Positions, Slab


@dataclass(frozen=True, eq=False)
class Linear:
    """Estimates of some measures by domain, and their linearised scores by cell.

    Attributes
    ----------
    value : float array (domains × measures)
        NaN where nothing is known.
    scores : float array (cells × measures)
        Zero for domains without a value.
    answers : float array (domains × measures)
    """

    value: Floats64
    scores: Floats64
    answers: Floats64


@dataclass(frozen=True, eq=False)
class Cells:
    """Totals that scores are worked out for: by default those that the estimates come from.

    Attributes
    ----------
    above, below : float array (cells × measures)
    group : int array (cells,)
        Domain of each cell.
    """

    above: Floats64
    below: Floats64
    group: Positions

    def pooled(self, columns: Sequence[int]) -> Cells:
        """Return the sums over some columns, as one."""
        above, below = (each[:, columns].sum(axis=1, keepdims=True) for each in (self.above, self.below))
        return Cells(above, below, self.group)


def by_domain(values: Floats64, group: Positions, domains: int) -> Floats64:
    """Return the sums of cells over each domain; cells are sorted by domain."""
    return sums_of_runs(values, np.searchsorted(group, np.arange(domains)))


def sums_of_runs(values: Floats64, starts: Positions) -> Floats64:
    """Return the sums of rows from each start to before the next; as ``np.add.reduceat``, but faster for wide rows."""
    ends, rows = np.append(starts, len(values)), np.arange(len(values))
    return np.asarray(
        csr_array((np.ones(len(values)), rows, ends), shape=(len(starts), len(values))) @ values
    )


def ratios(
    above: Floats64, below: Floats64, answers: Floats64, slab: Slab, scale: float, at: Cells | None = None
) -> Linear:
    """Return the ratios of two totals, column by column: scale × Σ above ÷ Σ below.

    Parameters
    ----------
    above, below, answers : float array (cells × measures)
    slab : Slab
    scale : float
        100 for percent.
    at : Cells, optional
        Where scores are wanted; for the cells of the slab by default.
    """
    domains, at = len(slab.groups), at or Cells(above, below, slab.group)
    numerator, denominator = by_domain(above, slab.group, domains), by_domain(below, slab.group, domains)
    known = denominator > 0
    base = np.where(known, denominator, 1.0)  # where nobody answered, scores are zero by themselves
    share = numerator / base
    scores = share[at.group]  # scale × (above − share × below) ÷ base, in place: cells may be many
    scores *= at.below
    np.subtract(at.above, scores, out=scores)
    scores *= scale
    scores /= base[at.group]
    value = np.where(known, scale * share, np.nan)
    return Linear(value, scores, by_domain(answers, slab.group, domains))


def numbers(sums: Floats64, answers: Floats64, slab: Slab) -> Linear:
    """Return the totals of the population that sums of weights estimate, column by column."""
    domains = len(slab.groups)
    return Linear(by_domain(sums, slab.group, domains), sums, by_domain(answers, slab.group, domains))


def nodes(
    tree: Node,
    items: Sequence[str],
    of_items: Linear,
    above: Floats64,
    slab: Slab,
    scale: float,
    at: Cells | None = None,
) -> list[tuple[str, Linear]]:
    """Return the nodes of a tree, children first, each with its code.

    Parameters
    ----------
    tree : Node
    items : sequence of str
        Codes of the columns of the totals.
    of_items : Linear
        Their ratios.
    above : float array (cells × items)
        Numerators of the items; denominators are the weights of those who answered.
    slab : Slab
    scale : float
    at : Cells, optional
        See `ratios`.
    """
    position = {code: n for n, code in enumerate(items)}
    weight, answers = slab.totals["weight"], slab.totals["answers"]
    made: list[tuple[str, Linear]] = []

    def of(part: Node) -> Linear:
        below = [position[code] for code in part.below]
        if part.combine == "pooled":
            for child in part.children:
                of(child)
            top, bottom, count = (
                values[:, below].sum(axis=1, keepdims=True) for values in (above, weight, answers)
            )
            pooled = ratios(top, bottom, count, slab, scale, at and at.pooled(below))
            linear = Linear(pooled.value, pooled.scores, pooled.answers / len(below))
        else:
            parts = [of(child) for child in part.children]
            parts += [_column(of_items, position[code]) for code in part.items]
            shares = np.array(part.weights or [1.0] * len(parts))
            linear = _mean(parts, shares / shares.sum(), of_items.answers[:, below])
        made.append((part.code, linear))
        return linear

    of(tree)
    return made


def _column(linear: Linear, column: int) -> Linear:
    chosen = slice(column, column + 1)
    return Linear(linear.value[:, chosen], linear.scores[:, chosen], linear.answers[:, chosen])


def _mean(parts: Sequence[Linear], shares: Floats64, answers: Floats64) -> Linear:
    """Return the weighted mean of some measures; unknown where one of them is."""
    value = sum((share * part.value for share, part in zip(shares, parts, strict=True)), np.float64(0))
    scores = sum((share * part.scores for share, part in zip(shares, parts, strict=True)), np.float64(0))
    return Linear(np.asarray(value), np.asarray(scores), answers.mean(axis=1, keepdims=True))
