from collections.abc import Callable
from functools import cache

import pytest

from parindex import shipped
from parindex.reporting.facts import RoundFacts
from parindex.rounds import read
from parindex.scoring import rank, score


@pytest.fixture(scope="session")
def shipped_facts() -> Callable[[str], RoundFacts]:
    """Facts of a round that ships, by its name; each round is scored once."""

    @cache
    def facts(name: str) -> RoundFacts:
        return RoundFacts(rank(score(read(shipped.rounds()[name], [shipped.frameworks_folder()]))))

    return facts
