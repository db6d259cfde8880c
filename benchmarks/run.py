"""Running measures, one work after the other, and comparing the answers of both sides."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.measures import Measure, Work

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Taken:
    """What a measure came to."""

    measure: Measure
    seconds: float
    peak_mb: float | None
    peer_seconds: float
    limit_seconds: float | None

    @property
    def ratio(self) -> float:
        """How many times faster than the peer."""
        return self.peer_seconds / self.seconds

    @property
    def is_kept(self) -> bool:
        """Whether the claim holds, time and memory."""
        most = self.measure.megabytes
        fits = most is None or self.peak_mb is None or self.peak_mb < most
        return self.seconds < self.measure.seconds and fits


@dataclass(frozen=True)
class Told:
    """What the process of a work told."""

    seconds: float
    peak_mb: float | None
    answer: Path


def take(measure: Measure) -> Taken:
    """Run both sides of a measure in fresh processes; their answers must agree."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        if measure.prepare:
            run(measure.prepare, scratch)
        ours, peer = run(measure.ours, scratch), run(measure.peer, scratch)
        compare(measure, ours.answer, peer.answer)
        limit = run(measure.limit, scratch).seconds if measure.limit else None
    return Taken(measure, ours.seconds, ours.peak_mb, peer.seconds, limit)


def run(work: Work, scratch: Path) -> Told:
    """Run a work in a process of its own."""
    answer = scratch / f"{work.module}.{work.function}.npz"
    command = [sys.executable, "-m", "benchmarks.child", work.module, work.function, scratch, answer]
    done = subprocess.run(
        [*map(str, command), *map(str, work.arguments)], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    told = json.loads(done.stdout)
    return Told(told["seconds"], told["peak_mb"], answer)


def compare(measure: Measure, ours: Path, peer: Path) -> None:
    """Raise `AssertionError` unless both sides give the same numbers, as far as ours says any."""
    with np.load(ours) as here, np.load(peer) as there:
        for key in here:
            within = 0.0 if key == "rank" else measure.tolerance
            np.testing.assert_allclose(
                here[key], there[key], rtol=0, atol=within, err_msg=f"{measure.name}: {key} differs"
            )
