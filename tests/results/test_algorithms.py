"""Numbered ways of computing a result: each is kept here, or the release that has it is named."""

from parindex.results.algorithms import ALGORITHMS, CURRENT, RELEASES
from tests.builders import everything, results_of


def test_every_algorithm_up_to_the_current_one_has_a_release() -> None:
    assert sorted(RELEASES) == list(range(1, CURRENT + 1))
    assert CURRENT in ALGORITHMS


def test_the_current_algorithm_is_what_the_engine_does() -> None:
    data = everything()
    for stage in data.stages:
        again, now = ALGORITHMS[CURRENT](data, stage), results_of(data, stage)
        assert again.units == now.units
        assert again.scores.stage == stage
