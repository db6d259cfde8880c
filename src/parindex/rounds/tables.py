"""The CSV tables of a round folder: their columns, how they are read and described.

One definition serves reading, writing and the Frictionless description of the folder.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress, repeat
from pathlib import Path
from typing import Literal

from parindex.language import nfc
from parindex.problems import Findings

ColumnType = Literal["string", "number", "integer", "date"]


@dataclass(frozen=True)
class Column:
    """A column: its name, type, whether each row must have a value, and which values there are."""

    name: str
    type: ColumnType = "string"
    required: bool = False
    among: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A CSV file of a round folder.

    Attributes
    ----------
    name : str
        File name without ``.csv``.
    columns : tuple of Column
    key : tuple of str
        Columns that together occur once; none for a free list.
    unit_column : str
        Column that names a unit of ``units.csv``; empty where there is none.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    unit_column: str = "unit"

    @property
    def file(self) -> str:
        """File name."""
        return f"{self.name}.csv"

    @property
    def header(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True)
class Row:
    """A row of a table: its line in the file and its cells by column name, NFC and stripped."""

    line: int
    cells: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a table, kept column by column: most are only ever looked at together.

    Attributes
    ----------
    lines : sequence of int
        Line of each row in the file.
    columns : Mapping of name to sequence of str
        The cells of each column, NFC and stripped.
    aside : tuple of Row
        Rows that cannot be used, for a key that stands twice or a cell that is wrong: their other cells may be
        wrong too.
    """

    lines: Sequence[int]
    columns: Mapping[str, Sequence[str]]
    aside: tuple[Row, ...] = ()

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[Row]:
        for line, cells in zip(self.lines, zip(*self.columns.values(), strict=True), strict=True):
            yield Row(line, dict(zip(self.columns, cells, strict=True)))

    def __getitem__(self, column: str) -> Sequence[str]:
        return self.columns[column]

    def only(self, kept: Collection[bool]) -> Rows:
        """Return the rows that are to be kept; those beyond the end of `kept` are not."""
        columns = {name: tuple(compress(cells, kept)) for name, cells in self.columns.items()}
        return Rows(tuple(compress(self.lines, kept)), columns, self.aside)


STAGES = ("self", "appraisal_1", "appraisal_2", "council")
STATES = ("scored", "not_yet_scored", "not_applicable", "unknown")

_UNIT = Column("unit", required=True)
_LEAF = Column("leaf", required=True)
_STAGE = Column("stage", required=True, among=STAGES)
_NOTE = Column("note")
_SOURCE = Column("source")

