"""A criterion of a round: its text, its rule in words, the evidence asked for, and how all units did on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from parindex.framework.model import Leaf, Placed
from parindex.language import Language, Text, alphabetical
from parindex.reporting.facts.grammar import sentence
from parindex.reporting.facts.of_node import Scored
from parindex.rounds.model import STATE_NAMES
from parindex.site.page import Page
from parindex.site.pages.framing import standing, trail
from parindex.site.pages.tree import (
    NodeRow,
    Passage,
    above,
    rows_below,
    rule_passages,
    source_words,
)
from parindex.site.pictures import Picture, of_criterion
from parindex.site.series import PublishedRound

DESCRIPTION = Text(
    vi="{level} {name}: cách chấm, tài liệu kiểm chứng và điểm của từng đơn vị, {title}.",
    en="{level} {name}: how it is scored, the evidence asked for and the points of every unit, {title}.",
)


@dataclass(frozen=True)
class PointsRow:
    """A unit on a criterion; points are None where it was not scored."""

    name: str
    to: str
    points: Fraction | None
    state: str


@dataclass(frozen=True)
class Content:
    """What the page of a criterion shows."""

    level: str
    maximum: Decimal | None
    mean: Fraction | None
    full: int | None
    none: int | None
    scored: int
    official_words: str
    rule: tuple[Passage, ...]
    evidence: tuple[str, ...]
    appraiser: str
    source: str
    link: str
    may_be_not_applicable: bool
    groups: tuple[str, ...]
    parts: tuple[NodeRow, ...]
    units: tuple[PointsRow, ...]
    charts: tuple[Picture, ...]


def page(round_: PublishedRound, code: str, language: Language) -> Page:
    """Return the page of a criterion."""
    placed = round_.framework.by_code[code]
    level = sentence(round_.framework.level_of(placed.depth, language))
    name = placed.name(language)
    return Page(
        kind="criterion",
        language=language,
        address=round_.page("criterion", code),
        title=name,
        description=DESCRIPTION.to(language, level=level, name=name, title=round_.title.to(language)),
        content=_content(round_, placed, level, language),
        trail=(*trail(round_, language), *above(round_, placed, language)),
        standing=standing(round_, language),
    )


def _content(round_: PublishedRound, placed: Placed, level: str, language: Language) -> Content:
    node, facts = placed.node, round_.current.facts
    leaf = node if isinstance(node, Leaf) else None
    source, link = source_words(placed, language)
    units = tuple(sorted(_units(round_, facts.on(node.code).scored, language), key=_most_first))
    points = Counter(row.points for row in units if row.points is not None)
    scored = sum(points.values())
    may_count = leaf is not None and facts.is_complete and node.maximum is not None
    words = leaf.way_of_scoring if leaf else None
    named = {group.code: group.title.to(language) for group in round_.framework.unit_groups}
    return Content(
        level=level,
        maximum=node.maximum,
        mean=facts.on(node.code).mean(),
        full=points[Fraction(node.maximum)] if may_count and node.maximum is not None else None,
        none=points[Fraction(0)] if may_count else None,
        scored=scored,
        official_words=words.to(language) if words else "",
        rule=rule_passages(leaf, language) if leaf else (),
        evidence=tuple(text.to(language) for text in leaf.evidence) if leaf else (),
        appraiser=placed.appraiser.to(language) if placed.appraiser else "",
        source=source,
        link=link,
        may_be_not_applicable=leaf is not None and leaf.may_be_not_applicable,
        groups=tuple(named[code] for code in leaf.for_groups) if leaf else (),
        parts=rows_below(round_, [each for each in round_.framework.nodes if node in each.above], language),
        units=units,
        charts=of_criterion(round_, placed, language),
    )


def _units(round_: PublishedRound, scored: Iterable[Scored], language: Language) -> Iterator[PointsRow]:
    for each in scored:
        to = round_.page("unit", each.unit.code).to(language)
        yield PointsRow(each.unit.name.to(language), to, each.points, STATE_NAMES[each.state].to(language))


def _most_first(row: PointsRow) -> tuple[object, ...]:
    return row.points is None, -(row.points or 0), alphabetical(row.name)
