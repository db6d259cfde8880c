"""Reports as files, one after another or on several processors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from parindex.language import Text
from parindex.parallel import workers
from parindex.reporting.facts import RoundFacts, UnitFacts
from parindex.reporting.office.document import OfficialDocument
from parindex.reporting.office.pdf import to_pdf
from parindex.reporting.office.word import to_docx
from parindex.reporting.reports.infographic import infographic_pdf, infographic_png
from parindex.reporting.reports.press import press_sheet
from parindex.reporting.reports.results import results_report
from parindex.reporting.reports.setting import Setting
from parindex.reporting.reports.spreadsheet import to_xlsx
from parindex.reporting.reports.unit import unit_report
from parindex.reporting.reports.wanted import Wanted
from parindex.scoring import Results

WORTH_A_PROCESS = 6
"""So many units of work pay for starting another process."""


def produce(facts: RoundFacts, wanted: Wanted, setting: Setting) -> dict[str, bytes]:
    """Return the files of a report by name."""
    names = {each: wanted.name(each, setting.is_preview) for each in wanted.formats}
    if wanted.kind == "infographic":
        makers = {"pdf": infographic_pdf, "png": infographic_png}
        return {name: makers[each](facts, wanted.language, setting) for each, name in names.items()}
    document, writers = document_of(facts, wanted, setting), {"pdf": to_pdf, "docx": to_docx, "xlsx": to_xlsx}
    return {name: writers[each](document) for each, name in names.items()}


def document_of(facts: RoundFacts, wanted: Wanted, setting: Setting) -> OfficialDocument:
    """Return a report before it is written in any format."""
    if wanted.kind == "unit":
        return unit_report(UnitFacts(facts, wanted.unit), wanted.language, setting)
    make = results_report if wanted.kind == "results" else press_sheet
    return make(facts, wanted.language, setting)


def produce_all(
    facts: RoundFacts, wanted: Sequence[Wanted], setting: Setting, processes: int = 1
) -> Iterator[dict[str, bytes]]:
    """Yield the files of each report, in the order in which they are wanted.

    Parameters
    ----------
    facts : RoundFacts
    wanted : sequence of Wanted
    setting : Setting
    processes : int
        How many work at once, if there is enough to do; see `parallel.workers`.
    """
    if len(wanted) < 2 * WORTH_A_PROCESS:
        processes = 1
    with workers(processes, partial(_producer, facts.results, facts.breaks, setting)) as make:
        yield from make(wanted)


def _producer(
    results: Results, breaks: tuple[Text, ...], setting: Setting
) -> Callable[[Wanted], dict[str, bytes]]:
    """Return what makes a report in a process of its own; what was worked out of the facts does not go there."""
    facts = RoundFacts(results, breaks)
    return lambda wanted: produce(facts, wanted, setting)
