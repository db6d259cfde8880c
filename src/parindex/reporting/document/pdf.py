"""A document as PDF: tagged, with embedded fonts, the same bytes for the same document."""

from __future__ import annotations

from importlib.resources import files

from parindex.reporting import typesetting
from parindex.reporting.document.blocks import Document

_TEMPLATE = files("parindex.reporting.document") / "template.typ"


def to_pdf(document: Document) -> bytes:
    """Return a document as PDF/UA-1."""
    return typesetting.to_pdf(_TEMPLATE, typesetting.all_drawable(document.plain()))
