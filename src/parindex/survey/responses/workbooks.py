"""Workbooks as rows of text: sheets of submissions, of repeated groups, of entry from paper.

calamine reads a sheet whole, at some 90 bytes a cell. So a long sheet is cut after some of its rows, and every piece is
read as a workbook of its own, which has the styles and texts of the whole.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import chain, islice
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

import polars as pl
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from parindex.language import Text, nfc
from parindex.problems import Invalid, Place, Problem
from parindex.survey.files import MOST_ROWS_OF_EXCEL
from parindex.survey.responses.content import (
    BATCH,
    LARGEST_MEMBER,
    OBJECTS_AT_ONCE,
    Content,
    Rows,
    orphans,
    too_large,
    unreadable,
)
from parindex.survey.responses.delimited import refuse_twice
from parindex.survey.responses.formulas import formulas_of, problems_of_formulas
from parindex.survey.responses.kept import Kept

PIECE = 1 << 24
"""Bytes of a sheet's XML that are read at once."""
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_DIMENSION = re.compile(rb'<dimension ref="[A-Z]+\d+:[A-Z]+(\d+)"')
_BEGIN, _ROW_ENDS, _END = b"<sheetData>", b"</row>", b"</sheetData></worksheet>"
_NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_NUMBERED = b"<worksheet %b><sheetData><row><c><v>%d</v></c></row></sheetData></worksheet>"
_NO_INDEX = Rows.of(pl.DataFrame(schema={"_index": pl.String}))
_SEARCHED = 40
"""Rows of a sheet in which the heading is looked for."""


