"""Calibrated weights, several stages and quantiles, against R's survey package."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from parindex.documents import Unfit
from parindex.survey.estimation.calibrated import estimate_calibrated
from parindex.survey.estimation.covariance import Pick, covariance
from parindex.survey.estimation.estimate import Estimates, estimate_microdata
from parindex.survey.estimation.quantiles import quantiles
from parindex.survey.estimation.stages import estimate_in_stages
from parindex.survey.model import SampleStage
from tests.survey.builders import design, grouping, node, people, stored, survey

ORACLES = Path(__file__).resolve().parent.parent / "oracles"
TREE = node("all", "mean", node("mean", "mean", "q1", "q2", "q3"), node("pooled", "pooled", "q1", "q3"))
GROUPINGS = (grouping("nation"), grouping("schoolwide", "schoolwide"))


def answers(case: str) -> dict[tuple[str, str], dict[str, float]]:
    """What R says of a case, by domain and item (or share of a quantile)."""
    found: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    with (ORACLES / "second-pass.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["case"] == case:
                found[row["domain"], row["item"]][row["what"]] = float(row["value"])
    return found


def agree(found: Estimates, case: str) -> None:
    expected = answers(case)
    assert len(expected) == 10
    for (domain, measure), said in expected.items():
        table = found["schoolwide" if domain else "nation"]
        at = table.at((domain,) if domain else (), measure)
        assert table.estimate[at] == pytest.approx(said["estimate"], rel=1e-9), (domain, measure)
        assert table.standard_error[at] == pytest.approx(said["se"], rel=1e-9), (domain, measure)


@pytest.mark.parametrize("weight", ["linear", "raked"])
def test_calibrated_weights_leave_what_the_margins_do_not_explain(weight: str, tmp_path: Path) -> None:
    frame = pl.read_csv(
        ORACLES / "api-calibrated.csv", schema_overrides={"linear": pl.Float64, "raked": pl.Float64}
    )
    about = survey(tree=TREE, groupings=GROUPINGS, designs=[design(psu="dnum", weight=weight)])
    file = stored(frame, tmp_path / "api.parquet")
    found = estimate_calibrated(about, [file], base_weight="pw", margins=["stratum", "schoolwide"])
    agree(found, weight)
    nation = Pick("nation", (), "q1")
    variance = covariance(found, [nation])[0, 0]
    assert variance == pytest.approx(found["nation"].standard_error[0, 0] ** 2, rel=1e-12)
    one = estimate_calibrated(about, [file], ["nation"], base_weight="pw", margins=["stratum", "schoolwide"])
    assert list(one.tables) == ["nation"]


def test_what_is_a_margin_itself_has_no_error(tmp_path: Path) -> None:
    frame = people(np.random.default_rng(1), psus=6).with_columns(
        q1=pl.when(pl.col("age") > 1).then(5).otherwise(1), base=pl.lit(1.0)
    )
    about = survey(designs=[design("stratum")])
    found = estimate_calibrated(
        about, [stored(frame, tmp_path / "a.parquet")], base_weight="base", margins=["age"]
    )
    table = found["nation"]
    assert table.standard_error[table.at((), "q1")] == pytest.approx(0, abs=1e-9)
    assert table.standard_error[table.at((), "q2")] > 1


def test_every_stage_with_a_population_has_its_part(tmp_path: Path) -> None:
    stages = (SampleStage(cluster="dnum", population="fpc1"), SampleStage(cluster="snum", population="fpc2"))
    of = design(psu="dnum", weight="pw", lonely="certainty").model_copy(update={"stages": stages})
    about = survey(tree=TREE, groupings=GROUPINGS, designs=[of])
    file = stored(
        pl.read_csv(ORACLES / "api-clus2.csv", schema_overrides={"pw": pl.Float64}), tmp_path / "a.parquet"
    )
    agree(estimate_in_stages(about, [file]), "stages")
    first = of.model_copy(update={"stages": stages[:1]})
    only = about.changed(designs=(first,))
    one, usual = estimate_in_stages(only, [file], ["nation"]), estimate_microdata(only, [file], ["nation"])
    np.testing.assert_allclose(one["nation"].standard_error, usual["nation"].standard_error, rtol=1e-12)


@pytest.mark.parametrize("populations", [(None, None), (None, "fpc2")])
def test_stages_need_a_population_from_the_first_on(populations: tuple[str | None, str | None]) -> None:
    stages = tuple(
        SampleStage(cluster=name, population=each) for name, each in zip(("a", "b"), populations, strict=True)
    )
    about = survey(designs=[design().model_copy(update={"stages": stages})])
    with pytest.raises(Unfit, match="a population at every stage"):
        estimate_in_stages(about, [])


@pytest.mark.parametrize(
    ("case", "strata", "psu", "population"),
    [
        ("strat", ("stratum",), "snum", None),
        ("clus1", (), "dnum", None),
        ("fpc", ("stratum",), "snum", "fpc"),
    ],
)
def test_quantiles_with_woodruffs_intervals(
    case: str, strata: tuple[str, ...], psu: str, population: str | None, tmp_path: Path
) -> None:
    file_of = {"fpc": "strat"}.get(case, case)
    frame = pl.read_csv(ORACLES / f"api-{file_of}.csv", schema_overrides={"pw": pl.Float64})
    about = survey(designs=[design(*strata, psu=psu, weight="pw", population=population)])
    file = stored(frame, tmp_path / "a.parquet")
    for domain in ("", "Yes"):
        where = {"where": "schoolwide", "domain": "Yes"} if domain else {}
        found = quantiles(about, [file], "api00", **where)  # type: ignore[arg-type]
        for n, share in enumerate(("0.25", "0.5", "0.75")):
            said = answers(f"quantile_{case}")[domain, share]
            assert (found.estimate[n], found.lower[n], found.upper[n]) == (
                said["estimate"],
                said["low"],
                said["high"],
            )
            assert found.standard_error[n] == pytest.approx(said["se"], rel=1e-9)


def test_quantiles_in_strata_of_one_psu_fail_unless_something_else_is_asked_for(tmp_path: Path) -> None:
    frame = people(np.random.default_rng(1), psus=1)
    about, file = survey(designs=[design("stratum")]), stored(frame, tmp_path / "a.parquet")
    with pytest.raises(Unfit, match="Strata of one PSU have no variance: s0, s1, s2"):
        quantiles(about, [file], "age")
    assert quantiles(about, [file], "age", (0.5,), lonely="adjust").estimate[0] in (1, 2, 3)
