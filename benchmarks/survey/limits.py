"""What cannot be undercut, or hardly: SQL written by hand for one purpose, and a bare scan of the columns."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb
import numpy as np

from benchmarks.survey.works import ITEMS, SIX, files_of
from benchmarks.works import Array, Done, timed

OUR_MEMORY = "400MB"
FRAME = ("province", "district", "village")


def scan(people: int, runs: int, scratch: Path) -> Done:
    """Read every column that the totals need, and add up each: no groups, no conditions."""
    sums = ", ".join(f"sum({item})" for item in ITEMS)
    keys = ", ".join(f"max({key})" for key in FRAME)
    microdata = opened(people, scratch)
    return Done(
        timed(lambda: microdata.execute(f"SELECT sum(weight), {keys}, {sums} FROM m").fetchall(), runs)[0]
    )


def by_hand(people: int, runs: int, scratch: Path) -> Done:
    """Sum the items by PSU with the quickest SQL that we know: weights not rounded, villages known to be unique."""
    microdata = opened(people, scratch)
    seconds, found = timed(
        lambda: microdata.execute(
            f"SELECT village, any_value(province), any_value(district), {SUMS} FROM m GROUP BY village"
        ).fetchnumpy(),
        runs,
    )
    order = found["village"].argsort()
    names = ("answers", "weight", "satisfied")
    return Done(seconds, {name: _matrix(found, name)[order] for name in names})


def shares(people: int, runs: int, scratch: Path) -> Done:
    """Return the shares of satisfied answers by province, without errors."""
    each = ", ".join(
        f"100 * sum(weight * ({item} >= 4)::TINYINT) / sum(weight * ({item} >= 1)::TINYINT) AS share_{n}"
        for n, item in enumerate(ITEMS)
    )
    microdata = opened(people, scratch)
    seconds, found = timed(
        lambda: microdata.execute(f"SELECT province, {each} FROM m GROUP BY 1 ORDER BY 1").fetchnumpy(), runs
    )
    return Done(seconds, {"items.estimate": _matrix(found, "share")})


def grouping_sets(people: int, runs: int, scratch: Path) -> Done:
    """Sum the items by PSU and by six groupings, as SQL has it; and the shares of satisfied answers from them."""
    own = SIX[1:]
    sets = ", ".join(["(village, province)", *(f"(village, province, {name})" for name in own)])
    keys = ", ".join(["province", *own, *(f"GROUPING({name}) AS without_{name}" for name in own)])
    microdata = opened(people, scratch)

    def work() -> dict[str, Array]:
        cells = f"SELECT village, {keys}, {SUMS} FROM m GROUP BY GROUPING SETS ({sets})"
        microdata.execute(f"CREATE OR REPLACE TEMP TABLE cells AS {cells}")
        return {f"{name}.estimate": _shares(microdata, name) for name in SIX}

    seconds, answer = timed(work, runs)
    return Done(seconds, answer)


def _shares(microdata: duckdb.DuckDBPyConnection, grouping: str) -> Array:
    """Return the shares of satisfied answers of one grouping from the cells."""
    own = SIX[1:]
    where = " AND ".join(f"without_{name} = {int(name != grouping)}" for name in own)
    shares = ", ".join(f"100 * sum(satisfied_{n}) / sum(weight_{n}) AS share_{n}" for n in range(len(ITEMS)))
    found = microdata.execute(
        f"SELECT {grouping}, {shares} FROM cells WHERE {where} GROUP BY {grouping} ORDER BY {grouping}"
    ).fetchnumpy()
    return _matrix(found, "share")


SUMS = ", ".join(
    f"sum(({item} >= 1)::TINYINT) AS answers_{n}, sum(weight * ({item} >= 1)::TINYINT) AS weight_{n}, "
    f"sum(weight * ({item} >= 4)::TINYINT) AS satisfied_{n}"
    for n, item in enumerate(ITEMS)
)


def _matrix(found: Mapping[str, Array], name: str) -> Array:
    return np.column_stack([np.asarray(found[f"{name}_{n}"], dtype=float) for n in range(len(ITEMS))])


def opened(people: int, scratch: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection with the microdata as the view m."""
    connection = duckdb.connect(config={"memory_limit": OUR_MEMORY, "preserve_insertion_order": False})
    listed = ", ".join(f"'{file}'" for file in files_of(people, scratch))
    connection.execute(f"CREATE VIEW m AS SELECT * FROM read_parquet([{listed}])")
    return connection
