"""Inputs that are tried for each province, by rule and by kind of variable; arrays are tries × units."""

from __future__ import annotations

from datetime import date

import numpy as np

from parindex.framework import Leaf
from parindex.framework.rules import (
    NEVER,
    AnyRule,
    Bands,
    Change,
    Deadline,
    Deductions,
    FindAndMend,
    Imported,
    Proportional,
    Statistic,
    Variable,
)
from parindex.numbers import Array, Floats64
from script.training_rounds.setting import Setting
from script.training_rounds.sizes import as_reported, size, unit_of

TRIES = 240


def tries(setting: Setting, leaf: Leaf) -> dict[str, Array]:
    """Return many inputs for each province, by variable."""
    match leaf.rule:
        case Deadline():
            return {"done_on": days(setting, leaf, leaf.rule.due.in_round(setting.year))}
        case Imported():
            return {"value": index_values(setting, leaf, leaf.rule)}
        case Statistic():
            return achieved(setting, leaf, leaf.rule)
        case Change():
            return changed(setting, leaf, leaf.rule)
        case FindAndMend():
            values = by_variable(setting, leaf)
            return {name: value * values["inspected"] for name, value in values.items()}
        case _:
            return by_variable(setting, leaf)


def drawn(setting: Setting, leaf: Leaf, variable: str) -> Floats64:
    """Return the uniform numbers behind the tries of a variable."""
    return setting.draws.many(TRIES, "try", setting.name(leaf), variable, setting.year)


# Rules with variables of their own


def days(setting: Setting, leaf: Leaf, due: date) -> Array:
    """Return days by the deadline, 1 to 40 days after it, and never."""
    when, far = drawn(setting, leaf, "when"), drawn(setting, leaf, "far")
    offset = np.where(when < 0.5, -np.floor(20 * far), 1 + np.floor(40 * far))
    return np.where(when > 0.8, float(NEVER), due.toordinal() + offset)


def index_values(setting: Setting, leaf: Leaf, rule: Imported) -> Array:
    """Return values of another index, from half of what earns all points."""
    best = min(float(rule.full_mark), 100.0)
    return np.round(best * (0.5 + 0.5 * drawn(setting, leaf, "value")), 2)


def achieved(setting: Setting, leaf: Leaf, rule: Statistic) -> dict[str, Array]:
    """Return a target and what was achieved of it."""
    of_actual, of_target = rule.inputs
    target = size(setting, leaf, of_target)
    share = between_limits(setting, leaf, rule) / 100
    actual = target * share if rule.better == "higher" else target / share
    return {"actual": as_reported(actual, of_actual), "target": np.broadcast_to(target, actual.shape)}


def changed(setting: Setting, leaf: Leaf, rule: Change) -> dict[str, Array]:
    """Return a value and that of the year before: what the round before found, if it measured it."""
    of_this, of_last = rule.inputs
    past = setting.past_values(leaf.code)
    last = past["this_year"] if "this_year" in past else size(setting, leaf, of_last)
    change = between_limits(setting, leaf, rule)
    this = np.maximum(last + change if rule.kind == "difference" else last * (1 + change / 100), 0.0)
    if unit_of(of_this) == "%":
        this = np.minimum(this, 100.0)
    return {"this_year": as_reported(this, of_this), "last_year": np.broadcast_to(last, this.shape)}


def between_limits(setting: Setting, leaf: Leaf, rule: Statistic | Change) -> Array:
    """Return values from somewhat below the lowest limit of the bands to somewhat above the highest."""
    ends = [end for band in rule.bands for end in (band.within.low, band.within.high) if end is not None]
    low, high = float(min(ends)), float(max(ends))
    return low + (2 * drawn(setting, leaf, "value") - 0.5) * max(high - low, 1.0)


# All other rules


def by_variable(setting: Setting, leaf: Leaf) -> dict[str, Array]:
    """Return inputs by the kinds and bounds of the variables."""
    values: dict[str, Array] = {}
    for variable in sorted(leaf.rule.inputs, key=lambda variable: depth(variable, leaf)):
        values[variable.name] = tried(setting, leaf, variable, values)
    return values


def depth(variable: Variable, leaf: Leaf) -> int:
    """Return how many variables bound a variable, one through another."""
    above = next((v for v in leaf.rule.inputs if v.name == variable.upper), None)
    return 0 if above is None else 1 + depth(above, leaf)


def tried(setting: Setting, leaf: Leaf, variable: Variable, known: dict[str, Array]) -> Array:
    """Return the tries of one variable, beside those already known."""
    random = drawn(setting, leaf, variable.name)
    if variable.kind == "choice":
        return np.floor(random * len(variable.choices))
    if variable.kind == "yes_no":
        return np.where(random < 0.75, 1.0, 0.0)
    if isinstance(leaf.rule, Deductions):
        return np.floor(5 * random * random)
    if isinstance(variable.upper, str):
        return as_reported(known[variable.upper] * shares(leaf.rule, random), variable)
    if variable.kind == "percent":
        return as_reported(100 * shares(leaf.rule, random), variable)
    first, *others = [variable for variable in leaf.rule.inputs if is_amount(variable)]
    alike = [other for other in others if unit_of(other) == unit_of(first)]
    if variable in alike:
        return as_reported(known[first.name] * ratios(random), variable)
    own = np.broadcast_to(size(setting, leaf, variable), random.shape)
    nothing_else = not alike and len(others) + 1 == len(leaf.rule.inputs)
    return as_reported(own * 1.6 * random, variable) if variable == first and nothing_else else own


def is_amount(variable: Variable) -> bool:
    """Tell whether a variable is a count or number that no other bounds."""
    return variable.kind in ("count", "number") and not isinstance(variable.upper, str)


def shares(rule: AnyRule, random: Floats64) -> Array:
    """Return parts of a whole: a third of the tries near what earns all points, one near nothing, the rest anything."""
    third = TRIES // 3
    enough = np.minimum(full_share(rule) * (0.72 + 0.5 * random[:third]), 1.0)
    near_nothing = 0.25 * np.maximum(random[third : 2 * third] - 0.3, 0.0) * random[third : 2 * third]
    return np.concatenate([enough, near_nothing, random[2 * third :]])


def full_share(rule: AnyRule) -> float:
    """Return the part of a whole that earns all points."""
    limits = [band.within.low for band in rule.bands if band.within.low] if isinstance(rule, Bands) else []
    top = float(rule.full_mark if isinstance(rule, Proportional) else max(limits, default=100))
    return top / 100 if 0 < top <= 100 else 1.0


def ratios(random: Floats64) -> Array:
    """Return ratios to a figure of the same kind: the first half of the tries near 1, the rest from 0.4 to 1.15."""
    half = TRIES // 2
    return np.concatenate([0.94 + 0.12 * random[:half], 0.4 + 0.75 * random[half:]])
