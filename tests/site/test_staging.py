"""A folder takes its place whole or not at all, and only that of a site."""

from pathlib import Path

import pytest

from parindex.files import read_folder
from parindex.problems import Invalid
from parindex.site.staging import MARK, staged, take_place, write_files


def test_only_a_site_is_ever_replaced(tmp_path: Path) -> None:
    other, site = tmp_path / "other", tmp_path / "site"
    write_files(other, {"letter.txt": b"dear"})
    with pytest.raises(Invalid) as refused, staged(other):
        pytest.fail("nothing is to be written")
    assert [each.code for each in refused.value.problems] == ["not-a-site"]
    for files in ({MARK: b"{}", "vi/left-over.html": b"old"}, {MARK: b"{}", "index.html": b"new"}):
        with staged(site) as beside:
            write_files(beside, files)
        assert read_folder(site) == files
    assert sorted(each.name for each in tmp_path.iterdir()) == ["other", "site"]
    assert read_folder(other) == {"letter.txt": b"dear"}


def write_half(folder: Path) -> None:
    write_files(folder, {"index.html": b"half"})
    raise KeyboardInterrupt


def test_nothing_is_left_of_what_fails(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), staged(tmp_path / "site") as beside:
        write_half(beside)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_take_the_place_of_a_site_leaves_it_there(tmp_path: Path) -> None:
    site, file = tmp_path / "site", tmp_path / "file"
    write_files(site, {"index.html": b"old"})
    file.write_text("no folder", encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        take_place(tmp_path / "missing", site)
    with pytest.raises(OSError, match="file"):
        take_place(site, file)
    assert read_folder(tmp_path) == {"site/index.html": b"old", "file": b"no folder"}
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "site"]
