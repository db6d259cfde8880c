"""Write the synthetic survey that R's answers in ``synthetic-answers.csv.gz`` are about, as CSV.

Usage: ``python -m tests.survey.oracles.synthetic FILE.csv``
"""

import sys
from pathlib import Path

import polars as pl

from parindex.survey import synthetic

PROVINCES = tuple(f"p{number:02d}" for number in range(63))


def people() -> pl.DataFrame:
    """The people, always the same."""
    return synthetic.make(PROVINCES, seed=2025).people


if __name__ == "__main__":
    people().write_csv(Path(sys.argv[1]))
