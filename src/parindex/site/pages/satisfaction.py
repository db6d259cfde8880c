"""Satisfaction of people: what was published over the years, with its breaks, and surveys with their intervals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from parindex.language import Language, Text, alphabetical
from parindex.numbers import exact_or_none
from parindex.reporting.facts.grammar import sentence
from parindex.rounds.model import DataStatus
from parindex.site.addresses import site_page
from parindex.site.data import Downloads
from parindex.site.edition import Edition
from parindex.site.menu import SITE_PAGES
from parindex.site.page import Link, Page, Standing
from parindex.site.pages.framing import start
from parindex.site.pictures import Picture, maps_of_survey, of_both, of_series, of_survey
from parindex.site.series import PublishedRound
from parindex.site.survey_data import address_of, names_of, survey_downloads
from parindex.survey.publication import Publication, Ranking
from parindex.survey.publication.figures import Domain, Figure, Group
from parindex.survey.series import Series, Value

DESCRIPTION = Text(
    vi="Chỉ số hài lòng đã công bố qua các năm và kết quả khảo sát có khoảng tin cậy.",
    en="The satisfaction index as published over the years, and surveys with intervals.",
)
SURVEY_SAYS = Text(
    vi="Kết quả chung và theo từng nhóm, với khoảng tin cậy: {title}.",
    en="Results as a whole and by group, with intervals: {title}.",
)


@dataclass(frozen=True)
class Printed:
    """A figure as it was printed."""

    value: Fraction | None
    rank: int | None
    source: int
    """Number of its source in the list."""


@dataclass(frozen=True)
class MeasureRow:
    """A measure of all units together over the years; None where nothing was printed."""

    name: str
    values: tuple[Printed | None, ...]


@dataclass(frozen=True)
class YearRows:
    """The units of which a value was printed in a year, highest first."""

    year: int
    units: tuple[tuple[Link, Printed], ...]
    """Each with the page of the unit in a round, of the same year if there is one; nowhere to lead where none is known."""


@dataclass(frozen=True)
class Break:
    """From which year on the figures are of another kind, and why."""

    year: int
    reason: str


@dataclass(frozen=True)
class Over:
    """A published series."""

    title: str
    status: DataStatus
    note: str
    years: tuple[int, ...]
    breaks: tuple[Break, ...]
    whole: str
    """What its units are called together."""
    all: tuple[MeasureRow, ...]
    measure: str
    """The measure that is told of each unit."""
    units_called: str
    units: tuple[YearRows, ...]
    sources: tuple[str, ...]
    charts: tuple[Picture, ...]
    against: tuple[Picture, ...]
    """The index of rounds of the same year against it."""
    downloads: Downloads


@dataclass(frozen=True)
class Content:
    """What the page of satisfaction shows."""

    series: tuple[Over, ...]
    surveys: tuple[tuple[Link, DataStatus], ...]


def page(edition: Edition, language: Language) -> Page:
    """Return the page of satisfaction."""
    return Page(
        kind="satisfaction",
        language=language,
        address=site_page("satisfaction"),
        title=SITE_PAGES["satisfaction"].to(language),
        description=DESCRIPTION.to(language),
        content=Content(
            series=tuple(_over(edition, series, language) for series in edition.satisfaction),
            surveys=tuple(
                (
                    Link(report.survey.title.to(language), address_of(report).to(language)),
                    report.survey.data_status,
                )
                for report in edition.surveys
            ),
        ),
        trail=(start(language),),
    )


def page_of_satisfaction(language: Language) -> Link:
    """Return the link to the page of satisfaction."""
    return Link(SITE_PAGES["satisfaction"].to(language), site_page("satisfaction").to(language))


def _over(edition: Edition, series: Series, language: Language) -> Over:
    years = tuple(sorted({value.year for value in series.values}))
    sources = list(dict.fromkeys(value.source for value in series.values if value.source))
    rounds = [round_ for programme in edition.programmes for round_ in programme.rounds]
    names = names_of(edition)
    of_all = {
        measure: {value.year: _printed(value, sources) for value in series.of("", measure.code)}
        for measure in series.info.measures
    }
    told = tuple(year for year in years if any(year in known for known in of_all.values()))
    rows = tuple(
        MeasureRow(measure.title.to(language), tuple(known.get(year) for year in told))
        for measure, known in of_all.items()
        if known
    )
    return Over(
        title=series.info.title.to(language),
        status=series.info.data_status,
        note=series.info.note.to(language) if series.info.note else "",
        years=told,
        breaks=tuple(Break(each.from_year, each.reason.to(language)) for each in series.info.breaks),
        whole=sentence(series.info.whole.to(language)),
        all=rows,
        measure=series.info.measures[0].title.to(language),
        units_called=series.info.units.to(language),
        units=tuple(_units(edition, series, years, sources, language)),
        sources=tuple(sources),
        charts=of_series(series, names, language),
        against=of_both(series, rounds, language),
        downloads=survey_downloads(edition, series, language),
    )


def _printed(value: Value, sources: Sequence[str]) -> Printed:
    return Printed(value.value, value.rank, sources.index(value.source) + 1 if value.source else 0)


def _units(
    edition: Edition,
    series: Series,
    years: Sequence[int],
    sources: Sequence[str],
    language: Language,
) -> Iterator[YearRows]:
    """Yield the values of units in the first measure of the series, the latest year first."""
    names = names_of(edition)
    whole = series.info.measures[0].code
    for year in reversed(years):
        found = [
            (
                Link(_name(value.unit, names, language), _page_of(edition, series, value, language)),
                _printed(value, sources),
            )
            for value in series.values
            if value.year == year and value.unit and value.measure == whole
        ]
        found.sort(key=lambda pair: (pair[1].rank or 999, -(pair[1].value or 0), alphabetical(pair[0].text)))
        if found:
            yield YearRows(year, tuple(found))


def _page_of(edition: Edition, series: Series, value: Value, language: Language) -> str:
    """Return the page of a unit in a round of the same kind of data, of the year of a value or else the last; "" for none."""
    pages = {
        round_.year: round_.page("unit", value.unit).to(language)
        for programme in edition.programmes
        for round_, _ in programme.history(value.unit)
        if round_.status == series.info.data_status
    }
    return pages.get(value.year, pages[max(pages)]) if pages else ""


def _name(unit: str, names: Mapping[str, Text], language: Language) -> str:
    return names[unit].to(language) if unit in names else unit


@dataclass(frozen=True)
class Cell:
    """An estimate with its interval; no numbers where it is held back."""

    estimate: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    is_held_back: bool
    needs_care: bool


@dataclass(frozen=True)
class DomainRow:
    """A domain with its estimates."""

    name: str
    people: int
    cells: tuple[Cell, ...]
    places: str
    """The places that it may hold; empty where there are none."""


@dataclass(frozen=True)
class GroupTable:
    """The domains of one grouping."""

    code: str
    title: str
    rows: tuple[DomainRow, ...]
    has_places: bool


@dataclass(frozen=True)
class SurveyContent:
    """What the page of a survey shows."""

    measures: tuple[str, ...]
    everyone: GroupTable
    groups: tuple[GroupTable, ...]
    level: int
    people: int
    smallest: int
    cannot_be_ranked: int | None
    design: str
    notes: tuple[str, ...]
    maps: tuple[Picture, ...]
    charts: tuple[Picture, ...]
    answers: str
    """The page of the answers to each question; empty where there is none."""
    downloads: Downloads


def survey(edition: Edition, report: Publication, language: Language) -> Page:
    """Return the page of a survey."""
    title = report.survey.title.to(language)
    measures = factors(report)
    ranking = next((each for each in report.rankings if isinstance(each, Ranking)), None)
    groups = [group for group in (report.units, *report.others) if group is not None]
    return Page(
        kind="survey",
        language=language,
        address=address_of(report),
        title=title,
        description=SURVEY_SAYS.to(language, title=title),
        content=SurveyContent(
            measures=tuple(report.survey.title_of[code].to(language) for code in measures),
            everyone=_table(report, report.nation, measures, None, language),
            groups=tuple(
                _table(report, group, measures, ranking if group.grouping.is_of_units else None, language)
                for group in groups
            ),
            level=round(100 * report.working.level),
            people=round(report.nation.domains[0].people),
            smallest=report.survey.smallest_shown,
            cannot_be_ranked=None if ranking is None else ranking.cannot_be_ranked,
            design=report.working.design.describes.to(language),
            notes=tuple(note.to(language) for note in report.survey.notes),
            maps=maps_of_survey(report, language),
            charts=of_survey(report, beside(edition, report), language),
            answers="" if report.answers is None else address_of(report).of_kind("answers").to(language),
            downloads=survey_downloads(edition, report, language),
        ),
        trail=(start(language), page_of_satisfaction(language)),
        standing=Standing(report.survey.data_status, False, False, None),
    )


def beside(edition: Edition, report: Publication) -> PublishedRound | None:
    """Return the round of the same year and status whose units are those of a survey, if it is here."""
    if report.units is None:
        return None
    units = {domain.values[0] for domain in report.units.domains}
    found = (
        round_
        for programme in edition.programmes
        for round_ in programme.rounds
        if (round_.year, round_.status) == (report.survey.year, report.survey.data_status)
        and units == {unit.code for unit in round_.round.units}
    )
    return next(found, None)


def factors(report: Publication) -> tuple[str, ...]:
    """Return the codes of the whole index and of its factors."""
    tree = report.survey.tree
    return (tree.code, *(child.code for child in tree.children))


def _table(
    report: Publication, group: Group, measures: Sequence[str], ranking: Ranking | None, language: Language
) -> GroupTable:
    places = {} if ranking is None else {place.unit: place for place in ranking.places}
    rows = []
    for domain in group.domains:
        place = places.get(domain.values[0]) if domain.values else None
        held = place is None or place.lower is None
        rows.append(
            DomainRow(
                name=group.grouping.name_of(domain.values, language) or group.grouping.title.to(language),
                people=round(domain.people),
                cells=tuple(_cell(domain, code) for code in measures),
                places="" if place is None or held else f"{place.lower}–{place.upper}",
            )
        )
    if group.grouping.is_of_units:
        rows.sort(
            key=lambda row: (
                row.cells[0].estimate is None,
                -(row.cells[0].estimate or 0),
                alphabetical(row.name),
            )
        )
    return GroupTable(
        group.grouping.code, group.grouping.title.to(language), tuple(rows), any(row.places for row in rows)
    )


def _cell(domain: Domain, code: str) -> Cell:
    figure: Figure = domain.figures[code]

    return Cell(
        exact_or_none(figure.estimate),
        exact_or_none(figure.lower),
        exact_or_none(figure.upper),
        bool(figure.held_back),
        figure.review,
    )
