"""The home page: every programme with its latest result, what is real and what is training told apart."""

from __future__ import annotations

from dataclasses import dataclass

from parindex.language import Language
from parindex.reporting.facts.sentences_of_round import headline
from parindex.rounds.model import DataStatus
from parindex.site.addresses import HOME
from parindex.site.edition import Edition
from parindex.site.page import Link, Page
from parindex.site.pages.framing import Figure, Year, programme_link, years
from parindex.site.pages.ranking import key_figures
from parindex.site.series import Programme

FIGURES = 3


@dataclass(frozen=True)
class Entry:
    """A programme on the home page."""

    programme: Link
    latest: Link
    status: DataStatus
    headline: str
    figures: tuple[Figure, ...]
    years: tuple[Year, ...]


@dataclass(frozen=True)
class Content:
    """What the home page shows."""

    lead: str
    real: tuple[Entry, ...]
    training: tuple[Entry, ...]
    has_satisfaction: bool


def page(edition: Edition, language: Language) -> Page:
    """Return the home page."""
    entries = tuple(_entry(programme, language) for programme in edition.programmes)
    lead = edition.info.lead.to(language)
    return Page(
        kind="home",
        language=language,
        address=HOME,
        title=edition.info.title.to(language),
        description=lead,
        content=Content(
            lead=lead,
            real=tuple(entry for entry in entries if entry.status != "training"),
            training=tuple(entry for entry in entries if entry.status == "training"),
            has_satisfaction=edition.has_satisfaction,
        ),
    )


def _entry(programme: Programme, language: Language) -> Entry:
    latest = programme.latest
    return Entry(
        programme=programme_link(programme, language),
        latest=Link(latest.title.to(language), latest.address.to(language)),
        status=programme.status,
        headline=headline(latest.current.facts, language),
        figures=tuple(key_figures(latest.current.facts, language))[:FIGURES],
        years=years(programme, language),
    )
