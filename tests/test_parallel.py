"""Work is done in its order, by this process or by others, and each of them prepares once."""

from functools import partial
from multiprocessing import forkserver

import pytest

from parindex import parallel
from parindex.parallel import get_ready, workers

POWERS = partial(partial, pow, 2)
"""Prepares what does a piece of work: 2 to its power."""


@pytest.mark.parametrize("processes", [1, 2])
def test_work_is_done_in_its_order(processes: int) -> None:
    with workers(processes, POWERS, at_once=3) as do:
        assert list(do(range(10))) == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]


def test_a_process_prepares_before_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_work", None, raising=False)
    parallel._begin(POWERS)
    assert parallel._do(3) == 8


def test_where_there_is_no_fork_nothing_is_made_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    monkeypatch.setattr(forkserver, "ensure_running", lambda: started.append("server"))
    monkeypatch.setattr(forkserver, "set_forkserver_preload", started.extend)
    monkeypatch.setattr(parallel, "START", "spawn")
    get_ready("parindex.files")
    assert started == []
    monkeypatch.setattr(parallel, "START", "forkserver")
    get_ready("parindex.files")
    assert started == ["parindex.files", "server"]
