"""How much a province has to do with: case files received, tasks planned, people."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from parindex.framework import Leaf
from parindex.framework.rules import Variable
from parindex.numbers import Array, Floats64
from script.training_rounds.setting import Setting

SIZES: Mapping[str, float] = {
    "late": 400,
    "found": 15,
    "outgoing": 180_000,
    "population": 1_400,
    "last_year %": 55,
    "target %": 6,
    "activity": 30,
    "billion đồng": 9_000,
    "body": 40,
    "case file": 240_000,
    "commune": 140,
    "document": 45,
    "enterprise": 1_300,
    "feedback": 900,
    "initiative": 2,
    "item": 85,
    "million đồng": 40_000,
    "participant": 4_500,
    "person": 2_600,
    "post": 2_900,
    "procedure": 1_800,
    "result": 200_000,
    "site": 120,
    "system": 25,
    "task": 60,
    "unit": 500,
}
"""Usual sizes, by name of the variable, by name and unit, or by unit, whichever comes first."""
USUAL_SIZE = 100.0
ALIKE_EVERYWHERE = ("%", "item", "initiative", "fault")
"""Units of which a large province has no more than a small one."""
THE_SAME_IN_ALL_AREAS = ("case file", "procedure")
"""Units counted once: a variable of the same name has the same value wherever it is asked for."""


def size(setting: Setting, leaf: Leaf, variable: Variable) -> Floats64:
    """Return the size of a variable in each province; it is steady from year to year."""
    draws, unit = setting.draws, unit_of(variable)
    area = "" if unit in THE_SAME_IN_ALL_AREAS else setting.area(leaf)
    own = 0.85 + 0.3 * draws.uniform("size", area, variable.name, unit)
    news = 0.97 + 0.06 * draws.uniform("size", area, variable.name, unit, setting.year)
    large = draws.uniform("large")
    extent = np.ones(len(large)) if unit in ALIKE_EVERYWHERE else 0.5 + 1.5 * large * large
    return np.maximum(as_reported(usual(variable) * extent * own * news, variable), 1.0)


def usual(variable: Variable) -> float:
    """Return the usual size of a variable."""
    unit = unit_of(variable)
    keys = (variable.name, f"{variable.name} {unit}", unit)
    return next((SIZES[key] for key in keys if key in SIZES), USUAL_SIZE)


def unit_of(variable: Variable) -> str:
    """Return the English name of what a variable counts."""
    return variable.unit.en if variable.unit else ""


def as_reported(value: Array, variable: Variable) -> Array:
    """Return a value as it would be reported: shares with two decimals, money and people with one, else whole."""
    unit = unit_of(variable)
    if variable.kind == "percent" or unit == "%":
        return np.round(value, 2)
    return np.round(value, 1 if variable.kind == "number" and ("đồng" in unit or "people" in unit) else 0)
