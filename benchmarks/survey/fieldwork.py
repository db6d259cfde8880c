"""Raw responses: as many submissions as are asked for, read by parindex and by Polars alone.

They are the synthetic fieldwork, again and again: each time under new ids of submissions, persons, interviewers, devices
and villages.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import numpy as np
import polars as pl

from benchmarks.works import Array, Done, once
from parindex.documents import parse_model, read_document
from parindex.survey import synthetic_fieldwork as fieldwork
from parindex.survey.model import Survey
from parindex.survey.responses.checks.run import check
from parindex.survey.responses.exports import read_export
from parindex.survey.responses.read import read
from parindex.survey.responses.settings import read_settings

FILE = "submissions.csv"
_OF_EVERY_COPY = (
    "KEY", "meta-instanceID", "deviceid", "DeviceID", "interview-interviewer", "interview-full_name",
    "interview-phone", "interview-person", "district", "village",
)  # fmt: skip
"""Ids, which no two copies share."""


def folder_of(submissions: int, scratch: Path) -> Path:
    """Return the folder of so many submissions."""
    return scratch / f"fieldwork-{submissions}"


def make(submissions: int, scratch: Path) -> Done:
    """Write submissions, unless an earlier measure did."""
    return Done(once(folder_of(submissions, scratch), lambda folder: write(folder, submissions)))


def write(folder: Path, submissions: int) -> None:
    """Write submissions as ODK Central does, with the survey and the settings to read them by."""
    made = fieldwork.write(folder)
    with (folder / FILE).open("wb") as stream:
        for number, rows in enumerate(copies(made, submissions)):
            rows.write_csv(stream, include_header=not number)


def copies(made: fieldwork.Fieldwork, submissions: int) -> Iterator[pl.DataFrame]:
    """Yield the submissions, copy by copy, with the places of the sample in them."""
    with zipfile.ZipFile(io.BytesIO(made.export)) as archive:
        [name] = archive.namelist()
        sent = pl.read_csv(archive.read(name), infer_schema=False)
    places = made.sample.rename({"person": "interview-person"})
    sent = sent.join(places, on="interview-person", how="left", maintain_order="left")
    sent = sent.with_columns(
        pl.col("province", "district", "village", "base_weight")
        .forward_fill()
        .backward_fill()
        .cast(pl.String)
    )
    for number, begin in enumerate(range(0, submissions, len(sent))):
        ids = [pl.concat_str(name, pl.lit(f"-{number}")).alias(name) for name in _OF_EVERY_COPY]
        yield sent.head(submissions - begin).with_columns(ids)


def read_and_checked(submissions: int, scratch: Path) -> Done:
    """Read submissions: every word its code, every check made, sorted and stored; tell how many gave each answer."""
    folder = folder_of(submissions, scratch)
    survey = parse_model(Survey, read_document(folder / "survey.yaml"))
    settings = read_settings(folder / "responses.yaml")
    start = perf_counter()
    found = read([read_export(folder / FILE)], survey, settings)
    check(found, survey, settings)
    return Done(perf_counter() - start, _answers(found.stored.rows))


def read_by_polars(submissions: int, scratch: Path) -> Done:
    """Read the same file with Polars, whole: the columns that count, answers and numbers as such, sorted and stored."""
    start = perf_counter()
    rows = pl.read_csv(folder_of(submissions, scratch) / FILE, infer_schema=False)
    rows = rows.filter(pl.col("practice") != "1", pl.col("ReviewState").ne_missing("rejected"))
    rows = rows.unique().sort("KEY")
    answers = {item: pl.col(f"service-{item}").cast(pl.Int8) for item in fieldwork.ITEMS}
    numbers = pl.col("visit-trips", "visit-amount_paid", "base_weight").cast(pl.Float64)
    times = pl.col("start", "end").str.slice(0, 19).str.to_datetime("%Y-%m-%dT%H:%M:%S")
    rows.with_columns(numbers, times, **answers).write_parquet(scratch / "responses.parquet")
    return Done(perf_counter() - start, _answers(pl.scan_parquet(scratch / "responses.parquet")))


def _answers(rows: pl.LazyFrame) -> dict[str, Array]:
    """Return the sum of the answers to each item."""
    given = pl.when(pl.col(fieldwork.ITEMS) > 0).then(pl.col(fieldwork.ITEMS))
    sums = rows.select(given.cast(pl.Int64).sum()).collect().row(0)
    return {"sums": np.array(sums, dtype=float)}
