"""What an edition consists of: one line a kind of page, then the files of open data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from parindex.language import LANGUAGES, Language
from parindex.site import data as open_data
from parindex.site.edition import Edition
from parindex.site.narration import has_narration, narration_files, narration_key
from parindex.site.page import Page
from parindex.site.pages import (
    about_site,
    area,
    change,
    compare,
    criterion,
    data,
    home,
    lost,
    method,
    programme,
    ranking,
    releases,
    satisfaction,
    unit,
)
from parindex.site.series import Programme, PublishedRound


@dataclass(frozen=True)
class Files:
    """Files that are no page, by path from the root of the site; `key` names all that they are made of ("" if unkept)."""

    key: str
    make: Callable[[], Mapping[str, bytes]]


Job = Callable[[], Page | Files]
"""Makes a page, or says how to make files."""


def plan(edition: Edition) -> tuple[Job, ...]:
    """Return what makes each page and file, in an order that is always the same."""
    in_languages = (job for language in LANGUAGES for job in _in_language(edition, language))
    return (*_of_data(edition), partial(about_site.not_found, "vi"), *in_languages)


def _of_data(edition: Edition) -> Iterator[Job]:
    yield partial(Files, "", partial(open_data.shared_files, edition))
    for owner in edition.programmes:
        for round_ in owner.rounds:
            for release in round_.releases:
                key = open_data.release_key(edition, round_, release)
                yield partial(Files, key, partial(open_data.release_files, edition, round_, release))


def _in_language(edition: Edition, language: Language) -> Iterator[Job]:
    yield from _of_site(edition, language)
    for each in edition.programmes:
        yield partial(programme.page, each, language)
        for round_ in each.rounds:
            yield from _of_round(edition, each, round_, language)


def _of_site(edition: Edition, language: Language) -> Iterator[Job]:
    yield partial(home.page, edition, language)
    yield partial(method.site, edition, language)
    yield partial(data.site, edition, language)
    yield partial(releases.site, edition, language)
    yield partial(satisfaction.page, edition, language)
    for report in edition.surveys:
        yield partial(satisfaction.survey, edition, report, language)
    yield partial(about_site.directory, edition, language)
    yield partial(about_site.accessibility, edition, language)
    yield partial(about_site.about, edition, language)
    yield partial(about_site.gallery, language)


def _of_round(
    edition: Edition, owner: Programme, round_: PublishedRound, language: Language
) -> Iterator[Job]:
    yield partial(ranking.page, edition, owner, round_, language)
    yield partial(method.page, round_, language)
    yield partial(data.page, edition, round_, language)
    yield partial(releases.page, round_, language)
    for number in range(len(round_.releases)):
        yield partial(releases.one, round_, number, language)
    if round_.has_change:
        yield partial(change.page, owner, round_, language)
    if round_.has_parts:
        yield from _of_parts(round_, language)
    if has_narration(edition, owner, round_):
        yield partial(_narration, round_, language)
    for result in round_.told:
        yield partial(unit.page, edition, owner, round_, result.unit.code, language)


def _narration(round_: PublishedRound, language: Language) -> Files:
    return Files(narration_key(round_, language), partial(narration_files, round_, language))


def _of_parts(round_: PublishedRound, language: Language) -> Iterator[Job]:
    if round_.has_components:
        yield partial(lost.page, round_, language)
        yield partial(compare.page, round_, language)
    for placed in round_.framework.nodes:
        kind = criterion if placed.depth else area
        yield partial(kind.page, round_, placed.node.code, language)
