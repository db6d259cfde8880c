"""Two results side by side: who moved, on which leaves, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from parindex.cli.headline import show_title
from parindex.cli.output import UNKNOWN, Screen, both_languages
from parindex.cli.phrases import sentences, words
from parindex.rounds.values import exact_text

if TYPE_CHECKING:
    from parindex.results.compare import LeafDifference, UnitDifference
    from parindex.scoring import Results, UnitResult

MOST_IN_DETAIL = 10
"""Units whose leaves are listed without being asked for."""


def show_comparison(
    screen: Screen, before: Results, after: Results, found: Sequence[UnitDifference], *, in_detail: bool
) -> None:
    """Show which units differ, then leaf by leaf if they are few or one was asked for."""
    show_title(screen, before, after)
    if not found:
        screen.say(sentences.NOTHING_DIFFERS, "green")
        return
    table = screen.table(
        (words.UNIT, "left"), (words.INDEX, "right"), (words.RANK, "right"), (words.GROUP, "left"),
        (words.LEAVES, "right"),
    )  # fmt: skip
    for difference in found:
        table.add_row(*_unit_row(screen, after, difference))
    screen.show(table)
    screen.say(sentences.UNITS_DIFFER, units=len(found))
    if in_detail or len(found) <= MOST_IN_DETAIL:
        for difference in found:
            _show_detail(screen, before, after, difference)
    else:
        screen.say(sentences.SEE_ONE_UNIT, "dim")


def _unit_row(screen: Screen, after: Results, difference: UnitDifference) -> list[str]:
    then, now = difference.before, difference.after
    decimals = after.framework.ranking.decimals
    return [
        _name(screen, difference),
        _pair(*(screen.number(side.index if side else None, decimals) for side in (then, now))),
        _pair(*(screen.number(side.rank if side else None) for side in (then, now))),
        _pair(*((side.group if side else "") or UNKNOWN for side in (then, now))),
        str(len(difference.leaves)),
    ]


def _name(screen: Screen, difference: UnitDifference) -> str:
    some = difference.after or difference.before
    return difference.unit if some is None else some.unit.name.to(screen.language)


def _pair(then: str, now: str) -> str:
    return now if then == now else f"{then} → {now}"


def _show_detail(screen: Screen, before: Results, after: Results, difference: UnitDifference) -> None:
    """Show a unit's leaves with their causes, and the causes outside the leaves."""
    if not difference.leaves and not difference.causes:
        return
    screen.line()
    screen.line(_name(screen, difference), "bold")
    for cause in difference.causes:
        screen.line(f"  {cause.to(screen.language)}")
    if difference.leaves:
        _show_leaves(screen, before, after, difference)


def _show_leaves(screen: Screen, before: Results, after: Results, difference: UnitDifference) -> None:
    table = screen.table((words.LEAF, "left"), (words.POINTS, "right"), (words.WHY, "left"))
    for leaf in difference.leaves:
        framework = (after if leaf.now else before).framework
        title = framework.by_code[leaf.leaf].node.title.to(screen.language)
        causes = "; ".join(cause.to(screen.language) for cause in leaf.causes)
        table.add_row(
            f"{_codes(leaf)} {title}", _pair(screen.number(leaf.before), screen.number(leaf.after)), causes
        )
    screen.show(table)


def _codes(leaf: LeafDifference) -> str:
    """Return the codes of a leaf, of old and new where they differ."""
    sides = (", ".join(codes) for codes in (leaf.was, leaf.now) if codes)
    return " → ".join(dict.fromkeys(sides))


def comparison_data(found: Sequence[UnitDifference]) -> dict[str, object]:
    """Return the differences as JSON has them."""
    return {
        "units": [
            {
                "code": difference.unit,
                "before": _side(difference.before),
                "after": _side(difference.after),
                "leaves": [_leaf_data(leaf) for leaf in difference.leaves],
                "causes": [both_languages(cause) for cause in difference.causes],
            }
            for difference in found
        ]
    }


def _side(result: UnitResult | None) -> dict[str, object] | None:
    if result is None:
        return None
    return {
        "index_exact": exact_text(result.index),
        "rank": result.rank,
        "group": result.group or None,
        "status": result.status,
    }


def _leaf_data(leaf: LeafDifference) -> dict[str, object]:
    return {
        "leaf": leaf.leaf,
        "leaves_before": list(leaf.was),
        "leaves_after": list(leaf.now),
        "before": exact_text(leaf.before),
        "after": exact_text(leaf.after),
        "causes": [both_languages(cause) for cause in leaf.causes],
    }
