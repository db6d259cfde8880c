"""``survey weight``: weights made on the command line."""

from pathlib import Path

import polars as pl
import pytest

from tests.cli.running import say
from tests.survey.weights.test_weights import people


def test_weights_are_written_with_what_each_step_did(tmp_path: Path) -> None:
    people().write_parquet(tmp_path / "people.parquet")
    (tmp_path / "weights.yaml").write_text(
        "format: parindex-weights/1\nanswered: answered\nclasses: [area]\ncalibrate: raking\n"
    )
    (tmp_path / "margins.csv").write_text("variable,category,total,source\nsex,f,60,\nsex,m,60,\n")
    given = (
        tmp_path / "people.parquet",
        "--settings",
        tmp_path / "weights.yaml",
        "--margins",
        tmp_path / "margins.csv",
    )
    out = tmp_path / "weighted.parquet"
    said = say("survey", "weight", *given, "--out", out)
    assert said.code == 0
    assert "non-response" in said.out
    assert pl.read_parquet(out)["weight"].sum() == pytest.approx(120)
    assert say("survey", "weight", *given, "--out", out).code == 3
    data = say("survey", "weight", *given, "--out", tmp_path / "again.csv", "--json").json
    assert [step["code"] for step in data["steps"]] == ["base", "nonresponse", "calibration"]
    missing = say("survey", "weight", *given[:3], "--out", tmp_path / "no.csv")
    assert missing.code == 1
    assert not (tmp_path / "no.csv").exists()


def test_a_class_with_few_answers_is_told_with_its_file(tmp_path: Path) -> None:
    people().write_csv(tmp_path / "people.csv")
    (tmp_path / "weights.yaml").write_text(
        "format: parindex-weights/1\nanswered: answered\nclasses: [area]\nsmallest_class: 11\n"
    )
    said = say(
        "survey",
        "weight",
        tmp_path / "people.csv",
        "--settings",
        tmp_path / "weights.yaml",
        "--out",
        tmp_path / "w.csv",
    )
    assert said.code == 1
    assert "people.csv · area" in " ".join(said.err.split())
