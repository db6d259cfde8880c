"""Verification of released microdata: every byte as it was sealed, and the public file as anonymous as it says."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from parindex.files import read_folder
from parindex.problems import Findings, Problem
from parindex.sealing import MANIFEST, check_files, manifest_in
from parindex.survey.responses.anonymity import is_anonymous
from parindex.survey.responses.release import FORMAT, MICRODATA


@dataclass(frozen=True)
class Verified:
    """What was found.

    Attributes
    ----------
    digest : str
        Of the whole, as its manifest gives it; empty if there is no readable manifest.
    files : int
        How many files were checked.
    kind : str
        ``release`` or ``public-use``.
    responses : int
    problems : tuple of Problem
        Empty if the folder is what was sealed.
    """

    digest: str
    files: int
    kind: str
    responses: int
    problems: tuple[Problem, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(folder: Path) -> Verified:
    """Verify a folder of released microdata."""
    findings = Findings(str(folder))
    files = read_folder(folder) if folder.is_dir() else {}
    content = manifest_in(files, findings, _is_sound)
    if content is None:
        return Verified("", len(files), "", 0, tuple(findings.problems))
    check_files(files, content, findings)
    if not findings.errors:
        _check_anonymity(files, content, findings)
    return Verified(
        content["digest"], len(files), content["kind"], content["responses"], tuple(findings.problems)
    )


def _is_sound(content: Mapping[str, Any]) -> bool:
    """Tell whether a manifest is that of microdata."""
    return (
        content["format"] == FORMAT
        and content["kind"] in {"release", "public-use"}
        and isinstance(content["responses"], int)
        and MICRODATA in content["files"]
    )


def _check_anonymity(files: Mapping[str, bytes], content: Mapping[str, Any], findings: Findings) -> None:
    """Note where a combination of quasi-identifiers is shared by fewer people than the manifest says."""
    if content["kind"] != "public-use":
        return
    names, k = content["quasi_identifiers"], content["k"]
    there = pl.read_parquet_schema(io.BytesIO(files[MICRODATA]))
    unknown = [name for name in names if name not in there]
    if unknown or not names:
        listed, columns = ", ".join(unknown) or "–", ", ".join(there)
        findings.add(
            "quasi-identifiers",
            f"Bản kê nêu cột nhận dạng không có trong dữ liệu, hoặc không nêu cột nào: {listed}; các cột đang có: {columns}.",
            f"The manifest names quasi-identifiers that the data do not have, or none: {listed}; there are: {columns}.",
            path=MANIFEST,
        )
        return
    people = pl.read_parquet(io.BytesIO(files[MICRODATA]), columns=names)
    if not is_anonymous(people, names, k):
        findings.add(
            "not-anonymous",
            f"Có tổ hợp giá trị ở ít hơn {k} người.",
            f"A combination of values is shared by fewer than {k} people.",
            path=MICRODATA,
        )
