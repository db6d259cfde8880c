"""What one pass over the microdata is to sum, and what it finds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from parindex.numbers import Floats64
from parindex.survey.model import Grouping, Survey, VarianceDesign
from parindex.survey.totals.slabs import Positions

More = Literal["score", "levels"]
"""What can be summed beside answers, weights and satisfied: codes and their squares, weights by answer."""

Label = tuple[str, ...]

LARGEST_SQUARE = 128
"""The largest square of a code that a weight may be multiplied by."""


@dataclass(frozen=True, eq=False)
class Plan:
    """One pass for all groupings."""

    survey: Survey
    design: VarianceDesign
    groupings: tuple[Grouping, ...]
    more: tuple[More, ...]
    quantum: float
    """What weights are rounded to multiples of; sums are in it."""

    @property
    def frame(self) -> tuple[str, ...]:
        """Columns that make a PSU: its strata, then itself."""
        return (*self.design.strata, self.design.stages[0].cluster)

    @property
    def population(self) -> str | None:
        """Column with the number of PSUs in the population of a stratum."""
        return self.design.stages[0].population

    def own_columns(self, grouping: Grouping) -> tuple[str, ...]:
        """Columns of a grouping that are not columns of the frame, which every cell has anyway."""
        return tuple(name for name in grouping.columns if name not in self.frame)

    @property
    def levels(self) -> tuple[int, ...]:
        """Codes of answers whose weights are summed one by one; none where these are not asked for."""
        scales = self.survey.scales if "levels" in self.more else ()
        return max((scale.levels for scale in scales), key=len, default=())

    @property
    def totals(self) -> tuple[str, ...]:
        """Names of the totals of every item; all but ``answers`` are sums of weights."""
        scores = ("score", "score_squared") if "score" in self.more else ()
        return ("answers", "weight", "satisfied", *scores, *(f"level_{level}" for level in self.levels))


@dataclass(frozen=True)
class Weights:
    """What must be known of weights before they are summed; the bounds mean nothing where some are not given."""

    people: int
    given: int
    least: float
    largest: float

    @classmethod
    def none(cls) -> Weights:
        """Return what is known of no rows."""
        return cls(0, 0, math.inf, -math.inf)

    def with_more(self, more: Weights) -> Weights:
        """Return it for these rows and others; what is not a number stays so."""
        least, largest = np.minimum(self.least, more.least), np.maximum(self.largest, more.largest)
        return Weights(self.people + more.people, self.given + more.given, float(least), float(largest))


@dataclass(frozen=True, eq=False)
class Labelled:
    """Labels, in any order and perhaps of more than there is, and which of them each cell has."""

    labels: Sequence[Label]
    number: Positions

    @classmethod
    def each(cls, labels: Sequence[Label]) -> Labelled:
        """Return cells from the label of each."""
        return cls(labels, np.arange(len(labels)))


def united(every: Sequence[Labelled]) -> tuple[tuple[Label, ...], list[Positions]]:
    """Return the labels that any cells have, sorted, and for each of the labelled the position of every cell's.

    Most often all of them have the same sequence of labels, which is then gone through once.
    """
    distinct = {id(each.labels): each.labels for each in every}
    there = {key: np.zeros(len(labels), dtype=bool) for key, labels in distinct.items()}
    for each in every:
        there[id(each.labels)][each.number] = True
    found = {
        key: [labels[n] for n in np.flatnonzero(there[key]).tolist()] for key, labels in distinct.items()
    }
    united = tuple(sorted(set().union(*found.values())))
    position = {label: n for n, label in enumerate(united)}
    places = {key: np.full(len(labels), -1) for key, labels in distinct.items()}
    for key, labels in found.items():
        places[key][there[key]] = [position[label] for label in labels]
    return united, [places[id(each.labels)][each.number] for each in every]


@dataclass(frozen=True, eq=False)
class Sums:
    """Sums of one grouping by cell, in any order; sums of weights are in quanta.

    Attributes
    ----------
    psus, groups : Labelled (cells,)
        A PSU is named by the frame, a group by the grouping's columns; what is null is the empty text.
    people, weight : float array (cells,)
    totals : dict of name to float array (cells × items)
    least, most : float array (cells,)
        Of the population of the PSU's stratum; NaN where it is not known.
    """

    psus: Labelled
    groups: Labelled
    people: Floats64
    weight: Floats64
    totals: dict[str, Floats64]
    least: Floats64
    most: Floats64


def text_of(value: Any) -> str:
    """Return a value of a column that cells are made by as it stands in a label."""
    return "" if value is None or value != value else str(value)
