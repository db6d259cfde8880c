"""Differences between domains: each as a contrast says it, all of them with p-values for how many they are."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import studentized_range

from parindex.documents import Unfit
from parindex.survey.estimation.covariance import Pick, contrast
from parindex.survey.estimation.differences import differences
from parindex.survey.estimation.estimate import Estimates, estimate_microdata
from parindex.survey.estimation.multiplicity import holm, max_t
from tests.survey.builders import grouping, people, stored, survey

ABOUT = survey(groupings=[grouping("nation"), grouping("sex", "sex"), grouping("age", "age")])


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Estimates:
    folder = tmp_path_factory.mktemp("differences")
    file = stored(people(np.random.default_rng(3), most=120), folder / "a.parquet")
    return estimate_microdata(ABOUT, [file])


def test_each_is_the_contrast_of_two_domains(found: Estimates) -> None:
    made = differences(found, "age", "whole", draws=500)
    shown = [
        domain
        for domain, few in zip(found["age"].domains, found["age"].flags["few_answers"][:, -1], strict=True)
        if not few
    ]
    assert made.pairs == tuple(combinations(shown, 2))
    for row, pair in enumerate(made.pairs):
        each = contrast(found, [Pick("age", domain, "whole") for domain in pair], (1, -1))
        assert made.estimate[row] == pytest.approx(each.estimate, rel=1e-12)
        assert made.standard_error[row] == pytest.approx(each.standard_error, rel=1e-9)
    everyone = differences(found, "sex", "whole")
    [pair], each = everyone.pairs, contrast(found, [Pick("sex", (sex,), "whole") for sex in "fm"], (1, -1))
    assert pair == (("f",), ("m",))
    assert (everyone.lower[0], everyone.upper[0]) == pytest.approx((each.lower, each.upper), rel=1e-9)
    assert everyone.p_value[0] == everyone.holm[0] == pytest.approx(each.p_value, rel=1e-9)
    assert everyone.max_t[0] == pytest.approx(each.p_value, abs=0.01)


def test_all_from_one_and_the_table(found: Estimates) -> None:
    made = differences(found, "sex", "q1", against=("f",))
    assert made.pairs == ((("m",), ("f",)),)
    frame = made.frame()
    assert frame.columns[:3] == ["domain", "other", "estimate"]
    assert frame.select("domain", "other").rows() == [("m", "f")]


def test_domains_of_few_answers_are_left_out_and_said(tmp_path: Path) -> None:
    about = survey(groupings=[grouping("sex", "sex")], smallest_shown=10_000)
    rows = people(np.random.default_rng(3))
    hidden = estimate_microdata(about, [stored(rows, tmp_path / "a.parquet")])
    with pytest.raises(Unfit, match="At least two groups"):
        differences(hidden, "sex", "whole")
    shown = estimate_microdata(about.changed(smallest_shown=0), [tmp_path / "a.parquet"])
    with pytest.raises(Unfit, match="the one compared with"):
        differences(shown, "sex", "whole", against=("x",))


def test_what_does_not_vary_is_not_tested(tmp_path: Path) -> None:
    """With one PSU in each domain there is no degree of freedom."""
    about = survey(groupings=[grouping("psu", "psu")], smallest_shown=0)
    file = stored(people(np.random.default_rng(3)), tmp_path / "a.parquet")
    made = differences(estimate_microdata(about, [file]), "psu", "whole", draws=200)
    assert np.isnan(made.p_value).all()
    assert np.isnan(made.max_t).all()
    assert made.frame()["holm"].null_count() == len(made.pairs)


def test_all_pairs_of_independent_means_are_tukeys() -> None:
    """P(largest |t| of all pairs ≥ t) = 1 − F(√2 t) of the studentised range, which scipy has."""
    means, freedom = np.array([0.0, 2.5, 3.0, 4.2]), 12
    pairs = list(combinations(range(4), 2))
    chosen = np.array([[(n == i) - (n == j) for n in range(4)] for i, j in pairs], dtype=float)
    value, spread = chosen @ means, chosen @ chosen.T
    found = max_t(value, spread, freedom, draws=200_000, seed=4)
    expected = studentized_range.sf(np.abs(value), 4, freedom)  # √2 |d| ÷ √(1 + 1)
    np.testing.assert_allclose(found, expected, atol=0.004)
    assert (holm(found) >= found).all()
