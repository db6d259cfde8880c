"""A snapshot: results, everything they came from, and a manifest with the hash of every file.

A published result never changes. A correction is a new snapshot that names the one it replaces and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import parindex
from parindex.files import write_folder
from parindex.results.algorithms import CURRENT
from parindex.results.signature import SIGNATURE, sign
from parindex.results.tables import core
from parindex.rounds.write import to_files
from parindex.scoring import Results
from parindex.sealing import MANIFEST, sealed

FORMAT = "parindex-snapshot/1"
INPUTS = "inputs/"
RESULTS = "results/"


@dataclass(frozen=True)
class Correction:
    """What a snapshot replaces, and why."""

    digest: str
    reason: str


def seal(results: Results, replaces: Correction | None = None) -> dict[str, bytes]:
    """Return the files of a snapshot by name, its manifest among them.

    Parameters
    ----------
    results : Results
        What to seal.
    replaces : Correction, optional
        The snapshot that this one corrects.

    Notes
    -----
    No date and nothing of the machine goes in: the same results give the same bytes.
    """
    files = {INPUTS + name: data for name, data in to_files(results.round).items()}
    files |= {RESULTS + name: data for name, data in core(results).items()}
    content = about(results)
    if replaces is not None:
        content["replaces"] = {"digest": replaces.digest, "reason": replaces.reason}
    return sealed(content, files)


def about(results: Results) -> dict[str, Any]:
    """Return what the manifest of a snapshot says beside its files: what it is and how it was made."""
    info = results.round.info
    return {
        "format": FORMAT,
        "round": info.code,
        "title": info.title.model_dump(),
        "year": info.year,
        "kind": info.kind,
        "data_status": info.data_status,
        "stage": results.scores.stage,
        "provisional": results.is_provisional,
        "framework": {"code": results.framework.code, "version": results.framework.version},
        "engine": {"name": "parindex", "version": parindex.__version__, "algorithm": CURRENT},
    }


def write_snapshot(files: Mapping[str, bytes], folder: Path, key: Path | None = None) -> None:
    """Write a sealed snapshot into a new folder, signed if a private key is given.

    Parameters
    ----------
    files : Mapping of name to bytes
        From `seal`.
    folder : Path
        Must not exist or be empty: a snapshot is never overwritten.
    key : Path, optional
        PEM file with an Ed25519 private key.

    Raises
    ------
    FileExistsError
        There is something in the folder.
    """
    signed = dict(files)
    if key is not None:
        signed[SIGNATURE] = sign(files[MANIFEST], key)
    write_folder(folder, signed)
