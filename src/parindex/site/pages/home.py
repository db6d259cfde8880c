"""The home page: every programme with its latest result, what is real and what is training told apart."""

from __future__ import annotations

from dataclasses import dataclass

from parindex.language import Language
from parindex.reporting.facts.sentences_of_round import headline
from parindex.rounds.model import DataStatus
from parindex.site.addresses import HOME, site_page
from parindex.site.edition import Edition
from parindex.site.page import Link, Page
from parindex.site.pages.framing import Figure, Year, programme_link, years
from parindex.site.pages.ranking import key_figures
from parindex.site.pictures import of_series
from parindex.site.series import Programme
from parindex.site.survey_data import address_of, names_of
from parindex.survey.publication import Publication
from parindex.survey.series import Series

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
class Said:
    """A survey of satisfaction, or what was printed over the years, on the home page."""

    title: str
    to: str
    status: DataStatus
    finding: str
    """Empty where the page behind it says what was found, each figure with its interval."""


@dataclass(frozen=True)
class Content:
    """What the home page shows."""

    lead: str
    real: tuple[Entry, ...]
    training: tuple[Entry, ...]
    satisfaction: tuple[Said, ...]
    statuses: tuple[DataStatus, ...]


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
            satisfaction=(
                *(_series(edition, each, language) for each in edition.satisfaction),
                *(_survey(each, language) for each in edition.surveys),
            ),
            statuses=edition.statuses,
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


def _series(edition: Edition, series: Series, language: Language) -> Said:
    """Return a series with the finding of its chart, if anything is known of all units together."""
    charts = of_series(series, names_of(edition), language)
    return Said(
        title=series.info.title.to(language),
        to=site_page("satisfaction").to(language),
        status=series.info.data_status,
        finding=charts[0].chart.title if charts else "",
    )


def _survey(report: Publication, language: Language) -> Said:
    survey = report.survey
    return Said(survey.title.to(language), address_of(report).to(language), survey.data_status, "")