def workbook(path: Path) -> Content:
    """Read a workbook: sheets of entry from paper, or one of submissions and those of repeated groups.

    Raises
    ------
    Invalid
        It cannot be read, a sheet is too long, a column stands twice, a repeated group has lost its submission, a formula
        has no result.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_too_long(archive, str(path))
            found = {name: _rows(sheets, f"{path}/{name}") for name, sheets in _sheets(archive, path)}
    except (CalamineError, OSError) as error:
        raise unreadable(str(path), str(error)) from None
    batches = {name: rows.whole() for name, rows in found.items() if set(BATCH) <= set(rows.columns)}
    if batches:
        formulas = _formulas(path, batches)
        return Content(Rows.of(pl.concat(batches.values(), how="diagonal")), formulas=formulas)
    repeats = {name: rows.whole() for name, rows in found.items() if "_parent_index" in rows.columns}
    problems = [
        problem for name, table in repeats.items() for problem in _without_row(table, found, f"{path}/{name}")
    ]
    if problems:
        raise Invalid(problems)
    submissions = [name for name, rows in found.items() if name not in repeats and rows.columns][:1]
    formulas = _formulas(path, [*submissions, *repeats])
    return Content(found[submissions[0]] if submissions else Rows.of(pl.DataFrame()), repeats, (), formulas)


def _formulas(path: Path, sheets: Iterable[str]) -> tuple[Problem, ...]:
    """Return the formulas whose results were read; raise `Invalid` where one has none, for it would read as empty."""
    with_result, without = list[Problem](), list[Problem]()
    with zipfile.ZipFile(path) as archive:
        for name in sheets:
            try:
                found, place = formulas_of(archive, name), f"{path}/{name}"
            except ElementTree.ParseError as error:
                raise unreadable(str(path), str(error)) from None
            with_result += problems_of_formulas((each for each in found if each.has_result), place)
            without += problems_of_formulas((each for each in found if not each.has_result), place)
    if without:
        raise Invalid([*without, *with_result])
    return tuple(with_result)


def _without_row(table: pl.DataFrame, sheets: Mapping[str, Rows], place: str) -> Iterator[Problem]:
    """Yield a problem where rows of a sheet of KoboToolbox name rows of another that are not there."""
    for (parent,), rows in table.group_by("_parent_table_name", maintain_order=True):
        named = sheets.get(str(parent)[:31], _NO_INDEX)
        known = pl.concat([each["_index"] for each in (named.none(), *named.batches(place))])
        yield from orphans(rows["_parent_index"], known, place, "_parent_index")


def _refuse_too_long(archive: zipfile.ZipFile, place: str) -> None:
    """Raise `Invalid` for a sheet that is full, or says of itself that it is longer than Excel can be."""
    for name in filter(_SHEET.fullmatch, archive.namelist()):
        with archive.open(name) as stream:
            found = _DIMENSION.search(stream.read(4096))
        if found and int(found[1]) > MOST_ROWS_OF_EXCEL:
            raise _too_many_rows(place, int(found[1]))
        if archive.getinfo(name).file_size > LARGEST_MEMBER:
            raise too_large(place, name)


def _too_many_rows(place: str, rows: int) -> Invalid:
    text = Text(
        vi=f"Trang tính có {rows} dòng; Excel chỉ chứa được {MOST_ROWS_OF_EXCEL} dòng dữ liệu, phần sau đã hoặc sẽ mất. Xuất ra Parquet hoặc CSV.",
        en=f"The sheet has {rows} rows; Excel holds {MOST_ROWS_OF_EXCEL} rows of data, what is beyond is or will be lost. Export Parquet or CSV.",
    )
    return Invalid([Problem("too-many-rows", Place(place), text)])


def _sheets(archive: zipfile.ZipFile, path: Path) -> Iterator[tuple[str, Iterator[CalamineSheet]]]:
    """Yield the name of each sheet and its cells, of a long one piece by piece, each to be read before the next."""
    members = list(filter(_SHEET.fullmatch, archive.namelist()))
    if all(archive.getinfo(name).file_size <= PIECE for name in members):
        with CalamineWorkbook.from_path(str(path)) as book:
            for name in book.sheet_names:
                yield name, iter([book.get_sheet_by_name(name)])
        return
    parts = {
        name: archive.read(name)
        for name in archive.namelist()
        if name.endswith((".xml", ".rels")) and name not in members
    }
    numbered = {name: _NUMBERED % (_NAMESPACE, number) for number, name in enumerate(members)}
    with _book(parts | numbered) as book:
        numbers = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    of_sheets = {
        name: members[int(str(cells[0][0]).removesuffix(".0"))] for name, cells in numbers.items() if cells
    }
    for name, member in of_sheets.items():
        yield name, _pieces_of(archive, member, name, parts | numbered)


def _pieces_of(
    archive: zipfile.ZipFile, member: str, name: str, parts: Mapping[str, bytes]
) -> Iterator[CalamineSheet]:
    with archive.open(member) as stream:
        for piece in pieces(stream):
            with _book({**parts, member: piece}) as book:
                yield book.get_sheet_by_name(name)


def _book(parts: Mapping[str, bytes]) -> CalamineWorkbook:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    packed.seek(0)
    return CalamineWorkbook.from_filelike(packed)


def pieces(stream: IO[bytes], size: int = PIECE) -> Iterator[bytes]:
    """Yield the XML of a sheet in pieces of whole rows, about so many bytes at a time, each a sheet of its own.

    A sheet that writes its rows in another way than is usual comes as one piece.
    """
    rest = stream.read(size)
    begin, head = rest.find(_BEGIN), b""
    usual = begin >= 0
    while more := stream.read(size):
        end = rest.rfind(_ROW_ENDS) + len(_ROW_ENDS)
        if usual and end >= len(_ROW_ENDS):
            yield head + rest[:end] + _END
            head = head or rest[: begin + len(_BEGIN)]
            rest = rest[end:]
        rest += more
    yield head + rest


def _rows(sheets: Iterator[CalamineSheet], place: str) -> Rows:
    """Return a sheet below its heading: the first row, or the one that begins a sheet for entry from paper."""
    rows = _cells(sheets, place)
    begin = list(islice(rows, _SEARCHED))
    starts = (n for n, row in enumerate(begin) if row and row[0] == BATCH[0])
    start = next(starts, 0)
    heading = [nfc(_text(cell) or "") for cell in begin[start]] if begin else []
    refuse_twice(heading, place)
    return Kept(_tables(heading, chain(begin[start + 1 :], rows))).rows


def _cells(sheets: Iterable[CalamineSheet], place: str) -> Iterator[Sequence[object]]:
    """Yield the rows of all pieces, from the first column that has anything in the first piece on."""
    height, left = 0, None
    for sheet in sheets:
        height += sheet.height
        top, begin = sheet.start or (0, 0)
        left = begin if left is None else left
        lacking: list[object] = [""] * (begin - left)
        for row in islice(sheet.iter_rows(), top, None):
            yield [*lacking, *row[max(left - begin, 0) :]]
        del sheet  # before the next is read
    if height > MOST_ROWS_OF_EXCEL:
        raise _too_many_rows(place, height)


def _tables(heading: Sequence[str], rows: Iterator[Sequence[object]]) -> Iterator[pl.DataFrame]:
    """Yield the rows of a sheet that are not empty as tables, so that few cells are Python's at a time."""
    named = [(n, name) for n, name in enumerate(heading) if name]
    schema = dict.fromkeys((name for _, name in named), pl.String)
    yield pl.DataFrame(schema=schema)
    while named and (some := list(islice(rows, OBJECTS_AT_ONCE))):
        texts = {name: [_text(row[n]) if n < len(row) else None for row in some] for n, name in named}
        yield pl.DataFrame(texts, schema=schema).filter(~pl.all_horizontal(pl.all().is_null()))


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
