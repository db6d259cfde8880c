"""What was made, kept by the digest of what it is made of, from one publication to the next."""

from __future__ import annotations

import io
import os
import time
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from parindex.files import sha256, write_atomically
from parindex.reporting.charts import Chart, digest, draw, to_inline_svg, to_svg

UNUSED = timedelta(days=60)
"""What no publication has used for so long is forgotten."""

INLINE, ALONE = "inline.svg", "alone.svg"


@dataclass(frozen=True)
class Pictures:
    """A chart for a page, and as a file that stands alone."""

    inline: str
    alone: str


@dataclass(frozen=True)
class Cache:
    """A folder of what was made; without one, everything is made anew.

    A file that is damaged is made anew too. Two processes may make one thing at once: they write the same bytes.
    """

    folder: Path | None = None

    def has(self, key: str) -> bool:
        """Return whether something is kept under a key; it may be damaged."""
        return self.folder is not None and bool(key) and _file(self.folder, key).is_file()

    def files(self, key: str) -> Mapping[str, bytes] | None:
        """Return the files kept under a key, by path; None where there are none."""
        if self.folder is None or not key:
            return None
        file = _file(self.folder, key)
        try:
            with zipfile.ZipFile(file) as packed:
                found = {name: packed.read(name) for name in packed.namelist()}
            os.utime(file)
        except (OSError, zipfile.BadZipFile, zlib.error):
            return None
        return found

    def keep(self, key: str, files: Mapping[str, bytes]) -> None:
        """Keep files under a key that names all that they are made of; under an empty one they are not kept."""
        if self.folder is not None and key:
            write_atomically(_file(self.folder, key), _packed(files))

    def pictures(self, chart: Chart, watermark: str = "") -> Pictures:
        """Return the pictures of a chart with a watermark ("" for none)."""
        key = sha256(f"{digest(chart)} {watermark}".encode())
        kept = self.files(key)
        if kept is not None:
            return Pictures(kept[INLINE].decode("utf-8"), kept[ALONE].decode("utf-8"))
        pictures = drawn(chart, watermark)
        self.keep(key, {INLINE: pictures.inline.encode("utf-8"), ALONE: pictures.alone.encode("utf-8")})
        return pictures

    def forget(self, unused: timedelta = UNUSED) -> None:
        """Remove what no publication has used for so long."""
        if self.folder is None:
            return
        oldest = time.time() - unused.total_seconds()
        for file in self.folder.glob("??/*"):
            if file.stat().st_mtime < oldest:
                file.unlink()


def _file(folder: Path, key: str) -> Path:
    return folder / key[:2] / f"{key}.zip"


def _packed(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return stream.getvalue()


def drawn(chart: Chart, watermark: str = "") -> Pictures:
    """Return the pictures of a chart, drawn once for both."""
    drawing = draw(chart)
    return Pictures(
        to_inline_svg(chart, drawing, watermark), to_svg(chart, drawn=drawing, watermark=watermark)
    )
