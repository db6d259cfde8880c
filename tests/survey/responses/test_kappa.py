"""Kappa against tables worked by hand, and its error against a derivative taken by numbers."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parindex.survey.responses.kappa import Agreement, Weighting, kappa


def test_two_raters_of_fifty_proposals() -> None:
    """20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: agreement 0.7, by chance 0.5·0.6 + 0.5·0.4 = 0.5, so 0.2 ÷ 0.5."""
    found = kappa(np.array([[20.0, 5], [10, 15]]))
    assert (found.pairs, found.agreement) == (50, 0.7)
    assert found.kappa == pytest.approx(0.4, abs=1e-15)


THREE = ((10, 2, 1), (3, 12, 4), (0, 5, 13))


def by_hand(weights: dict[int, Fraction]) -> Fraction:
    """1 − Σ v·observed ÷ Σ v·expected over the disagreements v, in exact fractions."""
    total = sum(map(sum, THREE))
    rows = [Fraction(sum(row), total) for row in THREE]
    columns = [Fraction(sum(column), total) for column in zip(*THREE, strict=True)]
    cells = [(i, j) for i in range(3) for j in range(3)]
    observed = sum((1 - weights[abs(i - j)]) * Fraction(THREE[i][j], total) for i, j in cells)
    expected = sum((1 - weights[abs(i - j)]) * rows[i] * columns[j] for i, j in cells)
    return 1 - observed / expected


@pytest.mark.parametrize(
    ("weighting", "weights"),
    [
        ("none", {0: Fraction(1), 1: Fraction(0), 2: Fraction(0)}),
        ("linear", {0: Fraction(1), 1: Fraction(1, 2), 2: Fraction(0)}),
        ("quadratic", {0: Fraction(1), 1: Fraction(3, 4), 2: Fraction(0)}),
    ],
)
def test_three_ordered_answers(weighting: Weighting, weights: dict[int, Fraction]) -> None:
    assert kappa(np.array(THREE, float), weighting).kappa == pytest.approx(float(by_hand(weights)), abs=1e-15)


tables = st.lists(st.integers(1, 40), min_size=9, max_size=9).map(
    lambda cells: np.array(cells, float).reshape(3, 3)
)
weightings = st.sampled_from(("none", "linear", "quadratic"))


@given(tables, weightings)
def test_the_standard_error_is_that_of_the_delta_method(table: np.ndarray, weighting: Weighting) -> None:
    """Var = (Σ g² p − (Σ g p)²) ÷ n, g the derivative of kappa by each share."""
    found = kappa(table, weighting)
    pairs, step = table.sum(), 1e-5
    gradient = np.zeros(9)
    for cell in range(9):
        sides = []
        for sign in (1, -1):
            moved = table.ravel() / pairs
            moved[cell] += sign * step
            sides.append(_unnormalised(moved.reshape(3, 3), weighting))
        gradient[cell] = (sides[0] - sides[1]) / (2 * step)
    shares = table.ravel() / pairs
    variance = ((gradient**2 * shares).sum() - (gradient * shares).sum() ** 2) / pairs
    assert found.standard_error == pytest.approx(np.sqrt(variance), rel=1e-5, abs=1e-8)


def _unnormalised(shares: np.ndarray, weighting: Weighting) -> float:
    """Kappa as a function of shares that need not add up to one."""
    return kappa(shares / shares.sum(), weighting).kappa


@given(tables, weightings)
def test_swapping_the_interviews_changes_nothing(table: np.ndarray, weighting: Weighting) -> None:
    assert kappa(table, weighting).kappa == pytest.approx(kappa(table.T, weighting).kappa, abs=1e-12)


@given(st.lists(st.integers(0, 30), min_size=4, max_size=4), weightings)
def test_perfect_agreement_is_one(diagonal: list[int], weighting: Weighting) -> None:
    assume(sum(count > 0 for count in diagonal) > 1)
    found = kappa(np.diag(np.array(diagonal, float)), weighting)
    assert found.agreement == pytest.approx(1)
    assert found.kappa == pytest.approx(1)
    assert found.standard_error == pytest.approx(0, abs=1e-7)


def test_where_there_is_nothing_to_compare_it_is_not_a_number() -> None:
    assert repr(kappa(np.zeros((3, 3)))) == repr(Agreement(0, np.nan, np.nan, np.nan))
    one_answer = kappa(np.array([[7.0, 0], [0, 0]]))
    assert (one_answer.pairs, one_answer.agreement) == (7, 1.0)
    assert np.isnan(one_answer.kappa)
    assert np.isnan(one_answer.standard_error)
