"""Bootstrap errors from given replicates are those that R's survey package makes from the same."""

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from parindex.documents import Unfit
from parindex.survey.estimation.estimate import estimate
from parindex.survey.estimation.replicates import (
    Replicated,
    Replication,
    bootstrap,
    jackknife,
    multipliers,
    replicated,
)
from tests.survey.oracles.bootstrap import DESIGNS, HERE, REPLICATES, SEED, replicates, slabs_of


@pytest.mark.parametrize("case", DESIGNS)
def test_the_same_replicates_give_the_errors_of_r(case: str, tmp_path: Path) -> None:
    about, slabs = slabs_of(case, tmp_path)
    given = pl.read_csv(HERE / f"bootstrap-{case}.csv", schema_overrides={"psu": pl.String})
    assert_frame_equal(replicates(slabs), given, check_dtypes=False, rel_tol=1e-14)
    found = {
        code: bootstrap(about, slabs, code, replicates=REPLICATES, seed=SEED)
        for code in ("nation", "schoolwide")
    }
    compared = 0
    with (HERE / "bootstrap-answers.csv").open(encoding="utf-8", newline="") as stream:
        for said in csv.DictReader(stream):
            if said["case"] == case:
                code = "schoolwide" if said["domain"] else "nation"
                row = slabs.slabs[code].groups.index((said["domain"],) if said["domain"] else ())
                error = found[code].standard_error[row, found[code].measures.index(said["item"])]
                assert error == pytest.approx(float(said["value"]), rel=1e-9)
                compared += 1
    assert compared == 12


def test_replicates_draw_one_psu_less_and_keep_the_sum_of_each_stratum(tmp_path: Path) -> None:
    _, slabs = slabs_of("strat", tmp_path)
    factors = multipliers(slabs, 25, 3)
    for stratum in range(len(slabs.strata)):
        mine = factors[:, slabs.stratum == stratum]
        np.testing.assert_allclose(mine.sum(axis=1), mine.shape[1])
    assert factors.min() == 0


def test_more_replicates_than_memory_holds_are_refused_before_the_first(tmp_path: Path) -> None:
    about, slabs = slabs_of("clus2", tmp_path)
    most = 2**30 // (8 * len(slabs.psus))
    with pytest.raises(Unfit, match=f"1000000000 draws do not fit into memory; at most {most} do"):
        bootstrap(about, slabs, "schoolwide", replicates=10**9)


def test_a_measure_in_every_replicate_has_the_bootstrap_error(tmp_path: Path) -> None:
    about, slabs = slabs_of("clus2", tmp_path)
    own = replicated(about, slabs, "schoolwide", "mean", np.ones((1, len(slabs.psus))))
    every = replicated(about, slabs, "schoolwide", "mean", multipliers(slabs, 60, 2))
    error = bootstrap(about, slabs, "schoolwide", replicates=60, seed=2)
    column = error.measures.index("mean")
    np.testing.assert_allclose(
        np.sqrt(((every - own) ** 2).mean(axis=0)), error.standard_error[:, column], rtol=1e-12
    )


@pytest.mark.parametrize(
    ("replication", "made"),
    [
        (Replication("jackknife"), jackknife),
        (Replication("bootstrap", 60, 2), lambda *given: bootstrap(*given, replicates=60, seed=2)),
    ],
)
def test_estimates_take_their_errors_from_replicates(
    replication: Replication, made: Callable[..., Replicated], tmp_path: Path
) -> None:
    about, slabs = slabs_of("strat", tmp_path)
    linearised, found = estimate(about, slabs), estimate(about, slabs, replication=replication)
    for code, table in found.tables.items():
        errors = made(about, slabs, code)
        assert table.measures == errors.measures
        np.testing.assert_allclose(table.standard_error, errors.standard_error, rtol=1e-12)
        np.testing.assert_array_equal(table.estimate, linearised[code].estimate)
        assert (table.lower != linearised[code].lower).any()
    with pytest.raises(Unfit, match="shares of satisfied answers alone"):
        estimate(about, slabs, statistic="number", replication=replication)
