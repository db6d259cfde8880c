"""``example`` and what ships: found, listed, copied so that it stands alone."""

from pathlib import Path

import pytest

import parindex
from parindex import shipped
from parindex.cli.failures import Exit
from parindex.problems import Invalid
from tests.cli.running import say


def test_what_ships_is_listed_with_what_it_is() -> None:
    said = say("example", "list", language="vi")
    assert "training-provinces-2025 2025 tính lại được số liệu tập huấn" in said.words
    assert "vn-ministries-2023 2023 đối chiếu số liệu đã công bố" in said.words
    data = say("example", "list", "--json").json
    assert {one["name"] for one in data["rounds"]} == set(shipped.rounds())
    assert {one["name"] for one in data["frameworks"] if one["illustrative"]} == {
        name for name in shipped.frameworks() if name.startswith("training-")
    }


@pytest.mark.parametrize("name", ["vn-ministries-2023", "vn-provinces-2014"])
def test_a_copied_round_stands_alone_and_recomputes_to_the_same_digest(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = say("compute", name, "--out", tmp_path / "original", "--json").json["digest"]
    copied = say("example", "copy", name, tmp_path / "mine", "--json").json["copied"]
    assert copied == str(tmp_path / "mine" / name)
    monkeypatch.setattr(shipped, "frameworks_folder", lambda: tmp_path / "nowhere")
    assert say("compute", copied, "--out", tmp_path / "again", "--json").json["digest"] == original


def test_a_framework_is_copied_as_a_file(tmp_path: Path) -> None:
    said = say("example", "copy", "training-departments", tmp_path)
    assert "✓ Written:" in said.out
    assert (tmp_path / "training-departments.yaml").read_bytes() == shipped.frameworks()[
        "training-departments"
    ].read_bytes()


def test_nothing_is_overwritten_by_a_copy(tmp_path: Path) -> None:
    for name in ("vn-ministries-2023", "training-departments"):
        assert say("example", "copy", name, tmp_path).code == Exit.FINE
        said = say("example", "copy", name, tmp_path)
        assert said.code == Exit.UNREACHABLE
        assert name in said.err


def test_what_does_not_ship_is_answered_with_near_names() -> None:
    said = say("example", "copy", "vn-ministry-2023")
    assert said.code == Exit.MISUSE
    assert "Did you mean: vn-ministries-2023" in said.err
    assert say("example", "copy", "zzzzzz", language="vi").err == "✗ Không có “zzzzzz” đi kèm phần mềm.\n"


def test_an_installed_package_finds_what_is_inside_it(tmp_path: Path) -> None:
    package = tmp_path / "lib" / "parindex"
    package.mkdir(parents=True)
    assert shipped.home(package) == tmp_path
    (package / "shipped").mkdir()
    assert shipped.home(package) == package / "shipped"
    assert shipped.home().joinpath("rounds").is_dir()
    assert Path(parindex.__file__).is_file()


def test_a_round_whose_framework_does_not_ship_is_not_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shipped, "frameworks", dict)
    with pytest.raises(Invalid, match="vn-ministries-2023 does not ship"):
        shipped.copy_round("vn-ministries-2023", tmp_path)
    assert list(tmp_path.iterdir()) == []
