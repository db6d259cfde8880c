"""How many to ask: worked by hand, against svy, and shared out to the last one."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.documents import Unfit
from parindex.survey.design.size import allocate, design_effect, for_margin, guideline, in_clusters, margin_of


@pytest.mark.parametrize(("population", "answers"), [(100, 80), (1000, 286), (10_000, 385), (100_000, 399)])
def test_the_guideline_s_formula(population: int, answers: int) -> None:
    # 1000 ÷ (1 + 1000 × 0.0025) = 285.7; 10000 ÷ 26 = 384.6; 100000 ÷ 251 = 398.4
    assert guideline(population) == answers


def test_a_margin_of_error_by_hand() -> None:
    # 1.959964² × 0.25 ÷ 0.03² = 1067.07; of 5,000 people: 1067.07 ÷ (1 + 1066.07 ÷ 5000) = 879.5
    assert for_margin(0.03) == 1068
    assert for_margin(0.03, population=5000) == 880
    assert for_margin(0.03, effect=2.0, response=0.8) == math.ceil(1067.0719 * 2 / 0.8)
    assert for_margin(0.001, population=700) == 700


def test_it_is_what_svy_says() -> None:
    import svy

    found = svy.SampleSize().estimate_prop(p=0.84, moe=0.03, method="wald")
    assert for_margin(0.03, share=0.84) == pytest.approx(found.size.n, abs=1)


def test_clusters_make_up_for_their_likeness() -> None:
    assert design_effect(31, 0.1) == pytest.approx(4.0)
    needed = in_clusters(400, 100, 0.1)
    # n = 400 × 0.9 ÷ (1 − 400 × 0.1 ÷ 100) = 600
    assert needed == 600
    assert needed / design_effect(needed / 100, 0.1) == pytest.approx(400)
    with pytest.raises(Unfit, match="at least 41 clusters"):
        in_clusters(400, 40, 0.1)


def test_three_districts_give_an_interval_more_than_twice_as_wide() -> None:
    narrow = margin_of(580, 4.0, 10_000, 0.84)
    assert margin_of(580, 4.0, 2, 0.84) / narrow == pytest.approx(4.3027 / 1.9602, rel=1e-3)
    assert margin_of(580, 4.0, 0, 0.84) == math.inf


@given(
    st.integers(10, 5000),
    st.lists(st.floats(1, 1e6), min_size=1, max_size=10),
    st.sampled_from(["proportional", "equal", "root", "neyman"]),
    st.integers(0, 1),
)
def test_shares_add_up_and_follow_the_method(total: int, sizes: list[float], method: str, least: int) -> None:
    spread = np.linspace(1, 2, len(sizes))
    found = allocate(total, sizes, method, spread=spread, least=least)  # type: ignore[arg-type]
    assert found.sum() == total
    assert (found >= least).all()
    weight = {
        "proportional": sizes,
        "equal": np.ones(len(sizes)),
        "root": np.sqrt(sizes),
        "neyman": sizes * spread,
    }[method]
    exact = least + (total - least * len(sizes)) * np.asarray(weight) / np.sum(weight)
    assert (np.abs(found - exact) < 1 + 1e-6).all()


def test_an_allocation_that_cannot_be() -> None:
    with pytest.raises(Unfit, match="does not give 5 to each"):
        allocate(9, [1, 2], least=5)
    with pytest.raises(Unfit, match="needs a spread"):
        allocate(9, [1, 2], "neyman")
