"""What stands around the content of the pages of a round: where they are, and what their figures are worth."""

from __future__ import annotations

from dataclasses import dataclass

from parindex.language import Language, Text
from parindex.rounds.model import DataStatus
from parindex.site.addresses import HOME, of_programme
from parindex.site.menu import START
from parindex.site.page import Link, Standing
from parindex.site.releases import Release
from parindex.site.series import Programme, PublishedRound

YEAR = Text(vi="Năm {year}", en="{year}")


@dataclass(frozen=True)
class Figure:
    """A number with its name, as text, and what must be said of it."""

    name: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Year:
    """A round in a list of years."""

    year: int
    to: str
    status: DataStatus


def start(language: Language) -> Link:
    """Return the link to the home page."""
    return Link(START.to(language), HOME.to(language))


def programme_link(programme: Programme | PublishedRound, language: Language) -> Link:
    """Return the link to the page of a programme."""
    info = programme.info if isinstance(programme, Programme) else programme.programme
    return Link(info.title.to(language), of_programme(info).to(language))


def round_link(round_: PublishedRound, language: Language) -> Link:
    """Return the link to the ranking of a round, named by its year."""
    return Link(YEAR.to(language, year=round_.year), round_.address.to(language))


def trail(round_: PublishedRound, language: Language) -> tuple[Link, ...]:
    """Return the way from the home page to the ranking of a round, itself included."""
    return start(language), programme_link(round_, language), round_link(round_, language)


def release_link(round_: PublishedRound, release: Release, language: Language) -> Link:
    """Return the link to the page of a release."""
    return Link(release.number, round_.page("releases", release.number).to(language))


def standing(round_: PublishedRound, language: Language, release: Release | None = None) -> Standing:
    """Return what a reader must know before the figures of a round, or of one of its old releases."""
    shown = release or round_.current
    return Standing(
        status=shown.round.info.data_status,
        is_provisional=shown.results.is_provisional,
        is_partial=not shown.results.is_complete,
        release=release_link(round_, shown, language),
        newer=None if shown is round_.current else release_link(round_, round_.current, language),
        correction=shown.sealed.reason,
    )


def years(programme: Programme, language: Language) -> tuple[Year, ...]:
    """Return the rounds of a programme for a list of years, the latest first."""
    return tuple(
        Year(round_.year, round_.address.to(language), round_.status) for round_ in reversed(programme.rounds)
    )
