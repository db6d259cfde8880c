"""Reports as files, one after another or on several processors."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from parindex.language import Text
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
        How many work at once. With more than one, the program that calls this must guard its start by
        ``if __name__ == "__main__"``, as `multiprocessing` asks.
    """
    if min(processes, len(wanted) // WORTH_A_PROCESS) < 2:
        yield from (produce(facts, each, setting) for each in wanted)
        return
    with ProcessPoolExecutor(
        processes,
        multiprocessing.get_context("spawn"),
        initializer=_prepare,
        initargs=(facts.results, facts.breaks, setting),
    ) as pool:
        yield from pool.map(_produce, wanted)


_prepared: tuple[RoundFacts, Setting]


def _prepare(results: Results, breaks: tuple[Text, ...], setting: Setting) -> None:
    """Keep what every report of this process is made from."""
    global _prepared
    _prepared = RoundFacts(results, breaks), setting


def _produce(wanted: Wanted) -> dict[str, bytes]:
    facts, setting = _prepared
    return produce(facts, wanted, setting)
