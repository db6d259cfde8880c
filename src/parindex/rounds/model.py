"""A round in memory: framework, units, and everything that was measured, entered, marked or printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum
from fractions import Fraction
from functools import cached_property
from typing import Literal

import numpy as np
from pydantic import Field

from parindex.framework import Framework
from parindex.framework.crosswalk import Crosswalk
from parindex.framework.model import FrameworkCode, NodeCode, Source
from parindex.framework.rules import Strict
from parindex.language import Language, Text
from parindex.numbers import Booleans, Floats64, MicroPoints

Kind = Literal["transcribed", "reconciled", "recomputable"]
DataStatus = Literal["official", "published", "training"]
Stage = Literal["self", "appraisal_1", "appraisal_2", "council"]

ABSENT = -1
"""In an array of entered points: nothing was entered."""


class State(IntEnum):
    """What is known of a cell (unit × leaf). Four different things, everywhere."""

    SCORED = 0
    NOT_YET_SCORED = 1
    NOT_APPLICABLE = 2
    UNKNOWN = 3


STATE_NAMES: dict[State, Text] = {
    State.SCORED: Text(vi="đã chấm", en="scored"),
    State.NOT_YET_SCORED: Text(vi="chưa chấm", en="not yet scored"),
    State.NOT_APPLICABLE: Text(vi="không áp dụng", en="not applicable"),
    State.UNKNOWN: Text(vi="không rõ ở đây", en="unknown here"),
}
STAGE_NAMES: dict[Stage, Text] = {
    "self": Text(vi="tự đánh giá", en="self-assessment"),
    "appraisal_1": Text(vi="thẩm định lần 1", en="first appraisal"),
    "appraisal_2": Text(vi="thẩm định lần 2", en="second appraisal"),
    "council": Text(vi="hội đồng thẩm định", en="appraisal council"),
}
STAGE_ORDER: tuple[Stage, ...] = tuple(STAGE_NAMES)


class RoundInfo(Strict):
    """What ``round.yaml`` says."""

    format: Literal["parindex-round/1"]
    code: FrameworkCode
    title: Text
    framework: FrameworkCode
    year: int = Field(ge=1900, le=2200)
    kind: Kind
    """``transcribed``: printed totals only; ``reconciled``: also printed parts; ``recomputable``: all inputs."""
    data_status: DataStatus
    not_held: tuple[NodeCode, ...] = ()
    """Optional parts of the framework that this round leaves out."""
    successor_past: Literal["mean", "none"] = "mean"
    """What a unit formed by a merger is compared with: the mean of its predecessors, or nothing."""
    sources: tuple[Source, ...] = ()
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Unit:
    """Who is scored."""

    code: str
    name: Text
    kind: str
    region: Text | None = None
    unit_group: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    predecessors: tuple[str, ...] = ()
    successor: str = ""
    source: str = ""


@dataclass(frozen=True)
class Adjustment:
    """Points outside the criteria: so many times an item of the framework."""

    unit: str
    kind: Literal["bonus", "penalty", "deduction"]
    item: str
    leaf: str
    times: int
    note: str = ""


@dataclass(frozen=True)
class Improvement:
    """What is done about points lost on a leaf: why they were lost, who does what about it, and by when."""

    unit: str
    leaf: str
    cause: str
    responsible: str
    coordinating: str
    solution: str
    product: str
    deadline: date | None = None


@dataclass(frozen=True)
class Estimate:
    """A measurement that comes from a sample, with its standard error (in the unit of the variable)."""

    value: float
    standard_error: float
    degrees_of_freedom: float | None = None
    n: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Printed:
    """What was printed of a unit's result."""

    index: Fraction | None = None
    rank: int | None = None
    group: str = ""
    source: str = ""
    note: str = ""

    @property
    def says_result(self) -> bool:
        """Whether an index or a rank was printed."""
        return self.index is not None or self.rank is not None


@dataclass(frozen=True)
class PrintedAggregate:
    """A figure about all units as printed: mean, region mean, group size, how many rose."""

    measure: str
    key: str
    value: Fraction
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class PreviousCell:
    """Points of one leaf in the round before; None where not scored or not known."""

    points: Fraction | None
    max_points: Fraction | None
    state: State


@dataclass(frozen=True)
class PreviousResult:
    """The result of the round before, in plain values."""

    printed: Mapping[str, Printed]
    """Index, rank and group by unit."""
    cells: Mapping[str, Mapping[str, PreviousCell]] = field(default_factory=dict)
    """By unit and leaf; empty where only totals are known."""


