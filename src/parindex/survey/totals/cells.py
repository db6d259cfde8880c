"""Sums by cell that grow batch by batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parindex.numbers import Floats64
from parindex.survey.model import Grouping
from parindex.survey.totals.plan import Label, Labelled, Plan, Sums
from parindex.survey.totals.slabs import Positions

_GROUP_BITS = 32
"""Of the key of a cell; the others are the number of the PSU."""


def key_of(psu: Positions, group: Positions) -> Positions:
    """Return the keys of cells from the numbers of PSU and group."""
    return (psu << _GROUP_BITS) + group


@dataclass(frozen=True, eq=False)
class Cells:
    """Sums of one grouping by cell, sorted by key.

    Attributes
    ----------
    keys : int array (cells,)
        Number of the PSU, then of the group.
    sums : float array (sums × cells)
        People, their weight, and then every total of every item.
    bounds : float array (2 × cells)
        Least population with its sign turned, and largest; −∞ where none is known.
    """

    keys: Positions
    sums: Floats64
    bounds: Floats64

    @classmethod
    def none(cls, plan: Plan) -> Cells:
        """Return no cells."""
        sums = 2 + len(plan.totals) * len(plan.survey.items)
        return cls(np.zeros(0, dtype=np.int64), np.zeros((sums, 0)), np.zeros((2, 0)))

    def with_more(self, more: Cells) -> Cells:
        """Return the cells with others added; the arrays of both are used again."""
        if not len(self.keys):
            return more
        at = np.searchsorted(self.keys, more.keys)
        if not np.array_equal(self.keys.take(at, mode="clip"), more.keys):
            return self._among(more.keys).with_more(more)
        self.sums[:, at] += more.sums
        self.bounds[:, at] = np.maximum(self.bounds[:, at], more.bounds)
        return self

    def _among(self, keys: Positions) -> Cells:
        """Return the cells, and for keys that are new cells with nothing in them."""
        together = np.union1d(self.keys, keys)
        at = np.searchsorted(together, self.keys)
        sums, bounds = np.zeros((len(self.sums), len(together))), np.full((2, len(together)), -np.inf)
        sums[:, at], bounds[:, at] = self.sums, self.bounds
        return Cells(together, sums, bounds)

    def named(self, plan: Plan, grouping: Grouping, psus: Sequence[Label], groups: Sequence[Label]) -> Sums:
        """Return what the sums are, with the labels of PSUs and of the grouping's own columns by number."""
        items = len(plan.survey.items)
        starts = range(2, len(self.sums), items)
        totals = (self.sums[start : start + items].T for start in starts)
        bounds = np.where(np.isfinite(self.bounds), self.bounds, np.nan)
        of_psus = Labelled(psus, self.keys >> _GROUP_BITS)
        of_groups = Labelled(groups, self.keys & (2**_GROUP_BITS - 1))
        return Sums(
            psus=of_psus,
            groups=_groups(plan, grouping, of_psus, of_groups),
            people=self.sums[0],
            weight=self.sums[1],
            totals=dict(zip(plan.totals, totals, strict=True)),
            least=-bounds[0],
            most=bounds[1],
        )


def _groups(plan: Plan, grouping: Grouping, psus: Labelled, own: Labelled) -> Labelled:
    """Return the groups of cells, whose labels may stand partly or wholly in those of the PSUs."""
    own_columns = plan.own_columns(grouping)
    if own_columns == grouping.columns:
        return own
    columns = (*plan.frame, *own_columns)
    places = [columns.index(name) for name in grouping.columns]
    pairs = zip(psus.number.tolist(), own.number.tolist(), strict=True)
    whole = ((*psus.labels[psu], *own.labels[group]) for psu, group in pairs)
    return Labelled.each([tuple(label[place] for place in places) for label in whole])
