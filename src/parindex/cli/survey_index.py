"""The index of a survey for every unit, what a round takes from it, and what was published over the years."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from parindex.cli.estimates import named, number_text, show_survey
from parindex.cli.failures import Stop
from parindex.cli.output import UNKNOWN, Screen, both_languages
from parindex.cli.phrases import surveys as said
from parindex.cli.phrases import words
from parindex.language import Text, both

if TYPE_CHECKING:
    from fractions import Fraction

    import polars

    from parindex.survey.estimation.estimate import Estimates
    from parindex.survey.estimation.table import EstimateTable
    from parindex.survey.model import Lonely, Survey
    from parindex.survey.series import Series
    from parindex.survey.totals.slabs import PsuSlabs

BROKEN = "‖"
"""Between two years that cannot be compared."""


def as_preset(survey: Survey, name: str) -> Survey:
    """Return a survey whose index is made as a preset says; stop if there is none of this name."""
    from parindex.survey.presets import presets, with_preset

    known = presets()
    if name not in known:
        raise Stop(said.no_preset(name, sorted(known)), "unknown-code")
    return with_preset(survey, known[name])


def feed_round(
    folder: Path, survey: Survey, slabs: PsuSlabs, shares: EstimateTable, lonely: Lonely | None
) -> dict[str, int]:
    """Write what a round takes from a survey into its folder; return how many units each leaf got it for."""
    from parindex import shipped
    from parindex.rounds import tables
    from parindex.rounds.read import read
    from parindex.rounds.write import to_files, write_tables
    from parindex.survey.estimation.distribution import distribution
    from parindex.survey.feed import fed

    data = read(folder, [shipped.frameworks_folder()])
    answers = distribution(survey, slabs, shares.grouping, lonely=lonely)
    changed = fed(data, survey, shares, answers)
    content = to_files(changed)[tables.ESTIMATES.file]
    write_tables(folder, data.info, {tables.ESTIMATES: content})
    return {feed.leaf: len(shares.domains) for feed in survey.feeds}


def show_index(screen: Screen, estimates: Estimates, units: str, taken: dict[str, int] | None) -> None:
    """Show index and factors of each unit, best first."""
    survey, table = estimates.survey, estimates[units].published()
    show_survey(screen, survey)
    design = survey.design(estimates.slabs.design)
    screen.say(
        said.ESTIMATED, "dim", design=design.title.to(screen.language),
        describes=design.describes.to(screen.language), level=number_text(screen, 100 * estimates.level, 0),
    )  # fmt: skip
    grouping, whole = survey.grouping(units), survey.tree.code
    shown = [whole, *(node.code for node in survey.tree.children)]
    heading = survey.title_of
    columns = [(heading[code], "right") for code in shown]
    drawn = screen.table((grouping.title, "left"), *columns)
    place = table.measures.index(whole)
    for row in (-table.estimate[:, place]).argsort(kind="stable").tolist():
        cells = [_with_margin(screen, table, row, table.measures.index(code)) for code in shown]
        drawn.add_row(named(screen, grouping, table.domains[row]), *cells)
    screen.show(drawn)
    screen.say(said.MARGINS, "dim")
    for note in survey.notes:
        screen.line(note.to(screen.language), "dim")
    for leaf, count in (taken or {}).items():
        screen.say(said.TAKEN_OVER, "green", leaf=leaf, units=count)


def _with_margin(screen: Screen, table: EstimateTable, row: int, column: int) -> str:
    margin = (table.upper[row, column] - table.lower[row, column]) / 2
    return f"{number_text(screen, table.estimate[row, column], 2)} ± {number_text(screen, margin, 1)}"


def index_frame(estimates: Estimates, units: str) -> polars.DataFrame:
    """Return index and factors of each unit as a table."""
    nodes = [node.code for node in estimates.survey.tree.walk()]
    table = estimates[units].frame()
    return table.filter(table["measure"].is_in(nodes))


def index_data(estimates: Estimates, units: str, taken: dict[str, int] | None) -> dict[str, object]:
    """Return index and factors as JSON has them."""
    survey = estimates.survey
    return {
        "survey": survey.code,
        "data_status": survey.data_status,
        "design": estimates.slabs.design,
        "notes": [both_languages(note) for note in survey.notes],
        "estimates": index_frame(estimates, units).to_dicts(),
        "taken_over": taken,
    }


def show_series(screen: Screen, series: Series, unit: str) -> None:
    """Show the published values of the nation or a unit, year by year, with a line where the series breaks."""
    from parindex.rounds.status import STATUS_SENTENCES

    screen.line(series.info.title.to(screen.language), "bold")
    screen.say(STATUS_SENTENCES[series.info.data_status])
    years = sorted({each.year for each in series.values if each.unit == unit})
    table = screen.table((words.INDEX, "left"), *_years(series, years))
    for measure in series.info.measures:
        values = {each.year: each for each in series.of(unit, measure.code)}
        if values:
            cells = [_published(screen, values[year].value if year in values else None) for year in years]
            table.add_row(measure.title.to(screen.language), *_with_breaks(series, years, cells))
    ranks = {each.year: each.rank for each in series.values if each.unit == unit and each.rank is not None}
    if ranks:
        cells = [screen.number(ranks.get(year)) for year in years]
        table.add_row(screen.text(words.RANK), *_with_breaks(series, years, cells))
    screen.show(table)
    _show_breaks(screen, series, years)


def _years(series: Series, years: Sequence[int]) -> list[tuple[Text, Literal["left", "right"]]]:
    """Return the heads of the columns: the years, with a sign where the series breaks."""
    return [(both(text), "right") for text in _with_breaks(series, years, list(map(str, years)))]


def _with_breaks(series: Series, years: Sequence[int], cells: Sequence[str]) -> list[str]:
    """Return the cells of some years with a sign between those that a break divides."""
    parts: list[str] = []
    for before, year, cell in zip((None, *years), years, cells, strict=False):
        if before is not None and series.breaks_between(before, year):
            parts.append(BROKEN)
        parts.append(cell)
    return parts


def _show_breaks(screen: Screen, series: Series, years: Sequence[int]) -> None:
    for found in series.breaks_between(years[0], years[-1]):
        screen.say(said.BREAK, "yellow", year=found.from_year, reason=found.reason.to(screen.language))
    if series.info.note is not None:
        screen.line(series.info.note.to(screen.language), "dim")


def _published(screen: Screen, value: Fraction | None) -> str:
    return UNKNOWN if value is None else screen.number(value, 2)


def series_data(series: Series, unit: str) -> dict[str, object]:
    """Return published values as JSON has them: exact, as text."""
    return {
        "series": series.info.code,
        "data_status": series.info.data_status,
        "breaks": [
            {"from_year": each.from_year, "reason": both_languages(each.reason)}
            for each in series.info.breaks
        ],
        "values": [
            {
                "year": each.year,
                "unit": each.unit,
                "measure": each.measure,
                "value": None if each.value is None else _plain(each.value),
                "rank": each.rank,
                "source": each.source,
                "note": each.note,
            }
            for each in series.values
            if each.unit == unit
        ],
    }


def _plain(value: Fraction) -> str:
    from parindex.rounds.values import decimal

    return decimal(value)
