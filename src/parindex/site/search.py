"""What can be searched for: one small file a language, read by the browser when someone starts to type."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from parindex.language import LANGUAGES, Language, plain
from parindex.site.addresses import ASSETS, site_page
from parindex.site.edition import Edition
from parindex.site.menu import SITE_PAGES
from parindex.site.pages.tree import node_link
from parindex.site.rendering import harmless
from parindex.site.series import Programme


@dataclass(frozen=True)
class Entry:
    """Something to find: its name, what else it is known by, its page from the root of the site."""

    name: str
    also: str
    to: str


def index_files(edition: Edition) -> dict[str, bytes]:
    """Return the index of each language by path."""
    return {f"{ASSETS}search-{language}.json": _written(edition, language) for language in LANGUAGES}


def _written(edition: Edition, language: Language) -> bytes:
    entries = [
        {"name": harmless(entry.name), "also": harmless(entry.also), "to": entry.to}
        for entry in entries_of(edition, language)
    ]
    return json.dumps(entries, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def entries_of(edition: Edition, language: Language) -> tuple[Entry, ...]:
    """Return everything that can be found: pages of the site, rounds, units, criteria."""
    return (
        *(Entry(text.to(language), "", site_page(kind).to(language)) for kind, text in SITE_PAGES.items()),
        *(entry for programme in edition.programmes for entry in _of_programme(programme, language)),
    )


def _of_programme(programme: Programme, language: Language) -> Iterator[Entry]:
    title = programme.info.title.to(language)
    yield Entry(title, "", programme.address.to(language))
    for round_ in reversed(programme.rounds):
        yield Entry(f"{title} {round_.year}", "", round_.address.to(language))
    yield from units_of(programme, language)
    latest = programme.latest
    if latest.has_parts:
        for placed in latest.framework.nodes:
            name, also = placed.name(language), f"{title} {latest.year}"
            yield Entry(name, also, node_link(latest, placed, language))


def units_of(programme: Programme, language: Language) -> tuple[Entry, ...]:
    """Return the units of a programme, each with its last round of which anything is known; in alphabetical order."""
    found: dict[str, Entry] = {}
    for round_ in reversed(programme.rounds):
        for result in round_.told:
            unit = result.unit
            if unit.code not in found:
                also = f"{programme.info.title.to(language)} {round_.year}"
                found[unit.code] = Entry(
                    unit.name.to(language), also, round_.page("unit", unit.code).to(language)
                )
    return tuple(sorted(found.values(), key=lambda entry: (plain(entry.name), entry.to)))
