"""The open data of surveys and published series: tables as files, in the forms that those of results have."""

from __future__ import annotations

from dataclasses import dataclass

from parindex.language import Language, Text
from parindex.reporting.opendata.dataset import DataTable
from parindex.reporting.opendata.metadata import Metadata
from parindex.reporting.opendata.of_surveys import tables_of_series, tables_of_survey
from parindex.reporting.opendata.package import archive, data_files, digest_of
from parindex.site.addresses import Address, site_page
from parindex.site.data import Downloads, downloads
from parindex.site.edition import Edition
from parindex.survey.publication import Publication
from parindex.survey.series import Series

Source = Publication | Series


@dataclass(frozen=True)
class SurveyData:
    """Tables, what is to know of them, the page that they belong to, and the folder of their files."""

    about: Metadata
    tables: tuple[DataTable, ...]
    page: Address
    folder: str

    @property
    def archive_name(self) -> str:
        """The name of the file with all of it."""
        return f"{self.about.code}.zip"


def address_of(report: Publication) -> Address:
    """Return where the page of a survey stands."""
    return site_page("satisfaction").below(report.survey.code)


def of_survey(edition: Edition, report: Publication) -> SurveyData:
    """Return the data of a survey, as far as they may be shown."""
    survey, page, tables = report.survey, address_of(report), tables_of_survey(report)
    about = Metadata(
        code=survey.code,
        title=survey.title,
        year=survey.year,
        kind="estimated",
        status=survey.data_status,
        release="",
        digest=digest_of(tables),
        publisher=edition.info.publisher,
        licence=edition.info.licence,
        address=f"{edition.base_url}{page.vi}" if edition.base_url else "",
        place=edition.info.place,
        sources=tuple((source.document, source.link or "") for source in survey.sources),
    )
    return SurveyData(about, tables, page, page.of_kind("data").vi)


def of_series(edition: Edition, series: Series) -> SurveyData:
    """Return the data of a published series; its sources stand in its rows."""
    info, page, tables = series.info, site_page("satisfaction"), tables_of_series(series, names_of(edition))
    years = [each.year for each in series.values]
    about = Metadata(
        code=info.code,
        title=info.title,
        year=max(years, default=edition.dated.year),
        first_year=min(years, default=None),
        kind="transcribed",
        status=info.data_status,
        release="",
        digest=digest_of(tables),
        publisher=edition.info.publisher,
        licence=edition.info.licence,
        address=f"{edition.base_url}{page.vi}" if edition.base_url else "",
        place=edition.info.place,
    )
    return SurveyData(about, tables, page, page.of_kind("data").below(info.code).vi)


def names_of(edition: Edition) -> dict[str, Text]:
    """Return what units are called in the rounds that are published."""
    rounds = (round_ for programme in edition.programmes for round_ in programme.rounds)
    return {unit.code: unit.name for round_ in rounds for unit in round_.round.units}


def sources_of(edition: Edition) -> tuple[Source, ...]:
    """Return every survey and series that is published."""
    return *edition.surveys, *edition.satisfaction


def data_of(edition: Edition, source: Source) -> SurveyData:
    """Return the data of a survey or of a series."""
    return of_survey(edition, source) if isinstance(source, Publication) else of_series(edition, source)


def survey_files(edition: Edition, source: Source) -> dict[str, bytes]:
    """Return the files of open data of a survey or series by path from the root of the site."""
    data = data_of(edition, source)
    files = data_files(data.tables, data.about)
    packed = archive(files, {}, data.about, "")
    return {data.folder + name: content for name, content in {**files, data.archive_name: packed}.items()}


def survey_downloads(edition: Edition, source: Source, language: Language) -> Downloads:
    """Return the files of a survey or series as links."""
    data = data_of(edition, source)
    return downloads(data.tables, data.folder, data.archive_name, language)
