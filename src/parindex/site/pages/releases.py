"""Releases and errata: of the site as a whole, of a round, and each release at an address of its own for ever."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from parindex.language import Language, Text
from parindex.reporting.office.blocks import day_text
from parindex.results.compare import LeafDifference, UnitDifference
from parindex.rounds.model import DataStatus
from parindex.site.addresses import site_page
from parindex.site.edition import Edition
from parindex.site.menu import SITE_PAGES
from parindex.site.page import Link, Page
from parindex.site.pages.framing import release_link, standing, start, trail
from parindex.site.pages.ranking import PARTS, Table, table_of
from parindex.site.releases import Release
from parindex.site.series import PublishedRound

TITLE = Text(vi="Phiên bản và đính chính: {title}", en="Releases and errata: {title}")
ONE_TITLE = Text(vi="Bản {number}: {title}", en="Release {number}: {title}")
DESCRIPTION = Text(
    vi="Các bản đã phát hành, đính chính gì và vì sao: {title}.",
    en="What was released, what was corrected and why: {title}.",
)
SITE_DESCRIPTION = Text(
    vi="Mọi bản kết quả đã phát hành và mọi đính chính, kèm lý do.",
    en="Every result that was released and every correction, with its reason.",
)


@dataclass(frozen=True)
class ReleaseRow:
    """A release in a list."""

    link: Link
    round: Link
    status: DataStatus
    digest: str
    signed_by: str
    issued: str
    """The day on which it was announced; empty where none is told."""
    reason: str
    changed: int
    is_current: bool


@dataclass(frozen=True)
class LeafRow:
    """A leaf that a correction changed."""

    code: str
    name: str
    before: Fraction | None
    after: Fraction | None
    causes: tuple[str, ...]


@dataclass(frozen=True)
class ChangedRow:
    """A unit that a correction changed."""

    name: str
    index_before: Fraction | None
    index_after: Fraction | None
    rank_before: int | None
    rank_after: int | None
    causes: tuple[str, ...]
    leaves: tuple[LeafRow, ...]


@dataclass(frozen=True)
class Content:
    """What a list of releases shows."""

    rows: tuple[ReleaseRow, ...]


@dataclass(frozen=True)
class ReleaseContent:
    """What the page of one release shows."""

    row: ReleaseRow
    engine: str
    files: int
    changed: tuple[ChangedRow, ...]
    table: Table


def site(edition: Edition, language: Language) -> Page:
    """Return the page of all releases."""
    rows = tuple(
        _row(edition, round_, release, language)
        for programme in edition.programmes
        for round_ in reversed(programme.rounds)
        for release in reversed(round_.releases)
    )
    return Page(
        kind="releases",
        language=language,
        address=site_page("releases"),
        title=SITE_PAGES["releases"].to(language),
        description=SITE_DESCRIPTION.to(language),
        content=Content(rows),
        trail=(start(language),),
    )


def page(edition: Edition, round_: PublishedRound, language: Language) -> Page:
    """Return the page of a round's releases."""
    return Page(
        kind="releases",
        language=language,
        address=round_.page("releases"),
        title=TITLE.to(language, title=round_.title.to(language)),
        description=DESCRIPTION.to(language, title=round_.title.to(language)),
        content=Content(
            tuple(_row(edition, round_, release, language) for release in reversed(round_.releases))
        ),
        trail=trail(round_, language),
        standing=standing(round_, language),
    )


def one(edition: Edition, round_: PublishedRound, number: int, language: Language) -> Page:
    """Return the page of a release, the first being number 0."""
    release = round_.releases[number]
    title = round_.title.to(language)
    above = Link(PARTS["releases"].to(language), round_.page("releases").to(language))
    return Page(
        kind="release",
        language=language,
        address=round_.page("releases", release.number),
        title=ONE_TITLE.to(language, number=release.number, title=title),
        description=DESCRIPTION.to(language, title=title),
        content=ReleaseContent(
            row=_row(edition, round_, release, language),
            engine=release.sealed.engine,
            files=len(release.sealed.files),
            changed=tuple(_changed(release, language)),
            table=table_of(round_, release, language),
        ),
        trail=(*trail(round_, language), above),
        standing=standing(round_, language, release),
    )


def _row(edition: Edition, round_: PublishedRound, release: Release, language: Language) -> ReleaseRow:
    day = edition.info.announced_on(release.round.info.code, release.number)
    return ReleaseRow(
        link=release_link(round_, release, language),
        round=Link(round_.title.to(language), round_.address.to(language)),
        status=release.round.info.data_status,
        digest=release.sealed.digest,
        signed_by=release.sealed.signed_by,
        issued="" if day is None else day_text(day),
        reason=release.sealed.reason,
        changed=len(release.differences),
        is_current=release is round_.current,
    )


def _changed(release: Release, language: Language) -> Iterator[ChangedRow]:
    """Yield the units that a correction changed: those with changes of their own first, then those that only moved."""
    ordered = sorted(release.differences, key=lambda difference: not difference.leaves)
    for difference in ordered:
        yield _changed_row(release, difference, language)


def _changed_row(release: Release, difference: UnitDifference, language: Language) -> ChangedRow:
    before, after = difference.before, difference.after
    known = after or before
    return ChangedRow(
        name=known.unit.name.to(language) if known else difference.unit,
        index_before=before.index if before else None,
        index_after=after.index if after else None,
        rank_before=before.rank if before else None,
        rank_after=after.rank if after else None,
        causes=tuple(cause.to(language) for cause in difference.causes),
        leaves=tuple(_leaf(release, leaf, language) for leaf in difference.leaves),
    )


def _leaf(release: Release, leaf: LeafDifference, language: Language) -> LeafRow:
    """Return a leaf by its number and title; one that is gone by those that it had."""
    side = release if leaf.now or release.before is None else release.before
    placed = side.framework.by_code[leaf.leaf]
    causes = tuple(cause.to(language) for cause in leaf.causes)
    return LeafRow(placed.number, placed.node.title.to(language), leaf.before, leaf.after, causes)
