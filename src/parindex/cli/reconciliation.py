"""Printed beside recomputed, unit by unit, and a sentence for every difference."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from rich.text import Text as Styled

from parindex.cli.headline import show_title
from parindex.cli.output import Screen
from parindex.cli.phrases import sentences, words
from parindex.language import Text, both, own_words
from parindex.rounds.values import exact_text

if TYPE_CHECKING:
    from parindex.scoring import Results
    from parindex.scoring.reconcile import Reconciled, Reconciliation

MOST_TITLED = 4
"""Parts up to which a column is headed by the title of its part instead of its code."""

WIDEST_PART = 12
"""Columns that the title of a part may take before it is broken."""

_STYLES = {"same": "green", "within_rounding": "yellow", "differs": "bold red"}


def show_reconciliation(screen: Screen, results: Results, found: Reconciliation) -> None:
    """Show the table of both, then what the differences mean."""
    show_title(screen, results)
    both_sides = [unit for unit in found.units if unit.difference is not None]
    if both_sides:
        _show_table(screen, results, both_sides)
    others = len(found.units) - len(both_sides)
    if others:
        screen.say(sentences.NOT_COMPARABLE, "dim", units=others)
    if both_sides:
        _say_differences(screen, results, both_sides, found)
        _say_ranks(screen, found)
    _say_means(screen, found)
    for unit in both_sides:
        if unit.note:
            screen.say(
                sentences.NOTE_OF_UNIT,
                "dim",
                unit=unit.unit.unit.name.to(screen.language),
                note=own_words(unit.note, screen.language),
            )


def _show_table(screen: Screen, results: Results, units: list[Reconciled]) -> None:
    leaves = results.framework.leaves
    heads = [leaf.title if len(leaves) <= MOST_TITLED else both(leaf.code) for leaf in leaves]
    table = screen.table(
        (words.RANK, "right"),
        (words.UNIT, "left"),
        *((head, "right") for head in heads),
        (words.SUM, "right"),
        (words.PRINTED, "right"),
        (words.DIFFERENCE, "right"),
        (words.VERDICT, "left"),
    )
    for column in table.columns[2 : 2 + len(heads)]:
        column.no_wrap, column.max_width = False, WIDEST_PART
    for unit in units:
        table.add_row(*_row(screen, results, unit))
    screen.show(table)


def _row(screen: Screen, results: Results, unit: Reconciled) -> list[str | Styled]:
    decimals = results.framework.ranking.decimals
    row = results.round.unit_position[unit.unit.unit.code]
    parts = iter(unit.parts)
    shown = [
        screen.number(next(parts), decimals) if scored else "" for scored in results.scores.is_scored[row]
    ]
    style = _STYLES[unit.verdict]
    again = unit.recomputed_rank
    ranks = screen.number(unit.printed_rank)
    return [
        ranks if again is None or again == unit.printed_rank else f"{ranks} ({again})",
        unit.unit.unit.name.to(screen.language),
        *shown,
        screen.number(unit.recomputed, decimals),
        screen.number(unit.printed, decimals),
        Styled(screen.signed(unit.difference, decimals), style=style),
        Styled(screen.text(words.VERDICTS[unit.verdict]), style=style),
    ]


def _say_differences(
    screen: Screen, results: Results, units: list[Reconciled], found: Reconciliation
) -> None:
    """Say how many agree, how many differ by how much, and why."""
    all_units, decimals = len(units), results.framework.ranking.decimals
    same = found.count("same")
    if same:
        screen.say(sentences.SAME, "green", units=same, all=all_units)
    rounded = [unit for unit in units if unit.verdict == "within_rounding"]
    step = screen.number(Fraction(1, 10**decimals))
    for (size, parts, limit), count in sorted(_sizes(rounded).items()):
        screen.say(
            sentences.ROUNDED, "yellow", units=count, all=all_units, step=step, parts=parts,
            size=screen.number(size), limit=screen.number(limit),
        )  # fmt: skip
    for unit in found.unexplained:
        screen.say(
            sentences.UNEXPLAINED, "bold red", unit=unit.unit.unit.name.to(screen.language),
            size=screen.number(unit.difference), limit=screen.number(unit.tolerance),
        )  # fmt: skip


def _sizes(units: list[Reconciled]) -> Counter[tuple[Fraction, int, Fraction]]:
    """Count units by size of their difference, number of parts and what rounding can explain."""
    return Counter((abs(unit.difference or Fraction(0)), len(unit.parts), unit.tolerance) for unit in units)


def _say_ranks(screen: Screen, found: Reconciliation) -> None:
    if found.ranks_agree is None:
        screen.say(sentences.RANKS_NOT_RECOMPUTED, "dim")
    elif found.ranks_agree:
        screen.say(sentences.RANKS_SAME, "green")
    else:
        screen.say(sentences.RANKS_DIFFER, "bold red")


def _say_means(screen: Screen, found: Reconciliation) -> None:
    means: list[tuple[Text, Fraction | None]] = [
        (words.MEAN_PRINTED, found.printed_mean),
        (words.MEAN_RECOMPUTED, found.recomputed_mean),
        (words.MEAN_ANNOUNCED, found.announced_mean),
    ]
    known = [f"{screen.text(label)} {screen.number(value, 2)}" for label, value in means if value is not None]
    if known:
        screen.line("; ".join(known) + ".")


def reconciliation_data(found: Reconciliation) -> dict[str, object]:
    """Return a reconciliation as JSON has it."""
    return {
        "agrees": found.agrees,
        "ranks_agree": found.ranks_agree,
        "recomputed_mean_exact": exact_text(found.recomputed_mean),
        "printed_mean_exact": exact_text(found.printed_mean),
        "announced_mean": exact_text(found.announced_mean),
        "units": [_unit_data(unit) for unit in found.units],
    }


def _unit_data(unit: Reconciled) -> dict[str, object]:
    return {
        "code": unit.unit.unit.code,
        "name": unit.unit.unit.name.vi,
        "parts": [exact_text(part) for part in unit.parts],
        "recomputed_exact": exact_text(unit.recomputed),
        "printed": exact_text(unit.printed),
        "difference_exact": exact_text(unit.difference),
        "tolerance": exact_text(unit.tolerance),
        "verdict": unit.verdict,
        "printed_rank": unit.printed_rank,
        "recomputed_rank": unit.recomputed_rank,
        "note": unit.note,
    }
