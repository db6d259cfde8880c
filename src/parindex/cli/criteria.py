"""A framework as a tree, and the differences of two as a table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rich.text import Text as Styled
from rich.tree import Tree

from parindex.cli.output import UNKNOWN, Screen, joined
from parindex.cli.phrases import sentences, words
from parindex.framework.model import ILLUSTRATIVE, Branch, Framework, Leaf

if TYPE_CHECKING:
    from parindex.framework.diff import Difference
    from parindex.framework.model import Node, Origin
    from parindex.language import Language


def show_framework(screen: Screen, framework: Framework, depth: int | None) -> None:
    """Show the tree down to a depth, with maxima, kinds of rule and a mark on what is illustrative."""
    screen.line(framework.title.to(screen.language), "bold")
    counts = joined(
        f"{sum(placed.depth == level for placed in framework.nodes)} {framework.level_of(level, screen.language).lower()}"
        for level in range(1 + max(placed.depth for placed in framework.nodes))
    )
    leaves = screen.text(words.LEAVES_COUNTED, leaves=len(framework.leaves))
    screen.line(joined([f"{framework.code} ({framework.version})", counts, leaves]), "dim")
    if framework.is_illustrative:
        screen.say(sentences.ILLUSTRATIVE, "yellow")
    total = screen.text(words.TOTAL, points=screen.number(framework.total))
    tree = Tree(Styled(total, style="bold"), guide_style="dim")
    for area in framework.tree:
        _grow(screen, tree, area, framework.source, 1, depth)
    screen.show(tree)


def _grow(
    screen: Screen, tree: Tree, node: Node, above: Origin | None, level: int, depth: int | None
) -> None:
    """Add a node and its parts; only a change from real to illustrative is marked."""
    source = node.source if node.source is not None else above
    line = Styled.assemble((node.code, "bold cyan"), "  ", node.title.to(screen.language), "  ")
    line.append(_points(screen, node.maximum), "bold")
    if isinstance(node, Leaf):
        line.append(f" · {screen.text(words.RULES[node.rule.type])}", "dim")
    if source == ILLUSTRATIVE and above != ILLUSTRATIVE:
        line.append(f" · {screen.text(words.ILLUSTRATIVE)}", "yellow")
    branch = tree.add(line)
    if isinstance(node, Branch) and (depth is None or level < depth):
        for child in node.children:
            _grow(screen, branch, child, source, level + 1, depth)


def _points(screen: Screen, maximum: Decimal | None) -> str:
    if maximum is None:
        return screen.text(words.MAXIMUM_UNKNOWN)
    return screen.text(words.POINTS_COUNTED, points=screen.number(maximum))


def framework_data(framework: Framework) -> dict[str, Any]:
    """Return a framework as JSON has it: its own data, numbers as exact decimals in strings."""
    data: dict[str, Any] = framework.model_dump(mode="json", by_alias=True, exclude_none=True)
    return data


def show_differences(screen: Screen, old: Framework, new: Framework, found: Sequence[Difference]) -> None:
    """Show what a new edition changes, in the order of its tree."""
    screen.line(f"{old.code} ({old.version}) → {new.code} ({new.version})", "bold")
    if not found:
        screen.say(sentences.NOTHING_DIFFERS, "green")
        return
    table = screen.table(
        (words.KIND, "left"),
        (words.CODE, "left"),
        (words.TITLE, "left"),
        (words.BEFORE, "left"),
        (words.AFTER, "left"),
    )
    for difference in found:
        table.add_row(
            screen.text(words.DIFFERENCES[difference.kind]),
            difference.code,
            difference.title.to(screen.language),
            *_sides(difference, screen.language),
        )
    screen.show(table)
    screen.say(sentences.DIFFERENCES, "dim", count=len(found))


def _sides(difference: Difference, language: Language) -> tuple[str, str]:
    """Return what was and what is; in the other language, which is then named, where only that differs."""
    before, after = difference.before, difference.after
    if before is not None and after is not None and before.to(language) == after.to(language):
        other: Language = "en" if language == "vi" else "vi"
        return f"{other}: {before.to(other)}", f"{other}: {after.to(other)}"
    was, now = (UNKNOWN if side is None else side.to(language) for side in (before, after))
    return was, now
