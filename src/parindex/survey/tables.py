"""Tables that people give: frames, samples, lists of people. Codes keep every sign, numbers are read where one is needed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from parindex.survey.files import as_given
from parindex.survey.responses.content import MOST_NAMED, unreadable
from parindex.survey.responses.exports import content_of

_FIRST_ROW = 2
"""Below the heading."""


def read_table(path: Path) -> pl.DataFrame:
    """Return the rows of a file; raise `Invalid` if it cannot be read.

    All of CSV and Excel is text, for a code is no number: "01" and "1" are two provinces. Parquet says itself what is
    text. The apostrophe by which our own CSV keeps a text from being a formula is taken away.
    """
    if path.suffix.lower() == ".parquet":
        try:
            return pl.read_parquet(path)
        except (pl.exceptions.PolarsError, OSError) as error:
            raise unreadable(str(path), str(error)) from None
    rows = content_of(path).rows.whole(str(path))
    return as_given(rows) if path.suffix.lower() == ".csv" else rows


def number(column: str) -> pl.Expr:
    """Return a column as numbers; null where a cell holds none."""
    given = pl.col(column).cast(pl.Float64, strict=False)
    return pl.when(given.is_finite()).then(given)


def rows_where(rows: pl.DataFrame, condition: pl.Expr) -> list[int]:
    """Return the numbers of rows as a spreadsheet counts them, the heading being the first."""
    return (rows.select(condition.arg_true()).to_series() + _FIRST_ROW).to_list()


def first_few(values: Iterable[object]) -> str:
    """Return the first of some values as a list to read, with a sign that there are more."""
    listed = list(values)
    return ", ".join(map(str, listed[:MOST_NAMED])) + (" …" if len(listed) > MOST_NAMED else "")
