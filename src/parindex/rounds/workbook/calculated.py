"""The formulas of a leaf beside that of its rule: what counts, its state, whether a reason is due."""

from __future__ import annotations

from parindex.language import Text
from parindex.numbers import MICRO
from parindex.rounds.model import ABSENT
from parindex.rounds.workbook import words
from parindex.rounds.workbook.expressions import literal
from parindex.rounds.workbook.formulas import points_formula
from parindex.rounds.workbook.plan import Block, Plan
from parindex.rounds.workbook.words import Column


def counted_formula(plan: Plan, block: Block) -> str:
    """Return the formula of the points that count: entered ones before those of the rule."""
    by_rule, entered = block.at(Column.BY_RULE), block.at(Column.ENTERED)
    counted = f"IF(ISNUMBER({entered}),{entered},{by_rule})" if plan.takes_points(block) else by_rule
    return "=" + _unless_marked(block, '""', counted)


def status_formula(plan: Plan, block: Block) -> str:
    """Return the formula of the state of a leaf in words."""

    def said(text: Text) -> str:
        return f'"{text.to(plan.language)}"'

    cells, full = plan.cells(block), said(words.UNDEFINED)
    if points_formula(block.leaf.rule, cells) is None:
        full = f"IF(ISNUMBER({cells.value}),{said(words.LATER)},{full})" if cells.value else said(words.LATER)
    unfinished = f"IF({block.at(Column.COMPLETE)},{full},{said(words.MISSING)})"
    status = f"IF(ISNUMBER({block.at(Column.POINTS)}),{said(words.SCORED)},{unfinished})"
    return "=" + _unless_marked(block, said(words.NOT_APPLICABLE), status)


def _unless_marked(block: Block, marked: str, otherwise: str) -> str:
    if not block.leaf.may_be_not_applicable:
        return otherwise
    return f'IF({block.at(Column.NOT_APPLICABLE)}<>"",{marked},{otherwise})'


def note_needed(plan: Plan, block: Block) -> tuple[str, bool]:
    """Return the formula that tells whether entered points differ from those before the stage, and its outcome."""
    before, now = plan.entered_before(block), plan.entered(block)
    cell = plan.cells(block).typed or block.at(Column.ENTERED)
    changed = "" if before == ABSENT else f",{cell}<>{literal(before / MICRO)}"
    return f"=AND(ISNUMBER({cell}){changed})", now not in (ABSENT, before)
