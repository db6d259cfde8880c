"""The sheet in which a unit scores itself: headings and, below them, a block of rows a leaf."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from parindex.language import shown as number
from parindex.rounds.model import STAGE_NAMES
from parindex.rounds.workbook import words
from parindex.rounds.workbook.leaf_rows import LeafRows
from parindex.rounds.workbook.plan import HEADER_ROW, Heading, Plan, address
from parindex.rounds.workbook.shown import LeafShown
from parindex.rounds.workbook.styles import Styles, height, protect, set_up_page
from parindex.rounds.workbook.words import COLUMNS, Column


def write_scoring(
    sheet: Worksheet,
    styles: Styles,
    plan: Plan,
    leaves: Sequence[LeafShown],
) -> None:
    """Write the scoring sheet.

    Parameters
    ----------
    sheet : Worksheet
    styles : Styles
    plan : Plan
        What stands where.
    leaves : sequence of LeafShown
        What the formulas of each block of the plan come to.
    """
    write_top(sheet, styles, plan, words.SCORING.to(plan.language))
    _write_columns(sheet, styles, plan)
    for heading in plan.headings:
        _write_heading(sheet, styles, plan, heading)
    rows = LeafRows(sheet, styles, plan)
    for block, shown in zip(plan.blocks, leaves, strict=True):
        rows.write(block, shown)
    _flag_what_is_missing(sheet, styles, plan)
    sheet.freeze_panes(HEADER_ROW + 1, Column.UNIT)
    set_up_page(sheet, words.PAGE.to(plan.language), HEADER_ROW)
    sheet.print_area(0, 0, plan.bottom, Column.EXPLANATION)
    protect(sheet)


def write_top(sheet: Worksheet, styles: Styles, plan: Plan, title: str) -> None:
    """Write what a sheet is about above its table."""
    language, data = plan.language, plan.data
    sheet.hide_gridlines(2)
    sheet.ignore_errors({"number_stored_as_text": "A1:A1048576"})
    sheet.write_string(0, 0, f"{title}: {plan.unit.name.to(language)}", styles("title"))
    said = f"{data.title(language)} · {STAGE_NAMES[plan.stage].to(language)}"
    sheet.write_string(1, 0, said, styles("subtitle"))
    if data.is_synthetic:
        sheet.write_string(2, 0, words.SYNTHETIC.to(language), styles("warning"))


def _write_columns(sheet: Worksheet, styles: Styles, plan: Plan) -> None:
    hidden = set(_hidden(plan))
    for column, (name, width) in COLUMNS.items():
        sheet.set_column(column, column, width, None, {"hidden": column in hidden})
        sheet.write_string(HEADER_ROW, column, name.to(plan.language), styles("header"))
    sheet.set_row(HEADER_ROW, 42)


def _hidden(plan: Plan) -> list[Column]:
    """Return the columns that nobody needs to see at this stage."""
    hidden = [Column.COMPLETE, Column.NOTE_NEEDED]
    if not any(plan.takes_points(block) for block in plan.blocks):
        hidden += [Column.BY_RULE, Column.ENTERED]
    if not any(block.leaf.may_be_not_applicable for block in plan.blocks):
        hidden += [Column.NOT_APPLICABLE, Column.REASON]
    if not plan.is_appraisal:
        hidden.append(Column.NOTE)
    return hidden


def _write_heading(sheet: Worksheet, styles: Styles, plan: Plan, heading: Heading) -> None:
    look, branch = styles("branch" if heading.placed.depth else "area"), heading.branch
    title = branch.title.to(plan.language)
    if branch.maximum is not None:
        title += f" ({words.UP_TO.to(plan.language, maximum=number(branch.maximum, plan.language))})"
    for column in range(Column.COMPLETE):
        sheet.write_blank(heading.row, column, None, look)
    sheet.write_string(heading.row, Column.CODE, branch.code, look)
    sheet.write_string(heading.row, Column.TITLE, title, look)
    sheet.set_row(heading.row, height([(title, COLUMNS[Column.TITLE][1])]))


def _flag_what_is_missing(sheet: Worksheet, styles: Styles, plan: Plan) -> None:
    first = HEADER_ROW + 1

    def at(column: Column) -> str:
        return "$" + address(first, column)

    def flag(column: Column, condition: str, look: str = "alarm") -> None:
        rule = {"type": "formula", "criteria": f"=AND({condition})", "format": styles(look)}
        sheet.conditional_format(first, column, plan.bottom, column, rule)

    if plan.is_appraisal:
        flag(Column.NOTE, f'{at(Column.NOTE_NEEDED)}=TRUE,{at(Column.NOTE)}=""')
    else:
        points, most = at(Column.POINTS), at(Column.MAXIMUM)
        due = f"ISNUMBER({points}),ISNUMBER({most}),{points}<{most}"
        if plan.data.framework.explanation_without_evidence == "always":
            due = f"ISNUMBER({points})"
        flag(Column.EXPLANATION, f'{due},{at(Column.EVIDENCE_GIVEN)}="",{at(Column.EXPLANATION)}=""')
    marked = f'{at(Column.NOT_APPLICABLE)}<>"",{at(Column.STATUS)}<>""'
    flag(Column.REASON, f'{marked},{at(Column.REASON)}=""')
    for state in (words.MISSING, words.UNDEFINED):
        flag(Column.STATUS, f'{at(Column.STATUS)}="{state.to(plan.language)}"', "unfinished")
