"""``survey read|backcheck|release`` and ``verify``: what a supervisor does, from export to sealed microdata."""

import json
from pathlib import Path
from textwrap import dedent

import polars as pl
import pytest

from parindex.rounds.write import yaml_bytes
from parindex.survey.design.replacement import Replacement
from tests.cli.running import Said, on_terminal, say
from tests.survey.design.builders import design, stage
from tests.survey.responses.fieldwork import written


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fieldwork")
    said = say("survey", "synthetic", folder / "made", "--kind", "fieldwork")
    assert said.code == 0
    assert "synthetic" in said.out.lower()
    said = read(folder / "made", folder / "field")
    assert said.code == 0
    (folder / "read.txt").write_text(said.out, encoding="utf-8")
    return folder


def read(made: Path, out: Path, *more: object) -> Said:
    return say(
        "survey", "read", made / "submissions.csv.zip", "--survey", made, "--settings", made / "responses.yaml",
        "--sample", made / "sample.csv", "--out", out, *more,
    )  # fmt: skip


def decided(field: Path, out: Path) -> Path:
    """Every flagged response rejected."""
    pl.read_csv(field / "decisions.csv").with_columns(
        decision=pl.lit("reject"), reason=pl.lit("phúc tra"), who=pl.lit("An"), when=pl.lit("2025-09-30")
    ).write_csv(out)
    return out


def test_reading_says_what_counts_what_was_found_and_what_comes_next(made: Path, tmp_path: Path) -> None:
    said = " ".join((made / "read.txt").read_text(encoding="utf-8").split())
    assert said.startswith("TRAINING DATA: synthetic")
    assert "Read 575 responses from 1 files; 44 are flagged" in said
    assert "1 submissions do not count: rejected in review" in said
    assert "Too fast 5" in said
    assert "survey release" in said
    data = read(made / "made", tmp_path / "other", "--json").json
    truth = pl.read_csv(made / "made" / "truth.csv")
    assert data["flagged"] == truth["response"].n_unique()
    assert {name: count for name, count in data["checks"].items() if count} == dict(
        truth["check"].value_counts().iter_rows()
    )
    assert read(made / "made", tmp_path / "other").code == 3


def test_stand_ins_are_checked_by_the_rule_of_the_design(made: Path, tmp_path: Path) -> None:
    rule = Replacement(outcomes=("refused",), most=0)
    plan = design(stage("village", "all"), stage("person", "simple", 24), reserve=0.1, replacement=rule)
    (tmp_path / "design.yaml").write_bytes(yaml_bytes(plan.model_dump(mode="json", exclude_defaults=True)))
    usual = read(made / "made", tmp_path / "usual", "--json").json["checks"]
    by_rule = read(made / "made", tmp_path / "by-rule", "--design", tmp_path / "design.yaml", "--json").json[
        "checks"
    ]
    assert (usual["reserve-rule"], by_rule["reserve-rule"]) == (1, 3)
    assert "reserve_rule" in (tmp_path / "by-rule" / "responses.yaml").read_text(encoding="utf-8")


def test_all_problems_of_all_files_come_in_one_block_and_nothing_is_written(
    made: Path, tmp_path: Path
) -> None:
    formula = written(tmp_path / "a.csv", "response,note\na,=cmd|'/c calc'!A0\n")
    cut = written(tmp_path / "b.json", '[{"_uuid": "a"')
    said = say("survey", "read", formula, cut, "--survey", made / "made", "--out", tmp_path / "out", "--json")
    assert (said.code, [each["code"] for each in said.json["errors"]]) == (1, ["formula", "unreadable"])
    strange = written(tmp_path / "c.csv", "response,access_1\nr1,17\n")
    said = say(
        "survey", "read", strange, "--survey", made / "made" / "survey.yaml", "--out", tmp_path / "out"
    )
    assert said.code == 1
    assert said.err.count("✗") == 29  # every column but one
    broken = written(
        tmp_path / "survey.yaml",
        (made / "made" / "survey.yaml")
        .read_text(encoding="utf-8")
        .replace("satisfied_from: 4", "satisfied_from: 9"),
    )
    assert say("survey", "read", strange, "--survey", broken, "--out", tmp_path / "out").code == 1
    assert not (tmp_path / "out").exists()


