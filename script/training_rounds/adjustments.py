"""Points outside the criteria: bonuses, penalties and deductions."""

from __future__ import annotations

from typing import Literal

import numpy as np

from parindex.framework.properties import Adjustment as Declared
from parindex.rounds.model import Adjustment
from script.training_rounds.making import Making
from script.training_rounds.wording import DEDUCTED_FROM_LEAF, DEDUCTED_FROM_WHOLE, OUTSIDE

BONUSES = ((0, 0, 1), (0, -1, 1), (2, -1, 1), (7, 0, 1), (12, -1, 3))
"""Place of the province by quality, place of the item in the framework, times; one item over its limit."""
PENALTIES = ((-1, 0, 2), (-1, -1, 1), (-4, -1, 1), (-9, 0, 1))
"""The same; one province over the cap."""
LEAF_DEDUCTIONS = slice(8, 45, 9)
"""Places by quality of the provinces that points of a leaf are taken from."""
WHOLE_DEDUCTION = -6
"""Place of the province that points of the whole are taken from."""


def adjust(making: Making) -> None:
    """Add bonuses for some of the best, penalties for some of the weakest, and deductions."""
    declared = making.setting.framework.adjustments
    apply(making, "bonus", declared.bonus, BONUSES)
    apply(making, "penalty", declared.penalty, PENALTIES)
    deduct_from_leaves(making)
    deduct_from_whole(making)


def apply(
    making: Making,
    kind: Literal["bonus", "penalty"],
    declared: Declared,
    chosen: tuple[tuple[int, int, int], ...],
) -> None:
    """Give chosen items to chosen provinces."""
    for place, item, times in chosen:
        unit = making.setting.units[making.setting.by_quality[place]].code
        making.adjustments.append(Adjustment(unit, kind, declared.items[item].code, "", times, OUTSIDE))


def deduct_from_leaves(making: Making) -> None:
    """Take points from a leaf of five provinces, in turn of each item, once or twice."""
    setting, items = making.setting, making.setting.framework.adjustments.deductions
    for place, row in enumerate(setting.by_quality[LEAF_DEDUCTIONS]):
        item, times = items[place % len(items)], 1 + place % 2
        full = [
            leaf
            for leaf in leaves_with_full_marks(making, row)
            if setting.leaf(leaf).maximum > item.points * times
        ]
        leaf, unit = full[5 * place % len(full)], setting.units[row].code
        making.adjustments.append(Adjustment(unit, "deduction", item.code, leaf, times, DEDUCTED_FROM_LEAF))


def leaves_with_full_marks(making: Making, row: int) -> list[str]:
    """Return the leaves that a province was found to have full marks on, and that can be disputed."""
    full = (making.figures.found.share[row] == 1) & ~making.not_applicable[row]
    codes = [making.setting.framework.leaves[column].code for column in np.flatnonzero(full)]
    return [code for code in codes if code not in making.setting.beyond_dispute]


def deduct_from_whole(making: Making) -> None:
    """Take points from the whole of one province."""
    setting = making.setting
    unit = setting.units[setting.by_quality[WHOLE_DEDUCTION]].code
    item = setting.framework.adjustments.deductions[0].code
    making.adjustments.append(Adjustment(unit, "deduction", item, "", 1, DEDUCTED_FROM_WHOLE))
