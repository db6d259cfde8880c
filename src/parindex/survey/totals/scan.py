"""Microdata → PSU slabs, in one pass for all groupings."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from parindex.documents import Unfit
from parindex.numbers import Floats64
from parindex.survey.model import Grouping, Survey, VarianceDesign
from parindex.survey.totals.engines import MICRODATA, Columns, DuckDB, Engine
from parindex.survey.totals.slabs import PsuSlabs, Slab

More = Literal["score", "levels"]
"""What can be summed beside answers, weights and satisfied: codes and their squares, weights by answer."""

LARGEST_EXACT = 2.0**53
LARGEST_SQUARE = 128
"""The largest square of a code that a weight may be multiplied by."""


def totals(
    survey: Survey,
    files: Sequence[Path],
    by: Sequence[str] | None = None,
    *,
    design: str | None = None,
    more: Sequence[More] = (),
    quantum: float | None = None,
    engine: Engine | None = None,
) -> PsuSlabs:
    """Return the totals of a survey by PSU and group.

    Parameters
    ----------
    survey : Survey
    files : sequence of Path
        The microdata: Parquet files (or CSV), read together.
    by : sequence of str, optional
        Codes of groupings; all by default.
    design : str, optional
        Code of a `VarianceDesign`; the headline by default.
    more : sequence of {"score", "levels"}
        ``score`` for mean scores, ``levels`` for the distribution of answers.
    quantum : float, optional
        What weights are rounded to multiples of: a power of two. By default the finest with which every sum is
        exact. Slabs that are to be merged bit by bit need the same.
    engine : Engine, optional
        DuckDB by default.

    Raises
    ------
    Unfit
        There is no row, a weight is missing or not positive, or sums with the quantum would not be exact.
    """
    engine = engine or DuckDB()
    engine.open(files)
    chosen = [survey.grouping(code) for code in by] if by is not None else list(survey.groupings)
    scan = _Scan(survey, survey.design(design), tuple(chosen), tuple(more), engine)
    step = scan.quantum() if quantum is None else scan.checked(quantum)
    return scan.slabs(engine.run(scan.sql(step)), step)


@dataclass(frozen=True, eq=False)
class _Scan:
    """One pass: what it sums, and what its answer means."""

    survey: Survey
    design: VarianceDesign
    groupings: tuple[Grouping, ...]
    more: tuple[More, ...]
    engine: Engine

    def quantum(self) -> float:
        """Return the finest power of two with which no sum of weights loses a digit."""
        return float(2.0 ** math.ceil(math.log2(self._weight() * self._factor / LARGEST_EXACT)))

    def checked(self, quantum: float) -> float:
        """Return the quantum given; raise `Unfit` if it is no power of two, or too fine for exact sums."""
        if quantum <= 0 or math.frexp(quantum)[0] != 0.5:
            raise Unfit(
                f"Bước làm tròn trọng số {quantum} phải là luỹ thừa của 2.",
                f"The quantum {quantum} must be a power of two.",
            )
        if self._weight() / quantum * self._factor > LARGEST_EXACT:
            raise Unfit(
                f"Bước làm tròn trọng số {quantum} quá nhỏ nên tổng không còn chính xác; chọn bước lớn hơn.",
                f"The quantum {quantum} is too fine for sums to be exact; choose a larger one.",
            )
        return quantum

    @property
    def _factor(self) -> int:
        """What a weight is multiplied by, at most, before it is summed."""
        return LARGEST_SQUARE if "score" in self.more else 2

    def _weight(self) -> float:
        weight = self.engine.quoted(self.design.weight)
        found = self.engine.run(
            f"SELECT COUNT(*) AS people, SUM({weight}) AS total, COUNT({weight}) AS given, MIN({weight}) AS least"
            f" FROM {MICRODATA}"
        )
        people, given = int(found["people"][0]), int(found["given"][0])
        if people == 0:
            raise Unfit("Tệp dữ liệu không có dòng nào.", "The microdata have no rows.")
        total = float(found["total"][0]) if given else math.nan
        if given < people or not float(found["least"][0]) > 0 or not math.isfinite(total):
            raise Unfit(
                f"Trọng số “{self.design.weight}” phải có ở mọi dòng, lớn hơn 0 và hữu hạn.",
                f'The weight "{self.design.weight}" must be there in every row, above 0 and finite.',
            )
        return total

    @property
    def frame(self) -> tuple[str, ...]:
        """Columns that make a PSU: its strata, then itself."""
        return (*self.design.strata, self.design.stages[0].cluster)

    def sql(self, quantum: float) -> str:
        """Return the one query."""
        quoted, exponent = self.engine.quoted, -round(math.log2(quantum))
        keys = self._keys()
        named = [f"{quoted(name)} AS {key}" for name, key in keys.items()]
        items = [f"{quoted(item.code)} AS item_{n}" for n, item in enumerate(self.survey.items)]
        weight = f"ROUND({quoted(self.design.weight)} * {2.0**exponent!r}) AS w"
        population = self.design.stages[0].population
        size = [] if population is None else [f"{quoted(population)} AS population"]
        inner = ", ".join([*named, *items, weight, *size])
        sets = dict.fromkeys(self._set_of(grouping) for grouping in self.groupings)
        which = [f"GROUPING({keys[name]}) AS without_{keys[name]}" for name in self._own_columns()]
        bounds = ["MIN(population) AS least", "MAX(population) AS most"] if size else []
        sums = ["COUNT(*) AS people", "SUM(w) AS weight", *bounds, *self._sums()]
        listed = ", ".join(f"({', '.join(columns)})" for columns in sets)
        return (
            f"SELECT {', '.join([*keys.values(), *which, *sums])} FROM (SELECT {inner} FROM {MICRODATA}) AS rows_read"
            f" GROUP BY GROUPING SETS ({listed})"
        )

    def _own_columns(self) -> dict[str, None]:
        """Columns of groupings that are not columns of the frame, which every cell has anyway."""
        columns = (name for grouping in self.groupings for name in grouping.columns)
        return dict.fromkeys(name for name in columns if name not in self.frame)

    def _keys(self) -> dict[str, str]:
        """Names in the query of the columns that cells are made by."""
        frame = {name: f"frame_{n}" for n, name in enumerate(self.frame)}
        return frame | {name: f"group_{n}" for n, name in enumerate(self._own_columns())}

    def _set_of(self, grouping: Grouping) -> tuple[str, ...]:
        keys, own = self._keys(), [name for name in self._own_columns() if name in grouping.columns]
        return tuple(keys[name] for name in (*self.frame, *own))

    def _sums(self) -> Iterator[str]:
        for n, item in enumerate(self.survey.items):
            scale = self.survey.scale_of[item.code]
            answered = f"CAST(item_{n} >= 1 AS TINYINT)"
            yield f"SUM({answered}) AS answers_{n}"
            yield f"SUM(w * {answered}) AS weight_{n}"
            yield f"SUM(w * CAST(item_{n} >= {scale.satisfied_from} AS TINYINT)) AS satisfied_{n}"
            if "score" in self.more:
                code = f"(item_{n} * {answered})"
                yield f"SUM(w * {code}) AS score_{n}"
                yield f"SUM(w * ({code} * {code})) AS score_squared_{n}"
            if "levels" in self.more:
                for level in self._levels:
                    yield f"SUM(w * CAST(item_{n} = {level} AS TINYINT)) AS level_{level}_{n}"

    @property
    def _levels(self) -> tuple[int, ...]:
        return max((scale.levels for scale in self.survey.scales), key=len)

    def _names(self) -> dict[str, bool]:
        """Names of the totals, and whether each is a sum of weights."""
        names = {"answers": False, "weight": True, "satisfied": True}
        if "score" in self.more:
            names |= {"score": True, "score_squared": True}
        if "levels" in self.more:
            names |= {f"level_{level}": True for level in self._levels}
        return names

    def slabs(self, found: Columns, quantum: float) -> PsuSlabs:
        """Return what an answer to `sql` means."""
        labels = _labels([found[f"frame_{n}"] for n in range(len(self.frame))])
        psus = tuple(sorted(set(labels)))
        position = {label: n for n, label in enumerate(psus)}
        psu = np.array([position[label] for label in labels], dtype=np.int64)
        strata = tuple(sorted({label[:-1] for label in psus}))
        stratum_of = {label: n for n, label in enumerate(strata)}
        stratum = np.array([stratum_of[label[:-1]] for label in psus], dtype=np.int64)
        return PsuSlabs(
            items=tuple(item.code for item in self.survey.items),
            design=self.design.code,
            strata=strata,
            psus=psus,
            stratum=stratum,
            population=self._population(found, stratum[psu], strata),
            slabs={grouping.code: self._slab(found, grouping, psu, quantum) for grouping in self.groupings},
            quantum=quantum,
        )

    def _population(
        self, found: Columns, stratum: NDArray[np.int64], strata: Sequence[tuple[str, ...]]
    ) -> Floats64:
        """Return the number of PSUs in each stratum of the population; it must be one number a stratum."""
        if self.design.stages[0].population is None:
            return np.full(len(strata), np.nan)
        least, most = np.full(len(strata), np.inf), np.full(len(strata), -np.inf)
        np.minimum.at(least, stratum, _numbers(found["least"]))
        np.maximum.at(most, stratum, _numbers(found["most"]))
        wrong = [" · ".join(strata[n]) or "–" for n in np.flatnonzero(~(least == most)).tolist()]
        if wrong:
            raise Unfit(
                f"Số cụm của tổng thể phải là một số duy nhất trong mỗi tầng; sai ở: {', '.join(wrong)}.",
                f"The number of clusters in the population must be one number a stratum; not so in: {', '.join(wrong)}.",
            )
        return most

    def _slab(self, found: Columns, grouping: Grouping, psu: NDArray[np.int64], quantum: float) -> Slab:
        """Return the cells of one grouping, sorted by domain and PSU."""
        keys, mine = self._keys(), np.ones(len(psu), dtype=bool)
        for name in self._own_columns():
            mine &= _numbers(found[f"without_{keys[name]}"]) == float(name not in grouping.columns)
        rows = np.flatnonzero(mine)
        labels = _labels([found[keys[name]][rows] for name in grouping.columns]) or [()]
        groups = tuple(sorted(set(labels)))
        position = {label: n for n, label in enumerate(groups)}
        group = np.array([position[label] for label in labels], dtype=np.int64)
        group = group if grouping.columns else np.zeros(len(rows), dtype=np.int64)
        order = np.lexsort((psu[rows], group))
        rows = rows[order]
        of_items = range(len(self.survey.items))
        sums = {
            name: np.column_stack([_numbers(found[f"{name}_{n}"][rows]) for n in of_items])
            * (quantum if is_weight else 1.0)
            for name, is_weight in self._names().items()
        }
        people, weight = _numbers(found["people"][rows]), _numbers(found["weight"][rows]) * quantum
        return Slab(groups, psu[rows], group[order], people, weight, sums)


def _labels(columns: Sequence[NDArray[Any]]) -> list[tuple[str, ...]]:
    """Return the rows of some columns as texts; what is null is the empty text."""
    texts = [["" if _is_null(value) else str(value) for value in _plain(column)] for column in columns]
    return list(zip(*texts, strict=True))


def _plain(column: NDArray[Any]) -> list[Any]:
    values: list[Any] = column.tolist()
    return values


def _is_null(value: Any) -> bool:
    return value is None or value != value


def _numbers(column: NDArray[Any]) -> Floats64:
    """Return a column as float64, zero where it is null (a sum over nothing)."""
    filled = np.ma.filled(np.ma.asarray(column), 0) if isinstance(column, np.ma.MaskedArray) else column
    return np.nan_to_num(np.asarray(filled, dtype=np.float64), nan=0.0)