def test_from_decisions_to_a_seal_that_holds(made: Path, tmp_path: Path) -> None:
    field = made / "field"
    said = say("survey", "release", field, "--out", tmp_path / "r")
    assert said.code == 1
    assert "44 flagged responses have no decision" in said.err
    decisions = decided(field, tmp_path / "decisions.csv")
    said = say(
        "survey",
        "release",
        field,
        "--decisions",
        decisions,
        "--out",
        tmp_path / "r",
        "--public-use",
        tmp_path / "p",
    )
    assert said.code == 0
    assert said.out.startswith("TRAINING DATA")
    assert "Sealed 531 responses" in said.words
    assert "44 rejected by decision" in said.words
    assert "at least 5 people" in said.words
    assert "People are grouped by level, which is no quasi-identifier" in said.words
    assert say("verify", tmp_path / "r").words.startswith("✓ 6 files are as they were sealed; 531 responses.")
    assert "k-anonymous" in say("verify", tmp_path / "p").words
    data = say("verify", tmp_path / "p", "--json").json
    assert (data["passed"], data["kind"], data["responses"]) == (True, "public-use", 531)
    assert say("verify", tmp_path / "r", "--key", tmp_path / "none.pem").code == 2
    (tmp_path / "r" / "removed.csv").write_bytes(b"")
    said = say("verify", tmp_path / "r")
    assert (said.code, "changed after sealing" in said.out) == (1, True)
    assert say("verify", tmp_path / "r", "--json").json["errors"][0]["code"] == "file-changed"
    assert say("survey", "check", tmp_path / "p").code == 0


def test_the_documented_weights_reach_estimates_that_know_of_the_calibration(
    made: Path, tmp_path: Path
) -> None:
    guide = Path(__file__).parents[2] / "docs" / "how-to" / "run-a-survey.md"
    example = guide.read_text(encoding="utf-8").split("# weights.yaml\n")[1].split("\n\n")[0]
    weights = written(tmp_path / "weights.yaml", dedent(example))
    margins = written(
        tmp_path / "margins.csv", "variable,category,total,source\nsex,female,600,x\nsex,male,400,x\n"
    )
    released = say(
        "survey", "release", made / "field", "--decisions", decided(made / "field", tmp_path / "decisions.csv"),
        "--weights", weights, "--margins", margins, "--out", tmp_path / "r", "--json",
    ).json  # fmt: skip
    assert [step["code"] for step in released["weights"]] == ["base", "nonresponse", "trim", "calibration"]
    people = pl.read_parquet(tmp_path / "r" / "microdata.parquet")
    kept = people.select("base_weight", "weight_uncalibrated", "weight").sum().row(0)
    assert kept == pytest.approx(
        [step["total"] for step in released["weights"] if step["code"] != "nonresponse"]
    )
    estimated = say(
        "survey", "estimate", tmp_path / "r", "--by", "nation", "--errors", "calibrated", "--margin", "sex",
        "--base-weight", "weight_uncalibrated", "--json",
    )  # fmt: skip
    assert estimated.code == 0


def test_a_release_as_json_with_weights_made_for_it(made: Path, tmp_path: Path) -> None:
    decisions = decided(made / "field", tmp_path / "decisions.csv")
    weights = written(
        tmp_path / "weights.yaml", "format: parindex-weights/1\nbase: weight\ncalibrate: raking\n"
    )
    margins = written(
        tmp_path / "margins.csv", "variable,category,total,source\nsex,female,600,x\nsex,male,400,x\n"
    )
    common = (
        "survey",
        "release",
        made / "field",
        "--decisions",
        decisions,
        "--weights",
        weights,
        "--margins",
        margins,
    )
    data = say(*common, "--out", tmp_path / "r", "--public-use", tmp_path / "p", "--json").json
    assert (data["responses"], [step["code"] for step in data["weights"]]) == (531, ["base", "calibration"])
    assert data["digest"] == json.loads((tmp_path / "r" / "manifest.json").read_bytes())["digest"]
    assert sum(row["suppressed"] for row in data["public_use"]["utility"]) == data["public_use"]["suppressed"]
    data = say(*common, "--out", tmp_path / "alone", "--json").json
    assert "public_use" not in data
    assert "Sealed" in say(*common, "--out", tmp_path / "spoken").out


def test_decisions_are_carried_over(made: Path, tmp_path: Path) -> None:
    decisions = decided(made / "field", tmp_path / "decisions.csv")
    assert read(made / "made", tmp_path / "again", "--decisions", decisions).code == 0
    assert pl.read_csv(tmp_path / "again" / "decisions.csv").equals(pl.read_csv(decisions))
    assert say("survey", "release", tmp_path / "again", "--out", tmp_path / "r").code == 0


