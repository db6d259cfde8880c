"""A hand-written way of scoring in pieces: headings first, then items with points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NoReturn

from parindex.framework.annex.lines import NUMBER, has_bullet, number_of, without_bullet
from parindex.language import Language, Text

RATE = r"t[ỷỉ] lệ[^:;×*]*?"

_FULL = r"(?:(?:đạt|được)\s+)?(?P<full>(?:số )?điểm (?:tối đa|chuẩn)|maximum points)"
_WITH_COLON = re.compile(
    rf"(?P<title>.+?)\s*[:=→]\s*(?:(?P<points>{NUMBER})\s*(?:điểm|đ|points?)?|{_FULL})", re.IGNORECASE
)
_WITH_WORD = re.compile(
    r"(?P<title>.+?[^\s\d:=→,(-])[\s,]*(?:\s-\s*|\(|\s(?:thì\s+)?(?:được|đạt|chấm|tính|cho)\s+)"
    rf"(?P<points>{NUMBER})\s*(?:điểm|points?)\)?(?P<full>)",
    re.IGNORECASE,
)
_DEDUCTED = re.compile(
    r"(?:cứ\s+|nếu\s+)?(?:mỗi|một|1|01)\s+(?P<title>.+?),?\s+(?:(?:thì|sẽ|bị)\s+)*trừ\s+"
    rf"(?P<points>{NUMBER})\s*(?:điểm|đ)",
    re.IGNORECASE,
)
_DEDUCTED_FIRST = re.compile(
    rf"(?:bị\s+)?trừ\s+(?P<points>{NUMBER})\s*(?:điểm|đ)\s*(?:(?:cho|đối với)\s+mỗi|mỗi|/)\s*(?P<title>.+)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"(?:[\d.;]|điểm|điểm tối đa|điểm chuẩn|points?)$", re.IGNORECASE)
_PER_EVENT = re.compile(r"(?:mỗi|cứ)\s", re.IGNORECASE)
_SENTENCE_END = re.compile(r"\.\s+(?=[A-ZĐÁÂÊÔƠƯ])")


class Unread(Exception):
    """A text that cannot be read, and why."""

    def __init__(self, vi: str, en: str) -> None:
        self.text = Text(vi=vi, en=en)
        super().__init__(en)


@dataclass(frozen=True)
class Item:
    """A piece that is worth points; `deducted` where they are taken."""

    title: str
    points: Decimal
    deducted: bool = False


def refuse(piece: str) -> NoReturn:
    """Say that a piece is none of the things that are read."""
    raise Unread(
        f"“{piece}” không phải là mức, khoảng giá trị hay điểm trừ kèm số điểm rõ ràng.",
        f'"{piece}" is no level, band or deduction with clear points.',
    )


def pieces_of(text: str) -> list[str]:
    """Return the lines of a text, parted at semicolons and ends of sentences, without bullets.

    A line that wraps is one piece, and so is a title with a semicolon in it.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and has_bullet(lines[-1]) and not has_bullet(line) and not _ENDS.search(lines[-1]):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    sentences = [sentence for line in lines for sentence in _SENTENCE_END.split(line)]
    return [without_bullet(part) for sentence in sentences for part in _between_semicolons(sentence)]


def _between_semicolons(sentence: str) -> list[str]:
    parts: list[str] = []
    for part in filter(None, (part.strip(" .,;") for part in sentence.split(";"))):
        if parts and not re.search(r"\d|:$", parts[-1]) and not _ENDS.search(parts[-1]):
            parts[-1] += f"; {part}"
        else:
            parts.append(part)
    return parts


def item_of(piece: str, language: Language, maximum: Decimal | None) -> Item | None:
    """Return a piece as an item with points, or None if it has none; refuse points that are in doubt."""
    deducted = _DEDUCTED.fullmatch(piece) or _DEDUCTED_FIRST.fullmatch(piece)
    match = deducted or _WITH_COLON.fullmatch(piece) or _WITH_WORD.fullmatch(piece)
    if match is None:
        return None
    if not deducted and _PER_EVENT.match(match["title"]):
        refuse(piece)  # points for each time, of which the rest of the text may set no limit
    full = not deducted and match["full"]
    points = maximum if full else number_of(match["points"], language)
    if points is None or points < 0:
        refuse(piece)
    return Item(match["title"].strip(), points, deducted is not None)
