"""``reconcile``, ``lost``, ``simulate``, ``explain``: what people ask of a result."""

from fractions import Fraction
from pathlib import Path

import pytest

from parindex.cli.failures import Exit
from parindex.rounds import Printed
from parindex.rounds.model import Adjustment
from tests.builders import a_round, branch, everything, framework, item, leaf, on_time, unit
from tests.cli.running import say, written

TRAINING = "training-provinces-2025"


def test_the_ministries_are_reconciled_to_the_last_digit() -> None:
    said = say("reconcile", "vn-ministries-2023", language="vi")
    assert said.code == Exit.FINE
    assert "1 Bộ Tư pháp 61,86 28,10 89,96 89,95 −0,01 làm tròn" in said.words
    assert "8/17 đơn vị: tổng các phần đã in khớp tổng đã in" in said.out
    assert "9/17 đơn vị lệch 0,01: 2 phần và tổng đều được in làm tròn đến 0,01" in said.out
    assert "Xếp hạng tính lại trùng với xếp hạng đã in." in said.out
    assert "Bình quân các tổng đã in 84,38" in said.out


def test_a_reconciliation_for_a_machine() -> None:
    found = say("reconcile", "vn-ministries-2023", "--json").json
    assert found["agrees"] is found["ranks_agree"] is True
    assert sum(unit["verdict"] == "within_rounding" for unit in found["units"]) == 9
    assert found["units"][0]["parts"] == ["61.86", "28.1"]


def test_units_without_parts_are_counted_not_compared() -> None:
    said = say("reconcile", "vn-provinces-2020")
    assert said.code == Exit.FINE
    assert "– 53 units cannot be compared" in said.out
    transcribed = say("reconcile", "vn-provinces-2019")
    assert transcribed.code == Exit.FINE
    assert "– 63 units cannot be compared" in transcribed.out


def test_what_rounding_cannot_explain_fails(tmp_path: Path) -> None:
    rules = framework(*(leaf(str(n), 20) for n in range(1, 6)))
    points = {"a": {str(n): 15 for n in range(1, 6)}, "b": {str(n): 10 for n in range(1, 6)}}
    printed = {"a": Printed(Fraction("75.04"), 2, note="two sources"), "b": Printed(Fraction("50"), 1)}
    about = {"kind": "reconciled", "data_status": "published"}
    folder = written(a_round(rules, points, printed=printed, about=about), tmp_path / "r")
    said = say("reconcile", folder)
    assert said.code == Exit.PROBLEMS
    assert "Unit a: differs by 0.04, more than the 0.03 that rounding can make" in said.out
    assert "2 (1) Unit a 15.00" in said.words
    assert "✗ Some recomputed ranks are not the printed ones (in brackets)." in said.out
    assert "Unit a: two sources" in said.out
    assert say("reconcile", folder, "--json").code == Exit.PROBLEMS


def test_ranks_of_an_incomplete_table_are_not_recomputed(tmp_path: Path) -> None:
    data = a_round(
        framework(leaf("1"), leaf("2")),
        {"b": {"1": 50, "2": 10}},
        units=[unit("a"), unit("b")],
        printed={"b": Printed(Fraction(30), 2)},
        about={"kind": "reconciled"},
    )
    said = say("reconcile", written(data, tmp_path / "r"))
    assert "– Ranks were not recomputed" in said.out
    assert "Mean" not in said.out


def test_the_losses_of_a_province_add_up_as_printed() -> None:
    said = say("lost", "vn-provinces-2017", "Đắk Lắk", language="vi")
    assert said.words.index("mất 7,14/16 điểm") < said.words.index("mất 4,88/16 điểm")
    assert "mất 1,54/15,5 điểm" in said.out
    assert "Tổng cộng: mất 24,63/100 điểm." in said.out
    assert "Tự chấm" not in said.out


def test_the_leaves_that_lost_points_with_self_score_and_reason() -> None:
    said = say("lost", TRAINING, "lang son")
    assert "Self-score" in said.out
    assert "Reason" in said.out
    assert "Leaves at full marks: " in said.out
    own = say("lost", TRAINING, "lang son", "--stage", "self")
    assert "Self-score" not in own.out
    data = say("lost", TRAINING, "lang-son", "--json").json
    lost = [Fraction(leaf["lost"]) for leaf in data["leaves"]]
    assert lost == sorted(lost, reverse=True)
    assert sum(lost) == sum(Fraction(area["lost"]) for area in data["areas"])


