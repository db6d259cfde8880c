"""The rows of an annex: a framework as rows, and the rows that stand in the tables of a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from parindex.framework.annex.cell import cell_text
from parindex.framework.annex.columns import (
    Column,
    Grid,
    Header,
    Value,
    header_of,
    numbers_the_columns,
)
from parindex.framework.annex.lines import one_line, tidy
from parindex.framework.model import Framework, Leaf, Placed
from parindex.language import LANGUAGES, Language
from parindex.problems import Findings


@dataclass(frozen=True)
class Row:
    """A node as a row: its depth, its maximum (None if unknown) and the text of each other column."""

    number: str
    depth: int
    maximum: Decimal | None
    is_leaf: bool
    texts: Mapping[Column, str]


def rows_of(framework: Framework, language: Language, *, exact: bool = True) -> list[Row]:
    """Return a row for each node, in the order of the tree.

    Parameters
    ----------
    framework : Framework
    language : {"vi", "en"}
        Of the main columns; those for the other language hold the other.
    exact : bool
        Add machine lines where the words alone do not give back the rule.
    """
    return [_row(placed, framework, language, exact) for placed in framework.nodes]


def _row(placed: Placed, framework: Framework, language: Language, exact: bool) -> Row:
    node, other = placed.node, other_language(language)
    texts: dict[Column, str] = {
        "title": one_line(node.title.to(language)),
        "other_title": one_line(node.title.to(other)),
    }
    if isinstance(node, Leaf):
        texts["scoring"] = cell_text(node, language, framework.unit_groups, exact=exact)
        texts["other_scoring"] = cell_text(node, other, framework.unit_groups, exact=False)
        texts["evidence"] = _evidence(node, language)
        texts["other_evidence"] = _evidence(node, other)
    return Row(node.code, placed.depth, node.maximum, isinstance(node, Leaf), texts)


def _evidence(leaf: Leaf, language: Language) -> str:
    return "\n".join(f"- {one_line(item.to(language))}" for item in leaf.evidence)


def other_language(language: Language) -> Language:
    """Return the other of the two languages."""
    return next(other for other in LANGUAGES if other != language)


@dataclass(frozen=True)
class GivenRow:
    """A row of a file: its number there, its cells by column, and what people call each column's place."""

    line: int
    cells: Mapping[Column, Value]
    places: Mapping[Column, str]

    def text(self, column: Column) -> str:
        """Return the words of a cell, tidied."""
        value = self.cells.get(column)
        return "" if value is None else tidy(str(value))

    def raw(self, column: Column) -> str:
        """Return the words of a cell as they stand."""
        value = self.cells.get(column)
        return "" if value is None else str(value)

    @property
    def is_blank(self) -> bool:
        """Whether all cells that matter are empty."""
        return not any(self.text(column) for column in self.cells)


@dataclass(frozen=True)
class Table:
    """What stands under the headings of a file."""

    header: Header
    rows: Sequence[GivenRow]
    heading: str = ""
    """The first words above the table."""
    other_heading: str = ""
    """What stands above the titles in the other language, in the same row."""


def table_in(grids: Sequence[Grid], findings: Findings) -> Table | None:
    """Return the rows under the first header; None, with a problem, if no table has one.

    The tables of a text document are one table that was broken; of a workbook only the first sheet counts.
    """
    table: Table | None = None
    width = 0
    for grid in grids:
        start, header = _header_in(grid)
        if table is None and header is not None:
            rows = _rows_under(grid, start, header)
            table, width = Table(header, rows, *_heading_above(grid, start, header)), _width(grid)
        elif table is not None and grid.lettered and header is not None:
            _other_sheet(grid, findings)
        elif table is not None and not grid.lettered and (header is not None or _width(grid) == width):
            more = _rows_under(grid, start, header or table.header)
            table = replace(table, rows=(*table.rows, *more))
    if table is None:
        _no_header(findings)
    return table


def _header_in(grid: Grid) -> tuple[int, Header | None]:
    """Return the header of a grid and the position after it; (0, None) if there is none."""
    for position, (_, cells) in enumerate(grid.rows):
        header = header_of(cells)
        if header is not None:
            return position + 1, header
    return 0, None


def _rows_under(grid: Grid, start: int, header: Header) -> tuple[GivenRow, ...]:
    return tuple(
        _given(grid, header, line, cells) for line, cells in grid.rows[start:] if not _is_heading(cells)
    )


def _is_heading(cells: Sequence[Value]) -> bool:
    """Tell whether a row repeats the headings on a new page or numbers the columns."""
    return header_of(cells) is not None or numbers_the_columns(cells)


def _given(grid: Grid, header: Header, line: int, cells: Sequence[Value]) -> GivenRow:
    within = {column: position for column, position in header.positions.items() if position < len(cells)}
    places: dict[Column, str] = {
        column: f"{grid.name} · {grid.column_name(position)}" for column, position in header.positions.items()
    }
    return GivenRow(line, {column: cells[position] for column, position in within.items()}, places)


def _heading_above(grid: Grid, start: int, header: Header) -> tuple[str, str]:
    """Return the first words above the header, and those above the titles in the other language beside them."""
    other = header.positions.get("other_title", 0)
    for _, cells in grid.rows[: start - 1]:
        words = [one_line(cell) if isinstance(cell, str) else "" for cell in cells]
        first = next(filter(None, words), "")
        if first:
            return first, words[other] if 0 < other < len(words) and words[other] != first else ""
    return "", ""


def _width(grid: Grid) -> int:
    return max((len(cells) for _, cells in grid.rows), default=0)


def _other_sheet(grid: Grid, findings: Findings) -> None:
    findings.add(
        "annex-other-sheet",
        f"Trang tính “{grid.name}” cũng có bảng tiêu chí nhưng không được đọc; tách thành tệp riêng.",
        f'The sheet "{grid.name}" has a table of criteria too, which was not read; put it into a file of its own.',
        path=grid.name,
        severity="warning",
    )


def _no_header(findings: Findings) -> None:
    findings.add(
        "annex-no-header",
        "Không thấy hàng tiêu đề; cần ít nhất các cột “STT”, “Lĩnh vực/Tiêu chí/Tiêu chí thành phần”, “Điểm tối đa”.",
        'There is no row of headings; at least "No.", "Area/Criterion/Sub-criterion" and "Max points" are needed.',
    )
