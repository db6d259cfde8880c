"""Seals: what was touched is found, byte by byte, before anything in a folder is believed."""

import json
from pathlib import Path

from parindex.files import json_bytes, sha256
from parindex.problems import Findings
from parindex.sealing import MANIFEST, check_files, digest, format_in, manifest_in, sealed

FILES = {"a.txt": b"one", "deep/b.txt": b"two"}


def found(files: dict[str, bytes], kind: str = "demo/1") -> list[tuple[str, str]]:
    findings = Findings()
    content = manifest_in(files, findings, lambda each: each["format"] == kind)
    if content is not None:
        check_files(files, content, findings, {"beside.json"})
    return [(problem.code, problem.place.path) for problem in findings.problems]


def test_a_seal_names_every_file_with_its_hash_and_hashes_itself() -> None:
    files = sealed({"format": "demo/1"}, FILES)
    manifest = json.loads(files[MANIFEST])
    assert manifest["files"] == {name: {"bytes": 3, "sha256": sha256(data)} for name, data in FILES.items()}
    own = manifest.pop("digest")
    assert own == sha256(json_bytes(manifest)) == digest({**manifest, "digest": "whatever"})
    assert found(files) == []
    assert found({**files, "beside.json": b""}) == []


def test_what_was_touched_is_named() -> None:
    files = sealed({"format": "demo/1"}, FILES)
    assert found({**files, "a.txt": b"One"}) == [("file-changed", "a.txt")]
    assert found({**files, "c.txt": b""}) == [("file-added", "c.txt")]
    assert found({name: data for name, data in files.items() if name != "a.txt"}) == [
        ("file-missing", "a.txt")
    ]
    assert found(FILES) == [("manifest-missing", "")]
    assert found({**files, MANIFEST: files[MANIFEST].replace(b'"bytes": 3', b'"bytes": 4')}) == [
        ("manifest-changed", MANIFEST)
    ]
    assert found(files, "other/1") == [("manifest-changed", MANIFEST)]
    for nothing in (b"", b"[]", b'{"digest": 1}'):
        assert found({**files, MANIFEST: nothing}) == [("manifest-changed", MANIFEST)]


def test_the_format_of_a_folder_is_what_its_manifest_says(tmp_path: Path) -> None:
    assert format_in(tmp_path) == ""
    for text, kind in (("{", ""), ("[]", ""), ("{}", ""), ('{"format": "demo/1"}', "demo/1")):
        (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
        assert format_in(tmp_path) == kind
