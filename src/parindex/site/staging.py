"""A site takes its place whole or not at all, and only the place of another site."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from parindex.problems import Findings

MARK = "parindex-site.json"
"""Stands at the root of a site, so that nothing else is ever replaced by one."""


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Give a folder to write a site into; it takes its place when all is written, and is gone if that fails.

    Parameters
    ----------
    folder : Path
        A new or empty folder, or one with a site.

    Raises
    ------
    Invalid
        There is something in the folder that is no site.
    """
    _refuse_other(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        yield beside
        beside.chmod(0o755)
        take_place(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder by path."""
    for path, content in files.items():
        target = folder.joinpath(*path.split("/"))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def take_place(finished: Path, folder: Path) -> None:
    """Put a finished folder where the old one is; the old one goes last, and comes back if that fails."""
    if not folder.exists():
        finished.replace(folder)
        return
    old = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.old."))
    try:
        folder.replace(old)
        finished.replace(folder)
    except BaseException:
        if folder.exists():
            old.rmdir()
        else:
            old.replace(folder)
        raise
    shutil.rmtree(old)


def _refuse_other(folder: Path) -> None:
    if not folder.exists() or (folder.is_dir() and (not any(folder.iterdir()) or (folder / MARK).is_file())):
        return
    findings = Findings(str(folder))
    findings.add(
        "not-a-site",
        "Ở đây có nội dung khác, không phải trang do parindex dựng; hãy chọn thư mục khác.",
        "There is something else here, not a site made by parindex; choose another folder.",
    )
    findings.raise_if_any()
