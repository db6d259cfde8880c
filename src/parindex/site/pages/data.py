"""Where the data are: of the site as a whole, and the files of each release of a round."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePosixPath

import parindex
from parindex.language import Language, Text
from parindex.reporting.opendata.api import OPENAPI, ROOT
from parindex.reporting.opendata.metadata import citation, json_ld
from parindex.reporting.opendata.package import COMMANDS, MEDIA, RECOMPUTE
from parindex.reporting.opendata.tables import tables_of
from parindex.rounds.model import DataStatus
from parindex.site.addresses import site_page
from parindex.site.data import (
    Downloads,
    about,
    archive_name,
    downloads,
    folder_of,
    located,
)
from parindex.site.edition import Edition
from parindex.site.menu import SITE_PAGES
from parindex.site.page import Link, Page
from parindex.site.pages.framing import release_link, standing, start, trail
from parindex.site.series import PublishedRound
from parindex.site.survey_data import SurveyData, data_of, sources_of

TITLE = Text(vi="Dữ liệu: {title}", en="Data: {title}")
DESCRIPTION = Text(
    vi="Tải số liệu và tính lại kết quả: {title}.", en="Download the data and recompute the result: {title}."
)
SITE_DESCRIPTION = Text(
    vi="Số liệu của mọi đợt: CSV, XLSX, JSON, Parquet, bản kết quả niêm phong, API.",
    en="The data of every round: CSV, XLSX, JSON, Parquet, the sealed snapshot, an API.",
)


@dataclass(frozen=True)
class Files:
    """The files of one release."""

    release: Link
    is_current: bool
    downloads: Downloads


@dataclass(frozen=True)
class Content:
    """What the page of a round's data shows."""

    releases: tuple[Files, ...]
    digest: str
    needed: str
    """What whoever recomputes the result needs besides the archive."""
    commands: tuple[str, ...]
    citation: str
    licence: str
    round: str
    api: tuple[str, ...]
    schema: str
    """schema.org/Dataset as JSON that can stand in HTML."""


@dataclass(frozen=True)
class Row:
    """A round, survey or series in the list of data; its release is empty where it has none."""

    name: str
    to: str
    status: DataStatus
    release: str
    archive: str


@dataclass(frozen=True)
class SiteContent:
    """What the page of all data shows."""

    rows: tuple[Row, ...]
    api: tuple[str, ...]


def page(edition: Edition, round_: PublishedRound, language: Language) -> Page:
    """Return the page of a round's data."""
    release = round_.current
    known = about(edition, round_, release)
    files = tuple(_files(round_, number, language) for number in range(len(round_.releases) - 1, -1, -1))
    return Page(
        kind="data",
        language=language,
        address=round_.page("data"),
        title=TITLE.to(language, title=round_.title.to(language)),
        description=DESCRIPTION.to(language, title=round_.title.to(language)),
        content=Content(
            releases=files,
            digest=release.sealed.digest,
            needed=RECOMPUTE.to(language, version=parindex.__version__),
            commands=COMMANDS,
            citation=citation(known, language),
            licence=known.licence.words.to(language),
            round=release.round.info.code,
            api=(f"{ROOT}rounds/{release.round.info.code}/results.json", OPENAPI),
            schema=in_html(
                json_ld(known, _seen_from_page(edition, round_, files[0].downloads, language), language)
            ),
        ),
        trail=trail(round_, language),
        standing=standing(round_, language),
    )


def _seen_from_page(
    edition: Edition, round_: PublishedRound, files: Downloads, language: Language
) -> dict[str, str]:
    """Return the files of a release with their media types, as they are seen from the page of its data."""
    here = round_.page("data").to(language)
    paths = (files.archive, files.workbook, *(path for table in files.tables for _, path in table.files))
    return {located(edition, path, here): MEDIA[PurePosixPath(path).suffix] for path in paths}


def in_html(data: object) -> str:
    """Return JSON in which nothing ends the element that it stands in."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _files(round_: PublishedRound, number: int, language: Language) -> Files:
    release = round_.releases[number]
    folder = folder_of(round_, release)
    return Files(
        release=release_link(round_, release, language),
        is_current=release is round_.current,
        downloads=downloads(
            tables_of(release.results, release.breaks), folder, archive_name(release), language
        ),
    )


def site(edition: Edition, language: Language) -> Page:
    """Return the page of all data."""
    rows = tuple(
        Row(
            name=round_.title.to(language),
            to=round_.page("data").to(language),
            status=round_.status,
            release=round_.current.number,
            archive=folder_of(round_, round_.current) + archive_name(round_.current),
        )
        for programme in edition.programmes
        for round_ in reversed(programme.rounds)
    )
    surveys = (data_of(edition, source) for source in sources_of(edition))
    return Page(
        kind="data_site",
        language=language,
        address=site_page("data"),
        title=SITE_PAGES["data"].to(language),
        description=SITE_DESCRIPTION.to(language),
        content=SiteContent(
            rows=(*rows, *(_survey_row(data, language) for data in surveys)),
            api=(f"{ROOT}rounds.json", OPENAPI),
        ),
        trail=(start(language),),
    )


def _survey_row(data: SurveyData, language: Language) -> Row:
    about = data.about
    to = data.page.to(language)
    return Row(about.title.to(language), to, about.status, "", data.folder + data.archive_name)