def test_back_checks_are_drawn_and_compared(made: Path, tmp_path: Path) -> None:
    field = made / "field"
    said = say("survey", "backcheck", field, "--share", 0.05, "--seed", 3, "--out", tmp_path / "b")
    assert "seed 3" in said.out
    drawn = pl.read_csv(tmp_path / "b" / "list.csv", infer_schema=False)
    record = json.loads((tmp_path / "b" / "record.json").read_bytes())
    assert len(drawn) == record["drawn"]
    assert "phone" in drawn.columns
    assert say("survey", "backcheck", field, "--seed", 4, "--out", tmp_path / "c", "--json").json["seed"] == 4
    assert say("survey", "backcheck", field).code == 2
    items = [
        name for name in pl.read_parquet(field / "responses.parquet").columns if name.startswith("access_")
    ]
    people = pl.read_parquet(field / "responses.parquet").filter(
        pl.col("_person").is_in(drawn["person"].to_list())
    )
    second = people.drop(*(name for name in people.columns if name.startswith("_"))).with_columns(
        response=pl.lit("second-") + people["_response"],
        person=people["_person"],
        access_1=pl.lit(1, pl.Int8),
    )
    second.write_parquet(tmp_path / "second.parquet")
    data = say("survey", "backcheck", field, "--against", tmp_path / "second.parquet", "--json").json
    assert data["pairs"] == len(people)
    assert data["items"][items[1]]["cohen"]["agreement"] == 1
    assert {row["item"] for row in data["differences"]} == {"access_1"}
    said = say("survey", "backcheck", field, "--against", tmp_path / "second.parquet")
    assert f"{len(people)} persons compared" in said.words
    assert said.out.startswith("TRAINING DATA")
    assert "enumerator-01" in said.out


def test_what_was_not_checked_and_what_is_unsure_is_said(made: Path, tmp_path: Path) -> None:
    survey = made / "made" / "survey.yaml"
    names = [
        f"{code}_{n}"
        for code, k in (("access", 4), ("procedures", 5), ("officials", 6), ("result", 4), ("feedback", 3))
        for n in range(1, k + 1)
    ]
    row = {**dict.fromkeys(names, "4"), "province": "p", "district": "d", "village": "v", "level": "commune",
           "field": "field-01", "sex": "male", "age": "60+", "area": "rural", "__id": "a",
           "__system": {"submissionDate": "2025-09-01T00:00:00Z"}}  # fmt: skip
    page = written(tmp_path / "p.json", json.dumps({"value": [row], "@odata.nextLink": "next"}))
    settings = written(
        tmp_path / "r.yaml", "format: parindex-responses/1\nchecks: {straight_lining: null, missing: null}\n"
    )
    said = say("survey", "read", page, "--survey", survey, "--settings", settings, "--out", tmp_path / "out")
    assert said.code == 0
    assert "one page of an export" in said.out
    assert '"Too fast" could not be checked: started, ended is not there.' in said.out
    assert '"One answer throughout" is switched off by the settings.' in said.out
    assert "Next:" not in said.out
    one = say("survey", "read", page, "--survey", survey, "--out", tmp_path / "default")
    assert "One answer throughout" in one.out


def test_paper_that_differs_is_counted(made: Path, tmp_path: Path) -> None:
    from parindex.survey.folder import write_survey
    from tests.survey.responses.fieldwork import ABOUT, PAPER, workbook
    from tests.survey.responses.test_batches import FIRST, SECOND

    write_survey(ABOUT, tmp_path)
    path = workbook(tmp_path / "b.xlsx", A=[PAPER, *FIRST], B=[PAPER, *SECOND])
    said = say("survey", "read", path, "--survey", tmp_path, "--out", tmp_path / "out")
    assert "differ in 4 fields" in said.out


def test_progress_shows_on_a_terminal(made: Path, tmp_path: Path) -> None:
    from parindex.cli.app import run

    screen, written_so_far = on_terminal()
    code = run(
        ["survey", "read", str(made / "made" / "submissions.csv.zip"), "--survey", str(made / "made"), "--settings",
         str(made / "made" / "responses.yaml"), "--sample", str(made / "made" / "sample.csv"), "--out", str(tmp_path / "t")],
        screen,
    )  # fmt: skip
    assert code == 0
    assert "Reading" in written_so_far()
