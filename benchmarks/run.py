"""Running measures, one work after the other, and comparing the answers of both sides."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.measure import Measure, Work
from benchmarks.works import Absent

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Taken:
    """What a measure came to.

    Attributes
    ----------
    peer_seconds : float or None
        None where the peer is not installed; `absent` says what is missing.
    """

    measure: Measure
    seconds: float
    peak_mb: float | None
    peer_seconds: float | None
    limit_seconds: float | None
    absent: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times faster than the peer."""
        return None if self.peer_seconds is None else self.peer_seconds / self.seconds

    @property
    def of_limit(self) -> float | None:
        """How many times the seconds of the limit."""
        return None if self.limit_seconds is None else self.seconds / self.limit_seconds

    @property
    def missed(self) -> tuple[str, ...]:
        """Which claims do not hold: of seconds, megabytes, times the peer, of the limit."""
        claim = self.measure
        held = {
            "seconds": _is_below(self.seconds, claim.seconds),
            "megabytes": _is_below(self.peak_mb, claim.megabytes),
            "times": _is_below(claim.times, self.ratio),
            "of_limit": _is_below(self.of_limit, claim.of_limit),
        }
        return tuple(name for name, holds in held.items() if not holds)


def _is_below(value: float | None, bound: float | None) -> bool:
    return value is None or bound is None or value <= bound


@dataclass(frozen=True)
class Told:
    """What the process of a work told."""

    seconds: float
    peak_mb: float | None
    answer: Path


def take(measure: Measure, scratch: Path) -> Taken:
    """Run both sides of a measure in fresh processes; their answers must agree.

    `scratch` is one folder for the whole run: what was prepared for one measure is there for the next.
    """
    if measure.prepare:
        run(measure.prepare, scratch)
    ours = run(measure.ours, scratch)
    limit = run(measure.limit, scratch).seconds if measure.limit else None
    try:
        peer = run(measure.peer, scratch)
    except Absent as absent:
        return Taken(measure, ours.seconds, ours.peak_mb, None, limit, str(absent))
    compare(measure, ours.answer, peer.answer)
    return Taken(measure, ours.seconds, ours.peak_mb, peer.seconds, limit)


def run(work: Work, scratch: Path) -> Told:
    """Run a work in a process of its own; raise `Absent` if it is that of a peer that is not installed."""
    answer = scratch / f"{work.module}.{work.function}.npz"
    command = [sys.executable, "-m", "benchmarks.child", work.module, work.function, scratch, answer]
    done = subprocess.run(
        [*map(str, command), *map(str, work.arguments)], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    told = json.loads(done.stdout)
    if "absent" in told:
        raise Absent(told["absent"])
    return Told(told["seconds"], told["peak_mb"], answer)


def compare(measure: Measure, ours: Path, peer: Path) -> None:
    """Raise `AssertionError` unless both sides give the same numbers, as far as both say any."""
    with np.load(ours) as here, np.load(peer) as there:
        common = set(here) & set(there)
        assert common or not set(here), f"{measure.name}: nothing to compare"
        for key in sorted(common):
            within = 0.0 if key == "rank" else measure.tolerance
            np.testing.assert_allclose(
                here[key], there[key], rtol=0, atol=within, err_msg=f"{measure.name}: {key} differs"
            )
