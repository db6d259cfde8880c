"""Sealed folders: a manifest with the hash of every file, and one digest of the whole.

Nothing in a sealed folder is trusted: its manifest is checked first, then every file is hashed before it is read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from parindex.files import json_bytes, sha256
from parindex.problems import Findings

MANIFEST = "manifest.json"


def entries(files: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    """Return what a manifest says of each file: its size and its SHA-256."""
    return {name: {"bytes": len(data), "sha256": sha256(data)} for name, data in files.items()}


def digest(content: Mapping[str, Any]) -> str:
    """Return the digest of the whole: the SHA-256 of the manifest without its digest."""
    return sha256(json_bytes({key: value for key, value in content.items() if key != "digest"}))


def sealed(content: Mapping[str, Any], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files with the manifest that seals them.

    Parameters
    ----------
    content : Mapping
        What the manifest says beside the files and the digest; nothing of the day or the machine.
    files : Mapping of name to bytes
    """
    whole = {**content, "files": entries(files)}
    return {**files, MANIFEST: json_bytes({**whole, "digest": digest(whole)})}


def manifest_in(
    files: Mapping[str, bytes], findings: Findings, is_sound: Callable[[Mapping[str, Any]], bool]
) -> dict[str, Any] | None:
    """Return the manifest of a folder if it is in its form and its digest is right; else note what is wrong.

    Parameters
    ----------
    files : Mapping of name to bytes
        Everything in the folder.
    findings : Findings
    is_sound : callable
        Whether the manifest has what its format asks for; it may fail with a `KeyError`, `TypeError` or
        `ValueError` instead.
    """
    if MANIFEST not in files:
        findings.add(
            "manifest-missing",
            f"Không có {MANIFEST}; đây không phải bản niêm phong.",
            f"There is no {MANIFEST}; this is not a sealed folder.",
        )
        return None
    try:
        content = json.loads(files[MANIFEST])
        sound = json_bytes(content) == files[MANIFEST] and content["digest"] == digest(content)
        sound = sound and all(len(entry["sha256"]) == 64 for entry in content["files"].values())
        sound = sound and is_sound(content)
    except (ValueError, KeyError, TypeError, AttributeError):
        sound = False
    if not sound:
        findings.add(
            "manifest-changed",
            f"{MANIFEST} đã bị thay đổi: mã băm của nó không khớp.",
            f"{MANIFEST} was changed: its digest does not fit.",
            path=MANIFEST,
        )
        return None
    checked: dict[str, Any] = content
    return checked


def format_in(folder: Path) -> str:
    """Return which format the manifest of a folder claims; empty where there is none that can be read."""
    try:
        content = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return ""
    return str(content.get("format", "")) if isinstance(content, dict) else ""


def check_files(
    files: Mapping[str, bytes], content: Mapping[str, Any], findings: Findings, beside: Collection[str] = ()
) -> None:
    """Note every file that is missing, was changed, or was added; those `beside` the seal may be there."""
    listed = content["files"]
    for name, entry in listed.items():
        if name not in files:
            findings.add("file-missing", "Thiếu tệp này.", "This file is missing.", path=name)
        elif sha256(files[name]) != entry["sha256"]:
            findings.add(
                "file-changed",
                "Tệp đã bị thay đổi sau khi niêm phong.",
                "This file was changed after sealing.",
                path=name,
            )
    for name in sorted(set(files) - set(listed) - {MANIFEST, *beside}):
        findings.add(
            "file-added", "Tệp không có trong bản niêm phong.", "This file was not sealed.", path=name
        )
