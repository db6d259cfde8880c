"""Rules on what others report: deadlines kept, survey answers, indices that somebody else publishes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from parindex.framework.rules.base import (
    NEVER,
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
from parindex.framework.rules.measured import floor_above_full, proportional
from parindex.language import Text
from parindex.numbers import Arithmetic, Array, Number

_YEARS = {"before": -1, "round": 0, "after": 1}


class Due(Strict):
    """A day of the year before, of the round's year or of the year after."""

    day: int = Field(ge=1, le=31)
    month: int = Field(ge=1, le=12)
    year: Literal["before", "round", "after"] = "round"

    def in_round(self, year: int) -> date:
        """Return the date for a round of `year`; the last day of the month where the day does not exist."""
        year += _YEARS[self.year]
        for day in range(self.day, 27, -1):
            try:
                return date(year, self.month, day)
            except ValueError:
                continue
        return date(year, self.month, self.day)


class Late(Strict):
    """Points for being at most so many days late."""

    days: int = Field(ge=1)
    points: Points


class Deadline(Rule):
    """All points by a date, fewer the later, none after the last step or if never done."""

    type: Literal["deadline"] = "deadline"
    due: Due
    what: Text
    """What has to be done by then."""
    late: tuple[Late, ...] = ()

    @property
    def inputs(self) -> tuple[Variable, ...]:
        """The day it was done."""
        return (Variable(name="done_on", title=self.what, kind="date"),)

    def points(self, inputs: Inputs, maximum: Number, arithmetic: Arithmetic) -> Array:
        """Return the points for the day; days are whole numbers, so no comparison is in doubt."""
        done, due = inputs["done_on"], self.due.in_round(inputs.year).toordinal()
        result = constants(done, arithmetic.number(0))
        for step in sorted(self.late, key=lambda step: -step.days):
            result = choose(
                (done <= due + step.days) & (done < NEVER), arithmetic.number(step.points), result
            )
        return choose(done <= due, arithmetic.number(maximum), result)

    def flaws(self, maximum: Decimal | None) -> Iterator[Flaw]:
        """Yield steps that do not fall from the maximum as days go by."""
        before, most = 0, maximum
        for position, step in enumerate(self.late):
            if step.days <= before or (most is not None and step.points > most):
                text = Text(
                    vi="Các bước trễ hạn phải tăng dần số ngày và không tăng điểm; sắp xếp lại.",
                    en="Steps must go up in days and never up in points; put them in order.",
                )
                yield Flaw("late-steps", ("late", position), text)
            before, most = step.days, step.points


class Option(Strict):
    """An answer that can be chosen and the share of the maximum it is worth."""

    code: Code
    title: Text
    worth: Decimal = Field(ge=0, le=100)
    """Percent of the maximum."""


class Survey(Rule):
    """Answers of a survey: each option is worth a share of the maximum; the points are the mean."""

    type: Literal["survey"] = "survey"
    question: Text
    options: tuple[Option, ...] = Field(min_length=2)

    @property
    def inputs(self) -> tuple[Variable, ...]:
        """How many answers (or what weighted share) each option got."""
        unit = Text(vi="phiếu", en="answer")
        return tuple(
            Variable(name=option.code, title=option.title, kind="number", unit=unit, at_least=Decimal(0))
            for option in self.options
        )

    def points(self, inputs: Inputs, maximum: Number, arithmetic: Arithmetic) -> Array:
        """Return the maximum times the mean worth; undefined without answers."""
        first = inputs[self.options[0].code]
        answers, worth = constants(first, arithmetic.number(0)), constants(first, arithmetic.number(0))
        for option in self.options:
            answers = answers + inputs[option.code]
            worth = worth + inputs[option.code] * arithmetic.number(option.worth)
        quotient: Array = arithmetic.divide(
            worth * arithmetic.number(maximum) / arithmetic.number(100), answers
        )
        return quotient

    def flaws(self, maximum: Decimal | None) -> Iterator[Flaw]:
        """Yield repeated codes and a scale whose best option is not worth 100 %."""
        codes = [option.code for option in self.options]
        for position, code in enumerate(codes):
            if codes.index(code) != position:
                text = Text(
                    vi=f"Phương án “{code}” khai hai lần; bỏ một.",
                    en=f'The option "{code}" is given twice; drop one.',
                )
                yield Flaw("code-twice", ("options", position, "code"), text)
        best = max(option.worth for option in self.options)
        if best != 100:
            yield exceeds("survey-scale", ("options",), best, Decimal(100))


class Imported(Rule):
    """Another index, published elsewhere or estimated from a survey, turned into points in proportion."""

    type: Literal["imported"] = "imported"
    index: Text
    """Name of the index (SIPAS)."""
    full_mark: Decimal = Field(default=Decimal(100), gt=0)
    floor: Decimal | None = None

    @property
    def inputs(self) -> tuple[Variable, ...]:
        """The value of that index, in percent; it may come with a standard error."""
        return (Variable(name="value", title=self.index, kind="percent"),)

    def points(self, inputs: Inputs, maximum: Number, arithmetic: Arithmetic) -> Array:
        """Return the maximum × value ÷ full mark, nothing below the floor."""
        return proportional(inputs["value"], self.floor, self.full_mark, maximum, arithmetic)

    def flaws(self, maximum: Decimal | None) -> Iterator[Flaw]:
        """Yield a floor above the full mark."""
        yield from floor_above_full(self.floor, self.full_mark)
