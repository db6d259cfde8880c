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
from parindex.reporting.office.blocks import Item, Picture, Table
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
    """Write kind, summary and blocks; an empty table before and after stands for head and signature."""
    made = word.Document()
    made.add_table(1, 1)
    made.add_paragraph(document.kind)
    made.add_paragraph(document.summary)
    for caption, block in document.captioned():
        if isinstance(block, Table):
            made.add_paragraph(caption)
            _fill(made, document, block)
        elif isinstance(block, Picture):
            made.add_picture(io.BytesIO(to_png(block.chart, 1.5)), width=Mm(165))
            made.add_paragraph(caption)
        else:
            made.add_paragraph(f"- {block.text}" if isinstance(block, Item) else block.text)
    made.add_table(1, 1)
    made.save(str(file))


def _fill(made: Document, document: OfficialDocument, block: Table) -> None:
    table = made.add_table(1 + len(block.rows), len(block.columns))
    rows = [tuple(column.title for column in block.columns), *document.rows_of(block)]
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
