"""What a document is made of: headings, sentences, charts of intervals, tables. Plain values; the template draws them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Heading:
    """The title of a section."""

    text: str
    level: Literal[2, 3] = 2
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a quiet one explains, a framed one sums up."""

    text: str
    look: Literal["plain", "quiet", "framed"] = "plain"
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Commands:
    """Lines to type into a terminal."""

    lines: tuple[str, ...]
    kind: Literal["commands"] = "commands"


@dataclass(frozen=True)
class Mark:
    """A dot within a bar, and what it says in words. Positions are None where nothing is drawn."""

    text: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    is_marked: bool = False
    """Whether the dot is hollow: to be read with care."""


@dataclass(frozen=True)
class Row:
    """A row of a chart: one mark for each panel."""

    name: str
    marks: tuple[Mark, ...]
    is_strong: bool = False


@dataclass(frozen=True)
class Panel:
    """An axis on which marks stand.

    Attributes
    ----------
    text_heading : str
        Of the words beside the marks.
    alternative : str
        A sentence for those who do not see what is drawn.
    low, high : float
        Ends of the axis.
    ticks : tuple of (position, label)
    reference : float or None
        Where an upright line stands.
    """

    text_heading: str
    alternative: str
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    reference: float | None = None


@dataclass(frozen=True)
class Chart:
    """Dots and bars, row by row, on one axis or on several side by side, each with its figures in words."""

    title: str
    name_heading: str
    panels: tuple[Panel, ...]
    rows: tuple[Row, ...]
    kind: Literal["chart"] = "chart"


Body = Literal["numbers", "text", "codes"]


@dataclass(frozen=True)
class Table:
    """A table; the first column is text, what the others are `body` says."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    body: Body = "numbers"
    kind: Literal["table"] = "table"


Block = Heading | Paragraph | Commands | Chart | Table


@dataclass(frozen=True)
class Document:
    """A document in one language.

    Attributes
    ----------
    warning : str
        Stands on every page, where the data are made up.
    page : str
        The word before a page's number.
    """

    language: str
    title: str
    subtitle: str
    warning: str
    page: str
    blocks: tuple[Block, ...]

    def plain(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)
