"""Back-checks (phúc tra): a share of the respondents of every enumerator is interviewed again, and compared."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

import parindex
from parindex.files import json_bytes, sha256
from parindex.numbers import Floats64
from parindex.survey.model import Survey
from parindex.survey.responses import columns as col
from parindex.survey.responses.kappa import Agreement, Weighting, kappa

FORMAT = "parindex-backcheck/1"
DIFFERENCES = {
    "person": pl.String,
    "enumerator": pl.String,
    "item": pl.String,
    "first": pl.Int8,
    "second": pl.Int8,
}
METHOD = "lowest SHA-256 of seed and response, by enumerator"


def draw(people: pl.DataFrame, share: float, seed: int, cluster: str) -> tuple[pl.DataFrame, dict[str, Any]]:
    """Return whom to interview again, and the record that repeats the draw.

    Parameters
    ----------
    people : polars.DataFrame
        See `Responses`.
    share : float
        Of the responses of each enumerator, rounded up.
    seed : int
    cluster : str
        Column with the cluster.

    Notes
    -----
    Each response gets the SHA-256 of seed and id, and the lowest are taken: whoever has the seed can repeat it, nobody
    can choose it, the order of rows is nothing, and more responses later change little.
    """
    lot = [
        hashlib.sha256(f"{seed}\x1f{each}".encode()).hexdigest() for each in people[col.RESPONSE].to_list()
    ]
    who = pl.col(col.ENUMERATOR) if col.ENUMERATOR in people.columns else pl.lit(None)
    rows = people.with_columns(pl.Series("lot", lot, pl.String), who=who).sort("lot")
    place, size = pl.int_range(1, pl.len() + 1).over("who"), pl.len().over("who")
    chosen = rows.filter(place <= (size * share - 1e-9).ceil()).sort("who", cluster, col.RESPONSE)
    known = [col.RESPONSE, col.PERSON, col.ENUMERATOR, cluster, col.STARTED]
    listed = chosen.select(
        *(pl.col(name).alias(name.removeprefix("_")) for name in known if name in people.columns),
        *(
            pl.col(name).alias(name.removeprefix(col.WHO))
            for name in people.columns
            if name.startswith(col.WHO)
        ),
    )
    record = {
        "format": FORMAT,
        "method": METHOD,
        "seed": seed,
        "share": share,
        "responses": len(people),
        "responses_sha256": sha256(json_bytes(sorted(people[col.RESPONSE].to_list()))),
        "drawn": len(listed),
        "drawn_sha256": sha256(json_bytes(sorted(listed["response"].to_list()))),
        "parindex": parindex.__version__,
    }
    return listed, record


@dataclass(frozen=True, eq=False)
class Compared:
    """First and second interviews side by side.

    Attributes
    ----------
    pairs : int
        Persons in both.
    unmatched : tuple of str
        Persons of second interviews who are in no first one.
    items : Mapping of item to (Agreement, Agreement)
        Cohen's kappa, and the one weighted by the squared distance of answers.
    by_enumerator : Mapping of enumerator to Agreement
        Over all items at once.
    differences : polars.DataFrame
        Every answer that differs: person, enumerator (of the first interview), item, first, second.
    """

    pairs: int
    unmatched: tuple[str, ...]
    items: Mapping[str, tuple[Agreement, Agreement]]
    by_enumerator: Mapping[str, Agreement]
    differences: pl.DataFrame


def compare(first: pl.DataFrame, second: pl.DataFrame, survey: Survey) -> Compared:
    """Return how far second interviews agree with the first of the same person.

    Only items that both have are compared. Where somebody has several interviews the first by id counts. Answers that are no level of the scale (don't know,
    refused, empty) do not enter kappa.
    """
    items = [item.code for item in survey.items if {item.code} <= {*first.columns} & {*second.columns}]
    before, after = (_one_each(people, items) for people in (first, second))
    both = before.join(after, on=col.PERSON, suffix=" again").sort(col.PERSON)
    lost = after.join(before, on=col.PERSON, how="anti")[col.PERSON].sort().to_list()
    tables = {item: _table(both, item, len(survey.scale_of[item].levels)) for item in items}
    return Compared(
        len(both),
        tuple(lost),
        {item: (kappa(table), kappa(table, "quadratic")) for item, table in tables.items()},
        {
            str(name): _pooled(rows, items, survey)
            for (name,), rows in both.drop_nulls(col.ENUMERATOR).group_by(col.ENUMERATOR, maintain_order=True)
        },
        _differences(both, items),
    )


def _one_each(people: pl.DataFrame, items: Sequence[str]) -> pl.DataFrame:
    who = pl.col(col.ENUMERATOR) if col.ENUMERATOR in people.columns else pl.lit(None, pl.String)
    named = people.sort(col.RESPONSE).select(col.PERSON, who.alias(col.ENUMERATOR), *items)
    return named.drop_nulls(col.PERSON).unique(col.PERSON, keep="first", maintain_order=True)


def _table(both: pl.DataFrame, item: str, levels: int) -> Floats64:
    """Return counts, first answer × second answer."""
    answered = both.filter((pl.col(item) > 0) & (pl.col(f"{item} again") > 0))
    table = np.zeros((levels, levels))
    np.add.at(table, (answered[item].to_numpy() - 1, answered[f"{item} again"].to_numpy() - 1), 1)
    return table


def _pooled(
    rows: pl.DataFrame, items: Sequence[str], survey: Survey, weighting: Weighting = "quadratic"
) -> Agreement:
    """Return the agreement over all items of the longest scale."""
    levels = max(len(scale.levels) for scale in survey.scale_of.values())
    of_it = [item for item in items if len(survey.scale_of[item].levels) == levels]
    return kappa(sum((_table(rows, item, levels) for item in of_it), np.zeros((levels, levels))), weighting)


def _differences(both: pl.DataFrame, items: Sequence[str]) -> pl.DataFrame:
    parts = [
        both.filter(~pl.col(item).eq_missing(pl.col(f"{item} again"))).select(
            pl.col(col.PERSON).alias("person"),
            pl.col(col.ENUMERATOR).alias("enumerator"),
            pl.lit(item).alias("item"),
            pl.col(item).alias("first"),
            pl.col(f"{item} again").alias("second"),
        )
        for item in items
    ]
    return pl.concat([pl.DataFrame(schema=DIFFERENCES), *parts]).sort("person", "item")
