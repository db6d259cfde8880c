"""What is claimed of reports, and what it is compared with."""

from __future__ import annotations

from benchmarks.measure import Measure, Work

UNITS, SAMPLE = 63, 6
_WHOLE = (
    "`parindex report training-provinces-2025 --all`, a process from start to end on all cores: reading, scoring, ranking, "
    f"the report of each of {UNITS} units (14 pages, 8 tables, some 1,300 cells)"
)


def _ours(function: str) -> Work:
    return Work("benchmarks.reports.works", function)


def _peer(function: str) -> Work:
    return Work("benchmarks.reports.peers", function, (SAMPLE,))


REPORTS = (
    Measure(
        name="reports-pdf",
        title=f"{UNITS} unit reports as PDF/UA-1",
        seconds=30.0,
        megabytes=None,
        ours=_ours("pdf"),
        peer=_peer("libreoffice"),
        peer_is="LibreOffice, from .docx",
        how=(
            f"{_WHOLE}, written as PDF. LibreOffice turns {SAMPLE} of the same reports, which lie there as .docx, into "
            f"PDF in one process; its time is scaled to {UNITS}. Compared is how many sentences and cells of a report "
            "are found in its PDF. One run."
        ),
    ),
    Measure(
        name="reports-docx",
        title=f"{UNITS} unit reports as .docx",
        seconds=20.0,
        megabytes=None,
        ours=_ours("docx"),
        peer=_peer("python_docx"),
        peer_is="python-docx, cell by cell",
        how=(
            f"{_WHOLE}, written as .docx. The peer fills paragraphs and cells of {SAMPLE} of the same reports, which are "
            f"there in memory, through python-docx, without styles; its time is scaled to {UNITS}. Compared "
            "is how many sentences and cells of a report are found in its .docx. One run."
        ),
    ),
)
