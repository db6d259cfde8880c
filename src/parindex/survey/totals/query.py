"""The one pass as a query, in the SQL that DuckDB and Spark have in common."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parindex.numbers import Floats64
from parindex.survey.model import Grouping
from parindex.survey.totals.plan import Label, Labelled, Plan, Sums, text_of

Columns = Mapping[str, NDArray[Any]]
"""An answer, column by column; what is null is masked, None or NaN."""


@dataclass(frozen=True, eq=False)
class Query:
    """A pass as SQL over a table, with names of columns quoted as the engine wants it."""

    plan: Plan
    table: str
    quoted: Callable[[str], str]

    def sql(self) -> str:
        """Return the query: one row for every cell of every grouping."""
        plan, keys = self.plan, self._keys()
        named = [f"{self.quoted(name)} AS {key}" for name, key in keys.items()]
        items = [f"{self.quoted(item.code)} AS item_{n}" for n, item in enumerate(plan.survey.items)]
        exponent = -round(math.log2(plan.quantum))
        weight = f"ROUND({self.quoted(plan.design.weight)} * {2.0**exponent!r}) AS w"
        size = [] if plan.population is None else [f"{self.quoted(plan.population)} AS population"]
        inner = ", ".join([*named, *items, weight, *size])
        sets = dict.fromkeys(self._set_of(grouping) for grouping in plan.groupings)
        which = [f"GROUPING({keys[name]}) AS without_{keys[name]}" for name in self._own_columns()]
        bounds = ["MIN(population) AS least", "MAX(population) AS most"] if size else []
        sums = ["COUNT(*) AS people", "SUM(w) AS weight", *bounds, *self._sums()]
        listed = ", ".join(f"({', '.join(columns)})" for columns in sets)
        return (
            f"SELECT {', '.join([*keys.values(), *which, *sums])} FROM (SELECT {inner} FROM {self.table}) AS rows_read"
            f" GROUP BY GROUPING SETS ({listed})"
        )

    def _own_columns(self) -> dict[str, None]:
        names = (name for grouping in self.plan.groupings for name in self.plan.own_columns(grouping))
        return dict.fromkeys(names)

    def _keys(self) -> dict[str, str]:
        """Names in the query of the columns that cells are made by."""
        frame = {name: f"frame_{n}" for n, name in enumerate(self.plan.frame)}
        return frame | {name: f"group_{n}" for n, name in enumerate(self._own_columns())}

    def _set_of(self, grouping: Grouping) -> tuple[str, ...]:
        keys, own = self._keys(), [name for name in self._own_columns() if name in grouping.columns]
        return tuple(keys[name] for name in (*self.plan.frame, *own))

    def _sums(self) -> Iterator[str]:
        for n, item in enumerate(self.plan.survey.items):
            scale = self.plan.survey.scale_of[item.code]
            answered = f"CAST(item_{n} >= 1 AS TINYINT)"
            yield f"SUM({answered}) AS answers_{n}"
            yield f"SUM(w * {answered}) AS weight_{n}"
            yield f"SUM(w * CAST(item_{n} >= {scale.satisfied_from} AS TINYINT)) AS satisfied_{n}"
            if "score" in self.plan.more:
                code = f"(item_{n} * {answered})"
                yield f"SUM(w * {code}) AS score_{n}"
                yield f"SUM(w * ({code} * {code})) AS score_squared_{n}"
            for level in self.plan.levels:
                yield f"SUM(w * CAST(item_{n} = {level} AS TINYINT)) AS level_{level}_{n}"

    def sums(self, found: Columns) -> dict[str, Sums]:
        """Return what an answer to the query means, grouping by grouping."""
        psus = _labels([found[f"frame_{n}"] for n in range(len(self.plan.frame))])
        return {grouping.code: self._of_grouping(found, grouping, psus) for grouping in self.plan.groupings}

    def _of_grouping(self, found: Columns, grouping: Grouping, psus: Sequence[Label]) -> Sums:
        keys, mine = self._keys(), np.ones(len(psus), dtype=bool)
        for name in self._own_columns():
            mine &= _numbers(found[f"without_{keys[name]}"]) == float(name not in grouping.columns)
        rows = np.flatnonzero(mine)
        cells = [psus[row] for row in rows.tolist()]
        groups = _labels([found[keys[name]][rows] for name in grouping.columns]) or [()] * len(rows)

        def column(name: str, null: float = 0.0) -> Floats64:
            return _numbers(found[name][rows], null)

        items, unknown = range(len(self.plan.survey.items)), np.full(len(rows), np.nan)
        return Sums(
            psus=Labelled.each(cells),
            groups=Labelled.each(groups),
            people=column("people"),
            weight=column("weight"),
            totals={
                name: np.column_stack([column(f"{name}_{n}") for n in items]) for name in self.plan.totals
            },
            least=column("least", np.nan) if self.plan.population else unknown,
            most=column("most", np.nan) if self.plan.population else unknown,
        )


def _labels(columns: Sequence[NDArray[Any]]) -> list[Label]:
    """Return the rows of some columns as texts."""
    return list(zip(*([text_of(value) for value in column.tolist()] for column in columns), strict=True))


def _numbers(column: NDArray[Any], null: float = 0.0) -> Floats64:
    """Return a column as float64; what is null is a sum over nothing, unless said otherwise."""
    if isinstance(column, np.ma.MaskedArray):
        column = np.ma.filled(column.astype(np.float64), null)
    return np.nan_to_num(np.asarray(column, dtype=np.float64), nan=null)
