"""Columns of which nothing is known are left out of a table: a column of dashes tells nobody anything."""

from __future__ import annotations

from dataclasses import replace

from parindex.reporting.numbers import DASH
from parindex.reporting.office.blocks import Amount, Cell, Table


def with_known_columns(table: Table) -> Table:
    """Return a table without the columns that have dashes alone; one without rows stays as it is."""
    kept = [n for n in range(len(table.columns)) if not all(_is_unknown(row[n]) for row in table.rows)]
    if not table.rows:
        return table
    columns = tuple(table.columns[n] for n in kept)
    return replace(table, columns=columns, rows=tuple(tuple(row[n] for n in kept) for row in table.rows))


def _is_unknown(cell: Cell) -> bool:
    return cell.value is None if isinstance(cell, Amount) else cell == DASH
