"""Write the bootstrap replicates that ``bootstrap.R`` makes errors from.

Usage: ``python -m tests.survey.oracles.bootstrap``
"""

import tempfile
from pathlib import Path

import polars as pl

from parindex.survey.estimation.replicates import multipliers
from parindex.survey.model import Survey, VarianceDesign
from parindex.survey.totals.scan import totals
from parindex.survey.totals.slabs import PsuSlabs
from tests.survey.builders import design, grouping, node, stored, survey

HERE = Path(__file__).resolve().parent
REPLICATES, SEED = 40, 11
DESIGNS: dict[str, VarianceDesign] = {
    "strat": design("stratum", psu="snum", weight="pw"),
    "clus2": design(psu="dnum", weight="pw"),
}


def slabs_of(case: str, folder: Path) -> tuple[Survey, PsuSlabs]:
    """The survey of a case and its totals."""
    groupings = (grouping("nation"), grouping("schoolwide", "schoolwide"))
    about = survey(tree=node("mean", "mean", "q1", "q2", "q3"), groupings=groupings, designs=[DESIGNS[case]])
    frame = pl.read_csv(HERE / f"api-{case}.csv", schema_overrides={"pw": pl.Float64})
    return about, totals(about, [stored(frame, folder / "api.parquet")])


def replicates(slabs: PsuSlabs) -> pl.DataFrame:
    """What each replicate multiplies the weights of each PSU by: a row a PSU."""
    factors = multipliers(slabs, REPLICATES, SEED)
    columns = {f"r{n + 1}": factors[n] for n in range(REPLICATES)}
    return pl.DataFrame({"psu": [label[-1] for label in slabs.psus], **columns})


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for case in DESIGNS:
            _, slabs = slabs_of(case, Path(folder))
            replicates(slabs).write_csv(HERE / f"bootstrap-{case}.csv", float_precision=15)
