"""How a number came about, as a tree: a leaf down to its inputs, a whole down to its areas."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from rich.text import Text as Styled
from rich.tree import Tree

from parindex.cli.headline import first_level
from parindex.cli.output import Screen, both_languages
from parindex.cli.phrases import words
from parindex.framework.model import Branch, Leaf
from parindex.framework.working import Step
from parindex.language import Text, both, shown
from parindex.numbers import in_points
from parindex.rounds.model import STATE_NAMES, State
from parindex.scoring.explain import NOTHING, explain, index_working

if TYPE_CHECKING:
    from parindex.framework import Placed
    from parindex.scoring import Results


def explanation_of(results: Results, unit: str, placed: Placed | None) -> Step:
    """Return how the points of a leaf, of an area or criterion, or the whole index came about."""
    if placed is None:
        return _index(results, unit)
    if isinstance(placed.node, Leaf):
        return explain(results, unit, placed.node.code)
    return _node(results, unit, placed.node, deep=True)


def _index(results: Results, unit: str) -> Step:
    row, decimals = results.round.unit_position[unit], results.framework.ranking.decimals
    result, totals = results.units[row], results.totals
    sides = ((words.PRINTED, result.printed), (words.RECOMPUTED, result.computed))
    parts = [Step(label, _number(value, decimals)) for label, value in sides if result.printed is not None]
    inside = ((words.POINTS, totals.earned), (words.APPLICABLE_MAXIMUM, totals.maximum))
    parts += [
        Step(label, _points(int(values[row]))) for label, values in inside if result.computed is not None
    ]
    outside = ((words.BONUS, totals.bonus), (words.PENALTY, totals.penalty), (words.TAKEN, totals.taken))
    parts += [Step(label, _points(int(values[row]))) for label, values in outside if values[row]]
    parts += [index_working(results, row)] if result.computed is not None else []
    areas = tuple(_node(results, unit, area, deep=False) for area in results.framework.tree)
    index = _number(result.index, decimals)
    return Step(words.INDEX, index, (*parts, Step(first_level(results), both(str(len(areas))), areas)))


def _node(results: Results, unit: str, node: Branch | Leaf, *, deep: bool) -> Step:
    """Return the points of a node; for a branch those of its parts below it, all the way down if `deep`."""
    label = Text(vi=f"{node.code} {node.title.vi}", en=f"{node.code} {node.title.en}")
    below: tuple[Step, ...] = ()
    if isinstance(node, Branch) and deep:
        below = tuple(_node(results, unit, child, deep=True) for child in node.children)
    return Step(label, _value(results, unit, node), below)


def _value(results: Results, unit: str, node: Branch | Leaf) -> Text:
    """Return "5,5/10 điểm", or the state of a leaf that has no points."""
    row = results.round.unit_position[unit]
    leaves, scores = list(results.framework.leaves_under(node.code)), results.scores
    if isinstance(node, Leaf) and not scores.is_scored[row, leaves[0]]:
        return STATE_NAMES[State(int(scores.state[row, leaves[0]]))]
    if (scores.state[row, leaves] == State.UNKNOWN).any():
        return STATE_NAMES[State.UNKNOWN]
    points = in_points(scores.points[row, leaves].sum())
    if not scores.known_maximum[leaves].all():
        return _written(points)
    maximum = in_points(scores.maxima[leaves][scores.is_applicable[row, leaves]].sum())
    of = Text(
        vi=f"{shown(points, 'vi')}/{shown(maximum, 'vi')}", en=f"{shown(points, 'en')}/{shown(maximum, 'en')}"
    )
    return Text(vi=f"{of.vi} điểm", en=f"{of.en} points")


def _points(micro_points: int) -> Text:
    return _written(in_points(micro_points))


def _written(value: Fraction) -> Text:
    return Text(vi=shown(value, "vi"), en=shown(value, "en"))


def _number(value: Fraction | None, decimals: int) -> Text:
    if value is None:
        return NOTHING
    return Text(vi=shown(value, "vi", decimals), en=shown(value, "en", decimals))


def tree_of(screen: Screen, step: Step) -> Tree:
    """Return a step and everything below it as a tree."""
    tree = Tree(_line(screen, step), guide_style="dim")
    _grow(screen, tree, step)
    return tree


def _grow(screen: Screen, tree: Tree, step: Step) -> None:
    for part in step.below:
        _grow(screen, tree.add(_line(screen, part)), part)


def _line(screen: Screen, step: Step) -> Styled:
    label, value = step.label.to(screen.language), step.value.to(screen.language)
    return Styled.assemble((f"{label}: ", "dim"), (value, "bold"))


def explanation_data(step: Step) -> dict[str, object]:
    """Return an explanation as JSON has it."""
    return {
        "label": both_languages(step.label),
        "value": both_languages(step.value),
        "below": [explanation_data(part) for part in step.below],
    }
