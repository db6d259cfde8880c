"""``show``: a sealed result or that of a round; all, the head, or one unit."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from parindex.cli.failures import Exit
from parindex.rounds import Printed
from parindex.rounds.model import Estimate
from tests.builders import a_round, branch, everything, framework, imported, leaf
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


SURVEYED = "training-provinces-2025"


def test_an_index_with_points_from_surveys_shows_its_interval_and_its_set_of_ranks() -> None:
    """The figures are those of ``uncertainty``, which is held against many replications."""
    [sure] = say("uncertainty", SURVEYED, "--unit", "lang-son", "--json").json["units"]
    said = say("show", SURVEYED, "--unit", "lang-son", language="vi")
    low, high, error = (f"{sure[end]:.2f}".replace(".", ",") for end in ("lower", "upper", "standard_error"))
    assert f"Khoảng tin cậy {low} – {high} (95 %; sai số chuẩn {error})" in said.words
    assert f"Hạng có thể {sure['best_rank']}–{sure['worst_rank']}" in said.words
    assert "mọi tập thứ hạng cùng đúng" in said.words
    data = say("show", SURVEYED, "--unit", "lang-son", "--json").json["sampling"]
    interval = {key: sure[key] for key in ("standard_error", "degrees_of_freedom", "lower", "upper")}
    assert data == {
        "level": 0.95,
        "intervals": {"lang-son": interval},
        "rank_sets": {"lang-son": {"best": sure["best_rank"], "worst": sure["worst_rank"]}},
    }
    table = say("show", SURVEYED, "--top", "1")
    assert "± sample Possible ranks" in table.words
    assert "Possible ranks: with 95 % confidence all sets of ranks hold at once." in table.words


def surveyed(tmp_path: Path, *units: str, degrees_of_freedom: float | None = None) -> Path:
    """A round of units "an" and "bo" that were given survey points, with errors for those named."""
    rules = framework(leaf("1", 10, imported()))
    values = {"an": {"1.value": 80.0}, "bo": {"1.value": 60.0}}
    data = a_round(rules, measured={"council": values})
    estimates = {
        (data.unit_position[unit], 0): Estimate(values[unit]["1.value"], 2.0, degrees_of_freedom)
        for unit in units
    }
    return written(replace(data, estimates=estimates), tmp_path / "-".join(units))


def test_where_some_were_not_surveyed_there_are_intervals_but_no_sets_of_ranks(tmp_path: Path) -> None:
    folder = surveyed(tmp_path, "an")
    said = say("show", folder)
    assert "1 Unit an 80.00 3.92 – – – computed" in said.words
    assert "2 Unit bo 60.00 – – – – computed" in said.words
    assert "There are no sets of ranks. There are no survey estimates with standard errors" in said.words
    assert "Interval" not in say("show", folder, "--unit", "bo").out
    alone = say("show", folder, "--unit", "an")
    assert "Interval 76.08 – 83.92 (95 %; standard error 2.00)" in alone.words
    assert "Possible ranks" not in alone.out
    sampling = say("show", folder, "--json").json["sampling"]
    assert (list(sampling["intervals"]), sampling["rank_sets"]) == (["an"], None)
    assert sampling["intervals"]["an"]["degrees_of_freedom"] is None


def test_computing_shows_intervals_and_says_where_sets_of_ranks_are(tmp_path: Path) -> None:
    folder = surveyed(tmp_path, "an", "bo", degrees_of_freedom=2)
    said = say("compute", folder)
    assert "1 Unit an 80.00 8.61 – – – computed" in said.words
    assert "± sample: half the 95 % interval of the index" in said.words
    assert "Sets of ranks: parindex uncertainty." in said.words
    assert say("compute", folder, "--json").json["sampling"]["rank_sets"] is None
    none = written(a_round(framework(leaf("1")), {"an": {"1": 80}}), tmp_path / "none")
    assert "±  sample" not in say("compute", none).out
    assert "sampling" not in say("compute", none, "--json").json
    early = surveyed(tmp_path / "early", "an")
    assert "sampling" not in say("compute", early, "--stage", "self", "--json").json
