"""Indices → places: what ranks are taken on, who goes before whom among equals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal

from parindex.numbers import rounded
from parindex.rounds import RoundData
from parindex.scoring.scores import Scores


def on_basis(value: Fraction, basis: Literal["exact", "rounded"], decimals: int) -> Fraction:
    """Return an index as ranks or groups see it: exact, or rounded half-up as it is printed."""
    return value if basis == "exact" else Fraction(rounded(value, 10**decimals), 10**decimals)


def ranks_of(scores: Scores, counts: Sequence[Fraction | None], ranked: Sequence[bool]) -> list[int | None]:
    """Return ranks computed from indices for the units that take part and have one.

    Between equals the points on the nodes decide that the framework names; in a round of printed figures,
    whose digits are few, the order in which they were printed.
    """
    ranking = scores.framework.ranking
    columns = [scores.earned(scores.framework.leaves_under(code)) for code in ranking.ties.broken_by]
    printed = printed_order(scores.round)
    keys: dict[int, tuple[Fraction, ...]] = {}
    for row, value in enumerate(counts):
        if value is not None and ranked[row]:
            breakers = (Fraction(int(column[row])) for column in columns)
            keys[row] = (on_basis(value, ranking.rank_on, ranking.decimals), *breakers, printed[row])
    places = places_of(keys, ranking.ties.method)
    return [places.get(row) for row in range(len(counts))]


def printed_order(data: RoundData) -> list[Fraction]:
    """Return a key by unit that is higher the earlier a unit was printed; zero where nothing was."""
    if data.info.kind == "recomputable":
        return [Fraction(0)] * len(data.units)
    found = (data.printed.get(unit.code) for unit in data.units)
    return [Fraction(-((printed and printed.rank) or 0)) for printed in found]


def places_of(keys: Mapping[int, tuple[Fraction, ...]], method: str) -> dict[int, int]:
    """Return the place of each row by its key, the highest first; equals share a place.

    Sorting looks at the float nearest to the first part before it looks at the exact key: a larger value
    never has the smaller float, and floats compare faster.
    """
    ordered = sorted(keys, key=lambda row: (float(keys[row][0]), keys[row]), reverse=True)
    places: dict[int, int] = {}
    place, key_before = 0, None
    for position, row in enumerate(ordered, start=1):
        if keys[row] != key_before:
            place = position if method == "competition" else place + 1
        places[row], key_before = place, keys[row]
    return places
