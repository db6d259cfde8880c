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
from parindex.rounds import RoundData, State, Unit
from parindex.scoring.change import Change, changes
from parindex.scoring.index import Totals, indices, totals
from parindex.scoring.places import on_basis, ranks_of
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

    @property
    def is_told(self) -> bool:
        """Whether its index or its rank is known."""
        return self.index is not None or self.rank is not None


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

    @cached_property
    def told(self) -> tuple[UnitResult, ...]:
        """Results of which index or rank is known, in that order."""
        return tuple(result for result in self.ordered if result.is_told)

    @property
    def is_provisional(self) -> bool:
        """Whether any unit still has cells to be scored."""
        return any(result.status == "provisional" for result in self.units)

    @cached_property
    def is_complete(self) -> bool:
        """Whether every ranked unit is listed and has an index, so that figures about all can be taken."""
        return self.round.is_whole and all(
            r.index is not None for r in self.units if self.framework.ranks(r.unit.code)
        )

    @cached_property
    def units_in_all(self) -> int | None:
        """How many units there are; None where only those that were read are listed, of how many nobody says.

        As many as the announcement ranked, with those that are not ranked; else as many as are listed, unless each
        of them was listed because its result was read.
        """
        ranked = [a.value for a in self.round.aggregates if a.measure == "ranked_units" and not a.key]
        if ranked:
            return int(ranked[0]) + sum(not self.framework.ranks(r.unit.code) for r in self.units)
        lists_all = self.round.info.kind == "recomputable" or len(self.told) < len(self.units)
        return len(self.units) if lists_all else None

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
    is_printed = printed is not None and printed.says_result
    if data.info.kind != "recomputable" and is_printed:
        return "published"
    if index is None:
        return "unknown"
    return "provisional" if unfinished else "computed"


def official_ranks(scores: Scores, counts: Sequence[Fraction | None]) -> list[int | None]:
    """Return the rank of each unit, None for those without one."""
    data = scores.round
    ranked = [scores.framework.ranks(unit.code) for unit in scores.units]
    unknown = any(value is None and takes_part for value, takes_part in zip(counts, ranked, strict=True))
    if unknown or not data.is_whole:
        printed = [data.printed.get(unit.code) for unit in scores.units]
        return [
            found.rank if found and takes_part else None
            for found, takes_part in zip(printed, ranked, strict=True)
        ]
    return ranks_of(scores, counts, ranked)


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
