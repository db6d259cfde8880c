"""The works on ratings of a portal, ours and those of others: few items, many rows."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import duckdb
import numpy as np
import pyarrow.parquet as pq

from benchmarks.survey.limits import OUR_MEMORY
from benchmarks.works import ROUND, Array, Done, once, timed
from parindex.rounds.read import read
from parindex.survey import synthetic_portal
from parindex.survey.estimation.estimate import estimate_microdata

SURVEY = synthetic_portal.survey()
BY = tuple(grouping.code for grouping in SURVEY.groupings)
ITEMS = tuple(synthetic_portal.ITEMS)
MADE = "made-portal"


def folder_of(ratings: int, scratch: Path) -> Path:
    """Return the folder of so many ratings."""
    return scratch / f"portal-{ratings}"


def files_of(ratings: int, scratch: Path) -> list[Path]:
    """Return their files."""
    return sorted((folder_of(ratings, scratch) / "microdata").glob("*.parquet"))


def make(ratings: int, scratch: Path) -> Done:
    """Make ratings and write them, unless an earlier measure did."""
    provinces = {unit.code: unit.name for unit in read(ROUND).units}
    return Done(
        once(
            folder_of(ratings, scratch),
            lambda folder: synthetic_portal.write(provinces, folder, transactions=ratings),
        )
    )


def made(ratings: int, scratch: Path) -> Done:
    """Make ratings and write them."""
    provinces, start = {unit.code: unit.name for unit in read(ROUND).units}, perf_counter()
    synthetic_portal.write(provinces, scratch / MADE, transactions=ratings)
    return Done(perf_counter() - start, {"ratings": np.array([ratings])})


def drawn_and_written(ratings: int, scratch: Path) -> Done:
    """Draw as many random numbers, one thread, and write the same table with pyarrow's defaults."""
    tables = [pq.read_table(file) for file in sorted((scratch / MADE / "microdata").glob("*.parquet"))]
    random, start = np.random.default_rng(1), perf_counter()
    for number, table in enumerate(tables):
        for _ in range(3):
            random.integers(0, 2**16, len(table), dtype=np.uint16)
        for _ in range(1 + len(ITEMS)):
            random.standard_normal(len(table), np.float32)
        for _ in ITEMS:
            random.random(len(table), np.float32)
        pq.write_table(table, scratch / f"written-{number}.parquet", compression="zstd")
    return Done(perf_counter() - start, {"ratings": np.array([sum(map(len, tables))])})


def groupings(ratings: int, runs: int, scratch: Path) -> Done:
    """Estimate every item and the index by all six groupings."""
    return _estimated(files_of(ratings, scratch), runs)


def tenth_of_files(ratings: int, runs: int, scratch: Path) -> Done:
    """Estimate from a tenth of the files, and say ten times the seconds."""
    files = files_of(ratings, scratch)
    chosen = files[::10]
    done = _estimated(chosen, runs)
    return Done(done.seconds * len(files) / len(chosen))


def _estimated(files: list[Path], runs: int) -> Done:
    seconds, found = timed(lambda: estimate_microdata(SURVEY, files, BY), runs)
    return Done(seconds, {f"{code}.estimate": found[code].estimate[:, : len(ITEMS)] for code in BY})


def shares(ratings: int, runs: int, scratch: Path) -> Done:
    """Return the shares of satisfied answers by the same groupings with SQL by hand, without errors."""
    own = BY[1:]
    sets = ", ".join(["()", *(f"({name})" for name in own)])
    columns = ", ".join(
        f"100 * sum(weight * ({item} >= 4)::TINYINT) / sum(weight * ({item} >= 1)::TINYINT) AS share_{n}"
        for n, item in enumerate(ITEMS)
    )
    marks = ", ".join(f"GROUPING({name}) AS without_{name}" for name in own)
    microdata = duckdb.connect(config={"memory_limit": OUR_MEMORY, "preserve_insertion_order": False})
    listed = ", ".join(f"'{file}'" for file in files_of(ratings, scratch))
    query = (
        f"SELECT {', '.join(own)}, {marks}, {columns} FROM read_parquet([{listed}])"
        f" GROUP BY GROUPING SETS ({sets}) ORDER BY ALL"
    )
    seconds, found = timed(lambda: microdata.execute(query).fetchnumpy(), runs)
    values = np.column_stack([np.asarray(found[f"share_{n}"], dtype=float) for n in range(len(ITEMS))])
    return Done(seconds, {f"{code}.estimate": values[_rows(found, code)] for code in BY})


def _rows(found: dict[str, Array], grouping: str) -> Array:
    """Return which rows of an answer are those of a grouping."""
    return np.logical_and.reduce(
        [np.asarray(found[f"without_{name}"]) == (name != grouping) for name in BY[1:]]
    )
