"""``survey synthetic|check|totals|estimate|ranks``: from a made-up survey to rank sets."""

from pathlib import Path

import polars as pl
import pytest

from tests.cli.running import say


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "survey"
    said = say("survey", "synthetic", folder, "--people", 6000)
    assert said.code == 0
    assert "training" in said.out.lower()
    return folder


def test_what_was_made_is_labelled_and_sound(made: Path, tmp_path: Path) -> None:
    said = say("survey", "synthetic", tmp_path / "other", "--people", 6000, "--json")
    answered = said.json["answered"]
    assert (said.code, said.json["drawn"], answered < 6000) == (0, 6000, True)
    assert pl.read_parquet(made / "microdata" / "*.parquet").height == answered
    assert say("survey", "check", made, tmp_path / "other").code == 0
    again = say("survey", "synthetic", made)
    assert (again.code, again.out) == (3, "")
    assert "nothing is overwritten" in again.err


def test_a_portal_has_ratings_of_transactions(tmp_path: Path) -> None:
    said = say("survey", "synthetic", tmp_path / "portal", "--kind", "portal", "--people", 30_000)
    assert said.code == 0
    assert "TRAINING DATA: synthetic" in said.out
    assert "30000 transactions with a rating" in said.out
    assert say("survey", "check", tmp_path / "portal").code == 0
    by = say("survey", "estimate", tmp_path / "portal", "--by", "channel", "--json").json
    assert by["data_status"] == "training"
    assert say("survey", "ranks", tmp_path / "portal").code == 0


def test_every_problem_of_a_folder_is_listed(made: Path, tmp_path: Path) -> None:
    text = (made / "survey.yaml").read_text(encoding="utf-8")
    (tmp_path / "survey.yaml").write_text(
        text.replace("satisfied_from: 4", "satisfied_from: 9"), encoding="utf-8"
    )
    said = say("survey", "check", tmp_path, "--json")
    assert said.code == 1
    listed = said.json["errors"]
    assert [problem["code"] for problem in listed] == ["file-missing", "scale-satisfied"]


def test_totals_of_parts_add_up_to_those_of_the_whole(made: Path, tmp_path: Path) -> None:
    whole = pl.read_parquet(made / "microdata" / "*.parquet")
    for name, rows in (("one", whole.head(2000)), ("two", whole.slice(2000))):
        (tmp_path / name).mkdir()
        rows.write_parquet(tmp_path / name / "microdata.parquet")
        (tmp_path / name / "survey.yaml").write_bytes((made / "survey.yaml").read_bytes())
        done = say(
            "survey", "totals", tmp_path / name, "--out", tmp_path / f"{name}.parquet", "--quantum", 2**-20
        )
        assert done.code == 0
    merged, direct = tmp_path / "merged.parquet", tmp_path / "direct.parquet"
    parts = [tmp_path / f"{name}.parquet" for name in ("one", "two")]
    assert say("survey", "totals", *parts, "--out", merged).code == 0
    said = say("survey", "totals", made, "--out", direct, "--quantum", 2**-20, "--json")
    assert said.json["cells"]["province"] == said.json["psus"]
    assert merged.read_bytes() == direct.read_bytes()
    refused = say("survey", "totals", parts[0], made, "--out", tmp_path / "no.parquet")
    assert refused.code == 2
    assert "quantum" in refused.err
    assert not (tmp_path / "no.parquet").exists()


def test_totals_are_added_once_and_only_shown_under_their_own_survey(made: Path, tmp_path: Path) -> None:
    totals, other = tmp_path / "t.parquet", tmp_path / "other"
    assert say("survey", "totals", made, "--by", "nation", "--out", totals).code == 0
    twice = say("survey", "totals", totals, totals, "--out", tmp_path / "double.parquet")
    assert (twice.code, (tmp_path / "double.parquet").exists()) == (2, False)
    assert "Parts 1 and 2 have the same content" in " ".join(twice.err.split())
    other.mkdir()
    text = (made / "survey.yaml").read_text(encoding="utf-8")
    code = next(line for line in text.splitlines() if line.startswith("code: "))
    (other / "survey.yaml").write_text(text.replace(code, "code: sipas-other", 1), encoding="utf-8")
    (made / "microdata").rename(other / "microdata")
    try:
        said = say("survey", "estimate", other, "--totals", totals)
    finally:
        (other / "microdata").rename(made / "microdata")
    assert (said.code, said.out) == (2, "")
    assert f"they differ in survey ({code.removeprefix('code: ')});" in " ".join(said.err.split())


