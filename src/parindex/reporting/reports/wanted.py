"""Which reports there are, in which formats, and what their files are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parindex.language import Language
from parindex.rounds import Stage

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
    stage : str
        The stage that the figures stop at, where that is not the last.
    """

    kind: Kind
    formats: tuple[Format, ...]
    language: Language
    unit: str = ""
    stage: Stage | None = None

    def name(self, format_: Format, is_preview: bool = False) -> str:
        """Return the name of a file: ``unit-lang-son-vi.pdf``; a stage and a preview say so: ``press-self-vi-preview.pdf``."""
        unit, stage = self.unit.replace("@", "-"), (self.stage or "").replace("_", "-")
        parts = (self.kind, unit, stage, self.language, "preview" if is_preview else "")
        return f"{'-'.join(filter(None, parts))}.{format_}"
