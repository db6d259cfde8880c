"""``compute``: the ranked table, what it says of itself, and the seal."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from parindex.cli.failures import Exit
from parindex.rounds import PreviousResult, Printed
from tests.builders import a_round, framework, leaf, on_time, unit
from tests.cli.running import Said, on_terminal, say, written

MINISTRIES = "vn-ministries-2023"
TRAINING = "training-provinces-2025"


@pytest.fixture(scope="module")
def ministries() -> Said:
    return say("compute", MINISTRIES, language="vi")


def test_the_ministries_are_ranked_as_printed(ministries: Said) -> None:
    rows = re.findall(r"^ +(\d+) {2,}(\S.*?) {2,}(\d+,\d\d) ", ministries.out, re.MULTILINE)
    assert len(rows) == 17
    assert rows[0] == ("1", "Bộ Tư pháp", "89,95")
    assert rows[16] == ("17", "Bộ Công Thương", "78,03")
    assert [int(rank) for rank, *_ in rows] == list(range(1, 18))


def test_published_figures_say_where_they_were_read(ministries: Said) -> None:
    assert "Số liệu đã công bố, chép lại từ nguồn công khai." in ministries.out
    assert "https://xaydungchinhsach.chinhphu.vn/" in ministries.out
    assert "Đối chiếu: chỉ số dưới đây là tổng đã in" in ministries.out


def test_each_figure_says_whether_it_was_computed_or_published(ministries: Said) -> None:
    assert "Bình quân 84,38 tính ở đây từ bảng đầy đủ" in ministries.words
    assert "Thay đổi của bình quân +0,33 số đã công bố" in ministries.words
    assert "Nhóm 1: “trên 80%” 14" in ministries.words


def test_an_incomplete_table_ranks_and_averages_nothing_itself() -> None:
    said = say("compute", "vn-provinces-2019")
    assert "of 63 units is known; ranks are as printed, no means are taken" in said.out
    assert "42 Lang Son 80.33 B +3.08 −16 published" in said.words
    assert "Mean 81.15 published" in said.words
    assert "Group B 43 published" in said.words
    assert "computed here" not in said.out
    assert "Transcribed: printed totals only" in said.out
    assert "Central Highlands 79.42 published" in said.words


def test_synthetic_data_says_so_in_capitals() -> None:
    said = say("compute", TRAINING)
    assert " TRAINING DATA: synthetic, made by a program, not the result of any unit. " in said.out
    assert "Illustrative framework: not the official text." in said.out
    assert "up to appraisal council" in said.out


def test_on_a_terminal_synthetic_data_stand_out() -> None:
    from parindex.cli.app import run

    screen, shown = on_terminal()
    assert run(["compute", TRAINING], screen) == Exit.FINE
    assert "\x1b[1;30;43m TRAINING DATA" in shown()


def test_a_pipe_gets_no_colours(ministries: Said) -> None:
    assert "\x1b" not in ministries.out


def test_the_stage_decides_which_figures_count() -> None:
    own, last = (say("compute", TRAINING, *stage, "--json").json for stage in (("--stage", "self"), ()))
    assert (own["stage"], last["stage"]) == ("self", "council")
    assert own["units"] != last["units"]


def test_a_provisional_result_lists_what_lacks(tmp_path: Path) -> None:
    rules = framework(*(leaf(str(n), 5) for n in range(1, 13)), leaf("13", 40, on_time()))
    units = [unit(f"u{n}") for n in range(12)]
    inputs = {"u0": {"13.on_time": 0, "13.received": 0}}
    data = a_round(rules, {"u0": {str(n): 5 for n in range(1, 13)}}, measured={"self": inputs}, units=units)
    said = say("compute", written(data, tmp_path / "r"))
    assert "PROVISIONAL: 12 units have 144 leaves not yet scored." in said.out
    assert "Unit u0: 13\n" in said.out
    assert "Unit u1: 13 leaves\n" in said.out
    assert "… and 2 more units; --json lists all." in said.out
    assert "Of these, 1 have all inputs, but the rule is undefined" in said.out
    assert "Whole table (provisional)" in said.out
    assert said.code == Exit.FINE
    listed = say("compute", tmp_path / "r", "--json").json
    assert listed["provisional"] is True
    assert {unit["code"]: len(unit["missing"]) for unit in listed["units"]}["u1"] == 13


def test_units_out_of_the_ranking_and_merged_ones_are_explained(tmp_path: Path) -> None:
    rules = framework(leaf("1"), ranking={"unranked_units": ["guest"]})
    past = PreviousResult({"old-1": Printed(Fraction(99)), "old-2": Printed(Fraction(101))})
    units = [unit("new", predecessors=("old-1", "old-2")), unit("guest")]
    data = a_round(rules, {"new": {"1": 70}, "guest": {"1": 90}}, units=units, previous=past)
    said = say("compute", written(data, tmp_path / "r"))
    assert "Scored but not ranked with the others: Unit guest." in said.out
    assert "1 Unit new 70.00 – −30.00* 0 computed" in said.words
    assert "* against the mean of the units it was formed from." in said.out
    assert "– Unit guest 90.00" in said.words


def test_a_round_without_anything_to_sum_up_shows_no_summary(tmp_path: Path) -> None:
    data = a_round(
        framework(leaf("1")),
        units=[unit("a")],
        printed={"a": Printed(None, 1)},
        about={"kind": "transcribed", "data_status": "official"},
    )
    said = say("compute", written(data, tmp_path / "r"))
    assert "Official figures of the owner of the index." in said.out
    assert "Whole table" not in said.out


def test_a_group_without_a_label_of_its_own_is_named_by_its_code(tmp_path: Path) -> None:
    groups = [
        {"code": "A", "label": {"vi": "Nhóm A", "en": "Group A"}, "lower_limit": 80},
        {"code": "B", "label": {"vi": "dưới 80", "en": "under 80"}},
    ]
    data = a_round(framework(leaf("1"), groups=groups), {"a": {"1": 81}, "b": {"1": 79}})
    said = say("compute", written(data, tmp_path / "r"))
    assert "Group A 1 computed" in said.words
    assert "Group B: under 80 1 computed" in said.words


def test_out_seals_and_prints_the_digest(tmp_path: Path) -> None:
    said = say("compute", MINISTRIES, "--out", tmp_path / "sealed")
    digest = re.search(r"digest ([0-9a-f]{64})", said.out)
    assert digest
    assert "✓ Sealed in" in said.out
    assert say("verify", tmp_path / "sealed", "--json").json["digest"] == digest[1]
    assert say("compute", MINISTRIES, "--out", tmp_path / "again", "--json").json["digest"] == digest[1]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("kept", encoding="utf-8")
    for out in (tmp_path, tmp_path / "mine"):
        said = say("compute", MINISTRIES, "--out", out)
        assert said.code == Exit.UNREACHABLE
        assert "nothing is overwritten" in said.err
        assert said.out == ""
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--sign", "key.pem"], "belong to sealing; add --out DIR"),
        (["--reason", "why"], "belong to sealing; add --out DIR"),
        (["--out", "x", "--replaces", "abc"], "names both --replaces"),
        (["--out", "x", "--reason", "why"], "names both --replaces"),
    ],
)
def test_options_of_the_seal_go_together(options: list[str], words: str) -> None:
    said = say("compute", MINISTRIES, *options)
    assert said.code == Exit.MISUSE
    assert words in said.err


def test_a_correction_names_what_it_replaces(tmp_path: Path) -> None:
    sealed = tmp_path / "corrected"
    assert say("compute", MINISTRIES, "--out", sealed, "--replaces", "abc", "--reason", "a typo").code == 0
    assert '"reason": "a typo"' in (sealed / "manifest.json").read_text(encoding="utf-8")


def test_a_broken_round_is_refused_with_every_problem(tmp_path: Path) -> None:
    folder = written(a_round(framework(leaf("1")), {"a": {"1": 60}, "b": {"1": 50}}), tmp_path / "r")
    table = (folder / "points.csv").read_text(encoding="utf-8")
    (folder / "points.csv").write_text(table.replace("60", "160").replace("50", "x"), encoding="utf-8")
    said = say("compute", folder)
    assert said.code == Exit.PROBLEMS
    assert said.err.count("points.csv:") == 2
    data = say("compute", folder, "--json")
    assert data.code == Exit.PROBLEMS
    assert [error["line"] for error in data.json["errors"]] == [2, 3]
    assert data.err == ""


def test_a_folder_without_a_round_is_unreachable(tmp_path: Path) -> None:
    said = say("compute", tmp_path)
    assert said.code == Exit.UNREACHABLE
    assert "round.yaml" in said.err
