"""Pictures and data by the digest of what they are made of: made once, kept from one publication to the next."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from parindex.files import json_bytes, sha256, write_atomically
from parindex.reporting.charts import Chart, digest, draw, to_inline_svg, to_svg


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

    def pictures(self, chart: Chart, watermark: str = "") -> Pictures:
        """Return the pictures of a chart with a watermark ("" for none)."""
        if self.folder is None:
            return drawn(chart, watermark)
        key = sha256(f"{digest(chart)} {watermark}".encode())
        file = self.folder / key[:2] / f"{key}.json"
        try:
            return Pictures(**json.loads(file.read_bytes()))
        except (OSError, ValueError, TypeError):
            pictures = drawn(chart, watermark)
            write_atomically(file, json_bytes(asdict(pictures)))
            return pictures

    def files(self, key: str, make: Callable[[], Mapping[str, bytes]]) -> Mapping[str, bytes]:
        """Return files by path; `key` names all that they are made of ("" for what is not kept)."""
        if self.folder is None or not key:
            return make()
        file = self.folder / key[:2] / f"{key}.zip"
        try:
            with zipfile.ZipFile(file) as packed:
                return {name: packed.read(name) for name in packed.namelist()}
        except (OSError, zipfile.BadZipFile):
            made = make()
            write_atomically(file, _packed(made))
            return made


def _packed(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def drawn(chart: Chart, watermark: str = "") -> Pictures:
    """Return the pictures of a chart, drawn once for both."""
    drawing = draw(chart)
    return Pictures(
        to_inline_svg(chart, drawing, watermark), to_svg(chart, drawn=drawing, watermark=watermark)
    )
