"""Charts and tables of estimates: what of them is shown, and in which words."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from decimal import Decimal

from parindex.language import Language, shown
from parindex.survey.estimation.table import EstimateTable
from parindex.survey.model import Grouping, Survey
from parindex.survey.ranks.of_units import RankedUnits
from parindex.survey.report import words
from parindex.survey.report.blocks import Bar, Chart, Table

_DASH = "–"


def number(value: float, language: Language, decimals: int) -> str:
    """Return a number as people write it; a dash where it is not known."""
    return shown(Decimal(repr(float(value))), language, decimals) if math.isfinite(value) else _DASH


def reasons_to_hide(table: EstimateTable, row: int, column: int) -> list[str]:
    """Return the flags for which an estimate is not to be shown."""
    return [name for name in words.WHY if table.flags[name][row, column]]


def bar(table: EstimateTable, row: int, column: int, name: str, language: Language) -> Bar:
    """Return the row of a chart; without figures where they are not to be shown."""
    hidden = reasons_to_hide(table, row, column)
    if hidden or not math.isfinite(table.estimate[row, column]):
        because = ", ".join(words.WHY[flag].to(language) for flag in hidden) or _DASH
        return Bar(name, words.SUPPRESSED.to(language).format(reasons=because))
    value, low, high = (float(each[row, column]) for each in (table.estimate, table.lower, table.upper))
    if not math.isfinite(low + high):
        low = high = value
    text = f"{number(value, language, 2)}  ({number(low, language, 1)} – {number(high, language, 1)})"
    return Bar(name, text, value, low, high, marked=bool(table.flags["review"][row, column]))


def chart(
    title: str, heading: str, rows: Sequence[Bar], reference: float | None, language: Language
) -> Chart:
    """Return a chart of percentages, its axis from the lowest interval to the highest in steps of ten."""
    lows = [row.low for row in rows if row.low is not None]
    highs = [row.high for row in rows if row.high is not None]
    low = 10 * math.floor(min(lows, default=0.0) / 10)
    high = max(10 * math.ceil(max(highs, default=100.0) / 10), low + 10)
    step = 10 if high - low <= 60 else 20
    ticks = tuple((float(place), str(place)) for place in range(low, high + 1, step))
    alternative = words.ALT_FOREST.to(language).format(title=title, rows=len(rows))
    return Chart(
        title, alternative, heading, words.ESTIMATE.to(language), low, high, ticks, tuple(rows), reference
    )


def rank_chart(
    ranked: RankedUnits, names: dict[str, str], hidden: Collection[str], title: str, language: Language
) -> Chart:
    """Return a chart of the places that each unit may hold.

    Of units whose estimates are not shown the place of the estimate is not either; they stand last, by name.
    """
    sets, units = ranked.sets, len(ranked.units)
    rows = [
        Bar(
            names[ranked.units[n]],
            f"{sets.rank[n]}  ({sets.lower[n]} – {sets.upper[n]})",
            float(sets.rank[n]),
            float(sets.lower[n]),
            float(sets.upper[n]),
        )
        for n in sets.rank.argsort(kind="stable").tolist()
        if ranked.units[n] not in hidden
    ]
    rows += [
        Bar(
            names[code],
            f"({sets.lower[n]} – {sets.upper[n]})",
            None,
            float(sets.lower[n]),
            float(sets.upper[n]),
        )
        for n, code in sorted(enumerate(ranked.units), key=lambda unit: names[unit[1]])
        if code in hidden
    ]
    ticks = tuple((float(place), str(place)) for place in sorted({1, *range(10, units, 10), units}))
    alternative = words.ALT_FOREST.to(language).format(title=title, rows=units)
    last = float(max(units, 2))
    return Chart(
        title,
        alternative,
        words.UNIT.to(language),
        words.POSSIBLE.to(language),
        1.0,
        last,
        ticks,
        tuple(rows),
    )


def item_table(survey: Survey, table: EstimateTable, language: Language) -> Table:
    """Return every item and node with its estimate for the nation."""
    named = survey.title_of
    rows = []
    for column, code in enumerate(table.measures):
        row = bar(table, 0, column, named[code].to(language), language)
        without = 100 * (1 - table.answers[0, column] / table.people[0])
        rows.append(
            (
                row.name,
                row.text,
                number(table.standard_error[0, column], language, 2) if row.value is not None else _DASH,
                number(table.answers[0, column], language, 0),
                number(without, language, 1),
            )
        )
    heads = (words.ITEM, words.ESTIMATE, words.STANDARD_ERROR, words.ANSWERS, words.WITHOUT)
    return Table("", tuple(head.to(language) for head in heads), tuple(rows))


def sample_table(grouping: Grouping, table: EstimateTable, column: int, language: Language) -> Table:
    """Return what the sample of each domain was, and what it was worth."""
    rows = [
        (
            grouping.name_of(domain, language),
            number(table.people[row], language, 0),
            number(table.psus[row], language, 0),
            number(table.degrees_of_freedom[row], language, 0),
            number(table.standard_error[row, column], language, 2)
            if not reasons_to_hide(table, row, column)
            else _DASH,
            number(table.design_effect[row, column], language, 1),
            number(table.effective_answers[row, column], language, 0),
            number(table.intraclass_correlation[row, column], language, 3),
        )
        for row, domain in enumerate(table.domains)
    ]
    heads = (
        words.UNIT, words.PEOPLE, words.PSUS, words.DEGREES, words.STANDARD_ERROR, words.EFFECT, words.EFFECTIVE,
        words.ALIKE,
    )  # fmt: skip
    return Table("", tuple(head.to(language) for head in heads), tuple(rows))
