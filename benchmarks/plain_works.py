"""The works of plain pandas: the same rounds, the same draws, the same answers."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from benchmarks import plain_pandas
from benchmarks.plain_whatif import Replications, variables_of
from benchmarks.synthetic import FRAMEWORK, make_round
from benchmarks.tables import tables_of
from benchmarks.works import REPLICATIONS, ROUND, UNITS, Done, launched, timed
from parindex.scoring.whatif import Draws, Errors


def score_alone(units: int, runs: int, scratch: Path) -> Done:
    """Score a made-up round."""
    tables = tables_of(make_round(units))
    seconds, points = timed(lambda: plain_pandas.score(tables), runs)
    return Done(seconds, {"points": points.to_numpy()})


def score_and_rank(units: int, runs: int, scratch: Path) -> Done:
    """Score and rank a made-up round."""
    tables = tables_of(make_round(units))
    seconds, outcome = timed(lambda: plain_pandas.score_and_rank(tables), runs)
    return Done(seconds, {"index": outcome.index.to_numpy(), "rank": outcome.rank.to_numpy()})


def whatif(compared: int, scratch: Path) -> Done:
    """Replicate a made-up round a few times; the time is scaled to all replications, quantiles left out."""
    data, draws = make_round(UNITS), Draws(np.load(scratch / "draws.npy", mmap_mode="r"))
    replications = Replications(tables_of(data), variables_of(data.framework), draws, Errors())
    seconds, outcomes = timed(lambda: list(replications.outcomes(compared)), 1)
    answer = {
        "index": np.array([outcome.index for outcome in outcomes]),
        "rank": np.array([outcome.rank for outcome in outcomes]),
    }
    return Done(seconds * REPLICATIONS / compared, answer)


def compute(runs: int, scratch: Path) -> Done:
    """Run the pandas script on the training round."""
    done, said = launched(runs, sys.executable, "-m", "benchmarks.plain_compute", ROUND, FRAMEWORK)
    told = json.loads(said)
    return Done(done.seconds, {key: np.array(told[key]) for key in ("index", "rank")}, done.peak_mb)
