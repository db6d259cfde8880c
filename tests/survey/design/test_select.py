"""Selection at one stage: the stated probabilities are those with which units come."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.survey.design.select import Selection, generator, simple, systematic, systematic_by_size

DRAWS = 20_000
SIZES = np.array([5.0, 1.0, 2.0, 40.0, 7.0, 3.0, 9.0, 1.0])


def draw(method: str, seed: int, units: int = 8, take: int = 3) -> Selection:
    random = generator(seed, method)
    if method == "by_size":
        return systematic_by_size(SIZES[:units], take, random)
    return (simple if method == "simple" else systematic)(units, take, random)


@pytest.mark.parametrize("method", ["simple", "systematic", "by_size"])
def test_frequencies_of_many_draws_are_the_stated_probabilities(method: str) -> None:
    times = np.zeros(8)
    for seed in range(DRAWS):
        found = draw(method, seed)
        assert len(set(found.chosen.tolist())) == 3
        times[found.chosen] += 1
    stated = draw(method, 0).probability
    assert stated.sum() == pytest.approx(3)
    error = np.sqrt(stated * (1 - stated) / DRAWS)
    assert (np.abs(times / DRAWS - stated) <= 4 * error + 1e-12).all()


def test_units_too_large_for_the_step_are_certain() -> None:
    found = draw("by_size", 1)
    # 40 of 68 with three to take: 3 × 40 ≥ 68, so it is certain; two are left for 28, and none of them reaches 14.
    np.testing.assert_allclose(found.probability, np.where(SIZES == 40, 1.0, 2 * SIZES / 28))
    assert 3 in found.chosen


def test_all_where_there_are_no_more() -> None:
    for method in ("simple", "systematic", "by_size"):
        found = draw(method, 1, units=4, take=9)
        assert (found.chosen.tolist(), found.probability.tolist()) == ([0, 1, 2, 3], [1.0] * 4)


def test_a_draw_hangs_on_its_seed_and_place_alone() -> None:
    one, two = (generator(7, "village", "p01", "d03").random(4) for _ in range(2))
    assert one.tolist() == two.tolist()
    assert generator(7, "village", "p01", "d04").random(4).tolist() != one.tolist()
    assert generator(8, "village", "p01", "d03").random(4).tolist() != one.tolist()
    assert generator(7, "village", "p01d", "03").random(4).tolist() != one.tolist()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0.01, 1e4), min_size=1, max_size=30), st.integers(1, 30), st.integers(0, 99))
def test_by_size_takes_as_many_as_asked_each_once(sizes: list[float], take: int, seed: int) -> None:
    found = systematic_by_size(np.array(sizes), take, generator(seed))
    assert len(set(found.chosen.tolist())) == min(take, len(sizes))
    assert found.probability.sum() == pytest.approx(min(take, len(sizes)))
    assert (found.probability <= 1 + 1e-12).all()
