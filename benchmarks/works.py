"""The works of parindex that are measured; `plain_works` has those of plain pandas.

Every work runs in a process of its own. Inputs are made before the clock starts.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, TypeVar

import numpy as np

from benchmarks.synthetic import FRAMEWORK, make_round
from parindex.numbers import MICRO
from parindex.scoring import rank, score
from parindex.scoring.whatif import CELLS, Draws, Replicated, replicate

ROUND = FRAMEWORK.parent.parent / "rounds" / "training-provinces-2025"
UNITS = 63
REPLICATIONS = 10_000
SEED = 1

Array = np.ndarray[Any, Any]
Outcome = TypeVar("Outcome")


@dataclass(frozen=True)
class Done:
    """What became of a work.

    Attributes
    ----------
    seconds : float
        Median of its runs.
    answer : dict of array
        ``index`` and ``rank``, or ``points``; unknown figures are NaN.
    peak_mb : float or None
        Where the work ran in yet another process.
    """

    seconds: float
    answer: dict[str, Array] = field(default_factory=dict)
    peak_mb: float | None = None


class Absent(Exception):
    """A peer is not installed; says which, and what would bring it."""


def timed(work: Callable[[], Outcome], runs: int) -> tuple[float, Outcome]:
    """Return the median time of a work and its outcome; the first run, which fills caches, does not count."""
    outcome, seconds = work(), []
    for _ in range(runs):
        start = perf_counter()
        outcome = work()
        seconds.append(perf_counter() - start)
    return median(seconds), outcome


def once(folder: Path, write: Callable[[Path], object]) -> float:
    """Fill a folder, whole or not at all, unless it is there from before; return the seconds."""
    start, unfinished = perf_counter(), folder.with_name(f"{folder.name}.unfinished")
    if not folder.exists():
        shutil.rmtree(unfinished, ignore_errors=True)
        write(unfinished)
        unfinished.rename(folder)
    return perf_counter() - start


def launched(runs: int, *command: str | Path) -> tuple[Done, str]:
    """Run a command some times in processes of its own and return what it said; see `launch`.

    Python's settings are left out of their environment, so that compiled bytecode is kept as it usually is.
    """
    launcher = [sys.executable, str(Path(__file__).with_name("launch.py")), str(runs)]
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [*launcher, *map(str, command)], stdout=subprocess.PIPE, check=True, encoding="utf-8", env=plain
    )
    told = json.loads(done.stdout)
    return Done(told["seconds"], peak_mb=told["peak_mb"]), told["said"]


def score_alone(units: int, runs: int, scratch: Path) -> Done:
    """Score a made-up round."""
    data = make_round(units)
    seconds, scores = timed(lambda: score(data), runs)
    return Done(seconds, {"points": np.where(scores.is_scored, scores.points / MICRO, np.nan)})


def score_and_rank(units: int, runs: int, scratch: Path) -> Done:
    """Score and rank a made-up round."""
    data = make_round(units)
    seconds, results = timed(lambda: rank(score(data)), runs)
    return Done(
        seconds,
        {
            "index": np.array([float(unit.index or 0) for unit in results.units]),
            "rank": np.array([unit.rank for unit in results.units]),
        },
    )


def make_draws(scratch: Path) -> Done:
    """Make the draws beforehand and keep them in a file."""
    np.save(scratch / "draws.npy", Draws.make(make_round(UNITS), REPLICATIONS, SEED).steps)
    return Done(0.0)


def whatif(runs: int, compared: int, scratch: Path) -> Done:
    """Replicate a made-up round, with quantiles of index and rank; answer with the first replications."""
    data, draws = make_round(UNITS), Draws(np.load(scratch / "draws.npy"))

    def work() -> Replicated:
        replicated = replicate(data, draws)
        replicated.index_quantiles(), replicated.rank_quantiles()
        return replicated

    seconds, replicated = timed(work, runs)
    return Done(seconds, {"index": replicated.index[:compared], "rank": replicated.rank[:compared]})


def read_draws(runs: int, scratch: Path) -> Done:
    """Turn every draw into a number and multiply it, in the same chunks and threads: the least there is to do."""
    steps = np.load(scratch / "draws.npy")
    at_once = max(1, CELLS // UNITS)

    def read(start: int) -> None:
        for of_input in steps:
            np.multiply(of_input[start : start + at_once], 0.5)

    def work() -> None:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(read, range(0, REPLICATIONS, at_once)))

    return Done(timed(work, runs)[0])


def compute(runs: int, scratch: Path) -> Done:
    """Run ``parindex compute`` on the training round; its answer is read from one more run, in JSON."""
    done, _ = launched(runs, parindex(), "compute", ROUND)
    said = subprocess.run(
        [parindex(), "compute", ROUND, "--json"], stdout=subprocess.PIPE, check=True, encoding="utf-8"
    )
    units = {unit["code"]: unit for unit in json.loads(said.stdout)["units"]}
    rows = (ROUND / "units.csv").read_text(encoding="utf-8").splitlines()[1:]
    in_order = [units[row.split(",")[0]] for row in rows]
    answer = {key: np.array([float(unit[key]) for unit in in_order]) for key in ("index", "rank")}
    return Done(done.seconds, answer, done.peak_mb)


def compute_and_seal(runs: int, scratch: Path) -> Done:
    """Run ``parindex compute`` with ``--out``: every result and input written and hashed as well."""
    return launched(runs, parindex(), "compute", ROUND, "--out", scratch / "sealed-{run}")[0]


def import_only(runs: int, scratch: Path) -> Done:
    """Start Python and import the command line: what any command costs before it does anything."""
    return launched(runs, sys.executable, "-c", "import parindex.cli")[0]


def parindex() -> Path:
    """Return the installed command."""
    return Path(sys.executable).with_name("parindex.exe" if os.name == "nt" else "parindex")
