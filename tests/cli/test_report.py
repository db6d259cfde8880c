"""``report``: official reports as files in a new folder."""

import zipfile
from pathlib import Path

import pytest

from parindex.cli.failures import Exit
from tests.cli.running import say


def test_a_unit_in_three_formats(tmp_path: Path) -> None:
    said = say(
        "report",
        "vn-provinces-2019",
        "--unit",
        "Lang Son",
        "--format",
        "pdf, xlsx,docx",
        "--out",
        tmp_path / "out",
    )
    assert (said.code, said.err) == (Exit.FINE, "")
    assert said.words == f"✓ 3 files written to {tmp_path / 'out'}"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "unit-lang-son-en.docx", "unit-lang-son-en.pdf", "unit-lang-son-en.xlsx",
    ]  # fmt: skip


def test_all_units_are_those_of_which_something_is_known(tmp_path: Path) -> None:
    """Of the 63 provinces of 2019 thirteen were read: the index or the rank of each."""
    out = tmp_path / "out"
    assert say("report", "vn-provinces-2019", "--all", "--format", "xlsx", "--out", out).code == Exit.FINE
    names = {path.name for path in out.iterdir()}
    assert "unit-lang-son-en.xlsx" in names
    assert len(names) == 13


def test_no_report_tells_a_change_across_a_break_without_a_remark(tmp_path: Path) -> None:
    """Lạng Sơn's 77.25 of 2018 and 80.33 of 2019 were scored by two sets of criteria, as the site declares."""
    out = tmp_path / "out"
    kinds = ("--kind", "unit,results,press", "--unit", "lang-son", "--format", "docx", "--in", "vi")
    assert say("report", "vn-provinces-2019", *kinds, "--out", out).code == Exit.FINE
    for path in out.iterdir():
        with zipfile.ZipFile(path) as archive:
            text = archive.read("word/document.xml").decode()
        assert "Bộ tiêu chí năm 2019: 8 lĩnh vực, 43 tiêu chí" in text
        assert "(cách đo khác)" in text


@pytest.mark.slow
def test_all_units_of_a_round_at_once(tmp_path: Path) -> None:
    said = say(
        "report", "vn-ministries-2023", "--all", "--format", "xlsx", "--out", tmp_path / "out", language="vi"
    )
    assert said.code == Exit.FINE
    assert len(list((tmp_path / "out").glob("unit-*-vi.xlsx"))) == 17


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        ([], ["results-en.pdf"]),
        (["--kind", "press"], ["press-en.pdf"]),
        (
            ["--kind", "infographic", "--format", "png,pdf", "--preview"],
            ["infographic-en-preview.pdf", "infographic-en-preview.png"],
        ),
        (
            ["--kind", "press,infographic", "--format", "docx,png", "--in", "vi,en"],
            ["infographic-en.png", "infographic-vi.png", "press-en.docx", "press-vi.docx"],
        ),
        (["--kind", "press,infographic", "--format", "docx"], ["press-en.docx"]),
    ],
)
def test_the_whole_round(tmp_path: Path, arguments: list[str], files: list[str]) -> None:
    assert say("report", "vn-ministries-2023", *arguments, "--out", tmp_path / "out").code == Exit.FINE
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == files


def test_machines_get_names_sizes_and_digests(tmp_path: Path) -> None:
    said = say(
        "report",
        "vn-ministries-2023",
        "--kind",
        "press",
        "--format",
        "docx",
        "--out",
        tmp_path / "o",
        "--json",
    )
    [file] = said.json["files"]
    assert set(file) == {"file", "bytes", "sha256"}
    assert Path(file["file"]).stat().st_size == file["bytes"]


def test_a_letterhead_fills_in_the_head(tmp_path: Path) -> None:
    letterhead = tmp_path / "office.yaml"
    letterhead.write_text("agency: Sở Nội vụ\nnumber: 177\nsymbol: BC-SNV\n", "utf-8")
    said = say(
        "report", "vn-provinces-2019", "--unit", "lang-son", "--format", "docx", "--letterhead", letterhead,
        "--out", tmp_path / "out",
    )  # fmt: skip
    assert said.code == Exit.FINE
    import docx

    head = docx.Document(str(tmp_path / "out" / "unit-lang-son-en.docx")).tables[0]
    assert [cell.text.split("\n") for row in head.rows for cell in row.cells][2] == ["No.: 177/BC-SNV"]


def test_a_bad_letterhead_writes_nothing(tmp_path: Path) -> None:
    letterhead = tmp_path / "office.yaml"
    letterhead.write_text("number: none\n", "utf-8")
    said = say("report", "vn-provinces-2019", "--letterhead", letterhead, "--out", tmp_path / "out")
    assert said.code == Exit.PROBLEMS
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--kind", "unit"], "The report of a unit needs --unit UNIT or --all."),
        (["--unit", "lang-son", "--all"], "The report of a unit needs --unit UNIT or --all."),
        (["--kind", "press", "--all"], "--unit and --all belong to the reports of units (--kind unit)."),
        (["--kind", "press,unit"], "The report of a unit needs --unit UNIT or --all."),
        (
            ["--kind", "press,letter"],
            '--kind does not take "letter" here; choose among: results, press, infographic, unit.',
        ),
        (["--format", "png"], '--format does not take "png" here; choose among: pdf, docx, xlsx.'),
        (["--format", " , "], '--format does not take " , " here; choose among: pdf, docx, xlsx.'),
        (
            ["--kind", "infographic", "--format", "docx"],
            '--format does not take "docx" here; choose among: pdf, png.',
        ),
        (["--in", "fr"], '--in does not take "fr" here; choose among: vi, en.'),
    ],
)
def test_options_that_do_not_go_together(tmp_path: Path, arguments: list[str], sentence: str) -> None:
    said = say("report", "vn-provinces-2019", *arguments, "--out", tmp_path / "out")
    assert said.code == Exit.MISUSE
    assert sentence in " ".join(said.err.split())
    assert not (tmp_path / "out").exists()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    said = say("report", "vn-provinces-2019", "--out", tmp_path)
    assert said.code == Exit.UNREACHABLE
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_unit_that_is_not_there(tmp_path: Path) -> None:
    said = say("report", "vn-provinces-2019", "--unit", "atlantis", "--out", tmp_path / "out")
    assert said.code == Exit.MISUSE
    assert 'no unit "atlantis"' in said.err


def test_a_unit_of_which_nothing_is_known_has_no_report(tmp_path: Path) -> None:
    said = say("report", "vn-provinces-2019", "--unit", "ha-giang", "--out", tmp_path / "out")
    assert said.code == Exit.PROBLEMS
    assert "Nothing is known of the result of Ha Giang in the round vn-provinces-2019" in " ".join(
        said.err.split()
    )
    assert not (tmp_path / "out").exists()


def test_a_stage_stands_in_the_name_and_in_the_title(tmp_path: Path) -> None:
    out = tmp_path / "out"
    asked = ("--kind", "unit,results", "--unit", "lang-son", "--stage", "self", "--format", "docx")
    assert say("report", "training-provinces-2025", *asked, "--out", out).code == Exit.FINE
    names = ["results-self-en.docx", "unit-lang-son-self-en.docx"]
    assert sorted(path.name for path in out.iterdir()) == names
    for name in names:
        with zipfile.ZipFile(out / name) as archive:
            assert "(by the self-scores)" in archive.read("word/document.xml").decode()