def test_losses_that_are_unknown_are_not_zero() -> None:
    said = say("lost", "vn-provinces-2019", "lang-son")
    assert "are unknown here" in said.out
    assert "lost" not in said.out.lower().replace("unknown", "")


def test_a_leaf_that_can_lose_nothing_has_no_bar(tmp_path: Path) -> None:
    data = a_round(framework(leaf("0", 0), leaf("1")), {"a": {"0": 0, "1": "99.999"}})
    said = say("lost", written(data, tmp_path / "r"), "a")
    assert "0.001 of 100 points lost" in said.out


def test_a_supposed_figure_moves_index_rank_and_others(tmp_path: Path) -> None:
    rules = framework(leaf("1", 50), leaf("2", 50, on_time()))
    data = a_round(
        rules,
        {"a": {"1": 40}, "b": {"1": 40}},
        measured={"self": {"a": {"2.on_time": 9, "2.received": 10}, "b": {"2.on_time": 8, "2.received": 10}}},
    )
    folder = written(data, tmp_path / "r")
    said = say("simulate", folder, "b", "--set", "2.on_time=10")
    assert "A simulation, not a result" in said.out
    assert "Index 80.00 90.00 +10.00" in said.words
    assert "Rank 2 1 +1" in said.words
    assert "Unit a: rank 1 → 2" in said.out
    moved = say("simulate", folder, "b", "--set", "2.on_time=10", "--set", "1.points=50", "--json").json
    assert moved["before"] == {"index_exact": "80", "rank": 2, "group": None}
    assert moved["after"]["index_exact"] == "100"
    assert moved["moved"] == [{"code": "a", "rank_before": 1, "rank_after": 2}]


def test_in_a_printed_round_the_own_sum_is_what_moves() -> None:
    said = say("simulate", "vn-ministries-2023", "bo-y-te", "--set", "survey.points=30")
    assert "is the sum of the printed parts" in said.out
    assert "Index 79.80 85.81 +6.01" in said.words


def test_supposing_where_the_index_is_unknown(tmp_path: Path) -> None:
    data = a_round(
        framework(leaf("1"), leaf("2")),
        {"a": {"1": 9}},
        units=[unit("a"), unit("b")],
        about={"kind": "transcribed"},
    )
    said = say("simulate", written(data, tmp_path / "r"), "a", "--set", "1.points=10")
    assert "Index – – –" in said.words
    assert "Rank – – –" in said.words


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "Choose one: --set"),
        (["--set", "1.points=0", "--reach-rank", "1"], "Choose one: --set"),
        (["--set", "1.1.1"], "write LEAF.NAME=VALUE"),
        (["--set", "9.points=1"], "has no leaf 9"),
        (["--reach-rank", "3"], "There is no place 3"),
    ],
)
def test_a_question_that_cannot_be_asked(options: list[str], words: str, tmp_path: Path) -> None:
    folder = written(a_round(framework(leaf("1")), {"a": {"1": 60}, "b": {"1": 50}}), tmp_path / "r")
    said = say("simulate", folder, "b", *options)
    assert said.code == Exit.MISUSE
    assert words in said.err


def test_all_inputs_that_cannot_be_are_named_together(tmp_path: Path) -> None:
    folder = written(a_round(framework(leaf("1")), {"a": {"1": 60}, "b": {"1": 50}}), tmp_path / "r")
    wrong = ("1.1.1", "9.points=1", "1.points=many")
    said = say("simulate", folder, "b", *(word for text in wrong for word in ("--set", text)), "--json")
    assert (said.code, len(said.json["errors"])) == (Exit.MISUSE, 3)


def test_the_way_to_a_rank(tmp_path: Path) -> None:
    rules = framework(leaf("1", 60), leaf("2", 40))
    points = {"a": {"1": 60, "2": 35}, "b": {"1": 50, "2": 35}, "c": {"1": 1, "2": 1}}
    folder = written(a_round(rules, points), tmp_path / "r")
    said = say("simulate", folder, "b", "--reach-rank", "1")
    assert "Whoever holds rank 1 has an index of 95.00; 10.00 points are missing" in said.out
    assert "1 leaf 1 10 95.00" in said.words
    assert "2 leaf 2 5 100.00" in said.words
    assert "Full marks on these 2 leaves are enough for rank 1." in said.out
    assert "✓ Already at rank 2 or better." in say("simulate", folder, "b", "--reach-rank", "2").out
    data = say("simulate", folder, "b", "--reach-rank", "1", "--json").json
    assert data["is_enough"] is True
    assert [gain["leaf"] for gain in data["gains"]] == ["1", "2"]


