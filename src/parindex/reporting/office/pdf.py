"""An official document as PDF: PDF/UA-1, tagged, faces embedded, the same bytes for the same document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib.resources import files
from itertools import count, groupby
from typing import Any

from parindex.reporting import typesetting
from parindex.reporting.charts.render import to_svg
from parindex.reporting.office.blocks import (
    LANDSCAPE_WIDTH,
    SHORT_TABLE,
    WIDTH,
    Block,
    Item,
    Picture,
    Table,
    picture_width,
    stays_whole,
)
from parindex.reporting.office.document import PICTURE, TABLE, OfficialDocument, signed_with
from parindex.reporting.typesetting import all_drawable, no_word_too_long

_TEMPLATE = files("parindex.reporting.office") / "official.typ"
_SIZE = re.compile(r'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"')


def to_pdf(document: OfficialDocument) -> bytes:
    """Return a document as PDF/UA-1."""
    return typesetting.to_pdf(_TEMPLATE, _plain(document))


def to_pictures(document: OfficialDocument, dots_per_inch: float = 80) -> list[bytes]:
    """Return the pages of a document as PNG."""
    return typesetting.to_pictures(_TEMPLATE, _plain(document), dots_per_inch)


def _plain(document: OfficialDocument) -> dict[str, Any]:
    """Return a document as the template takes it: blocks, and apart from these the pictures that they number."""
    numbers = count()
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
        "short_table": SHORT_TABLE,
        "signed_section": document.signed_section,
        "sections": [_section(document, position, numbers) for position in range(len(document.sections))],
    }
    pictures = [_picture(block) for block in document.blocks if isinstance(block, Picture)]
    return {**no_word_too_long(all_drawable(data)), "pictures": all_drawable(pictures)}


def _section(document: OfficialDocument, position: int, numbers: Iterator[int]) -> dict[str, Any]:
    section, annex = document.sections[position], document.annex_head(position)
    signed = signed_with(section.blocks) if position == document.signed_section else 0
    kept = len(section.blocks) - signed
    blocks = [
        {**block, "is_signed": is_signed}
        for is_signed, some in ((False, section.blocks[:kept]), (True, section.blocks[kept:]))
        for block in _blocks(document, some, numbers, LANDSCAPE_WIDTH if section.is_landscape else WIDTH)
    ]
    return {
        "is_landscape": section.is_landscape,
        "annex": None if annex is None else asdict(annex),
        "blocks": blocks,
    }


def _blocks(
    document: OfficialDocument, blocks: Sequence[Block], numbers: Iterator[int], width: float
) -> Iterator[dict[str, Any]]:
    """Yield blocks, items that follow each other as one list."""
    for is_list, group in groupby(blocks, lambda block: isinstance(block, Item)):
        if is_list:
            yield {"kind": "items", "texts": [block.text for block in group if isinstance(block, Item)]}
        else:
            yield from (_block(document, block, numbers, width) for block in group)


def _picture(block: Picture) -> dict[str, Any]:
    svg = to_svg(block.chart, alone=False)
    width, height = (float(size) for size in _SIZE.findall(svg)[0])
    return {"svg": svg, "width": picture_width(width, height)}


def _block(document: OfficialDocument, block: Block, numbers: Iterator[int], width: float) -> dict[str, Any]:
    if isinstance(block, Picture):
        chart = block.chart
        return {
            "kind": "picture", "number": next(numbers), "caption": chart.title, "alternative": chart.alternative,
        }  # fmt: skip
    if not isinstance(block, Table):
        return asdict(block)
    return {
        "kind": "table",
        "caption": block.caption,
        "columns": [asdict(column) for column in block.columns],
        "rows": [
            {"texts": texts, "is_whole": stays_whole(block.columns, texts, width)}
            for texts in document.rows_of(block)
        ],
    }