UNITS = Table(
    "units",
    (
        Column("code", required=True),
        Column("name_vi", required=True),
        Column("name_en", required=True),
        Column("kind", required=True),
        Column("region_vi"),
        Column("region_en"),
        Column("unit_group"),
        Column("valid_from", "date"),
        Column("valid_to", "date"),
        Column("predecessors"),
        Column("successor"),
        _SOURCE,
    ),
    key=("code",),
    unit_column="",
)
MEASUREMENTS = Table(
    "measurements",
    (_UNIT, _LEAF, _STAGE, Column("variable", required=True), Column("value", required=True), _NOTE),
    key=("unit", "leaf", "stage", "variable"),
)
POINTS = Table(
    "points",
    (_UNIT, _LEAF, _STAGE, Column("points", "number", required=True), _NOTE),
    key=("unit", "leaf", "stage"),
)
EVIDENCE = Table(
    "evidence",
    (_UNIT, _LEAF, _STAGE, Column("evidence", required=True)),
    key=("unit", "leaf", "stage"),
)
NOTES = Table(
    "notes",
    (_UNIT, _LEAF, _STAGE, Column("note", required=True)),
    key=("unit", "leaf", "stage"),
)
NOT_APPLICABLE = Table(
    "not_applicable", (_UNIT, _LEAF, Column("reason", required=True)), key=("unit", "leaf")
)
ADJUSTMENTS = Table(
    "adjustments",
    (
        _UNIT,
        Column("kind", required=True, among=("bonus", "penalty", "deduction")),
        Column("item", required=True),
        Column("leaf"),
        Column("times", "integer", required=True),
        _NOTE,
    ),
)
ESTIMATES = Table(
    "estimates",
    (
        _UNIT,
        _LEAF,
        Column("variable", required=True),
        Column("estimate", "number", required=True),
        Column("standard_error", "number", required=True),
        Column("degrees_of_freedom", "number"),
        Column("n", "integer"),
        _SOURCE,
    ),
    key=("unit", "leaf", "variable"),
)
PUBLISHED = Table(
    "published",
    (_UNIT, Column("index", "number"), Column("rank", "integer"), Column("group"), _SOURCE, _NOTE),
    key=("unit",),
)
AGGREGATES = Table(
    "published_aggregates",
    (
        Column(
            "measure",
            required=True,
            among=(
                "mean",
                "points_change",
                "region_mean",
                "area_mean",
                "group_size",
                "rose",
                "fell",
                "ranked_units",
            ),
        ),
        Column("key"),
        Column("value", "number", required=True),
        _SOURCE,
        _NOTE,
    ),
    unit_column="",
)
PREVIOUS_RESULTS = Table(
    "previous_results",
    (_UNIT, Column("index"), Column("rank", "integer"), Column("group"), _SOURCE),
    key=("unit",),
    unit_column="",
)
PREVIOUS_POINTS = Table(
    "previous_points",
    (
        _UNIT,
        _LEAF,
        Column("points", "number"),
        Column("max_points", "number"),
        Column("state", required=True, among=STATES),
    ),
    key=("unit", "leaf"),
    unit_column="",
)
IMPROVEMENT = Table(
    "improvement",
    (
        _UNIT,
        _LEAF,
        Column("cause", required=True),
        Column("responsible", required=True),
        Column("coordinating"),
        Column("solution", required=True),
        Column("product"),
        Column("deadline", "date"),
    ),
    key=("unit", "leaf", "solution"),
)
TABLES = (
    UNITS,
    MEASUREMENTS,
    POINTS,
    EVIDENCE,
    NOTES,
    NOT_APPLICABLE,
    ADJUSTMENTS,
    ESTIMATES,
    PUBLISHED,
    AGGREGATES,
    PREVIOUS_RESULTS,
    PREVIOUS_POINTS,
    IMPROVEMENT,
)


def read_table(folder: Path, table: Table, findings: Findings) -> Rows:
    """Return the rows of a table of a round folder; none where the file is absent."""
    path = folder / table.file
    return read_file(path, table, findings) if path.exists() else _in_columns([], table)


