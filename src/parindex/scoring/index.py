"""Points → index: what a unit earned over what applied to it, with what is added or taken outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from parindex.framework.properties import Adjustment as AdjustmentRule
from parindex.numbers import MICRO, MicroPoints, micro
from parindex.rounds import RoundData, State
from parindex.rounds.model import Adjustment
from parindex.scoring.scores import Scores


@dataclass(frozen=True, eq=False)
class Totals:
    """What a unit's index is made of, in micro-points, one value a unit.

    Attributes
    ----------
    earned : int64 array
        Points inside the tree, after deductions from leaves and from the whole.
    maximum : int64 array
        Applicable maximum; zero where it is unknown.
    bonus, penalty : int64 array
        Outside the tree, after their caps.
    taken : int64 array
        Deductions from the whole (already off `earned`).
    """

    earned: MicroPoints
    maximum: MicroPoints
    bonus: MicroPoints
    penalty: MicroPoints
    taken: MicroPoints


def totals(scores: Scores) -> Totals:
    """Return what each unit's index is made of."""
    earned, data = scores.earned(), scores.round
    taken = np.minimum(amounts(data, "deduction"), earned)
    adjustments = data.framework.adjustments
    return Totals(
        earned=earned - taken,
        maximum=applicable_maximum(scores),
        bonus=_capped(data, "bonus", adjustments.bonus),
        penalty=_capped(data, "penalty", adjustments.penalty),
        taken=taken,
    )


def applicable_maximum(scores: Scores) -> MicroPoints:
    """Return the maximum that applies to each unit, zero where that cannot be known.

    It is the total of the unit's set less the maxima of the leaves that do not apply (beyond those that
    are not in the set of its group). A leaf of unknown maximum that does not apply leaves it unknown.
    """
    framework, data = scores.framework, scores.round
    of_group = {group: micro(framework.total_of(group)) for group in {unit.unit_group for unit in data.units}}
    whole = np.array([of_group[unit.unit_group] for unit in data.units], dtype=np.int64)
    left_out = data.in_set & ~scores.is_applicable
    maximum = whole - left_out @ scores.maxima
    unknown = (left_out & ~scores.known_maximum).any(axis=1)
    return np.where(unknown, 0, maximum)


def indices(scores: Scores, parts: Totals) -> list[Fraction | None]:
    """Return the exact index of each unit: 100 × earned ÷ maximum + bonus − penalty.

    None where a figure is unknown here or nothing applies. Cells not yet scored count as nothing so
    far, so the index of an unfinished unit is what it has in hand.
    """
    highest = scores.framework.adjustments.index_limit
    limit = None if highest is None else Fraction(highest)
    unknown = (scores.counts(State.UNKNOWN) > 0) | (parts.maximum <= 0)
    outside = parts.bonus - parts.penalty
    result: list[Fraction | None] = []
    for is_unknown, earned, maximum, more in zip(
        unknown.tolist(), parts.earned.tolist(), parts.maximum.tolist(), outside.tolist(), strict=True
    ):
        if is_unknown:
            result.append(None)
            continue
        value = Fraction(max(100 * earned * MICRO + more * maximum, 0), maximum * MICRO)
        result.append(value if limit is None else min(value, limit))
    return result


def amounts(data: RoundData, kind: str) -> MicroPoints:
    """Return micro-points by unit of the adjustments of one kind that stand outside the leaves."""
    total = np.zeros(len(data.units), dtype=np.int64)
    for adjustment, points in counted(data):
        if adjustment.kind == kind and not adjustment.leaf:
            total[data.unit_position[adjustment.unit]] += points
    return total


def counted(data: RoundData) -> Iterator[tuple[Adjustment, int]]:
    """Yield each adjustment with the micro-points that it counts for, in the order of the round.

    What an item adds to a unit or takes from it in all, on leaves and on the whole, stops at its `most`.
    """
    declared = data.framework.adjustments
    items = {("deduction", item.code): item for item in declared.deductions}
    for kind, rule in (("bonus", declared.bonus), ("penalty", declared.penalty)):
        items |= {(kind, item.code): item for item in (rule.items if rule else ())}
    each = {key: micro(item.points) for key, item in items.items()}
    most = {key: micro(item.most) for key, item in items.items() if item.most is not None}
    left: dict[tuple[str, str, str], int] = {}
    for adjustment in data.adjustments:
        key = adjustment.kind, adjustment.item
        points = each[key] * adjustment.times
        if key in most:
            place = adjustment.unit, *key
            points = min(points, left.get(place, most[key]))
            left[place] = left.get(place, most[key]) - points
        yield adjustment, points


def _capped(data: RoundData, kind: str, adjustment: AdjustmentRule | None) -> MicroPoints:
    if adjustment is None:
        return np.zeros(len(data.units), dtype=np.int64)
    return np.minimum(amounts(data, kind), micro(adjustment.cap))
