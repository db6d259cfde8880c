"""Pictures by the digest of what they show: drawn once, kept from one publication to the next."""

from __future__ import annotations

import json
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
    """A folder of pictures; without one, each is drawn anew.

    A file that is damaged is drawn anew too. Two processes may draw one picture at once: they write the same bytes.
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


def drawn(chart: Chart, watermark: str = "") -> Pictures:
    """Return the pictures of a chart, drawn once for both."""
    drawing = draw(chart)
    return Pictures(
        to_inline_svg(chart, drawing, watermark), to_svg(chart, drawn=drawing, watermark=watermark)
    )
