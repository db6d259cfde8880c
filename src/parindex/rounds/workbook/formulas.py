"""The formula of every rule in a spreadsheet: one function a rule, chosen by its type.

A rule on a calculated value (bands, proportional, statistic, change, relative) shows that value in a cell of
its own, and its points are taken from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import singledispatch

from parindex.framework.formula import MAX_POINTS, Formula
from parindex.framework.rules import (
    Appraiser,
    Band,
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
    Rule,
    Statistic,
    Survey,
    Worth,
)
from parindex.rounds.workbook.expressions import fits, literal, rounded, spreadsheet
from parindex.rounds.workbook.kinds import InputCell


@dataclass(frozen=True)
class LeafCells:
    """Where the rule of a leaf finds what it needs.

    Attributes
    ----------
    inputs : Mapping of variable name to InputCell
    complete : str
        Address of the cell that tells whether all inputs are there.
    value : str
        Address of the calculated value; empty for rules without one.
    typed : str
        Address of the points an appraiser types; empty for other rules.
    maximum : str
        Address of the maximum; empty where it is unknown.
    year : int
        The year of the round.
    """

    inputs: Mapping[str, InputCell]
    complete: str
    value: str
    typed: str
    maximum: str
    year: int

    @property
    def numbers(self) -> dict[str, str]:
        """What the names in a formula stand for."""
        return {MAX_POINTS: self.maximum, **{name: cell.number for name, cell in self.inputs.items()}}


def value_of(rule: Rule) -> Formula | None:
    """Return the formula of the value that a rule looks at; None for a rule that looks at its inputs directly."""
    match rule:
        case Bands() | Proportional() | Relative():
            return rule.value.formula
        case Statistic(better="higher"):
            return Formula("actual * 100 / target")
        case Statistic():
            return Formula("target * 100 / actual")
        case Change(kind="difference"):
            return Formula("this_year - last_year")
        case Change():
            return Formula("(this_year - last_year) * 100 / last_year")
    return None


def is_banded(rule: Rule) -> bool:
    """Tell whether the value of a rule is only compared with limits, so that it is shown as it is compared."""
    return isinstance(rule, Bands | Statistic | Change)


def complete_formula(cells: LeafCells) -> str:
    """Return the formula that tells whether all inputs of a leaf are there."""
    if cells.typed:
        return f"=ISNUMBER({cells.typed})"
    formula = f"=AND({','.join(cell.is_filled for cell in cells.inputs.values())})"
    return formula if fits(formula) else "=FALSE"


def value_formula(rule: Rule, formula: Formula, cells: LeafCells) -> str:
    """Return the formula of the value that a rule looks at, empty while inputs are missing or where undefined."""
    text = spreadsheet(formula, cells.numbers)
    return f'=IF({cells.complete},IFERROR({rounded(text) if is_banded(rule) else text},""),"")'


def points_formula(rule: Rule, cells: LeafCells) -> str | None:
    """Return the formula of the points: between zero and the maximum, to six decimals, empty until known.

    None where a workbook cannot show them: units are compared, or the rule is too long for a spreadsheet.
    """
    if isinstance(rule, Relative):
        return None
    ready = f"ISNUMBER({cells.value})" if cells.value and not _beats_zero(rule) else cells.complete
    clipped = f"MIN({cells.maximum},{points(rule, cells)})" if cells.maximum else points(rule, cells)
    formula = f'=IF({ready},IFERROR(ROUND(MAX(0,{clipped}),6),""),"")'
    return formula if fits(formula) else None


@singledispatch
def points(rule: Rule, cells: LeafCells) -> str:
    """Return the expression of the points of a rule once everything it needs is there."""
    raise NotImplementedError(f"no spreadsheet formula for the rule {rule.type}")


@points.register
def _(rule: Levels, cells: LeafCells) -> str:
    return (
        f"CHOOSE(1+{cells.inputs['level'].number},{','.join(literal(level.points) for level in rule.levels)})"
    )


@points.register
def _(rule: Checklist, cells: LeafCells) -> str:
    return _weighted(rule.items, cells)


@points.register
def _(rule: Deductions, cells: LeafCells) -> str:
    return f"MAX({cells.maximum}-({_weighted(rule.events, cells)}),{literal(rule.floor)})"


def _weighted(things: tuple[Worth, ...], cells: LeafCells) -> str:
    return "+".join(f"{cells.inputs[thing.code].number}*{literal(thing.points)}" for thing in things)


@points.register
def _(rule: Appraiser, cells: LeafCells) -> str:
    return cells.typed


@points.register
def _(rule: FindAndMend, cells: LeafCells) -> str:
    inspected, found, mended = (cells.inputs[name].number for name in ("inspected", "found", "mended"))
    share = f"IF({found}=0,1,{mended}/{found})"
    return f"{inspected}*({literal(rule.finding)}+{literal(rule.mending)}*{share})"


@points.register
def _(rule: Bands, cells: LeafCells) -> str:
    return _banded(rule.bands, cells)


@points.register
def _(rule: Statistic, cells: LeafCells) -> str:
    text = _banded(rule.bands, cells)
    if not _beats_zero(rule):
        return text
    best = max(rule.bands, key=lambda band: band.within.lower_key).points
    return f"IF({cells.inputs['actual'].number}=0,{literal(best)},{text})"


def _beats_zero(rule: Rule) -> bool:
    """Tell whether a rule has points where its value is undefined: nothing is better than an actual of zero."""
    return isinstance(rule, Statistic) and rule.better == "lower"


@points.register
def _(rule: Change, cells: LeafCells) -> str:
    return _banded(rule.bands, cells)


def _banded(bands: tuple[Band, ...], cells: LeafCells) -> str:
    """Return the points of the highest band whose lower limit is reached; of the lowest band otherwise."""
    lowest, *higher = sorted(bands, key=lambda band: band.within.lower_key)
    text = literal(lowest.points)
    for band in higher:
        sign = ">=" if band.within.low_inside else ">"
        text = f"IF({cells.value}{sign}{literal(band.within.low_or_zero)},{literal(band.points)},{text})"
    return text


@points.register
def _(rule: Proportional, cells: LeafCells) -> str:
    return _proportional(cells.value, rule.floor, rule.full_mark, cells)


@points.register
def _(rule: Imported, cells: LeafCells) -> str:
    return _proportional(cells.inputs["value"].number, rule.floor, rule.full_mark, cells)


def _proportional(value: str, floor: Decimal | None, full: Decimal, cells: LeafCells) -> str:
    share = f"{value}*{cells.maximum}/{literal(full)}"
    return share if floor is None else f"IF({rounded(value)}>={literal(floor)},{share},0)"


@points.register
def _(rule: Guarded, cells: LeafCells) -> str:
    text = spreadsheet(rule.otherwise, cells.numbers)
    for case in reversed(rule.cases):
        when, then = (spreadsheet(formula, cells.numbers) for formula in (case.when, case.points))
        text = f"IF({when},{then},{text})"
    return text


@points.register
def _(rule: Deadline, cells: LeafCells) -> str:
    due, day = rule.due.in_round(cells.year), cells.inputs["done_on"].day
    text = "0"
    for step in sorted(rule.late, key=lambda step: -step.days):
        text = f"IF({day}<={_day(due)}+{step.days},{literal(step.points)},{text})"
    return f"IF({day}<={_day(due)},{cells.maximum},{text})"


def _day(day: date) -> str:
    return f"DATE({day.year},{day.month},{day.day})"


@points.register
def _(rule: Survey, cells: LeafCells) -> str:
    numbers = {option.code: cells.inputs[option.code].number for option in rule.options}
    worth = "+".join(f"{numbers[option.code]}*{literal(option.worth)}" for option in rule.options)
    return f"({worth})*{cells.maximum}/100/({'+'.join(numbers.values())})"
