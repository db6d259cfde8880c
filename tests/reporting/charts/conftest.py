"""Rounds that ship, read once: made up for training, printed whole, printed in part."""

import pytest

from parindex.rounds import read
from parindex.scoring import Results, rank, score
from tests.builders import SHIPPED


def _shipped(name: str) -> Results:
    return rank(score(read(SHIPPED / name)))


@pytest.fixture(scope="session")
def training() -> Results:
    return _shipped("training-provinces-2025")


@pytest.fixture(scope="session")
def ministries() -> Results:
    return _shipped("vn-ministries-2023")


@pytest.fixture(scope="session")
def provinces_2019() -> Results:
    return _shipped("vn-provinces-2019")


@pytest.fixture(scope="session")
def few(training: Results) -> Results:
    """Five provinces of the training round, for pictures that are stored."""
    return rank(score(training.round.with_units([0, 11, 14, 25, 62])))


@pytest.fixture(scope="session")
def series() -> list[Results]:
    """The published rounds of the provinces, 2012 to 2024."""
    return [_shipped(f"vn-provinces-{year}") for year in range(2012, 2025)]