def read_file(path: Path, table: Table, findings: Findings) -> Rows:
    """Return the rows of a file with the columns of a table.

    Cells are NFC and stripped. Problems are added to `findings`: unreadable file, wrong columns, empty
    required cells, values outside a closed list, a key that stands twice.
    """
    try:
        text = nfc(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        findings.add("not-utf8", f"Tệp không phải UTF-8: {error}.", f"The file is not UTF-8: {error}.")
        return _in_columns([], table)
    except OSError as error:
        findings.add("unreadable", f"Không đọc được tệp: {error}.", f"The file cannot be read: {error}.")
        return _in_columns([], table)
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = tuple(name.strip() for name in next(lines, ()))
        if _header_fits(header, table, findings):
            return _sound_rows(lines, table, findings)
    except csv.Error as error:
        findings.add(
            "not-csv", f"Không phải CSV hợp lệ: {error}.", f"Not valid CSV: {error}.", line=lines.line_num
        )
    return _in_columns([], table)


def _header_fits(header: Sequence[str], table: Table, findings: Findings) -> bool:
    if tuple(header) == table.header:
        return True
    expected, found = ",".join(table.header), ",".join(header)
    findings.add(
        "columns",
        f"Dòng tiêu đề phải là “{expected}”, đang là “{found}”.",
        f'The header must be "{expected}", it is "{found}".',
        line=1,
    )
    return False


def _sound_rows(lines: Iterator[list[str]], table: Table, findings: Findings) -> Rows:
    """Return the rows that are sound; note what is wrong with the others."""
    rows = _in_columns([*_whole_rows(lines, len(table.columns), findings)], table)
    if _all_fit(rows, table):
        return rows
    seen: dict[tuple[str, ...], int] = {}
    checked = [column for column in table.columns if column.required or column.among]
    sound = [_cells_fit(row, checked, findings) and _key_is_new(row, table, seen, findings) for row in rows]
    aside = tuple(row for row, is_sound in zip(rows, sound, strict=True) if not is_sound)
    return replace(rows.only(sound), aside=aside)


def rows_of(rows: Iterable[Row], table: Table) -> Rows:
    """Return single rows as the rows of a table, in the order of the file."""
    listed = sorted(rows, key=lambda row: row.line)
    return _in_columns([(row.line, list(row.cells.values())) for row in listed], table)


def _in_columns(rows: Sequence[tuple[int, list[str]]], table: Table) -> Rows:
    """Return rows, each a line and its cells, column by column."""
    columns: Iterable[Sequence[str]] = zip(*(cells for _, cells in rows), strict=True) if rows else repeat(())
    stripped = {name: tuple(map(str.strip, cells)) for name, cells in zip(table.header, columns)}  # noqa: B905
    return Rows(tuple(line for line, _ in rows), stripped)


def _whole_rows(lines: Iterator[list[str]], size: int, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """Yield the line and the cells of rows with a cell in each column; note the others, skip empty lines."""
    for line, cells in enumerate(lines, start=2):
        if not any(cells):
            continue
        if len(cells) == size:
            yield line, cells
        else:
            findings.add(
                "cells-count",
                f"Dòng có {len(cells)} ô, cần {size}.",
                f"The row has {len(cells)} cells, {size} are needed.",
                line=line,
            )


def _all_fit(rows: Rows, table: Table) -> bool:
    """Return whether all cells and keys are right, column by column: quicker than row by row, and usual."""
    if table.key and len(set(zip(*(rows[name] for name in table.key), strict=True))) < len(rows):
        return False
    return not any(
        (column.required and "" in rows[column.name])
        or (column.among and not set(rows[column.name]).issubset(column.among))
        for column in table.columns
    )


def _cells_fit(row: Row, columns: list[Column], findings: Findings) -> bool:
    fits = True
    for column in columns:
        value = row.cells[column.name]
        if column.required and not value:
            findings.add(
                "empty-cell",
                "Ô này không được để trống.",
                "This cell must not be empty.",
                line=row.line,
                path=column.name,
            )
            fits = False
        elif column.among and value not in column.among:
            among = ", ".join(column.among)
            findings.add(
                "not-among",
                f"“{value}” không dùng được; chọn một trong: {among}.",
                f'"{value}" will not do; choose one of: {among}.',
                line=row.line,
                path=column.name,
            )
            fits = False
    return fits


def _key_is_new(row: Row, table: Table, seen: dict[tuple[str, ...], int], findings: Findings) -> bool:
    if not table.key:
        return True
    key = tuple(map(row.cells.__getitem__, table.key))
    first = seen.setdefault(key, row.line)
    if first == row.line:
        return True
    findings.add(
        "row-twice",
        f"“{' · '.join(key)}” đã có ở dòng {first}; chỉ giữ một dòng.",
        f'"{" · ".join(key)}" already stands in row {first}; keep one.',
        line=row.line,
        path=", ".join(table.key),
    )
    return False


class Lines:
    """Where rows stand. A table is read again only when a problem in it needs its place.

    Parameters
    ----------
    folder : Path
        A round folder; where it has no such file, no row has a place.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._found: dict[tuple[str, ...], dict[tuple[str, ...], int]] = {}

    def of(self, table: Table, **cells: str) -> int:
        """Return the line of the first row with these cells by column; 0 where there is none."""
        columns = tuple(cells)
        found = self._found.get((table.name, *columns))
        if found is None:
            found = self._found[table.name, *columns] = {}
            rows = read_table(self.folder, table, Findings())
            for line, key in zip(rows.lines, zip(*map(rows.__getitem__, columns), strict=True), strict=True):
                found.setdefault(key, line)
        return found.get(tuple(cells.values()), 0)
