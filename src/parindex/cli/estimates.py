"""Estimates of a survey and rank sets, for people and for machines."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from parindex.cli.output import Screen, both_languages, joined
from parindex.cli.phrases import analysis, responses
from parindex.cli.phrases import surveys as said
from parindex.rounds.status import STATUS_SENTENCES

if TYPE_CHECKING:
    from parindex.survey.estimation.estimate import Estimates
    from parindex.survey.estimation.table import EstimateTable
    from parindex.survey.model import Grouping, Scale, Survey

MOST_DOMAINS = 100
"""Domains that are shown of one grouping; files and JSON have them all."""


def show_survey(screen: Screen, survey: Survey) -> None:
    """Say what survey it is, and whether its figures are made up."""
    screen.line(survey.title.to(screen.language), "bold")
    screen.say(
        STATUS_SENTENCES[survey.data_status], "bold yellow" if survey.data_status == "training" else ""
    )


def show_estimates(
    screen: Screen, estimates: Estimates, method: str = "linearised", *, every: bool = False
) -> None:
    """Show the index of every grouping, domain by domain, with its error; few answers only if `every` is asked for."""
    survey = estimates.survey
    _show_made(screen, estimates)
    if method in analysis.ERRORS:
        screen.say(analysis.ERRORS[method], "dim")
    for grouping in survey.groupings:
        if grouping.code in estimates.tables:
            table = estimates[grouping.code]
            _show_table(screen, survey, grouping, table if every else table.published(), estimates.statistic)
    screen.say(said.ALL_MEASURES, "dim")


def _show_made(screen: Screen, estimates: Estimates) -> None:
    """Say what was estimated, and under which design."""
    survey = estimates.survey
    design = survey.design(estimates.slabs.design)
    show_survey(screen, survey)
    screen.say(
        said.ESTIMATED, "dim",
        design=design.title.to(screen.language), describes=design.describes.to(screen.language),
        level=percent_text(screen, estimates.level),
    )  # fmt: skip


def show_answers(screen: Screen, estimates: Estimates, *, every: bool = False) -> None:
    """Show how the answers to each item divide, one table for each grouping and scale."""
    survey = estimates.survey
    scales = {survey.scale_of[item.code].code: survey.scale_of[item.code] for item in survey.items}
    _show_made(screen, estimates)
    screen.say(said.SHARES_WITH_ERRORS, "dim")
    for grouping in survey.groupings:
        if grouping.code in estimates.tables:
            table = estimates[grouping.code]
            for scale in scales.values():
                _show_shares(screen, survey, grouping, scale, table if every else table.published())


def _show_shares(
    screen: Screen, survey: Survey, grouping: Grouping, scale: Scale, table: EstimateTable
) -> None:
    from parindex.survey.estimation.distribution import answer_code

    items = [item for item in survey.items if survey.scale_of[item.code] == scale]
    levels = [(scale.labels[level], "right") for level in scale.levels]
    shown = screen.table((grouping.title, "left"), (responses.ITEM, "left"), *levels, (said.ANSWERS, "right"))
    rows = [(row, item) for row in range(len(table.domains)) for item in items]
    for row, item in rows[:MOST_DOMAINS]:
        columns = [table.measures.index(answer_code(item.code, level)) for level in scale.levels]
        shown.add_row(
            named(screen, grouping, table.domains[row]),
            f"{item.code} {item.title.to(screen.language)}",
            *(_with_error(screen, table, row, column) for column in columns),
            number_text(screen, table.answers[row, columns[0]], 0),
        )
    screen.show(shown)
    if len(rows) > MOST_DOMAINS:
        screen.say(analysis.MORE_ROWS, "dim", more=len(rows) - MOST_DOMAINS)


def _with_error(screen: Screen, table: EstimateTable, row: int, column: int) -> str:
    share, error = table.estimate[row, column], table.standard_error[row, column]
    if not math.isfinite(share):
        return number_text(screen, share, 1)
    return f"{number_text(screen, share, 1)} ± {number_text(screen, error, 1)}"


def _show_table(
    screen: Screen, survey: Survey, grouping: Grouping, table: EstimateTable, statistic: str
) -> None:
    decimals = 2 if statistic == "score" else 1
    shown = screen.table(
        (grouping.title, "left"), (said.ESTIMATE, "right"), (said.INTERVAL, "right"),
        (said.STANDARD_ERROR, "right"), (said.DESIGN_EFFECT, "right"), (said.DEGREES, "right"),
        (said.ANSWERS, "right"), (said.REMARKS, "left"),
    )  # fmt: skip
    column = len(table.measures) - 1  # the whole comes last; of numbers, the last item
    title = survey.title_of[table.measures[column]]
    for row, domain in enumerate(table.domains[:MOST_DOMAINS]):
        raised = [name for name, values in table.flags.items() if values[row, column]]
        shown.add_row(
            named(screen, grouping, domain),
            number_text(screen, table.estimate[row, column], 2),
            f"{number_text(screen, table.lower[row, column], decimals)} – {number_text(screen, table.upper[row, column], decimals)}",
            number_text(screen, table.standard_error[row, column], 2),
            number_text(screen, table.design_effect[row, column], 1),
            number_text(screen, table.degrees_of_freedom[row], 0),
            number_text(screen, table.answers[row, column], 0),
            joined(screen.text(said.FLAGS[name]) for name in raised),
        )
    screen.line(title.to(screen.language), "bold")
    screen.show(shown)
    if len(table.domains) > MOST_DOMAINS:
        screen.say(said.MORE_DOMAINS, "dim", more=len(table.domains) - MOST_DOMAINS)


def named(screen: Screen, grouping: Grouping, domain: tuple[str, ...]) -> str:
    """Return what a domain is called."""
    return grouping.name_of(domain, screen.language) or screen.text(said.ALL_TOGETHER)


def number_text(screen: Screen, value: float, decimals: int) -> str:
    """Return a number as people read it, or the sign for what is not known."""
    return screen.number(Decimal(repr(float(value))) if math.isfinite(value) else None, decimals)


def percent_text(screen: Screen, share: float) -> str:
    """Return a share as percent without more decimals than it has."""
    return screen.number((Decimal(repr(share)) * 100).normalize())


def estimates_data(
    estimates: Estimates, errors: Mapping[str, object], *, every: bool = False
) -> dict[str, object]:
    """Return estimates as JSON has them, and how their errors were made."""
    design = estimates.survey.design(estimates.slabs.design)
    return {
        "survey": estimates.survey.code,
        "data_status": estimates.survey.data_status,
        "design": design.code,
        "describes": both_languages(design.describes),
        "statistic": estimates.statistic,
        "interval": estimates.method,
        "level": estimates.level,
        "errors": errors,
        "estimates": estimates.frame(every=every).to_dicts(),
    }
