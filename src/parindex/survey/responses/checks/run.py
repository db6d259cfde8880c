"""All checks at once, and how often each enumerator and cluster is flagged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from parindex.survey.model import Survey
from parindex.survey.responses import columns as col
from parindex.survey.responses.checks.catalogue import CATALOGUE
from parindex.survey.responses.checks.flags import FLAGS, Fieldwork
from parindex.survey.responses.read import Responses
from parindex.survey.responses.settings import ResponseSettings

GROUPS = "quota"
"""The check that flags groups, not responses."""


@dataclass(frozen=True, eq=False)
class Checked:
    """What the checks found.

    Attributes
    ----------
    flags : polars.DataFrame
        See `checks.flags.FLAGS`, sorted.
    not_made : Mapping of check to tuple of str
        Checks that could not be made, with the columns they lack; empty where the settings switch one off.
    by_enumerator, by_cluster : polars.DataFrame
        Responses, how many of them are flagged and their rate, and the same for every check.
    """

    flags: pl.DataFrame
    not_made: Mapping[str, tuple[str, ...]]
    by_enumerator: pl.DataFrame
    by_cluster: pl.DataFrame


def check(responses: Responses, survey: Survey, settings: ResponseSettings) -> Checked:
    """Return what every check of the catalogue finds; nothing is changed or dropped."""
    people = responses.stored.rows
    work = Fieldwork(people, responses.differences, survey, settings)
    parts, not_made = [pl.DataFrame(schema=FLAGS)], {}
    for code, each in CATALOGUE.items():
        given = getattr(settings.checks, code.replace("-", "_"))
        lacking = tuple(name for name in each.needs if name not in work.columns)
        if given is None or lacking:
            not_made[code] = () if given is None else tuple(name.removeprefix("_") for name in lacking)
        else:
            parts += each.run(work, given)
    flags = pl.concat(parts).sort(list(FLAGS))
    return Checked(
        flags,
        not_made,
        rates(people, flags, col.ENUMERATOR, "enumerator"),
        rates(people, flags, work.cluster, "cluster"),
    )


def rates(people: pl.LazyFrame, flags: pl.DataFrame, column: str, name: str) -> pl.DataFrame:
    """Return, for each value of a column, how many responses there are and what share each check flags.

    Parameters
    ----------
    people : polars.LazyFrame
    flags : polars.DataFrame
    column : str
        Column of `people`; where it is absent everybody is one group.
    name : str
        What the column is called in the result.
    """
    there = column in people.collect_schema().names()
    group = (pl.col(column).cast(pl.String) if there else pl.lit(None, pl.String)).alias(name)
    whose = people.select(pl.col(col.RESPONSE).alias("response"), group)
    counts = whose.group_by(name).agg(pl.len().alias("responses")).collect()
    once = flags.drop_nulls("response").unique(["response", "check"])
    found = whose.join(once.lazy(), on="response").collect()
    checks = {code: (pl.col("check") == code).sum() for code in CATALOGUE if code != GROUPS}
    flagged = found.group_by(name).agg(pl.col("response").n_unique().alias("flagged"), **checks)
    both = counts.join(flagged, on=name, how="left", nulls_equal=True)
    shares = [(pl.col(code).fill_null(0) / pl.col("responses")).alias(code) for code in ("rate", *checks)]
    return (
        both.with_columns(pl.col("flagged").fill_null(0), rate="flagged")
        .with_columns(shares)
        .select(name, "responses", "flagged", "rate", *checks)
        .sort(name)
    )
