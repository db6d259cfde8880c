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
    """Sums of one grouping by cell, in any order.

    Attributes
    ----------
    keys : int array (cells,)
        Number of the PSU, then of the group; none twice.
    sums : float array (sums × cells)
        People, their weight, and then every total of every item.
    bounds : float array (2 × cells)
        Least population with its sign turned, and largest; −∞ where none is known.
    """

    keys: Positions
    sums: Floats64
    bounds: Floats64

    @classmethod
    def together(cls, parts: Sequence[Cells]) -> Cells:
        """Return the cells of some parts; those of one key are one."""
        if len(parts) == 1:
            return parts[0]
        keys = np.unique(np.concatenate([part.keys for part in parts]))
        sums, bounds = np.zeros((len(parts[0].sums), len(keys))), np.full((2, len(keys)), -np.inf)
        for part in parts:
            at = np.searchsorted(keys, part.keys)
            sums[:, at] += part.sums
            bounds[:, at] = np.maximum(bounds[:, at], part.bounds)
        return cls(keys, sums, bounds)

    def filled(self) -> Cells:
        """Return the cells that have people."""
        there = self.sums[0] > 0
        return self if there.all() else Cells(self.keys[there], self.sums[:, there], self.bounds[:, there])

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


class Growing:
    """Cells that more are added to; they are put together whenever as many wait as there are.

    Attributes
    ----------
    parts : list of Cells
        Together they are all that was added.
    """

    def __init__(self) -> None:
        self.parts: list[Cells] = []

    def add(self, cells: Cells) -> None:
        """Add cells."""
        self.parts.append(cells)
        first, *others = (len(part.keys) for part in self.parts)
        if sum(others) >= first:
            self.parts = [Cells.together(self.parts)]


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
