"""What if: a unit with other inputs, and the fewest leaves with which it would reach a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.text import Text as Styled

from parindex.cli.headline import show_title
from parindex.cli.output import UNKNOWN, Screen
from parindex.cli.phrases import sentences, words
from parindex.rounds.values import exact_text
from parindex.scoring import rank, score
from parindex.scoring.simulate import simulate, way_to

if TYPE_CHECKING:
    from parindex.scoring import Results, UnitResult
    from parindex.scoring.simulate import Way


def suppose(screen: Screen, results: Results, unit: str, assumptions: Sequence[str]) -> None:
    """Show what index, rank and group a unit would have with other inputs, and who else would move."""
    before = own_figures(results, unit)
    after = simulate(before, unit, assumptions)
    moved = [
        (before.by_code[u.unit.code], u)
        for u in after.ordered
        if u.unit.code != unit and u.rank != before.by_code[u.unit.code].rank
    ]
    then, now = before.by_code[unit], after.by_code[unit]
    if screen.is_json:
        screen.json(
            {
                "round": results.round.info.code,
                "unit": unit,
                "before": _result_data(then),
                "after": _result_data(now),
                "moved": [
                    {"code": u.unit.code, "rank_before": t.rank, "rank_after": u.rank} for t, u in moved
                ],
            }
        )
        return
    _show_head(screen, results, unit, is_own=before is not results)
    _show_both(screen, before, then, now)
    for other_then, other in moved:
        screen.say(
            sentences.ALSO_MOVED, "dim", unit=other.unit.name.to(screen.language),
            before=screen.number(other_then.rank), after=screen.number(other.rank),
        )  # fmt: skip


def own_figures(results: Results, unit: str) -> Results:
    """Return results in which the index of a unit is the one that its points give.

    In a round of printed figures the printed index counts whatever the points are, so nothing would move.
    """
    data = results.round
    if data.info.kind == "recomputable" or unit not in data.printed:
        return results
    others = {code: printed for code, printed in data.printed.items() if code != unit}
    return rank(score(replace(data, printed=others), results.scores.stage))


def _show_head(screen: Screen, results: Results, unit: str, *, is_own: bool) -> None:
    show_title(screen, results, unit=unit)
    screen.say(sentences.SUPPOSED, "yellow")
    if is_own:
        screen.say(sentences.OWN_FIGURES, "yellow")


def _show_both(screen: Screen, results: Results, then: UnitResult, now: UnitResult) -> None:
    decimals = results.framework.ranking.decimals
    table = screen.table(
        (words.FIGURE, "left"), (words.NOW, "right"), (words.SUPPOSEDLY, "right"), (words.CHANGE, "right")
    )
    change = now.index - then.index if now.index is not None and then.index is not None else None
    places = then.rank - now.rank if now.rank is not None and then.rank is not None else None
    lines = [
        (
            words.INDEX,
            screen.number(then.index, decimals),
            screen.number(now.index, decimals),
            screen.signed(change, decimals),
        ),
        (words.RANK, screen.number(then.rank), screen.number(now.rank), screen.signed(places)),
        (words.GROUP, then.group or UNKNOWN, now.group or UNKNOWN, ""),
    ]
    for label, *cells in lines:
        table.add_row(screen.text(label), cells[0], Styled(cells[1], style="bold"), cells[2])
    screen.show(table)


def _result_data(result: UnitResult) -> dict[str, object]:
    return {"index_exact": exact_text(result.index), "rank": result.rank, "group": result.group or None}


def reach(screen: Screen, results: Results, unit: str, place: int) -> None:
    """Show the fewest leaves with which a unit would reach a place."""
    way = way_to(results, unit, place)
    if screen.is_json:
        screen.json({"round": results.round.info.code, "unit": unit, "place": place, **_way_data(way)})
        return
    _show_head(screen, results, unit, is_own=False)
    decimals = results.framework.ranking.decimals
    if way.needed <= 0 and not way.gains:
        screen.say(sentences.REACHED, "green", place=place)
        return
    screen.say(
        sentences.NEEDED,
        place=place,
        target=screen.number(way.target, decimals),
        needed=screen.number(way.needed, decimals),
    )
    table = screen.table((words.LEAF, "left"), (words.OPEN_POINTS, "right"), (words.INDEX_AFTER, "right"))
    for gain in way.gains:
        title = f"{gain.leaf.code} {gain.leaf.title.to(screen.language)}"
        table.add_row(title, screen.points(gain.open_points), screen.number(gain.index_after, decimals))
    if way.gains:
        screen.show(table)
    if way.is_enough:
        screen.say(sentences.ENOUGH, "green", leaves=len(way.gains), place=place)
    else:
        screen.say(sentences.NOT_ENOUGH, "bold red", place=place)


def _way_data(way: Way) -> dict[str, object]:
    return {
        "target_exact": exact_text(way.target),
        "needed_exact": exact_text(way.needed),
        "is_enough": way.is_enough,
        "gains": [
            {
                "leaf": gain.leaf.code,
                "open_points": exact_text(gain.open_points),
                "index_after_exact": exact_text(gain.index_after),
            }
            for gain in way.gains
        ],
    }
