"""What the formulas of a workbook come to, so that programs that do not calculate show the right thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isnan

import numpy as np

from parindex.framework.formula import MAX_POINTS, Formula
from parindex.framework.rules import Relative
from parindex.language import Language
from parindex.numbers import MICRO, Array, Fractions, exact_array
from parindex.rounds.model import ABSENT
from parindex.rounds.workbook import words
from parindex.rounds.workbook.expressions import PLACES
from parindex.rounds.workbook.formulas import is_banded, points_formula, value_of
from parindex.rounds.workbook.plan import Block, Plan

Shown = float | str
"""A number, or the text that stands in its place ("" for nothing)."""


@dataclass(frozen=True)
class LeafShown:
    """What the calculated cells of a leaf show."""

    complete: bool
    value: Shown
    by_rule: Shown
    points: Shown
    status: str


def shown(plan: Plan, block: Block, points: Mapping[str, Fraction | None]) -> LeafShown:
    """Return what the cells of a leaf show.

    Parameters
    ----------
    plan : Plan
    block : Block
    points : Mapping of leaf code to Fraction or None
        What the rules make of the figures.
    """
    entered = plan.entered(block)
    given = entered != ABSENT
    inputs = [plan.measured(block, line.variable) for line in block.lines]
    complete = given if block.typed_row is not None else not any(isnan(value) for value in inputs)
    value = _value(plan, block) if complete else ""
    by_rule = _by_rule(plan, block, points.get(block.leaf.code) if complete else None)
    counted = entered / MICRO if given else by_rule
    status = _status(plan, block, counted, complete, value)
    return LeafShown(complete, value, by_rule, "" if plan.is_marked(block) else counted, status)


def _by_rule(plan: Plan, block: Block, points: Fraction | None) -> Shown:
    if points_formula(block.leaf.rule, plan.cells(block)) is None:
        why = words.RELATIVE if isinstance(block.leaf.rule, Relative) else words.AT_READING
        return why.to(plan.language)
    if block.typed_row is not None:
        entered = plan.entered(block)
        return "" if entered == ABSENT else entered / MICRO
    return "" if points is None else float(points)


def _status(plan: Plan, block: Block, counted: Shown, complete: bool, value: Shown) -> str:
    if plan.is_marked(block):
        state = words.NOT_APPLICABLE
    elif not isinstance(counted, str):
        state = words.SCORED
    elif not complete:
        state = words.MISSING
    else:
        is_later = counted != "" and (block.value_row is None or value != "")
        state = words.LATER if is_later else words.UNDEFINED
    return state.to(plan.language)


def _value(plan: Plan, block: Block) -> Shown:
    formula = value_of(block.leaf.rule)
    if formula is None:
        return ""
    outcome = _evaluate(formula, plan, block)
    if outcome != outcome:
        return ""
    return float(round(outcome, PLACES) if is_banded(block.leaf.rule) else outcome)


def _evaluate(formula: Formula, plan: Plan, block: Block) -> Fraction:
    values: dict[str, Array] = {
        line.variable.name: exact_array(np.array([plan.measured(block, line.variable)]))
        for line in block.lines
    }
    values[MAX_POINTS] = np.array([Fraction(block.leaf.maximum or 0)], dtype=object)
    outcome: Fraction = np.atleast_1d(formula.evaluate(values, Fractions()))[0]
    return outcome


@dataclass(frozen=True)
class SumShown:
    """What a row of the summary shows."""

    maximum: Shown
    points: float
    percent: Shown
    leaves: int
    counts: Mapping[str, int]
    """Leaves by status."""


def summed(blocks: Iterable[tuple[Block, LeafShown]], whole: Shown, language: Language) -> SumShown:
    """Return what the summary shows for some leaves.

    Parameters
    ----------
    blocks : iterable of Block and what it shows
    whole : float or ""
        The maximum before leaves that do not apply are taken off; "" where it is not known.
    language : {"vi", "en"}
    """
    counts: dict[str, int] = {}
    points, maximum, leaves = 0.0, whole, 0
    for block, leaf in blocks:
        leaves += 1
        counts[leaf.status] = counts.get(leaf.status, 0) + 1
        points += 0.0 if isinstance(leaf.points, str) else leaf.points
        if leaf.status == words.NOT_APPLICABLE.to(language):
            known = block.leaf.maximum is not None and not isinstance(maximum, str)
            maximum = maximum - float(block.leaf.maximum or 0) if known else ""  # type: ignore[operator]
    percent = "" if isinstance(maximum, str) or maximum <= 0 else points / maximum * 100
    return SumShown(maximum, round(points, 6), percent, leaves, counts)
