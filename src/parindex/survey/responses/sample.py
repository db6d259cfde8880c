"""What the sample that was drawn knows of the person behind a response."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from parindex.language import Text
from parindex.problems import Invalid, Place, Problem
from parindex.survey.model import Survey
from parindex.survey.responses import columns as col
from parindex.survey.responses.content import MOST_NAMED
from parindex.survey.responses.settings import ResponseSettings


@dataclass(frozen=True, eq=False)
class Known:
    """The persons drawn.

    Attributes
    ----------
    people : polars.DataFrame
        A row for each, with ``_person`` and, under the names of the microdata followed by `_SAMPLED`, what is known.
    names : tuple of str
        Columns of the microdata that the sample has.
    """

    people: pl.DataFrame
    names: tuple[str, ...]

    def joined(self, texts: pl.DataFrame) -> pl.DataFrame:
        """Return responses with what is known of their person, and whether the person is known."""
        joined = texts.join(
            self.people.with_columns(pl.lit(value=True).alias(col.SAMPLED)), on=col.PERSON, how="left"
        )
        filled = [_filled(name, texts.columns) for name in self.names]
        return joined.with_columns(*filled, pl.col(col.SAMPLED).fill_null(value=False)).drop(
            f"{name}{_SAMPLED}" for name in self.names
        )


_SAMPLED = " sampled"


def _filled(name: str, there: Sequence[str]) -> pl.Expr:
    """Return a column of which the response itself has the first word."""
    known = pl.col(f"{name}{_SAMPLED}")
    return (pl.coalesce(name, known) if name in there else known).alias(name)


def columns_of_sample(
    sample: pl.DataFrame | None, survey: Survey, settings: ResponseSettings
) -> dict[str, str]:
    """Return the columns of the microdata that the sample has, with their names there."""
    there = set() if sample is None else set(sample.columns)
    names = {name: settings.questions.get(name, name) for name in col.wanted(survey, settings).all}
    names[col.CLUSTER_LATITUDE] = settings.roles.cluster_latitude
    names[col.CLUSTER_LONGITUDE] = settings.roles.cluster_longitude
    return {name: column for name, column in names.items() if column in there}


def known_of(sample: pl.DataFrame, survey: Survey, settings: ResponseSettings, there: Sequence[str]) -> Known:
    """Return what a sample knows of people.

    Parameters
    ----------
    sample, survey, settings
        See `read`.
    there : sequence of str
        Columns that the responses have.

    Raises
    ------
    Invalid
        A person stands twice in the sample, or the responses do not say who it is.
    """
    names = columns_of_sample(sample, survey, settings)
    key = pl.col(settings.sample_key).cast(pl.String).alias(col.PERSON)
    own = [
        _of_sample(column, name, names, survey, settings).alias(f"{name}{_SAMPLED}")
        for name, column in names.items()
    ]
    people = sample.select(key, *own)
    twice = people.filter(pl.col(col.PERSON).is_duplicated())[col.PERSON].unique().sort()
    if len(twice):
        named = ", ".join(map(str, twice.head(MOST_NAMED).to_list()))
        text = Text(
            vi=f"{len(twice)} mã lặp lại trong danh sách mẫu: {named}.",
            en=f"{len(twice)} ids stand twice in the sample: {named}.",
        )
        raise Invalid([Problem("row-twice", Place("", 0, settings.sample_key), text)])
    if col.PERSON not in there:
        text = Text(
            vi="Không có câu hỏi ghi mã người được chọn; không nối được với danh sách mẫu.",
            en="No question has the id of the person, so the sample cannot be joined.",
        )
        raise Invalid([Problem("column-missing", Place("", 0, settings.roles.person), text)])
    return Known(people, tuple(names))


def _of_sample(
    own: str, name: str, names: Mapping[str, str], survey: Survey, settings: ResponseSettings
) -> pl.Expr:
    """Return a column of the sample as text; whoever stands in from the reserve list weighs as their cluster does."""
    cluster = names.get(col.cluster_of(survey, settings))
    is_weight = name in {design.weight for design in survey.designs}
    column = pl.col(own)
    if is_weight and cluster is not None:
        column = column.fill_null(column.max().over(cluster))
    return column.cast(pl.String)
