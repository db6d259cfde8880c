"""The first sheet: whose workbook it is, what to do, what the colours mean."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from parindex.language import Text
from parindex.rounds.model import STAGE_NAMES
from parindex.rounds.workbook import words
from parindex.rounds.workbook.plan import Plan
from parindex.rounds.workbook.styles import Styles, height, protect, set_up_page

_WIDTHS = (26, 84)
_LOOKS = {"alarm": "alarm_cell"}


def write_guide(sheet: Worksheet, styles: Styles, plan: Plan) -> None:
    """Write the guide."""
    language = plan.language
    sheet.hide_gridlines(2)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, plan.data.title(language), styles("title"))
    row = 1
    for warning in _warnings(plan):
        sheet.write_string(row, 0, warning.to(language), styles("warning"))
        row += 1
    for name, value in _facts(plan):
        row += 1
        sheet.write_string(row, 0, name.to(language), styles("subtitle"))
        sheet.write_string(row, 1, value, styles("line"))
        sheet.set_row(row, height([(value, _WIDTHS[1])]))
    row = _write_steps(sheet, styles, plan, row + 2)
    _write_legend(sheet, styles, plan, row + 2)
    set_up_page(sheet, words.PAGE.to(language), landscape=False)
    protect(sheet)


def _warnings(plan: Plan) -> Iterator[Text]:
    if plan.data.is_synthetic:
        yield words.SYNTHETIC
    if plan.data.framework.is_illustrative:
        yield words.ILLUSTRATIVE_SET


def _facts(plan: Plan) -> Iterator[tuple[Text, str]]:
    data, language = plan.data, plan.language
    yield words.UNIT, plan.unit.name.to(language)
    yield words.ROUND, f"{data.title(language)} ({data.info.code})"
    yield words.STAGE, STAGE_NAMES[plan.stage].to(language)
    yield (
        words.FRAMEWORK,
        f"{data.framework.title.to(language)} ({data.framework.code} {data.framework.version})",
    )


def _write_steps(sheet: Worksheet, styles: Styles, plan: Plan, row: int) -> int:
    """Write what to do and return the last row."""
    sheet.write_string(row, 0, words.HOW_TO.to(plan.language), styles("subtitle"))
    duty = plan.data.framework.explanation_without_evidence
    of_stage = words.STEPS["appraisal" if plan.is_appraisal else duty]
    for number, step in enumerate((*words.STEPS["all"], *of_stage, *words.STEPS["last"]), start=1):
        row += 1
        text = f"{number}. {step.to(plan.language)}"
        sheet.merge_range(row, 0, row, 1, text, styles("line"))
        sheet.set_row(row, height([(text, sum(_WIDTHS))]))
    return row


def _write_legend(sheet: Worksheet, styles: Styles, plan: Plan, row: int) -> None:
    sheet.write_string(row, 0, words.LEGEND.to(plan.language), styles("subtitle"))
    for look, said in words.LEGEND_LINES:
        row += 1
        sheet.write_blank(row, 0, None, styles(_LOOKS.get(look, look)))
        sheet.write_string(row, 1, said.to(plan.language), styles("line"))
