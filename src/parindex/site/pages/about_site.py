"""Pages about the site itself: what it is, whom it serves how well, everything in alphabetical order, what is not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parindex.language import LANGUAGES, Language, Text
from parindex.rounds.model import DataStatus
from parindex.site.addresses import HOME, site_page
from parindex.site.edition import Edition
from parindex.site.menu import SITE_PAGES, pages_of
from parindex.site.page import NOT_FOUND, Link, Page
from parindex.site.pages.framing import start
from parindex.site.pages.tree import NodeRow, rows_below
from parindex.site.search import Entry, units_of

ABOUT = Text(
    vi="Trang này là gì, số liệu từ đâu, ai cũng tính lại được thế nào.",
    en="What this site is, where its data come from, how anyone can recompute them.",
)
ACCESSIBILITY = Text(
    vi="Mức độ tiếp cận của trang, những gì chưa đạt, cách báo khi gặp trở ngại.",
    en="How accessible this site is, what is still lacking, how to report a barrier.",
)
DIRECTORY = Text(
    vi="Mọi đơn vị theo thứ tự chữ cái, và các tiêu chí theo thứ tự của bộ chỉ số.",
    en="All units in alphabetical order, and the criteria in the order of the framework.",
)
NOTHING_HERE = Text(vi="Không có trang này", en="There is no such page")
GALLERY = Text(vi="Thành phần giao diện", en="Components")
GALLERY_SAYS = Text(
    vi="Các thành phần giao diện của trang, mỗi loại một ví dụ.",
    en="The components of this site, one example each.",
)


@dataclass(frozen=True)
class About:
    """What the page about the site shows."""

    publisher: str
    contact: str
    notice: str
    licence: str
    statuses: tuple[DataStatus, ...]
    more: tuple[Link, ...]


@dataclass(frozen=True)
class Accessibility:
    """What the accessibility statement shows."""

    dated: date
    contact: str


@dataclass(frozen=True)
class Section:
    """A programme in the directory."""

    programme: Link
    status: DataStatus
    units: tuple[Entry, ...]
    year: int
    criteria: tuple[NodeRow, ...]


@dataclass(frozen=True)
class Directory:
    """What the directory shows."""

    sections: tuple[Section, ...]
    pages: tuple[Link, ...]


@dataclass(frozen=True)
class NotFound:
    """What stands where there is nothing: ways on, each with its language."""

    ways: tuple[tuple[Language, Link], ...]


def about(edition: Edition, language: Language) -> Page:
    """Return the page about the site."""
    info = edition.info
    content = About(
        publisher=info.publisher.to(language),
        contact=info.contact or "",
        notice=info.notice.to(language) if info.notice else "",
        licence=info.licence.words.to(language),
        statuses=edition.statuses,
        more=(
            *(_link(kind, language) for kind in ("method", "data", "accessibility")),
            Link(GALLERY.to(language), site_page("gallery").to(language)),
        ),
    )
    return _page("about", content, ABOUT, language)


def accessibility(edition: Edition, language: Language) -> Page:
    """Return the accessibility statement."""
    content = Accessibility(edition.dated, edition.info.contact or "")
    return _page("accessibility", content, ACCESSIBILITY, language)


def directory(edition: Edition, language: Language) -> Page:
    """Return everything that can be looked up, as a plain list."""
    sections = tuple(
        Section(
            programme=Link(programme.info.title.to(language), programme.address.to(language)),
            status=programme.status,
            units=units_of(edition, programme, language),
            year=programme.latest.year,
            criteria=rows_below(programme.latest, programme.latest.framework.nodes, language)
            if programme.latest.has_parts
            else (),
        )
        for programme in edition.programmes
    )
    pages = tuple(
        Link(text.to(language), site_page(kind).to(language)) for kind, text in pages_of(edition).items()
    )
    return _page("directory", Directory(sections, pages), DIRECTORY, language)


def _link(kind: str, language: Language) -> Link:
    return Link(SITE_PAGES[kind].to(language), site_page(kind).to(language))


def _page(kind: str, content: object, description: Text, language: Language) -> Page:
    return Page(
        kind=kind,
        language=language,
        address=site_page(kind),
        title=SITE_PAGES[kind].to(language),
        description=description.to(language),
        content=content,
        trail=(start(language),),
    )


def gallery(language: Language) -> Page:
    """Return the page that shows every component of the design."""
    return Page(
        kind="gallery",
        language=language,
        address=site_page("gallery"),
        title=GALLERY.to(language),
        description=GALLERY_SAYS.to(language),
        trail=(start(language),),
    )


def not_found(language: Language) -> Page:
    """Return what a server shows where there is nothing."""
    return Page(
        kind="not_found",
        language=language,
        address=HOME,
        title=NOTHING_HERE.to(language),
        description=NOTHING_HERE.to(language),
        content=NotFound(
            (*((each, _link("directory", each)) for each in LANGUAGES), (language, start(language)))
        ),
        file=NOT_FOUND,
    )
