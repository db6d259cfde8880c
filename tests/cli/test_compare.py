"""``compare``: who moved, on which leaf, and why."""

from dataclasses import replace
from pathlib import Path

import pytest

from parindex.cli.failures import Exit
from parindex.rounds.model import Adjustment
from tests.builders import a_round, branch, framework, item, leaf, on_time, unit
from tests.cli.running import say, written

RULES = framework(branch("1", leaf("1.1", 40), leaf("1.2", 10)), leaf("2", 50))


@pytest.fixture
def before(tmp_path: Path) -> Path:
    points = {
        "a": {"1.1": 30, "1.2": 10, "2": 40},
        "b": {"1.1": 20, "1.2": 10, "2": 40},
        "gone": {"1.1": 1, "1.2": 1, "2": 1},
    }
    return written(a_round(RULES, points), tmp_path / "before")  # fmt: skip


@pytest.fixture
def after(tmp_path: Path) -> Path:
    points = {
        "a": {"1.1": 30, "1.2": 10, "2": 40},
        "b": {"1.1": "35.5", "1.2": 10, "2": 40},
        "new": {"1.1": 1, "1.2": 1},
    }
    return written(a_round(RULES, points), tmp_path / "after")  # fmt: skip


def test_units_that_moved_and_the_leaves_that_moved_them(before: Path, after: Path) -> None:
    said = say("compare", before, after)
    assert said.code == Exit.FINE
    assert "Unit a 80.00 1 → 2 – 0" in said.words
    assert "Unit b 70.00 → 85.50 2 → 1 – 1" in said.words
    assert "Unit new – → 2.00 – → 3 – 0" in said.words
    assert "Unit gone 3.00 → – 3 → – – 0" in said.words
    assert "1.1 leaf 1.1 20 → 35.5 points entered 20 → 35.5" in said.words
    assert "The results of 4 units differ." in said.out


def test_one_unit_alone(before: Path, after: Path) -> None:
    said = say("compare", before, after, "--unit", "b")
    assert "The results of 1 units differ." in said.out
    assert "Unit a" not in said.out


def test_what_moved_a_unit_outside_its_leaves_is_named(tmp_path: Path) -> None:
    rules = framework(leaf("1"), adjustments={"bonus": {"cap": 5, "items": [item("prize", 2)]}})
    plain = a_round(rules, {"a": {"1": 50}})
    praised = replace(plain, adjustments=(Adjustment("a", "bonus", "prize", "", 1),))
    before, after = written(plain, tmp_path / "plain"), written(praised, tmp_path / "praised")
    assert "bonus 0 → 2" in say("compare", before, after).words
    assert "điểm thưởng 0 → 2" in say("compare", before, after, language="vi").words


def test_nothing_differs_from_itself(before: Path) -> None:
    assert "✓ Nothing differs." in say("compare", before, before).out


def test_many_units_are_not_listed_leaf_by_leaf_unless_asked(tmp_path: Path) -> None:
    codes = [f"u{number}" for number in range(11)]
    rules = framework(leaf("1", 50), leaf("2", 50, on_time()))
    data = a_round(framework(leaf("1", 50)), {code: {"1": 40} for code in codes})
    figures = {code: {"2.on_time": 1, "2.received": 2} for code in codes}
    grown = a_round(rules, {code: {"1": 40} for code in codes}, measured={"self": figures})
    before, after = written(data, tmp_path / "old"), written(grown, tmp_path / "new")
    said = say("compare", before, after)
    assert "Leaf by leaf for one unit: add --unit" in said.out
    assert "TRAINING DATA" in said.out
    assert "new leaf" not in said.out
    one = say("compare", before, after, "--unit", "u3", language="vi")
    assert "2 leaf 2 – → 25 mục mới" in one.words


def test_a_leaf_that_is_gone_is_named_as_the_old_set_has_it(before: Path, tmp_path: Path) -> None:
    data = a_round(framework(leaf("1.1", 40), leaf("2", 50)), {"a": {"1.1": 30, "2": 40}}, units=[unit("a")])
    said = say("compare", before, written(data, tmp_path / "smaller"), "--unit", "a")
    assert "1.2 leaf 1.2 10 → – leaf removed" in said.words


def test_the_training_rounds_are_compared_by_their_crosswalk() -> None:
    said = say("compare", "training-provinces-2024", "training-provinces-2025", "--unit", "lang-son")
    assert "3.2.2 → 3.2.3 Apologies when a case file is late 0.364769 → 0.311419" in said.words
    assert "3.2.1 → 3.2.1, 3.2.2 Case files settled on time at provincial level 2 → 1.69707" in said.words
    assert "7.3.4 Growth in the share of files submitted online – → 0.25 new leaf" in said.words
    assert "7.3.4 Case files received or returned by public post 1 → – leaf removed" in said.words


def test_differences_for_a_machine(before: Path, after: Path) -> None:
    found = {unit["code"]: unit for unit in say("compare", before, after, "--json").json["units"]}
    assert found["gone"]["after"] is None
    assert found["b"]["after"] == {"index_exact": "85.5", "rank": 1, "group": None, "status": "computed"}
    assert (found["b"]["leaves"][0]["leaves_before"], found["b"]["leaves"][0]["leaves_after"]) == (
        ["1.1"],
        ["1.1"],
    )
    assert found["b"]["leaves"][0]["causes"] == [
        {"vi": "điểm nhập 20 → 35,5", "en": "points entered 20 → 35.5"}
    ]
    assert found["a"]["causes"] == [{"vi": "số liệu của đơn vị khác", "en": "figures of other units"}]
    assert found["b"]["causes"] == []


def test_an_index_that_has_no_end_is_a_quotient(tmp_path: Path) -> None:
    rules = framework(leaf("1", 3))
    sides = [a_round(rules, {"a": {"1": points}}) for points in (1, 2)]
    before, after = (written(replace(side), tmp_path / str(n)) for n, side in enumerate(sides))
    unit = say("compare", before, after, "--json").json["units"][0]
    assert (unit["before"]["index_exact"], unit["after"]["index_exact"]) == ("100/3", "200/3")
