"""Work on several processors: what every piece of it needs is made once in each process, then piece follows piece."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import forkserver, get_all_start_methods, get_context
from typing import Any, TypeVar

Piece = TypeVar("Piece")
Made = TypeVar("Made")

START = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
"""How other processes start: not forked from this one, for what draws charts would not survive that."""


@contextmanager
def workers(
    processes: int, prepare: Callable[[], Callable[[Piece], Made]], at_once: int = 1
) -> Iterator[Callable[[Iterable[Piece]], Iterator[Made]]]:
    """Give what does pieces of work, and yields what came of them in their order.

    Parameters
    ----------
    processes : int
        How many work at once. One is this process; with more, the program that calls this must guard its start by
        ``if __name__ == "__main__"``, as `multiprocessing` asks.
    prepare : callable
        Makes what does a piece. It is called once in each process, and goes there with all that it holds.
    at_once : int
        Pieces that a process takes together.
    """
    if processes == 1:
        yield partial(map, prepare())
        return
    context = get_context(START)
    with ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(prepare,)) as pool:
        yield partial(pool.map, _do, chunksize=at_once)


def get_ready(module: str) -> None:
    """Begin to import a module in the process that others are then forked from; without fork (Windows) nothing happens."""
    if START == "forkserver":
        forkserver.set_forkserver_preload([module])
        forkserver.ensure_running()


_work: Callable[[Any], Any]
"""Of a process that was started for it: does a piece of work. Set once, when it starts."""


def _begin(prepare: Callable[[], Callable[[Any], Any]]) -> None:
    global _work
    _work = prepare()


def _do(piece: Any) -> Any:
    return _work(piece)
