"""Cells without figures: those that do not apply, and those not yet scored."""

from __future__ import annotations

from parindex.framework import Leaf
from script.training_rounds.making import Making
from script.training_rounds.provinces import INLAND
from script.training_rounds.setting import Setting
from script.training_rounds.wording import DID_NOT_ARISE, NEITHER_BORDER_NOR_SEA

OF_BORDERS_AND_SEA = "4.4.2"
"""The leaf that does not apply to inland provinces."""
RARE = 0.035
"""How seldom another leaf does not apply."""
LEFT_OPEN = (20, 50, 70), (30, 60)
"""Places of the cells not yet scored, among those of the two unfinished provinces that could be."""


def leave_out(making: Making) -> None:
    """Mark the cells that do not apply, give the reason, and take their figures out."""
    setting = making.setting
    for column, leaf in enumerate(setting.framework.leaves):
        if leaf.may_be_not_applicable:
            for row in rows_left_out(setting, leaf):
                making.not_applicable[row, column] = True
                making.reasons[setting.units[row].code, leaf.code] = reason(leaf, column)
                making.blank(row, column)


def rows_left_out(setting: Setting, leaf: Leaf) -> list[int]:
    """Return the provinces that a leaf does not apply to; it does to the one with full marks on its area."""
    rows = range(len(setting.units))
    if leaf.code == OF_BORDERS_AND_SEA:
        left_out = [row for row in rows if setting.units[row].code in INLAND]
    else:
        luck = setting.draws.uniform("not applicable", setting.name(leaf), setting.year)
        left_out = [row for row in rows if luck[row] < RARE]
    kept = setting.full_unit if setting.area(leaf) == setting.full_area else None
    return [row for row in left_out if row != kept]


def reason(leaf: Leaf, column: int) -> str:
    """Say why a leaf does not apply."""
    return NEITHER_BORDER_NOR_SEA if leaf.code == OF_BORDERS_AND_SEA else DID_NOT_ARISE[column % 2]


def leave_open(making: Making) -> None:
    """Take the figures of five cells of two provinces out: not yet scored."""
    setting = making.setting
    disputed = [
        column
        for column, leaf in enumerate(setting.framework.leaves)
        if leaf.rule.inputs and leaf.code not in setting.beyond_dispute
    ]
    for row, places in zip(setting.unfinished, LEFT_OPEN, strict=True):
        columns = [column for column in disputed if not making.not_applicable[row, column]]
        for place in places:
            making.blank(row, columns[place])
