"""An official document: who issues it, what kind it is, and what it says, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parindex.language import Language, Text
from parindex.reporting.office.blocks import Block, Picture, Section, Table, cell_text
from parindex.reporting.office.letterhead import Head

TABLE = Text(vi="Bảng", en="Table")
PICTURE = Text(vi="Hình", en="Figure")


@dataclass(frozen=True)
class OfficialDocument:
    """A document in one language.

    Attributes
    ----------
    head : Head
    kind : str
        In capitals: BÁO CÁO.
    summary : str
        What it is about, below the kind.
    sections : tuple of Section
    label : str
        Stands at the foot of every page, where the data are made up; empty elsewhere.
    watermark : str
        Stands across every page of a preview; empty elsewhere.
    """

    language: Language
    head: Head
    kind: str
    summary: str
    sections: tuple[Section, ...]
    label: str = ""
    watermark: str = ""

    @property
    def title(self) -> str:
        """What the file is called in its properties."""
        return f"{self.kind.capitalize()}: {self.summary}"

    @property
    def blocks(self) -> Iterator[Block]:
        """All blocks in the order of reading."""
        for section in self.sections:
            yield from section.blocks

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables, numbered from one in this order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    def texts(self) -> Iterator[str]:
        """Yield every sentence and every cell in the order of reading, as both forms of the document have them."""
        head = self.head
        yield from (head.superior, head.agency, head.nation, head.motto, head.number, head.place_and_date)
        yield from (self.kind, self.summary)
        for caption, block in self.captioned():
            if isinstance(block, Table):
                yield caption
                yield from (column.title for column in block.columns)
                yield from (text for row in self.rows_of(block) for text in row if text)
            else:
                yield caption if isinstance(block, Picture) else block.text
        yield from (head.recipients_title, *head.recipients, *head.signature, head.signer)

    def captioned(self) -> Iterator[tuple[str, Block]]:
        """Yield every block, tables and pictures with their numbered captions ("Bảng 1. …"), others with none."""
        tables = pictures = 0
        for block in self.blocks:
            if isinstance(block, Table):
                tables += 1
                yield f"{TABLE.to(self.language)} {tables}. {block.caption}", block
            elif isinstance(block, Picture):
                pictures += 1
                yield f"{PICTURE.to(self.language)} {pictures}. {block.chart.title}", block
            else:
                yield "", block

    def rows_of(self, table: Table) -> Iterator[tuple[str, ...]]:
        """Yield the rows of a table as texts."""
        for row in table.rows:
            yield tuple(cell_text(cell, self.language) for cell in row)
