"""The nodes of a framework as pages see them: where each stands, what it is called, how its rule reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from parindex.framework.annex.wording import words
from parindex.framework.model import Leaf, Placed, Source
from parindex.language import Language, Text
from parindex.reporting.facts.grammar import sentence
from parindex.site.page import Link
from parindex.site.pages.formulas import readable
from parindex.site.series import PublishedRound

ILLUSTRATIVE = Text(vi="Minh hoạ: không phải văn bản chính thức", en="Illustrative: not the official text")


@dataclass(frozen=True)
class NodeRow:
    """A node in a table of the framework."""

    code: str
    name: str
    to: str
    depth: int
    level: str
    maximum: Decimal | None
    mean: Fraction | None
    """Mean component index of the ranked units; None where it may not be taken."""
    is_leaf: bool


@dataclass(frozen=True)
class Passage:
    """A line of a rule in words, and the points of a list that follow it."""

    line: str
    points: tuple[str, ...]


def node_link(round_: PublishedRound, placed: Placed, language: Language) -> str:
    """Return where the page of a node stands: an area at the first depth, a criterion below."""
    return round_.page("criterion" if placed.depth else "area", placed.node.code).to(language)


def above(round_: PublishedRound, placed: Placed, language: Language) -> Iterator[Link]:
    """Yield the way from the area down to the node above one."""
    for node in placed.above:
        upper = round_.framework.by_code[node.code]
        yield Link(upper.name(language), node_link(round_, upper, language))


def rows_below(round_: PublishedRound, nodes: Sequence[Placed], language: Language) -> tuple[NodeRow, ...]:
    """Return nodes as rows of a table, each with the mean of the ranked units where it may be taken."""
    return tuple(
        NodeRow(
            code=placed.node.code,
            name=placed.node.title.to(language),
            to=node_link(round_, placed, language),
            depth=placed.depth,
            level=sentence(round_.framework.level_of(placed.depth, language)),
            maximum=placed.node.maximum,
            mean=round_.current.facts.on(placed.node.code).mean(),
            is_leaf=isinstance(placed.node, Leaf),
        )
        for placed in nodes
    )


def rule_passages(leaf: Leaf, language: Language) -> tuple[Passage, ...]:
    """Return the rule of a leaf in words, its lists gathered under the lines that open them."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in (readable(leaf.rule, each, language) for each in words(leaf.rule, language).splitlines()):
        if line.startswith("- "):
            found[-1][1].append(line.removeprefix("- "))
        else:
            found.append((line, []))
    return tuple(Passage(line, tuple(points)) for line, points in found if line or points)


def source_words(placed: Placed, language: Language) -> tuple[str, str]:
    """Return the source of a node in words, and its link ("" where there is none)."""
    source = placed.source
    if not isinstance(source, Source):
        return ILLUSTRATIVE.to(language), ""
    words_ = source.document.to(language)
    if source.clause is not None:
        words_ = f"{words_}, {source.clause.to(language)}"
    return words_, source.link or ""
