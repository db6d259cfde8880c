"""Writing the workbook of one unit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

from parindex.files import TEXT_STAYS_TEXT, write_atomically
from parindex.language import Language
from parindex.rounds.model import STAGE_NAMES, RoundData, Stage
from parindex.rounds.workbook import words
from parindex.rounds.workbook.data_sheet import write_data, write_lists
from parindex.rounds.workbook.guide_sheet import write_guide
from parindex.rounds.workbook.plan import Plan
from parindex.rounds.workbook.scoring_sheet import write_scoring
from parindex.rounds.workbook.shown import shown
from parindex.rounds.workbook.styles import FONT, Styles
from parindex.rounds.workbook.summary_sheet import write_summary


def write_workbook(
    data: RoundData,
    unit_code: str,
    stage: Stage,
    path: Path,
    language: Language = "vi",
    *,
    points: Mapping[str, Fraction | None],
) -> None:
    """Write the workbook in which one unit is scored at one stage, whole or not at all.

    Parameters
    ----------
    data : RoundData
        The round; what stands up to the stage is filled in.
    unit_code : str
    stage : {"self", "appraisal_1", "appraisal_2", "council"}
    path : Path
        An ``.xlsx`` file; one that is there is replaced.
    language : {"vi", "en"}
        Of everything but what people wrote.
    points : Mapping of leaf code to Fraction or None
        What the rules make of these figures (without entered points), so that programs that do not
        calculate show it; see `parindex.scoring.workbook.points_by_rule`. A leaf that is absent shows
        nothing until the workbook is calculated.

    Raises
    ------
    KeyError
        The round has no such unit.
    """
    write_atomically(path, to_bytes(data, unit_code, stage, language, points=points))


def to_bytes(
    data: RoundData,
    unit_code: str,
    stage: Stage,
    language: Language = "vi",
    *,
    points: Mapping[str, Fraction | None],
) -> bytes:
    """Return the workbook as bytes, the same for the same data; see `write_workbook`."""
    plan = Plan(data, unit_code, stage, language)
    leaves = [shown(plan, block, points) for block in plan.blocks]
    stream = BytesIO()
    with Workbook(stream, {**TEXT_STAYS_TEXT, "default_format_properties": {**FONT}}) as book:
        _describe(book, plan)
        styles = Styles(book)
        titles = (words.GUIDE, words.SCORING, words.SUMMARY, words.LISTS, words.DATA)
        guide, scoring, summary, lists, record = (book.add_worksheet(title.to(language)) for title in titles)
        write_guide(guide, styles, plan)
        write_scoring(scoring, styles, plan, leaves)
        write_summary(summary, styles, plan, leaves)
        write_lists(lists, plan)
        write_data(record, plan)
    return stream.getvalue()


def _describe(book: Workbook, plan: Plan) -> None:
    """Say in the file's properties what it is; the date is fixed, so that equal data give equal bytes."""
    synthetic = words.SYNTHETIC.to(plan.language) if plan.data.is_synthetic else ""
    book.set_properties(
        {
            "title": f"{plan.data.title(plan.language)}: {plan.unit.name.to(plan.language)}",
            "subject": STAGE_NAMES[plan.stage].to(plan.language),
            "comments": synthetic,
            "created": datetime(plan.data.info.year, 1, 1),
        }
    )
    book.set_calc_mode("auto")
