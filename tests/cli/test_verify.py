"""``verify`` and ``key``: what is sealed stays what it was, or is named."""

import shutil
from pathlib import Path

import pytest

from parindex.cli.failures import Exit
from tests.cli.running import say


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("signed")
    assert say("key", "new", folder / "a.pem", folder / "a.pub.pem").code == Exit.FINE
    key = ("--sign", folder / "a.pem")
    assert say("compute", "vn-ministries-2023", "--out", folder / "sealed", *key).code == Exit.FINE
    return folder


def test_a_snapshot_is_verified_line_by_line(signed: Path) -> None:
    said = say("verify", signed / "sealed", "--key", signed / "a.pub.pem", language="vi")
    assert said.code == Exit.FINE
    lines = said.out.splitlines()
    assert [line[0] for line in lines] == ["✓", "✓", "✓", " "]
    assert "từng byte đúng như khi niêm phong" in lines[0]
    assert "Tính lại từ số liệu bên trong" in lines[1]
    assert "Đúng chữ ký của khoá đã cho" in lines[2]


def test_without_a_key_the_fingerprint_is_for_the_reader_to_compare(signed: Path) -> None:
    assert "compare it with the key that the owner published" in say("verify", signed / "sealed").out


def test_a_snapshot_without_a_signature_says_so(signed: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(signed / "sealed", tmp_path / "copy"))
    (copy / "signature.json").unlink()
    said = say("verify", copy)
    assert said.code == Exit.FINE
    assert "– Not signed" in said.out
    data = say("verify", copy, "--json").json
    assert data["passed"] is True
    assert data["signed_by"] is None


def test_a_changed_byte_is_named(signed: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(signed / "sealed", tmp_path / "copy"))
    points = copy / "inputs" / "points.csv"
    points.write_bytes(points.read_bytes().replace(b"61.86", b"61.87"))
    said = say("verify", copy)
    assert said.code == Exit.PROBLEMS
    assert "inputs/points.csv" in said.out
    assert "Verification FAILED" in said.out
    data = say("verify", copy, "--json")
    assert data.code == Exit.PROBLEMS
    assert [error["path"] for error in data.json["errors"]] == ["inputs/points.csv"]


def test_another_key_is_not_the_right_one(signed: Path, tmp_path: Path) -> None:
    say("key", "new", tmp_path / "b.pem", tmp_path / "b.pub.pem")
    said = say("verify", signed / "sealed", "--key", tmp_path / "b.pub.pem")
    assert said.code == Exit.PROBLEMS
    assert "signature.json" in said.out


def test_what_is_not_there_cannot_be_verified(tmp_path: Path) -> None:
    said = say("verify", tmp_path / "nothing")
    assert said.code == Exit.UNREACHABLE
    assert "there is no such file or folder" in said.err


def test_a_file_that_is_no_key_is_refused(signed: Path) -> None:
    said = say("verify", signed / "sealed", "--key", signed / "sealed" / "manifest.json")
    assert said.code == Exit.MISUSE
    assert "holds no Ed25519 key" in said.err


def test_a_key_is_never_overwritten(signed: Path, tmp_path: Path) -> None:
    before = (signed / "a.pem").read_bytes()
    assert say("key", "new", signed / "a.pem", tmp_path / "x.pub").code == Exit.UNREACHABLE
    assert say("key", "new", tmp_path / "x.pem", signed / "a.pub.pem").code == Exit.UNREACHABLE
    assert (signed / "a.pem").read_bytes() == before
    assert not (tmp_path / "x.pem").exists()


def test_the_fingerprint_of_a_new_key(tmp_path: Path) -> None:
    said = say("key", "new", tmp_path / "k.pem", tmp_path / "k.pub", language="vi")
    assert "vân tay" in said.out
    data = say("key", "new", tmp_path / "j.pem", tmp_path / "j.pub", "--json").json
    assert len(data["fingerprint"].replace(" ", "")) == 32
