"""The pages about the site as a whole, and which of them stand in its header."""

from __future__ import annotations

from parindex.language import Text
from parindex.site.addresses import HOME, Address, site_page
from parindex.site.edition import Edition

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
    """Return the links of the header: home, programmes are found from there, then the pages of the site."""
    there = pages_of(edition)
    return ((START, HOME), *((there[kind], site_page(kind)) for kind in IN_HEADER if kind in there))


def pages_of(edition: Edition) -> dict[str, Text]:
    """Return the names of the pages of a site: satisfaction has none where no survey was published."""
    return {
        kind: name for kind, name in SITE_PAGES.items() if kind != "satisfaction" or edition.has_satisfaction
    }
