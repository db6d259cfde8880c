import io
import stat
import zipfile
from pathlib import Path

import pytest

from parindex.files import (
    csv_bytes,
    json_bytes,
    read_folder,
    sha256,
    sha256_of_code,
    unzipped,
    write_atomically,
    write_folder,
    write_into,
    zip_bytes,
)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_with_the_folders_above_it(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a/b/set.yaml", "Lạng Sơn".encode())
    assert read_folder(tmp_path) == {"a/b/set.yaml": "Lạng Sơn".encode()}


def test_a_file_replaces_the_one_before_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    for content in (b"old", b"new"):
        write_atomically(tmp_path / "set.yaml", content)
    assert read_folder(tmp_path) == {"set.yaml": b"new"}


def test_everybody_may_read_a_written_file(tmp_path: Path) -> None:
    write_atomically(tmp_path / "set.yaml", b"")
    assert stat.S_IMODE((tmp_path / "set.yaml").stat().st_mode) == 0o644


def test_a_write_that_fails_leaves_neither_half_a_file_nor_a_temporary_one(tmp_path: Path) -> None:
    (tmp_path / "set.yaml").mkdir()
    (tmp_path / "set.yaml/inside").write_bytes(b"kept")
    with pytest.raises(OSError, match=r"set\.yaml"):
        write_atomically(tmp_path / "set.yaml", b"new")
    assert read_folder(tmp_path) == {"set.yaml/inside": b"kept"}
    assert names(tmp_path) == ["set.yaml"]


FILES = {"manifest.json": b"{}", "inputs/units.csv": b"code\n", "inputs/framework.yaml": b"a: 1\n"}


def test_a_folder_is_written_with_all_its_files(tmp_path: Path) -> None:
    write_folder(tmp_path / "new/result", FILES)
    assert read_folder(tmp_path / "new/result") == FILES
    assert stat.S_IMODE((tmp_path / "new/result").stat().st_mode) == 0o755
    assert names(tmp_path / "new") == ["result"]


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "result").mkdir()
    write_folder(tmp_path / "result", FILES)
    assert read_folder(tmp_path / "result") == FILES


def test_a_result_is_never_overwritten(tmp_path: Path) -> None:
    write_folder(tmp_path / "result", {"old": b"old"})
    with pytest.raises(FileExistsError, match=r"result is not empty"):
        write_folder(tmp_path / "result", FILES)
    assert read_folder(tmp_path) == {"result/old": b"old"}


def test_a_folder_that_cannot_be_completed_does_not_appear(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="a"):
        write_folder(tmp_path / "result", {"a": b"a file", "a/b": b"in a folder of the same name"})
    assert names(tmp_path) == []


def test_a_folder_is_read_in_the_order_of_names_whatever_the_order_of_writing(tmp_path: Path) -> None:
    write_folder(tmp_path / "result", dict(reversed(FILES.items())))
    assert list(read_folder(tmp_path / "result")) == [
        "inputs/framework.yaml",
        "inputs/units.csv",
        "manifest.json",
    ]


def test_the_hash_is_sha_256() -> None:
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_json_has_one_form() -> None:
    assert json_bytes({"b": [1, None], "a": "Lạng Sơn"}) == (
        b'{\n  "a": "L\xe1\xba\xa1ng S\xc6\xa1n",\n  "b": [\n    1,\n    null\n  ]\n}\n'
    )


def test_csv_has_one_form() -> None:
    rows = [["Lạng Sơn", 80.33, None], ["Huế, cố đô", "“a”", '"b"'], ["hai\ndòng", 0, ""]]
    assert csv_bytes(["unit", "index", "note"], rows).decode() == (
        'unit,index,note\nLạng Sơn,80.33,\n"Huế, cố đô",“a”,"""b"""\n"hai\ndòng",0,\n'
    )


def test_a_zip_has_one_form_and_keeps_the_order_of_its_files() -> None:
    files = {"b/second.txt": b"hai", "a.txt": b""}
    archive = zip_bytes(files)
    assert archive == zip_bytes(files)
    assert list(unzipped(archive).items()) == list(files.items())
    entries = zipfile.ZipFile(io.BytesIO(archive)).infolist()
    assert {each.date_time for each in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {each.external_attr >> 16 for each in entries} == {0o644}


def test_files_go_into_a_folder_together_and_others_stay(tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_bytes(b"old")
    (tmp_path / "own.txt").write_bytes(b"own")
    write_into(tmp_path, {"a.csv": b"a", "b.csv": b"b"}, gone=["old.csv", "never-there.csv"])
    assert read_folder(tmp_path) == {"a.csv": b"a", "b.csv": b"b", "own.txt": b"own"}


def test_if_one_file_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"old")
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(IsADirectoryError, match=r"b\.csv is a folder"):
        write_into(tmp_path, {"a.csv": b"new", "b.csv": b"b"})
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["a.csv", "b.csv"]
    assert (tmp_path / "a.csv").read_bytes() == b"old"


def test_code_has_a_digest_of_its_own_names_and_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    write_folder(one, {"a.py": b"1", "data/b.csv": b"2"})
    write_folder(other, {"a.py": b"1"})
    first = sha256_of_code(one, other)
    write_into(one, {"a.cpython-311.pyc": b"compiled"})
    assert sha256_of_code(other, one) == first
    write_into(one, {"a.py": b"3"})
    changed = sha256_of_code(one, other)
    (one / "a.py").rename(one / "c.py")
    assert len({first, changed, sha256_of_code(one, other), sha256_of_code(other)}) == 4
