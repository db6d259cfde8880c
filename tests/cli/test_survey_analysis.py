"""``survey differences|independence|quantiles|reliability``, and errors from replicates, on the command line."""

import math
from pathlib import Path

import polars as pl
import pytest

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
