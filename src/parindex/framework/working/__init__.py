"""How the points of a rule came about for one unit: every value on the way, for a reader to check by eye.

A rule is worked here step by step in exact fractions, apart from `Rule.points`, which works all units at once;
tests hold the two together on every cell of the training round.
"""

from __future__ import annotations

from typing import assert_never

from parindex.framework.rules import (
    AnyRule,
    Appraiser,
    Bands,
    Change,
    Checklist,
    Deadline,
    Deductions,
    FindAndMend,
    Guarded,
    Imported,
    Levels,
    Proportional,
    Relative,
    Statistic,
    Survey,
)
from parindex.framework.working.choices import checklist, deductions, find_and_mend, levels
from parindex.framework.working.guarded import guarded
from parindex.framework.working.measured import bands, change, proportional, relative, statistic
from parindex.framework.working.outside import deadline, imported, survey
from parindex.framework.working.step import Cell, Step, Working

__all__ = ["Cell", "Step", "Working", "working"]


def working(rule: AnyRule, cell: Cell) -> Working:
    """Return how the points of one unit came about.

    Parameters
    ----------
    rule : one of the rules
    cell : Cell
        All inputs of the rule, exactly; for a rule that compares units also those of the others.

    Returns
    -------
    Working
        The steps in the order in which a person would take them, and the points before rounding.
    """
    match rule:
        case Levels():
            return levels(rule, cell)
        case Checklist():
            return checklist(rule, cell)
        case Deductions():
            return deductions(rule, cell)
        case FindAndMend():
            return find_and_mend(rule, cell)
        case Bands():
            return bands(rule, cell)
        case Proportional():
            return proportional(rule, cell)
        case Guarded():
            return guarded(rule, cell)
        case Deadline():
            return deadline(rule, cell)
        case Survey():
            return survey(rule, cell)
        case Imported():
            return imported(rule, cell)
        case Statistic():
            return statistic(rule, cell)
        case Relative():
            return relative(rule, cell)
        case Change():
            return change(rule, cell)
        case Appraiser():
            return Working(None, ())  # points that are entered come about by no calculation
        case _:
            assert_never(rule)
