"""What the figures of a round are drawn for: its framework, its provinces, their qualities, the round before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from parindex.framework import Framework, Leaf
from parindex.framework.crosswalk import Crosswalk
from parindex.framework.rules import Change, Checklist, Imported, Relative, Statistic, Survey
from parindex.numbers import Floats64
from parindex.rounds import RoundData, RoundInfo, Unit
from parindex.scoring.points import last_word
from script.training_rounds.draws import Draws
from script.training_rounds.provinces import TWINS
from script.training_rounds.surveys import Surveyed, ask
from script.training_rounds.wording import SYNTHETIC

LINKED = {"7.3.4": "7.3.2", "8.5.1": "8.1.1"}
"""Leaves on the change of a value that another leaf measures; they take both years' values from there."""


@dataclass(frozen=True)
class Setting:
    """The framework, the units and the year; from the second round on also the round before and the crosswalk."""

    framework: Framework
    units: tuple[Unit, ...]
    year: int
    past: RoundData | None = None
    crosswalk: Crosswalk | None = None

    @cached_property
    def draws(self) -> Draws:
        """The random numbers."""
        return Draws(self.units)

    # Leaves

    def leaf(self, code: str) -> Leaf:
        """Return a leaf by its code."""
        return self.framework.leaves[self.framework.leaf_position[code]]

    def area(self, leaf: Leaf) -> str:
        """Return the code of the area of a leaf."""
        return self.framework.by_code[leaf.code].above[0].code

    def name(self, leaf: Leaf) -> str:
        """Return what the draws of a leaf are called: the same in both years if it goes on."""
        return self.origin.get(leaf.code, f"new {leaf.code}")

    @cached_property
    def origin(self) -> dict[str, str]:
        """The leaf of the first framework that each leaf continues alone; itself in the first."""
        if self.crosswalk is None:
            return {leaf.code: leaf.code for leaf in self.framework.leaves}
        alone = [c for c in self.crosswalk.continues if len(c.from_) == len(c.to) == 1]
        return {continuation.to[0]: continuation.from_[0] for continuation in alone}

    @cached_property
    def linked(self) -> dict[str, str]:
        """Leaves on change that take their values from another leaf, and that leaf."""
        return {code: source for code, source in LINKED.items() if isinstance(self.leaf(code).rule, Change)}

    @cached_property
    def surveyed(self) -> frozenset[str]:
        """Leaves that no province scores itself: their figures come from a survey, at the council's stage."""
        direct = {leaf.code for leaf in self.framework.leaves if is_survey(leaf)}
        return frozenset(direct | {code for code, source in self.linked.items() if source in direct})

    @cached_property
    def beyond_dispute(self) -> frozenset[str]:
        """Leaves whose figures stay as they are through appraisal."""
        imported = {leaf.code for leaf in self.framework.leaves if isinstance(leaf.rule, Imported)}
        return frozenset({*imported, *self.surveyed, *self.linked, *self.linked.values(), self.full_leaf})

    # Surveys

    @cached_property
    def asked(self) -> Surveyed:
        """What the surveys of the year found."""
        info = RoundInfo(
            format="parindex-round/1",
            code=f"surveys-{self.year}",
            title=SYNTHETIC,
            framework=self.framework.code,
            year=self.year,
            kind="recomputable",
            data_status="training",
        )
        return ask(RoundData(info, self.framework, self.units))

    @cached_property
    def counted(self) -> frozenset[str]:
        """Questions of which the round has counts of answers: every second in the first year, none in the second."""
        questions = [leaf.code for leaf in self.framework.leaves if isinstance(leaf.rule, Survey)]
        return frozenset() if self.is_open else frozenset(questions[::2])

    @cached_property
    def estimated_columns(self) -> list[int]:
        """Columns of the figures that have standard errors."""
        framework = self.framework
        return [
            column
            for column, (leaf, _) in enumerate(framework.columns)
            if is_survey(framework.leaves[leaf]) and framework.leaves[leaf].code not in self.counted
        ]

    def found_by_survey(self, leaf: Leaf) -> Floats64:
        """Return the figures of a leaf that rests on a survey, units × variables; twins have the same."""
        columns = self.framework.columns_of_leaf[self.framework.leaf_position[leaf.code]]
        if leaf.code in self.counted:
            return self.asked.counts[self.draws.rows, columns]
        return np.array(
            [
                [self.asked.estimates[row, column].value for column in range(columns.start, columns.stop)]
                for row in self.draws.rows.tolist()
            ]
        )

    # Provinces

    def quality(self, area: str) -> Floats64:
        """Return how far each province is above or below the usual share of points in an area."""
        draws, year = self.draws, self.year
        lasting = draws.bell("unit")
        whole = 0.06 * (lasting - 0.9 * np.maximum(-1 - lasting, 0.0)) + 0.01 * draws.bell("unit", year)
        return whole + 0.04 * draws.bell("area", area) + 0.015 * draws.bell("area", area, year)

    @cached_property
    def by_quality(self) -> list[int]:
        """Rows of the provinces without a twin, the best first."""
        total = sum((self.quality(area.code) for area in self.framework.tree), np.zeros(len(self.units)))
        alone = [row for row, unit in enumerate(self.units) if unit.code not in {*TWINS, *TWINS.values()}]
        return sorted(alone, key=lambda row: -total[row])

    @property
    def unfinished(self) -> tuple[int, int]:
        """Rows of the two provinces that have leaves not yet scored, where the round is open."""
        return self.by_quality[18], self.by_quality[41]

    @property
    def is_open(self) -> bool:
        """Whether appraisal goes on: it does in the second round."""
        return self.past is not None

    # Full marks

    @cached_property
    def full_leaf(self) -> str:
        """The leaf on which every province has full marks."""
        return next(leaf.code for leaf in self.framework.leaves if isinstance(leaf.rule, Checklist))

    @cached_property
    def full_area(self) -> str:
        """The first area in which points hang on no survey and no other unit."""
        elsewhere = (Survey, Imported, Statistic, Relative)
        barred = {self.area(leaf) for leaf in self.framework.leaves if isinstance(leaf.rule, elsewhere)}
        return next(area.code for area in self.framework.tree if area.code not in barred)

    @cached_property
    def full_unit(self) -> int:
        """The row of the province with full marks on the whole of that area."""
        whole = self.draws.bell("unit") + self.draws.bell("area", self.full_area)
        return max(self.by_quality, key=lambda row: float(whole[row]))

    # The round before

    @cached_property
    def past_measured(self) -> Floats64:
        """The measurements that counted in the end in the round before."""
        return last_word(self.past, "council").measured

    def past_values(self, code: str) -> dict[str, Floats64]:
        """Return last year's values of the leaf that a leaf continues, by variable; none in the first round."""
        if self.past is None or code not in self.origin:
            return {}
        before = self.past.framework
        position = before.leaf_position[self.origin[code]]
        columns = self.past_measured[:, before.columns_of_leaf[position]].T
        names = [variable.name for variable in before.leaves[position].rule.inputs]
        return dict(zip(names, columns, strict=True))


def is_survey(leaf: Leaf) -> bool:
    """Tell whether a leaf rests on answers of people: the leaders' survey or the satisfaction index."""
    return isinstance(leaf.rule, Survey) or (
        isinstance(leaf.rule, Imported) and "SIPAS" in leaf.rule.index.en
    )
