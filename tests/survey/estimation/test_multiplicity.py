"""Many tests at once: against R's p.adjust, and against what is known of independent and equal tests."""

import numpy as np
import pytest

from parindex.documents import Unfit
from parindex.survey.estimation.multiplicity import holm, max_t


def test_holm_is_that_of_r() -> None:
    """R 4.2.2: ``p.adjust(c(0.01, 0.04, 0.03, 0.005, NA, 0.5), "holm")``."""
    found = holm([0.01, 0.04, 0.03, 0.005, np.nan, 0.5])
    np.testing.assert_allclose(found, [0.04, 0.09, 0.09, 0.025, np.nan, 0.5], rtol=1e-12)


def test_the_largest_of_independent_tests_is_sidaks() -> None:
    t = np.array([1.0, 2.5, 3.2, 0.2])
    single = np.array([0.31731051, 0.01241933, 0.00137428, 0.84148058])  # 2 (1 − Φ(t))
    found = max_t(t, np.eye(4), None, draws=200_000, seed=1)
    np.testing.assert_allclose(found, 1 - (1 - single) ** 4, atol=0.003)


def test_more_draws_than_memory_holds_are_refused_before_the_first() -> None:
    with pytest.raises(Unfit, match=r"100000000000 draws do not fit into memory; at most 33554432 do"):
        max_t(np.zeros(2), np.eye(2), None, draws=10**11)


def test_tests_that_are_one_need_no_adjustment() -> None:
    t = np.array([2.5, 2.5])
    found = max_t(3 * t, 9 * np.ones((2, 2)), None, draws=200_000, seed=1)
    np.testing.assert_allclose(found, 0.01241933, atol=0.001)


def test_few_degrees_of_freedom_make_it_harder() -> None:
    t = np.array([2.5, 1.0])
    normal, few = (max_t(t, np.eye(2), df, seed=3) for df in (None, 2.0))
    assert (few > normal).all()
    assert few[0] == pytest.approx(
        1 - (1 - 0.1296) ** 2, abs=0.05
    )  # 2 P(t₂ > 2.5) = 0.1296, nearly independent
