"""The works of parindex on reports that are measured; `peers` has those of others."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from time import perf_counter

import numpy as np
from pypdf import PdfReader

from benchmarks.works import ROUND, Done, parindex
from parindex import shipped
from parindex.programme import breaks_before, programmes_of
from parindex.reporting.facts import RoundFacts
from parindex.reporting.office.document import OfficialDocument
from parindex.reporting.reports.produce import document_of
from parindex.reporting.reports.setting import Setting
from parindex.reporting.reports.wanted import Format, Wanted
from parindex.rounds import read
from parindex.scoring import rank, score

COMPARED = 3
"""Reports that are read back."""


def documents(most: int) -> dict[str, OfficialDocument]:
    """Return the first reports of units, by the name of their file without its ending."""
    results = rank(score(read(ROUND, [shipped.frameworks_folder()])))
    programme = programmes_of(shipped.site()).programme(results.framework.programme)
    facts = RoundFacts(results, breaks_before(programme, results.round))  # as the command tells them
    wanted = [Wanted("unit", (), "vi", result.unit.code) for result in facts.results.units[:most]]
    return {each.name("pdf").removesuffix(".pdf"): document_of(facts, each, Setting()) for each in wanted}


def pdf(scratch: Path) -> Done:
    """Write the reports of all units as PDF."""
    return _reports(scratch / "reports-pdf", "pdf", texts_in_pdf)


def docx(scratch: Path) -> Done:
    """Write the reports of all units as .docx."""
    return _reports(scratch / "reports-docx", "docx", texts_in_docx)


def _reports(folder: Path, format_: Format, count: Callable[[Path, OfficialDocument], int]) -> Done:
    start = perf_counter()
    command = [parindex(), "report", ROUND, "--all", "--format", format_, "--out", folder]
    subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL)
    seconds = perf_counter() - start
    found = [count(folder / f"{name}.{format_}", document) for name, document in documents(COMPARED).items()]
    return Done(seconds, {"texts": np.array(found)})


def texts_in_pdf(file: Path, document: OfficialDocument) -> int:
    """Return how many sentences and cells of a report are found in a PDF."""
    return _found(document, (page.extract_text() for page in PdfReader(file).pages))


def texts_in_docx(file: Path, document: OfficialDocument) -> int:
    """Return how many sentences and cells of a report are found in a .docx."""
    import docx as word

    opened = word.Document(str(file))
    cells = (cell.text for table in opened.tables for row in table.rows for cell in row.cells)
    return _found(document, chain((paragraph.text for paragraph in opened.paragraphs), cells))


def _found(document: OfficialDocument, written: Iterable[str]) -> int:
    read_back = _squeezed("".join(written))
    return sum(_squeezed(text) in read_back for text in document.texts())


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", text)
