"""A document as PDF, by Typst: tagged, with embedded fonts, the same bytes for the same document."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from parindex.files import json_bytes
from parindex.reporting.document.blocks import Document
from parindex.reporting.fonts import DOCUMENT

_NOT_DRAWN = re.compile(
    "[^\n -~\u00a0-\u024f\u0300-\u03ff\u1e00-\u1eff\u2000-\u200a\u2010-\u2027\u202f-\u2040\u2070-\u20bf\u2190-\u22ff\u25a0-\u25ff]"
)
"""Letters that are not known to be in Tinos or in the fonts that Typst brings; PDF/UA wants every letter drawn."""


def to_pdf(document: Document) -> bytes:
    """Return a document as PDF/UA-1.

    Texts reach the template as data, so none of them can be read as markup.
    """
    return typst.compile(
        _template(), format="pdf", pdf_standards="ua-1", timestamp=0, font_paths=faces(),
        sys_inputs=_inputs(document),
    )  # fmt: skip


def to_pictures(document: Document, dots_per_inch: float = 80) -> list[bytes]:
    """Return the pages of a document as PNG."""
    made: Any = typst.compile(
        _template(), format="png", ppi=dots_per_inch, font_paths=faces(), sys_inputs=_inputs(document),
    )  # fmt: skip
    return made if isinstance(made, list) else [made]


def drawable(text: str) -> str:
    """Return a text that the fonts can draw: other letters as their number, invisible signs not at all.

    Signs that turn the direction of writing are among those left out: a name with one could make the text after it
    read otherwise.
    """
    return _NOT_DRAWN.sub(
        lambda found: "" if unicodedata.category(found[0]) in ("Cf", "Cc") else f"[U+{ord(found[0]):04X}]",
        text,
    )


@cache
def faces() -> typst.Fonts:
    """Return the faces that documents may use: those that ship and those that Typst brings, whatever the machine has."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(DOCUMENT)])


def _template() -> bytes:
    return files("parindex.reporting.document").joinpath("template.typ").read_bytes()


def _inputs(document: Document) -> dict[str, str]:
    return {"document": json_bytes(all_drawable(document.plain())).decode("utf-8")}


def all_drawable(data: Any) -> Any:
    """Return data whose texts the fonts can draw; see `drawable`."""
    if isinstance(data, str):
        return drawable(data)
    if isinstance(data, dict):
        return {key: all_drawable(value) for key, value in data.items()}
    return [all_drawable(each) for each in data] if isinstance(data, list | tuple) else data
