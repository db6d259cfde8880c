"""The stages of appraisal: what is claimed, found, restored after explanation, and decided by the council."""

from __future__ import annotations

import numpy as np

from parindex.framework.rules import Appraiser
from parindex.numbers import MICRO, Booleans, Floats64
from parindex.rounds import Stage
from script.training_rounds.making import Cell, Making
from script.training_rounds.wording import (
    BETWEEN,
    CLAIMED,
    CONFIRMED,
    COUNCIL_LOWERED,
    COUNCIL_RAISED,
    EVIDENCE_ADDED,
    RESTORED,
)

RESTORED_SHARE = 0.25
"""Of the contested cells, how many are restored after explanation."""


def appraise(making: Making) -> None:
    """Set the figures out by stage."""
    claim(making)
    contested = np.argwhere(making.figures.contested)
    making.prove("self", contested)
    making.change("appraisal_1", contested, making.figures.found)
    explain(making)


def claim(making: Making) -> None:
    """Put what provinces claim; what comes from a survey is put at the council's stage."""
    framework, claimed = making.setting.framework, making.figures.claimed
    for column, leaf in enumerate(framework.leaves):
        stage: Stage = "council" if leaf.code in making.setting.surveyed else "self"
        columns = framework.columns_of_leaf[column]
        making.measured[stage][:, columns] = claimed.values[:, columns]
        if isinstance(leaf.rule, Appraiser):
            agree(making, column)


def agree(making: Making, column: int) -> None:
    """Enter what the provinces claim on an appraiser's leaf, and the appraiser's agreement."""
    for row, share in enumerate(making.figures.claimed.share[:, column]):
        for stage, reasons in (("self", CLAIMED), ("appraisal_1", CONFIRMED)):
            making.enter(stage, row, column, share)
            making.note(row, making.setting.framework.leaves[column], stage, reasons)


def explain(making: Making) -> None:
    """Restore a part of what was contested, by how well provinces explain it; the council decides a handful."""
    setting, contested = making.setting, making.figures.contested
    names = [setting.name(leaf) for leaf in setting.framework.leaves]
    weakness = np.array([setting.draws.uniform("answer", name, setting.year) for name in names]).T
    restored = contested & (weakness < RESTORED_SHARE)
    making.change("appraisal_2", np.argwhere(restored), making.figures.claimed, RESTORED)
    making.prove("appraisal_2", np.argwhere(restored), EVIDENCE_ADDED)
    alone = np.isin(np.arange(len(setting.units)), setting.by_quality)[:, None]
    decide(making, strongest_first(restored & alone, weakness))
    refused = contested & ~restored & alone & (weakness < 0.97)
    reconsider(making, strongest_first(refused, weakness)[::-1])


def strongest_first(cells: Booleans, weakness: Floats64) -> list[Cell]:
    """Return cells in the order of how well they were explained."""
    found = [(row, column) for row, column in np.argwhere(cells).tolist()]
    return sorted(found, key=lambda cell: weakness[cell])


def decide(making: Making, restored: list[Cell]) -> None:
    """Let the council lower some of what was restored."""
    making.change("council", restored[:3], making.figures.found, COUNCIL_LOWERED)


def reconsider(making: Making, refused: list[Cell]) -> None:
    """Let the council restore some of what was refused; on others give points in place of the rule."""
    making.change("council", refused[:4], making.figures.claimed, COUNCIL_RAISED)
    leaves = making.setting.framework.leaves
    by_rule = [cell for cell in refused[4:] if not isinstance(leaves[cell[1]].rule, Appraiser)]
    override(making, "appraisal_2", by_rule[:4])
    override(making, "council", by_rule[4:6])


def override(making: Making, stage: Stage, cells: list[Cell]) -> None:
    """Enter points half way between claim and finding, in steps of 0.05, in place of what the rule gives."""
    claimed, found = making.figures.claimed.share, making.figures.found.share
    for row, column in cells:
        leaf = making.setting.framework.leaves[column]
        points = (claimed + found)[row, column] / 2 * float(leaf.maximum)
        making.entered[stage][row, column] = round(points * 20) * (MICRO // 20)
        making.note(row, leaf, stage, BETWEEN)
