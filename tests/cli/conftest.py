"""The rounds that ship are read once, whatever number of commands asks for them."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from parindex import shipped
from parindex.cli import find
from parindex.rounds import RoundData


@pytest.fixture(scope="session", autouse=True)
def shipped_rounds_are_read_once() -> Iterator[None]:
    read: Callable[[str], RoundData] = find.read_round
    remembered = cache(read)
    names = set(shipped.rounds())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(find, "read_round", lambda name: remembered(name) if name in names else read(name))
        yield
