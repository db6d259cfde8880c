"""Rules on a measured value: bands, proportional, formula, statistic, comparison with others and last year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal

import numpy as np
from pydantic import Field

from parindex.framework.formula import (
    MAX_POINTS,
    Dimension,
    Formula,
    UnitMismatch,
    dimension_of,
    dimension_text,
)
from parindex.framework.rules.base import (
    Flaw,
    Inputs,
    Points,
    Positions,
    Rule,
    Strict,
    Variable,
    choose,
    constants,
    exceeds,
)
from parindex.framework.rules.interval import Interval, flaws_of_cover
from parindex.language import Text
from parindex.numbers import Arithmetic, Array, Floats, Number, larger, near, smaller


class Quantity(Strict):
    """A value calculated from variables: ``100 * on_time / received``."""

    formula: Formula
    variables: tuple[Variable, ...] = Field(min_length=1)

    def of(self, inputs: Inputs, arithmetic: Arithmetic) -> Array:
        """Return the value of each cell."""
        values: Array = self.formula.evaluate(inputs.values, arithmetic)
        return values

    def flaws(self) -> Iterator[Flaw]:
        """Yield variables repeated, unknown or unused, and units that do not fit."""
        yield from flaws_of_variables(self.variables, self.formula.names)
        if self.formula.is_condition:
            yield Flaw(
                "not-a-number",
                ("formula",),
                Text(vi="Cần một phép tính ra số.", en="A number is needed here."),
            )
        try:
            self.formula.dimension(units_of(self.variables))
        except UnitMismatch as mismatch:
            yield units_differ(mismatch, ("formula",))


class Band(Strict):
    """An interval of the value and the points for it."""

    within: Interval
    points: Points


def banded(value: Array, bands: tuple[Band, ...], arithmetic: Arithmetic) -> Array:
    """Return the points of the band that each value lies in.

    The bands have neither holes nor overlaps, so going up by lower limit is enough. A value below the
    lowest band counts as in it, one above the highest likewise.
    """
    ordered = sorted(bands, key=lambda band: band.within.lower_key)
    result = constants(value, arithmetic.number(ordered[0].points))
    for band in ordered[1:]:
        reached = arithmetic.at_least if band.within.low_inside else arithmetic.above
        limit = arithmetic.number(band.within.low_or_zero)
        result = choose(reached(value, limit), arithmetic.number(band.points), result)
    return undefined_where_nan(value, result)


def undefined_where_nan(value: Array, result: Array) -> Array:
    """Return `result`, with NaN where `value` is NaN in either kind of number."""
    return choose(value != value, np.nan, result)


def flaws_of_bands(bands: tuple[Band, ...], field: str, maximum: Decimal | None) -> Iterator[Flaw]:
    """Yield holes, overlaps and a best band that is not the maximum."""
    yield from flaws_of_cover([band.within for band in bands], field)
    best = max(band.points for band in bands)
    if maximum is not None and best != maximum:
        yield exceeds("bands-maximum", (field,), best, maximum)


class Bands(Rule):
    """Points by the band that a value lies in."""

    type: Literal["bands"] = "bands"
    value: Quantity
    bands: tuple[Band, ...] = Field(min_length=2)

    @property
    def inputs(self) -> tuple[Variable, ...]:
        """The variables of the value."""
        return self.value.variables

    def points(self, inputs: Inputs, maximum: Number, arithmetic: Arithmetic) -> Array:
        """Return the points of the band."""
        return banded(self.value.of(inputs, arithmetic), self.bands, arithmetic)

    def flaws(self, maximum: Decimal | None) -> Iterator[Flaw]:
        """Yield flaws of the value and of the bands."""
        yield from inside("value", self.value.flaws())
        yield from flaws_of_bands(self.bands, "bands", maximum)


def proportional(
    value: Array, floor: Decimal | None, full: Decimal, maximum: Number, arithmetic: Arithmetic
) -> Array:
    """Return ``maximum × value ÷ full``, at most the maximum, nothing below the floor."""
    share = value * arithmetic.number(maximum) / arithmetic.number(full)
    result = larger(smaller(share, arithmetic.number(maximum)), arithmetic.number(0))
    if floor is not None:
        result = choose(
            arithmetic.at_least(value, arithmetic.number(floor)),
            result,
            constants(result, arithmetic.number(0)),
        )
    return undefined_where_nan(value, result)


class Proportional(Rule):
    """Points in proportion to a value up to the full mark; nothing below the floor."""

    type: Literal["proportional"] = "proportional"
    value: Quantity
    full_mark: Decimal = Field(gt=0)
    """Value at which all points are given."""
    floor: Decimal | None = None
    """Value below which none are."""

    @property
    def inputs(self) -> tuple[Variable, ...]:
        """The variables of the value."""
        return self.value.variables

    def points(self, inputs: Inputs, maximum: Number, arithmetic: Arithmetic) -> Array:
        """Return the proportional points."""
        return proportional(
            self.value.of(inputs, arithmetic), self.floor, self.full_mark, maximum, arithmetic
        )

    def flaws(self, maximum: Decimal | None) -> Iterator[Flaw]:
        """Yield flaws of the value and a floor above the full mark."""
        yield from inside("value", self.value.flaws())
        yield from floor_above_full(self.floor, self.full_mark)


class Branch(Strict):
    """One guarded case of a formula."""

    when: Formula
    points: Formula


class Guarded(Rule):
    """Cases tried in order; the first whose guard holds gives the points, else `otherwise`."""

    type: Literal["formula"] = "formula"
    variables: tuple[Variable, ...] = Field(min_length=1)
    cases: tuple[Branch, ...] = ()
    otherwise: Formula

    @property
    def inputs(self) -> tuple[Variable, ...]:
        """The declared variables."""
        return self.variables

    def points(self, inputs: Inputs, maximum: Number, arithmetic: Arithmetic) -> Array:
        """Return the points of the first case that holds, between zero and the maximum."""
        values: dict[str, Any] = {**inputs.values, MAX_POINTS: arithmetic.number(maximum)}
        like = inputs[self.variables[0].name]
        zero, most = arithmetic.number(0), arithmetic.number(maximum)
        result = constants(like, zero) + self.otherwise.evaluate(values, arithmetic)
        for case in reversed(self.cases):
            result = choose(
                case.when.evaluate(values, arithmetic), case.points.evaluate(values, arithmetic), result
            )
        clipped: Array = larger(smaller(result, most), zero)
        return clipped

    def flaws(self, maximum: Decimal | None) -> Iterator[Flaw]:
        """Yield unknown or unused variables, guards that are numbers, units that do not fit."""
        formulas = [*self._guards(), *self._outcomes()]
        mentioned = frozenset().union(*(formula.names for _, formula in formulas)) - {MAX_POINTS}
        yield from flaws_of_variables(self.variables, mentioned)
        for path, formula in formulas:
            yield from self._flaws_of(formula, path)

    def _guards(self) -> list[tuple[tuple[str | int, ...], Formula]]:
        return [(("cases", position, "when"), case.when) for position, case in enumerate(self.cases)]

    def _outcomes(self) -> list[tuple[tuple[str | int, ...], Formula]]:
        outcomes = [(("cases", position, "points"), case.points) for position, case in enumerate(self.cases)]
        return [*outcomes, (("otherwise",), self.otherwise)]

    def _flaws_of(self, formula: Formula, path: tuple[str | int, ...]) -> Iterator[Flaw]:
        if formula.is_condition != (path[-1] == "when"):
            yield Flaw(
                "condition-or-number",
                path,
                Text(
                    vi="“when” là điều kiện, “points” là số.",
                    en='"when" is a condition, "points" is a number.',
                ),
            )
        try:
            dimension = formula.dimension(units_of(self.variables))
        except UnitMismatch as mismatch:
            yield units_differ(mismatch, path)
        else:
            if dimension and path[-1] != "when":
                yield Flaw(
                    "points-in-units",
                    path,
                    Text(
                        vi=f"Kết quả tính bằng “{dimension_text(dimension)}”, không phải điểm; hãy chia cho cùng đơn vị.",
                        en=f'The outcome is in "{dimension_text(dimension)}", not in points; divide by the same unit.',
                    ),
                )


class Statistic(Rule):
    """A statistic against its target, in bands of percent achieved."""

    type: Literal["statistic"] = "statistic"
    better: Literal["higher", "lower"] = "higher"
    unit: Text
    bands: tuple[Band, ...] = Field(min_length=2)

    @property
    def inputs(self) -> tuple[Variable, ...]:
        """What was achieved and what was aimed at."""
        return (
            Variable(name="actual", title=Text(vi="Kết quả thực hiện", en="Achieved"), unit=self.unit),
            Variable(name="target", title=Text(vi="Chỉ tiêu được giao", en="Target"), unit=self.unit),
        )

    def points(self, inputs: Inputs, maximum: Number, arithmetic: Arithmetic) -> Array:
        """Return the points of the band of 100 × actual ÷ target.

        Where lower is better it is 100 × target ÷ actual, and an actual of zero is the best there is.
        """
        actual, target, hundred = inputs["actual"], inputs["target"], arithmetic.number(100)
        if self.better == "higher":
            return banded(arithmetic.divide(actual * hundred, target), self.bands, arithmetic)
        best = max(self.bands, key=lambda band: band.within.lower_key).points
        result = banded(arithmetic.divide(target * hundred, actual), self.bands, arithmetic)
        return choose(actual == 0, arithmetic.number(best), result)

    def flaws(self, maximum: Decimal | None) -> Iterator[Flaw]:
        """Yield flaws of the bands."""
        yield from flaws_of_bands(self.bands, "bands", maximum)


class Relative(Rule):
    """A value against those of the other units of the round."""

    type: Literal["relative"] = "relative"
    value: Quantity
    method: Literal["share_of_best", "between_worst_and_best"]
    """``share_of_best``: maximum × value ÷ best, undefined where the best is below zero.
    ``between_worst_and_best``: 0 for the worst, all for the best."""

    @property
    def inputs(self) -> tuple[Variable, ...]:
        """The variables of the value."""
        return self.value.variables

    def points(self, inputs: Inputs, maximum: Number, arithmetic: Arithmetic) -> Array:
        """Return the relative points; where all units are alike, all get the maximum."""
        value, peers = self.value.of(inputs, arithmetic), known(self.value.of(inputs.of_peers, arithmetic))
        arithmetic.compare_units()
        best = np.fmax.reduce(peers, axis=-1, keepdims=True)
        worst = np.fmin.reduce(peers, axis=-1, keepdims=True) if self.method != "share_of_best" else best * 0
        zero, most = arithmetic.number(0), arithmetic.number(maximum)
        share = arithmetic.divide(arithmetic.subtract(value, worst) * most, arithmetic.subtract(best, worst))
        share = choose(np.broadcast_to(arithmetic.equal(best, worst), share.shape), most, share)
        share = larger(smaller(share, most), zero)
        if self.method == "share_of_best":  # of a best below zero there is no share
            share = choose(arithmetic.above(zero, value) & ~arithmetic.above(best, zero), np.nan, share)
        return undefined_where_nan(value, share)

    def deciding_peers(self, inputs: Inputs) -> Positions:
        """Return the units that may have the best or the worst value: all within rounding distance of it."""
        floats = Floats(next(iter(inputs.values.values())).shape)
        value = self.value.of(inputs, floats)
        extreme = near(value, np.fmax.reduce(value)) | near(value, np.fmin.reduce(value))
        return np.flatnonzero(extreme | floats.doubt)

    def flaws(self, maximum: Decimal | None) -> Iterator[Flaw]:
        """Yield flaws of the value."""
        yield from inside("value", self.value.flaws())


def known(values: Array) -> Array:
    """Return object values without the undefined ones; float arrays as they are, whose NaN `fmax` passes over.

    Where no value is known, one undefined value stands for all.
    """
    if values.dtype != object:
        return values
    defined = values[values == values]
    return defined if len(defined) else np.array([np.nan], dtype=object)


class Change(Rule):
    """A value against that of the year before, in bands of the difference or of percent.

    Percent of a value that is not above zero is undefined.
    """

    type: Literal["change"] = "change"
    kind: Literal["difference", "percent"]
    title: Text
    unit: Text | None = None
    bands: tuple[Band, ...] = Field(min_length=2)

    @property
    def inputs(self) -> tuple[Variable, ...]:
        """The value of the year and that of the year before."""
        last = Text(vi=f"{self.title.vi} (năm trước)", en=f"{self.title.en} (year before)")
        return (
            Variable(name="this_year", title=self.title, unit=self.unit),
            Variable(name="last_year", title=last, unit=self.unit),
        )

    def points(self, inputs: Inputs, maximum: Number, arithmetic: Arithmetic) -> Array:
        """Return the points of the band of the change."""
        change = arithmetic.subtract(inputs["this_year"], inputs["last_year"])
        if self.kind == "percent":
            change = arithmetic.divide(change * arithmetic.number(100), inputs["last_year"])
            grown = arithmetic.above(inputs["last_year"], arithmetic.number(0))
            change = choose(~grown, np.nan, change)  # of nothing, or of less, there are no percent
        return banded(change, self.bands, arithmetic)

    def flaws(self, maximum: Decimal | None) -> Iterator[Flaw]:
        """Yield flaws of the bands."""
        yield from flaws_of_bands(self.bands, "bands", maximum)


def inside(field: str, flaws: Iterator[Flaw]) -> Iterator[Flaw]:
    """Yield flaws with `field` before their path."""
    for flaw in flaws:
        yield Flaw(flaw.code, (field, *flaw.path), flaw.text)


def floor_above_full(floor: Decimal | None, full: Decimal) -> Iterator[Flaw]:
    """Yield a floor that lies above the full mark."""
    if floor is not None and floor > full:
        text = Text(
            vi=f"Ngưỡng {floor} cao hơn mức đạt điểm tối đa {full}; đổi lại.",
            en=f"The floor {floor} is above the full mark {full}; correct one of them.",
        )
        yield Flaw("floor-above-full", ("floor",), text)


def units_of(variables: tuple[Variable, ...]) -> dict[str, Dimension]:
    """Return the dimension of each variable that has a unit; percentages are plain numbers."""
    return {v.name: dimension_of(v.unit.en) for v in variables if v.unit is not None and v.kind != "percent"}


def units_differ(mismatch: UnitMismatch, path: tuple[str | int, ...]) -> Flaw:
    """Say which units were mixed."""
    text = Text(
        vi=f"Công thức cộng hoặc so sánh “{mismatch.left}” với “{mismatch.right}”; đưa về cùng đơn vị.",
        en=f'The formula adds or compares "{mismatch.left}" with "{mismatch.right}"; bring them to one unit.',
    )
    return Flaw("units-differ", path, text)


def flaws_of_variables(variables: tuple[Variable, ...], mentioned: frozenset[str]) -> Iterator[Flaw]:
    """Yield variables declared twice or not used, names not declared, and bounds that name nothing."""
    names = [variable.name for variable in variables]
    for position, variable in enumerate(variables):
        path = ("variables", position)
        if names.index(variable.name) != position:
            yield _variable_flaw(
                "code-twice", path, variable.name, "được khai hai lần; bỏ một", "is declared twice; drop one"
            )
        elif variable.name not in mentioned:
            yield _variable_flaw(
                "unused-variable", path, variable.name, "không được dùng; bỏ đi", "is not used; drop it"
            )
        if isinstance(variable.at_most, str) and variable.at_most not in names:
            said = ("là giới hạn nhưng không được khai", "is a bound but not declared")
            yield _variable_flaw("unknown-variable", (*path, "at_most"), variable.at_most, *said)
    for name in sorted(mentioned - set(names)):
        said = (
            "có trong công thức nhưng không được khai; thêm vào variables",
            "is in the formula but not declared; add it to variables",
        )
        yield _variable_flaw("unknown-variable", ("variables",), name, *said)


def _variable_flaw(code: str, path: tuple[str | int, ...], name: str, vi: str, en: str) -> Flaw:
    return Flaw(code, path, Text(vi=f"Biến “{name}” {vi}.", en=f'The variable "{name}" {en}.'))
