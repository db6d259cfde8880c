"""Flags: what a check says of a response."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from parindex.survey.model import Survey
from parindex.survey.responses import columns as col
from parindex.survey.responses.settings import ResponseSettings

FLAGS = {
    "response": pl.String,
    "check": pl.String,
    "column": pl.String,
    "value": pl.Float64,
    "limit": pl.Float64,
    "other": pl.String,
}
"""Columns of flags: the response (null for a group of them), the check, the column or group it is about, what was
found, the limit of the settings, and another response it has to do with, or the word."""


@dataclass(frozen=True, eq=False)
class Fieldwork:
    """What checks look at.

    Attributes
    ----------
    people : polars.LazyFrame
        See `Responses`; a check takes no more columns into memory than it needs.
    differences : polars.DataFrame
    survey : Survey
    settings : ResponseSettings
    """

    people: pl.LazyFrame
    differences: pl.DataFrame
    survey: Survey
    settings: ResponseSettings

    @property
    def items(self) -> list[str]:
        """Columns of the items."""
        return [item.code for item in self.survey.items]

    @property
    def cluster(self) -> str:
        """Column of the cluster."""
        return col.cluster_of(self.survey, self.settings)

    @cached_property
    def columns(self) -> list[str]:
        """Columns of the responses."""
        return self.people.collect_schema().names()

    @cached_property
    def answers(self) -> NDArray[np.int8]:
        """Codes of all items (people × items); zero where nothing was entered."""
        return self.people.select(pl.col(self.items).fill_null(0)).collect().to_numpy()

    def ids(self, places: NDArray[np.int64]) -> pl.Series:
        """Return the ids of the responses at some places."""
        named = self.people.select(col.RESPONSE).with_row_index("place")
        found = named.filter(pl.col("place").is_in(np.unique(places))).collect()
        return found[col.RESPONSE].gather(found["place"].search_sorted(pl.Series(places, dtype=pl.UInt32)))


def flags(rows: pl.LazyFrame, check: str, **columns: pl.Expr | str | float) -> pl.DataFrame:
    """Return a flag for each row.

    Parameters
    ----------
    rows : polars.LazyFrame
        With ``_response``.
    check : str
        Id of the check.
    columns : expression, text or number
        What the flag says beside; see `FLAGS`. A text is a column name here.
    """
    given = {
        "response": pl.col(col.RESPONSE),
        "check": pl.lit(check),
        **{
            name: pl.lit(value)
            if isinstance(value, float | int)
            else pl.col(value)
            if isinstance(value, str)
            else value
            for name, value in columns.items()
        },
    }
    missing = {name: pl.lit(None) for name in FLAGS if name not in given}
    made = rows.select(**given, **missing)
    return made.select(pl.col(name).cast(kind) for name, kind in FLAGS.items()).collect()
