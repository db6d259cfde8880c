"""What a document is made of: headings, sentences, charts of intervals, tables. Plain values; the template draws them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Heading:
    """The title of a section."""

    text: str
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a quiet one explains."""

    text: str
    quiet: bool = False
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Bar:
    """A row of a chart: a dot within a bar. Positions are None where nothing is shown."""

    name: str
    text: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    marked: bool = False


@dataclass(frozen=True)
class Chart:
    """Dots and bars on one axis, row by row, each with its figures in words.

    Attributes
    ----------
    title, alternative : str
        The second says in a sentence what is drawn, for those who do not see it.
    low, high : float
        Ends of the axis.
    ticks : tuple of (position, label)
    reference : float or None
        Where an upright line stands.
    """

    title: str
    alternative: str
    name_heading: str
    text_heading: str
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    rows: tuple[Bar, ...]
    reference: float | None = None
    kind: Literal["chart"] = "chart"


@dataclass(frozen=True)
class Table:
    """A table; the first column is text, the others are numbers."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: Literal["table"] = "table"


Block = Heading | Paragraph | Chart | Table


@dataclass(frozen=True)
class Document:
    """A document in one language.

    Attributes
    ----------
    warning : str
        Stands on every page, where the data are made up.
    """

    language: str
    title: str
    subtitle: str
    warning: str
    page: str
    blocks: tuple[Block, ...] = field(default=())

    def plain(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)
