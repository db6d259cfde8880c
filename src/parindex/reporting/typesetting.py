"""Typst: from a template and plain data to PDF/UA-1 and pictures; the same bytes for the same data on every machine.

Texts reach a template as data (``sys.inputs.data``), so none of them can be read as markup.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

import typst

from parindex.reporting.fonts import DOCUMENT, SCREEN

_NOT_DRAWN = re.compile(
    "[^\n -~\u00a0-\u024f\u0300-\u03ff\u1e00-\u1eff\u2000-\u200a\u2010-\u2027\u202f-\u2040\u2070-\u20bf\u2190-\u22ff\u25a0-\u25ff]"
)
"""Letters that are not known to be in Tinos or in the fonts that Typst brings; PDF/UA wants every letter drawn."""
_LONG_WORD = re.compile(r"\S{26,}")
_ADDRESS = re.compile(r"[!-~]*://[!-~]+")
"""Where to break this Typst knows itself, so nothing is put into it that would be copied along."""
_BETWEEN_LETTERS = re.compile("(?<=.)(?=[^\u0300-\u036f])")
"""Before every letter but the first; an accent that is a sign of its own stays with its letter."""
_ZERO_WIDTH_SPACE = "\u200b"
_SVG_WIDTH = re.compile(r'<svg[^>]*? width="([\d.]+)"')
_SVG_ALONE = (
    b"#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
    b'#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1pt)'
)
_POINTS_IN_AN_INCH = 72


def to_pdf(template: Traversable, data: Any) -> bytes:
    """Return the pages of a template filled with data as PDF/UA-1, tagged, with its faces inside."""
    return typst.compile(
        template.read_bytes(), format="pdf", pdf_standards="ua-1", timestamp=0, font_paths=_faces(),
        sys_inputs=_inputs(data),
    )  # fmt: skip


def to_pictures(template: Traversable, data: Any, dots_per_inch: float) -> list[bytes]:
    """Return the pages of a template filled with data as PNG."""
    made: Any = typst.compile(
        template.read_bytes(), format="png", ppi=dots_per_inch, font_paths=_faces(), sys_inputs=_inputs(data)
    )
    return made if isinstance(made, list) else [made]


def to_png(svg: str, scale: float) -> bytes:
    """Return an SVG, whose first tag has a width, as PNG so many times as large."""
    [width] = _SVG_WIDTH.findall(svg)
    return typst.compile(
        _SVG_ALONE, format="png", ppi=scale * _POINTS_IN_AN_INCH, font_paths=_faces(),
        sys_inputs={"svg": svg, "width": width},
    )  # fmt: skip


def drawable(text: str) -> str:
    """Return a text that the faces can draw: other letters as their number, invisible signs not at all.

    Signs that turn the direction of writing are among those left out: a name with one could make the text after it
    read otherwise.
    """
    return _NOT_DRAWN.sub(
        lambda found: "" if unicodedata.category(found[0]) in ("Cf", "Cc") else f"[U+{ord(found[0]):04X}]",
        text,
    )


def all_drawable(data: Any) -> Any:
    """Return data whose texts the faces can draw; see `drawable`."""
    return _each_text(data, drawable)


def no_word_too_long(data: Any) -> Any:
    """Return data in whose texts every word that is longer than a line may break; web addresses can be copied as they are."""
    return _each_text(data, lambda text: _LONG_WORD.sub(_in_letters, text))


def _in_letters(word: re.Match[str]) -> str:
    return word[0] if _ADDRESS.fullmatch(word[0]) else _BETWEEN_LETTERS.sub(_ZERO_WIDTH_SPACE, word[0])


def _each_text(data: Any, change: Callable[[str], str]) -> Any:
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {key: _each_text(value, change) for key, value in data.items()}
    return [_each_text(each, change) for each in data] if isinstance(data, list | tuple) else data


def _inputs(data: Any) -> dict[str, str]:
    return {"data": json.dumps(data, ensure_ascii=False)}


@cache
def _faces() -> typst.Fonts:
    """Return the faces that ship and those that Typst brings, whatever the machine has."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(DOCUMENT), str(SCREEN)]
    )
