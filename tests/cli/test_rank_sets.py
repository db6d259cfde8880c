"""``survey ranks`` of a survey with a unit that is too small to be shown: no figure, no place, and why."""

from pathlib import Path

import polars as pl
import pytest

from parindex.survey.folder import write_survey
from tests.cli.running import say
from tests.survey.builders import design
from tests.survey.publication.builders import about, people


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("small")
    designs = [design("unit"), design("unit", code="second")]
    write_survey(about(designs=designs), made)
    people(1).write_parquet(made / "microdata.parquet")
    return made


def test_what_is_held_back_has_neither_figure_nor_place_anywhere(folder: Path, tmp_path: Path) -> None:
    ranks = ("survey", "ranks", folder, "--draws", 500, "--places", 6, "--out", tmp_path / "ranks.csv")
    for each in say(*ranks, "--json").json["designs"]:
        *shown, last = each["units"]
        assert last == {
            "code": "u5", "estimate": None, "standard_error": None, "rank": None, "best_rank": None,
            "worst_rank": None, "cannot_be_told_apart_from": None, "held_back": ["few_answers", "small_effective", "wide"],
        }  # fmt: skip
        assert [unit["held_back"] for unit in shown] == [[]] * 5
        assert max(unit["worst_rank"] for unit in shown) == 6
        assert (
            each["may_be_among_the_best"] == each["may_be_among_the_last"] == ["u0", "u1", "u2", "u3", "u4"]
        )
    written = pl.read_csv(tmp_path / "ranks.csv").filter(unit="u5")
    assert (
        written.select("rank", "best_rank", "estimate", "held_back").rows()
        == [(None, None, None, "few_answers small_effective wide")] * 2
    )


def test_people_are_told_why_a_unit_has_no_place(folder: Path) -> None:
    ranks = ("survey", "ranks", folder, "--draws", 500)
    said = say(*ranks, "--unit", "u5")
    row = next(line for line in said.out.splitlines() if line.strip().startswith("u5"))
    assert row.split("not to be published")[0].split() == ["u5", *["–"] * 5]
    assert "few answers" in row
    assert "1 units are not to be published: they count in the sets of the others" in said.words
    assert "u5 is not to be published, and has no place." in said.words
    assert "u1 không công bố" not in say(*ranks, "--unit", "u1", language="vi").words


def test_where_nothing_is_held_back_nothing_is_said_of_it(tmp_path: Path) -> None:
    write_survey(about(), tmp_path)
    people(1).filter(pl.col("unit") != "u5").write_parquet(tmp_path / "microdata.parquet")
    said = say("survey", "ranks", tmp_path, "--draws", 500)
    assert (said.code, "not to be published" in said.words, "Remarks" in said.words) == (0, False, False)
