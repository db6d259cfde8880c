"""The picture that stands beside a link to the site where people share it: what the site is called, and by whom it is made."""

from __future__ import annotations

from html import escape

from parindex.language import LANGUAGES, Language
from parindex.reporting.charts.chart import harmless
from parindex.reporting.charts.lettering import FACE, in_lines
from parindex.reporting.typesetting import to_png
from parindex.site.addresses import ASSETS
from parindex.site.info import SiteInfo

WIDTH, HEIGHT = 600, 315
MARGIN = 40
TITLE, SMALL = 40, 16
"""Sizes of letters."""

LINES = 4
CARD = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="{face}">'
    '<rect width="100%" height="100%" fill="#0b3a6e"/>'
    '<path transform="translate(36 36) scale(1.5)" d="M5 26h22M8 26v-8h4v8M14 26V12h4v14M20 26V6h4v20" fill="none" '
    'stroke="#fff" stroke-width="2" stroke-linecap="square"/>{texts}</svg>'
)
TEXT = '<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="#fff">{words}</text>'


def card_of(language: Language) -> str:
    """Return the file of the picture in a language, from the root of the site."""
    return f"{ASSETS}share-{language}.png"


def sharing_files(info: SiteInfo) -> dict[str, bytes]:
    """Return the pictures of both languages, 1200 × 630 pixels, by path."""
    return {card_of(language): to_png(_card(info, language), 2) for language in LANGUAGES}


def _card(info: SiteInfo, language: Language) -> str:
    room = WIDTH - 2 * MARGIN
    title = in_lines(info.title.to(language), room, TITLE, bold=True, most=LINES)
    by = in_lines(info.publisher.to(language), room, SMALL, most=1)
    first = HEIGHT - MARGIN - 1.2 * TITLE * len(title)
    texts = [_text(line, first + 1.2 * TITLE * number, TITLE, 600) for number, line in enumerate(title)]
    texts += [_text(line, HEIGHT - MARGIN, SMALL, 400) for line in by]
    return CARD.format(width=WIDTH, height=HEIGHT, face=FACE, texts="".join(texts))


def _text(words: str, y: float, size: int, weight: int) -> str:
    return TEXT.format(x=MARGIN, y=y, size=size, weight=weight, words=escape(harmless(words)))
