"""A search for inputs with which a formula gives more than the maximum of its leaf.

The engine never gives more than the maximum, but a formula that would is a mistake in the text. The
search tries the limits of the variables, small and large numbers (from parts of one to amounts of money) and
a fixed set of mixtures, keeping to the declared bounds; what it finds is a real example, what it does not find is not proved absent.
"""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from parindex.framework.formula import MAX_POINTS, Formula
from parindex.framework.rules import Guarded, Variable
from parindex.language import shown
from parindex.numbers import Analytic, Floats64, exact

TRIES = 4096
"""Tries in each of the reaches."""
_SEED = 20121203
_REACHES = ((0.0, 1.0, 10.0, 99.0, 100.0, 101.0, 1e3), (0.0, 1.0, 1e3, 1e4, 1e5, 1e6, 1e7, 1e9, 1e12))
"""Numbers that are tried together, and others up to the last; first the small ones, so that an example is."""


def example_above_maximum(rule: Guarded, maximum: Decimal) -> str | None:
    """Return inputs that give more than `maximum`, as "received = 10, on_time = 10 → 1.2"; None if none is found."""
    values = _tries(rule.variables)
    if set().union(*(formula.names for formula in _formulas(rule))) - set(values) - {MAX_POINTS}:
        return None
    arithmetic = Analytic()
    names: dict[str, Floats64] = {**values, MAX_POINTS: np.full(len(_REACHES) * TRIES, float(maximum))}
    with np.errstate(all="ignore"):
        points = np.zeros(len(_REACHES) * TRIES) + rule.otherwise.evaluate(names, arithmetic)
        for case in reversed(rule.cases):
            points = np.where(
                case.when.evaluate(names, arithmetic), case.points.evaluate(names, arithmetic), points
            )
    above = np.flatnonzero(points > float(maximum) + 1e-9)
    if not len(above):
        return None
    worst = above[0]
    given = ", ".join(
        f"{name} = {shown(exact(round(value[worst], 6)), 'en')}" for name, value in values.items()
    )
    return f"{given} → {shown(exact(round(float(points[worst]), 6)), 'en')}"


def _formulas(rule: Guarded) -> list[Formula]:
    return [rule.otherwise, *(case.when for case in rule.cases), *(case.points for case in rule.cases)]


def _tries(variables: tuple[Variable, ...]) -> dict[str, Floats64]:
    """Return `TRIES` values of each variable within its bounds for each reach."""
    reaches = [_tries_to(variables, numbers) for numbers in _REACHES]
    return {v.name: np.concatenate([values[v.name] for values in reaches]) for v in variables}


def _tries_to(variables: tuple[Variable, ...], numbers: tuple[float, ...]) -> dict[str, Floats64]:
    random = np.random.default_rng(_SEED)
    values: dict[str, Floats64] = {}
    for variable in variables:
        special = random.choice(np.array(numbers), TRIES)
        spread = np.exp(random.uniform(-2.0, np.log(numbers[-1]), TRIES))
        drawn = np.where(random.random(TRIES) < 0.6, special, spread)
        if variable.kind in ("count", "yes_no"):
            drawn = np.round(drawn)
        if variable.lower is not None and variable.lower < 0:
            drawn = drawn * random.choice(np.array([-1.0, 1.0]), TRIES)
        if variable.kind == "yes_no":
            drawn = np.minimum(drawn, 1.0)
        values[variable.name] = drawn
    for _ in variables:
        for variable in variables:
            values[variable.name] = _bounded(variable, values)
    return values


def _bounded(variable: Variable, values: dict[str, Floats64]) -> Floats64:
    value = values[variable.name]
    if isinstance(variable.upper, str):
        value = np.minimum(value, values.get(variable.upper, value))
    elif variable.upper is not None:
        value = np.minimum(value, float(variable.upper))
    if variable.lower is not None:
        value = np.maximum(value, float(variable.lower))
    return value
