"""The pages about the site as a whole, and which of them stand in its header."""

from __future__ import annotations

from collections.abc import Sequence

from parindex.language import Text
from parindex.reporting.facts.grammar import sentence
from parindex.site.addresses import HOME, Address, site_page
from parindex.site.edition import Edition
from parindex.site.series import Programme

START = Text(vi="Trang đầu", en="Home")
SITE_PAGES = {
    "satisfaction": Text(vi="Hài lòng", en="Satisfaction"),
    "method": Text(vi="Phương pháp", en="Method"),
    "data": Text(vi="Dữ liệu", en="Data"),
    "releases": Text(vi="Phiên bản", en="Releases"),
    "directory": Text(vi="Danh mục A–Z", en="Index A–Z"),
    "accessibility": Text(vi="Tuyên bố về khả năng tiếp cận", en="Accessibility statement"),
    "about": Text(vi="Giới thiệu", en="About"),
}
"""Names of the pages that a site may have, by kind."""

IN_HEADER = ("satisfaction", "method", "data", "releases", "about")
IN_FOOTER = ("directory", "method", "data", "releases", "accessibility", "about")

FOOT = tuple((SITE_PAGES[kind], site_page(kind)) for kind in IN_FOOTER)
"""The links of the footer: to pages that every site has."""


def menu(edition: Edition) -> tuple[tuple[Text, Address], ...]:
    """Return the links of the header: home, what has real results, then the pages of the site.

    Programmes made up for training are found from home alone: a link in the header could not say what they are.
    """
    there = pages_of(edition)
    real = [each for each in edition.programmes if each.status != "training"]
    return (
        (START, HOME),
        *((_called(each, real), each.address) for each in real),
        *((there[kind], site_page(kind)) for kind in IN_HEADER if kind in there),
    )


def _called(programme: Programme, others: Sequence[Programme]) -> Text:
    """Return what a programme is called in few words: its units, or where others have the same its title."""
    units = programme.info.units
    if sum(each.info.units == units for each in others) > 1:
        return programme.info.title
    return Text(vi=sentence(units.vi), en=sentence(units.en))


def pages_of(edition: Edition) -> dict[str, Text]:
    """Return the names of the pages of a site: satisfaction has none where no survey was published."""
    return {
        kind: name for kind, name in SITE_PAGES.items() if kind != "satisfaction" or edition.has_satisfaction
    }
