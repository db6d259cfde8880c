"""`Chart`: a finding in words, its numbers as a table, and a Vega-Lite spec that draws them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from parindex.language import Language
from parindex.rounds.model import DataStatus

Cell = str | int | Decimal | None
"""A text, a whole number (a rank, a count), a number rounded as it is printed, or what is not known."""

WIDE = 720
"""Width of a chart on a page, in CSS pixels."""

NARROW = 340
"""Width of a chart on a phone."""


_NOT_LETTERS = {"Cc", "Cf", "Cn", "Co", "Cs"}
"""Categories of Unicode: control, format, unassigned, private, surrogate."""


def harmless(text: str) -> str:
    """Return a text without the signs that are not letters: control signs, and those that turn the direction of writing.

    A name with one of these could break a picture (a control sign stops the drawing program altogether), or make the
    text after it read otherwise.
    """
    if text.isprintable() and "  " not in text:
        return text.strip()
    spaced = re.sub(r"[\t\n\r ]+", " ", text)
    kept = (letter for letter in spaced if unicodedata.category(letter) not in _NOT_LETTERS)
    return "".join(kept).strip()


@dataclass(frozen=True)
class ChartTable:
    """The numbers of a chart; None for what is not known. Texts are made `harmless` on their way in."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", tuple(map(harmless, self.columns)))
        rows = (tuple(harmless(c) if isinstance(c, str) else c for c in row) for row in self.rows)
        object.__setattr__(self, "rows", tuple(rows))


@dataclass(frozen=True)
class Chart:
    """A chart in one language. Its texts are made `harmless` on their way in.

    Attributes
    ----------
    code : str
        Stable and readable, also the name of its files: ``ranking``, ``lost-points-lang-son``.
    title : str
        Says the finding.
    sentence : str
        The finding in one sentence with its numbers, which stand in the table.
    table : ChartTable
        The same data.
    source : str
        Where they come from.
    status : {"official", "published", "training"}
        Training data say so in the picture.
    spec : Mapping
        Vega-Lite with its data inside; colours are named as `colours.colour` says.
    notes : tuple of str
        What must be known to read the picture; drawn below it.
    description : str
        All that the picture shows, in words, for those who do not see it and have no table beside it.
    """

    code: str
    language: Language
    title: str
    sentence: str
    table: ChartTable
    source: str
    status: DataStatus
    spec: Mapping[str, Any]
    notes: tuple[str, ...] = ()
    description: str = ""

    def __post_init__(self) -> None:
        for name in ("title", "sentence", "source", "description"):
            object.__setattr__(self, name, harmless(getattr(self, name)))
        object.__setattr__(self, "notes", tuple(map(harmless, self.notes)))

    @property
    def alternative(self) -> str:
        """What is said in place of the picture."""
        return f"{self.sentence} {self.description}".rstrip()
