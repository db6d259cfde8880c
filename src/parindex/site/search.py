"""What can be searched for: one small file a language, read by the browser when someone starts to type."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from parindex.language import LANGUAGES, Language, alphabetical
from parindex.site.addresses import ASSETS, site_page
from parindex.site.edition import Edition
from parindex.site.menu import pages_of
from parindex.site.pages.tree import node_link
from parindex.site.rendering import harmless
from parindex.site.series import Programme
from parindex.site.survey_data import address_of


@dataclass(frozen=True)
class Entry:
    """Something to find: its name, what stands beside it, its page from the root of the site.

    Attributes
    ----------
    known_as : str
        What else it may be looked for by.
    pages : Mapping of year to str
        Of what has a page for each year; `to` is the last of them.
    """

    name: str
    also: str
    to: str
    known_as: str = ""
    pages: Mapping[int, str] = field(default_factory=dict)

    def written(self) -> dict[str, object]:
        """Return what the browser reads, without what is empty."""
        found = {
            "name": harmless(self.name),
            "also": harmless(self.also),
            "to": self.to,
            "known": self.known_as,
            "year": max(self.pages, default=None),
            "pages": self.pages,
        }
        return {name: value for name, value in found.items() if value or name == "also"}


def index_files(edition: Edition) -> dict[str, bytes]:
    """Return the index of each language by path."""
    return {f"{ASSETS}search-{language}.json": _written(edition, language) for language in LANGUAGES}


def _written(edition: Edition, language: Language) -> bytes:
    entries = [entry.written() for entry in entries_of(edition, language)]
    return json.dumps(entries, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def entries_of(edition: Edition, language: Language) -> tuple[Entry, ...]:
    """Return everything that can be found: pages of the site, rounds, units, criteria."""
    return (
        *(
            Entry(text.to(language), "", site_page(kind).to(language))
            for kind, text in pages_of(edition).items()
        ),
        *_of_surveys(edition, language),
        *(entry for programme in edition.programmes for entry in _of_programme(edition, programme, language)),
    )


def _of_surveys(edition: Edition, language: Language) -> Iterator[Entry]:
    """Yield published series and surveys; a series may be as widely known by its short form: SIPAS."""
    page = site_page("satisfaction")
    for series in edition.satisfaction:
        yield Entry(series.info.title.to(language), "", page.to(language))
    for report in edition.surveys:
        yield Entry(report.survey.title.to(language), "", address_of(report).to(language))


def _of_programme(edition: Edition, programme: Programme, language: Language) -> Iterator[Entry]:
    title = programme.info.title.to(language)
    yield Entry(title, "", programme.address.to(language))
    for round_ in reversed(programme.rounds):
        yield Entry(f"{title} {round_.year}", "", round_.address.to(language))
    yield from units_of(edition, programme, language)
    latest = programme.latest
    if latest.has_parts:
        for placed in latest.framework.nodes:
            name, also = placed.name(language), f"{title} {latest.year}"
            yield Entry(name, also, node_link(latest, placed, language))


def units_of(edition: Edition, programme: Programme, language: Language) -> tuple[Entry, ...]:
    """Return the units of a programme, each with its page of every round in which anything is known of it; by alphabet."""
    names: dict[str, str] = {}
    pages: dict[str, dict[int, str]] = {}
    for round_ in reversed(programme.rounds):
        for result in round_.told:
            code = result.unit.code
            names.setdefault(code, result.unit.name.to(language))
            pages.setdefault(code, {})[round_.year] = round_.page("unit", code).to(language)
    title = programme.info.title.to(language)
    entries = (
        Entry(name, title, pages[code][max(pages[code])], edition.info.short_forms(code), pages[code])
        for code, name in names.items()
    )
    return tuple(sorted(entries, key=lambda entry: (alphabetical(entry.name), entry.to)))
