"""Estimates of a survey and rank sets, for people and for machines."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from parindex.cli.output import Screen, both_languages, joined
from parindex.cli.phrases import analysis, responses, sentences, words
from parindex.cli.phrases import surveys as said

if TYPE_CHECKING:
    import polars

    from parindex.survey.estimation.estimate import Estimates
    from parindex.survey.estimation.table import EstimateTable
    from parindex.survey.model import Grouping, Scale, Survey
    from parindex.survey.ranks.of_units import RankedUnits

MOST_DOMAINS = 100
"""Domains that are shown of one grouping; files and JSON have them all."""


def show_survey(screen: Screen, survey: Survey) -> None:
    """Say what survey it is, and whether its figures are made up."""
    screen.line(survey.title.to(screen.language), "bold")
    screen.say(sentences.DATA[survey.data_status], "bold yellow" if survey.data_status == "training" else "")


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
        level=_percent(screen, estimates.level),
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


def _percent(screen: Screen, share: float) -> str:
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


def show_ranks(screen: Screen, survey: Survey, found: Sequence[RankedUnits]) -> None:
    """Show the places that each unit may hold, one column of sets for each design."""
    show_survey(screen, survey)
    headline = found[0]
    screen.line(survey.title_of[headline.settings.measure].to(screen.language), "bold")
    columns = [(survey.design(each.design).title, "right") for each in found]
    table = screen.table(
        (words.UNIT, "left"), (said.ESTIMATE, "right"), (said.STANDARD_ERROR, "right"), (words.RANK, "right"),
        *columns,
    )  # fmt: skip
    [grouping] = [each for each in survey.groupings if each.is_of_units]
    for unit in headline.sets.rank.argsort(kind="stable").tolist():
        table.add_row(
            named(screen, grouping, (headline.units[unit],)),
            number_text(screen, headline.estimate[unit], 2),
            number_text(screen, headline.standard_error[unit], 2),
            str(headline.sets.rank[unit]),
            *(f"{each.sets.lower[unit]}–{each.sets.upper[unit]}" for each in found),
        )
    screen.show(table)
    for each in found:
        design = survey.design(each.design)
        screen.say(
            said.RANK_SETS[each.settings.coverage], "dim",
            design=design.title.to(screen.language), describes=design.describes.to(screen.language),
            level=_percent(screen, each.settings.level), freedom=number_text(screen, each.degrees_of_freedom, 0),
        )  # fmt: skip
        screen.say(said.CANNOT_BE_RANKED, units=int(each.sets.cannot_be_ranked.sum()), all=len(each.units))


def show_best_and_worst(screen: Screen, survey: Survey, found: Sequence[RankedUnits], places: int) -> None:
    """Say which units may be among the best so many places, and which among the last, under each design."""
    for each in found:
        design = survey.design(each.design).title.to(screen.language)
        for text, chosen in ((said.BEST, each.sets.best(places)), (said.WORST, each.sets.worst(places))):
            rows = chosen.nonzero()[0].tolist()
            names = screen.text(said.ANY) if chosen.all() else _names(screen, survey, each, rows)
            screen.say(text, design=design, places=places, units=int(chosen.sum()), names=names)


def show_alike(screen: Screen, survey: Survey, found: Sequence[RankedUnits], unit: str) -> None:
    """Say from which others a unit cannot be told apart, under each design."""
    for each in found:
        row = each.units.index(unit)
        others = each.sets.like(row).tolist()
        screen.say(
            said.ALIKE if others else said.UNLIKE, design=survey.design(each.design).title.to(screen.language),
            unit=_names(screen, survey, each, [row]), units=len(others),
            names=screen.text(said.ANY) if len(others) == len(each.units) - 1 else _names(screen, survey, each, others),
        )  # fmt: skip


def _names(screen: Screen, survey: Survey, ranked: RankedUnits, rows: list[int]) -> str:
    [grouping] = [each for each in survey.groupings if each.is_of_units]
    return joined(named(screen, grouping, (ranked.units[row],)) for row in rows)


def ranks_data(survey: Survey, found: Sequence[RankedUnits], places: int | None) -> dict[str, object]:
    """Return rank sets as JSON has them; with `places` also who may be among the best and the last so many."""
    return {
        "survey": survey.code,
        "data_status": survey.data_status,
        "designs": [
            {
                "design": each.design,
                "describes": both_languages(survey.design(each.design).describes),
                "measure": each.settings.measure,
                "coverage": each.settings.coverage,
                "critical_values": each.settings.critical,
                "level": each.settings.level,
                "degrees_of_freedom": each.degrees_of_freedom,
                "cannot_be_ranked": int(each.sets.cannot_be_ranked.sum()),
                **({} if places is None else _best_and_worst(each, places)),
                "units": [
                    {
                        "code": unit,
                        "estimate": float(each.estimate[row]),
                        "standard_error": float(each.standard_error[row]),
                        "rank": int(each.sets.rank[row]),
                        "best_rank": int(each.sets.lower[row]),
                        "worst_rank": int(each.sets.upper[row]),
                        "cannot_be_told_apart_from": [each.units[n] for n in each.sets.like(row).tolist()],
                    }
                    for row, unit in enumerate(each.units)
                ],
            }
            for each in found
        ],
    }


def ranks_frame(found: Sequence[RankedUnits]) -> polars.DataFrame:
    """Return rank sets as a table: a row for each unit under each design."""
    import polars

    return polars.concat(
        polars.DataFrame(
            {
                "design": [each.design] * len(each.units),
                "unit": each.units,
                "estimate": each.estimate,
                "standard_error": each.standard_error,
                "rank": each.sets.rank,
                "best_rank": each.sets.lower,
                "worst_rank": each.sets.upper,
            }
        )
        for each in found
    )


def _best_and_worst(ranked: RankedUnits, places: int) -> dict[str, object]:
    return {
        "places": places,
        "may_be_among_the_best": [ranked.units[n] for n in ranked.sets.best(places).nonzero()[0].tolist()],
        "may_be_among_the_last": [ranked.units[n] for n in ranked.sets.worst(places).nonzero()[0].tolist()],
    }
