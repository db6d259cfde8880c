"""Verification: any changed byte is found and named, and the results are computed again from the inputs."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from parindex.files import json_bytes, read_folder, sha256, write_folder
from parindex.problems import Problem
from parindex.results import Verification, seal, verify, write_snapshot
from parindex.results.signature import new_key, public_key, sign
from parindex.results.verify import first_difference, load_inputs
from parindex.rounds.write import to_files
from parindex.sealing import digest
from tests.builders import a_round, assert_equal_rounds, framework, imported, leaf, results_of

Files = dict[str, bytes]
Keys = tuple[Path, Path]


@cache
def sealed() -> Mapping[str, bytes]:
    """A small snapshot: two units on two leaves."""
    rules = framework(leaf("1", 60), leaf("2", 40, imported()))
    points = {"an": {"1": 50}, "binh": {"1": 45}}
    measured: Any = {"council": {"an": {"2.value": 80}, "binh": {"2.value": 90}}}
    return seal(results_of(a_round(rules, points, measured=measured, notes={("an", "1", "council"): "tốt"})))


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    folder = tmp_path_factory.mktemp("keys")
    new_key(folder / "private.pem", folder / "public.pem")
    return folder / "private.pem", folder / "public.pem"


@pytest.fixture
def snapshot(tmp_path: Path, keys: Keys) -> Path:
    """The small snapshot, signed."""
    write_snapshot(sealed(), tmp_path / "snapshot", keys[0])
    return tmp_path / "snapshot"


def found(verification: Verification) -> list[tuple[str, str, int]]:
    """What is wrong: code, file in the snapshot, line."""
    return [(problem.code, problem.place.path, problem.place.line) for problem in verification.problems]


def resealed(change: Callable[[Files], None], about: Mapping[str, Any] | None = None) -> Files:
    """The snapshot changed by someone who also mends every hash, so that only recomputing can tell."""
    files = dict(sealed())
    change(files)
    manifest = {**json.loads(files.pop("manifest.json")), **(about or {})}
    manifest["files"] = {name: {"bytes": len(data), "sha256": sha256(data)} for name, data in files.items()}
    manifest["digest"] = digest(manifest)
    return {**files, "manifest.json": json_bytes(manifest)}


def replaced(name: str, old: str, new: str) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        text = files[name].decode("utf-8")
        assert text.count(old) == 1
        files[name] = text.replace(old, new).encode("utf-8")

    return change


def nothing(_: Files) -> None:
    """Change no file."""


def verified(folder: Path, files: Mapping[str, bytes]) -> Verification:
    write_folder(folder, files)
    return verify(folder)


def test_what_was_sealed_passes_with_its_digest_and_signer(snapshot: Path, keys: Keys) -> None:
    passed = verify(snapshot, public_key(keys[1]))
    assert passed.passed
    assert passed.recomputed
    assert passed.files == len(sealed()) + 1
    assert passed.digest == json.loads(sealed()["manifest.json"])["digest"]
    assert (passed.signed_by, passed.problems) == (verify(snapshot).signed_by, ())
    assert len(passed.signed_by.split()) == 8


def test_an_unsigned_snapshot_passes_without_a_signer(tmp_path: Path) -> None:
    passed = verified(tmp_path / "s", sealed())
    assert (passed.passed, passed.signed_by) == (True, "")


@pytest.mark.parametrize("name", sorted([*sealed(), "signature.json"]))
def test_a_changed_byte_is_found_and_its_file_named(snapshot: Path, name: str) -> None:
    """Some forty bytes of each file, the first and the last among them."""
    target, original = snapshot / name, (snapshot / name).read_bytes()
    code = {"manifest.json": "manifest-changed", "signature.json": "signature-wrong"}.get(
        name, "file-changed"
    )
    for position in sorted({*range(0, len(original), len(original) // 40 + 1), len(original) - 1}):
        with one_byte_changed(target, position):
            changed = verify(snapshot)
        assert found(changed) == [(code, name, 0)], position
        assert (changed.recomputed, changed.passed) == (False, False)
    assert verify(snapshot).passed


def test_every_single_byte_of_the_manifest_matters(tmp_path: Path) -> None:
    target = tmp_path / "manifest.json"
    target.write_bytes(sealed()["manifest.json"])
    for position in range(len(sealed()["manifest.json"])):
        with one_byte_changed(target, position):
            assert found(verify(tmp_path)) == [("manifest-changed", "manifest.json", 0)], position


@contextmanager
def one_byte_changed(path: Path, position: int) -> Iterator[None]:
    """Change one bit of a byte in place, and mend it afterwards."""
    with path.open("r+b", buffering=0) as stream:
        stream.seek(position)
        [byte] = stream.read(1)
        stream.seek(position)
        stream.write(bytes([byte ^ 1 << position % 8]))
        yield
        stream.seek(position)
        stream.write(bytes([byte]))


def test_added_missing_and_emptied_files_are_all_named_at_once(snapshot: Path) -> None:
    (snapshot / "results" / "extra.csv").write_bytes(b"code\n")
    (snapshot / "note.txt").write_bytes(b"")
    (snapshot / "inputs" / "units.csv").unlink()
    (snapshot / "results" / "units.csv").write_bytes(b"")
    assert found(verify(snapshot)) == [
        ("file-missing", "inputs/units.csv", 0),
        ("file-changed", "results/units.csv", 0),
        ("file-added", "note.txt", 0),
        ("file-added", "results/extra.csv", 0),
    ]


@pytest.mark.parametrize("kind", ["no folder", "a file", "an empty folder", "another folder"])
def test_what_is_no_snapshot_is_said_to_be_none(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "s"
    if kind == "a file":
        target.write_bytes(b"")
    elif kind != "no folder":
        target.mkdir()
    if kind == "another folder":
        (target / "round.yaml").write_bytes(b"")
    verification = verify(target)
    assert (verification.digest, verification.recomputed) == ("", False)
    assert found(verification) == [("manifest-missing", "", 0)]


@pytest.mark.parametrize(
    "manifest",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff\xfe", id="no text"),
        pytest.param(b"[]\n", id="a list"),
        pytest.param(b"{}\n", id="nothing in it"),
    ],
)
def test_a_manifest_in_another_form_is_changed(tmp_path: Path, manifest: bytes) -> None:
    verification = verified(tmp_path / "s", {"manifest.json": manifest})
    assert found(verification) == [("manifest-changed", "manifest.json", 0)]


@pytest.mark.parametrize(
    "about",
    [
        pytest.param({"files": {"results/units.csv": {"bytes": 1}}}, id="a file without a hash"),
        pytest.param({"files": []}, id="files as a list"),
        pytest.param({"engine": {"algorithm": "1"}}, id="an algorithm that is no number"),
        pytest.param({"engine": "parindex"}, id="an engine that is a word"),
        pytest.param({"stage": "final"}, id="a stage that there is not"),
        pytest.param({"stage": []}, id="a stage that is a list"),
    ],
)
def test_a_manifest_that_means_nothing_is_changed_though_its_digest_fits(
    tmp_path: Path, about: Mapping[str, Any]
) -> None:
    manifest = {**json.loads(sealed()["manifest.json"]), **about}
    manifest["digest"] = digest(manifest)
    verification = verified(tmp_path / "s", {**sealed(), "manifest.json": json_bytes(manifest)})
    assert found(verification) == [("manifest-changed", "manifest.json", 0)]


def test_inputs_changed_with_all_hashes_mended_give_other_results_at_a_named_line(tmp_path: Path) -> None:
    changed = verified(
        tmp_path / "s", resealed(replaced("inputs/points.csv", "binh,1,council,45", "binh,1,council,51"))
    )
    assert found(changed) == [
        ("result-differs", "results/leaves.csv", 4),
        ("result-differs", "results/nodes.csv", 3),
        ("result-differs", "results/summary.json", 5),
        ("result-differs", "results/units.csv", 2),
    ]
    assert not changed.recomputed


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(
            replaced("results/units.csv", "binh,Unit binh,Unit binh,81.00", "binh,Unit binh,Unit binh,91.00"),
            [("result-differs", "results/units.csv", 3)],
            id="a figure",
        ),
        pytest.param(
            replaced("results/leaves.csv", "binh,2,scored,36,40,4,0,no\n", ""),
            [("result-differs", "results/leaves.csv", 5)],
            id="a line that lacks",
        ),
        pytest.param(
            lambda files: files.update({"results/units.csv": files["results/units.csv"] + b"chi\n"}),
            [("result-differs", "results/units.csv", 4)],
            id="a line too many",
        ),
        pytest.param(
            lambda files: files.pop("results/summary.json"),
            [("result-differs", "results/summary.json", 1)],
            id="a file that lacks",
        ),
        pytest.param(
            lambda files: files.update({"results/prizes.csv": b"unit,prize\n"}),
            [("result-differs", "results/prizes.csv", 1)],
            id="a file too many",
        ),
    ],
)
def test_results_changed_with_all_hashes_mended_are_found_by_computing_them_again(
    tmp_path: Path, change: Callable[[Files], None], expected: list[tuple[str, str, int]]
) -> None:
    assert found(verified(tmp_path / "s", resealed(change))) == expected


@pytest.mark.parametrize(
    ("about", "field"),
    [
        ({"data_status": "official"}, "data_status"),
        ({"provisional": True}, "provisional"),
        ({"kind": "transcribed"}, "kind"),
        ({"year": 2024}, "year"),
        ({"title": {"vi": "Khác", "en": "Other"}}, "title"),
        ({"framework": {"code": "small", "version": "2"}}, "framework"),
        ({"format": "parindex-snapshot/9"}, "format"),
        ({"round": "another"}, "round"),
    ],
)
def test_a_manifest_that_says_other_than_the_inputs_is_found(
    tmp_path: Path, about: Mapping[str, Any], field: str
) -> None:
    verification = verified(tmp_path / "s", resealed(nothing, about))
    assert found(verification) == [("manifest-differs", "manifest.json", 0)]
    assert f'"{field}"' in verification.problems[0].text.en


def test_inputs_that_do_not_read_are_named_by_their_place_in_the_snapshot(tmp_path: Path) -> None:
    changed = verified(
        tmp_path / "s", resealed(replaced("inputs/points.csv", "binh,1,council,45", "binh,1,council,61"))
    )
    [problem] = changed.problems
    assert (problem.code, problem.place.file, problem.place.line) == ("above-maximum", "inputs/points.csv", 3)
    assert not changed.recomputed


def test_a_snapshot_without_inputs_says_what_lacks(tmp_path: Path) -> None:
    def without_inputs(files: Files) -> None:
        for name in [name for name in files if name.startswith("inputs/")]:
            del files[name]

    [problem] = verified(tmp_path / "s", resealed(without_inputs)).problems
    assert (problem.code, problem.place.file) == ("unreadable", "inputs/round.yaml")


def test_the_release_that_has_another_algorithm_is_named(tmp_path: Path) -> None:
    engine = {"name": "parindex", "version": "2.5", "algorithm": 7}
    [problem] = verified(tmp_path / "s", resealed(nothing, {"engine": engine})).problems
    assert (problem.code, problem.text.en) == (
        "algorithm-elsewhere",
        "It was made by algorithm 7; verify it with parindex 2.5.",
    )
    del engine["version"]
    [problem] = verified(tmp_path / "t", resealed(nothing, {"engine": engine})).problems
    assert problem.text.en == "It was made by algorithm 7; verify it with parindex ?."


def test_another_version_of_the_engine_with_the_same_algorithm_is_verified(tmp_path: Path) -> None:
    engine = {"name": "parindex", "version": "9.9", "algorithm": 1}
    assert verified(tmp_path / "s", resealed(nothing, {"engine": engine})).passed


def test_the_inputs_inside_are_the_round_that_was_sealed() -> None:
    data = load_inputs(sealed())
    assert to_files(data) == {
        name.removeprefix("inputs/"): content
        for name, content in sealed().items()
        if name.startswith("inputs/")
    }
    assert_equal_rounds(data, load_inputs(sealed()))


# Signatures.


def the_problem(verification: Verification) -> Problem:
    [problem] = verification.problems
    return problem


def test_a_signature_is_checked_against_the_key_that_is_given(
    snapshot: Path, keys: Keys, tmp_path: Path
) -> None:
    other = tmp_path / "other.pem"
    new_key(tmp_path / "private.pem", other)
    problem = the_problem(verify(snapshot, public_key(other)))
    assert problem.code == "signed-by-another"
    signer = verify(snapshot, public_key(keys[1])).signed_by
    assert signer in problem.text.en
    assert signer in problem.text.vi


def test_a_snapshot_signed_anew_by_another_passes_only_where_no_key_is_given(
    snapshot: Path, tmp_path: Path, keys: Keys
) -> None:
    new_key(tmp_path / "private.pem", tmp_path / "other.pem")
    (snapshot / "signature.json").write_bytes(sign(sealed()["manifest.json"], tmp_path / "private.pem"))
    assert verify(snapshot).passed
    assert the_problem(verify(snapshot, public_key(keys[1]))).code == "signed-by-another"


def test_a_missing_signature_is_a_problem_where_a_key_is_given(snapshot: Path, keys: Keys) -> None:
    (snapshot / "signature.json").unlink()
    assert verify(snapshot).passed
    assert found(verify(snapshot, public_key(keys[1]))) == [("not-signed", "signature.json", 0)]


def test_the_signature_of_another_snapshot_is_wrong(snapshot: Path, keys: Keys) -> None:
    (snapshot / "signature.json").write_bytes(sign(b"another manifest", keys[0]))
    assert found(verify(snapshot)) == [("signature-wrong", "signature.json", 0)]


def test_without_the_package_a_signature_cannot_be_checked_and_says_what_to_install(
    snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "cryptography.exceptions", None)
    problem = the_problem(verify(snapshot))
    assert problem.code == "cannot-check-signature"
    assert "pip install '.[sign]'" in problem.text.en


@pytest.mark.parametrize(
    ("left", "right", "line"),
    [
        (b"a\nb\n", b"a\nb\n", 0),
        (b"a\nb\n", b"a\nc\n", 2),
        (b"a\n", b"a\nb\n", 2),
        (b"a", b"a\n", 1),
        (b"", b"a", 1),
    ],
)
def test_the_first_line_in_which_two_files_differ(left: bytes, right: bytes, line: int) -> None:
    assert first_difference(left, right) == line


def test_reading_a_snapshot_does_not_change_it(snapshot: Path) -> None:
    before = read_folder(snapshot)
    verify(snapshot)
    assert read_folder(snapshot) == before