def test_estimates_are_shown_and_written_from_data_or_from_totals(made: Path, tmp_path: Path) -> None:
    said = say("survey", "estimate", made, "--by", "nation", "--by", "level", "--out", tmp_path / "e.csv")
    assert said.code == 0
    assert "Nation" in said.out
    assert "the whole province" in said.words
    table = pl.read_csv(tmp_path / "e.csv")
    assert table.filter(pl.col("measure") == "sipas")["domain"].to_list() == [
        "",
        "commune",
        "district",
        "province",
    ]
    assert (
        say("survey", "totals", made, "--by", "nation", "--by", "level", "--out", tmp_path / "t.parquet").code
        == 0
    )
    by_totals = say("survey", "estimate", made, "--totals", tmp_path / "t.parquet", "--json").json
    rows = {(row["domain"], row["measure"]): row["standard_error"] for row in by_totals["estimates"]}
    for row in table.to_dicts():
        assert rows[row["domain"] or "", row["measure"]] == pytest.approx(row["standard_error"], rel=1e-12)
    assert by_totals["data_status"] == "training"


def test_every_engine_on_this_machine_gives_the_same_figures(made: Path) -> None:
    asked = ("survey", "estimate", made, "--by", "sex", "--json")
    assert say(*asked, "--engine", "arrow").json == say(*asked, "--engine", "duckdb").json == say(*asked).json


def test_packed_answers_give_the_same_file_of_totals(made: Path, tmp_path: Path) -> None:
    written = []
    for name, more in (("plain", ()), ("first", ("--packed", tmp_path)), ("again", ("--packed", tmp_path))):
        out = tmp_path / f"{name}.parquet"
        assert say("survey", "totals", made, "--out", out, *more).code == 0
        written.append(out.read_bytes())
    assert written[0] == written[1] == written[2]
    assert len(list(tmp_path.glob("*.answers"))) == len(list((made / "microdata").iterdir()))


def test_mean_scores_and_vietnamese(made: Path) -> None:
    said = say("survey", "estimate", made, "--by", "nation", "--statistic", "score", language="vi")
    assert said.code == 0
    assert "Cả nước" in said.out
    assert "4,06" in said.out


def test_how_answers_divide(made: Path, tmp_path: Path) -> None:
    asked = ("survey", "estimate", made, "--by", "sex", "--statistic", "answers")
    said = say(*asked, "--out", tmp_path / "a.csv")
    assert said.code == 0
    assert "Shares of each answer, % ± standard error" in said.words
    assert "Very satisfied" in said.words
    people = pl.read_parquet(made / "microdata" / "*.parquet").filter(sex="female")
    given = people.filter(pl.col("access_1") > 0)
    weights = given.group_by("access_1").agg(pl.col("weight").sum()).sort("access_1")["weight"]
    table = pl.read_csv(tmp_path / "a.csv").filter(domain="female")
    first = table.filter(pl.col("measure").str.starts_with("access_1="))
    assert first["measure"].to_list() == [f"access_1={level}" for level in range(1, 6)]
    assert first["estimate"].to_list() == pytest.approx((100 * weights / weights.sum()).to_list(), rel=1e-6)
    assert first["answers"].to_list() == [len(given)] * 5
    assert first["standard_error"].min() > 0
    assert say(*asked, "--json").json["statistic"] == "answers"
    totals = tmp_path / "t.parquet"
    assert say("survey", "totals", made, "--by", "sex", "--out", totals).code == 0
    assert "not by answer" in say(*asked, "--totals", totals).err
    for more in (("--interval", "t"), ("--errors", "jackknife")):
        refused = say(*asked, *more)
        assert (refused.code, refused.out) == (2, "")
        assert "logit intervals alone" in refused.err