def test_a_rank_out_of_reach(tmp_path: Path) -> None:
    rules = framework(leaf("1"), adjustments={"bonus": {"cap": 5, "items": [item("prize", 5)]}})
    bonus = (Adjustment("a", "bonus", "prize", "", 1),)
    folder = written(a_round(rules, {"a": {"1": 100}, "b": {"1": 100}}, adjustments=bonus), tmp_path / "r")
    said = say("simulate", folder, "b", "--reach-rank", "1")
    assert "Full marks on every leaf are not enough for rank 1." in said.out
    assert "Points open" not in said.out


def test_a_leaf_is_explained_down_to_inputs_and_source() -> None:
    said = say("explain", TRAINING, "lang-son", "7.1.1", language="vi")
    for words in (
        "Cách chấm: Giá trị tính: 100 * completed / planned",
        "Giai đoạn: tự đánh giá",
        "Nguồn: minh hoạ",
    ):
        assert words in said.out
    data = say("explain", TRAINING, "lang-son", "7.1.1", "--json").json
    assert data["label"]["vi"] == "Thực hiện kế hoạch chuyển đổi số"
    assert {step["label"]["en"] for step in data["below"]} >= {"Rule", "Stage", "Evidence", "Source"}


def test_a_criterion_is_explained_by_its_parts(tmp_path: Path) -> None:
    folder = written(everything(), tmp_path / "r")
    said = say("explain", folder, "an", "1")
    assert "1 area 1:" in said.out
    assert "1.1 leaf 1.1: 1.75/2 points" in said.out
    marked = say("explain", folder, "chi", "1")
    assert "1.2 leaf 1.2: not applicable" in marked.out


def test_the_whole_index_is_explained_by_areas_and_what_stands_outside(tmp_path: Path) -> None:
    data = everything()
    said = say("explain", written(data, tmp_path / "r"), "an")
    assert "Working: 100 ×" in said.out
    assert "Points:" in said.out
    assert "Applicable maximum: 20" in said.out
    assert "Bonus: 2" in said.out
    printed = say("explain", "vn-ministries-2023", "bo-tu-phap")
    assert "Printed: 89.95" in printed.out
    assert "Recomputed: 89.96" in printed.out
    unknown = say("explain", "vn-provinces-2020", "ca-mau")
    assert "unknown here" in unknown.out
    assert "Applicable maximum" not in unknown.out


def test_a_part_of_unknown_maximum_is_explained_without_it(tmp_path: Path) -> None:
    rules = framework(branch("1", leaf("1.1", "unknown"), leaf("1.2", 5)), leaf("2", 60), total=100)
    folder = written(a_round(rules, {"a": {"1.1": 3, "1.2": 4, "2": 9}}), tmp_path / "r")
    said = say("explain", folder, "a")
    assert "1 area 1: 7\n" in said.out
    assert "2 leaf 2: 9/60 points" in said.out


def test_a_sealed_result_can_be_asked_too(tmp_path: Path) -> None:
    say("compute", "vn-ministries-2023", "--out", tmp_path / "s")
    assert "55.81 of 68.5 points" in say("explain", tmp_path / "s", "bo-y-te", "appraised").out
    assert say("reconcile", tmp_path / "s").code == Exit.FINE


def test_a_branch_with_something_unknown_below_is_unknown(tmp_path: Path) -> None:
    rules = framework(branch("1", leaf("1.1", 40), leaf("1.2", 60)))
    data = a_round(rules, {"a": {"1.1": 30}}, about={"kind": "reconciled"})
    assert "1 area 1: unknown here" in say("explain", written(data, tmp_path / "r"), "a").out


def test_a_table_in_which_no_sum_is_the_printed_total(tmp_path: Path) -> None:
    rules = framework(leaf("1", 50), leaf("2", 50))
    printed = {"a": Printed(Fraction("75.01"), 1)}
    data = a_round(rules, {"a": {"1": 40, "2": 35}}, printed=printed, about={"kind": "reconciled"})
    said = say("reconcile", written(data, tmp_path / "r"))
    assert said.code == Exit.FINE
    assert "1 of 1 units differ by 0.01" in said.out
    assert "to the last digit" not in said.out
