"""How inputs become a leaf's points: a closed union of rules, each data with one function on arrays.

Adding a rule: a class here, its wording in `framework.annex.wording`, how its points came about in
`framework.working`, its spreadsheet formula in `rounds.workbook.formulas`, an acceptance case, a section in ``docs/methodology/scoring.md``.
"""

from typing import Annotated

from pydantic import Field

from parindex.framework.rules.base import NEVER, Flaw, Inputs, Points, Rule, Strict, Variable
from parindex.framework.rules.choices import Appraiser, Checklist, Deductions, FindAndMend, Levels, Worth
from parindex.framework.rules.interval import Interval
from parindex.framework.rules.measured import (
    Band,
    Bands,
    Branch,
    Change,
    Guarded,
    Proportional,
    Quantity,
    Relative,
    Statistic,
)
from parindex.framework.rules.outside import Deadline, Due, Imported, Late, Option, Survey

AnyRule = Annotated[
    Levels
    | Checklist
    | Bands
    | Proportional
    | Guarded
    | Deadline
    | Deductions
    | Survey
    | Imported
    | Statistic
    | Relative
    | Change
    | Appraiser
    | FindAndMend,
    Field(discriminator="type"),
]

__all__ = [
    "NEVER",
    "AnyRule",
    "Appraiser",
    "Band",
    "Bands",
    "Branch",
    "Change",
    "Checklist",
    "Deadline",
    "Deductions",
    "Due",
    "FindAndMend",
    "Flaw",
    "Guarded",
    "Imported",
    "Inputs",
    "Interval",
    "Late",
    "Levels",
    "Option",
    "Points",
    "Proportional",
    "Quantity",
    "Relative",
    "Rule",
    "Statistic",
    "Strict",
    "Survey",
    "Variable",
    "Worth",
]
