"""Change against the round before, split exactly into performance, criteria, maxima and adjustments.

Every index is a sum of contributions ``100 × points ÷ applicable maximum`` of its leaves. For leaves that
go on from the old set to the new one, with share r of their (effective) maximum m,

    r′m′ − rm  =  (r′ − r)(m + m′)/2   performance
               +  (m′ − m)(r + r′)/2   maxima

Contributions of leaves that are new, gone, or did not apply in one of the two years are *criteria*; what
is left (bonus, penalty, deductions from the whole, limits) is *adjustments*. The four add up to the change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from parindex.numbers import MICRO
from parindex.rounds import PreviousCell, Printed, RoundData, State, Unit
from parindex.scoring.index import Totals
from parindex.scoring.places import on_basis, places_of
from parindex.scoring.scores import Scores


@dataclass(frozen=True)
class Split:
    """Where a change in points comes from; the four parts add up to it exactly, in index points."""

    performance: Fraction
    criteria: Fraction
    maxima: Fraction
    adjustments: Fraction


@dataclass(frozen=True)
class Change:
    """Change of one unit against the round before.

    Attributes
    ----------
    past_index : Fraction or None
        None where only the rank is known.
    past_rank : int or None
    is_combined : bool
        The past is that of the units it was formed from: their mean, as the round declares.
    points : Fraction or None
        Change of the index; None where one of the two is not known.
    places : int or None
        Places gained (positive) or lost (negative).
    split : Split or None
        None where the points of both years are not known leaf by leaf.
    """

    past_index: Fraction | None
    past_rank: int | None
    is_combined: bool
    points: Fraction | None
    places: int | None
    split: Split | None


@dataclass(frozen=True)
class Past:
    """What a unit is compared with; at least one of index and rank is known."""

    index: Fraction | None
    rank: int | None
    is_combined: bool


def changes(
    scores: Scores, parts: Totals, counts: Sequence[Fraction | None], ranks: Sequence[int | None]
) -> list[Change | None]:
    """Return the change of each unit; None where nothing is known of the round before."""
    data = scores.round
    pasts = [past_of(data, unit) for unit in scores.units]
    if any(past is not None and past.is_combined for past in pasts):
        pasts = _ranked_among_themselves(scores, pasts)
    return [
        None if past is None else _change(scores, parts, row, past, counts[row], ranks[row])
        for row, past in enumerate(pasts)
    ]


def _change(
    scores: Scores, parts: Totals, row: int, past: Past, index: Fraction | None, rank: int | None
) -> Change:
    points = None if index is None or past.index is None else index - past.index
    places = None if rank is None or past.rank is None else past.rank - rank
    split = None if points is None else split_of(scores, parts, row, past, points)
    return Change(past.index, past.rank, past.is_combined, points, places, split)


def past_of(data: RoundData, unit: Unit) -> Past | None:
    """Return the past of a unit: its own, or the declared combination of its predecessors'.

    A unit formed by a merger may keep the name of one of its parts; its code differs, so its own past
    is never taken for that of the part.
    """
    own = data.previous.printed.get(unit.code)
    if own is not None and own.says_result:
        return Past(own.index, own.rank, False)
    found = [data.previous.printed.get(code, Printed()).index for code in unit.predecessors]
    known = [index for index in found if index is not None]
    if data.info.successor_past == "none" or not known or len(known) < len(found):
        return None
    return Past(sum(known, Fraction(0)) / len(known), None, True)


def _ranked_among_themselves(scores: Scores, pasts: list[Past | None]) -> list[Past | None]:
    """Return the pasts with ranks among the units of this round, for old places are of another list."""
    ranking = scores.framework.ranking
    taking_part = [row for row, unit in enumerate(scores.units) if scores.framework.ranks(unit.code)]
    keys = {
        row: (on_basis(past.index, ranking.rank_on, ranking.decimals),)
        for row in taking_part
        if (past := pasts[row]) is not None and past.index is not None
    }
    complete = scores.round.is_whole and len(keys) == len(taking_part)
    places = places_of(keys, ranking.ties.method) if complete else {}
    return [None if past is None else replace(past, rank=places.get(row)) for row, past in enumerate(pasts)]


def split_of(scores: Scores, parts: Totals, row: int, past: Past, points: Fraction) -> Split | None:
    """Return where a change comes from; None where a year is not known leaf by leaf.

    Worked in sums over leaves, so that nearly everything is integers. With P, m the points and maxima of
    the leaves that go on and D the applicable maximum, dashes for the new year:

        performance = 50 (P′/D′ − P/D + Σ(p′m/m′)/D − Σ(p m′/m)/D′)
        maxima      = 50 (P′/D′ − P/D − Σ(p′m/m′)/D + Σ(p m′/m)/D′)
    """
    data = scores.round
    old = past_cells(data, data.units[row])
    if data.crosswalk is None or not old or not _is_whole(scores, parts, row, old):
        return None
    new, before = _leaves_now(scores, row), _leaves_before(old)
    whole_now, whole_then = int(parts.maximum[row]), _sum(maximum for _, maximum in before.values())
    kept_now: Exact = 0
    kept_then: Exact = 0
    by_maximum_now, by_maximum_then = defaultdict[Exact, Exact](int), defaultdict[Exact, Exact](int)
    for continuation in data.crosswalk.continues:
        points_now, maximum_now = _together(new, continuation.to)
        points_then, maximum_then = _together(before, continuation.from_)
        if maximum_now and maximum_then:
            kept_now, kept_then = kept_now + points_now, kept_then + points_then
            by_maximum_now[maximum_now] += points_now * maximum_then
            by_maximum_then[maximum_then] += points_then * maximum_now
    kept = Fraction(kept_now) / whole_now - Fraction(kept_then) / whole_then
    shift = _quotients(by_maximum_now) / whole_then - _quotients(by_maximum_then) / whole_now
    left_now = _sum(earned for earned, _ in new.values()) - kept_now
    left_then = _sum(earned for earned, _ in before.values()) - kept_then
    criteria = 100 * (Fraction(left_now) / whole_now - Fraction(left_then) / whole_then)
    performance, maxima = 50 * (kept + shift), 50 * (kept - shift)
    return Split(performance, criteria, maxima, points - performance - maxima - criteria)


Exact = int | Fraction
Leaf = tuple[Exact, Exact]
"""Points and maximum of a leaf in micro-points; whole numbers but for the mean of merged units."""


def _sum(values: Iterable[Exact]) -> Exact:
    return sum(values, 0)


def _together(leaves: Mapping[str, Leaf], codes: Sequence[str]) -> Leaf:
    """Return the points and the maximum of some leaves together, of those that counted."""
    points: Exact = 0
    maximum: Exact = 0
    for code in codes:
        if code in leaves:
            points, maximum = points + leaves[code][0], maximum + leaves[code][1]
    return points, maximum


def _quotients(by_maximum: Mapping[Exact, Exact]) -> Fraction:
    """Return the sum of amounts, each divided by its maximum, over their common denominator: one division."""
    common = lcm(*(maximum.numerator for maximum in by_maximum))
    return Fraction(
        _sum(
            amount * maximum.denominator * (common // maximum.numerator)
            for maximum, amount in by_maximum.items()
        ),
        common,
    )


def _is_whole(scores: Scores, parts: Totals, row: int, old: Mapping[str, PreviousCell]) -> bool:
    """Tell whether every applicable leaf of both years has points and a maximum."""
    now = (scores.is_scored[row] | ~scores.is_applicable[row]).all() and scores.known_maximum.all()
    then = all(
        cell.state == State.NOT_APPLICABLE
        or (cell.state == State.SCORED and cell.points is not None and cell.max_points is not None)
        for cell in old.values()
    )
    some = any(cell.state == State.SCORED and cell.max_points for cell in old.values())
    return bool(now) and then and some and parts.maximum[row] > 0


def _leaves_now(scores: Scores, row: int) -> dict[str, Leaf]:
    rows = zip(
        scores.framework.leaves,
        scores.points[row].tolist(),
        scores.maxima.tolist(),
        scores.is_scored[row].tolist(),
        strict=True,
    )
    return {leaf.code: (points, maximum) for leaf, points, maximum, scored in rows if scored}


def _leaves_before(old: Mapping[str, PreviousCell]) -> dict[str, Leaf]:
    return {
        code: (_in_micro(cell.points), _in_micro(cell.max_points))
        for code, cell in old.items()
        if cell.state == State.SCORED and cell.points is not None and cell.max_points is not None
    }


def _in_micro(points: Fraction) -> Exact:
    whole, rest = divmod(points.numerator * MICRO, points.denominator)
    return points * MICRO if rest else whole


def past_cells(data: RoundData, unit: Unit) -> dict[str, PreviousCell]:
    """Return the past of a unit leaf by leaf; for a merged unit the mean of its predecessors'.

    Empty where it is not known for all of them, or where leaves, their maxima or what applied differ among them.
    """
    if unit.code in data.previous.cells:
        return dict(data.previous.cells[unit.code])
    tables = [data.previous.cells.get(code) for code in unit.predecessors]
    known = [table for table in tables if table is not None]
    if not known or len(known) < len(tables) or data.info.successor_past == "none":
        return {}
    return _mean_of_cells(known)


def _mean_of_cells(tables: Sequence[Mapping[str, PreviousCell]]) -> dict[str, PreviousCell]:
    combined: dict[str, PreviousCell] = {}
    if any(table.keys() != tables[0].keys() for table in tables):
        return {}
    for code, first in tables[0].items():
        cells = [table[code] for table in tables]
        if any((cell.state, cell.max_points) != (first.state, first.max_points) for cell in cells):
            return {}
        points = [cell.points for cell in cells if cell.points is not None]
        mean = sum(points, Fraction(0)) / len(points) if len(points) == len(cells) else None
        combined[code] = PreviousCell(mean, first.max_points, first.state)
    return combined
