"""Tests, quantiles, reliability, errors of one's choice and tables of ranks, on the command line."""

import math
from pathlib import Path

import polars as pl
import pytest
import yaml

from parindex.survey.estimation.calibrated import estimate_calibrated
from parindex.survey.estimation.estimate import Estimates
from parindex.survey.estimation.stages import estimate_in_stages
from parindex.survey.folder import open_survey
from tests.cli.running import say


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "survey"
    assert say("survey", "synthetic", folder, "--people", 6000).code == 0
    return folder


def test_differences_of_every_two_groups_and_of_all_from_one(made: Path, tmp_path: Path) -> None:
    asked = ("survey", "differences", made, "--by", "level")
    said = say(*asked, "--out", tmp_path / "d.csv")
    assert said.code == 0
    assert "TRAINING DATA" in said.out
    assert "p (max-t)" in said.out
    data = say(*asked, "--json").json
    assert (data["measure"], data["data_status"], data["left_out"]) == ("sipas", "training", [])
    assert [(row["domain"], row["other"]) for row in data["rows"]] == [
        ("commune", "district"),
        ("commune", "province"),
        ("district", "province"),
    ]
    for row in data["rows"]:
        assert row["p_value"] <= row["max_t"] <= 1
        assert row["p_value"] <= row["holm"] <= 1
        assert row["lower"] < row["estimate"] < row["upper"]
    assert pl.read_csv(tmp_path / "d.csv")["estimate"].to_list() == pytest.approx(
        [row["estimate"] for row in data["rows"]]
    )
    one = say(*asked, "--against", "province", "--measure", "access_1", "--json").json
    assert [row["domain"] for row in one["rows"]] == ["commune", "district"]


def test_many_differences_are_cut_on_the_screen_and_tiny_p_values_say_so(made: Path) -> None:
    said = say("survey", "differences", made, "--by", "province", "--design", "villages", "--draws", 200)
    assert said.code == 0
    assert "rows more" in said.out
    assert "< 0.0001" in said.out


def test_groups_that_cross_may_be_compared_and_small_ones_are_left_out(made: Path) -> None:
    said = say(
        "survey", "differences", made, "--by", "province,sex", "--draws", 100, "--against", "an-giang,male"
    )
    assert said.code == 0
    assert "groups are not compared: too few answered" in said.out


def test_whether_answers_hang_on_a_group(made: Path) -> None:
    said = say("survey", "independence", made, "--by", "sex", "--json").json
    assert len(said["rows"]) == 22
    assert all(0 <= row["p_value"] <= row["holm"] <= 1 for row in said["rows"])
    shown = say("survey", "independence", made, "--by", "sex", "--item", "access_1", language="vi")
    assert shown.code == 0
    assert "χ² Pearson" in shown.out
    assert "access_2" not in shown.out


def test_quantiles_of_a_number(made: Path, tmp_path: Path) -> None:
    asked = ("survey", "quantiles", made, "weight")
    data = say(*asked, "--json", "--out", tmp_path / "q.parquet").json
    assert [row["share"] for row in data["rows"]] == [0.25, 0.5, 0.75]
    values = pl.read_parquet(made / "microdata" / "*.parquet")["weight"]
    assert values.min() <= data["rows"][1]["lower"] <= data["rows"][1]["estimate"] <= values.max()  # type: ignore[operator]
    assert data["answers"] == len(values)
    assert pl.read_parquet(tmp_path / "q.parquet").height == 3
    women = say(*asked, "--where", "sex=female", "--share", 0.9, "--json").json
    assert women["answers"] < data["answers"]
    assert len(women["rows"]) == 1
    assert "Std. error" in say(*asked).out


@pytest.mark.parametrize(
    ("column", "where", "code", "words"),
    [
        ("trips", None, 2, 'no column "trips"'),
        ("sex", None, 2, "are no numbers"),
        ("weight", "sex", 2, "--where is COLUMN=VALUE"),
        ("weight", "sex=nobody", 2, 'Nobody there has a number in "weight"'),
        ("weight", "village=an-giang-1-1", 2, "publishes nothing of fewer than 30"),
    ],
)
def test_quantiles_that_cannot_be_given(
    made: Path, column: str, where: str | None, code: int, words: str
) -> None:
    if where is not None and where.startswith("village"):
        first = pl.read_parquet(made / "microdata" / "*.parquet")["village"][0]
        where = f"village={first}"
    more = () if where is None else ("--where", where)
    said = say("survey", "quantiles", made, column, *more)
    assert (said.code, said.out) == (code, "")
    assert words in said.err


def test_whether_items_measure_one_thing(made: Path, tmp_path: Path) -> None:
    data = say("survey", "reliability", made, "--json", "--out", tmp_path / "r.xlsx").json
    alphas = {row["node"]: row["alpha"] for row in data["rows"]}
    assert "sipas" in alphas
    assert all(0.5 < alpha < 1 for alpha in alphas.values())
    assert (tmp_path / "r.xlsx").is_file()
    assert say("survey", "reliability", made, "--missing", "complete").code == 0


def test_a_measure_or_item_that_is_not_there_is_named(made: Path) -> None:
    said = say("survey", "differences", made, "--by", "sex", "--measure", "nothing")
    assert (said.code, said.out) == (2, "")
    assert 'There is no "nothing"' in said.err
    assert say("survey", "independence", made, "--by", "sex", "--item", "sipas").code == 2


