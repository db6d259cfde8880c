"""The works of parindex on surveys that are measured; `peers` has those of others, `limits` what cannot be undercut.

The survey is the synthetic one, written once a run; PSUs are villages within districts (about 1,170).
"""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.works import ROUND, Array, Done, once, timed
from parindex.numbers import Floats64
from parindex.rounds.read import read
from parindex.survey import synthetic
from parindex.survey.estimation.estimate import estimate
from parindex.survey.estimation.replicates import jackknife
from parindex.survey.estimation.table import EstimateTable
from parindex.survey.ranks import RankSets, rank_sets
from parindex.survey.totals.arrow import Arrow
from parindex.survey.totals.scan import totals
from parindex.survey.totals.slabs import PsuSlabs

DESIGN, BY = "villages", "province"
SIX = ("province", "level", "field", "sex", "age", "area")
SURVEY = synthetic.survey()
ITEMS = [item.code for item in SURVEY.items]
SEED, DRAWS = 1, 10_000


def folder_of(people: int, scratch: Path) -> Path:
    """Return the folder of the synthetic survey of so many people."""
    return scratch / f"survey-{people}"


def files_of(people: int, scratch: Path) -> list[Path]:
    """Return its microdata."""
    return sorted((folder_of(people, scratch) / "microdata").glob("*.parquet"))


def make(people: int, scratch: Path) -> Done:
    """Write the synthetic survey, unless an earlier measure did."""
    provinces = {unit.code: unit.name for unit in read(ROUND).units}
    return Done(
        once(folder_of(people, scratch), lambda folder: synthetic.write(provinces, folder, people=people))
    )


def made(people: int, scratch: Path) -> Done:
    """Make the synthetic survey and write it; the answer is what peers need to know of it."""
    folder = scratch / "made"
    start = perf_counter()
    answered = synthetic.write({unit.code: unit.name for unit in read(ROUND).units}, folder, people=people)
    return Done(perf_counter() - start, {"answered": np.array([answered])})


def provinces(people: int, runs: int, scratch: Path) -> Done:
    """Estimate province × items, factors and the whole, from Parquet to intervals and flags."""
    seconds, table = timed(lambda: estimates(files_of(people, scratch), (BY,))[BY], runs)
    return Done(seconds, answer_of(table))


def provinces_packed(people: int, runs: int, scratch: Path) -> Done:
    """The same with the answers packed, as the first of the runs leaves them."""
    files, engine = files_of(people, scratch), Arrow(packed=scratch / f"packed-{people}")

    def table() -> EstimateTable:
        return estimate(SURVEY, totals(SURVEY, files, (BY,), design=DESIGN, engine=engine)).tables[BY]

    seconds, found = timed(table, runs)
    return Done(seconds, answer_of(found))


def six_groupings(people: int, runs: int, scratch: Path) -> Done:
    """Estimate the same by six groupings in one call."""
    seconds, tables = timed(lambda: estimates(files_of(people, scratch), SIX), runs)
    return Done(
        seconds, {f"{code}.estimate": table.estimate[:, : len(ITEMS)] for code, table in tables.items()}
    )


def estimates(files: list[Path], by: tuple[str, ...]) -> dict[str, EstimateTable]:
    """Return the tables of some groupings."""
    return dict(estimate(SURVEY, totals(SURVEY, files, by, design=DESIGN)).tables)


def answer_of(table: EstimateTable) -> dict[str, Array]:
    """Return what peers must give too: of everything, of the items alone, of the first item."""
    freedom = np.repeat(table.degrees_of_freedom[:, None], len(table.measures), axis=1)
    columns = {
        "estimate": table.estimate, "standard_error": table.standard_error, "lower": table.lower,
        "upper": table.upper, "design_effect": table.design_effect, "degrees_of_freedom": freedom,
        "answers": table.answers,
    }  # fmt: skip
    chosen = {"all": len(table.measures), "items": len(ITEMS), "first": 1}
    return {
        f"{name}.{key}": values[:, :end] for name, end in chosen.items() for key, values in columns.items()
    }


def totals_of_provinces(people: int, runs: int, scratch: Path) -> Done:
    """Sum the items by PSU: what the estimates come from."""
    seconds, slabs = timed(lambda: totals(SURVEY, files_of(people, scratch), (BY,), design=DESIGN), runs)
    of = slabs.slabs[BY]
    by_label = np.argsort([slabs.psus[psu][-1] for psu in of.psu.tolist()])
    return Done(seconds, {name: values[by_label] for name, values in of.totals.items()})


def tenth_of_files(people: int, runs: int, scratch: Path) -> Done:
    """Estimate from a tenth of the files, and say ten times the seconds."""
    files = files_of(people, scratch)
    chosen = files[: len(files) // 10]
    seconds, _ = timed(lambda: estimates(chosen, (BY,)), runs)
    return Done(seconds * len(files) / len(chosen))


def jackknifed(people: int, runs: int, scratch: Path) -> Done:
    """Jackknife all items, factors and the whole by province, from the totals."""
    slabs = totals(SURVEY, files_of(people, scratch), (BY,), design=DESIGN)
    seconds, found = timed(lambda: jackknife(SURVEY, slabs, BY), runs)
    return Done(seconds, {"standard_error": found.standard_error})


def slabs_of(people: int, scratch: Path) -> PsuSlabs:
    """Return the totals that the jackknife starts from."""
    return totals(SURVEY, files_of(people, scratch), (BY,), design=DESIGN)


def index_of_provinces(people: int, scratch: Path) -> tuple[Floats64, Floats64]:
    """Return the index of every province, and the covariance of these: provinces are independent samples."""
    table = estimates(files_of(people, scratch), (BY,))[BY]
    return table.estimate[:, -1], np.diag(table.standard_error[:, -1] ** 2)


def ranked(people: int, runs: int, stepwise: int, scratch: Path) -> Done:
    """Return simultaneous confidence sets for the ranks of all provinces."""
    index, covariance = index_of_provinces(people, scratch)
    seconds, sets = timed(
        lambda: rank_sets(index, covariance, draws=DRAWS, seed=SEED, stepwise=bool(stepwise)), runs
    )
    return Done(seconds, sets_of(sets))


def sets_of(sets: RankSets) -> dict[str, Array]:
    """Return the ends of rank sets."""
    return {"rank": np.column_stack([sets.lower, sets.upper])}
