"""What an edition consists of: one line a kind of page, then the files of open data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from parindex.language import LANGUAGES, Language
from parindex.site import data as open_data
from parindex.site import ingredients
from parindex.site.edition import Edition
from parindex.site.narration import has_narration, narration_files
from parindex.site.page import Page
from parindex.site.pages import (
    about_site,
    answers,
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
from parindex.site.survey_data import sources_of, survey_files

Made = Page | Mapping[str, bytes]
"""A page, or files that are none by path from the root of the site."""


@dataclass(frozen=True)
class Job:
    """Makes a page or files.

    Attributes
    ----------
    make : callable
    made_of : callable, optional
        Tells all that comes into it besides the code and what all pages share; None for what is made anew each time.
    """

    make: Callable[[], Made]
    made_of: Callable[[], object] | None = None


def plan(edition: Edition) -> tuple[Job, ...]:
    """Return what makes each page and file, in an order that is always the same."""
    in_languages = (job for language in LANGUAGES for job in _in_language(edition, language))
    return (*_of_data(edition), Job(partial(about_site.not_found, "vi")), *in_languages)


def _of_data(edition: Edition) -> Iterator[Job]:
    yield Job(partial(open_data.shared_files, edition))
    for owner in edition.programmes:
        for round_ in owner.rounds:
            for release in round_.releases:
                yield Job(
                    partial(open_data.release_files, edition, round_, release),
                    partial(ingredients.of_data, edition, round_, release),
                )
    for source in sources_of(edition):
        yield Job(
            partial(survey_files, edition, source), partial(ingredients.of_survey_data, edition, source)
        )


def _in_language(edition: Edition, language: Language) -> Iterator[Job]:
    yield from map(Job, _of_site(edition, language))
    for each in edition.programmes:
        yield Job(partial(programme.page, each, language))
        for round_ in each.rounds:
            yield from _of_round(edition, each, round_, language)


def _of_site(edition: Edition, language: Language) -> Iterator[Callable[[], Page]]:
    yield partial(home.page, edition, language)
    yield partial(method.site, edition, language)
    yield partial(data.site, edition, language)
    yield partial(releases.site, edition, language)
    if edition.has_satisfaction:
        yield partial(satisfaction.page, edition, language)
    for report in edition.surveys:
        yield partial(satisfaction.survey, edition, report, language)
        if report.answers is not None:
            yield partial(answers.page, report, language)
    yield partial(about_site.directory, edition, language)
    yield partial(about_site.accessibility, edition, language)
    yield partial(about_site.about, edition, language)
    yield partial(about_site.gallery, language)


def _of_round(
    edition: Edition, owner: Programme, round_: PublishedRound, language: Language
) -> Iterator[Job]:
    for name, make in _pages(edition, owner, round_, language):
        yield Job(make, partial(ingredients.of_page, edition, owner, round_, name, language))
    if has_narration(edition, round_):
        yield Job(
            partial(narration_files, round_, language),
            partial(ingredients.of_narration, round_, language),
        )
    for placed in round_.framework.nodes if round_.has_parts else ():
        kind, code = criterion if placed.depth else area, placed.node.code
        yield Job(
            partial(kind.page, round_, code, language),
            partial(ingredients.of_node, owner, round_, code, language),
        )
    for result in round_.told:
        code = result.unit.code
        yield Job(
            partial(unit.page, edition, owner, round_, code, language),
            partial(ingredients.of_unit, edition, owner, round_, code, language),
        )


Named = tuple[str, Callable[[], Page]]
"""What makes a page of a round, and its name within the round."""


def _pages(edition: Edition, owner: Programme, round_: PublishedRound, language: Language) -> Iterator[Named]:
    """Yield the pages of a round but those of its units, areas and criteria."""
    yield "ranking", partial(ranking.page, edition, owner, round_, language)
    makers = {
        "lost": partial(lost.page, round_, language),
        "change": partial(change.page, owner, round_, language),
        "compare": partial(compare.page, round_, language),
        "method": partial(method.page, round_, language),
        "data": partial(data.page, edition, round_, language),
        "releases": partial(releases.page, edition, round_, language),
    }
    for kind in round_.parts:
        yield kind, makers[kind]
    for number in range(len(round_.releases)):
        yield f"release {number}", partial(releases.one, edition, round_, number, language)
