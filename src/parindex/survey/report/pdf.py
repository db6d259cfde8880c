"""A document as PDF, by Typst: tagged, with embedded fonts, the same bytes for the same document."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import typst

from parindex.survey.report.blocks import Document

_NO_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Signs that turn the direction of writing: a name with one could make the text after it read otherwise."""


def to_pdf(document: Document) -> bytes:
    """Return a document as PDF/UA-1.

    Texts reach the template as data, so none of them can be read as markup.
    """
    return typst.compile(
        _template(), format="pdf", pdf_standards="ua-1", timestamp=0, ignore_system_fonts=True,
        sys_inputs=_inputs(document),
    )  # fmt: skip


def to_pictures(document: Document, dots_per_inch: float = 80) -> list[bytes]:
    """Return the pages of a document as PNG."""
    made: Any = typst.compile(
        _template(), format="png", ppi=dots_per_inch, ignore_system_fonts=True, sys_inputs=_inputs(document)
    )
    return made if isinstance(made, list) else [made]


def _template() -> bytes:
    return files("parindex.survey.report").joinpath("template.typ").read_bytes()


def _inputs(document: Document) -> dict[str, str]:
    return {"document": json.dumps(document.plain(), ensure_ascii=False).translate(_NO_TURNS)}
