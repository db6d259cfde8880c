"""What the sample that was drawn knows of the person behind a response."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from parindex.language import Text
from parindex.problems import Invalid, Place, Problem
from parindex.survey.design.draw import LIST, MAIN, ORDER
from parindex.survey.model import Survey
from parindex.survey.responses import columns as col
from parindex.survey.responses.settings import ResponseSettings
from parindex.survey.tables import first_few, number, rows_where


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
        if col.REPLACED in texts.columns and {col.LIST, col.ORDER} <= {*self.names}:
            joined = joined.join(self._replaced(), on=col.REPLACED, how="left", maintain_order="left")
        return joined.with_columns(*filled, pl.col(col.SAMPLED).fill_null(value=False)).drop(
            f"{name}{_SAMPLED}" for name in self.names
        )

    def _replaced(self) -> pl.DataFrame:
        """Return, for whoever may be replaced, where they stand."""
        names = {col.PERSON: col.REPLACED, f"{col.LIST}{_SAMPLED}": col.REPLACED_LIST}
        names[f"{col.ORDER}{_SAMPLED}"] = col.REPLACED_ORDER
        return self.people.select(pl.col(name).alias(to) for name, to in names.items())


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
    names |= {col.LIST: LIST, col.ORDER: ORDER}
    return {name: column for name, column in names.items() if column in there}


def known_of(
    sample: pl.DataFrame,
    survey: Survey,
    settings: ResponseSettings,
    there: Sequence[str],
    *,
    file: str = "",
    place: str = "",
) -> Known:
    """Return what a sample knows of people.

    Parameters
    ----------
    sample, survey, settings
        See `read`.
    there : sequence of str
        Columns that the responses have.
    file, place : str
        Where the sample and the responses come from, for problems.

    Raises
    ------
    Invalid
        A person stands twice in the sample, a weight is no number, or the responses do not say who it is.
    """
    names = columns_of_sample(sample, survey, settings)
    weights = {design.weight for design in survey.designs} & {*names}
    cluster = names.get(col.cluster_of(survey, settings))
    key = pl.col(settings.sample_key).cast(pl.String).alias(col.PERSON)
    own = [
        (_weight(column, cluster) if name in weights else pl.col(column).cast(pl.String)).alias(
            f"{name}{_SAMPLED}"
        )
        for name, column in names.items()
    ]
    if col.LIST in names and cluster is not None:
        own.append(_main_there(cluster).alias(f"{col.MAIN_THERE}{_SAMPLED}"))
    problems = [*_problems(sample, settings, [names[name] for name in sorted(weights)], file)]
    if col.PERSON not in there:
        text = Text(
            vi="Không có câu hỏi ghi mã người được chọn; không nối được với danh sách mẫu.",
            en="No question has the id of the person, so the sample cannot be joined.",
        )
        problems.append(Problem("column-missing", Place(place, 0, settings.roles.person), text))
    if problems:
        raise Invalid(problems)
    people = sample.select(key, *own)
    return Known(people, tuple(name.removesuffix(_SAMPLED) for name in people.columns[1:]))


def _problems(
    sample: pl.DataFrame, settings: ResponseSettings, weights: Sequence[str], file: str
) -> Iterator[Problem]:
    key = sample[settings.sample_key].cast(pl.String)
    twice = key.filter(key.is_duplicated()).unique().sort()
    if len(twice):
        named = first_few(twice)
        text = Text(
            vi=f"{len(twice)} mã lặp lại trong danh sách mẫu: {named}.",
            en=f"{len(twice)} ids stand twice in the sample: {named}.",
        )
        yield Problem("row-twice", Place(file, 0, settings.sample_key), text)
    for column in weights:
        bad = rows_where(sample, pl.col(column).is_not_null() & number(column).is_null())
        if bad:
            listed = first_few(bad)
            text = Text(
                vi=f"{len(bad)} trọng số không phải là số: dòng {listed}.",
                en=f"{len(bad)} weights are no numbers: row {listed}.",
            )
            yield Problem("weight", Place(file, bad[0], column), text)


def _main_there(cluster: str) -> pl.Expr:
    """Return how many of the main list the cluster of each person has."""
    return (pl.col(LIST) == MAIN).sum().over(cluster).cast(pl.String)


def _weight(column: str, cluster: str | None) -> pl.Expr:
    """Return the weights of the sample as text; whoever stands in from the reserve list weighs as their cluster does."""
    given = pl.col(column).cast(pl.String)
    if cluster is None:
        return given
    return pl.coalesce(given, number(column).max().over(cluster).cast(pl.String))
