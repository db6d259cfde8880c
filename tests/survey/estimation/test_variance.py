"""The variance of totals over PSUs, and what strata of one PSU add."""

import csv
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from parindex.documents import Unfit
from parindex.survey.estimation.table import Influence
from parindex.survey.estimation.variance import Sampling, variance
from parindex.survey.model import Lonely
from parindex.survey.totals.slabs import PsuSlabs

ORACLES = Path(__file__).resolve().parent.parent / "oracles"


def sample(*sizes: int, population: list[float] | None = None) -> PsuSlabs:
    """A sample with so many PSUs in each stratum."""
    strata = tuple((f"s{n}",) for n in range(len(sizes)))
    stratum = np.repeat(np.arange(len(sizes)), sizes)
    psus = tuple((f"s{h}", f"p{n}") for n, h in enumerate(stratum))
    frame = np.full(len(sizes), np.nan) if population is None else np.array(population)
    return PsuSlabs((), "headline", strata, psus, stratum, frame)


def of(values: list[float], slabs: PsuSlabs, lonely: Lonely = "fail") -> float:
    """The variance of the total of one value a PSU."""
    psu = np.arange(len(values))
    influence = Influence(psu, np.zeros_like(psu), np.array(values, dtype=float)[:, None])
    return float(variance(influence, Sampling.of(slabs, lonely), 1)[0, 0])


def test_two_strata_by_hand() -> None:
    # (1, 3): spread 2, factor 2 / 1; (2, 4, 9): mean 5, spread 9 + 1 + 16 = 26, factor 3 / 2.
    assert of([1, 3, 2, 4, 9], sample(2, 3)) == pytest.approx(2 * 2 + 1.5 * 26)


def test_what_was_drawn_of_the_population_is_no_longer_uncertain() -> None:
    assert of([1, 3, 2, 4, 9], sample(2, 3, population=[4, 3])) == pytest.approx(0.5 * 2 * 2)


def test_a_psu_without_people_of_the_domain_counts_as_zero() -> None:
    # Of three PSUs two have people: (1, 3, 0): mean 4/3, spread 10 − 16/3.
    assert of([1, 3], sample(3)) == pytest.approx(1.5 * (10 - 16 / 3))


def test_a_stratum_of_one_psu_is_refused_by_name_unless_all_of_it_was_drawn() -> None:
    with pytest.raises(Unfit, match="s1"):
        of([1, 3, 7], sample(2, 1))
    assert of([1, 3, 7], sample(2, 1, population=[4, 1])) == pytest.approx(2)


@pytest.mark.parametrize(
    ("lonely", "added"),
    [
        pytest.param("certainty", 0.0, id="taken as drawn for certain"),
        pytest.param("remove", 0.0, id="left out"),
        pytest.param("average", 4.0, id="as much as the others on average"),
        pytest.param("adjust", (7 - 11 / 3) ** 2, id="from the mean of all PSUs"),
    ],
)
def test_a_stratum_of_one_psu_adds_what_was_asked_for(lonely: Lonely, added: float) -> None:
    assert of([1, 3, 7], sample(2, 1), lonely) == pytest.approx(4 + added)


def test_more_psus_than_there_are_is_an_error() -> None:
    with pytest.raises(Unfit, match="s0"):
        of([1, 3], sample(2, population=[1]))


@pytest.mark.parametrize("design", ["dl", "dls"])
def test_totals_and_means_with_lonely_psus_adjusted_are_those_of_r_4_5(design: str) -> None:
    schools = pl.read_csv(ORACLES / "api-clus1.csv", schema_overrides={"pw": pl.Float64})
    if design == "dls":  # a domain: one school of a district of two is outside
        schools = schools.filter(pl.col("dnum") != 413)
    inside = np.array([design == "dl" or row != 30 for row in range(len(schools))])
    labels, stratum = np.unique(schools["dnum"].to_numpy(), return_inverse=True)
    names = tuple((str(a), str(b)) for a, b in schools.select("dnum", "snum").iter_rows())
    slabs = PsuSlabs(
        (), "headline", tuple((str(x),) for x in labels), names, stratum, np.full(len(labels), np.nan)
    )
    weight, api = schools["pw"].to_numpy() * inside, schools["api00"].to_numpy().astype(float)
    mean = (weight * api).sum() / weight.sum()
    said = answers(f"{design}_adjust_adlFALSE_total")["SE"], answers(f"{design}_adjust_adlFALSE")["SE"]
    found = (
        np.sqrt(of(list(weight * api), slabs, "adjust")),
        np.sqrt(of(list(weight * (api - mean) / weight.sum()), slabs, "adjust")),
    )
    assert found == pytest.approx(said, rel=1e-9)


def answers(case: str) -> dict[str, float]:
    with (ORACLES / "r-survey-4.5.csv").open(encoding="utf-8", newline="") as stream:
        return {row["part"]: float(row["value"]) for row in csv.DictReader(stream) if row["case"] == case}


def test_where_nobody_is_of_a_domain_nothing_varies() -> None:
    nothing = np.array([], dtype=np.int64)
    influence = Influence(nothing, nothing, np.zeros((0, 2)))
    np.testing.assert_array_equal(variance(influence, Sampling.of(sample(2), "fail"), 3), np.zeros((3, 2)))
