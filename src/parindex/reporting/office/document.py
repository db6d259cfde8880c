"""An official document: who issues it, what kind it is, and what it says, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from parindex.language import Language, Text
from parindex.reporting.office.blocks import (
    SHORT_TABLE,
    Block,
    Item,
    Paragraph,
    Picture,
    Section,
    Table,
    cell_text,
)
from parindex.reporting.office.letterhead import Head

TABLE = Text(vi="Bảng", en="Table")
PICTURE = Text(vi="Hình", en="Figure")
ANNEX = Text(vi="Phụ lục", en="Annex")
ENCLOSED = Text(vi="(Kèm theo {kind} {reference})", en="(Enclosed with {kind} {reference})")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


@dataclass(frozen=True)
class AnnexHead:
    """What stands at the top of an annex: its name, its title, and to what it belongs."""

    name: str
    title: str
    reference: str


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
        Annexes, which follow the signature, come last.
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
        """What the file is called in its properties; of a preview it says so, for the sign across a page is not read."""
        return f"{self.kind.capitalize()}: {self.summary}" + (
            f" ({self.watermark})" if self.watermark else ""
        )

    @property
    def blocks(self) -> Iterator[Block]:
        """All blocks in the order of reading."""
        for section in self.sections:
            yield from section.blocks

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables, numbered from one in this order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def signed_section(self) -> int:
        """Which section the signature ends: the last one that is no annex."""
        return sum(not section.annex for section in self.sections) - 1

    def annex_head(self, position: int) -> AnnexHead | None:
        """Return the head of the section in a position, if it is an annex; several are numbered, one is not."""
        section, number = self.sections[position], position - self.signed_section
        if not section.annex:
            return None
        is_alone = len(self.sections) - self.signed_section == 2
        word = ANNEX.to(self.language)
        reference = ENCLOSED.to(self.language, kind=self.kind.capitalize(), reference=self.head.reference)
        return AnnexHead(word if is_alone else f"{word} {ROMAN[number - 1]}", section.annex, reference)

    def texts(self) -> Iterator[str]:
        """Yield every sentence and every cell in the order of reading, as both forms of the document have them."""
        head = self.head
        yield from filter(None, (head.superior, head.agency, head.nation, head.motto))
        yield from (head.number, head.place_and_date, self.kind, self.summary)
        if head.addressed:
            yield from (head.addressed_title, *head.addressed)
        captioned = self.captioned()
        for position, section in enumerate(self.sections):
            if annex := self.annex_head(position):
                yield from (annex.name, annex.title, annex.reference)
            for caption, block in islice(captioned, len(section.blocks)):
                yield from self._texts_of(caption, block)
            if position == self.signed_section:
                yield from (head.recipients_title, *head.recipients, *head.signature, head.signer)

    def _texts_of(self, caption: str, block: Block) -> Iterator[str]:
        if isinstance(block, Table):
            yield caption
            yield from (column.title for column in block.columns)
            yield from (text for row in self.rows_of(block) for text in row if text)
        else:
            yield caption if isinstance(block, Picture) else block.text

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


def signed_with(blocks: Sequence[Block]) -> int:
    """Return how many of the last blocks go with the signature, which never stands alone on a page, nor with one line.

    The last paragraph or item and the one before it do, or a short table with what stands below it.
    """
    many = 0
    for block in reversed(blocks):
        is_short = isinstance(block, Table) and len(block.rows) <= SHORT_TABLE
        if many == 2 or not (is_short or isinstance(block, Paragraph | Item)):
            break
        many += 1
        if is_short:
            break
    return many
