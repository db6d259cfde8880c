"""``python -m benchmarks [--json FILE] [--large] [--only NAME … [--page]] [--scratch FOLDER]``: measure, and write ``docs/reference/benchmarks.md``."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from benchmarks.machine import machine
from benchmarks.measures import MEASURES
from benchmarks.report import page, records
from benchmarks.run import ROOT, Taken, take

PAGE = ROOT / "docs" / "reference" / "benchmarks.md"


def main() -> None:
    """Measure what is asked for. A claim that does not hold is marked; different answers of the two sides end the run."""
    asked, before, taken = arguments(), machine(), []
    with scratch_folder(asked.scratch) as scratch:
        for measure in MEASURES:
            if measure.name in asked.only or (not asked.only and (asked.large or not measure.is_large)):
                taken.append(one := take(measure, scratch))
                print(line(one), flush=True)
    if asked.page or not asked.only:
        PAGE.write_text(page(taken, before, date.today()), encoding="utf-8", newline="\n")
    if asked.json:
        asked.json.write_text(json.dumps(records(taken), indent=2) + "\n", encoding="utf-8")


@contextmanager
def scratch_folder(kept: Path | None) -> Iterator[Path]:
    """Give the folder that is kept, or one that goes again."""
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def line(one: Taken) -> str:
    """Return what is said of a measure while the others run."""
    beside = one.absent if one.ratio is None else f"{one.ratio:9.2f} x {one.measure.peer_is}"
    limit = "" if one.of_limit is None else f", {one.of_limit:.2f} x the limit"
    missed = "".join(f" MISSED: {claim}" for claim in one.missed)
    return f"{one.measure.name:<20} {one.seconds:9.4f} s {one.peak_mb or 0:6.0f} MB {beside}{limit}{missed}"


def arguments() -> argparse.Namespace:
    """Return what was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write one object a measure as well")
    parser.add_argument("--large", action="store_true", help="also what takes minutes and gigabytes of disk")
    parser.add_argument(
        "--only", nargs="+", default=[], choices=[m.name for m in MEASURES], metavar="NAME",
        help="some measures; the page is left as it is",
    )  # fmt: skip
    parser.add_argument(
        "--page", action="store_true", help="with --only: write the page, of these measures alone"
    )
    parser.add_argument(
        "--scratch", type=Path, metavar="FOLDER",
        help="where inputs are made, and kept for the next run (else in a temporary folder)",
    )  # fmt: skip
    return parser.parse_args()


if __name__ == "__main__":
    main()
