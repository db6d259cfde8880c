"""``survey index|series`` and ``uncertainty``: the index, what a round takes of it, and how sure it is."""

from pathlib import Path

import pytest

from parindex.shipped import series
from tests.cli.running import say


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    assert say("survey", "synthetic", folder / "citizens", "--people", 6000).code == 0
    assert say("survey", "synthetic", folder / "leaders", "--kind", "leaders").code == 0
    assert say("example", "copy", "training-provinces-2025", folder).code == 0
    return folder


def test_index_and_factors_of_every_unit(made: Path) -> None:
    said = say("survey", "index", made / "citizens")
    assert said.code == 0
    assert "± is half the interval" in said.out
    data = say("survey", "index", made / "citizens", "--json").json
    assert data["taken_over"] is None
    assert {row["measure"] for row in data["estimates"]} == {
        "sipas", "access", "procedures", "officials", "result", "feedback",
    }  # fmt: skip
    assert len(data["estimates"]) == 63 * 6


def test_a_preset_says_that_it_is_not_verified(made: Path) -> None:
    said = say("survey", "index", made / "citizens", "--preset", "2023-2026")
    assert said.code == 0
    assert "the real rule is not known" in said.words
    refused = say("survey", "index", made / "citizens", "--preset", "1999")
    assert (refused.code, refused.out) == (2, "")
    assert "2017-2021, 2023-2026" in refused.err


def test_a_round_takes_over_the_results_and_its_index_has_an_interval(made: Path) -> None:
    folder = made / "training-provinces-2025"
    before = (folder / "estimates.csv").read_bytes()
    said = say("survey", "index", made / "citizens", "--into", folder)
    assert said.code == 0
    assert "Leaf 8.1.1: estimates of 63 units" in said.words
    assert (folder / "estimates.csv").read_bytes() != before
    assert say("round", "check", folder).code == 0
    found = say("uncertainty", folder, "--draws", 500, "--json").json
    assert found["data_status"] == "training"
    assert len(found["units"]) == 63
    for unit in found["units"]:
        assert unit["lower"] < unit["index"] < unit["upper"]
        assert unit["best_rank"] <= unit["rank"] <= unit["worst_rank"]


def test_one_unit_and_those_it_cannot_be_told_apart_from() -> None:
    said = say("uncertainty", "training-provinces-2025", "--unit", "lang son", "--draws", 500)
    assert said.code == 0
    assert "Cannot be told apart from Lang Son" in said.words
    data = say(
        "uncertainty",
        "training-provinces-2025",
        "--unit",
        "lang-son",
        "--coverage",
        "marginal",
        "--draws",
        500,
        "--json",
    )
    assert [unit["code"] for unit in data.json["units"]] == ["lang-son"]


def test_all_units_stand_by_rank() -> None:
    said = say("uncertainty", "training-provinces-2025", "--draws", 500)
    assert (said.code, "Cannot be told apart" in said.words) == (0, False)
    assert said.words.index("Ninh Thuan") < said.words.index("Lang Son") < said.words.index("Hau Giang")


def test_a_unit_above_all_others_is_told_apart(tmp_path: Path) -> None:
    assert say("example", "copy", "training-provinces-2025", tmp_path).code == 0
    file = tmp_path / "training-provinces-2025" / "estimates.csv"
    head, *rows = file.read_text(encoding="utf-8").splitlines()
    certain = [row.split(",", 6) for row in rows]
    lines = [",".join([*cells[:4], "0.0001", "", cells[6]]) for cells in certain]
    file.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    said = say("uncertainty", tmp_path / "training-provinces-2025", "--unit", "lang-son", "--draws", 500)
    assert "can be told apart from every other unit" in said.words


def test_a_round_without_survey_figures_has_no_interval() -> None:
    said = say("uncertainty", "vn-ministries-2023")
    assert (said.code, said.out) == (2, "")
    assert "no survey estimates" in said.err or "no index" in said.err


def test_published_values_stand_with_the_break() -> None:
    said = say("survey", "series", language="vi")
    assert said.code == 0
    assert "82,99  84,45  85,48  ‖  80,08  82,66  83,94" in said.words.replace(" ", "  ").replace(
        "    ", "  "
    )
    data = say("survey", "series", "ha-noi", "--json").json
    assert [each["from_year"] for each in data["breaks"]] == [2017, 2022]
    values = {(each["year"], each["measure"]): each["value"] for each in data["values"]}
    assert values[2019, "sipas"] == "80.09"
    assert values[2021 + 2, "sipas"] is None
    unknown = say("survey", "series", "atlantis")
    assert (unknown.code, unknown.out) == (2, "")


def test_a_series_within_one_method_has_no_break_sign() -> None:
    said = say("survey", "series", "vinh-phuc")
    assert "‖" not in said.out


def test_a_series_of_ones_own_needs_no_note(tmp_path: Path) -> None:
    shipped = series()["vn-sipas"]
    text = (shipped / "series.yaml").read_text(encoding="utf-8")
    (tmp_path / "series.yaml").write_text(text[: text.index("note:")], encoding="utf-8")
    (tmp_path / "values.csv").write_bytes((shipped / "values.csv").read_bytes())
    own, theirs = (say("survey", "series", "--series", name) for name in (tmp_path, "vn-sipas"))
    assert own.code == 0
    assert "No standard error was published" not in own.words
    assert "No standard error was published" in theirs.words


def test_a_report_is_written_once_and_says_what_it_wrote(made: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    said = say("survey", "report", made / "citizens", "--out", out, "--before", made / "leaders", "--json")
    assert (said.code, said.json["bytes"]) == (0, out.stat().st_size)
    assert out.read_bytes().startswith(b"%PDF-")
    again = say("survey", "report", made / "citizens", "--out", out)
    assert again.code == 3
    for name in ("r.docx", "r.xyz", "r"):
        refused = say("survey", "report", tmp_path / "nowhere", "--out", tmp_path / name)
        assert (refused.code, f'must end in .pdf; it is "{name}"' in refused.err.replace("\n", " ")) == (
            2,
            True,
        )
    itself = ("--before", made / "citizens", "--out", tmp_path / "itself.pdf")
    refused = say("survey", "report", made / "citizens", *itself)
    assert (refused.code, (tmp_path / "itself.pdf").exists()) == (2, False)
    assert "the same microdata as the survey itself" in " ".join(refused.err.split())
    assert say("survey", "report", made / "leaders", "--out", tmp_path / "leaders.pdf").code == 0
