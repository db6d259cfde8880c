"""How wide a text is in the face of the charts, so that it can be broken into lines or cut before it is drawn."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from itertools import accumulate

from parindex.reporting.charts.chart import harmless
from parindex.reporting.fonts import SCREEN

FAMILY = "Be Vietnam Pro"
FACE = f"{FAMILY}, sans-serif"
SIZE = 12
"""Size of the labels of a chart, in pixels."""

BOLD = 600
_UNKNOWN_LETTER = 1000


def width_of(text: str, size: float = SIZE, bold: bool = False) -> float:
    """Return the width of a text in pixels."""
    advances = _advances("SemiBold" if bold else "Regular")
    return sum(advances.get(letter, _UNKNOWN_LETTER) for letter in text) * size / 1000


@cache
def _advances(style: str) -> dict[str, int]:
    file = SCREEN / f"BeVietnamPro-{style}.json"
    found: dict[str, int] = json.loads(file.read_text(encoding="utf-8"))
    return found


def widest(texts: Iterable[str], size: float = SIZE, bold: bool = False) -> float:
    """Return the width of the widest of some texts, zero for none."""
    return max((width_of(text, size, bold) for text in texts), default=0.0)


def fitted(text: str, room: float, size: float = SIZE, bold: bool = False) -> str:
    """Return a text as far as there is room for it, ended by "…" where it is cut."""
    text = harmless(text)
    if width_of(text, size, bold) <= room:
        return text
    ends = accumulate(width_of(letter, size, bold) for letter in text)
    left = room - width_of("…", size, bold)
    return text[: sum(end <= left for end in ends)].rstrip() + "…"


def in_lines(text: str, room: float, size: float = SIZE, bold: bool = False, most: int = 12) -> list[str]:
    """Return a text broken between words into lines that fit; the last of the most lines is cut."""
    lines: list[str] = []
    for word in harmless(text).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [fitted(line, room, size, bold) for line in lines]