def test_answers_of_many_or_few_people(made: Path) -> None:
    said = say("survey", "estimate", made, "--by", "province,age", "--statistic", "answers")
    assert "rows more; --out and --json have all." in said.words
    asked = ("survey", "estimate", made, "--by", "province,age", "--json")
    rows = pl.DataFrame(say(*asked, "--statistic", "answers").json["estimates"], infer_schema_length=None)
    own = pl.DataFrame(say(*asked).json["estimates"], infer_schema_length=None)
    hidden = rows.filter(pl.col("estimate").is_null()).select(
        "domain", pl.col("measure").str.split("=").list[0]
    )
    items = own.filter(
        pl.col("estimate").is_null(), pl.col("measure").is_in(hidden["measure"].unique().to_list())
    )
    assert len(hidden) == 5 * len(items) > 0
    assert set(hidden.rows()) == set(items.select("domain", "measure").rows())


def test_crossing_many_groups_shows_the_first_and_says_how_many_more(made: Path, tmp_path: Path) -> None:
    crossed = tmp_path / "crossed"
    crossed.mkdir()
    text = (made / "survey.yaml").read_text(encoding="utf-8")
    more = "- code: crossed\n  title: {vi: Tỉnh và giới, en: Province and sex}\n  columns: [province, sex]\n"
    (crossed / "survey.yaml").write_text(
        text.replace("groupings:\n", f"groupings:\n{more}"), encoding="utf-8"
    )
    pl.read_parquet(made / "microdata" / "*.parquet").write_parquet(crossed / "microdata.parquet")
    said = say("survey", "estimate", crossed, "--by", "crossed")
    assert said.code == 0
    assert "26 more" in said.words


def test_groups_are_crossed_by_name_and_small_ones_held_back(made: Path, tmp_path: Path) -> None:
    said = say("survey", "estimate", made, "--by", "level,sex", "--json")
    rows = [row for row in said.json["estimates"] if row["measure"] == "sipas"]
    assert [row["domain"] for row in rows][:2] == ["commune · female", "commune · male"]
    assert {row["grouping"] for row in rows} == {"level_x_sex"}
    twice = say("survey", "estimate", made, "--by", "level,sex", "--by", "level, sex")
    assert "Level of government × Sex" in twice.words
    assert say("survey", "estimate", made, "--by", "level,planet").code == 2
    fine = ("survey", "estimate", made, "--by", "province,field")
    public, every = (say(*fine, *more, "--json").json["estimates"] for more in ((), ("--every",)))
    held = [row["estimate"] is None for row in public]
    assert all(held)  # 6,000 people in 63 × 16 cells
    assert all(row["answers"] is None for row in public)
    assert sum(row["estimate"] is not None for row in every) > 0.9 * len(every)
    assert "few answers" in say(*fine).words
    totals = ("survey", "totals", made, "--by", "level,sex", "--out", tmp_path / "t.parquet")
    assert say(*totals).code == 0


def test_who_may_be_first_or_last_and_who_cannot_be_told_apart(made: Path) -> None:
    ranks = ("survey", "ranks", made, "--draws", 500)
    said = say(*ranks, "--places", 63, "--unit", "yen-bai")
    assert "35 units may be among the best 63: any of them" in said.words
    assert "Yen Bai cannot be told apart from 62 others: any of them" in said.words
    assert "Ha Noi is not to be published" in say(*ranks, "--unit", "ha-noi").words
    some = say("survey", "ranks", made, "--places", 1, "--coverage", "marginal", "--draws", 500)
    assert "may be among the best 1: An Giang · " in some.words
    data = say(*ranks, "--places", 3, "--critical", "bootstrap", "--json").json["designs"]
    for each in data:
        assert (each["places"], each["critical_values"]) == (3, "bootstrap")
        may = [unit["code"] for unit in each["units"] if (unit["best_rank"] or 64) <= 3]
        assert each["may_be_among_the_best"] == may
        assert len(each["may_be_among_the_last"]) >= 3
        placed = [unit for unit in each["units"] if not unit["held_back"]]
        anywhere = sum((unit["best_rank"], unit["worst_rank"]) == (1, 63) for unit in placed)
        assert anywhere <= each["cannot_be_ranked"] <= anywhere + 63 - len(placed)
    refused = say(*ranks, "--unit", "atlantis")
    assert (refused.code, 'no unit "atlantis"' in refused.err) == (2, True)


