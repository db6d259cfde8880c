"""The same reports by other ways: LibreOffice from .docx to PDF, python-docx cell by cell."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from time import perf_counter

import docx as word
import numpy as np
from docx.document import Document
from docx.shared import Mm

from benchmarks.reports.measures import UNITS
from benchmarks.reports.works import COMPARED, documents, texts_in_docx, texts_in_pdf
from benchmarks.works import Absent, Done
from parindex.reporting.charts.render import to_png
from parindex.reporting.office.blocks import Block, Item, Picture, Table
from parindex.reporting.office.document import OfficialDocument
from parindex.reporting.office.word import to_docx


def libreoffice(sample: int, scratch: Path) -> Done:
    """Turn some reports, as .docx, into PDF."""
    program = shutil.which("soffice")
    if program is None:
        raise Absent("LibreOffice is not installed here")
    folder, made = scratch / "libreoffice", documents(sample)
    folder.mkdir()
    for name, document in made.items():
        (folder / f"{name}.docx").write_bytes(to_docx(document))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    first, *_ = files = [str(folder / f"{name}.docx") for name in made]
    subprocess.run([*command, first], check=True, capture_output=True)  # makes its profile
    start = perf_counter()
    subprocess.run([*command, *files], check=True, capture_output=True)
    seconds = (perf_counter() - start) * UNITS / sample
    found = [texts_in_pdf(folder / f"{name}.pdf", document) for name, document in made.items()]
    return Done(seconds, {"texts": np.array(found[:COMPARED])})


def python_docx(sample: int, scratch: Path) -> Done:
    """Write some reports through the paragraphs and cells of python-docx."""
    made = documents(sample)
    start = perf_counter()
    for name, document in made.items():
        _written(document, scratch / f"plain-{name}.docx")
    seconds = (perf_counter() - start) * UNITS / sample
    found = [texts_in_docx(scratch / f"plain-{name}.docx", document) for name, document in made.items()]
    return Done(seconds, {"texts": np.array(found[:COMPARED])})


def _written(document: OfficialDocument, file: Path) -> None:
    """Write blocks one after another; what stands around them, head and signature, as plain paragraphs first."""
    made, blocks = word.Document(), list(document.captioned())
    inside = {text for caption, block in blocks for row in _rows(document, caption, block) for text in row}
    for text in document.texts():
        if text not in inside:
            made.add_paragraph(text)
    for caption, block in blocks:
        if isinstance(block, Table):
            made.add_paragraph(caption)
            _fill(made, _rows(document, caption, block)[1:])
        elif isinstance(block, Picture):
            made.add_picture(io.BytesIO(to_png(block.chart, 1.5)), width=Mm(165))
            made.add_paragraph(caption)
        else:
            made.add_paragraph(f"- {block.text}" if isinstance(block, Item) else block.text)
    made.save(str(file))


def _rows(document: OfficialDocument, caption: str, block: Block) -> list[tuple[str, ...]]:
    """Return the texts of a block: its caption or its words, then the rows of a table."""
    if not isinstance(block, Table):
        return [(caption if isinstance(block, Picture) else block.text,)]
    return [(caption,), tuple(column.title for column in block.columns), *document.rows_of(block)]


def _fill(made: Document, rows: list[tuple[str, ...]]) -> None:
    table = made.add_table(len(rows), len(rows[0]))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
