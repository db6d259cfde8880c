"""``python -m benchmarks [--json FILE] [--only NAME]``: measure, and write ``docs/reference/benchmarks.md``."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path

from benchmarks.machine import machine
from benchmarks.measures import MEASURES
from benchmarks.report import page, records
from benchmarks.run import ROOT, take

PAGE = ROOT / "docs" / "reference" / "benchmarks.md"


def main() -> None:
    """Measure what is asked for. A claim that does not hold is marked; different answers of the two sides end the run."""
    asked, before, taken = arguments(), machine(), []
    for measure in MEASURES:
        if asked.only in (None, measure.name):
            taken.append(one := take(measure))
            print(
                f"{measure.name:<18} {one.seconds:9.4f} s {one.peak_mb or 0:6.0f} MB {one.ratio:9.1f} x",
                flush=True,
            )
    if asked.only is None:
        PAGE.write_text(page(taken, before, date.today()), encoding="utf-8", newline="\n")
    if asked.json:
        asked.json.write_text(json.dumps(records(taken), indent=2) + "\n", encoding="utf-8")


def arguments() -> argparse.Namespace:
    """Return what was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write one object a measure as well")
    parser.add_argument(
        "--only", choices=[m.name for m in MEASURES], help="one measure; the page is left as it is"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
