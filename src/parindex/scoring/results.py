"""`Results`: per unit index, rank, group, change; what the table as a whole says is in `summary`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

import numpy as np

from parindex.framework import Framework
from parindex.framework.properties import Group
from parindex.language import decimal_text
from parindex.numbers import rounded
from parindex.rounds import RoundData, State, Unit
from parindex.scoring.change import Change, changes
from parindex.scoring.index import Totals, indices, totals
from parindex.scoring.scores import Scores

Status = Literal["computed", "provisional", "published", "unknown"]


@dataclass(frozen=True)
class UnitResult:
    """The result of one unit.

    Attributes
    ----------
    unit : Unit
    index : Fraction or None
        The index that counts: the printed one in rounds of printed figures, else the computed one.
    computed : Fraction or None
        100 × points ÷ applicable maximum + bonus − penalty, as far as the data allow.
    printed : Fraction or None
    rank : int or None
        None for units that are not ranked, have no index, or stand in an incomplete table without a
        printed rank.
    group : str
        Code of the group, empty where there is none.
    change : Change or None
        Against the round before; None where that is not known.
    status : str
        ``computed``; ``provisional``: some cells are not yet scored; ``published``: printed figures;
        ``unknown``: no index in our data.
    """

    unit: Unit
    index: Fraction | None
    computed: Fraction | None
    printed: Fraction | None
    rank: int | None
    group: str
    change: Change | None
    status: Status


@dataclass(frozen=True, eq=False)
class Results:
    """Results of all units, in the order of the round's table of units.

    Attributes
    ----------
    scores : Scores
        What they came from.
    totals : Totals
        Points, applicable maximum, bonus and penalty of each unit.
    units : tuple of UnitResult
    """

    scores: Scores
    totals: Totals
    units: tuple[UnitResult, ...]

    @property
    def round(self) -> RoundData:
        """The round."""
        return self.scores.round

    @property
    def framework(self) -> Framework:
        """The framework of the round."""
        return self.scores.framework

    @cached_property
    def by_code(self) -> dict[str, UnitResult]:
        """Results by unit code."""
        return {result.unit.code: result for result in self.units}

    @cached_property
    def ordered(self) -> tuple[UnitResult, ...]:
        """Results by rank, then the unranked by index, then the unknown, equals by code."""
        return tuple(sorted(self.units, key=_order))

    @property
    def is_provisional(self) -> bool:
        """Whether any unit still has cells to be scored."""
        return any(result.status == "provisional" for result in self.units)

    @cached_property
    def is_complete(self) -> bool:
        """Whether every ranked unit is listed and has an index, so that figures about all can be taken."""
        unranked = self.framework.ranking.unranked_units
        return self.round.is_whole and all(
            r.index is not None for r in self.units if r.unit.code not in unranked
        )

    def component(self, code: str, row: int) -> Fraction | None:
        """Return the component index of a unit (by row) on an area, criterion or leaf; see `components`."""
        return self.components(code)[row]

    def components(self, code: str) -> list[Fraction | None]:
        """Return the component index of every unit on a node: 100 × points ÷ applicable maximum.

        None where something below is unknown, nothing below applies, or a maximum below is unknown.
        """
        leaves, scores = list(self.framework.leaves_under(code)), self.scores
        applies = scores.is_applicable[:, leaves]
        unknown = (scores.state[:, leaves] == State.UNKNOWN) | (applies & ~scores.known_maximum[leaves])
        maximum = (applies @ scores.maxima[leaves]).tolist()
        known = ~unknown.any(axis=1)
        return [
            Fraction(100 * earned, most) if sure and most else None
            for earned, most, sure in zip(
                scores.earned(leaves).tolist(), maximum, known.tolist(), strict=True
            )
        ]

    def missing(self, row: int) -> tuple[str, ...]:
        """Return the codes of the leaves of a unit (by row) that are not yet scored."""
        return tuple(
            self.framework.leaves[c].code
            for c in np.flatnonzero(self.scores.state[row] == State.NOT_YET_SCORED)
        )

    def text(self, index: Fraction) -> str:
        """Return an index rounded as the framework says, with a decimal point."""
        return decimal_text(index, self.framework.ranking.decimals)


def _order(result: UnitResult) -> tuple[bool, int, bool, Fraction, str]:
    index = result.index
    return (result.rank is None, result.rank or 0, index is None, -(index or Fraction(0)), result.unit.code)


def rank(scores: Scores) -> Results:
    """Return index, rank, group and change of every unit.

    Parameters
    ----------
    scores : Scores

    Notes
    -----
    Ranks are computed when every unit that is ranked is listed and has an index. In an incomplete table of
    printed figures only printed ranks stand; none is invented.
    """
    parts = totals(scores)
    computed = indices(scores, parts)
    data = scores.round
    counts = [official(data, unit, value) for unit, value in zip(scores.units, computed, strict=True)]
    ranks = official_ranks(scores, counts)
    change = changes(scores, parts, counts, ranks)
    unfinished = scores.counts(State.NOT_YET_SCORED) > 0
    results = []
    for row, unit in enumerate(scores.units):
        printed = data.printed.get(unit.code)
        results.append(
            UnitResult(
                unit=unit,
                index=counts[row],
                computed=computed[row],
                printed=printed.index if printed else None,
                rank=ranks[row],
                group=group_of(scores, unit, counts[row]),
                change=change[row],
                status=_status(data, counts[row], bool(unfinished[row]), unit),
            )
        )
    return Results(scores, parts, tuple(results))


def official(data: RoundData, unit: Unit, computed: Fraction | None) -> Fraction | None:
    """Return the index that counts: the printed one in a round of printed figures, if it was read."""
    printed = data.printed.get(unit.code)
    if data.info.kind == "recomputable" or printed is None or printed.index is None:
        return computed
    return printed.index


def _status(data: RoundData, index: Fraction | None, unfinished: bool, unit: Unit) -> Status:
    printed = data.printed.get(unit.code)
    is_printed = printed is not None and (printed.index, printed.rank) != (None, None)
    if data.info.kind != "recomputable" and is_printed:
        return "published"
    if index is None:
        return "unknown"
    return "provisional" if unfinished else "computed"


def on_basis(value: Fraction, basis: str, decimals: int) -> Fraction:
    """Return an index as ranks or groups see it: exact, or rounded half-up as it is printed."""
    return value if basis == "exact" else Fraction(rounded(value, 10**decimals), 10**decimals)


def official_ranks(scores: Scores, counts: Sequence[Fraction | None]) -> list[int | None]:
    """Return the rank of each unit, None for those without one."""
    framework, data = scores.framework, scores.round
    ranked = [unit.code not in framework.ranking.unranked_units for unit in scores.units]
    unknown = any(value is None and takes_part for value, takes_part in zip(counts, ranked, strict=True))
    if unknown or not data.is_whole:
        printed = [data.printed.get(unit.code) for unit in scores.units]
        return [
            found.rank if found and takes_part else None
            for found, takes_part in zip(printed, ranked, strict=True)
        ]
    return ranks_of(scores, counts, ranked)


def ranks_of(scores: Scores, counts: Sequence[Fraction | None], ranked: Sequence[bool]) -> list[int | None]:
    """Return ranks computed from indices for the units that take part and have one."""
    ranking = scores.framework.ranking
    columns = [scores.earned(scores.framework.leaves_under(code)) for code in ranking.ties.broken_by]
    keys: dict[int, tuple[Fraction, ...]] = {}
    for row, value in enumerate(counts):
        if value is not None and ranked[row]:
            breakers = (Fraction(int(column[row])) for column in columns)
            keys[row] = (on_basis(value, ranking.rank_on, ranking.decimals), *breakers)
    places = places_of(keys, ranking.ties.method)
    return [places.get(row) for row in range(len(counts))]


def places_of(keys: dict[int, tuple[Fraction, ...]], method: str) -> dict[int, int]:
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


def group_of(scores: Scores, unit: Unit, value: Fraction | None) -> str:
    """Return the code of the group that an index belongs to; the printed one if either is missing."""
    framework, data = scores.framework, scores.round
    if value is None or not framework.groups:
        printed = data.printed.get(unit.code)
        return printed.group if printed else ""
    ranking = framework.ranking
    return group_for(framework.groups, on_basis(value, ranking.group_on, ranking.decimals)).code


def group_for(groups: Sequence[Group], value: Fraction) -> Group:
    """Return the first group, from the best down, whose lower limit the value reaches."""
    for group in groups:
        if group.lower_limit is None:
            return group
        above, below = group.lower_limit.as_integer_ratio()
        distance = value.numerator * below - above * value.denominator
        if distance > 0 or (group.limit_inside and distance == 0):
            return group
    return groups[-1]
