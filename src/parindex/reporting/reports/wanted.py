"""Which reports there are, in which formats, and what their files are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parindex.language import Language

Kind = Literal["results", "press", "infographic", "unit"]
Format = Literal["pdf", "docx", "xlsx", "png"]
FORMATS: dict[Kind, tuple[Format, ...]] = {
    "results": ("pdf", "docx", "xlsx"),
    "press": ("pdf", "docx", "xlsx"),
    "infographic": ("pdf", "png"),
    "unit": ("pdf", "docx", "xlsx"),
}
"""The formats of each kind."""


@dataclass(frozen=True)
class Wanted:
    """A report that is wanted, in some formats of one language.

    Attributes
    ----------
    unit : str
        Code of the unit, for a report of a unit.
    """

    kind: Kind
    formats: tuple[Format, ...]
    language: Language
    unit: str = ""

    def name(self, format_: Format, is_preview: bool = False) -> str:
        """Return the name of a file: ``unit-lang-son-vi.pdf``; that of a preview says so: ``press-vi-preview.pdf``."""
        parts = (self.kind, self.unit.replace("@", "-"), self.language, "preview" if is_preview else "")
        return f"{'-'.join(filter(None, parts))}.{format_}"
