"""The two ways to count answers by cell give the same whole numbers, whichever is cheaper."""

import numpy as np
import pytest
from numpy.typing import NDArray

from parindex.survey.totals.combined import Combined
from parindex.survey.totals.kinds import Kinds
from parindex.survey.totals.plan import More, Plan
from parindex.survey.totals.row_by_row import row_by_row
from tests.survey.builders import survey

SURVEY = survey()
ROWS = 70_000
"""More than are counted at once."""


def answers_of(rng: np.random.Generator, more: tuple[More, ...]) -> list[NDArray[np.int8]]:
    """Answers from none to the highest level."""
    return [rng.integers(0, 6, ROWS, dtype=np.int8) for _ in SURVEY.items]


def kinds_of(plan: Plan, answers: list[NDArray[np.int8]]) -> list[Kinds]:
    """The kinds that the totals of the plan tell apart."""
    if plan.more:
        return [Kinds(given.view(np.uint8), np.arange(6)) for given in answers]
    from_ = [SURVEY.scale_of[item.code].satisfied_from for item in SURVEY.items]
    return [
        Kinds((given >= 1).view(np.uint8) + (given >= least).view(np.uint8), np.array([0, 1, least]))
        for given, least in zip(answers, from_, strict=True)
    ]


@pytest.mark.parametrize("more", [(), ("score", "levels")])
def test_row_by_row_and_in_combination_are_the_same(more: tuple[More, ...]) -> None:
    rng = np.random.default_rng(11)
    plan = Plan(SURVEY, SURVEY.design(None), SURVEY.groupings, more, 1.0)
    kinds = kinds_of(plan, answers_of(rng, more))
    weight = rng.integers(1, 1000, ROWS).astype(np.float64)
    cells = [(rng.integers(0, many, ROWS), many) for many in (7, 1, 40_000)]
    combined = Combined(plan, kinds)
    for (cell, many), found in zip(cells, row_by_row(plan, kinds, cells, weight), strict=True):
        expected = combined.totals(cell, many, weight)
        assert len(found) == len(plan.totals)
        for name, one, other in zip(plan.totals, found, expected, strict=True):
            np.testing.assert_array_equal(one, other, err_msg=name)


def test_both_ways_agree_with_counting_by_hand() -> None:
    plan = Plan(SURVEY, SURVEY.design(None), SURVEY.groupings, (), 1.0)
    of_first = np.array([2, 1, 0, 2], dtype=np.uint8)
    kinds = [
        Kinds(of_first, np.array([0, 1, 4])),
        *[Kinds(np.zeros(4, dtype=np.uint8), np.array([0, 1, 4]))] * (len(SURVEY.items) - 1),
    ]
    cell, weight = np.array([0, 0, 0, 1]), np.array([10.0, 20.0, 40.0, 80.0])
    for answers, weights, satisfied in (
        row_by_row(plan, kinds, [(cell, 2)], weight)[0],
        Combined(plan, kinds).totals(cell, 2, weight),
    ):
        assert answers[:, 0].tolist() == [2.0, 1.0]
        assert weights[:, 0].tolist() == [30.0, 80.0]
        assert satisfied[:, 0].tolist() == [10.0, 80.0]
        assert not answers[:, 1:].any()
