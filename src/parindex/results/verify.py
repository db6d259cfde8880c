"""Verification: every byte as it was sealed, and the results once more from the inputs.

Nothing in a snapshot is trusted: files are hashed before they are read, and only the files that a
manifest may name are opened.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from parindex.documents import Unfit
from parindex.files import read_folder, write_folder
from parindex.problems import Findings, Invalid, Problem
from parindex.results.algorithms import ALGORITHMS, RELEASES
from parindex.results.signature import SIGNATURE, fingerprint, signer
from parindex.results.snapshot import INPUTS, RESULTS, about
from parindex.results.tables import core
from parindex.rounds import RoundData, read
from parindex.rounds.model import STAGE_ORDER
from parindex.scoring import Results
from parindex.sealing import MANIFEST, check_files, manifest_in


@dataclass(frozen=True)
class Verification:
    """What was found.

    Attributes
    ----------
    digest : str
        Digest of the snapshot as its manifest gives it; empty if there is no readable manifest.
    files : int
        How many files were checked.
    signed_by : str
        Fingerprint of the key that signed; empty where there is no valid signature.
    problems : tuple of Problem
        Empty if the snapshot is what was sealed.
    results : Results, optional
        As computed again; None where they were not, or do not agree.
    """

    digest: str
    files: int
    signed_by: str
    problems: tuple[Problem, ...]
    results: Results | None = field(default=None, compare=False)

    @property
    def recomputed(self) -> bool:
        """Whether the results were computed again and agree."""
        return self.results is not None

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    def sound(self) -> Results:
        """Return the results of a snapshot that is what was sealed.

        Raises
        ------
        Invalid
            It is not; nothing of it is to be used.
        """
        if self.results is None or not self.passed:
            raise Invalid(self.problems)
        return self.results


def verify(folder: Path, key: str | None = None) -> Verification:
    """Verify a snapshot folder.

    Parameters
    ----------
    folder : Path
        The snapshot.
    key : str, optional
        Public key (hexadecimal) that must have signed it. Without it a signature is checked against the
        key that the snapshot itself names, whose fingerprint is for the reader to compare.
    """
    findings = Findings(str(folder))
    files = read_folder(folder) if folder.is_dir() else {}
    content = manifest_in(files, findings, _is_sound)
    if content is None:
        return Verification("", len(files), "", tuple(findings.problems))
    check_files(files, content, findings, {SIGNATURE})
    signed_by = _check_signature(files, key, findings)
    results = None if findings.errors else _recompute(files, content, findings)
    return Verification(content["digest"], len(files), signed_by, tuple(findings.problems), results)


def load_inputs(files: Mapping[str, bytes]) -> RoundData:
    """Return the round sealed in a snapshot; raise `Invalid` if its inputs do not read."""
    inputs = {name.removeprefix(INPUTS): data for name, data in files.items() if name.startswith(INPUTS)}
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory) / "inputs"
        write_folder(folder, inputs)
        try:
            return read(folder)
        except Invalid as invalid:
            raise Invalid(_in_snapshot(problem, folder) for problem in invalid.problems) from None


def _in_snapshot(problem: Problem, folder: Path) -> Problem:
    """Return a problem of the inputs at its place in the snapshot."""
    name = INPUTS + Path(problem.place.file).relative_to(folder).as_posix()
    return replace(problem, place=replace(problem.place, file=name))


def _is_sound(content: Mapping[str, Any]) -> bool:
    """Tell whether a manifest has what verification needs."""
    return isinstance(content["engine"]["algorithm"], int) and content["stage"] in STAGE_ORDER


def _check_signature(files: Mapping[str, bytes], key: str | None, findings: Findings) -> str:
    """Return the fingerprint of the signer, empty if there is none."""
    if SIGNATURE not in files:
        if key is not None:
            findings.add(
                "not-signed", "Bản kết quả không có chữ ký.", "The snapshot is not signed.", path=SIGNATURE
            )
        return ""
    try:
        public = signer(files[MANIFEST], files[SIGNATURE])
    except Unfit as unfit:
        findings.add("signature-wrong", unfit.text.vi, unfit.text.en, path=SIGNATURE)
        return ""
    except ImportError:
        findings.add(
            "cannot-check-signature",
            "Cần gói cryptography để kiểm tra chữ ký; trong thư mục mã nguồn parindex, chạy: pip install '.[sign]'.",
            "The package cryptography is needed to check the signature; in the folder with the source of parindex run: pip install '.[sign]'.",
            path=SIGNATURE,
        )
        return ""
    if key is not None and public != key:
        findings.add(
            "signed-by-another",
            f"Người ký có khoá {fingerprint(public)}, không phải {fingerprint(key)}.",
            f"It was signed with the key {fingerprint(public)}, not {fingerprint(key)}.",
            path=SIGNATURE,
        )
    return fingerprint(public)


def _recompute(files: Mapping[str, bytes], content: Mapping[str, Any], findings: Findings) -> Results | None:
    """Return the results from the inputs inside if they are those that were sealed, byte for byte."""
    algorithm = content["engine"]["algorithm"]
    if algorithm not in ALGORITHMS:
        release = RELEASES.get(algorithm, content["engine"].get("version", "?"))
        findings.add(
            "algorithm-elsewhere",
            f"Bản này dùng thuật toán {algorithm}; hãy kiểm tra bằng parindex {release}.",
            f"It was made by algorithm {algorithm}; verify it with parindex {release}.",
            path=MANIFEST,
        )
        return None
    try:
        results = ALGORITHMS[algorithm](load_inputs(files), content["stage"])
    except Invalid as invalid:
        findings.problems.extend(invalid.problems)
        return None
    _compare_manifest(content, about(results), findings)
    again = {RESULTS + name: data for name, data in core(results).items()}
    for name in sorted({*again, *(name for name in files if name.startswith(RESULTS))}):
        sealed, computed = files.get(name, b""), again.get(name, b"")
        if sealed != computed:
            findings.add(
                "result-differs",
                "Tính lại từ số liệu gốc cho kết quả khác ở dòng này.",
                "Computing it again from the inputs gives something else at this line.",
                line=first_difference(sealed, computed),
                path=name,
            )
    return None if findings.errors else results


def _compare_manifest(content: Mapping[str, Any], again: Mapping[str, Any], findings: Findings) -> None:
    """Note what the manifest says of the round, its framework and its results that the inputs do not."""
    for name in sorted(set(again) - {"engine"}):
        if content.get(name) != again[name]:
            findings.add(
                "manifest-differs",
                f"{MANIFEST} ghi “{name}” khác với số liệu gốc.",
                f'What {MANIFEST} says of "{name}" is not what the inputs say.',
                path=MANIFEST,
            )


def first_difference(left: bytes, right: bytes) -> int:
    """Return the first line (from 1) in which two files differ."""
    pairs = zip_longest(left.splitlines(keepends=True), right.splitlines(keepends=True))
    return next((line for line, (a, b) in enumerate(pairs, start=1) if a != b), 0)
