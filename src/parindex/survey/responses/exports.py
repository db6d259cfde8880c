"""Exports as they are: any file of responses as rows of text, with what its layout says of each submission.

What a file is, its content tells and not its name. The layouts are those that ODK Central (CSV in a zip, OData) and
KoboToolbox (XLSX, CSV, JSON) document, tables of one's own (CSV, XLSX, Parquet) and the sheet for entry from paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import polars as pl

from parindex.files import sha256_of
from parindex.language import nfc
from parindex.problems import Invalid, Problem
from parindex.survey.responses import delimited, documents, tables
from parindex.survey.responses.content import BATCH, Content, Rows, unreadable
from parindex.survey.responses.delimited import refuse_twice
from parindex.survey.responses.formulas import formulas_in_texts

Layout = Literal["odk", "kobo", "batch", "table"]
Said = Literal["response", "submitter", "submitted", "review", "status", "device"]
"""What a layout may say of a submission, beside the answers."""

_SAID: Mapping[str, tuple[Layout, frozenset[str], Mapping[Said, str]]] = {
    "odk-csv": (
        "odk",
        frozenset({"KEY", "SubmissionDate"}),
        {
            "response": "KEY", "submitter": "SubmitterName", "submitted": "SubmissionDate",
            "review": "ReviewState", "status": "Status", "device": "DeviceID",
        },
    ),
    "odk-json": (
        "odk",
        frozenset({"__id", "__system/submissionDate"}),
        {
            "response": "__id", "submitter": "__system/submitterName", "submitted": "__system/submissionDate",
            "review": "__system/reviewState", "status": "__system/status", "device": "__system/deviceId",
        },
    ),
    "kobo-json": (
        "kobo",
        frozenset({"_uuid", "_submission_time", "_validation_status/uid"}),
        {
            "response": "_uuid", "submitter": "_submitted_by", "submitted": "_submission_time",
            "review": "_validation_status/uid",
        },
    ),
    "kobo": (
        "kobo",
        frozenset({"_uuid", "_submission_time"}),
        {
            "response": "_uuid", "submitter": "_submitted_by", "submitted": "_submission_time",
            "review": "_validation_status",
        },
    ),
    "batch": ("batch", frozenset(BATCH), {}),
}  # fmt: skip
"""Layouts by the columns that only they have."""


@dataclass(frozen=True, eq=False)
class Export:
    """One file.

    Attributes
    ----------
    file : str
        Its name.
    sha256 : str
    layout : {"odk", "kobo", "batch", "table"}
    rows : Rows
        A row for each submission; every column is text, named as in the file, groups before a question with ``/``
        (or ``-`` in the CSV of ODK Central); a point is "latitude longitude …".
    said : Mapping
        Columns in which the layout tells about the submission.
    repeats : Mapping of name to polars.DataFrame
        Rows of repeated groups.
    warnings : tuple of Problem
    """

    file: str
    sha256: str
    layout: Layout
    rows: Rows
    said: Mapping[Said, str]
    repeats: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()

    @property
    def columns(self) -> list[str]:
        """Names of the columns."""
        return list(self.rows.columns)

    def batches(self) -> Iterator[pl.DataFrame]:
        """Yield the rows piece by piece."""
        return self.rows.batches(self.file)


def read_export(path: Path) -> Export:
    """Return the submissions in a file.

    Raises
    ------
    Invalid
        With every problem: the file cannot be read or is cut off, a text is a formula, a repeated group has lost its
        submission.
    """
    content = content_of(path)
    columns = list(content.rows.columns)
    layout, said = _layout_of(columns)
    rows = content.rows.changed(lambda table: table.with_columns(_points(columns)))
    problems = [*content.formulas, *formulas_in_texts(content.rows, str(path))]
    if problems:
        raise Invalid(problems)
    return Export(path.name, sha256_of(path), layout, rows, said, content.repeats, content.warnings)


def content_of(path: Path) -> Content:
    """Return the rows in a file, read by what it begins with; names of columns in NFC, however they were typed."""
    content = _reader_of(path)(path)
    names = {name: nfc(name) for name in content.rows.columns if name != nfc(name)}
    if not names:
        return content
    refuse_twice(list(map(nfc, content.rows.columns)), str(path))
    return replace(content, rows=content.rows.changed(lambda table: table.rename(names)))


def _reader_of(path: Path) -> Callable[[Path], Content]:
    try:
        with path.open("rb") as stream:
            head = stream.read(4096)
    except OSError as error:
        raise unreadable(str(path), str(error)) from None
    if head.startswith(b"PAR1"):
        return tables.parquet
    if head.startswith(b"PK"):
        return tables.zipped
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        return documents.json_document
    return delimited.delimited


def _layout_of(columns: list[str]) -> tuple[Layout, Mapping[Said, str]]:
    """Return the layout and where it says what; columns that are not there are left out."""
    there = set(columns)
    for layout, needed, said in _SAID.values():
        if needed <= there:
            return layout, {name: column for name, column in said.items() if column in there}
    return "table", {}


def _points(columns: list[str]) -> list[pl.Expr]:
    """Return ``gps-Latitude`` and ``gps-Longitude`` of ODK Central's CSV as one column ``gps`` as well."""
    stems = [name.removesuffix("-Latitude") for name in columns if name.endswith("-Latitude")]
    return [
        pl.concat_str(f"{stem}-Latitude", f"{stem}-Longitude", separator=" ").alias(stem)
        for stem in stems
        if f"{stem}-Longitude" in columns
    ]
