"""Sums by cell that grow batch by batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parindex.numbers import Floats64
from parindex.survey.model import Grouping
from parindex.survey.totals.plan import Label, Labelled, Plan, Sums
from parindex.survey.totals.slabs import Positions

Totals = list[Floats64]
"""Every total of the plan, cells × items each."""

_PSU_BITS = 32
"""Of the key of a cell; the others are the number of the group."""


def added(totals: Totals, more: Totals) -> Totals:
    """Return the totals of the same cells from two parts, in the arrays of the first."""
    return [np.add(each, other, out=each) for each, other in zip(totals, more, strict=True)]


def key_of(psu: Positions, group: Positions) -> Positions:
    """Return the keys of cells from the numbers of PSU and group."""
    return (group << _PSU_BITS) + psu


@dataclass(frozen=True, eq=False)
class Cells:
    """Sums of one grouping by cell, in any order.

    Attributes
    ----------
    keys : int array (cells,)
        Number of the group, then of the PSU; none twice.
    people : float array (2 × cells)
        People and their weight.
    totals : list of float array (cells × items)
        Every total of the plan.
    bounds : float array (2 × cells)
        Least population with its sign turned, and largest; −∞ where none is known.
    """

    keys: Positions
    people: Floats64
    totals: Totals
    bounds: Floats64

    @classmethod
    def together(cls, parts: Sequence[Cells]) -> Cells:
        """Return the cells of some parts; those of one key are one."""
        if len(parts) == 1:
            return parts[0]
        keys = np.unique(np.concatenate([part.keys for part in parts]))
        people, bounds = np.zeros((2, len(keys))), np.full((2, len(keys)), -np.inf)
        totals = [np.zeros((len(keys), each.shape[1])) for each in parts[0].totals]
        for part in parts:
            at = np.searchsorted(keys, part.keys)
            people[:, at] += part.people
            bounds[:, at] = np.maximum(bounds[:, at], part.bounds)
            for total, more in zip(totals, part.totals, strict=True):
                total[at] += more
        return cls(keys, people, totals, bounds)

    def filled(self) -> Cells:
        """Return the cells that have people."""
        there = self.people[0] > 0
        if there.all():
            return self
        totals = [each[there] for each in self.totals]
        return Cells(self.keys[there], self.people[:, there], totals, self.bounds[:, there])

    def named(self, plan: Plan, grouping: Grouping, psus: Sequence[Label], groups: Sequence[Label]) -> Sums:
        """Return what the sums are, with the labels of PSUs and of the grouping's own columns by number."""
        bounds = np.where(np.isfinite(self.bounds), self.bounds, np.nan)
        of_psus = Labelled(psus, self.keys & (2**_PSU_BITS - 1))
        of_groups = Labelled(groups, self.keys >> _PSU_BITS)
        return Sums(
            psus=of_psus,
            groups=_groups(plan, grouping, of_psus, of_groups),
            people=self.people[0],
            weight=self.people[1],
            totals=dict(zip(plan.totals, self.totals, strict=True)),
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
