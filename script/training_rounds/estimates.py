"""Figures that come from samples: the satisfaction index, and every second question of the leaders' survey."""

from __future__ import annotations

import numpy as np

from parindex.framework import Leaf
from parindex.framework.rules import Survey
from parindex.numbers import Floats64
from parindex.rounds.model import Estimate
from script.training_rounds.making import Making
from script.training_rounds.setting import is_survey
from script.training_rounds.wording import LEADERS_SURVEY, SATISFACTION_SURVEY


def estimate(making: Making) -> None:
    """Give those figures with their standard errors."""
    framework = making.setting.framework
    surveyed = [column for column, leaf in enumerate(framework.leaves) if is_survey(leaf)]
    questions = [column for column in surveyed if isinstance(framework.leaves[column].rule, Survey)]
    for column in surveyed:
        if column not in questions:
            estimate_satisfaction(making, framework.leaves[column])
    for column in questions[1::2]:
        estimate_answers(making, framework.columns_of_leaf[column])


def estimate_satisfaction(making: Making, leaf: Leaf) -> None:
    """Note the standard error of the satisfaction index: three districts, so two degrees of freedom."""
    setting = making.setting
    column = setting.framework.column_position[leaf.code, "value"]
    spread = setting.draws.uniform("standard error", setting.name(leaf), setting.year)
    people = setting.draws.uniform("people", setting.name(leaf), setting.year)
    for row, value in enumerate(making.measured["council"][:, column].tolist()):
        error, n = round(0.9 + 1.3 * float(spread[row]), 2), 540 + int(180 * float(people[row]))
        making.estimates[row, column] = Estimate(value, error, 2.0, n, SATISFACTION_SURVEY)


def estimate_answers(making: Making, columns: slice) -> None:
    """Turn the answers to a question into percentages with standard errors."""
    council = making.measured["council"]
    for row, counts in enumerate(council[:, columns].copy()):
        n = int(counts.sum())
        council[row, columns] = percentages(counts)
        for column in range(columns.start, columns.stop):
            value = float(council[row, column])
            error = max(round((value * (100 - value) / n) ** 0.5, 2), 0.01)
            making.estimates[row, column] = Estimate(value, error, float(n - 1), n, LEADERS_SURVEY)


def percentages(counts: Floats64) -> Floats64:
    """Return counts as percentages with two decimals that make 100 together."""
    percent = np.round(100 * counts / counts.sum(), 2)
    percent[0] = round(100 - float(percent[1:].sum()), 2)
    return percent
