"""A batch of microdata → its sums by cell, for all groupings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parindex.numbers import Floats64
from parindex.survey.totals.cells import Cells, Growing, Totals, key_of
from parindex.survey.totals.combined import Combined
from parindex.survey.totals.kinds import Kinds, kinds_in
from parindex.survey.totals.labels import Labels, distinct_in
from parindex.survey.totals.plan import Plan, Sums
from parindex.survey.totals.row_by_row import row_by_row
from parindex.survey.totals.slabs import Positions

_CROWDED = 27
"""Rows for each cell from which on it is cheaper to count answers in combination than to add row by row."""


class Summing:
    """What is done to every batch; several threads may do it at once.

    Attributes
    ----------
    plan : Plan
    keys : list of str
        Columns that cells are made by.
    items : list of str
        Columns of the answers.
    columns : list of str
        All columns that are needed.
    """

    def __init__(self, plan: Plan) -> None:
        own = [name for grouping in plan.groupings for name in plan.own_columns(grouping)]
        self.plan = plan
        self.keys = list(dict.fromkeys([*plan.frame, *own]))
        population = [plan.population] if plan.population else []
        self.items = [item.code for item in plan.survey.items]
        self.columns = list(dict.fromkeys([*self.keys, plan.design.weight, *population, *self.items]))
        self._psus = Labels()
        self._groups = {grouping.code: Labels() for grouping in plan.groupings}

    def nothing(self) -> dict[str, Growing]:
        """Return what grows by the sums of rows, for every grouping."""
        return {code: Growing() for code in self._groups}

    def named(self, cells: Mapping[str, Cells]) -> dict[str, Sums]:
        """Return what the sums of all rows are."""
        psus, groups = self._psus.listed(), {code: each.listed() for code, each in self._groups.items()}
        return {
            grouping.code: cells[grouping.code].named(self.plan, grouping, psus, groups[grouping.code])
            for grouping in self.plan.groupings
        }

    def by_cell(self, batch: pa.RecordBatch) -> Iterator[tuple[str, Cells]]:
        """Yield the sums of a batch for every grouping."""
        weight = _quanta(floats(batch[self.plan.design.weight]), self.plan.quantum)
        population = floats(batch[self.plan.population]) if self.plan.population else None
        cells = list(self._cells(batch))
        totals = _totals(self.plan, kinds_in(self.plan, batch), cells, weight)
        for number, (code, (keys, cell)) in enumerate(zip(self._groups, cells, strict=True)):
            people = np.array([np.bincount(cell, each, len(keys)) for each in (None, weight)])
            bounds = _bounds(population, cell, len(keys))
            yield code, Cells(keys, people, totals[number], bounds).filled()

    def _cells(self, batch: pa.RecordBatch) -> Iterator[tuple[Positions, Positions]]:
        """Yield for every grouping the keys of its cells in the batch, and for each row which it belongs to."""
        psus, psu = self._psus.numbered(batch, self.plan.frame)
        for grouping in self.plan.groupings:
            own = self.plan.own_columns(grouping)
            groups, group = self._groups[grouping.code].numbered(batch, own)
            if len(groups) == 1:
                yield key_of(psus, groups), psu
                continue
            distinct, cell = distinct_in(group * len(psus) + psu, len(psus) * len(groups))
            yield key_of(psus[distinct % len(psus)], groups[distinct // len(psus)]), cell


def _totals(
    plan: Plan, kinds: Sequence[Kinds], cells: Sequence[tuple[Positions, Positions]], weight: Floats64
) -> dict[int, Totals]:
    """Return the totals of a batch for every grouping by its number, as `Cells` has them; in the cheaper of two ways."""
    combined = Combined(plan, kinds)
    totals = {
        number: combined.totals(cell, len(keys), weight)
        for number, (keys, cell) in enumerate(cells)
        if len(cell) >= _CROWDED * len(keys)
    }
    others = [number for number in range(len(cells)) if number not in totals]
    if others:
        of_others = [(cell, len(keys)) for keys, cell in (cells[number] for number in others)]
        totals.update(zip(others, row_by_row(plan, kinds, of_others, weight), strict=True))
    return totals


def _bounds(population: Floats64 | None, cell: Positions, cells: int) -> Floats64:
    """Return the bounds of the population of every cell, as `Cells` has them."""
    bounds = np.full((2, cells), -np.inf)
    if population is not None:
        known = ~np.isnan(population)
        np.maximum.at(bounds[0], cell[known], -population[known])
        np.maximum.at(bounds[1], cell[known], population[known])
    return bounds


def _quanta(weight: Floats64, quantum: float) -> Floats64:
    """Return weights in whole quanta, half a quantum up as SQL rounds it."""
    exact = weight / quantum
    whole = np.rint(exact)
    return np.asarray(whole + (exact - whole == 0.5))


def floats(column: pa.Array) -> Floats64:
    """Return numbers; what is null is NaN."""
    return np.asarray(pc.cast(column, pa.float64()).to_numpy(zero_copy_only=False))
