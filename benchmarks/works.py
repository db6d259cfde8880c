"""What is measured: each work done by parindex and by plain pandas, timed, with its answer for comparison.

Every function here is called in a process of its own. Inputs are made before the clock starts.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, TypeVar

import numpy as np

from benchmarks.synthetic import FRAMEWORK, make_round
from parindex.numbers import MICRO
from parindex.scoring import Results, rank, score
from parindex.scoring.whatif import Draws, Errors, Replicated, replicate

ROUND = FRAMEWORK.parent.parent / "rounds" / "training-provinces-2025"
SMALL, LARGE = 63, 10_000
REPLICATIONS = 10_000
PLAIN_REPLICATIONS = 10
SEED = 1

Array = np.ndarray[Any, Any]
Answer = dict[str, Array]
Outcome = TypeVar("Outcome")


@dataclass(frozen=True)
class Done:
    """How long a work took (median), and what came out: ``index`` and ``rank``, or ``points``."""

    seconds: float
    answer: Answer


def timed(work: Callable[[], Outcome], runs: int) -> tuple[float, Outcome]:
    """Return the median time of a work and its outcome; the first run, which fills caches, does not count."""
    outcome, seconds = work(), []
    for _ in range(runs):
        start = perf_counter()
        outcome = work()
        seconds.append(perf_counter() - start)
    return median(seconds), outcome


def score_here(units: int, runs: int) -> Done:
    """Score alone."""
    data = make_round(units)
    seconds, scores = timed(lambda: score(data), runs)
    return Done(seconds, {"points": np.where(scores.is_scored, scores.points / MICRO, np.nan)})


def score_plainly(units: int, runs: int) -> Done:
    """Score alone, in pandas."""
    from benchmarks import plain_pandas, tables

    frames = tables.tables_of(make_round(units))
    seconds, points = timed(lambda: plain_pandas.score(frames), runs)
    return Done(seconds, {"points": points.to_numpy()})


def rank_here(units: int, runs: int) -> Done:
    """Score and rank."""
    data = make_round(units)
    seconds, results = timed(lambda: rank(score(data)), runs)
    return Done(seconds, answer_of(results))


def rank_plainly(units: int, runs: int) -> Done:
    """Score and rank, in pandas."""
    from benchmarks import plain_pandas, tables

    frames = tables.tables_of(make_round(units))
    seconds, outcome = timed(lambda: plain_pandas.score_and_rank(frames), runs)
    return Done(seconds, {"index": outcome.index.to_numpy(), "rank": outcome.rank.to_numpy()})


def answer_of(results: Results) -> Answer:
    """Return index and rank by unit."""
    index = [float(unit.index) for unit in results.units if unit.index is not None]
    return {"index": np.array(index), "rank": np.array([unit.rank for unit in results.units])}


def draws_beforehand() -> Draws:
    """Return the draws, mapped from a file that is made the first time."""
    path = Path(tempfile.gettempdir()) / f"parindex-draws-{REPLICATIONS}-{SMALL}-{SEED}.npy"
    if not path.exists():
        np.save(path, Draws.make(make_round(SMALL), REPLICATIONS, SEED).steps)
    return Draws(np.load(path, mmap_mode="r"))