@dataclass(frozen=True, eq=False)
class RoundData:
    """Everything about a round before it is scored. Rows are units, columns leaves or variables.

    Attributes
    ----------
    measured : Mapping of stage to float64 array (units × variables)
        NaN where nothing was measured at that stage; columns as in `Framework.columns`.
    entered : Mapping of stage to int64 array (units × leaves)
        Micro-points entered at that stage, `ABSENT` where none were.
    not_applicable : bool array (units × leaves)
        What was marked, beside what the framework and `RoundInfo.not_held` leave out.
    estimates : Mapping of (unit, column) position to Estimate
        Their values also stand in `measured` of the stage "council".
    notes : Mapping of (unit code, leaf code, stage) to text
        Reasons given for points and measurements.
    evidence : Mapping of (unit code, leaf code, stage) to text
        Evidence that the unit gave.
    reasons : Mapping of (unit code, leaf code) to text
        Why a leaf is not applicable.
    improvements : tuple of Improvement
        What units do about the points that they lost. They change no result.
    """

    info: RoundInfo
    framework: Framework
    units: tuple[Unit, ...]
    measured: Mapping[Stage, Floats64] = field(default_factory=dict)
    entered: Mapping[Stage, MicroPoints] = field(default_factory=dict)
    not_applicable: Booleans = field(default_factory=lambda: np.zeros((0, 0), dtype=bool))
    estimates: Mapping[tuple[int, int], Estimate] = field(default_factory=dict)
    adjustments: tuple[Adjustment, ...] = ()
    printed: Mapping[str, Printed] = field(default_factory=dict)
    aggregates: tuple[PrintedAggregate, ...] = ()
    previous: PreviousResult = PreviousResult({})
    crosswalk: Crosswalk | None = None
    notes: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    evidence: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    reasons: Mapping[tuple[str, str], str] = field(default_factory=dict)
    improvements: tuple[Improvement, ...] = ()

    @cached_property
    def unit_position(self) -> dict[str, int]:
        """The row of each unit by its code."""
        return {unit.code: position for position, unit in enumerate(self.units)}

    @property
    def shape(self) -> tuple[int, int]:
        """Units × leaves."""
        return len(self.units), len(self.framework.leaves)

    @cached_property
    def in_set(self) -> Booleans:
        """Units × leaves: whether the leaf is in the set of the unit's group."""
        groups = [unit.unit_group for unit in self.units]
        inside = np.ones(self.shape, dtype=bool)
        for column, leaf in enumerate(self.framework.leaves):
            if leaf.for_groups:
                inside[:, column] = [leaf.is_for(group) for group in groups]
        return inside

    @cached_property
    def applicable(self) -> Booleans:
        """Units × leaves: whether the leaf counts for the unit in this round."""
        applicable = self.in_set & ~self.not_applicable if self.not_applicable.size else self.in_set.copy()
        for code in self.info.not_held:
            applicable[:, list(self.framework.leaves_under(code))] = False
        return applicable

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages at which anything was measured or entered, in order."""
        return tuple(stage for stage in STAGE_ORDER if stage in self.measured or stage in self.entered)

    @property
    def is_whole(self) -> bool:
        """Whether every unit that is ranked is listed.

        A round that is computed from its inputs lists them all. A round of printed figures may list only the
        units that were read; as many as the announcement says were ranked are all of them.
        """
        if self.info.kind == "recomputable":
            return True
        listed = sum(self.framework.ranks(unit.code) for unit in self.units)
        return any(a.measure == "ranked_units" and a.value == listed for a in self.aggregates)

    @property
    def is_synthetic(self) -> bool:
        """Whether the figures were made up for training."""
        return self.info.data_status == "training"

    def title(self, language: Language) -> str:
        """Return the title of the round."""
        return self.info.title.to(language)

    def with_units(self, rows: list[int]) -> RoundData:
        """Return the round with only these rows, in this order, and all that belongs to them."""
        moved = {old: new for new, old in enumerate(rows)}
        kept = {self.units[row].code for row in rows}
        return replace(
            self,
            units=tuple(self.units[row] for row in rows),
            measured={stage: values[rows] for stage, values in self.measured.items()},
            entered={stage: points[rows] for stage, points in self.entered.items()},
            not_applicable=self.not_applicable[rows] if self.not_applicable.size else self.not_applicable,
            estimates={(moved[u], c): e for (u, c), e in self.estimates.items() if u in moved},
            adjustments=tuple(adjustment for adjustment in self.adjustments if adjustment.unit in kept),
            printed={unit: printed for unit, printed in self.printed.items() if unit in kept},
            notes={cell: text for cell, text in self.notes.items() if cell[0] in kept},
            evidence={cell: text for cell, text in self.evidence.items() if cell[0] in kept},
            reasons={cell: text for cell, text in self.reasons.items() if cell[0] in kept},
            improvements=tuple(improvement for improvement in self.improvements if improvement.unit in kept),
        )
