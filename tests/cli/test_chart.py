"""``chart``: every name drawn, every form written, and what is missing said."""

import csv
import io
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest

from parindex import shipped
from parindex.cli.failures import Exit
from parindex.cli.phrases import drawing
from parindex.rounds import PreviousResult, Printed
from tests.builders import a_round, branch, framework, leaf, unit
from tests.cli.running import say, written

OPTIONS = {
    "map": ["--node", "1"],
    "lost-points": ["--unit", "ca mau"],
    "rank-lines": ["--before", "BEFORE", "--unit", "ha-giang", "--unit", "ca-mau"],
    "score-lines": ["--before", "BEFORE"],
    "strip": ["--node", "1", "--unit", "ha-giang"],
    "scatter": ["--node", "2"],
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Three provinces in two years, with a self-assessment."""
    rules = framework(branch("1", leaf("1.1", 40), leaf("1.2", 20)), leaf("2", 40))
    units = [unit("ha-giang"), unit("ca-mau"), unit("da-nang")]
    final = {each.code: {"1.1": 30 + n, "1.2": 20 - n, "2": 25 + n} for n, each in enumerate(units)}
    own = {each.code: {"1.1": 40, "1.2": 20, "2": 30} for each in units}
    past = PreviousResult({each.code: Printed(Fraction(70), n + 1) for n, each in enumerate(units)})
    now = a_round(rules, entered={"self": own, "council": final}, units=units, previous=past)
    before = replace(now, info=now.info.model_copy(update={"year": 2024, "code": "small-2024"}))
    folder = tmp_path_factory.mktemp("rounds")
    return {"NOW": written(now, folder / "now"), "BEFORE": written(before, folder / "before")}


def drawn(folders: dict[str, Path], name: str, *more: object):
    options = [folders.get(option, option) for option in OPTIONS.get(name, [])]
    return say("chart", folders["NOW"], name, *options, *more)


@pytest.mark.parametrize("name", drawing.OF_RESULT)
def test_every_chart_can_be_drawn_by_its_name(folders: dict[str, Path], tmp_path: Path, name: str) -> None:
    said = drawn(folders, name, "--out", tmp_path / "x.svg")
    assert said.code == Exit.FINE, said.err
    title = ElementTree.parse(tmp_path / "x.svg").getroot()[0].text
    assert title == said.out.splitlines()[0]
    assert "✓ Written:" in said.out


def test_suffix_decides_the_form(folders: dict[str, Path], tmp_path: Path) -> None:
    for suffix in ("svg", "png", "csv", "json"):
        assert (
            drawn(folders, "ranking", "--theme", "dark", "--out", tmp_path / f"x.{suffix}").code == Exit.FINE
        )
    assert (tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")
    rows = list(csv.reader(io.StringIO((tmp_path / "x.csv").read_text(encoding="utf-8"))))
    assert rows[1][:3] == ["1", "Unit da-nang", "77.00"]
    assert "#14181d" in (tmp_path / "x.svg").read_text(encoding="utf-8")
    assert "vega-lite" in (tmp_path / "x.json").read_text(encoding="utf-8")
    refused = drawn(folders, "ranking", "--out", tmp_path / "x.gif")
    assert refused.code == Exit.MISUSE
    assert '".gif" is not a form that can be written' in refused.err


def test_nothing_is_overwritten(folders: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "x.svg").write_text("mine", encoding="utf-8")
    assert drawn(folders, "ranking", "--out", tmp_path / "x.svg").code == Exit.UNREACHABLE
    assert (tmp_path / "x.svg").read_text(encoding="utf-8") == "mine"


def test_finding_is_said_without_a_file(folders: dict[str, Path]) -> None:
    said = drawn(folders, "ranking", "--unit", "ca-mau")
    assert said.out.splitlines() == [
        "Unit da-nang leads, 2.00 points ahead of Unit ha-giang",
        "Unit da-nang has 77.00 points, the most of 3 ranked units; Unit ha-giang has 75.00, the fewest.",
    ]
    data = drawn(folders, "ranking", "--json").json
    assert data["rows"][0][:3] == ["1", "Unit da-nang", "77.00"]
    assert data["rows"][0][3] is None
    assert data["file"] is None


def test_a_break_is_told_wherever_a_change_across_it_is_drawn(tmp_path: Path) -> None:
    for name, more in {
        "ranking": (),
        "change": (),
        "rank-lines": ("--before", "vn-provinces-2018"),
        "score-lines": ("--before", "vn-provinces-2018"),
    }.items():
        out = tmp_path / f"{name}.svg"
        assert say("chart", "vn-provinces-2019", name, *more, "--out", out).code == Exit.FINE
        assert "43 criteria, 95 sub-criteria" in out.read_text(encoding="utf-8"), name
    unbroken = tmp_path / "unbroken.svg"
    say("chart", "vn-provinces-2023", "ranking", "--out", unbroken)
    assert "criteria" not in unbroken.read_text(encoding="utf-8")


def test_names_are_listed(folders: dict[str, Path]) -> None:
    said = say("chart", folders["NOW"])
    assert all(name in said.out for name in drawing.OF_RESULT)
    listed = say("chart", folders["NOW"], "--json").json
    assert [each["name"] for each in listed] == list(drawing.OF_RESULT)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["pie"], 'There is no chart "pie". The charts are: ranking,'),
        (["lost-points"], "The chart lost-points needs --unit."),
        (["strip"], "The chart strip needs --node."),
        (["rank-lines"], "The chart rank-lines needs --before."),
        (["ranking", "--unit", "ca-mau", "--unit", "ha-giang"], "The chart ranking picks out one unit only."),
        (["scatter"], "The chart scatter needs --node | --against."),
        (["strip", "--node", "9"], 'The framework small has no "9".'),
    ],
)
def test_what_is_missing_is_said(folders: dict[str, Path], arguments: list[str], words: str) -> None:
    said = say("chart", folders["NOW"], *arguments)
    assert said.code == Exit.MISUSE
    assert words in " ".join(said.err.split())


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up survey of 63 provinces."""
    folder = tmp_path_factory.mktemp("surveys") / "citizens"
    assert say("survey", "synthetic", folder, "--people", 6000).code == Exit.FINE
    return folder


OF_SURVEY = {
    "answers": (["--node", "access"], "answers-synthetic-sipas-2025-access"),
    "rank-sets": (["--unit", "ca-mau"], "rank-sets-synthetic-sipas-2025-ca-mau"),
    "map": (["--node", "access"], "map-synthetic-sipas-2025-access"),
    "tiles": ([], "tiles-synthetic-sipas-2025"),
}


def test_a_survey_and_a_series_have_charts_of_their_own(survey: Path) -> None:
    for source, names in ((survey, drawing.OF_SURVEY), ("vn-sipas", drawing.OF_SERIES)):
        listed = say("chart", source, "--json").json
        assert [each["name"] for each in listed] == list(names)
    assert (
        'There is no chart "ranking". The charts are: series-lines.'
        in say("chart", "vn-sipas", "ranking").err
    )


@pytest.mark.parametrize("name", drawing.OF_SURVEY)
def test_every_chart_of_a_survey_can_be_drawn(survey: Path, tmp_path: Path, name: str) -> None:
    options, code = OF_SURVEY[name]
    said = say("chart", survey, name, *options, "--out", tmp_path / "x.svg", "--json")
    assert said.code == Exit.FINE, said.err
    assert (said.json["code"], said.json["status"]) == (code, "training")
    title = ElementTree.parse(tmp_path / "x.svg").getroot()[0].text
    assert title == said.json["title"]


def test_the_answers_to_one_item_add_up(survey: Path) -> None:
    [row] = say("chart", survey, "answers", "--node", "access_1", "--json").json["rows"]
    assert row[0] == "Access to the service: item 1 (illustrative)"
    assert sum(map(float, row[1:-1])) == pytest.approx(100, abs=0.3)


def test_items_on_several_scales_are_drawn_one_at_a_time(survey: Path, tmp_path: Path) -> None:
    text = (survey / "survey.yaml").read_text(encoding="utf-8")
    scale = text.index("scales:\n")
    items = text.index("items:\n")
    second = text[scale:items].removeprefix("scales:\n").replace("- labels:", "- code: other\n  labels:")
    mixed = (
        text[:items]
        + second
        + text[items:].replace("- code: access_2\n", "- code: access_2\n  scale: other\n")
    )
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "survey.yaml").write_text(mixed, encoding="utf-8")
    (folder / "microdata").symlink_to(survey / "microdata")
    said = say("chart", folder, "answers", "--node", "access")
    assert said.code == Exit.MISUSE
    assert "draw one at a time: access_1, access_2, access_3, access_4." in " ".join(said.err.split())
    assert say("chart", folder, "answers", "--node", "access_2").code == Exit.FINE


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["answers"], "The chart answers needs --node."),
        (["answers", "--node", "parking"], 'has no factor or item "parking"; it has: access, procedures,'),
        (["rank-sets", "--unit", "atlantis"], 'The survey has no unit "atlantis".'),
    ],
)
def test_what_is_missing_of_a_survey_is_said(survey: Path, arguments: list[str], words: str) -> None:
    said = say("chart", survey, *arguments)
    assert said.code == Exit.MISUSE
    assert words in " ".join(said.err.split())


def test_a_series_is_drawn_with_the_names_of_its_units(tmp_path: Path) -> None:
    by_name = say("chart", "vn-sipas", "series-lines", "--json").json
    by_folder = say("chart", shipped.series()["vn-sipas"], "series-lines", "--json").json
    assert by_name == by_folder
    assert by_name["title"].startswith("Overall satisfaction index, the nation: from 80.08% in 2022")
    names = [row[1] for row in by_name["rows"]]
    assert names[:4] == ["Ca Mau", "Da Nang", "Dak Lak", "Ha Noi"]


def test_the_index_stands_against_satisfaction(survey: Path) -> None:
    of_series = say("chart", "vn-provinces-2020", "scatter", "--against", "vn-sipas", "--json")
    assert of_series.json["title"].startswith(
        "PAR INDEX and Overall satisfaction index 2020 of 4 of 63 units"
    )
    of_survey = say("chart", "training-provinces-2025", "scatter", "--against", survey, "--json")
    assert of_survey.json["code"] == "scatter-synthetic-sipas-2025"
