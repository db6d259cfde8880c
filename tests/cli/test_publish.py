"""``parindex publish``: the site in a folder, or a refusal that says why."""

from pathlib import Path

import pytest

from tests.cli.running import on_terminal, say
from tests.site.small import seal_into, whole_round


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    return seal_into(tmp_path / "snapshot", whole_round())


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was made once need not be made for each site here."""
    return tmp_path_factory.mktemp("cache")


def test_a_site_is_made(snapshot: Path, cache: Path, tmp_path: Path) -> None:
    said = say(
        "publish", snapshot, "--out", tmp_path / "site", "--series", "vn-sipas", "--preview", "--date", "2026-11-28",
        "--base-url", "https://par.example", "--cache", cache,
    )  # fmt: skip
    assert said.code == 0, said.err
    assert "This is a preview" in said.out
    assert "Reports left out" not in said.out
    statement = (tmp_path / "site" / "en" / "accessibility" / "index.html").read_text(encoding="utf-8")
    assert '<time datetime="2026-11-28">' in statement
    assert (tmp_path / "site" / "hai-long" / "index.html").is_file()


@pytest.mark.slow
def test_machines_are_told_how_many_pages(snapshot: Path, tmp_path: Path) -> None:
    said = say("publish", snapshot, "--out", tmp_path / "site", "--json")
    assert said.json["pages"] == len(list((tmp_path / "site").rglob("*.html")))
    assert said.json["preview"] is False
    assert said.json["reports_left_out"] == 0


@pytest.mark.slow
def test_a_person_sees_how_far_it_is(snapshot: Path, tmp_path: Path) -> None:
    from parindex.cli.app import run

    screen, written = on_terminal()
    assert run(["publish", str(snapshot), "--out", str(tmp_path / "site")], screen) == 0
    assert "Making pages" in written()


def test_reports_that_are_on_no_page_are_told(snapshot: Path, cache: Path, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    for number, name in enumerate(("small-2025/press-vi.pdf", *"abcdef")):
        (reports / name).parent.mkdir(parents=True, exist_ok=True)
        (reports / name).write_bytes(bytes([number]))
    given = ("publish", snapshot, "--out", tmp_path / "site", "--cache", cache, "--reports", reports)
    preview = say(*given, "--preview")
    assert (
        'Reports left out because they are no previews: 1. Write them with "parindex report … --preview"'
        in preview.words
    )
    assert "they belong to no round or unit of it: a, b, c, d, e and 1 more." in preview.words
    (reports / "f").unlink()
    told = say(*given, "--json", "--preview").json
    assert (told["reports_left_out"], told["reports_unclaimed"]) == (1, ["a", "b", "c", "d", "e"])


@pytest.mark.slow
def test_reports_that_are_previews_are_told_on_the_day(snapshot: Path, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    (reports / "small-2025").mkdir(parents=True)
    (reports / "small-2025" / "press-vi-preview.pdf").write_bytes(b"report")
    (reports / "press-vi.pdf").write_bytes(b"report")
    said = say("publish", snapshot, "--out", tmp_path / "site", "--reports", reports)
    assert "Reports left out because they are previews: 1." in said.words
    assert "they belong to no round or unit of it: press-vi.pdf." in said.words


def test_without_reports_in_their_folder_nothing_is_published(snapshot: Path, tmp_path: Path) -> None:
    said = say("publish", snapshot, "--out", tmp_path / "site", "--reports", tmp_path / "missing")
    assert said.code == 1
    assert "There are no reports here" in said.err
    assert not (tmp_path / "site").exists()


def test_a_changed_snapshot_is_refused(snapshot: Path, tmp_path: Path) -> None:
    (snapshot / "results" / "units.csv").write_text("changed", encoding="utf-8")
    said = say("publish", snapshot, "--out", tmp_path / "site")
    assert said.code == 1
    assert "units.csv" in said.err
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--date", "28/11/2026", "write YYYY-MM-DD"),
        ("--base-url", "par.example", "https://"),
        ("--series", "x", "no series"),
    ],
)
def test_what_cannot_be_read_is_named(
    snapshot: Path, tmp_path: Path, option: str, value: str, sentence: str
) -> None:
    said = say("publish", snapshot, "--out", tmp_path / "site", option, value)
    assert said.code in {2, 3}
    assert sentence in said.err


@pytest.mark.slow
def test_a_survey_stands_on_its_page(snapshot: Path, tmp_path: Path) -> None:
    assert say("survey", "synthetic", tmp_path / "survey", "--people", "4000").code == 0
    said = say("publish", snapshot, "--out", tmp_path / "site", "--survey", tmp_path / "survey")
    assert said.code == 0, said.err
    [page] = (tmp_path / "site" / "en" / "satisfaction").glob("*/index.html")
    assert "Possible places" in page.read_text(encoding="utf-8")
