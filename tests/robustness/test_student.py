"""Quantiles of Student's t, against SciPy's."""

import numpy as np
import pytest
from scipy.special import ndtri, stdtrit

from parindex.robustness.student import t_quantile

FREEDOM = np.array([1, 1.01, 1.5, 2, 2.003, 3, 5, 29.7, 100, 1e4, 9e5])


@pytest.mark.parametrize("level", [0.5, 0.8, 0.95, 0.99, 0.999])
def test_they_are_those_of_scipy(level: float) -> None:
    np.testing.assert_allclose(t_quantile(level, FREEDOM), stdtrit(FREEDOM, (1 + level) / 2), rtol=5e-7)


def test_with_many_degrees_of_freedom_they_are_normal() -> None:
    np.testing.assert_allclose(t_quantile(0.95, np.array([1e7, np.inf])), [ndtri(0.975)] * 2, rtol=1e-15)
