"""Confidence sets for ranks: against a plain transcription of the algorithm, and what must hold of any."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.documents import Unfit
from parindex.survey.ranks import rank_sets


def plainly(
    x: Any, sigma: Any, draws: Any, level: float, *, stepwise: bool, only: int | None = None
) -> list[tuple[int, int]]:
    """The algorithm of the paper pair by pair: sets of all units, or with the pairs of one unit for that one."""
    p = len(x)
    pairs = [(i, j) for i in range(p) for j in range(p) if i != j and (only is None or only in {i, j})]
    s = {(i, j): (sigma[i][i] + sigma[j][j] - 2 * sigma[i][j]) ** 0.5 for i, j in pairs}
    above: set[tuple[int, int]] = set()
    left = list(pairs)
    while left:
        largest = sorted(max((z[i] - z[j]) / s[i, j] for i, j in left) for z in draws)
        critical = largest[int(np.ceil(level * len(largest))) - 1]
        new = {(i, j) for i, j in left if x[i] - x[j] > critical * s[i, j]}
        above |= new
        left = [pair for pair in left if pair not in new]
        if not stepwise or not new:
            break
    units = range(p) if only is None else [only]
    return [
        (1 + sum((j, i) in above for j in range(p)), p - sum((i, j) in above for j in range(p)))
        for i in units
    ]


def example(seed: int, units: int = 6) -> tuple[Any, Any]:
    rng = np.random.default_rng(seed)
    root = rng.normal(size=(units, units)) * 0.3 + np.eye(units)
    return rng.normal(80, 4, units), root @ root.T


def drawn(sigma: Any, draws: int, seed: int) -> Any:
    values, vectors = np.linalg.eigh(sigma)
    return np.random.default_rng(seed).standard_normal((draws, len(sigma))) @ (vectors * np.sqrt(values)).T


@pytest.mark.parametrize("stepwise", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_sets_are_those_of_the_plain_algorithm_on_the_same_draws(seed: int, stepwise: bool) -> None:
    x, sigma = example(seed)
    z = drawn(sigma, 300, seed)
    found = rank_sets(x, sigma, draws=300, seed=seed, stepwise=stepwise)
    assert list(zip(found.lower, found.upper, strict=True)) == plainly(x, sigma, z, 0.95, stepwise=stepwise)
    marginal = rank_sets(x, sigma, coverage="marginal", draws=300, seed=seed, stepwise=stepwise)
    by_hand = [plainly(x, sigma, z, 0.95, stepwise=stepwise, only=unit)[0] for unit in range(len(x))]
    assert list(zip(marginal.lower, marginal.upper, strict=True)) == by_hand


def test_units_far_apart_have_one_place_and_units_alike_have_all() -> None:
    far = rank_sets(np.array([90.0, 70.0, 80.0]), np.eye(3))
    assert [far.rank.tolist(), far.lower.tolist(), far.upper.tolist()] == [[1, 3, 2]] * 3
    assert not far.cannot_be_ranked.any()
    alike = rank_sets(np.array([80.1, 80.0, 80.0]), 9 * np.eye(3))
    assert (alike.rank.tolist(), alike.lower.tolist(), alike.upper.tolist()) == ([1, 2, 2], [1] * 3, [3] * 3)
    assert alike.cannot_be_ranked.all()


def test_who_may_be_best_or_worst_and_who_cannot_be_told_apart() -> None:
    found = rank_sets(np.array([90.0, 89.9, 80.0, 70.0]), np.eye(4))
    assert found.best(1).tolist() == [True, True, False, False]
    assert found.worst(2).tolist() == [False, False, True, True]
    assert [found.like(unit).tolist() for unit in range(4)] == [[1], [0], [], []]


def test_few_degrees_of_freedom_widen_the_sets() -> None:
    x = np.linspace(76, 90, 20)
    normal, few = (rank_sets(x, np.eye(20), degrees_of_freedom=df).upper for df in (None, 2.0))
    assert (few >= normal).all()
    assert few.sum() > normal.sum()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 9))
def test_laws_of_rank_sets(seed: int, units: int) -> None:
    x, sigma = example(seed, units)
    every, one = (rank_sets(x, sigma, coverage=c, draws=400, seed=1) for c in ("simultaneous", "marginal"))
    plain = rank_sets(x, sigma, draws=400, seed=1, stepwise=False)
    for found in (every, one, plain):
        assert (found.lower <= found.rank).all()
        assert (found.rank <= found.upper).all()
    assert (plain.lower <= every.lower).all()
    assert (every.upper <= plain.upper).all()
    assert not (every.told_apart & every.told_apart.T).any()


def test_simultaneous_sets_cover_all_ranks_about_as_often_as_promised() -> None:
    rng = np.random.default_rng(7)
    truth = np.linspace(80, 86, 8)
    ranks = np.arange(8, 0, -1)
    hits = 0
    for trial in range(200):
        found = rank_sets(truth + rng.normal(size=8), np.eye(8), draws=500, seed=trial)
        hits += bool(((found.lower <= ranks) & (ranks <= found.upper)).all())
    assert hits / 200 >= 0.92


@pytest.mark.parametrize(("x", "sigma"), [([1.0, np.nan], np.eye(2)), ([1.0, 2.0], np.diag([1.0, 0.0]))])
def test_without_an_estimate_or_an_error_there_is_no_set(x: list[float], sigma: Any) -> None:
    with pytest.raises(Unfit, match="Every unit needs an estimate"):
        rank_sets(np.array(x), sigma)


def test_the_same_seed_gives_the_same_sets() -> None:
    x, sigma = example(3, 20)
    one, two = (rank_sets(x, sigma, seed=5) for _ in range(2))
    np.testing.assert_array_equal(one.lower, two.lower)


@pytest.mark.parametrize("coverage", ["simultaneous", "marginal"])
def test_a_unit_alone_is_first(coverage: Any) -> None:
    found = rank_sets(np.array([80.0]), np.eye(1), coverage=coverage)
    assert (found.rank.tolist(), found.lower.tolist(), found.upper.tolist()) == ([1], [1], [1])


def test_bootstrap_replicates_stand_in_for_draws() -> None:
    x, sigma = example(2)
    replicates = x + drawn(sigma, 400, 9)
    found = rank_sets(x, sigma, replicates=replicates)
    expected = plainly(x, sigma, replicates - x, 0.95, stepwise=True)
    assert list(zip(found.lower, found.upper, strict=True)) == expected


@pytest.mark.parametrize("seed", range(3))
def test_other_draws_differ_only_within_the_simulation_error_of_the_critical_value(seed: int) -> None:
    """Sets from the plain algorithm on its own draws, at the ends of the error of its level, bracket ours."""
    x, sigma = example(seed)
    found = rank_sets(x, sigma, draws=20_000, seed=100 + seed)
    draws = 600
    error = 4 * (0.95 * 0.05 / draws) ** 0.5
    z = drawn(sigma, draws, seed)
    narrow, wide = (plainly(x, sigma, z, 0.95 + sign * error, stepwise=True) for sign in (-1, 1))
    for (low, high), (inner, outer) in zip(
        zip(found.lower, found.upper, strict=True), zip(narrow, wide, strict=True), strict=True
    ):
        assert outer[0] <= low <= inner[0]
        assert inner[1] <= high <= outer[1]
