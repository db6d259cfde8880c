"""Estimates, errors and intervals against R's survey package, on its own example data."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from parindex.survey.estimation.covariance import Pick, contrast, covariance
from parindex.survey.estimation.estimate import Estimates, estimate
from parindex.survey.estimation.intervals import interval
from parindex.survey.estimation.replicates import jackknife
from parindex.survey.model import Lonely, Survey, VarianceDesign
from parindex.survey.totals.scan import totals
from tests.survey.builders import design, grouping, node, stored, survey

ORACLES = Path(__file__).resolve().parent.parent / "oracles"
TREE = node(
    "all",
    "mean",
    node("mean", "mean", "q1", "q2", "q3"),
    node("pooled", "pooled", "q1", "q2", "q3"),
    node("weighted", "weighted", "q1", "q2", "q3", weights=(0.5, 0.3, 0.2)),
)
CASES: dict[str, tuple[str, VarianceDesign, Lonely]] = {
    "strat": ("strat", design("stratum", psu="snum", population="fpc", weight="pw"), "fail"),
    "strat_without_fpc": ("strat", design("stratum", psu="snum", weight="pw"), "fail"),
    "clus1": ("clus1", design(psu="dnum", population="fpc", weight="pw"), "fail"),
    "clus2": ("clus2", design(psu="dnum", weight="pw"), "fail"),
    "alone_adjust": ("alone", design("stratum", psu="snum", weight="pw"), "adjust"),
    "alone_average": ("alone", design("stratum", psu="snum", weight="pw"), "average"),
    "alone_certainty": ("alone", design("stratum", psu="snum", weight="pw"), "certainty"),
    "alone_remove": ("alone", design("stratum", psu="snum", weight="pw"), "remove"),
}
EXACT, ENDPOINT = 1e-9, 1e-6
"""Relative differences allowed for estimates and errors, and for the ends of intervals."""


def answers(case: str) -> dict[tuple[str, str], dict[str, float]]:
    """What R says of a case, by domain and item."""
    found: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    with (ORACLES / "api-answers.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["case"] == case:
                found[row["domain"], row["item"]][row["what"]] = float(row["value"])
    return found


def of_case(case: str, tmp_path: Path) -> tuple[Survey, Path, Lonely]:
    data, sample, lonely = CASES[case]
    groupings = (grouping("nation"), grouping("schoolwide", "schoolwide"))
    about = survey(tree=TREE, groupings=groupings, designs=[sample])
    frame = pl.read_csv(ORACLES / f"api-{data}.csv", schema_overrides={"pw": pl.Float64})
    return about, stored(frame, tmp_path / "api.parquet"), lonely


def place(found: Estimates, domain: str, measure: str) -> tuple[str, tuple[int, int]]:
    code = "schoolwide" if domain else "nation"
    return code, found[code].at((domain,) if domain else (), measure)


@pytest.mark.parametrize("case", CASES)
def test_shares_scores_and_numbers_with_their_errors_are_those_of_r(case: str, tmp_path: Path) -> None:
    about, file, lonely = of_case(case, tmp_path)
    slabs = totals(about, [file], more=["score"])
    shares = estimate(about, slabs, lonely=lonely)
    scores = estimate(about, slabs, statistic="score", lonely=lonely)
    numbers = estimate(about, slabs, statistic="number", lonely=lonely)
    expected = {
        key: said for key, said in answers(case).items() if key[0] != "No and Yes" and key[1] != "q1_less_q2"
    }
    assert len(expected) == (6 if case.startswith("alone") else 18)
    for (domain, measure), said in expected.items():
        code, at = place(shares, domain, measure)
        got = {
            "estimate": shares[code].estimate[at],
            "se": shares[code].standard_error[at],
        }
        if measure in about.item_position:
            got |= {
                "deff": shares[code].design_effect[at],
                "df": shares[code].degrees_of_freedom[at[0]],
                "answers": shares[code].answers[at],
                "score": scores[code].estimate[at],
                "score_se": scores[code].standard_error[at],
                "score_deff": scores[code].design_effect[at],
                "total": numbers[code].estimate[at],
                "total_se": numbers[code].standard_error[at],
            }
        wanted = {what: value for what, value in said.items() if what in got}
        if case == "alone_adjust":  # R 4.5 centres totals otherwise than 4.1; see the next test
            got.pop("total_se", None)
            wanted.pop("total_se", None)
        if np.isnan(wanted.get("deff", 0.0)):
            wanted.pop("deff"), got.pop("deff")
        assert got == pytest.approx(wanted, rel=EXACT), (domain, measure)


@pytest.mark.parametrize("case", [case for case in CASES if not case.startswith("alone")])
@pytest.mark.parametrize(("method", "in_r"), [("logit", "logit"), ("beta", "beta"), ("t", "mean")])
def test_intervals_of_shares_are_those_of_r(case: str, method: str, in_r: str, tmp_path: Path) -> None:
    about, file, _ = of_case(case, tmp_path)
    found = estimate(about, totals(about, [file]), method=method)  # type: ignore[arg-type]
    compared = 0
    for (domain, measure), said in answers(case).items():
        if f"{in_r}_low" in said:
            code, at = place(found, domain, measure)
            ends = (found[code].lower[at], found[code].upper[at])
            assert ends == pytest.approx((said[f"{in_r}_low"], said[f"{in_r}_high"]), rel=ENDPOINT)
            compared += 1
    assert compared == (3 if method == "beta" else 9)


@pytest.mark.parametrize("case", ["strat_without_fpc", "clus2"])
def test_the_jackknife_is_that_of_r(case: str, tmp_path: Path) -> None:
    about, file, _ = of_case(case, tmp_path)
    slabs = totals(about, [file])
    found = {code: jackknife(about, slabs, code) for code in slabs.slabs}
    compared = 0
    for (domain, measure), said in answers(case).items():
        if "jackknife_se" in said:
            code = "schoolwide" if domain else "nation"
            row = slabs.slabs[code].groups.index((domain,) if domain else ())
            error = found[code].standard_error[row, found[code].measures.index(measure)]
            assert error == pytest.approx(said["jackknife_se"], rel=EXACT)
            compared += 1
    assert compared == 9


@pytest.mark.parametrize("case", ["strat_without_fpc", "clus2"])
def test_covariances_and_differences_of_domains_are_those_of_r(case: str, tmp_path: Path) -> None:
    about, file, _ = of_case(case, tmp_path)
    found = estimate(about, totals(about, [file]))
    said = answers(case)
    for item in ("q1", "q2", "q3"):
        no, yes = (Pick("schoolwide", (domain,), item) for domain in ("No", "Yes"))
        difference = contrast(found, [no, yes], [-1, 1])
        assert {
            "covariance": covariance(found, [no, yes])[0, 1],
            "difference": difference.estimate,
            "difference_se": difference.standard_error,
        } == pytest.approx(said["No and Yes", item], rel=EXACT, abs=1e-9)


@pytest.mark.parametrize("case", ["strat", "strat_without_fpc", "clus1", "clus2"])
def test_differences_of_items_are_those_of_r(case: str, tmp_path: Path) -> None:
    about, file, _ = of_case(case, tmp_path)
    found = estimate(about, totals(about, [file]))
    for (domain, measure), said in answers(case).items():
        if measure == "q1_less_q2":
            grouping_, label = ("schoolwide", (domain,)) if domain else ("nation", ())
            picks = [Pick(grouping_, label, item) for item in ("q1", "q2")]
            difference = contrast(found, picks, [1, -1])
            assert (difference.estimate, difference.standard_error) == pytest.approx(
                (said["estimate"], said["se"]), rel=EXACT
            )


WILSON = {
    "ci_dclus1_wilson": (14, 0.95),
    "ci_dclus2_wilson": (39, 0.95),
    "ci_dsrs_wilson": (199, 0.95),
    "ci_dstrat_wilson": (197, 0.95),
    "ci_df5_wilson": (5, 0.95),
    "ci90_dclus1_wilson": (14, 0.90),
    "ci90_dstrat_wilson": (197, 0.90),
}
"""Cases with their degrees of freedom and confidence."""


def of_4_5(case: str) -> dict[str, float]:
    """What R's survey 4.5 says of a case, by name."""
    with (ORACLES / "r-survey-4.5.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["case"] == case]
    return {row["name"] if row["part"] == "ci" else row["part"]: float(row["value"]) for row in rows}


@pytest.mark.parametrize("case", WILSON)
def test_wilson_intervals_are_those_of_r_4_5(case: str) -> None:
    said, (df, level) = of_4_5(case), WILSON[case]
    share, error = np.array([100 * said["coef"]]), np.array([100 * said["SE"]])
    lower, upper = interval(share, error, np.array([float(df)]), np.array([200.0]), "wilson", level)
    assert (lower[0] / 100, upper[0] / 100) == pytest.approx((said["lo"], said["hi"]), rel=ENDPOINT)
