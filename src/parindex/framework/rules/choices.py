"""Rules where something is chosen, ticked, counted or entered: levels, checklist, deductions, appraiser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import ClassVar, Literal, Protocol

import numpy as np
from pydantic import Field

from parindex.framework.rules.base import (
    Code,
    Flaw,
    Inputs,
    Points,
    Rule,
    Strict,
    Variable,
    choose,
    constants,
    exceeds,
)
from parindex.language import Text, shown
from parindex.numbers import Arithmetic, Array, Number


class Worth(Strict):
    """Something with a name and points: a level, an item of a checklist, an event that costs points."""

    code: Code
    title: Text
    points: Points


class Coded(Protocol):
    """Anything with a code."""

    @property
    def code(self) -> str:
        """The code."""


class Levels(Rule):
    """Named levels with points; one is chosen."""

    type: Literal["levels"] = "levels"
    levels: tuple[Worth, ...] = Field(min_length=2)

    @property
    def inputs(self) -> tuple[Variable, ...]:
        """One choice."""
        title = Text(vi="Mức đạt được", en="Level reached")
        return (
            Variable(
                name="level", title=title, kind="choice", choices=tuple(level.code for level in self.levels)
            ),
        )

    def points(self, inputs: Inputs, maximum: Number, arithmetic: Arithmetic) -> Array:
        """Return the points of the chosen level."""
        chosen = inputs["level"]
        result = constants(chosen, arithmetic.number(0))
        for position, level in enumerate(self.levels):
            result = choose(chosen == position, arithmetic.number(level.points), result)
        return result

    def flaws(self, maximum: Decimal | None) -> Iterator[Flaw]:
        """Yield repeated codes and a best level that is not the maximum."""
        yield from repeated_codes(self.levels, "levels")
        best = max(level.points for level in self.levels)
        if maximum is not None and best != maximum:
            yield exceeds("levels-maximum", ("levels",), best, maximum)


class Checklist(Rule):
    """Items with points each; those that are met add up."""

    type: Literal["checklist"] = "checklist"
    items: tuple[Worth, ...] = Field(min_length=1)

    @property
    def inputs(self) -> tuple[Variable, ...]:
        """One yes or no an item."""
        return tuple(Variable(name=item.code, title=item.title, kind="yes_no") for item in self.items)

    def points(self, inputs: Inputs, maximum: Number, arithmetic: Arithmetic) -> Array:
        """Return the sum of the points of the items that are met."""
        return weighted_sum(inputs, self.items, arithmetic)

    def flaws(self, maximum: Decimal | None) -> Iterator[Flaw]:
        """Yield repeated codes and a sum that is not the maximum."""
        yield from repeated_codes(self.items, "items")
        total = sum((item.points for item in self.items), Decimal(0))
        if maximum is not None and total != maximum:
            yield exceeds("checklist-maximum", ("items",), total, maximum)


class Deductions(Rule):
    """Full marks less so many points an event, never below the floor."""

    type: Literal["deductions"] = "deductions"
    events: tuple[Worth, ...] = Field(min_length=1)
    floor: Points = Decimal(0)

    @property
    def inputs(self) -> tuple[Variable, ...]:
        """One count an event."""
        unit = Text(vi="lần", en="time")
        return tuple(
            Variable(name=event.code, title=event.title, kind="count", unit=unit) for event in self.events
        )

    def points(self, inputs: Inputs, maximum: Number, arithmetic: Arithmetic) -> Array:
        """Return the maximum less the deductions, at least the floor."""
        left: Array = arithmetic.number(maximum) - weighted_sum(inputs, self.events, arithmetic)
        floored: Array = np.maximum(left, arithmetic.number(self.floor))
        return floored

    def flaws(self, maximum: Decimal | None) -> Iterator[Flaw]:
        """Yield repeated codes and a floor above the maximum."""
        yield from repeated_codes(self.events, "events")
        if maximum is not None and self.floor > maximum:
            yield exceeds("deductions-floor", ("floor",), self.floor, maximum)


class Appraiser(Rule):
    """Points that the appraiser enters, with the reason; also printed points of which no more is known."""

    needs_maximum: ClassVar[bool] = False

    type: Literal["appraiser"] = "appraiser"
    step: Points | None = None
    """Points come in multiples of this (0.25), if given."""

    @property
    def inputs(self) -> tuple[Variable, ...]:
        """Nothing is measured: the points themselves are entered, by stage."""
        return ()

    def points(self, inputs: Inputs, maximum: Number, arithmetic: Arithmetic) -> Array:
        """Refuse: there is nothing to calculate."""
        raise TypeError("the points of an appraiser's leaf are entered, not calculated")

    def flaws(self, maximum: Decimal | None) -> Iterator[Flaw]:
        """Yield a step that does not divide the maximum."""
        if self.step is not None and maximum is not None and (not self.step or maximum % self.step):
            yield Flaw(
                "appraiser-step",
                ("step",),
                Text(
                    vi=f"Bước điểm {shown(self.step, 'vi')} không chia hết điểm tối đa {shown(maximum, 'vi')}; chọn bước khác.",
                    en=f"The step {self.step} does not divide the maximum {maximum}; choose another.",
                ),
            )


class FindAndMend(Rule):
    """One part for looking for faults, another for mending those that were found."""

    type: Literal["find_and_mend"] = "find_and_mend"
    finding: Points
    """Points for having inspected."""
    mending: Points
    """Points for faults mended ÷ faults found; in full where an inspection found none."""

    @property
    def inputs(self) -> tuple[Variable, ...]:
        """Whether the unit inspected, what it found, what it mended."""
        fault = Text(vi="vấn đề", en="fault")
        return (
            Variable(name="inspected", title=Text(vi="Đã kiểm tra, rà soát", en="Inspected"), kind="yes_no"),
            Variable(
                name="found",
                title=Text(vi="Số vấn đề phát hiện", en="Faults found"),
                kind="count",
                unit=fault,
            ),
            Variable(
                name="mended",
                title=Text(vi="Số vấn đề đã xử lý", en="Faults mended"),
                kind="count",
                unit=fault,
                at_most="found",
            ),
        )

    def points(self, inputs: Inputs, maximum: Number, arithmetic: Arithmetic) -> Array:
        """Return the finding part plus the share of the mending part; nothing without an inspection."""
        found = inputs["found"]
        share = arithmetic.divide(inputs["mended"], found)
        share = choose(found == 0, arithmetic.number(1), share)
        earned: Array = arithmetic.number(self.finding) + arithmetic.number(self.mending) * share
        return np.where(inputs["inspected"] == 1, earned, arithmetic.number(0))

    def flaws(self, maximum: Decimal | None) -> Iterator[Flaw]:
        """Yield parts that do not add up to the maximum."""
        if maximum is not None and self.finding + self.mending != maximum:
            yield exceeds("find-and-mend-maximum", ("mending",), self.finding + self.mending, maximum)


def weighted_sum(inputs: Inputs, things: tuple[Worth, ...], arithmetic: Arithmetic) -> Array:
    """Return the sum over things of how often each counts times its points."""
    total: Array = inputs[things[0].code] * arithmetic.number(things[0].points)
    for thing in things[1:]:
        total = total + inputs[thing.code] * arithmetic.number(thing.points)
    return total


def repeated_codes(things: Sequence[Coded], field: str) -> Iterator[Flaw]:
    """Yield each code that stands more than once."""
    seen: set[str] = set()
    for position, thing in enumerate(things):
        if thing.code in seen:
            yield Flaw(
                "code-twice",
                (field, position, "code"),
                Text(
                    vi=f"Mã “{thing.code}” dùng hai lần; mỗi mã chỉ dùng một lần.",
                    en=f'The code "{thing.code}" is used twice; use each once.',
                ),
            )
        seen.add(thing.code)
