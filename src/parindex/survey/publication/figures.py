"""Estimates as far as they may be shown: past this module nothing exists of what is held back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from parindex.numbers import Floats64
from parindex.survey.estimation.flags import HOLD_BACK
from parindex.survey.estimation.table import EstimateTable
from parindex.survey.model import Grouping


@dataclass(frozen=True)
class Figure:
    """One estimate; its four numbers are None where it is held back or not known.

    Attributes
    ----------
    estimate, standard_error, lower, upper : float or None
        In percent; percentage points.
    held_back : tuple of str
        The flags for which it is not shown.
    review : bool
        Fewer degrees of freedom than are trusted.
    answers : float
        How many answered; of a node, the mean over its items.
    no_answer : float
        Percent of the people of the domain.
    design_effect, effective_answers, intraclass_correlation : float or None
        Of what is held back too: they tell of the sample, not of the estimate.
    """

    estimate: float | None
    standard_error: float | None
    lower: float | None
    upper: float | None
    held_back: tuple[str, ...]
    review: bool
    answers: float
    no_answer: float
    design_effect: float | None
    effective_answers: float | None
    intraclass_correlation: float | None


@dataclass(frozen=True)
class Domain:
    """The people of one domain, and their figures by the code of the item or node."""

    values: tuple[str, ...]
    people: float
    psus: float
    strata: float
    degrees_of_freedom: float
    figures: Mapping[str, Figure]


@dataclass(frozen=True)
class Group:
    """The domains of one grouping, in the order of its labels."""

    grouping: Grouping
    measures: tuple[str, ...]
    domains: tuple[Domain, ...]

    def held_back(self, measure: str) -> set[tuple[str, ...]]:
        """Return the domains of which a measure is not shown."""
        return {domain.values for domain in self.domains if domain.figures[measure].estimate is None}


def group_of(grouping: Grouping, table: EstimateTable) -> Group:
    """Return a table of estimates as far as it may be shown."""
    place = {label: n for n, label in enumerate(grouping.labels)}
    rows = sorted(
        range(len(table.domains)),
        key=lambda row: [(place.get(value, len(place)), value) for value in table.domains[row]],
    )
    return Group(grouping, table.measures, tuple(_domain(table, row) for row in rows))


def _domain(table: EstimateTable, row: int) -> Domain:
    return Domain(
        values=table.domains[row],
        people=float(table.people[row]),
        psus=float(table.psus[row]),
        strata=float(table.strata[row]),
        degrees_of_freedom=float(table.degrees_of_freedom[row]),
        figures={measure: _figure(table, row, column) for column, measure in enumerate(table.measures)},
    )


def _figure(table: EstimateTable, row: int, column: int) -> Figure:
    held_back = tuple(name for name in HOLD_BACK if table.flags[name][row, column])
    answers = float(table.answers[row, column])

    def shown(values: Floats64) -> float | None:
        return None if held_back else known(values[row, column])

    return Figure(
        estimate=shown(table.estimate),
        standard_error=shown(table.standard_error),
        lower=shown(table.lower),
        upper=shown(table.upper),
        held_back=held_back,
        review=bool(table.flags["review"][row, column]),
        answers=answers,
        no_answer=100 * (1 - answers / float(table.people[row])),
        design_effect=known(table.design_effect[row, column]),
        effective_answers=known(table.effective_answers[row, column]),
        intraclass_correlation=known(table.intraclass_correlation[row, column]),
    )


def known(value: float) -> float | None:
    """Return a number, None where it is not one."""
    return float(value) if math.isfinite(value) else None
