"""The open data of every release: the files themselves, and what the pages of data say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import parindex
from parindex.language import LANGUAGES, Language, Text
from parindex.reporting.opendata.api import Released, api_files
from parindex.reporting.opendata.dataset import DataTable
from parindex.reporting.opendata.feed import Entry, atom
from parindex.reporting.opendata.metadata import Metadata, metadata_of
from parindex.reporting.opendata.package import CITATION, DICTIONARY, PACKAGE, WORKBOOKS, archive, data_files
from parindex.reporting.opendata.tables import tables_of
from parindex.site.addresses import FEED, relative
from parindex.site.edition import Edition
from parindex.site.page import TRAINING_MARK
from parindex.site.releases import Release
from parindex.site.series import PublishedRound

FORMS: dict[str, Text] = {
    ".csv": Text(vi="CSV", en="CSV"),
    ".excel.csv": Text(vi="CSV cho Excel", en="CSV for Excel"),
    ".json": Text(vi="JSON", en="JSON"),
    ".parquet": Text(vi="Parquet", en="Parquet"),
}
"""The forms that each table comes in, by the end of its file's name."""


def folder_of(round_: PublishedRound, release: Release) -> str:
    """Return the folder with the files of a release, the same for both languages."""
    return f"{round_.page('data').vi}{release.number}/"


def located(edition: Edition, path: str, here: str) -> str:
    """Return the address of a page or file: whole where the site knows its own, else as it is seen from another one."""
    return edition.base_url + path if edition.base_url else relative(path, here)


def about(edition: Edition, round_: PublishedRound, release: Release) -> Metadata:
    """Return what is to know of the data of a release."""
    address = f"{edition.base_url}{round_.page('data').vi}" if edition.base_url else ""
    return metadata_of(
        release.round.info,
        release.number,
        release.sealed.digest,
        issued=edition.info.announced_on(release.round.info.code, release.number),
        publisher=edition.info.publisher,
        licence=edition.info.licence,
        address=address,
        place=edition.info.place,
    )


def archive_name(release: Release) -> str:
    """Return the name of the archive of a release."""
    return f"{release.round.info.code}.zip"


def release_files(edition: Edition, round_: PublishedRound, release: Release) -> dict[str, bytes]:
    """Return the files of open data of a release by path from the root of the site."""
    folder, known = folder_of(round_, release), about(edition, round_, release)
    files = data_files(tables_of(release.results, release.breaks), known)
    packed = archive(files, release.sealed.files, known, parindex.__version__)
    return {folder + name: content for name, content in {**files, archive_name(release): packed}.items()}


def shared_files(edition: Edition) -> dict[str, bytes]:
    """Return the files that are about all releases: the API, and the feeds."""
    released = [
        Released(round_.current.results, about(edition, round_, round_.current), round_.current.breaks)
        for programme in edition.programmes
        for round_ in programme.rounds
    ]
    return api_files(released, edition.base_url) | {
        FEED.to(language): _feed(edition, language) for language in LANGUAGES
    }


def _feed(edition: Edition, language: Language) -> bytes:
    """Return the feed of the releases whose day is told; of any other it would have to make one up."""
    info, path = edition.info, FEED.to(language)
    entries = [
        Entry(
            digest=release.sealed.digest,
            title=f"{mark}{round_.title.to(language)} ({release.number})",
            summary=release.sealed.reason or round_.title.to(language),
            address=located(edition, round_.page("releases", release.number).to(language), path),
            issued=day,
        )
        for programme in edition.programmes
        for round_ in programme.rounds
        for release in round_.releases
        for mark in [f"{TRAINING_MARK.to(language)} " if round_.status == "training" else ""]
        if (day := info.announced_on(release.round.info.code, release.number)) is not None
    ]
    title, author = info.title.to(language), info.publisher.to(language)
    return atom(title, author, located(edition, path, path), entries, language)


@dataclass(frozen=True)
class TableFiles:
    """A table and the files that it comes in, as links from the root of the site."""

    name: str
    title: str
    rows: int
    files: tuple[tuple[str, str], ...]
    """Form and path."""


@dataclass(frozen=True)
class Downloads:
    """The files of a dataset, as links from the root of the site."""

    tables: tuple[TableFiles, ...]
    workbook: str
    archive: str
    archive_name: str
    dictionary: str
    package: str
    citation: str


def downloads(tables: Sequence[DataTable], folder: str, archive_name: str, language: Language) -> Downloads:
    """Return the files of tables that lie in a folder."""
    return Downloads(
        tables=tuple(
            TableFiles(
                table.name,
                table.title.to(language),
                len(table.rows),
                tuple((form.to(language), f"{folder}{table.name}{end}") for end, form in FORMS.items()),
            )
            for table in tables
        ),
        workbook=folder + WORKBOOKS[language],
        archive=folder + archive_name,
        archive_name=archive_name,
        dictionary=folder + DICTIONARY,
        package=folder + PACKAGE,
        citation=folder + CITATION,
    )
