"""What surveys found of a unit: the estimates of the round with their intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from parindex.framework.model import Leaf, Placed
from parindex.framework.rules import Survey, Variable
from parindex.language import Text
from parindex.robustness.sampling import LEVEL
from parindex.rounds import RoundData
from parindex.rounds.model import Estimate
from parindex.survey.estimation.intervals import interval

CONFIDENCE = round(100 * LEVEL)
"""Per cent of samples whose interval holds the true value; told wherever an interval stands."""


@dataclass(frozen=True)
class Surveyed:
    """An estimate of a unit, and between which values it lies.

    Attributes
    ----------
    placed : Placed
        The leaf that the estimate feeds.
    variable : Variable
    estimate : Estimate
    lower, upper : float or None
        Of a percentage the logit interval, of other values the t interval; None where it cannot be worked out.
    """

    placed: Placed
    variable: Variable
    estimate: Estimate
    lower: float | None
    upper: float | None

    @property
    def is_percentage(self) -> bool:
        """Whether the value is a percentage: a share of answers, or a variable of that kind."""
        return _is_percentage(self.placed, self.variable)

    @property
    def title(self) -> Text:
        """What was asked; of a question with options, the question and the option."""
        question, option = self.placed.node.title, self.variable.title
        if not _is_question(self.placed):
            return option
        return Text(vi=f"{question.vi} – {option.vi}", en=f"{question.en} – {option.en}")


def _is_question(placed: Placed) -> bool:
    return isinstance(placed.node, Leaf) and isinstance(placed.node.rule, Survey)


def _is_percentage(placed: Placed, variable: Variable) -> bool:
    return variable.kind == "percent" or _is_question(placed)


def surveyed(data: RoundData, row: int) -> tuple[Surveyed, ...]:
    """Return the estimates of the unit in a row, in the order of the framework."""
    columns = sorted(column for unit, column in data.estimates if unit == row)
    return tuple(_surveyed(data, column, data.estimates[row, column]) for column in columns)


def _surveyed(data: RoundData, column: int, estimate: Estimate) -> Surveyed:
    position, variable = data.framework.columns[column]
    placed = data.framework.by_code[data.framework.leaves[position].code]
    lower, upper = _bounds(estimate, _is_percentage(placed, variable))
    known = math.isfinite(lower) and math.isfinite(upper)
    return Surveyed(placed, variable, estimate, lower if known else None, upper if known else None)


def _bounds(estimate: Estimate, is_percentage: bool) -> tuple[float, float]:
    freedom = estimate.degrees_of_freedom or math.inf
    if not is_percentage:
        reach = float(stdtrit(freedom, (1 + LEVEL) / 2)) * estimate.standard_error
        return estimate.value - reach, estimate.value + reach
    lower, upper = interval(
        np.array([estimate.value]),
        np.array([estimate.standard_error]),
        np.array([freedom]),
        np.array([math.nan if estimate.n is None else estimate.n]),
        level=LEVEL,
    )
    return float(lower[0]), float(upper[0])
