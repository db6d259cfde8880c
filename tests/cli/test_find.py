"""From what a person types to rounds, units and leaves."""

from pathlib import Path

import pytest

from parindex.cli.failures import Exit
from tests.builders import a_round, branch, framework, leaf, unit
from tests.cli.running import say, written


@pytest.mark.parametrize("name", ["lang-son", "Lạng Sơn", "lang son", "LANG SON", "Lang Son", " Lạng  Sơn "])
def test_a_unit_is_found_by_code_or_name_with_or_without_accents(name: str) -> None:
    said = say("show", "vn-provinces-2019", "--unit", name, "--json")
    assert [unit["code"] for unit in said.json["units"]] == ["lang-son"]


@pytest.mark.parametrize(
    ("name", "meant"), [("Lang Sen", "Lạng Sơn (lang-son)"), ("quang", "Quảng Trị (quang-tri)")]
)
def test_an_unknown_unit_is_answered_with_near_ones(name: str, meant: str) -> None:
    said = say("show", "vn-provinces-2019", "--unit", name)
    assert said.code == Exit.MISUSE
    assert f'has no unit "{name}". Did you mean: ' in said.err
    assert meant in said.err


def test_nothing_near_is_suggested_for_something_far_off() -> None:
    assert (
        say("show", "vn-provinces-2019", "--unit", "xyz").err
        == '✗ The round vn-provinces-2019 has no unit "xyz".\n'
    )


def test_a_name_that_fits_two_units_asks_for_the_code(tmp_path: Path) -> None:
    from dataclasses import replace

    twins = [replace(unit("a"), name=unit("x").name), replace(unit("b"), name=unit("x").name)]
    folder = written(
        a_round(framework(leaf("1")), {"a": {"1": 1}, "b": {"1": 2}}, units=twins), tmp_path / "twins"
    )
    said = say("show", folder, "--unit", "Unit x")
    assert said.code == Exit.MISUSE
    assert "may be: a, b; use the code" in said.err


def test_a_leaf_is_suggested_by_code_and_by_title(tmp_path: Path) -> None:
    rules = framework(branch("1", leaf("1.1"), leaf("1.2", title={"vi": "Một cửa", "en": "One stop"})))
    folder = written(a_round(rules, {"a": {"1.1": 1, "1.2": 2}}), tmp_path / "small")
    assert "Did you mean: 1.1 (leaf 1.1)?" in say("explain", folder, "a", "1.11").err
    assert "Did you mean: 1.2 (Một cửa)?" in say("explain", folder, "a", "mot cua").err
    assert say("explain", folder, "a", "9").err == '✗ The framework small has no "9".\n'


def test_a_round_that_is_not_there_is_unreachable() -> None:
    said = say("compute", "vn-ministries-2032", language="vi")
    assert said.code == Exit.UNREACHABLE
    assert said.err.startswith("✗ vn-ministries-2032\n  Không có thư mục này")
    assert "vn-ministries-2023" in said.err


def test_a_framework_that_is_not_there_is_unreachable() -> None:
    said = say("framework", "show", "training-provinces.yml")
    assert said.code == Exit.UNREACHABLE
    assert "Did you mean: training-provinces" in said.err


def test_a_round_can_be_named_by_its_path(tmp_path: Path) -> None:
    folder = written(a_round(framework(leaf("1")), {"a": {"1": 60}}), tmp_path / "small")
    assert say("compute", folder, "--json").json["units"][0]["index"] == "60.00"
