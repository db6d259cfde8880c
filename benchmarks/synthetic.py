"""A made-up round of any number of units on a framework that ships: plausible values by kind of variable.

Synthetic, for measuring speed only. The same size and seed give the same round.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import numpy as np

from parindex.framework import Framework, load
from parindex.framework.rules import NEVER, Appraiser, Deadline, Deductions, Rule, Variable
from parindex.language import Text, both
from parindex.numbers import Booleans, Floats64, MicroPoints, micro
from parindex.rounds import ABSENT, RoundData, RoundInfo, Unit
from parindex.rounds.model import Adjustment

FRAMEWORK = Path(__file__).resolve().parent.parent / "frameworks" / "training-provinces.yaml"
YEAR = 2025
SEED = 2025
ENTERED = 0.02
"""Share of cells that an appraiser overrules with points of their own."""
CORRECTED = 0.03
"""Share of measured values that the first appraisal replaces."""
STEP = Decimal("0.25")
"""Of points that are entered where the rule names none."""
MISSING = 0.002
"""Share of measured values that nobody gave."""

WHY = "synthetic"
"""Why a leaf is not applicable to a unit."""


@functools.cache
def framework() -> Framework:
    """Return the training framework: 95 leaves, every type of rule."""
    return load(FRAMEWORK)


def make_round(units: int, seed: int = SEED) -> RoundData:
    """Return a made-up round with two stages, overruled, missing and not applicable cells, adjustments."""
    random = np.random.default_rng(seed)
    codes = [f"unit-{number:05d}" for number in range(units)]
    own = measurements(framework(), units, random)
    changed = np.where(random.random(own.shape) < CORRECTED, own[random.permutation(units)], np.nan)
    council, left_out = entered(framework(), units, random), not_applicable(framework(), units, random)
    council[left_out] = ABSENT
    leaves = [leaf.code for leaf in framework().leaves]
    return RoundData(
        info=_info(),
        framework=framework(),
        units=tuple(Unit(code, both(code), "province") for code in codes),
        measured={"self": own, "appraisal_1": _within_bounds(framework(), own, changed)},
        entered={"council": council},
        not_applicable=left_out,
        reasons={(codes[unit], leaves[leaf]): WHY for unit, leaf in np.argwhere(left_out).tolist()},
        adjustments=tuple(adjustments(framework(), codes)),
    )


def _info() -> RoundInfo:
    return RoundInfo(
        format="parindex-round/1",
        code="synthetic",
        title=Text(vi="Số liệu giả để đo tốc độ", en="Synthetic figures for measuring speed"),
        framework="training-provinces",
        year=YEAR,
        kind="recomputable",
        data_status="training",
    )


def measurements(criteria: Framework, units: int, random: np.random.Generator) -> Floats64:
    """Return measured values, units × variables, with a few missing."""
    columns: list[Floats64] = []
    for leaf in criteria.leaves:
        done: dict[str, Floats64] = {}
        for variable in leaf.rule.inputs:
            done[variable.name] = values(variable, leaf.rule, done, units, random)
        columns += done.values()
    table = np.column_stack(columns)
    table[random.random(table.shape) < MISSING] = np.nan
    return table


def values(
    variable: Variable, rule: Rule, earlier: dict[str, Floats64], units: int, random: np.random.Generator
) -> Floats64:
    """Return plausible values of one variable; one that is bounded by an earlier one is a share of it."""
    if variable.kind == "yes_no":
        return (random.random(units) < 0.85).astype(float)
    if variable.kind == "choice":
        return np.minimum(random.geometric(0.6, units), len(variable.choices)) - 1.0
    if variable.kind == "date" and isinstance(rule, Deadline):
        days = rule.due.in_round(YEAR).toordinal() + random.integers(-30, 12, units)
        return np.where(random.random(units) < 0.03, NEVER, days).astype(float)
    if variable.kind == "percent":
        return np.round(random.normal(82, 7, units).clip(0, 100), 2)
    if isinstance(rule, Deductions):
        return random.poisson(0.4, units).astype(float)
    if isinstance(variable.upper, str):
        return np.floor(earlier[variable.upper] * random.beta(9, 1, units))
    if variable.kind == "count":
        return random.integers(0, 400, units).astype(float)
    return np.round(random.normal(80, 12, units).clip(1, None), 1)


def _within_bounds(criteria: Framework, own: Floats64, changed: Floats64) -> Floats64:
    """Return corrections without those that would exceed, or fall below, another variable of the leaf."""
    after = np.where(np.isnan(changed), own, changed)
    for columns in criteria.columns_of_leaf:
        names = {criteria.columns[c][1].name: c for c in range(columns.start, columns.stop)}
        for column in names.values():
            limit = names.get(str(criteria.columns[column][1].upper))
            if limit is not None:
                above = after[:, column] > after[:, limit]
                changed[above, columns] = np.nan
    return changed


def entered(criteria: Framework, units: int, random: np.random.Generator) -> MicroPoints:
    """Return points of the appraisers: everywhere on leaves that have no rule, here and there on others."""
    points = np.full((units, len(criteria.leaves)), ABSENT, dtype=np.int64)
    for column, leaf in enumerate(criteria.leaves):
        is_entered = isinstance(leaf.rule, Appraiser) | (random.random(units) < ENTERED)
        own = leaf.rule.step if isinstance(leaf.rule, Appraiser) else None
        step = micro(own or STEP)
        steps = random.integers(0, micro(leaf.maximum or 0) // step + 1, units)
        points[is_entered, column] = step * steps[is_entered]
    return points


def not_applicable(criteria: Framework, units: int, random: np.random.Generator) -> Booleans:
    """Return marks on a twentieth of the cells that may be left out."""
    allowed = np.array([leaf.may_be_not_applicable for leaf in criteria.leaves], dtype=bool)
    return np.asarray((random.random((units, len(allowed))) < 0.05) & allowed)


def adjustments(criteria: Framework, codes: list[str]) -> Iterator[Adjustment]:
    """Yield bonus, penalty and deductions for some units."""
    outside = criteria.adjustments
    for row, code in enumerate(codes):
        if row % 10 == 0 and outside.bonus:
            yield Adjustment(code, "bonus", outside.bonus.items[0].code, "", 1)
        if row % 15 == 0 and outside.penalty:
            yield Adjustment(code, "penalty", outside.penalty.items[-1].code, "", 1)
        if row % 7 == 0:
            yield Adjustment(code, "deduction", outside.deductions[0].code, criteria.leaves[row % 9].code, 2)
        if row % 20 == 0:
            yield Adjustment(code, "deduction", outside.deductions[-1].code, "", 1)
