"""Flags after the presentation standards of NCHS: each rule at its edge."""

import numpy as np
import pytest
from scipy.stats import beta, t

from parindex.survey.estimation.flags import quality_flags
from parindex.survey.estimation.intervals import interval


def raised(
    estimate: float, error: float, freedom: float = 1e9, answers: float = 1000, smallest_shown: int = 0
) -> set[str]:
    arrays = (np.array([[float(each)]]) for each in (estimate, error, freedom, answers))
    flags = quality_flags(*arrays, smallest_shown)
    return {name for name, values in flags.items() if values[0, 0]}


@pytest.mark.parametrize(
    ("figures", "flags"),
    [
        ((84, 1.0), set()),
        ((84, 1.0, 7), {"review"}),
        ((84, 1.0, 8), set()),
        ((50, 9.1, 1e9), {"wide", "suppress"}),  # p (1 − p) ÷ v = 30.2, but the interval is 36 points wide
        ((50, 9.2, 1e9), {"small_effective", "wide", "suppress"}),  # 29.5
        ((5, 2.2, 1e9), {"wide", "suppress"}),  # 9.9 points wide, twice the estimate
        ((95, 2.2, 1e9), set()),
        ((84, 1.0, 1e9, 29), {"small_effective", "suppress"}),  # no better than its 29 answers
        ((100, 0.0, 2, 30), {"review"}),
        ((100, 0.0, 2, 29), {"review", "small_effective", "suppress"}),
        ((0, 0.0, 2, 30), {"review"}),
        ((50, 0.0, 1, 40), {"review", "wide", "suppress"}),  # two PSUs that agree by chance are no certainty
        ((84, 0.1, 0), {"review", "wide", "suppress"}),  # nothing to judge it by
        ((84, 1.0, 2), {"review"}),
        ((84, 3.5, 2), {"review", "wide", "suppress"}),
    ],
)
def test_the_rules_at_their_edges(figures: tuple[float, ...], flags: set[str]) -> None:
    assert raised(*figures) == flags


def test_domains_below_what_the_survey_publishes() -> None:
    assert raised(84, 1.0, answers=99, smallest_shown=100) == {"few_answers", "suppress"}
    assert raised(84, 1.0, answers=100, smallest_shown=100) == set()


def test_the_width_is_that_of_korn_and_graubard_with_at_most_the_answers_there_are() -> None:
    for error, freedom in ((2.9, 4), (5.5, 30), (1.0, 3)):
        effective = 0.84 * 0.16 / (error / 100) ** 2 * (t.ppf(0.975, 499) / t.ppf(0.975, freedom)) ** 2
        n = min(effective, 500)
        low, high = beta.ppf(0.025, n * 0.84, n * 0.16 + 1), beta.ppf(0.975, n * 0.84 + 1, n * 0.16)
        assert ("wide" in raised(84, error, freedom, 500)) == (100 * (high - low) >= 30)


def test_where_nothing_varies_the_interval_is_the_estimate() -> None:
    figures = (np.array([40.0]), np.array([0.0]), np.array([5.0]), np.array([100.0]))
    for method in ("logit", "beta", "wilson", "t"):
        lower, upper = interval(*figures, method)
        assert (lower[0], upper[0]) == pytest.approx((40, 40)), method


def test_without_degrees_of_freedom_there_is_no_interval() -> None:
    figures = (np.array([40.0]), np.array([0.0]), np.array([0.0]), np.array([100.0]))
    for method in ("logit", "beta", "wilson", "t"):
        assert np.isnan(interval(*figures, method)).all(), method
