"""``show``: a sealed result or that of a round; all, the head, or one unit."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from parindex.cli.failures import Exit
from parindex.rounds import Printed
from tests.builders import a_round, branch, everything, framework, leaf
from tests.cli.running import say, written


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("snapshots") / "ministries"
    assert say("compute", "vn-ministries-2023", "--out", folder).code == Exit.FINE
    return folder


def test_a_province_as_it_was_announced() -> None:
    said = say("show", "vn-provinces-2019", "--unit", "Lạng Sơn", language="vi")
    assert "Lạng Sơn (lang-son) · Trung du và miền núi phía Bắc" in said.out
    for words in (
        "Chỉ số 80,33",
        "Hạng 42/63",
        "Nhóm B",
        "Đợt trước 77,25 · hạng 26",
        "± điểm +3,08",
        "± bậc −16",
    ):
        assert words in said.words


def test_a_province_as_a_machine_reads_it() -> None:
    unit = say("show", "vn-provinces-2019", "--unit", "lang-son", "--json").json["units"][0]
    assert (unit["index"], unit["rank"], unit["group"]) == ("80.33", 42, "B")
    assert (unit["points_change"], unit["places_change"], unit["status"]) == ("3.08", -16, "published")


def test_the_head_of_the_table() -> None:
    said = say("show", "vn-provinces-2019", "--top", "2")
    assert "Quang Ninh" in said.out
    assert "Dong Thap" not in said.out
    assert "more units." in said.out
    assert len(say("show", "vn-provinces-2019", "--top", "2", "--json").json["units"]) == 2


def test_a_snapshot_shows_what_was_sealed_with_its_digest(snapshot: Path) -> None:
    said, data = say("show", snapshot), say("show", snapshot, "--json").json
    assert f"sealed snapshot, digest {data['digest']}" in said.out
    assert data["units"][0]["code"] == "bo-tu-phap"
    assert say("show", "vn-ministries-2023", "--json").json == {**data, "digest": None}


def test_a_snapshot_keeps_its_stage(snapshot: Path) -> None:
    said = say("show", snapshot, "--stage", "self")
    assert said.code == Exit.MISUSE
    assert "keeps its stage" in said.err


def test_a_snapshot_that_was_changed_is_not_shown(snapshot: Path, tmp_path: Path) -> None:
    import shutil

    copy = Path(shutil.copytree(snapshot, tmp_path / "copy"))
    units = copy / "results" / "units.csv"
    units.write_bytes(units.read_bytes().replace(b"89.95", b"99.95"))
    said = say("show", copy)
    assert said.code == Exit.PROBLEMS
    assert "results/units.csv" in said.err
    assert said.out == ""


def test_one_unit_shows_its_areas_and_where_the_change_comes_from() -> None:
    said = say("show", "training-provinces-2025", "--unit", "hau giang")
    for words in ("from performance", "from other maxima", "Area", "Component index"):
        assert words in said.out


def test_a_unit_with_another_index_than_its_points_give() -> None:
    said = say("show", "vn-ministries-2023", "--unit", "bo-tu-phap")
    assert "Index 89.95 Recomputed 89.96 Rank 1/17" in said.words
    assert "Part" in said.out


def test_a_unit_of_merged_ones_and_a_part_of_unknown_maximum(tmp_path: Path) -> None:
    rules = framework(branch("1", leaf("1.1", "unknown"), leaf("1.2", 5)), leaf("2", 60), total=100)
    data = a_round(rules, {"an": {"1.1": 3, "1.2": 4, "2": "59.999"}})
    past = replace(everything().previous, printed={"old": Printed(Fraction(60), None)}, cells={})
    units = (replace(data.units[0], predecessors=("old",)),)
    folder = written(replace(data, units=units, previous=past), tmp_path / "r")
    said = say("show", folder, "--unit", "an")
    assert "of the former units together" in said.out
    assert "area 1 7 – –" in said.words
    assert "leaf 2 60 60 100.00" in said.words


def test_a_unit_without_a_past_shows_no_change(tmp_path: Path) -> None:
    folder = written(a_round(framework(leaf("1")), {"a": {"1": 60}}), tmp_path / "r")
    said = say("show", folder, "--unit", "a")
    assert "Index 60.00 Rank 1/1" in said.words
    assert "Round before" not in said.out
