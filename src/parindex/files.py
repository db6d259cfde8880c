"""Files that are written whole or not at all, and bytes that are the same on every machine."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

NO_TIME = datetime(1980, 1, 1)
"""Stands wherever a format asks when a file was written: the earliest time that a ZIP can hold."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so is a formula to a spreadsheet."""

TEXT_STAYS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
"""How every workbook is written: no text becomes a formula, a number or a link, whoever typed it."""


def no_formula(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def write_atomically(path: Path, data: bytes | Iterable[bytes], mode: int = 0o644) -> None:
    """Write a file so that it is either the old one or the new one, never half of it.

    The bytes go to a temporary file beside the target, which then takes its name.

    Parameters
    ----------
    path : Path
    data : bytes, or bytes piece by piece
    mode : int
        Permissions of the file; 0o600 where only its owner may read it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.writelines([data] if isinstance(data, bytes) else data)
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_folder(folder: Path, files: Mapping[str, bytes | Path], mode: int = 0o755) -> None:
    """Write a folder of files so that it appears complete or not at all.

    Parameters
    ----------
    folder : Path
        Must not exist, or be empty; an existing result is never overwritten.
    files : Mapping of relative path (with ``/``) to bytes, or to a file to copy
    mode : int
        Permissions of the folder; 0o700 where only its owner may look inside.

    Raises
    ------
    FileExistsError
        The folder has something in it.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        for name, data in files.items():
            target = temporary.joinpath(*name.split("/"))
            target.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(data, Path):
                shutil.copyfile(data, target)
            else:
                target.write_bytes(data)
        temporary.chmod(mode)
        if folder.exists():
            folder.rmdir()
        Path(temporary).replace(folder)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def write_into(folder: Path, files: Mapping[str, bytes], gone: Iterable[str] = ()) -> None:
    """Write files into a folder: all of them or, if that fails, none; other files there stay.

    Everything is written beside its target first, which then takes its name.

    Parameters
    ----------
    folder : Path
        Made where it is missing.
    files : Mapping of name to bytes
    gone : iterable of str
        Names of files that go, where they are there.

    Raises
    ------
    OSError
        A file cannot be written; the folder is as it was.
    """
    gone = tuple(gone)
    for name in (*files, *gone):
        if (folder / name).is_dir():
            raise IsADirectoryError(f"{folder / name} is a folder")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".") as beside:
        for name, content in files.items():
            Path(beside, name).write_bytes(content)
        for name in files:
            Path(beside, name).replace(folder / name)
    for name in gone:
        (folder / name).unlink(missing_ok=True)


def read_folder(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its relative path with ``/``, in sorted order."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal, without holding it in memory."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sha256_of_code(*packages: Path) -> str:
    """Return the SHA-256 of every file of packages in hexadecimal, compiled ones apart."""
    found = sorted(
        (path.relative_to(package.parent).as_posix(), sha256_of(path))
        for package in packages
        for path in package.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    )
    return sha256(repr(found).encode())


def json_bytes(data: Any) -> bytes:
    """Return JSON in one fixed form: sorted keys, two spaces, UTF-8, a final newline."""
    return (json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8")


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP in one fixed form: the files in the order given, as anyone may read them, at no time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, NO_TIME.timetuple()[:6])
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def unzipped(archive: bytes) -> dict[str, bytes]:
    """Return the files in a ZIP by name, in its order."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return CSV in one fixed form: comma, quotes where needed, LF, UTF-8; None is an empty cell."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8")
