"""Against R's survey package on NHANES: nested PSUs, domains, lonely PSUs, missing answers, tests, reliability."""

import csv
import gzip
from collections import defaultdict
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from parindex.documents import Unfit
from parindex.language import both
from parindex.survey.estimation.estimate import Estimates, Statistic, estimate
from parindex.survey.estimation.independence import independence
from parindex.survey.estimation.intervals import Method, interval
from parindex.survey.estimation.reliability import reliability
from parindex.survey.estimation.replicates import jackknife
from parindex.survey.model import Lonely, SampleStage, Scale, Survey, VarianceDesign
from parindex.survey.totals.scan import totals
from parindex.survey.totals.slabs import PsuSlabs
from tests.survey.builders import design, grouping, node, stored, survey

ORACLES = Path(__file__).resolve().parent.parent / "oracles"
EXACT, ENDPOINT = 1e-9, 1e-6
TREE = node(
    "all",
    "mean",
    node("mean", "mean", "q1", "q2", "q3"),
    node("pooled", "pooled", "q1", "q2", "q3"),
    node("weighted", "weighted", "q1", "q2", "q3", weights=(0.5, 0.3, 0.2)),
)
Answers = dict[tuple[str, str], dict[str, float]]


def answers(case: str) -> Answers:
    """What R says of a case, by domain and item."""
    found: Answers = defaultdict(dict)
    with (ORACLES / "nhanes-answers.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["case"] == case:
                found[row["domain"], row["item"]][row["what"]] = float(row["value"])
    return found


def people() -> pl.DataFrame:
    with gzip.open(ORACLES / "nhanes.csv.gz", "rb") as stream:
        return pl.read_csv(stream.read(), schema_overrides={"w": pl.Float64})


def about(sample: VarianceDesign | None = None) -> Survey:
    own = design("SDMVSTRA").model_copy(update={"stages": (SampleStage(cluster="SDMVPSU", nested=True),)})
    groupings = (grouping("nation"), grouping("race", "race"))
    return survey(tree=TREE, groupings=groupings, designs=[sample or own])


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(people(), tmp_path_factory.mktemp("nhanes") / "whole.parquet")


@pytest.fixture(scope="module")
def whole_slabs(whole: Path) -> PsuSlabs:
    return totals(about(), [whole], more=["score", "levels"])


@pytest.fixture(scope="module")
def lonely_slabs(tmp_path_factory: pytest.TempPathFactory) -> PsuSlabs:
    """In three strata only one PSU was reached."""
    reached = ~(pl.col("SDMVSTRA").is_in([75, 76, 77]) & (pl.col("SDMVPSU") != 1))
    file = stored(people().filter(reached), tmp_path_factory.mktemp("nhanes") / "lonely.parquet")
    return totals(about(), [file], more=["score"])


def compare(found: dict[Statistic, Estimates], said: Answers) -> int:
    """Hold what R says of each domain and measure against what was found; return how many figures were compared."""
    compared = 0
    for (domain, measure), wanted in said.items():
        shares, scores, numbers = (
            found[name]["race" if domain else "nation"] for name in ("satisfied", "score", "number")
        )
        at = shares.at((domain,) if domain else (), measure)
        got = {"estimate": shares.estimate[at], "se": shares.standard_error[at]}
        if measure in about().item_position:
            got |= {
                "deff": shares.design_effect[at], "df": shares.degrees_of_freedom[at[0]],
                "score": scores.estimate[at], "score_se": scores.standard_error[at],
                "total": numbers.estimate[at], "total_se": numbers.standard_error[at],
            }  # fmt: skip
        for what in sorted(set(got) & set(wanted)):
            assert got[what] == pytest.approx(wanted[what], rel=EXACT), (domain, measure, what)
            compared += 1
    return compared


def estimated(slabs: PsuSlabs, lonely: Lonely) -> dict[Statistic, Estimates]:
    statistics: tuple[Statistic, ...] = ("satisfied", "score", "number")
    return {name: estimate(about(), slabs, statistic=name, lonely=lonely) for name in statistics}


def test_shares_scores_numbers_and_nodes_of_all_and_of_domains(whole_slabs: PsuSlabs) -> None:
    assert compare(estimated(whole_slabs, "fail"), answers("whole")) == 5 * (3 * 8 + 3 * 2)


@pytest.mark.parametrize(
    ("lonely", "figures"),
    [("adjust", 5 * 18), ("average", 150), ("certainty", 150), ("remove", 150)],
)
def test_lonely_psus_whatever_is_done_with_them_domains_too(
    lonely: Lonely, figures: int, lonely_slabs: PsuSlabs
) -> None:
    assert compare(estimated(lonely_slabs, lonely), answers(lonely)) == figures


def test_lonely_psus_are_refused_where_r_refuses_them(lonely_slabs: PsuSlabs) -> None:
    assert answers("fail")["", "q2"] == {"refused": 1.0}
    with pytest.raises(Unfit, match="75, 76, 77"):
        estimate(about(), lonely_slabs, lonely="fail")


@pytest.mark.parametrize(
    ("method", "in_r", "compared"), [("logit", "logit", 60), ("beta", "beta", 56), ("t", "mean", 60)]
)
def test_intervals(method: Method, in_r: str, compared: int, whole_slabs: PsuSlabs) -> None:
    ends = 0
    for level in (0.95, 0.9):
        found = estimate(about(), whole_slabs, method=method, level=level)
        for (domain, measure), said in answers("whole").items():
            if f"{in_r}_low_{level}" in said:
                table = found["race" if domain else "nation"]
                at = table.at((domain,) if domain else (), measure)
                wanted = said[f"{in_r}_low_{level}"], said[f"{in_r}_high_{level}"]
                assert (table.lower[at], table.upper[at]) == pytest.approx(wanted, rel=ENDPOINT)
                ends += 2
    assert ends == compared


def test_where_nobody_or_everybody_is_satisfied_it_is_clopper_and_pearsons_interval() -> None:
    compared = 0
    for (n, level), said in answers("extreme").items():
        at = np.array([0.0]), np.array([0.0]), np.array([4.0]), np.array([float(n)])
        for method in ("logit", "beta", "wilson"):
            lower, upper = interval(*at, method, float(level))
            assert (lower[0], upper[0]) == pytest.approx((0.0, said["none_high"]), rel=ENDPOINT)
            lower, upper = interval(at[0] + 100, *at[1:], method, float(level))
            assert (lower[0], upper[0]) == pytest.approx((said["all_low"], 100.0), rel=ENDPOINT)
            compared += 1
    assert compared == 6 * 3


def test_the_jackknife(whole_slabs: PsuSlabs) -> None:
    found = {code: jackknife(about(), whole_slabs, code) for code in ("nation", "race")}
    compared = 0
    for (domain, measure), said in answers("whole").items():
        if "jackknife_se" in said:
            code = "race" if domain else "nation"
            row = whole_slabs.slabs[code].groups.index((domain,) if domain else ())
            error = found[code].standard_error[row, found[code].measures.index(measure)]
            assert error == pytest.approx(said["jackknife_se"], rel=EXACT)
            compared += 1
    assert compared == 9


@pytest.mark.parametrize("item", ["q1", "q2", "q3"])
def test_independence_of_item_and_group_after_rao_and_scott(item: str, whole_slabs: PsuSlabs) -> None:
    found = independence(about(), whole_slabs, "race", item)
    assert {
        "pearson": found.pearson, "f": found.f, "df": found.degrees_of_freedom, "of_error": found.of_error,
        "p": found.p_value, "first_order_p": found.first_order_p_value,
    } == pytest.approx(answers("independence")["race", item], rel=1e-8)  # fmt: skip
    assert found.answers == people()[item].count()


def test_reliability(whole: Path) -> None:
    said = answers("reliability")
    found = reliability(about(), [whole], missing="complete")["mean"]
    assert found.items == ("q1", "q2", "q3")
    assert found.alpha == pytest.approx(said["", "all"]["alpha"], rel=EXACT)
    for n, item in enumerate(found.items):
        got = {"alpha_without": found.alpha_without[n], "item_rest": found.item_rest[n]}
        assert got == pytest.approx(said["", item], rel=1e-8)
    pair = survey(items=["q1", "q3"], designs=about().designs)
    two = reliability(pair, [whole])["whole"]  # of two items each one's rest is the other
    assert two.item_rest == pytest.approx([said["pairwise", "q1 q3"]["correlation"]] * 2, rel=1e-8)


def test_reliability_of_every_node_and_what_cannot_be_said(whole: Path) -> None:
    found = reliability(about(), [whole])
    assert set(found) == {"mean", "pooled", "weighted", "all"}
    of = about()
    alike = of.changed(items=of.items[:1], tree=node("whole", "mean", "q1"))
    assert reliability(alike, [whole]) == {}
    two = Scale(code="two", labels={1: both("no"), 2: both("yes")}, satisfied_from=2)
    other = of.items[0].model_copy(update={"scale": "two"})
    with pytest.raises(Unfit, match="satisfaction, two"):
        reliability(of.changed(items=(other, *of.items[1:]), scales=(*of.scales, two)), [whole])


def test_where_nothing_varies_or_nobody_answers_there_is_no_alpha(tmp_path: Path) -> None:
    frame = people().head(40).with_columns(q1=pl.lit(3), q2=pl.lit(4), q3=pl.lit(None, pl.Int64))
    found = reliability(about(), [stored(frame, tmp_path / "a.parquet")])
    assert np.isnan(found["mean"].alpha)
    pair = survey(items=["q1", "q2"], designs=about().designs)
    alike = reliability(pair, [tmp_path / "a.parquet"])["whole"]
    assert np.isnan([alike.alpha, *alike.alpha_without, *alike.item_rest]).all()


def test_independence_needs_answers_by_level_two_groups_and_two_answers(
    whole: Path, lonely_slabs: PsuSlabs, tmp_path: Path
) -> None:
    with pytest.raises(Unfit, match="not by answer"):
        independence(about(), lonely_slabs, "race", "q1")
    same = people().with_columns(q2=pl.lit(4))
    slabs = totals(about(), [stored(same, tmp_path / "a.parquet")], more=["levels"])
    with pytest.raises(Unfit, match="At least two groups"):
        independence(about(), slabs, "race", "q2")
    with pytest.raises(Unfit, match="At least two groups"):
        independence(about(), slabs, "nation", "q1")


def test_with_one_psu_a_stratum_there_is_no_p_value(tmp_path: Path) -> None:
    first = people().filter(pl.col("SDMVPSU") == 1)
    slabs = totals(about(), [stored(first, tmp_path / "a.parquet")], more=["levels"])
    found = independence(about(), slabs, "race", "q1", lonely="adjust")
    assert np.isnan(found.p_value)
    assert found.pearson > 0


def test_people_of_no_group_do_not_count_for_independence(whole: Path, tmp_path: Path) -> None:
    some = people().with_columns(race=pl.when(pl.col("race") == "r4").then(None).otherwise("race"))
    slabs = totals(about(), [stored(some, tmp_path / "a.parquet")], more=["levels"])
    found = independence(about(), slabs, "race", "q2")
    assert found.answers == people().filter(pl.col("race") != "r4").height
    assert found.degrees_of_freedom < 2 * 3
