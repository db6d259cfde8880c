"""A batch of microdata → its sums by cell, for all groupings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from parindex.documents import Unfit
from parindex.numbers import Booleans, Floats64
from parindex.survey.totals.cells import Cells, key_of
from parindex.survey.totals.labels import Labels, distinct_in
from parindex.survey.totals.plan import Plan, Sums
from parindex.survey.totals.slabs import Positions

Codes = NDArray[np.int8]


class Summing:
    """What is done to every batch; several threads may do it at once.

    Attributes
    ----------
    plan : Plan
    keys : list of str
        Columns that cells are made by.
    columns : list of str
        All columns that are needed.
    """

    def __init__(self, plan: Plan) -> None:
        own = [name for grouping in plan.groupings for name in plan.own_columns(grouping)]
        self.plan = plan
        self.keys = list(dict.fromkeys([*plan.frame, *own]))
        population = [plan.population] if plan.population else []
        items = [item.code for item in plan.survey.items]
        self.columns = list(dict.fromkeys([*self.keys, plan.design.weight, *population, *items]))
        self._psus = Labels()
        self._groups = {grouping.code: Labels() for grouping in plan.groupings}

    def nothing(self) -> dict[str, Cells]:
        """Return the sums of no rows."""
        return {code: Cells.none(self.plan) for code in self._groups}

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
        sums = [_Sums.started(self.plan, *cells, weight) for cells in self._cells(batch)]
        for n, item in enumerate(self.plan.survey.items):
            satisfied_from = self.plan.survey.scale_of[item.code].satisfied_from
            for part in self._parts(_codes(batch, item.code), weight, satisfied_from):
                for each in sums:
                    each.add(n, part)
        population = floats(batch[self.plan.population]) if self.plan.population else None
        for code, each in zip(self._groups, sums, strict=True):
            yield code, each.cells(population)

    def _cells(self, batch: pa.RecordBatch) -> Iterator[tuple[Positions, Positions]]:
        """Yield for every grouping the keys of its cells in the batch, and for each row which it belongs to."""
        psu = self._psus.numbered(batch, self.plan.frame)
        for grouping in self.plan.groupings:
            labels = self._groups[grouping.code]
            group = labels.numbered(batch, self.plan.own_columns(grouping))
            groups = len(labels)
            distinct, cell = distinct_in(psu * groups + group, len(self._psus) * groups)
            yield key_of(distinct // groups, distinct % groups), cell

    def _parts(self, codes: Codes, weight: Floats64, satisfied_from: int) -> Iterator[_Part]:
        """Yield what is summed of the answers to an item."""
        yield _Part.where(codes >= 1, weight, "weight", counted="answers")
        yield _Part.where(codes >= satisfied_from, weight, "satisfied")
        if "score" in self.plan.more:
            code = np.maximum(codes, 0)
            yield _Part(slice(None), {"score": weight * code, "score_squared": weight * code * code})
        for level in self.plan.levels:
            yield _Part.where(codes == level, weight, f"level_{level}")


@dataclass(frozen=True, eq=False)
class _Part:
    """Rows of a batch, and what each adds to totals of its cell: a weight, or one where nothing is said.

    Where most rows are meant, the others are listed, and what they add is taken from the sum over all: half the work at
    most, and the same, since sums are whole numbers.
    """

    rows: NDArray[np.intp] | slice
    adds: Mapping[str, Floats64 | None]
    is_rest: bool = False

    @classmethod
    def where(cls, marked: Booleans, weight: Floats64, weighted: str, counted: str | None = None) -> _Part:
        """Return the rows that are marked, for a total of weights and for one that counts them."""
        is_rest = 2 * int(np.count_nonzero(marked)) > len(marked)
        rows = np.flatnonzero(~marked if is_rest else marked)
        adds: dict[str, Floats64 | None] = {weighted: weight[rows]}
        return cls(rows, adds if counted is None else {**adds, counted: None}, is_rest)


@dataclass(frozen=True, eq=False)
class _Sums:
    """Sums of a batch by the cells of one grouping.

    Attributes
    ----------
    keys : int array (cells,)
        Sorted.
    cell : int array (rows,)
        Position in `keys` of the cell of each row.
    sums : float array (sums × cells)
        As in `Cells`.
    totals : dict of name to float array (items × cells)
        The part of `sums` that each total is.
    """

    keys: Positions
    cell: Positions
    sums: Floats64
    totals: dict[str, Floats64]

    @classmethod
    def started(cls, plan: Plan, keys: Positions, cell: Positions, weight: Floats64) -> _Sums:
        """Return sums with nothing in them yet but people and their weights."""
        items = len(plan.survey.items)
        sums = np.empty((2 + len(plan.totals) * items, len(keys)))
        sums[0], sums[1] = np.bincount(cell), np.bincount(cell, weight)
        totals = {name: sums[2 + n * items :][:items] for n, name in enumerate(plan.totals)}
        return cls(keys, cell, sums, totals)

    def add(self, item: int, part: _Part) -> None:
        """Fill in totals of an item."""
        cell = self.cell[part.rows]
        for total, adds in part.adds.items():
            found, own = np.bincount(cell, adds, len(self.keys)), self.totals[total][item]
            if part.is_rest:
                np.subtract(self.sums[0 if adds is None else 1], found, out=own)
            else:
                own[:] = found

    def cells(self, population: Floats64 | None) -> Cells:
        """Return the sums with the bounds of the population where there is one."""
        bounds = np.full((2, len(self.keys)), -np.inf)
        if population is not None:
            known = ~np.isnan(population)
            np.maximum.at(bounds[0], self.cell[known], -population[known])
            np.maximum.at(bounds[1], self.cell[known], population[known])
        return Cells(self.keys, self.sums, bounds)


def _quanta(weight: Floats64, quantum: float) -> Floats64:
    """Return weights in whole quanta, half a quantum up as SQL rounds it."""
    exact = weight / quantum
    whole = np.rint(exact)
    return np.asarray(whole + (exact - whole == 0.5))


def _codes(batch: pa.RecordBatch, item: str) -> Codes:
    """Return the answers to an item; 0 stands for none."""
    try:
        return np.asarray(pc.cast(batch[item], pa.int8()).fill_null(0))
    except pa.ArrowInvalid:
        raise Unfit(
            f"Cột {item} có mã trả lời không phải số nguyên từ −128 đến 127.",
            f"The column {item} has codes of answers that are not whole numbers between −128 and 127.",
        ) from None


def floats(column: pa.Array) -> Floats64:
    """Return numbers; what is null is NaN."""
    return np.asarray(pc.cast(column, pa.float64()).to_numpy(zero_copy_only=False))
