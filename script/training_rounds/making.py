"""A round in the making: what is measured and entered stage by stage, and all that is said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from parindex.framework import Leaf
from parindex.framework.rules import Appraiser
from parindex.numbers import Booleans, Floats64, MicroPoints, micro
from parindex.rounds import ABSENT, Stage
from parindex.rounds.model import STAGE_ORDER, Adjustment, Estimate
from script.training_rounds.figures import Figures, Version
from script.training_rounds.setting import Setting
from script.training_rounds.wording import LOWERED, LOWERED_FIGURES

Cell = tuple[int, int]
"""Row and column of units × leaves."""


@dataclass
class Making:
    """A round in the making, beside its setting and figures; the rest as in `RoundData`."""

    setting: Setting
    figures: Figures
    measured: dict[Stage, Floats64] = field(init=False)
    entered: dict[Stage, MicroPoints] = field(init=False)
    not_applicable: Booleans = field(init=False)
    notes: dict[tuple[str, str, str], str] = field(default_factory=dict)
    evidence: dict[tuple[str, str, str], str] = field(default_factory=dict)
    reasons: dict[tuple[str, str], str] = field(default_factory=dict)
    estimates: dict[tuple[int, int], Estimate] = field(default_factory=dict)
    adjustments: list[Adjustment] = field(default_factory=list)

    def __post_init__(self) -> None:
        by_column, by_leaf = self.figures.found.values.shape, self.figures.found.share.shape
        self.measured = {stage: np.full(by_column, np.nan) for stage in STAGE_ORDER}
        self.entered = {stage: np.full(by_leaf, ABSENT, dtype=np.int64) for stage in STAGE_ORDER}
        self.not_applicable = np.zeros(by_leaf, dtype=bool)

    def change(
        self, stage: Stage, cells: Iterable[Cell], version: Version, reasons: tuple[str, ...] = ()
    ) -> None:
        """Put a version of the figures of some contested cells at a stage, where claimed and found differ."""
        framework, figures = self.setting.framework, self.figures
        differ = figures.claimed.values != figures.found.values
        for row, column in cells:
            leaf, columns = framework.leaves[column], framework.columns_of_leaf[column]
            if isinstance(leaf.rule, Appraiser):
                self.enter(stage, row, column, version.share[row, column])
            else:
                news = np.where(differ[row, columns], version.values[row, columns], np.nan)
                self.measured[stage][row, columns] = news
            self.note(row, leaf, stage, reasons or LOWERED.get(leaf.rule.type, LOWERED_FIGURES))

    def enter(self, stage: Stage, row: int, column: int, share: float) -> None:
        """Enter points: a share of the maximum."""
        maximum = micro(self.setting.framework.leaves[column].maximum)
        self.entered[stage][row, column] = round(share * maximum)

    def note(self, row: int, leaf: Leaf, stage: Stage, reasons: tuple[str, ...]) -> None:
        """Give one of several reasons; twins the same."""
        setting = self.setting
        random = setting.draws.uniform("note", setting.name(leaf), stage, setting.year)[row]
        self.notes[setting.units[row].code, leaf.code, stage] = reasons[int(random * len(reasons))]

    def prove(self, stage: Stage, cells: Iterable[Cell], form: str = "{}") -> None:
        """Name the evidence that provinces gave for some cells: what the framework asks for."""
        for row, column in cells:
            unit, leaf = self.setting.units[row], self.setting.framework.leaves[column]
            if leaf.evidence:
                self.evidence[unit.code, leaf.code, stage] = form.format(leaf.evidence[0].vi)

    def blank(self, row: int, column: int) -> None:
        """Take the figures of a cell out, with its notes and evidence."""
        unit, leaf = self.setting.units[row], self.setting.framework.leaves[column]
        for stage in STAGE_ORDER:
            self.measured[stage][row, self.setting.framework.columns_of_leaf[column]] = np.nan
            self.entered[stage][row, column] = ABSENT
            self.notes.pop((unit.code, leaf.code, stage), None)
            self.evidence.pop((unit.code, leaf.code, stage), None)
