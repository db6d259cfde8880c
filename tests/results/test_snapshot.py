"""Sealing: a snapshot holds everything, says what it is, and is the same bytes every time."""

import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

import parindex
from parindex.files import json_bytes, read_folder, sha256
from parindex.results import Correction, seal, verify, write_snapshot
from parindex.results.signature import new_key
from parindex.results.tables import core
from parindex.rounds.write import to_files
from parindex.scoring import Results
from tests.builders import a_round, everything, framework, leaf, results_of

ANOTHER_PROCESS = """
import json
from parindex.results import seal
from tests.builders import everything, results_of
print(json.loads(seal(results_of(everything()))["manifest.json"])["digest"])
"""


def results() -> Results:
    return results_of(everything())


def test_a_snapshot_holds_the_inputs_the_results_and_the_hash_of_each() -> None:
    files = seal(results())
    inputs = {f"inputs/{name}": data for name, data in to_files(everything()).items()}
    computed = {f"results/{name}": data for name, data in core(results()).items()}
    manifest = json.loads(files.pop("manifest.json"))
    assert files == {**inputs, **computed}
    assert manifest.pop("files") == {
        name: {"bytes": len(data), "sha256": sha256(data)} for name, data in files.items()
    }
    digest = manifest.pop("digest")
    assert len(digest) == 64
    assert manifest == {
        "format": "parindex-snapshot/1",
        "round": "small-2025",
        "title": {"vi": "Small 2025", "en": "Small 2025"},
        "year": 2025,
        "kind": "recomputable",
        "data_status": "training",
        "stage": "council",
        "provisional": True,
        "framework": {"code": "small", "version": "1"},
        "engine": {"name": "parindex", "version": parindex.__version__, "algorithm": 1},
    }


def test_the_digest_is_the_hash_of_the_manifest_without_it() -> None:
    manifest = json.loads(seal(results())["manifest.json"])
    digest = manifest.pop("digest")
    assert digest == sha256(json_bytes(manifest))


def test_the_same_round_gives_the_same_bytes() -> None:
    assert seal(results()) == seal(results())


def test_another_process_with_another_hash_seed_gives_the_same_digest() -> None:
    expected = json.loads(seal(results())["manifest.json"])["digest"]
    found = subprocess.run(
        [sys.executable, "-c", ANOTHER_PROCESS],
        env={**os.environ, "PYTHONHASHSEED": "20251122"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == expected


def test_a_stage_can_be_sealed_by_itself(tmp_path: Path) -> None:
    early = seal(results_of(everything(), "self"))
    assert json.loads(early["manifest.json"])["stage"] == "self"
    write_snapshot(early, tmp_path / "self")
    assert verify(tmp_path / "self").passed


def test_a_correction_names_what_it_replaces_and_why(tmp_path: Path) -> None:
    first = seal(results())
    digest = json.loads(first["manifest.json"])["digest"]
    corrected = seal(results(), Correction(digest, "Nhập nhầm điểm mục 1.1"))
    manifest = json.loads(corrected["manifest.json"])
    assert manifest["replaces"] == {"digest": digest, "reason": "Nhập nhầm điểm mục 1.1"}
    assert manifest["digest"] != digest
    write_snapshot(corrected, tmp_path / "corrected")
    assert verify(tmp_path / "corrected").passed


def test_a_snapshot_is_written_into_a_new_or_empty_folder_and_never_over_another(tmp_path: Path) -> None:
    files = seal(results())
    write_snapshot(files, tmp_path / "snapshots" / "first")
    assert read_folder(tmp_path / "snapshots" / "first") == files
    (tmp_path / "empty").mkdir()
    write_snapshot(files, tmp_path / "empty")
    other = seal(results_of(a_round(framework(leaf("1")), {"an": {"1": 80}})))
    with pytest.raises(FileExistsError):
        write_snapshot(other, tmp_path / "empty")
    assert read_folder(tmp_path / "empty") == files


def test_a_key_adds_a_signature_and_changes_nothing_else(tmp_path: Path) -> None:
    private, public = tmp_path / "private.pem", tmp_path / "public.pem"
    fingerprint = new_key(private, public)
    files = seal(results())
    write_snapshot(files, tmp_path / "signed", private)
    written = read_folder(tmp_path / "signed")
    assert set(written) - set(files) == {"signature.json"}
    assert {name: data for name, data in written.items() if name in files} == files
    assert verify(tmp_path / "signed").signed_by == fingerprint


def test_a_finished_round_is_not_provisional() -> None:
    finished = results_of(a_round(framework(leaf("1")), {"an": {"1": 80}}))
    assert json.loads(seal(finished)["manifest.json"])["provisional"] is False
    assert finished.units[0].index == Fraction(80)
