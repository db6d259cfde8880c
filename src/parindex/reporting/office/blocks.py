"""What an official document is made of, beside the headings and paragraphs of every document."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from parindex.language import Language
from parindex.reporting.charts.chart import Chart
from parindex.reporting.document.blocks import Heading, Paragraph
from parindex.reporting.numbers import DASH, count, never_zero, signed

__all__ = [
    "Amount", "Block", "Cell", "Column", "Day", "Heading", "Item", "Kind", "Paragraph", "Picture", "Place", "Section",
    "Span", "Table",
]  # fmt: skip


@dataclass(frozen=True)
class Amount:
    """A number in a table: text on a page, a number in a spreadsheet.

    Attributes
    ----------
    value : Fraction, int or None
        None for what is not known; a dash stands for it.
    decimals : int
        So many places, rounded half-up.
    is_signed : bool
        Whether a rise has a plus.
    is_short : bool
        Whether zeros at the end are left out, as people write maxima.
    """

    value: Fraction | int | None
    decimals: int = 2
    is_signed: bool = False
    is_short: bool = False

    def text(self, language: Language) -> str:
        """Return the number as people write it."""
        if self.value is None:
            return DASH
        if not self.decimals and not self.is_signed:
            return count(self.value, language)
        if self.is_signed:
            return signed(self.value, language, self.decimals)
        text = never_zero(Fraction(self.value), language, self.decimals)
        return text.rstrip("0").rstrip(",.") if self.is_short else text


@dataclass(frozen=True)
class Place:
    """A place among so many; a number in a spreadsheet, so that it can be sorted."""

    value: int
    among: int

    def text(self, language: Language) -> str:
        """Return it as people write it: 14/63."""
        return f"{self.value}/{self.among}"


@dataclass(frozen=True)
class Span:
    """From one number to another; two columns in a spreadsheet where its column is one of spans."""

    lower: Amount
    upper: Amount

    def text(self, language: Language) -> str:
        """Return it as people write it: 73,0 – 98,8."""
        return f"{self.lower.text(language)} – {self.upper.text(language)}"


@dataclass(frozen=True)
class Day:
    """A day; a date in a spreadsheet."""

    value: datetime.date

    def text(self, language: Language) -> str:
        """Return it as people write it: 31/03/2026."""
        return day_text(self.value)


def day_text(day: datetime.date) -> str:
    """Return a day as it is written in either language: 31/03/2026."""
    return f"{day:%d/%m/%Y}"


Cell = str | Amount | Place | Span | Day
Kind = Literal["text", "number", "span", "code"]


def cell_text(cell: Cell, language: Language) -> str:
    """Return a cell as people read it."""
    return cell if isinstance(cell, str) else cell.text(language)


def lines_needed(text: str, letters: float) -> int:
    """Return over how many lines a text goes that has room for so many letters in each."""
    return len(textwrap.wrap(text, max(int(letters), 1))) or 1


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    width : int
        Its share of the width, in millimetres of a page that is wide enough for all columns.
    """

    title: str
    width: int
    kind: Kind = "text"


@dataclass(frozen=True)
class Table:
    """A numbered table with a caption and a row of headings, repeated on each page.

    Attributes
    ----------
    code : str
        Names its sheet in a spreadsheet; unique within a document.
    """

    code: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Item:
    """A line of a list."""

    text: str
    kind: Literal["item"] = "item"


@dataclass(frozen=True)
class Picture:
    """A numbered chart: its title stands below it, and its sentence is said to those who do not see it.

    It is drawn `CHART_WIDTH` wide at most.
    """

    chart: Chart


_MOST_WHOLE = 20
_LETTER = 2.0
"""Width of a letter in a table on average, in millimetres."""


def stays_whole(columns: Sequence[Column], texts: Sequence[str], width: float) -> bool:
    """Tell whether a row of a table of so many millimetres stands on one page.

    A higher one may go on over its end: kept whole, one higher than a page would lose what stands below.
    """
    total = sum(column.width for column in columns)
    room = [width * column.width / total / _LETTER for column in columns]
    return all(
        2 * len(text) <= _MOST_WHOLE * letters or lines_needed(text, letters) <= _MOST_WHOLE
        for text, letters in zip(texts, room, strict=True)
    )


Block = Heading | Paragraph | Item | Table | Picture
WIDTH = 165.0
"""What the margins leave of an upright page, in millimetres."""
LANDSCAPE_WIDTH = 252.0
"""That of a landscape page."""
_TALLEST = 185.0
_MM_IN_A_PIXEL = 0.29
"""The smallest letters of a chart, of 11 pixels, have 9 points then."""
CHART_WIDTH = WIDTH / _MM_IN_A_PIXEL
"""How wide a chart may be drawn to be as wide as an upright page, in pixels."""


def picture_width(width: float, height: float) -> float:
    """Return how wide a picture of so many pixels stands on an upright page, in millimetres, so that its caption fits."""
    return min(WIDTH, _TALLEST * width / height, _MM_IN_A_PIXEL * width)


SHORT_TABLE = 12
"""A table of so many rows at most stands on one page."""


@dataclass(frozen=True)
class Section:
    """Blocks on pages of one orientation.

    Attributes
    ----------
    annex : str
        Title of an annex, which stands after the signature with pages of its own; empty for what stands before it.
    """

    blocks: tuple[Block, ...]
    is_landscape: bool = False
    annex: str = ""
