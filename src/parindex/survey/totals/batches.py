"""A batch of microdata → its sums by cell, for all groupings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parindex.numbers import Floats64
from parindex.survey.totals.answers import LARGEST, Answers, kinds_in, together
from parindex.survey.totals.cells import Cells, Growing, key_of
from parindex.survey.totals.labels import Labels, distinct_in
from parindex.survey.totals.plan import Plan, Sums
from parindex.survey.totals.slabs import Positions


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
        kinds, answers = kinds_in(self.plan, batch), dict[int, list[Answers]]()
        for code, (keys, cell) in zip(self._groups, self._cells(batch), strict=True):
            most = min(LARGEST, len(cell) // len(keys))  # more would be more work than the rows themselves
            if most not in answers:
                answers[most] = list(together(self.plan, kinds, most))
            sums = _summed(self.plan, answers[most], cell, len(keys), weight)
            yield code, Cells(keys, sums, _bounds(population, cell, len(keys))).filled()

    def _cells(self, batch: pa.RecordBatch) -> Iterator[tuple[Positions, Positions]]:
        """Yield for every grouping the keys of its cells in the batch, and for each row which it belongs to."""
        psus, psu = self._psus.numbered(batch, self.plan.frame)
        for grouping in self.plan.groupings:
            own = self.plan.own_columns(grouping)
            groups, group = self._groups[grouping.code].numbered(batch, own)
            if len(groups) == 1:
                yield key_of(psus, groups), psu
                continue
            distinct, cell = distinct_in(psu * len(groups) + group, len(psus) * len(groups))
            yield key_of(psus[distinct // len(groups)], groups[distinct % len(groups)]), cell


def _summed(
    plan: Plan, answers: Sequence[Answers], cell: Positions, cells: int, weight: Floats64
) -> Floats64:
    """Return the sums of a batch by the cells of one grouping, as `Cells` has them."""
    shape = len(plan.totals), len(plan.survey.items), cells
    sums = np.empty((2 + shape[0] * shape[1], cells))
    sums[0], sums[1] = np.bincount(cell, None, cells), np.bincount(cell, weight, cells)
    totals = sums[2:].reshape(shape)
    for each in answers:
        each.add_up(cell, weight, totals)
    return sums


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
