"""An official document as PDF, by Typst: PDF/UA-1, tagged, faces embedded, the same bytes for the same document."""

from __future__ import annotations

import re
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from parindex.files import json_bytes
from parindex.reporting.charts.render import to_svg
from parindex.reporting.document.pdf import all_drawable
from parindex.reporting.fonts import DOCUMENT, SCREEN
from parindex.reporting.office.blocks import Block, Picture, Table, picture_width
from parindex.reporting.office.document import PICTURE, TABLE, OfficialDocument


def to_pdf(document: OfficialDocument) -> bytes:
    """Return a document as PDF/UA-1; its texts reach the template as data, so none of them can be read as markup."""
    return typst.compile(
        _template(), format="pdf", pdf_standards="ua-1", timestamp=0, font_paths=faces(),
        sys_inputs=_inputs(document),
    )  # fmt: skip


def to_pictures(document: OfficialDocument, dots_per_inch: float = 80) -> list[bytes]:
    """Return the pages of a document as PNG."""
    made: Any = typst.compile(
        _template(), format="png", ppi=dots_per_inch, font_paths=faces(), sys_inputs=_inputs(document)
    )
    return made if isinstance(made, list) else [made]


@cache
def faces() -> typst.Fonts:
    """Return the faces of documents, and those of the charts in them, whatever the machine has."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(DOCUMENT), str(SCREEN)]
    )


def _template() -> bytes:
    return files("parindex.reporting.office").joinpath("official.typ").read_bytes()


def _inputs(document: OfficialDocument) -> dict[str, str]:
    data = {
        "language": document.language,
        "title": document.title,
        "head": asdict(document.head),
        "kind": document.kind,
        "summary": document.summary,
        "label": document.label,
        "watermark": document.watermark,
        "table_word": TABLE.to(document.language),
        "picture_word": PICTURE.to(document.language),
        "sections": [
            {
                "is_landscape": section.is_landscape,
                "blocks": [_plain(document, block) for block in section.blocks],
            }
            for section in document.sections
        ],
    }
    return {"document": json_bytes(all_drawable(data)).decode("utf-8")}


_SIZE = re.compile(r'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"')


def _picture(block: Picture) -> dict[str, Any]:
    svg = to_svg(block.chart)
    width, height = (float(size) for size in _SIZE.findall(svg)[0])
    return {
        "kind": "picture",
        "caption": block.chart.title,
        "alternative": block.chart.sentence,
        "svg": svg,
        "width": picture_width(width, height),
    }


def _plain(document: OfficialDocument, block: Block) -> dict[str, Any]:
    if isinstance(block, Picture):
        return _picture(block)
    if not isinstance(block, Table):
        return asdict(block)
    return {
        "kind": "table",
        "caption": block.caption,
        "columns": [asdict(column) for column in block.columns],
        "rows": list(document.rows_of(block)),
    }
