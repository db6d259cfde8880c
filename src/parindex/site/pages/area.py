"""An area of a round: what it asks, and where the units stand on it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from parindex.framework.model import Leaf
from parindex.language import Language, Text
from parindex.numbers import in_points
from parindex.reporting.facts.grammar import sentence
from parindex.site.page import Page
from parindex.site.pages.framing import standing, trail
from parindex.site.pages.tree import (
    NodeRow,
    Passage,
    mean_of,
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

    place: int | None
    name: str
    to: str
    points: Fraction
    maximum: Fraction
    index: Fraction


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
    return Page(
        kind="area",
        language=language,
        address=round_.page("area", code),
        title=name,
        description=DESCRIPTION.to(language, area=name, title=round_.title.to(language)),
        content=Content(
            level=sentence(round_.framework.level_of(0, language)),
            maximum=placed.node.maximum,
            mean=mean_of(round_.current.facts, code),
            source=source,
            link=link,
            rule=rule_passages(placed.node, language) if isinstance(placed.node, Leaf) else (),
            parts=rows_below(round_, below, language),
            units=standing_on(round_, code, language),
            is_whole=round_.current.results.is_complete,
            charts=of_area(round_, code, language),
        ),
        trail=trail(round_, language),
        standing=standing(round_, language),
    )


def standing_on(round_: PublishedRound, code: str, language: Language) -> tuple[StandRow, ...]:
    """Return the units on an area by their component index, those of which it is known, with their places.

    Places stand only where the facts may give them.
    """
    facts = round_.current.facts
    places = facts.area_places.get(code, {})
    scores = facts.results.scores
    columns = list(facts.framework.leaves_under(code))
    rows = []
    for row, (result, index) in enumerate(
        zip(facts.results.units, facts.results.components(code), strict=True)
    ):
        if index is not None:
            applies = scores.is_applicable[row, columns]
            stand = StandRow(
                place=places.get(row),
                name=result.unit.name.to(language),
                to=round_.page("unit", result.unit.code).to(language),
                points=in_points(int(scores.points[row, columns].sum())),
                maximum=in_points(int(scores.maxima[columns][applies].sum())),
                index=index,
            )
            rows.append((-index, result.unit.code, stand))
    return tuple(stand for *_, stand in sorted(rows, key=lambda entry: entry[:2]))