def test_ranks_stand_under_every_design(made: Path) -> None:
    said = say("survey", "ranks", made, "--draws", 500)
    assert said.code == 0
    assert "the drawn districts alone" in said.words
    assert "1–63" in said.out
    data = say("survey", "ranks", made, "--draws", 500, "--coverage", "marginal", "--json").json
    assert [each["design"] for each in data["designs"]] == ["districts", "villages"]
    for each in data["designs"]:
        assert len(each["units"]) == 63
        placed = [unit for unit in each["units"] if not unit["held_back"]]
        assert len(placed) == 35  # in a survey of 95 people a province most intervals are wide
        for unit in placed:
            assert unit["best_rank"] <= unit["rank"] <= unit["worst_rank"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("estimate", "--by", "planet"), 'no grouping "planet"'),
        (("estimate", "--design", "other"), 'no design "other"'),
        (("estimate", "--engine", "spark"), "--master"),
        (("estimate", "--engine", "duckdb", "--packed", "packed"), "leave out --engine or --packed"),
        (("estimate", "--engine", "spark", "--master", "local[1]"), "pip install '.[spark]'"),
        (("estimate", "--totals", "SURVEY_YAML"), "is not a file of totals"),
    ],
)
def test_what_is_not_there_is_named(arguments: tuple[str, ...], sentence: str, made: Path) -> None:
    command, *rest = (str(made / "survey.yaml") if each == "SURVEY_YAML" else each for each in arguments)
    said = say("survey", command, made, *rest)
    assert (said.code, said.out) == (2, "")
    assert sentence in " ".join(said.err.split())


@pytest.mark.parametrize("command", ["estimate", "ranks", "totals"])
def test_bad_microdata_get_one_block_of_errors_and_nothing_is_written(
    command: str, made: Path, tmp_path: Path
) -> None:
    row = pl.int_range(pl.len())
    whole = pl.read_parquet(made / "microdata" / "*.parquet")
    bad = whole.with_columns(
        weight=pl.when(row % 50 == 0).then(-1.0).otherwise("weight"),
        access_1=pl.when(row == 7).then(9).otherwise("access_1"),
        village=pl.when(row.is_in([3, 3000])).then(pl.lit("moved")).otherwise("village"),
    )
    (tmp_path / "survey.yaml").write_bytes((made / "survey.yaml").read_bytes())
    bad.drop("age").write_parquet(tmp_path / "microdata.parquet")
    out = () if command == "ranks" else ("--out", tmp_path / "out.parquet")
    said = say("survey", command, tmp_path, *out)
    assert (said.code, said.out) == (1, "")
    for sentence in (
        "This column is missing", "Codes that the scale does not have: 9 (× 1)", "rows have no weight",
        "PSUs in two strata: moved",
    ):  # fmt: skip
        assert said.err.count(sentence) == 1
    assert not (tmp_path / "out.parquet").exists()
    content = (tmp_path / "microdata.parquet").read_bytes()
    (tmp_path / "microdata.parquet").write_bytes(content[: len(content) // 2])
    cut = say("survey", command, tmp_path, *out)
    assert (cut.out, cut.err.count("may be cut off")) == ("", 1)


def test_ranks_need_units(made: Path, tmp_path: Path) -> None:
    text = (
        (made / "survey.yaml").read_text(encoding="utf-8").replace("is_of_units: true", "is_of_units: false")
    )
    (tmp_path / "survey.yaml").write_text(text, encoding="utf-8")
    pl.read_parquet(made / "microdata" / "*.parquet").write_parquet(tmp_path / "microdata.parquet")
    assert say("survey", "ranks", tmp_path).code == 2
