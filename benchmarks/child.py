"""One work in a process of its own.

Usage: ``python -m benchmarks.child MODULE FUNCTION SCRATCH ANSWER ARGUMENTS …``. Writes the answer to the file
ANSWER and prints JSON with the seconds and the peak of memory; or, of a peer that is not installed, what is missing.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

import numpy as np

from benchmarks.works import Absent


def main() -> None:
    """Do the work and tell how it went."""
    module, function, scratch, answer, *arguments = sys.argv[1:]
    work = getattr(importlib.import_module(module), function)
    try:
        done = work(*map(int, arguments), scratch=Path(scratch))
    except Absent as absent:
        print(json.dumps({"absent": str(absent)}))
        return
    np.savez(answer, **done.answer)
    peak = peak_mb() if done.peak_mb is None else done.peak_mb
    print(json.dumps({"seconds": done.seconds, "peak_mb": peak}))


def peak_mb() -> float | None:
    """Return the most memory that this process has held; None where Linux does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    fields = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines())
    return int(fields["VmHWM"].split()[0]) / 1024


if __name__ == "__main__":
    main()
