"""Where the points of a unit went: by area, then leaf by leaf, most first."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from rich.text import Text as Styled

from parindex.cli.headline import first_level, show_title
from parindex.cli.output import Screen
from parindex.cli.phrases import sentences, words
from parindex.language import own_words
from parindex.rounds.values import exact_text
from parindex.scoring.lost import full_marks

if TYPE_CHECKING:
    from parindex.scoring import Results
    from parindex.scoring.lost import Loss


def show_losses(
    screen: Screen, results: Results, unit: str, areas: Sequence[Loss], leaves: Sequence[Loss]
) -> None:
    """Show what a unit lost."""
    show_title(screen, results, unit=unit)
    if not areas and not leaves:
        screen.say(sentences.LOSSES_UNKNOWN, "yellow")
        return
    _show_areas(screen, results, areas)
    lost = sum((loss.lost for loss in areas), Fraction(0))
    maximum = sum((loss.maximum for loss in areas), Fraction(0))
    screen.say(sentences.LOST_IN_ALL, "bold", lost=screen.points(lost), maximum=screen.points(maximum))
    deep = [loss for loss in leaves if loss.placed.depth > 0]
    if deep:
        _show_leaves(screen, deep)
    full = len(full_marks(results, unit))
    screen.say(sentences.FULL_MARKS, "dim", leaves=full)


def _show_areas(screen: Screen, results: Results, areas: Sequence[Loss]) -> None:
    table = screen.table((first_level(results), "left"), (words.LOST_OF, "right"), (words.SHARE, "left"))
    for loss in areas:
        table.add_row(
            loss.placed.node.title.to(screen.language),
            screen.text(words.LOST, lost=screen.points(loss.lost), maximum=screen.points(loss.maximum)),
            Styled(_bar(loss), style="red"),
        )
    screen.show(table)


def _bar(loss: Loss) -> str:
    """Return a bar as long as the share that was lost, twenty characters for all of it."""
    return "█" * round(20 * loss.lost / loss.maximum) if loss.maximum else ""


def _show_leaves(screen: Screen, leaves: Sequence[Loss]) -> None:
    with_self = any(loss.self_points is not None for loss in leaves)
    with_reason = any(loss.reason for loss in leaves)
    columns = [(words.LEAF, "left"), (words.MAXIMUM, "right")]
    columns += [(words.SELF_POINTS, "right")] if with_self else []
    columns += [(words.POINTS, "right"), (words.LOST_POINTS, "right")]
    columns += [(words.REASON, "left")] if with_reason else []
    table = screen.table(*columns)
    for loss in leaves:
        node = loss.placed.node
        cells: list[str | Styled] = [
            f"{node.code} {node.title.to(screen.language)}",
            screen.points(loss.maximum),
        ]
        cells += [screen.points(loss.self_points)] if with_self else []
        cells += [screen.points(loss.points), Styled(screen.points(loss.lost), style="bold red")]
        cells += [own_words(loss.reason, screen.language)] if with_reason else []
        table.add_row(*cells)
    screen.show(table)


def losses_data(
    results: Results, unit: str, areas: Sequence[Loss], leaves: Sequence[Loss]
) -> dict[str, object]:
    """Return what a unit lost as JSON has it."""
    return {
        "round": results.round.info.code,
        "unit": unit,
        "index_exact": exact_text(results.by_code[unit].index),
        "areas": [_loss_data(loss) for loss in areas],
        "leaves": [
            {**_loss_data(loss), "self_points": exact_text(loss.self_points), "reason": loss.reason}
            for loss in leaves
        ],
        "full_marks": [placed.node.code for placed in full_marks(results, unit)],
    }


def _loss_data(loss: Loss) -> dict[str, object]:
    return {
        "code": loss.placed.node.code,
        "title": loss.placed.node.title.vi,
        "points": exact_text(loss.points),
        "max_points": exact_text(loss.maximum),
        "lost": exact_text(loss.lost),
    }
