"""The sheet of sums by area and criterion, which follow the scoring sheet as one types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.worksheet import Worksheet

from parindex.rounds.workbook import words
from parindex.rounds.workbook.expressions import literal
from parindex.rounds.workbook.plan import HEADER_ROW, Plan, address
from parindex.rounds.workbook.scoring_sheet import write_top
from parindex.rounds.workbook.shown import LeafShown, SumShown, summed
from parindex.rounds.workbook.styles import Styles, height, protect, set_up_page
from parindex.rounds.workbook.words import SUMMARY_COLUMNS, Column

_TITLE_WIDTH = SUMMARY_COLUMNS[1][1]
_COUNTED = ((words.MISSING, words.UNDEFINED), (words.NOT_APPLICABLE,), (words.LATER,))


@dataclass(frozen=True)
class _Row:
    """A row of the summary: which rows of the scoring sheet it sums up."""

    code: str
    title: str
    look: str
    first: int
    last: int
    whole: Decimal | None
    """Maximum before what does not apply; None where it is not known."""


def write_summary(sheet: Worksheet, styles: Styles, plan: Plan, leaves: Sequence[LeafShown]) -> None:
    """Write the summary; `leaves` says what the formulas of each block of the plan come to."""
    language = plan.language
    write_top(sheet, styles, plan, words.SUMMARY.to(language))
    for column, (name, width) in enumerate(SUMMARY_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(HEADER_ROW, column, name.to(language), styles("header"))
    sheet.set_row(HEADER_ROW, 30)
    row = HEADER_ROW
    for row, line in enumerate(_rows(plan), start=HEADER_ROW + 1):
        inside = [
            (block, shown)
            for block, shown in zip(plan.blocks, leaves, strict=True)
            if line.first <= block.top <= line.last
        ]
        whole = "" if line.whole is None else float(line.whole)
        _write_row(sheet, styles, plan, row, line, summed(inside, whole, language))
    note = words.IN_HAND.to(language)
    sheet.merge_range(row + 2, 0, row + 2, len(SUMMARY_COLUMNS) - 1, note, styles("line"))
    sheet.set_row(row + 2, height([(note, sum(width for _, width in SUMMARY_COLUMNS))]))
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    set_up_page(sheet, words.PAGE.to(language), HEADER_ROW)
    protect(sheet)


def _rows(plan: Plan) -> Iterator[_Row]:
    """Yield areas and criteria in the order of the tree, leaves that are areas themselves, and the total."""
    language = plan.language
    parts: list[tuple[int, _Row]] = []
    for heading in plan.headings:
        whole, branch = _sum_of_maxima(plan, heading.row, heading.bottom), heading.branch
        if whole is None and not _is_cut(plan, branch.code):
            whole = branch.maximum
        look = "branch" if heading.placed.depth else "area"
        title = branch.title.to(language)
        parts.append((heading.row, _Row(branch.code, title, look, heading.row, heading.bottom, whole)))
    for block in plan.blocks:
        if not block.placed.depth:
            leaf = block.leaf
            row = _Row(leaf.code, leaf.title.to(language), "area", block.top, block.bottom, leaf.maximum)
            parts.append((block.top, row))
    yield from (row for _, row in sorted(parts, key=lambda part: part[0]))
    yield _Row("", words.TOTAL.to(language), "area", HEADER_ROW + 1, plan.bottom, _whole(plan))


def _sum_of_maxima(plan: Plan, first: int, last: int) -> Decimal | None:
    maxima = [block.leaf.maximum for block in plan.blocks if first <= block.top <= last]
    known = [maximum for maximum in maxima if maximum is not None]
    return sum(known, Decimal(0)) if len(known) == len(maxima) else None


def _is_cut(plan: Plan, code: str) -> bool:
    """Tell whether some leaves below a node are not in the workbook."""
    framework = plan.data.framework
    return not all(plan.concerns(framework.leaves[column]) for column in framework.leaves_under(code))


def _whole(plan: Plan) -> Decimal | None:
    """Return the maximum of the unit's set less that of the parts that the round leaves out."""
    framework = plan.data.framework
    left_out = [leaf.maximum for leaf in framework.leaves if plan.is_left_out(leaf)]
    known = [maximum for maximum in left_out if maximum is not None]
    if len(known) < len(left_out):
        return None
    return framework.total_of(plan.unit.unit_group) - sum(known, Decimal(0))


def _write_row(sheet: Worksheet, styles: Styles, plan: Plan, row: int, line: _Row, shown: SumShown) -> None:
    sheet.write_string(row, 0, line.code, styles(line.look))
    sheet.write_string(row, 1, line.title, styles(line.look))
    sheet.set_row(row, height([(line.title, _TITLE_WIDTH)]))
    calculated = styles("calculated")
    if line.whole is None:
        sheet.write_string(row, 2, words.UNKNOWN_MAXIMUM.to(plan.language), styles("plain"))
    else:
        sheet.write_formula(row, 2, _maximum_formula(plan, line, line.whole), calculated, shown.maximum)
    maximum, points = address(row, 2), address(row, 3)
    sheet.write_formula(row, 3, f"=SUM({_range(plan, line, Column.POINTS)})", calculated, shown.points)
    percent = f'=IF(ISNUMBER({maximum}),IF({maximum}>0,{points}/{maximum}*100,""),"")'
    sheet.write_formula(row, 4, percent, styles("percent"), shown.percent)
    leaves = f'=SUMPRODUCT(--({_range(plan, line, Column.STATUS)}<>""))'
    sheet.write_formula(row, 5, leaves, styles("whole"), shown.leaves)
    for column, states in enumerate(_COUNTED, start=6):
        said = [state.to(plan.language) for state in states]
        counts = [f'COUNTIF({_range(plan, line, Column.STATUS)},"{state}")' for state in said]
        count = sum(shown.counts.get(state, 0) for state in said)
        sheet.write_formula(row, column, f"={'+'.join(counts)}", styles("whole"), count)


def _maximum_formula(plan: Plan, line: _Row, whole: Decimal) -> str:
    """Return the formula of the maximum without what is marked as not applicable."""
    status, maxima = _range(plan, line, Column.STATUS), _range(plan, line, Column.MAXIMUM)
    marked = f'"{words.NOT_APPLICABLE.to(plan.language)}"'
    less = f"{literal(whole)}-SUMIF({status},{marked},{maxima})"
    if _sum_of_maxima(plan, line.first, line.last) is not None:
        return f"={less}"
    unknown = f'COUNTIFS({status},{marked},{maxima},"{words.UNKNOWN_MAXIMUM.to(plan.language)}")'
    return f'=IF({unknown}>0,"",{less})'


def _range(plan: Plan, line: _Row, column: Column) -> str:
    sheet = words.SCORING.to(plan.language)
    return f"'{sheet}'!{address(line.first, column)}:{address(line.last, column)}"
