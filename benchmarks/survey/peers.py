"""The same works by others: an expert's R, svy, samplics, plain NumPy."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from time import perf_counter

import numpy as np
import polars as pl

from benchmarks.survey.works import DRAWS, ITEMS, SEED, SURVEY, files_of, index_of_provinces, slabs_of
from benchmarks.works import Absent, Array, Done, timed
from parindex.survey import synthetic

HERE = Path(__file__).parent
SAMPLICS = HERE.parent.parent / ".venv-samplics" / "bin" / "python"
"""Made by ``script/bench``: samplics wants older packages than ours."""
STRATUM = ["province", "district"]


def expert_r(people: int, runs: int, scratch: Path) -> Done:
    """Run `expert.R`; reading, which in R takes longer than estimating, is left out of its time."""
    if shutil.which("Rscript") is None:
        raise Absent("R is not installed here (Debian: r-base-core, r-cran-survey)")
    folder = scratch / f"r-{people}"
    folder.mkdir(exist_ok=True)
    _write_for_r(pl.read_parquet(files_of(people, scratch)), folder)
    script = subprocess.run(
        ["Rscript", HERE / "expert.R", folder, str(runs)], capture_output=True, encoding="utf-8"
    )
    if "there is no package called" in script.stderr:
        raise Absent("R is here without its package survey (Debian: r-cran-survey)")
    script.check_returncode()
    seconds, peak = map(float, script.stdout.split())
    table, shape = pl.read_csv(folder / "answer.csv"), (63, -1)
    answer = {f"all.{name}": table[name].cast(pl.Float64).to_numpy().reshape(shape) for name in table.columns}
    return Done(seconds, answer, peak)


def _write_for_r(people: pl.DataFrame, folder: Path) -> None:
    """Write columns as raw numbers, which R reads without a package."""
    psus = people.select(
        pl.col("province").rank("dense").cast(pl.Int32),
        pl.concat_str(STRATUM).rank("dense").cast(pl.Int32).alias("stratum"),
        pl.col("village").rank("dense").cast(pl.Int32).alias("psu"),
    )
    for name in psus.columns:
        psus[name].to_numpy().tofile(folder / f"{name}.bin")
    people["weight"].to_numpy().tofile(folder / "weight.bin")
    answers = people.select(pl.col(ITEMS).fill_null(0).cast(pl.Int8)).to_numpy(order="fortran")
    (folder / "answers.bin").write_bytes(answers.tobytes(order="F"))
    (folder / "shape.txt").write_text(f"{len(people)} {len(ITEMS)}\n", encoding="ascii")
    factors = [n for n, factor in enumerate(SURVEY.tree.children) for _ in factor.items]
    (folder / "factors.txt").write_text(" ".join(map(str, factors)), encoding="ascii")


def svy(people: int, runs: int, scratch: Path) -> Done:
    """Estimate the items with svy, all in one call; it has no factors and no whole."""
    import svy as package

    recoded = pl.read_parquet(files_of(people, scratch)).with_columns(_recoded())
    sample = package.Sample(recoded, package.Design(stratum=STRATUM, psu="village", wgt="weight"))
    seconds, found = timed(
        lambda: sample.estimation.mean(ITEMS, by="province", deff="wr", drop_nulls=True), runs
    )
    tables = [each.to_polars().sort("province") for each in found]
    named = {"estimate": "est", "standard_error": "se", "design_effect": "deff", "degrees_of_freedom": "df"}
    answer = {f"items.{key}": _columns(tables, column) for key, column in named.items()}
    return Done(seconds, answer)


def _recoded() -> list[pl.Expr]:
    """Return the answers as 100 for satisfied, 0 for not, empty for none."""
    return [
        pl.when(pl.col(item) >= 1).then(100.0 * (pl.col(item) >= 4).cast(pl.Float64)).alias(item)
        for item in ITEMS
    ]


def _columns(tables: list[pl.DataFrame], name: str) -> Array:
    return np.column_stack([table[name].to_numpy() for table in tables])


def samplics(people: int, scratch: Path) -> Done:
    """Estimate one item with samplics, and say the seconds of all.

    Only the estimate is compared: samplics leaves PSUs out that have no answer, so some of its errors are wrong.
    """
    if not SAMPLICS.exists():
        raise Absent("samplics is not installed here (script/bench makes .venv-samplics from PyPI)")
    data = scratch / f"samplics-{people}.csv"
    pl.read_parquet(files_of(people, scratch)).with_columns(_recoded()).select(
        "province", pl.concat_str(STRATUM, separator="/").alias("stratum"), "village", "weight", ITEMS[0]
    ).write_csv(data)
    done = subprocess.run(
        [SAMPLICS, HERE / "on_samplics.py", data, ITEMS[0]],
        stdout=subprocess.PIPE,
        check=True,
        encoding="utf-8",
    )
    told = json.loads(done.stdout)
    return Done(
        told["seconds"] * len(ITEMS), {"first.estimate": np.array(told["estimate"])[:, None]}, told["peak_mb"]
    )


def drawn_and_written(people: int, scratch: Path) -> Done:
    """Draw as many random numbers as the synthetic survey is made of, and write its table: what cannot be left out."""
    files = sorted((scratch / "made" / "microdata").glob("*.parquet"))
    tables = [pl.read_parquet(file) for file in files]
    random, start = np.random.default_rng(SEED), perf_counter()
    for made in range(0, people, synthetic.CHUNK):
        size = min(synthetic.CHUNK, people - made)
        random.standard_normal((size, len(ITEMS) + 1))
        random.random((size, len(ITEMS) + 8))
    for number, table in enumerate(tables):
        table.write_parquet(scratch / f"written-{number}.parquet", compression="zstd")
    return Done(perf_counter() - start, {"answered": np.array([sum(map(len, tables))])})


def jackknifed(people: int, runs: int, scratch: Path) -> Done:
    """Jackknife from the same totals, one PSU left out after the other."""
    slabs = slabs_of(people, scratch)
    slab = slabs.slabs["province"]
    starts = np.searchsorted(slab.group, np.arange(len(slab.groups)))
    factors = [[ITEMS.index(item) for item in factor.items] for factor in SURVEY.tree.children]

    def shares(above: Array, below: Array) -> Array:
        items = 100 * above / below
        means = np.column_stack([items[:, columns].mean(axis=1) for columns in factors])
        return np.column_stack([items, means, means.mean(axis=1)])

    def of(weights: Array) -> Array:
        sums = (
            np.add.reduceat(slab.totals[name] * weights[:, None], starts) for name in ("satisfied", "weight")
        )
        return shares(*sums)

    def work() -> Array:
        whole, spread = of(np.ones(len(slab.psu))), 0.0
        for left_out, stratum in enumerate(slabs.stratum[slab.psu]):
            members = slabs.stratum[slab.psu] == stratum
            size = members.sum()
            weights = np.where(members, size / (size - 1), 1.0)
            weights[left_out] = 0
            spread = spread + (size - 1) / size * (of(weights) - whole) ** 2
        return np.sqrt(spread)

    seconds, error = timed(work, runs)
    return Done(seconds, {"standard_error": error})


def ranked(people: int, runs: int, stepwise: int, scratch: Path) -> Done:
    """Return rank sets by the algorithm as it is written, draw by draw."""
    index, covariance = index_of_provinces(people, scratch)
    error = np.sqrt(np.add.outer(np.diag(covariance), np.diag(covariance)) - 2 * covariance)
    np.fill_diagonal(error, np.inf)
    difference = index[:, None] - index

    def work() -> Array:
        values, vectors = np.linalg.eigh(covariance)
        normal = (
            np.random.default_rng(SEED).standard_normal((DRAWS, len(index))) @ (vectors * np.sqrt(values)).T
        )
        above, left = np.zeros(error.shape, dtype=bool), ~np.eye(len(index), dtype=bool)
        while True:
            largest = [((z[:, None] - z) / error)[left].max() for z in normal]
            critical = np.quantile(largest, 0.95, method="inverted_cdf")
            new = left & (difference > critical * error)
            above, left = above | new, left & ~new
            if not stepwise or not new.any():
                return np.column_stack([1 + above.sum(axis=0), len(index) - above.sum(axis=1)])

    seconds, sets = timed(work, runs)
    return Done(seconds, {"rank": sets})
