"""Files of rows: Parquet, and what lies in a zip, a workbook or the CSV files of ODK Central; all of it as text."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from parindex.language import Text
from parindex.problems import Invalid, Place, Problem
from parindex.survey.responses.content import (
    LARGEST_MEMBER,
    ROWS_AT_ONCE,
    Content,
    Rows,
    orphans,
    too_large,
    unreadable,
)
from parindex.survey.responses.delimited import csv_rows
from parindex.survey.responses.workbooks import workbook


def parquet(path: Path) -> Content:
    """Read a Parquet file."""
    try:
        columns = pq.read_schema(path).names
    except (pa.ArrowException, OSError) as error:
        raise unreadable(str(path), str(error)) from None

    def read() -> Iterator[pl.DataFrame]:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(ROWS_AT_ONCE):
                yield _as_texts(pl.DataFrame(batch))

    return Content(Rows(tuple(columns), read))


def _as_texts(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(_as_text(pl.col(name), kind).alias(name) for name, kind in rows.schema.items())


def _as_text(column: pl.Expr, kind: pl.DataType) -> pl.Expr:
    """Return a column of numbers, times or whatever else as text."""
    if isinstance(kind, pl.Datetime):
        return column.dt.to_string("iso:strict")
    return column.cast(pl.String)


def zipped(path: Path) -> Content:
    """Read a workbook, or the zip of CSV files that ODK Central gives."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "xl/workbook.xml" in names:
                return workbook(path)
            large = [name for name in names if archive.getinfo(name).file_size > LARGEST_MEMBER]
            if large:
                raise too_large(str(path), large[0])
        tables = {
            name: csv_rows(partial(_member, path, name), f"{path}/{name}")
            for name in names
            if name.lower().endswith(".csv")
        }
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, RuntimeError) as error:
        raise unreadable(str(path), str(error)) from None
    return _submissions(tables, str(path))


@contextmanager
def _member(path: Path, name: str) -> Iterator[IO[bytes]]:
    with zipfile.ZipFile(path) as archive, archive.open(name) as stream:
        yield stream


def _submissions(tables: Mapping[str, Rows], place: str) -> Content:
    """Return the rows of submissions and the tables of repeated groups, each of whose rows has its parent."""
    keyed = {name: rows for name, rows in tables.items() if "KEY" in rows.columns}
    repeats = {
        name: rows.whole(f"{place}/{name}") for name, rows in keyed.items() if "PARENT_KEY" in rows.columns
    }
    roots = [name for name in keyed if name not in repeats]
    if len(roots) != 1:
        text = Text(
            vi="Tệp zip phải có đúng một tệp CSV của phiếu (có cột KEY, không có PARENT_KEY), như ODK Central xuất ra.",
            en="The zip must hold one CSV of submissions (with KEY, without PARENT_KEY), as ODK Central writes it.",
        )
        raise Invalid([Problem("not-an-export", Place(place), text)])
    [root] = roots
    if repeats:
        own = [rows["KEY"] for rows in keyed[root].batches(f"{place}/{root}")]
        known = pl.concat([*own, *(table["KEY"] for table in repeats.values())])
        problems = [
            problem
            for name, table in repeats.items()
            for problem in orphans(table["PARENT_KEY"], known, f"{place}/{name}", "PARENT_KEY")
        ]
        if problems:
            raise Invalid(problems)
    return Content(
        keyed[root],
        {Path(name).stem: table.with_columns(_blank_is_null(table)) for name, table in repeats.items()},
    )


def _blank_is_null(table: pl.DataFrame) -> list[pl.Expr]:
    return [pl.col(name).replace("", None) for name in table.columns]
