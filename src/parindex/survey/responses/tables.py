"""Files of rows: Parquet, XLSX, the CSV files in the zip of ODK Central; all of it as text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import IO

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from parindex.language import Text, nfc
from parindex.problems import Invalid, Place, Problem
from parindex.survey.files import MOST_ROWS_OF_EXCEL
from parindex.survey.responses.content import BATCH, MOST_NAMED, ROWS_AT_ONCE, Content, Rows, unreadable
from parindex.survey.responses.delimited import csv_rows, refuse_twice

LARGEST_MEMBER = 4_000_000_000
"""Bytes that a file inside a zip may unpack to."""
_SEARCHED = 40
"""Rows of a sheet in which the heading is looked for."""
_DIMENSION = re.compile(rb'<dimension ref="[A-Z]+\d+:[A-Z]+(\d+)"')


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
                _refuse_too_long(archive, str(path))
                return _workbook(path)
            large = [name for name in names if archive.getinfo(name).file_size > LARGEST_MEMBER]
            if large:
                raise _too_large(str(path), large[0])
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
        orphans = [
            problem
            for name, table in repeats.items()
            for problem in _orphans(table["PARENT_KEY"], known, f"{place}/{name}", "PARENT_KEY")
        ]
        if orphans:
            raise Invalid(orphans)
    return Content(
        keyed[root],
        {Path(name).stem: table.with_columns(_blank_is_null(table)) for name, table in repeats.items()},
    )


def _orphans(parents: pl.Series, known: pl.Series, place: str, column: str) -> Iterator[Problem]:
    lost = parents.filter(~parents.is_in(known.implode()).fill_null(False)).unique().sort()
    if len(lost):
        named = ", ".join(map(str, lost.head(MOST_NAMED).to_list()))
        text = Text(
            vi=f"{len(lost)} dòng của nhóm lặp không có phiếu của nó: {named}. Xuất lại đầy đủ.",
            en=f"{len(lost)} parents of rows of a repeated group are not there: {named}. Export it whole.",
        )
        yield Problem("repeat-without-parent", Place(place, 0, column), text)


def _blank_is_null(table: pl.DataFrame) -> list[pl.Expr]:
    return [pl.col(name).replace("", None) for name in table.columns]


def _refuse_too_long(archive: zipfile.ZipFile, place: str) -> None:
    """Raise `Invalid` for a sheet that is full, or says of itself that it is longer than Excel can be."""
    for name in archive.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            with archive.open(name) as stream:
                found = _DIMENSION.search(stream.read(4096))
            if found and int(found[1]) > MOST_ROWS_OF_EXCEL:
                raise _too_many_rows(place, int(found[1]))
            if archive.getinfo(name).file_size > LARGEST_MEMBER:
                raise _too_large(place, name)


def _too_many_rows(place: str, rows: int) -> Invalid:
    text = Text(
        vi=f"Trang tính có {rows} dòng; Excel chỉ chứa được {MOST_ROWS_OF_EXCEL} dòng dữ liệu, phần sau đã hoặc sẽ mất. Xuất ra Parquet hoặc CSV.",
        en=f"The sheet has {rows} rows; Excel holds {MOST_ROWS_OF_EXCEL} rows of data, what is beyond is or will be lost. Export Parquet or CSV.",
    )
    return Invalid([Problem("too-many-rows", Place(place), text)])


def _too_large(place: str, name: str) -> Invalid:
    text = Text(
        vi=f"“{name}” trong tệp nén lớn hơn 4 GB; giải nén rồi đọc tệp CSV, hoặc dùng Parquet.",
        en=f'"{name}" in the archive is larger than 4 GB; unpack it and read the CSV, or use Parquet.',
    )
    return Invalid([Problem("too-large", Place(place), text)])


def _workbook(path: Path) -> Content:
    """Read a workbook: sheets of entry from paper, or one of submissions and those of repeated groups."""
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            found = {
                name: _sheet(book.get_sheet_by_name(name), f"{path}/{name}") for name in book.sheet_names
            }
    except (CalamineError, OSError) as error:
        raise unreadable(str(path), str(error)) from None
    batches = [table for table in found.values() if set(BATCH) <= set(table.columns)]
    if batches:
        return Content(Rows.of(pl.concat(batches, how="diagonal")))
    repeats = {name: table for name, table in found.items() if "_parent_index" in table.columns}
    tables = {name: table for name, table in found.items() if name not in repeats and table.width}
    orphans = [
        problem for name, table in repeats.items() for problem in _without_row(table, found, f"{path}/{name}")
    ]
    if orphans:
        raise Invalid(orphans)
    return Content(Rows.of(next(iter(tables.values()), pl.DataFrame())), repeats)


def _without_row(table: pl.DataFrame, sheets: Mapping[str, pl.DataFrame], place: str) -> Iterator[Problem]:
    """Yield a problem where rows of a sheet of KoboToolbox name rows of another that are not there."""
    for (parent,), rows in table.group_by("_parent_table_name", maintain_order=True):
        named = sheets.get(str(parent)[:31], pl.DataFrame({"_index": []}, schema={"_index": pl.String}))
        yield from _orphans(rows["_parent_index"], named["_index"], place, "_parent_index")


def _sheet(sheet: CalamineSheet, place: str) -> pl.DataFrame:
    """Return a sheet below its heading: the first row, or the one that begins a sheet for entry from paper."""
    if sheet.height > MOST_ROWS_OF_EXCEL:
        raise _too_many_rows(place, sheet.height)
    top, left = sheet.start or (0, 0)
    rows = (row[left:] for row in islice(sheet.iter_rows(), top, None))
    begin = list(islice(rows, _SEARCHED))
    starts = (n for n, row in enumerate(begin) if row and row[0] == BATCH[0])
    start = next(starts, 0)
    heading = [nfc(_text(cell) or "") for cell in begin[start]] if begin else []
    refuse_twice(heading, place)
    return pl.concat(_tables(heading, chain(begin[start + 1 :], rows)))


def _tables(heading: Sequence[str], rows: Iterator[Sequence[object]]) -> Iterator[pl.DataFrame]:
    """Yield the rows of a sheet that are not empty as tables, so that few cells are Python's at a time."""
    named = [(n, name) for n, name in enumerate(heading) if name]
    schema = dict.fromkeys((name for _, name in named), pl.String)
    yield pl.DataFrame(schema=schema)
    while named and (some := list(islice(rows, ROWS_AT_ONCE))):
        table = pl.DataFrame({name: [_text(row[n]) for row in some] for n, name in named}, schema=schema)
        yield table.filter(~pl.all_horizontal(pl.all().is_null()))


def _text(cell: object) -> str | None:
    """Return a cell as a file of text would have it."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    text = str(cell).strip()
    return text or None
