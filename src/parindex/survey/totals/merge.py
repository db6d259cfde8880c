"""Slabs of parts of a survey, added up: a survey that grows is merged, not read again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from parindex.documents import Unfit
from parindex.numbers import Floats64
from parindex.survey.model import Survey
from parindex.survey.totals.slabs import Positions, PsuSlabs, Slab


def merge(parts: Sequence[PsuSlabs]) -> PsuSlabs:
    """Return the slabs of all parts together; their order decides nothing.

    Parameters
    ----------
    parts : sequence of PsuSlabs
        Of one survey and design, with one quantum; at least one.

    Raises
    ------
    Unfit
        Two parts are the same, or they differ in survey, items, design, groupings, totals or quantum, or in the population of a stratum.
    """
    first = parts[0]
    for part in parts[1:]:
        _refuse_difference(first, part)
    _refuse_twice(parts)
    psus = tuple(sorted({label for part in parts for label in part.psus}))
    strata = tuple(sorted({label for part in parts for label in part.strata}))
    stratum_of = {label: n for n, label in enumerate(strata)}
    return PsuSlabs(
        items=first.items,
        design=first.design,
        strata=strata,
        psus=psus,
        stratum=np.array([stratum_of[label[:-1]] for label in psus], dtype=np.int64),
        population=_population(parts, stratum_of),
        slabs={code: _slab(parts, code, psus) for code in first.slabs},
        quantum=first.quantum,
        survey=first.survey,
    )


def _refuse_twice(parts: Sequence[PsuSlabs]) -> None:
    """Raise `Unfit` where a part is given twice: everybody in it would count twice."""
    for later, part in enumerate(parts):
        for earlier in range(later):
            if _are_same(parts[earlier], part):
                raise Unfit(
                    f"Phần thứ {earlier + 1} và phần thứ {later + 1} có cùng nội dung; mỗi người chỉ được tính một lần, bỏ một phần đi.",
                    f"Parts {earlier + 1} and {later + 1} have the same content; people count once, leave one of them out.",
                )


def _are_same(one: PsuSlabs, other: PsuSlabs) -> bool:
    """Tell whether totals with the same names are of the same people, as far as totals can tell."""
    sizes = np.array_equal(one.population, other.population, equal_nan=True)
    return (
        one.psus == other.psus
        and sizes
        and all(_is_same_slab(mine, other.slabs[code]) for code, mine in one.slabs.items())
    )


def _is_same_slab(mine: Slab, theirs: Slab) -> bool:
    pairs = [(getattr(mine, name), getattr(theirs, name)) for name in ("psu", "group", "people", "weight")]
    pairs += [(values, theirs.totals[name]) for name, values in mine.totals.items()]
    return mine.groups == theirs.groups and all(np.array_equal(*pair) for pair in pairs)


def refuse_other(survey: Survey, slabs: PsuSlabs) -> None:
    """Raise `Unfit` where totals are not those of a survey: its title would stand above the figures of another."""
    different = [
        name
        for name, fits in (
            (f"survey ({slabs.survey})", slabs.survey in ("", survey.code)),
            ("items", slabs.items == tuple(item.code for item in survey.items)),
            (f"design ({slabs.design})", slabs.design in {each.code for each in survey.designs}),
        )
        if not fits
    ]
    if different:
        named = ", ".join(different)
        raise Unfit(
            f"Tệp tổng không phải của cuộc khảo sát {survey.code}: khác về {named}; tính lại bằng “parindex survey totals”.",
            f'The totals are not those of the survey {survey.code}: they differ in {named}; make them with "parindex survey totals".',
        )


def _refuse_difference(first: PsuSlabs, other: PsuSlabs) -> None:
    sides: dict[str, Callable[[PsuSlabs], object]] = {
        "survey": lambda slabs: slabs.survey,
        "items": lambda slabs: slabs.items,
        "design": lambda slabs: slabs.design,
        "groupings": lambda slabs: set(slabs.slabs),
        "totals": lambda slabs: {code: set(slab.totals) for code, slab in slabs.slabs.items()},
        "quantum": lambda slabs: slabs.quantum,
    }
    different = [name for name, of in sides.items() if of(first) != of(other)]
    if different:
        named = ", ".join(different)
        raise Unfit(
            f"Các phần khác nhau về {named} nên không cộng được; tính lại với cùng thiết lập (cùng --quantum).",
            f"The parts differ in {named} and cannot be added; make them with the same settings (the same --quantum).",
        )


def _population(parts: Sequence[PsuSlabs], stratum_of: dict[tuple[str, ...], int]) -> Floats64:
    population = np.full(len(stratum_of), np.nan)
    for part in parts:
        for label, size in zip(part.strata, part.population.tolist(), strict=True):
            known = population[stratum_of[label]]
            if known == known and size == size and known != size:
                name = " · ".join(label) or "–"
                raise Unfit(
                    f"Tầng {name} có hai số cụm tổng thể khác nhau: {known:g} và {size:g}.",
                    f"The stratum {name} has two numbers of clusters in the population: {known:g} and {size:g}.",
                )
            population[stratum_of[label]] = known if size != size else size
    return population


def _slab(parts: Sequence[PsuSlabs], code: str, psus: tuple[tuple[str, ...], ...]) -> Slab:
    slabs = [part.slabs[code] for part in parts]
    groups = tuple(sorted({label for slab in slabs for label in slab.groups}))
    psu = np.concatenate([_moved(part.psus, psus)[slab.psu] for part, slab in zip(parts, slabs, strict=True)])
    group = np.concatenate([_moved(slab.groups, groups)[slab.group] for slab in slabs])
    cells, place = np.unique(group * len(psus) + psu, return_inverse=True)

    def added(values: Sequence[Floats64]) -> Floats64:
        stacked = np.concatenate(values)
        sums = np.zeros((len(cells), *stacked.shape[1:]))
        np.add.at(sums, place, stacked)
        return sums

    return Slab(
        groups=groups,
        psu=cells % len(psus),
        group=cells // len(psus),
        people=added([slab.people for slab in slabs]),
        weight=added([slab.weight for slab in slabs]),
        totals={name: added([slab.totals[name] for slab in slabs]) for name in slabs[0].totals},
    )


def _moved(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> Positions:
    """Return where each of the old labels stands among the new."""
    position = {label: n for n, label in enumerate(new)}
    return np.array([position[label] for label in old], dtype=np.int64)
