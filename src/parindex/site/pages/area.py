"""An area of a round: what it asks, and where the units stand on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from parindex.framework.model import Leaf
from parindex.language import Language, Text, alphabetical
from parindex.reporting.facts.grammar import sentence
from parindex.reporting.facts.of_node import Stand
from parindex.site.page import Page
from parindex.site.pages.framing import standing, trail
from parindex.site.pages.tree import (
    NodeRow,
    Passage,
    rows_below,
    rule_passages,
    source_words,
)
from parindex.site.pictures import Picture, of_area
from parindex.site.series import PublishedRound

DESCRIPTION = Text(
    vi="{area}: tiêu chí, điểm tối đa và chỉ số thành phần của từng đơn vị, {title}.",
    en="{area}: criteria, maxima and the component index of every unit, {title}.",
)


@dataclass(frozen=True)
class StandRow:
    """A unit on a node."""

    name: str
    to: str
    on: Stand


@dataclass(frozen=True)
class Content:
    """What the page of an area shows."""

    level: str
    maximum: Decimal | None
    mean: Fraction | None
    source: str
    link: str
    rule: tuple[Passage, ...]
    parts: tuple[NodeRow, ...]
    units: tuple[StandRow, ...]
    is_whole: bool
    charts: tuple[Picture, ...]


def page(round_: PublishedRound, code: str, language: Language) -> Page:
    """Return the page of an area."""
    placed = round_.framework.by_code[code]
    name = placed.name(language)
    below = [each for each in round_.framework.nodes if placed.node in each.above]
    source, link = source_words(placed, language)
    facts = round_.current.facts.on(code)
    units = _units(round_, facts.stands, language)
    return Page(
        kind="area",
        language=language,
        address=round_.page("area", code),
        title=name,
        description=DESCRIPTION.to(language, area=name, title=round_.title.to(language)),
        content=Content(
            level=sentence(round_.framework.level_of(0, language)),
            maximum=placed.node.maximum,
            mean=facts.mean(),
            source=source,
            link=link,
            rule=rule_passages(placed.node, language) if isinstance(placed.node, Leaf) else (),
            parts=rows_below(round_, below, language),
            units=tuple(sorted(units, key=lambda row: (-row.on.index, alphabetical(row.name)))),
            is_whole=round_.current.results.is_complete,
            charts=of_area(round_, code, language),
        ),
        trail=trail(round_, language),
        standing=standing(round_, language),
    )


def _units(round_: PublishedRound, stands: Mapping[int, Stand], language: Language) -> Iterator[StandRow]:
    for row, stand in stands.items():
        unit = round_.round.units[row]
        yield StandRow(unit.name.to(language), round_.page("unit", unit.code).to(language), stand)
