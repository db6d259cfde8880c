"""Files of rows: CSV (alone or in the zip of ODK Central), XLSX, Parquet; all of it as text."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook

from parindex.language import Text, nfc
from parindex.problems import Invalid, Place, Problem
from parindex.survey.files import MOST_ROWS_OF_EXCEL
from parindex.survey.responses.content import BATCH, MOST_NAMED, Content, unreadable

LARGEST_MEMBER = 4_000_000_000
"""Bytes that a file inside a zip may unpack to."""
_SEARCHED = 40
"""Rows of a sheet in which the heading is looked for."""
_DIMENSION = re.compile(rb'<dimension ref="[A-Z]+\d+:[A-Z]+(\d+)"')


def parquet(path: Path) -> Content:
    """Read a Parquet file, lazily."""
    try:
        rows = pl.scan_parquet(path)
        schema = rows.collect_schema()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise unreadable(str(path), str(error)) from None
    return Content(rows.select(_as_text(pl.col(name), kind).alias(name) for name, kind in schema.items()))


def _as_text(column: pl.Expr, kind: pl.DataType) -> pl.Expr:
    """Return a column of numbers, times or whatever else as text."""
    if isinstance(kind, pl.Datetime):
        return column.dt.to_string("iso:strict")
    return column.cast(pl.String)


def delimited(path: Path) -> Content:
    """Read CSV with commas, semicolons (KoboToolbox) or tabs, lazily."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            separator = _separator(stream.readline())
            stream.seek(0)
            _refuse_twice(next(csv.reader(stream, delimiter=separator), []), str(path))
        rows = pl.scan_csv(
            path, infer_schema=False, separator=separator, empty_string_is_null=True, glob=False
        )
        rows.collect_schema()  # an empty file fails here
        return Content(rows)
    except UnicodeDecodeError as error:
        text = Text(
            vi=f"Tệp không phải UTF-8: {error}. Xuất lại ở dạng CSV UTF-8.",
            en=f"The file is not UTF-8: {error}. Export it again as CSV UTF-8.",
        )
        raise Invalid([Problem("not-utf8", Place(str(path)), text)]) from None
    except (pl.exceptions.PolarsError, csv.Error, OSError) as error:
        raise unreadable(str(path), str(error)) from None


def _separator(heading: str) -> str:
    return max((",", ";", "\t"), key=heading.count)


def _refuse_twice(heading: list[str], place: str) -> None:
    """Raise `Invalid` where a column stands twice, for then nobody can tell which is meant."""
    twice = sorted({name for name in heading if name and heading.count(name) > 1})
    if twice:
        problems = [
            Problem(
                "column-twice",
                Place(place, 1, name),
                Text(
                    vi=f"Cột “{name}” xuất hiện hai lần; xuất lại tệp có tên nhóm trong tiêu đề, hoặc đổi tên.",
                    en=f'The column "{name}" stands twice; export with groups in the heading, or rename one.',
                ),
            )
            for name in twice
        ]
        raise Invalid(problems)


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
                name: _csv(archive.read(name), f"{path}/{name}")
                for name in names
                if name.lower().endswith(".csv")
            }
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, RuntimeError) as error:
        raise unreadable(str(path), str(error)) from None
    return _submissions(tables, str(path))


def _csv(data: bytes, place: str) -> pl.DataFrame:
    try:
        return pl.read_csv(data, infer_schema=False, empty_string_is_null=True)
    except pl.exceptions.NoDataError:
        return pl.DataFrame()
    except pl.exceptions.PolarsError as error:
        raise unreadable(place, str(error)) from None


def _submissions(tables: Mapping[str, pl.DataFrame], place: str) -> Content:
    """Return the table of submissions and those of repeated groups, each of whose rows has its parent."""
    keyed = {name: table for name, table in tables.items() if "KEY" in table.columns}
    repeats = {name: table for name, table in keyed.items() if "PARENT_KEY" in table.columns}
    roots = [table for name, table in keyed.items() if name not in repeats]
    if len(roots) != 1:
        text = Text(
            vi="Tệp zip phải có đúng một tệp CSV của phiếu (có cột KEY, không có PARENT_KEY), như ODK Central xuất ra.",
            en="The zip must hold one CSV of submissions (with KEY, without PARENT_KEY), as ODK Central writes it.",
        )
        raise Invalid([Problem("not-an-export", Place(place), text)])
    known = pl.concat([table["KEY"] for table in keyed.values()])
    orphans = [
        problem
        for name, table in repeats.items()
        for problem in _orphans(table["PARENT_KEY"], known, f"{place}/{name}", "PARENT_KEY")
    ]
    if orphans:
        raise Invalid(orphans)
    return Content(
        roots[0].lazy(),
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
            sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    except (CalamineError, OSError) as error:
        raise unreadable(str(path), str(error)) from None
    found = {name: _sheet(rows, f"{path}/{name}") for name, rows in sheets.items()}
    batches = [table for table in found.values() if set(BATCH) <= set(table.columns)]
    if batches:
        return Content(pl.concat(batches, how="diagonal").lazy())
    repeats = {name: table for name, table in found.items() if "_parent_index" in table.columns}
    tables = {name: table for name, table in found.items() if name not in repeats and table.width}
    orphans = [
        problem for name, table in repeats.items() for problem in _without_row(table, found, f"{path}/{name}")
    ]
    if orphans:
        raise Invalid(orphans)
    return Content(next(iter(tables.values()), pl.DataFrame()).lazy(), repeats)


def _without_row(table: pl.DataFrame, sheets: Mapping[str, pl.DataFrame], place: str) -> Iterator[Problem]:
    """Yield a problem where rows of a sheet of KoboToolbox name rows of another that are not there."""
    for (parent,), rows in table.group_by("_parent_table_name", maintain_order=True):
        named = sheets.get(str(parent)[:31], pl.DataFrame({"_index": []}, schema={"_index": pl.String}))
        yield from _orphans(rows["_parent_index"], named["_index"], place, "_parent_index")


def _sheet(rows: Sequence[Sequence[object]], place: str) -> pl.DataFrame:
    """Return a sheet below its heading: the first row, or the one that begins a sheet for entry from paper."""
    if len(rows) > MOST_ROWS_OF_EXCEL:
        raise _too_many_rows(place, len(rows))
    starts = (n for n, row in enumerate(rows[:_SEARCHED]) if row and row[0] == BATCH[0])
    start = next(starts, 0)
    heading = [nfc(_text(cell) or "") for cell in rows[start]] if rows else []
    _refuse_twice(heading, place)
    columns = {name: [_text(row[n]) for row in rows[start + 1 :]] for n, name in enumerate(heading) if name}
    table = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    return table.filter(~pl.all_horizontal(pl.all().is_null())) if table.width else table


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
