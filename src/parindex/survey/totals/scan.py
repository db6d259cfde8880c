"""Microdata → PSU slabs, in one pass for all groupings."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from parindex.documents import Unfit
from parindex.numbers import Floats64
from parindex.survey.model import Survey
from parindex.survey.totals.arrow import Arrow
from parindex.survey.totals.engines import DuckDB, Engine, are_csv
from parindex.survey.totals.plan import LARGEST_SQUARE, Label, Labelled, More, Plan, Sums, Weights, united
from parindex.survey.totals.slabs import Positions, PsuSlabs, Slab

LARGEST_EXACT = 2.0**53


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
        By default Parquet is summed in this process (`Arrow`), CSV by DuckDB.

    Raises
    ------
    Unfit
        There is no row, a weight is missing or not positive, or sums with the quantum would not be exact.
    """
    engine = engine or (DuckDB() if are_csv(files) else Arrow())
    of = survey.design(design)
    chosen = (
        [survey.grouping(code) for code in dict.fromkeys(by)] if by is not None else list(survey.groupings)
    )
    weights = _checked(engine.weights(files, of.weight), of.weight)
    most = weights.people * weights.largest * (LARGEST_SQUARE if "score" in more else 2)
    step = _finest(most) if quantum is None else _allowed(quantum, most)
    plan = Plan(survey, of, tuple(chosen), tuple(more), step)
    return _slabs(plan, engine.sums(files, plan))


def _checked(weights: Weights, column: str) -> Weights:
    if weights.people == 0:
        raise Unfit("Tệp dữ liệu không có dòng nào.", "The microdata have no rows.")
    if weights.given < weights.people or not weights.least > 0 or not math.isfinite(weights.largest):
        raise Unfit(
            f"Trọng số “{column}” phải có ở mọi dòng, lớn hơn 0 và hữu hạn.",
            f'The weight "{column}" must be there in every row, above 0 and finite.',
        )
    return weights


def _finest(most: float) -> float:
    """Return the finest power of two with which no sum up to a bound loses a digit."""
    return float(2.0 ** math.ceil(math.log2(most / LARGEST_EXACT)))


def _allowed(quantum: float, most: float) -> float:
    """Return the quantum given; raise `Unfit` if it is no power of two, or too fine for exact sums."""
    if quantum <= 0 or math.frexp(quantum)[0] != 0.5:
        raise Unfit(
            f"Bước làm tròn trọng số {quantum} phải là luỹ thừa của 2.",
            f"The quantum {quantum} must be a power of two.",
        )
    if most / quantum > LARGEST_EXACT:
        raise Unfit(
            f"Bước làm tròn trọng số {quantum} quá nhỏ nên tổng không còn chính xác; chọn bước lớn hơn.",
            f"The quantum {quantum} is too fine for sums to be exact; choose a larger one.",
        )
    return quantum


def _slabs(plan: Plan, sums: Mapping[str, Sums]) -> PsuSlabs:
    """Return sums as slabs: everything that has a label sorted by it."""
    psus, places = united([each.psus for each in sums.values()])
    psu = dict(zip(sums, places, strict=True))
    strata, (stratum,) = united([Labelled.each([label[:-1] for label in psus])])
    return PsuSlabs(
        items=tuple(item.code for item in plan.survey.items),
        design=plan.design.code,
        strata=strata,
        psus=psus,
        stratum=stratum,
        population=_population(plan, sums, {code: stratum[each] for code, each in psu.items()}, strata),
        slabs={code: _slab(plan, each, psu[code]) for code, each in sums.items()},
        quantum=plan.quantum,
        survey=plan.survey.code,
    )


def _population(
    plan: Plan, sums: Mapping[str, Sums], stratum: Mapping[str, Positions], strata: Sequence[Label]
) -> Floats64:
    """Return the number of PSUs in each stratum of the population; it must be one number a stratum."""
    if plan.population is None:
        return np.full(len(strata), np.nan)
    least, most = np.full(len(strata), np.inf), np.full(len(strata), -np.inf)
    for code, each in sums.items():
        np.fmin.at(least, stratum[code], each.least)
        np.fmax.at(most, stratum[code], each.most)
    wrong = [" · ".join(strata[n]) or "–" for n in np.flatnonzero(~(least == most)).tolist()]
    if wrong:
        raise Unfit(
            f"Số cụm của tổng thể phải là một số duy nhất trong mỗi tầng; sai ở: {', '.join(wrong)}.",
            f"The number of clusters in the population must be one number a stratum; not so in: {', '.join(wrong)}.",
        )
    return most


def _slab(plan: Plan, sums: Sums, psu: Positions) -> Slab:
    """Return the cells of one grouping, sorted by domain and PSU; what need not move or be added stays where it is."""
    groups, (group,) = united([sums.groups])
    order = np.lexsort((psu, group))
    in_order = bool((order[1:] > order[:-1]).all())
    psu, group = psu[order], group[order]
    first = np.flatnonzero((np.diff(psu, prepend=-1) != 0) | (np.diff(group, prepend=-1) != 0))

    def added(values: Floats64) -> Floats64:
        ordered = values if in_order else np.ascontiguousarray(values)[order]
        # in SQL null and the empty text, which are one label, make two cells
        return ordered if len(first) == len(order) else np.asarray(np.add.reduceat(ordered, first))

    def weighted(values: Floats64) -> Floats64:
        return np.multiply(values, plan.quantum, out=values)

    totals = {name: added(values) for name, values in sums.totals.items()}
    return Slab(
        groups=groups,
        psu=psu[first],
        group=group[first],
        people=added(sums.people),
        weight=weighted(added(sums.weight)),
        totals={name: each if name == "answers" else weighted(each) for name, each in totals.items()},
    )
