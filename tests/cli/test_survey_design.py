"""``survey size|draw``: how many, whom, and the same again."""

from pathlib import Path

import polars as pl
import pytest

from tests.cli.running import say
from tests.survey.design.test_draw import VILLAGES, design, people


@pytest.fixture
def planned(tmp_path: Path) -> tuple[Path, Path]:
    from parindex.rounds.write import yaml_bytes

    (tmp_path / "design.yaml").write_bytes(
        yaml_bytes(design(*VILLAGES, reserve=0.2).model_dump(mode="json", exclude_defaults=True))
    )
    people().write_parquet(tmp_path / "frame.parquet")
    return tmp_path / "design.yaml", tmp_path / "frame.parquet"


def test_sizes_by_the_guideline_and_for_a_margin() -> None:
    assert say("survey", "size", "--population", 1000).code == 0
    assert say("survey", "size", "--population", 1000, "--json").json == {
        "rule": "guideline",
        "answers": 286,
        "draw": 286,
    }
    found = say("survey", "size", "--margin", 0.05, "--clusters", 100, "--response", 0.8, "--json").json
    assert found == {"rule": "margin", "simple": 385, "answers": 564, "design_effect": 1.464, "draw": 705}
    assert "385" in say("survey", "size", "--margin", 0.05, language="vi").out
    assert say("survey", "size").code == 2


def test_a_draw_is_written_whole_and_can_be_verified(planned: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "sample"
    said = say("survey", "draw", *planned, "--out", out, "--enumerators", 2)
    assert said.code == 0
    assert "Drew 40 people and 8 in reserve" in said.words
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()) == [
        "design-report.pdf", "lists/enumerator-001.xlsx", "lists/enumerator-002.xlsx", "record.json", "sample.csv",
        "sample.parquet",
    ]  # fmt: skip
    assert (out / "design-report.pdf").read_bytes().startswith(b"%PDF")
    assert pl.read_parquet(out / "sample.parquet").height == 48
    assert say("survey", "draw", *planned, "--verify", out).code == 0
    assert say("survey", "draw", *planned, "--verify", out, "--json").json == {
        "agrees": True,
        "different": [],
    }
    pl.read_parquet(planned[1]).head(200).write_parquet(planned[1])
    other = say("survey", "draw", *planned, "--verify", out)
    assert other.code == 1
    assert "sample_sha256" in other.out
    assert say("survey", "draw", *planned, "--out", out).code == 3
    assert say("survey", "draw", *planned).code == 2


def test_shortfalls_are_told(planned: tuple[Path, Path], tmp_path: Path) -> None:
    planned[0].write_text(
        planned[0].read_text(encoding="utf-8").replace("take: 5", "take: 50"), encoding="utf-8"
    )
    said = say("survey", "draw", *planned, "--out", tmp_path / "sample")
    assert "8 clusters had fewer people" in said.words
    assert say("survey", "draw", *planned, "--out", tmp_path / "again", "--json").json["main"] > 40


def test_ids_to_leave_out_that_nobody_has_are_told(planned: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "asked.csv").write_text("person\np0v00-00\n00-p0v00\n", encoding="utf-8")
    given = (*planned, "--exclude", tmp_path / "asked.csv", "--out")
    said = say("survey", "draw", *given, tmp_path / "sample", language="vi")
    assert "1 mã cần loại không có trong khung mẫu (00-p0v00)" in said.words
    record = say("survey", "draw", *given, tmp_path / "again", "--json").json
    assert (record["excluded"], record["not_in_frame"]) == (1, {"ids": 1, "first": ["00-p0v00"]})


def test_nothing_to_draw_is_one_message(planned: tuple[Path, Path], tmp_path: Path) -> None:
    text = planned[0].read_text(encoding="utf-8").replace("take: 5", "take: 0").replace("take: 4", "take: -3")
    planned[0].write_text(text, encoding="utf-8")
    said = say("survey", "draw", *planned, "--out", tmp_path / "sample")
    assert said.code == 1
    assert said.err.count("design.yaml:") == said.err.count("Each stage takes 1 or more") == 2
    assert not (tmp_path / "sample").exists()


def test_a_frame_and_its_design_to_train_with(tmp_path: Path) -> None:
    said = say("survey", "synthetic", tmp_path / "frame", "--kind", "frame")
    assert said.code == 0
    assert (tmp_path / "frame" / "design.yaml").exists()
