"""The folder of a survey's fieldwork: responses with who they are from, flags, and the decisions to be taken.

It holds personal data and stays with those who may see them; `release` makes what may leave.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

import parindex
from parindex.documents import parse_model, read_document
from parindex.files import json_bytes, write_folder
from parindex.language import Language
from parindex.problems import Invalid
from parindex.survey.check import problems_of
from parindex.survey.files import as_given, harmless
from parindex.survey.folder import SURVEY, survey_bytes
from parindex.survey.model import Survey
from parindex.survey.responses.checks.catalogue import CATALOGUE
from parindex.survey.responses.checks.flags import FLAGS
from parindex.survey.responses.checks.run import Checked
from parindex.survey.responses.content import unreadable
from parindex.survey.responses.decisions import Decision, to_decide
from parindex.survey.responses.read import LEFT_OUT, Responses
from parindex.survey.responses.settings import ResponseSettings, read_settings, settings_bytes

FORMAT = "parindex-fieldwork/1"
RESPONSES, SAMPLE, SETTINGS, RECORD = "responses.parquet", "sample.parquet", "responses.yaml", "record.json"
FLAGGED, DECIDE, OUT = "flags.csv", "decisions.csv", "left-out.csv"


@dataclass(frozen=True, eq=False)
class FieldworkFolder:
    """What a folder holds; see `Responses` and `Checked`. Of `rows`, only what is asked for comes into memory."""

    survey: Survey
    settings: ResponseSettings
    rows: pl.LazyFrame
    flags: pl.DataFrame
    left_out: pl.DataFrame
    sample: pl.DataFrame | None
    record: Mapping[str, Any]

    @property
    def people(self) -> pl.DataFrame:
        """All responses at once in memory."""
        return self.rows.collect()


def files_of(
    responses: Responses,
    checked: Checked,
    survey: Survey,
    settings: ResponseSettings,
    *,
    sample: pl.DataFrame | None = None,
    taken: Mapping[str, Decision] | None = None,
    language: Language = "vi",
) -> dict[str, bytes | Path]:
    """Return the files of a folder by name: what is in them, or a file to copy.

    Parameters
    ----------
    responses, checked, survey, settings
    sample : polars.DataFrame, optional
        The sample drawn, for weights that know who did not answer.
    taken : Mapping of response to Decision, optional
        Decisions that were taken before, which are kept.
    language : {"vi", "en"}
        Of the sentences in ``flags.csv``.
    """
    files: dict[str, bytes | Path] = {
        SURVEY: survey_bytes(survey),
        SETTINGS: settings_bytes(settings),
        RESPONSES: responses.stored.path,
        FLAGGED: csv_for_people(said(checked.flags, language)),
        DECIDE: csv_for_people(to_decide(checked.flags, taken or {})),
        OUT: csv_for_people(responses.left_out),
        "double-entry.csv": csv_for_people(responses.differences),
        "enumerators.csv": csv_for_people(checked.by_enumerator),
        "clusters.csv": csv_for_people(checked.by_cluster),
        RECORD: json_bytes(record_of(responses, checked, survey)),
    }
    if sample is not None:
        files[SAMPLE] = parquet_bytes(sample)
    for number, (name, rows) in enumerate(sorted(responses.repeats.items()), start=1):
        files[f"repeats/{number:02d}.parquet"] = parquet_bytes(
            rows.with_columns(pl.lit(name).alias("_table"))
        )
    return files


def record_of(responses: Responses, checked: Checked, survey: Survey) -> dict[str, Any]:
    """Return what was read and what came of it, as numbers."""
    flags = checked.flags.unique(["response", "check"])
    return {
        "format": FORMAT,
        "survey": survey.code,
        "data_status": survey.data_status,
        "parindex": parindex.__version__,
        "sources": [vars(source) for source in responses.sources],
        "responses": len(responses.stored),
        "flagged": flags["response"].drop_nulls().n_unique(),
        "left_out": dict(responses.left_out["reason"].value_counts().sort("reason").iter_rows()),
        "differences": len(responses.differences),
        "checks": {code: flags.filter(check=code).height for code in CATALOGUE},
        "not_made": {code: list(lacking) for code, lacking in checked.not_made.items()},
    }


def said(flags: pl.DataFrame, language: Language) -> pl.DataFrame:
    """Return flags with a column ``finding``: the sentence in a language."""
    sentences = [
        CATALOGUE[row["check"]].finding.to(
            language,
            column=row["column"] or "",
            other=row["other"] or "",
            value=_number(row["value"], language),
            limit=_number(row["limit"], language),
        )
        for row in flags.iter_rows(named=True)
    ]
    return flags.with_columns(pl.Series("finding", sentences, pl.String))


def _number(value: float | None, language: Language) -> str:
    if value is None:
        return "–"
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "vi" else text


def parquet_bytes(frame: pl.DataFrame) -> bytes:
    """Return a table as Parquet: the same table, the same bytes."""
    stream = io.BytesIO()
    frame.write_parquet(stream, compression="zstd", statistics=False)
    return stream.getvalue()


def csv_for_people(frame: pl.DataFrame) -> bytes:
    """Return a table as CSV that Excel takes for UTF-8, and in which no text is a formula."""
    return b"\xef\xbb\xbf" + csv_of(frame)


def csv_of(frame: pl.DataFrame) -> bytes:
    """Return a table as CSV in which no text is a formula."""
    return harmless(frame).write_csv().encode("utf-8")


def write(files: Mapping[str, bytes | Path], folder: Path) -> None:
    """Write a folder, whole or not at all; only its owner can look inside."""
    write_folder(folder, files, mode=0o700)


def open_folder(folder: Path) -> FieldworkFolder:
    """Return what a folder of fieldwork holds.

    Raises
    ------
    Invalid
        Something in it is missing or cannot be read.
    """
    document = read_document(folder / SURVEY)
    survey = parse_model(Survey, document)
    problems = problems_of(survey, document)
    if problems:
        raise Invalid(problems)
    sample = folder / SAMPLE
    return FieldworkFolder(
        survey,
        read_settings(folder / SETTINGS),
        _scanned(folder / RESPONSES),
        _listed(folder / FLAGGED, FLAGS),
        _listed(folder / OUT, LEFT_OUT),
        _scanned(sample).collect() if sample.is_file() else None,
        _record(folder / RECORD),
    )


def _scanned(path: Path) -> pl.LazyFrame:
    try:
        rows = pl.scan_parquet(path)
        rows.collect_schema()
        return rows
    except (pl.exceptions.PolarsError, OSError) as error:
        raise unreadable(str(path), str(error)) from None


def _listed(path: Path, schema: Mapping[str, Any]) -> pl.DataFrame:
    """Return the rows of a CSV that this module wrote."""
    try:
        return as_given(pl.read_csv(path, schema_overrides=schema).select(list(schema)))
    except (pl.exceptions.PolarsError, OSError) as error:
        raise unreadable(str(path), str(error)) from None


def _record(path: Path) -> dict[str, Any]:
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise unreadable(str(path), str(error)) from None
    return data
