"""A result as tables: the ranking, what it says as a whole, one unit in detail."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from rich.text import Text as Styled

from parindex.cli.headline import first_level
from parindex.cli.output import UNKNOWN, Screen, joined
from parindex.cli.phrases import sentences, words
from parindex.cli.phrases import surveys as said
from parindex.cli.sampled import interval_lines, places_lines, places_text, reach_text, show_notes
from parindex.language import Text, both
from parindex.numbers import in_points

if TYPE_CHECKING:
    from rich.table import Table

    from parindex.robustness.beside import Sampled
    from parindex.scoring import Results, Summary, UnitResult
    from parindex.scoring.change import Change
    from parindex.scoring.summary import Figure

COMBINED = "*"
"""Marks a change against the combined past of merged units."""


def show_ranking(screen: Screen, results: Results, sampled: Sampled, top: int | None = None) -> None:
    """Show the ranked table; units of which nothing is known are counted, not listed."""
    known = results.told
    listed = known if top is None else known[:top]
    table = screen.table(
        (words.RANK, "right"),
        (words.UNIT, "left"),
        (words.INDEX, "right"),
        *([(said.REACH, "right")] if sampled.intervals else []),
        *([(said.POSSIBLE_RANKS, "right")] if sampled.places else []),
        (words.GROUP, "left"),
        (words.POINTS_CHANGE, "right"),
        (words.PLACES_CHANGE, "right"),
        (words.STATUS, "left"),
    )
    for unit in listed:
        table.add_row(*_row(screen, results, sampled, unit))
    screen.show(table)
    if sampled.intervals:
        show_notes(screen, sampled)
    _show_notes(screen, results, listed)
    if len(listed) < len(known):
        screen.say(sentences.MORE_UNITS, "dim", units=len(known) - len(listed))
    if results.units_in_all is not None and len(known) < results.units_in_all:
        screen.say(sentences.UNKNOWN_UNITS, "dim", units=results.units_in_all - len(known))


def _row(screen: Screen, results: Results, sampled: Sampled, unit: UnitResult) -> list[Styled | str]:
    decimals = results.framework.ranking.decimals
    return [
        screen.number(unit.rank),
        unit.unit.name.to(screen.language),
        Styled(screen.number(unit.index, decimals), style="bold"),
        *([reach_text(screen, sampled, unit.unit.code)] if sampled.intervals else []),
        *([places_text(sampled, unit.unit.code)] if sampled.places else []),
        unit.group or UNKNOWN,
        *_changes(screen, unit.change, decimals),
        Styled(screen.text(words.STATUSES[unit.status]), style="dim"),
    ]


def _changes(screen: Screen, change: Change | None, decimals: int) -> tuple[Styled, Styled]:
    if change is None:
        return Styled(UNKNOWN, style="dim"), Styled(UNKNOWN, style="dim")
    mark = COMBINED if change.is_combined else ""
    points = Styled(screen.signed(change.points, decimals) + mark, style=_colour(change.points))
    return points, Styled(screen.signed(change.places), style=_colour(change.places))


def _colour(change: Fraction | int | None) -> str:
    if not change:
        return "dim"
    return "green" if change > 0 else "red"


def _show_notes(screen: Screen, results: Results, units: Sequence[UnitResult]) -> None:
    """Explain the marks that the table uses."""
    if any(unit.change is not None and unit.change.is_combined for unit in units):
        screen.say(sentences.COMBINED_PAST, "dim", mark=COMBINED)
    unranked = [u for u in units if not results.framework.ranks(u.unit.code)]
    if unranked:
        names = ", ".join(unit.unit.name.to(screen.language) for unit in unranked)
        screen.say(sentences.NOT_RANKED, "dim", names=names)


def show_summary(screen: Screen, results: Results, summary: Summary) -> None:
    """Show the figures about all units, each with whether it was computed here or printed."""
    figures = summary.figures
    heading = words.WHOLE_TABLE_SO_FAR if results.is_provisional else words.WHOLE_TABLE
    table = screen.table((heading, "left"), (words.FIGURE, "right"), (words.BASIS, "left"))
    _add(screen, table, words.MEAN, figures.get("mean"), 2)
    _add(screen, table, words.MEAN_CHANGE, figures.get("points_change"), 2, signed=True)
    for name, label in (("highest", words.HIGHEST), ("lowest", words.LOWEST), ("gap", words.GAP)):
        _add(screen, table, label, figures.get(name), 2)
    for name, label in (("rose", words.ROSE), ("fell", words.FELL), ("unchanged", words.UNCHANGED)):
        _add(screen, table, label, figures.get(name), 0)
    _add(screen, table, words.RANKED_UNITS, figures.get("ranked_units"), 0)
    for code, figure in summary.group_sizes.items():
        _add(screen, table, _group_label(results, code), figure, 0)
    if table.row_count:
        screen.show(table)
    _show_means(screen, words.REGION, {_region(results, k): v for k, v in summary.region_means.items()})
    _show_means(
        screen, first_level(results), {_node_label(results, k): v for k, v in summary.area_means.items()}
    )


def _add(
    screen: Screen, table: Table, label: Text, figure: Figure | None, decimals: int, *, signed: bool = False
) -> None:
    if figure is not None:
        written = screen.signed if signed else screen.number
        table.add_row(
            screen.text(label), written(figure.value, decimals), screen.text(words.BASES[figure.basis])
        )


def _show_means(screen: Screen, heading: Text, means: dict[Text, Figure]) -> None:
    if not means:
        return
    table = screen.table((heading, "left"), (words.MEAN, "right"), (words.BASIS, "left"))
    for label, figure in means.items():
        _add(screen, table, label, figure, 2)
    screen.show(table)


def _group_label(results: Results, code: str) -> Text:
    """Return "Nhóm A (từ 90% trở lên)" for a group that the framework names, else its code alone."""
    group = next((group for group in results.framework.groups if group.code == code), None)
    named = Text(vi=f"Nhóm {code}", en=f"Group {code}")
    if group is None or group.label == named:
        return named
    return Text(vi=f"{named.vi}: {group.label.vi}", en=f"{named.en}: {group.label.en}")


def _region(results: Results, name: str) -> Text:
    from parindex.scoring.summary import region_name

    return region_name(results, name)


def _node_label(results: Results, code: str) -> Text:
    placed = results.framework.by_code.get(code)
    return both(code) if placed is None else placed.node.title


def show_unit(screen: Screen, results: Results, summary: Summary, unit: UnitResult, sampled: Sampled) -> None:
    """Show one unit: index, rank, group, change and where it comes from, points by area."""
    region = unit.unit.region.to(screen.language) if unit.unit.region else ""
    screen.line()
    screen.line(joined([f"{unit.unit.name.to(screen.language)} ({unit.unit.code})", region]), "bold")
    table = screen.table((words.FIGURE, "left"), (words.UNIT, "left"))
    table.show_header = False
    for label, value in _unit_lines(screen, results, summary, unit, sampled):
        table.add_row(screen.text(label), Styled(value, style="bold"))
    screen.show(table)
    if sampled.places:
        screen.say(said.INDEX_SAMPLED["simultaneous"], "dim", level=screen.number(round(100 * sampled.level)))
    _show_areas(screen, results, unit)


def _unit_lines(
    screen: Screen, results: Results, summary: Summary, unit: UnitResult, sampled: Sampled
) -> list[tuple[Text, str]]:
    decimals, ranked = results.framework.ranking.decimals, summary.figures.get("ranked_units")
    of_all = f"/{screen.number(ranked.value)}" if ranked is not None and unit.rank is not None else ""
    lines = [
        (words.INDEX, screen.number(unit.index, decimals)),
        *interval_lines(screen, sampled, unit.unit.code),
        (words.RANK, screen.number(unit.rank) + of_all),
        *places_lines(sampled, unit.unit.code),
        (words.GROUP, unit.group or UNKNOWN),
        (words.STATUS, screen.text(words.STATUSES[unit.status])),
    ]
    if unit.computed is not None and unit.computed != unit.index:
        lines.insert(1, (words.RECOMPUTED, screen.number(unit.computed, decimals)))
    if unit.change is not None:
        lines += _change_lines(screen, unit.change, decimals)
    return lines


def _change_lines(screen: Screen, change: Change, decimals: int) -> list[tuple[Text, str]]:
    before = joined(
        [
            screen.number(change.past_index, decimals),
            screen.text(words.PLACE, rank=change.past_rank) if change.past_rank else "",
            screen.text(words.COMBINED) if change.is_combined else "",
        ]
    )
    lines = [
        (words.PAST, before),
        (words.POINTS_CHANGE, screen.signed(change.points, decimals)),
        (words.PLACES_CHANGE, screen.signed(change.places)),
    ]
    if change.split is not None:
        for part, label in words.SPLIT.items():
            lines.append((label, "  " + screen.signed(getattr(change.split, part), decimals)))
    return lines


def _show_areas(screen: Screen, results: Results, unit: UnitResult) -> None:
    """Show points, maximum and component index of each area that is known."""
    row, scores = results.round.unit_position[unit.unit.code], results.scores
    table = screen.table(
        (first_level(results), "left"),
        (words.POINTS, "right"),
        (words.MAXIMUM, "right"),
        (words.COMPONENT, "right"),
    )
    for area in results.framework.tree:
        leaves = list(results.framework.leaves_under(area.code))
        component = results.component(area.code, row)
        if not scores.is_scored[row, leaves].any():
            continue
        points = in_points(scores.earned(leaves)[row])
        maximum = in_points(scores.maxima[leaves][scores.is_applicable[row, leaves]].sum())
        table.add_row(
            area.title.to(screen.language),
            screen.points(points),
            UNKNOWN if component is None else screen.number(maximum),
            screen.number(component, 2),
        )
    if table.row_count:
        screen.show(table)
