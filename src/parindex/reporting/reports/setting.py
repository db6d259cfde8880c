"""What all reports share: by whom they are issued, what stands on every page, and what must be known before any figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from parindex.documents import Unfit
from parindex.language import Language, Text
from parindex.reporting.charts.chart import Chart
from parindex.reporting.document import words as any_words
from parindex.reporting.facts.of_round import RoundFacts
from parindex.reporting.facts.sentences_of_round import (
    caveat_sentences,
    further_sentences,
    headline,
    lead_sentences,
)
from parindex.reporting.office.blocks import Block, Heading, Item, Paragraph, Picture, Section
from parindex.reporting.office.document import OfficialDocument
from parindex.reporting.office.letterhead import Letterhead, head_of
from parindex.reporting.reports import words

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


@dataclass(frozen=True)
class Setting:
    """How reports are issued: by whom, and whether they are a preview for the owner to check."""

    letterhead: Letterhead = field(default_factory=Letterhead)
    is_preview: bool = False

    def document(
        self,
        facts: RoundFacts,
        language: Language,
        kind: Text,
        summary: str,
        sections: Sequence[Section],
        *,
        symbol: str = words.SYMBOLS["report"],
        unit: str = "",
    ) -> OfficialDocument:
        """Return a document of this office with what stands on every page."""
        return OfficialDocument(
            language,
            head_of(self.letterhead, unit, symbol, language),
            kind.to(language),
            summary,
            tuple(sections),
            label=label_of(facts, language),
            watermark=self.watermark(language),
        )

    def watermark(self, language: Language) -> str:
        """Return what stands across every page; empty where this is no preview."""
        return words.PREVIEW.to(language) if self.is_preview else ""


def label_of(facts: RoundFacts, language: Language) -> str:
    """Return what stands at the foot of every page of made-up figures; empty for others."""
    return any_words.TRAINING.to(language) if facts.is_synthetic else ""


def caveats(facts: RoundFacts, language: Language) -> Iterator[Block]:
    """Yield what has to be known before any figure: whose data these are, and what lacks or may still change."""
    status, *others = caveat_sentences(facts, language)
    yield Paragraph(status, "framed" if facts.is_synthetic else "quiet")
    for said in others:
        yield Paragraph(said, "quiet")
    if facts.framework.is_illustrative:
        yield Paragraph(words.ILLUSTRATIVE.to(language), "quiet")


def findings(facts: RoundFacts, language: Language) -> Iterator[Block]:
    """Yield what was found: the mean, the first and the last in a paragraph, then the rest in a list."""
    lead = lead_sentences(facts, language) or (f"{headline(facts, language)}.",)
    yield Paragraph(" ".join(lead))
    for line in further_sentences(facts, language):
        yield Item(line)


def sources(facts: RoundFacts, language: Language) -> Iterator[Block]:
    """Yield the documents that the figures of a round were read in."""
    for source in facts.info.sources:
        link = f", {source.link}" if source.link else ""
        said = words.SOURCE.to(language, source=f"{source.document.to(language)}{link}")
        yield Paragraph(said, "quiet")


def pictured(draw: Callable[[], Chart]) -> Iterator[Picture]:
    """Yield a chart, or nothing where there is nothing to draw."""
    with suppress(Unfit):
        yield Picture(draw())


class Numbered:
    """Headings of sections with Roman numbers."""

    def __init__(self, language: Language) -> None:
        self._language, self._last = language, 0

    def heading(self, title: Text) -> Heading:
        """Return the next heading."""
        self._last += 1
        return Heading(f"{_ROMAN[self._last - 1]}. {title.to(self._language)}")
