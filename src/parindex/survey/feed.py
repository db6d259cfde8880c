"""What a round takes from a survey: estimates with their standard errors, at the places its framework has for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from parindex.language import Text
from parindex.problems import Invalid, Place, Problem
from parindex.rounds import RoundData
from parindex.rounds.cells import SURVEYED
from parindex.rounds.model import Estimate
from parindex.survey.estimation.distribution import answer_code
from parindex.survey.estimation.table import EstimateTable
from parindex.survey.model import Feed, Survey

SMALLEST_ERROR = 0.0001
"""A standard error that would be written as nothing is written as this: an estimate is never without one."""
_DECIMALS_OF_ERROR = 4


def fed(data: RoundData, survey: Survey, shares: EstimateTable, answers: EstimateTable) -> RoundData:
    """Return a round with the results of a survey in it; what it had of these leaves' estimates is replaced.

    Parameters
    ----------
    data : RoundData
    survey : Survey
        Its `feeds` say what goes where.
    shares, answers : EstimateTable
        `estimate` and `distribution` by the grouping of the units.

    Raises
    ------
    Invalid
        With everything that does not fit: leaves, variables and units that the round does not have, units without
        an estimate, and figures that stand in ``measurements.csv`` already.
    """
    problems = [*_strangers(data, shares), *_unknown_places(data, survey)]
    if problems:
        raise Invalid(problems)
    found = {
        (row, data.framework.column_position[feed.leaf, variable]): estimate
        for feed in survey.feeds
        for variable, measure in _places(feed).items()
        for row, estimate in _estimates(data, survey, feed, measure, shares if feed.measure else answers)
    }
    _refuse_measured(data, found)
    measured = {stage: values.copy() for stage, values in data.measured.items()}
    surveyed = measured.setdefault(SURVEYED, np.full((len(data.units), len(data.framework.columns)), np.nan))
    for place, estimate in found.items():
        surveyed[place] = estimate.value
    return replace(data, measured=measured, estimates={**data.estimates, **found})


def _places(feed: Feed) -> Mapping[str, str]:
    """Return the measure of the survey by the variable of the leaf."""
    if feed.measure is not None:
        return {feed.variable: feed.measure}
    return {option: answer_code(feed.item or "", answer) for option, answer in feed.options.items()}


def _strangers(data: RoundData, shares: EstimateTable) -> Iterator[Problem]:
    surveyed, known = {domain[0] for domain in shares.domains}, set(data.unit_position)
    for code in sorted(surveyed - known):
        yield _problem(
            "unknown-unit",
            f"Khảo sát có đơn vị “{code}” mà đợt chấm không có.",
            f'The survey has the unit "{code}", which the round does not.',
        )
    for code in sorted(known - surveyed):
        yield _problem(
            "unit-not-surveyed",
            f"Khảo sát không có đơn vị “{code}” của đợt chấm.",
            f'The survey does not have the unit "{code}" of the round.',
        )


def _unknown_places(data: RoundData, survey: Survey) -> Iterator[Problem]:
    for feed in survey.feeds:
        for variable in _places(feed):
            if (feed.leaf, variable) not in data.framework.column_position:
                yield _problem(
                    "unknown-variable",
                    f"Bộ chỉ số của đợt chấm không có biến “{variable}” ở mục {feed.leaf}.",
                    f'The framework of the round has no variable "{variable}" at leaf {feed.leaf}.',
                )


def _estimates(
    data: RoundData, survey: Survey, feed: Feed, measure: str, table: EstimateTable
) -> Iterator[tuple[int, Estimate]]:
    """Yield the row of each unit with its estimate."""
    column = table.measures.index(measure)
    for row, domain in enumerate(table.domains):
        error = max(round(float(table.standard_error[row, column]), _DECIMALS_OF_ERROR), SMALLEST_ERROR)
        yield (
            data.unit_position[domain[0]],
            Estimate(
                value=round(float(table.estimate[row, column]), feed.decimals),
                standard_error=error,
                degrees_of_freedom=float(table.degrees_of_freedom[row]),
                n=round(float(table.answers[row, column])),
                source=survey.title.vi,
            ),
        )


def _refuse_measured(data: RoundData, found: Mapping[tuple[int, int], Estimate]) -> None:
    """Raise `Invalid` where a figure that is not an estimate stands in a place of the survey."""
    surveyed = data.measured.get(SURVEYED)
    if surveyed is None:
        return
    twice = Counter(
        column
        for row, column in found
        if (row, column) not in data.estimates and not np.isnan(surveyed[row, column])
    )
    problems = []
    for column, units in sorted(twice.items()):
        leaf, variable = data.framework.columns[column]
        name = f"{data.framework.leaves[leaf].code}.{variable.name}"
        problems.append(
            _problem(
                "given-twice",
                f"{name} của {units} đơn vị đã có trong measurements.csv, giai đoạn {SURVEYED}; xoá ở đó.",
                f"{name} of {units} units stands in measurements.csv, stage {SURVEYED}; remove it there.",
            )
        )
    if problems:
        raise Invalid(problems)


def _problem(code: str, vi: str, en: str) -> Problem:
    return Problem(code, Place(), Text(vi=vi, en=en))