@pytest.mark.parametrize("name", ["differences", "independence", "reliability", "quantiles"])
def test_nothing_is_overwritten(name: str, made: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.csv"
    there.write_text("kept", encoding="utf-8")
    more = {"quantiles": ("weight",), "reliability": ()}.get(name, ("--by", "sex"))
    assert say("survey", name, made, *more, "--out", there).code == 3
    assert there.read_text(encoding="utf-8") == "kept"


def test_errors_of_estimates_may_come_from_replicates(made: Path) -> None:
    asked = ("survey", "estimate", made, "--by", "nation")
    linearised, jackknife = (say(*asked, *more, "--json").json for more in ((), ("--errors", "jackknife")))
    assert linearised["errors"] == {"method": "linearised"}
    assert jackknife["errors"] == {"method": "jackknife"}
    for one, other in zip(linearised["estimates"], jackknife["estimates"], strict=True):
        assert one["estimate"] == other["estimate"]
        assert math.isclose(one["standard_error"], other["standard_error"], rel_tol=0.05)
    drawn = ("--errors", "bootstrap", "--draws", 100, "--seed", 7)
    once, again = (say(*asked, *drawn, "--json").json for _ in range(2))
    assert once == again
    assert once["errors"] == {"method": "bootstrap", "draws": 100, "seed": 7}
    assert "PSUs drawn again" in say(*asked, *drawn).words
    refused = say(*asked, "--errors", "jackknife", "--statistic", "score")
    assert refused.code == 2
    assert "shares of satisfied answers alone" in refused.err


def with_populations(made: Path, folder: Path) -> Path:
    """The survey with fifty districts in each province, all of whose villages were drawn."""
    document = yaml.safe_load((made / "survey.yaml").read_text(encoding="utf-8"))
    headline = document["designs"][0]
    headline["stages"] = [{"cluster": headline["stages"][0]["cluster"], "population": "of_province"}]
    folder.mkdir()
    (folder / "survey.yaml").write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    people = pl.read_parquet(made / "microdata" / "*.parquet")
    people.with_columns(pl.lit(50.0).alias("of_province")).write_parquet(folder / "microdata.parquet")
    return folder


def errors_in(estimates: Estimates) -> list[float]:
    return estimates.frame()["standard_error"].to_list()


def test_errors_may_know_of_every_stage_or_of_the_calibration(made: Path, tmp_path: Path) -> None:
    folder = with_populations(made, tmp_path / "finite")
    opened = open_survey(folder)
    asked = ("survey", "estimate", folder, "--by", "nation")
    staged = say(*asked, "--errors", "stages", "--json").json
    expected = estimate_in_stages(opened.survey, opened.files, ["nation"])
    assert [row["standard_error"] for row in staged["estimates"]] == errors_in(expected)
    assert staged["errors"] == {"method": "stages"}
    known = ("--errors", "calibrated", "--margin", "sex", "--margin", "area", "--base-weight", "weight")
    calibrated = say(*asked, *known, "--json").json
    expected = estimate_calibrated(
        opened.survey, opened.files, ["nation"], base_weight="weight", margins=("sex", "area")
    )
    assert [row["standard_error"] for row in calibrated["estimates"]] == errors_in(expected)
    assert calibrated["errors"] == {
        "method": "calibrated",
        "margins": ["sex", "area"],
        "base_weight": "weight",
    }
    assert "know of the calibration" in say(*asked, *known).words


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--errors", "calibrated"), "needs --margin and --base-weight"),
        (("--errors", "calibrated", "--margin", "sex"), "needs --margin and --base-weight"),
        (("--margin", "sex"), "nothing else takes them"),
        (("--errors", "stages", "--statistic", "score"), "shares of satisfied answers alone"),
        (("--errors", "stages", "--totals", "t.parquet"), "no --totals"),
        (("--errors", "stages"), "population at every stage"),
        (("--errors", "stages", "--by", "nothing"), 'no grouping "nothing"'),
        (("--errors", "stages", "--design", "nothing"), 'no design "nothing"'),
    ],
)
def test_errors_that_cannot_be_given(made: Path, more: tuple[str, ...], words: str) -> None:
    said = say("survey", "estimate", made, *more)
    assert (said.code, said.out) == (2, "")
    assert words in said.err


def test_rank_sets_and_index_go_into_tables(made: Path, tmp_path: Path) -> None:
    assert say("survey", "ranks", made, "--draws", 200, "--out", tmp_path / "r.csv").code == 0
    table, data = pl.read_csv(tmp_path / "r.csv"), say("survey", "ranks", made, "--draws", 200, "--json").json
    assert table["design"].unique(maintain_order=True).to_list() == [
        each["design"] for each in data["designs"]
    ]
    first = data["designs"][0]["units"]
    columns = ("unit", "rank", "best_rank", "worst_rank")
    assert table.head(63).select(columns).rows() == [
        (each["code"], each["rank"], each["best_rank"], each["worst_rank"]) for each in first
    ]
    said = say("survey", "index", made, "--out", tmp_path / "i.parquet")
    assert said.code == 0
    assert "Written" in said.out
    rows = say("survey", "index", made, "--json").json["estimates"]
    assert pl.read_parquet(tmp_path / "i.parquet")["estimate"].to_list() == [row["estimate"] for row in rows]
    for name in ("ranks", "index"):
        assert say("survey", name, made, "--out", tmp_path / "i.parquet").code == 3
