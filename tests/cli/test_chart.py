"""``chart``: every name drawn, every form written, and what is missing said."""

import csv
import io
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest

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


@pytest.mark.parametrize("name", drawing.NAMES)
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


def test_names_are_listed(folders: dict[str, Path]) -> None:
    said = say("chart", folders["NOW"])
    assert all(name in said.out for name in drawing.NAMES)
    listed = say("chart", folders["NOW"], "--json").json
    assert [each["name"] for each in listed] == list(drawing.NAMES)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["pie"], 'There is no chart "pie". The charts are: ranking,'),
        (["lost-points"], "The chart lost-points needs --unit."),
        (["strip"], "The chart strip needs --node."),
        (["rank-lines"], "The chart rank-lines needs --before."),
        (["ranking", "--unit", "ca-mau", "--unit", "ha-giang"], "The chart ranking picks out one unit only."),
        (["strip", "--node", "9"], 'The framework small has no "9".'),
    ],
)
def test_what_is_missing_is_said(folders: dict[str, Path], arguments: list[str], words: str) -> None:
    said = say("chart", folders["NOW"], *arguments)
    assert said.code == Exit.MISUSE
    assert words in " ".join(said.err.split())
