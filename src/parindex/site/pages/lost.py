"""Lost points of a round: on which areas and criteria most is lost, by all units and by each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from parindex.language import Language, Text
from parindex.reporting.charts import Share, shares_of
from parindex.reporting.charts.classes import PER_CENT
from parindex.reporting.charts.heat import labels_of
from parindex.reporting.facts import UnitFacts
from parindex.reporting.facts.grammar import sentence
from parindex.site.page import Page
from parindex.site.pages.framing import standing, trail
from parindex.site.pages.tree import NodeRow, node_link, rows_below
from parindex.site.pictures import Picture, of_own, of_shares
from parindex.site.series import PublishedRound

TITLE = Text(vi="Điểm mất: {title}", en="Lost points: {title}")
DESCRIPTION = Text(
    vi="Điểm mất ở đâu: theo lĩnh vực, tiêu chí và đơn vị, {title}.",
    en="Where points are lost: by area, criterion and unit, {title}.",
)
CRITERIA_SHOWN = 20


@dataclass(frozen=True)
class CriterionRow:
    """A leaf with the mean of what its units lost."""

    code: str
    name: str
    to: str
    maximum: Fraction
    lost: Fraction
    share: Fraction
    """Of the maximum, in percent."""


@dataclass(frozen=True)
class UnitRow:
    """A unit with what it lost in all, and most of it where."""

    name: str
    to: str
    lost: Fraction
    maximum: Fraction
    worst: str
    worst_lost: Fraction


@dataclass(frozen=True)
class ShareRow:
    """A unit with what it has of the maximum of each area."""

    name: str
    to: str
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class Heat:
    """Units by areas: the picture to take away, and what the page shows in its place."""

    picture: Picture
    areas: tuple[tuple[str, str], ...]
    """Code and name."""
    classes: tuple[str, ...]
    rows: tuple[ShareRow, ...]


@dataclass(frozen=True)
class Content:
    """What the page shows."""

    heat: Heat
    areas: tuple[NodeRow, ...]
    criteria: tuple[CriterionRow, ...]
    units: tuple[UnitRow, ...]
    charts: tuple[Picture, ...]
    is_whole: bool
    areas_called: str


def page(round_: PublishedRound, language: Language) -> Page:
    """Return the page of lost points."""
    return Page(
        kind="lost",
        language=language,
        address=round_.page("lost"),
        title=TITLE.to(language, title=round_.title.to(language)),
        description=DESCRIPTION.to(language, title=round_.title.to(language)),
        content=Content(
            areas=rows_below(round_, [area.placed for area in round_.current.facts.areas], language),
            criteria=tuple(_criteria(round_, language)),
            units=_units(round_, language),
            heat=_heat(round_, language),
            charts=of_own(round_, language),
            is_whole=round_.current.results.is_complete,
            areas_called=sentence(round_.framework.level_of(0, language)),
        ),
        trail=trail(round_, language),
        standing=standing(round_, language),
    )


def _heat(round_: PublishedRound, language: Language) -> Heat:
    results = round_.current.results
    return Heat(
        picture=of_shares(round_, language),
        areas=tuple(
            (label, area.title.to(language))
            for label, area in zip(labels_of(results.framework), results.framework.tree, strict=True)
        ),
        classes=tuple(PER_CENT.names(language)),
        rows=tuple(
            ShareRow(each.unit.name.to(language), round_.page("unit", each.unit.code).to(language), shares)
            for each, shares in shares_of(results)
        ),
    )


def _criteria(round_: PublishedRound, language: Language) -> Iterator[CriterionRow]:
    """Yield the leaves on which all units together lose most."""
    for loss in round_.current.facts.lost_by_leaf[:CRITERIA_SHOWN]:
        yield CriterionRow(
            loss.placed.number,
            loss.placed.node.title.to(language),
            node_link(round_, loss.placed, language),
            loss.maximum,
            loss.lost,
            100 * loss.lost / loss.maximum,
        )


def _units(round_: PublishedRound, language: Language) -> tuple[UnitRow, ...]:
    """Return the units with what they lost, the least first; those whose parts are not known are left out."""
    found = []
    for result in round_.told:
        facts = UnitFacts(round_.current.facts, result.unit.code)
        if facts.lost is not None and facts.maximum is not None and facts.lost_by_area:
            worst = facts.lost_by_area[0]
            row = UnitRow(
                result.unit.name.to(language),
                round_.page("unit", result.unit.code).to(language),
                facts.lost,
                facts.maximum,
                worst.placed.node.title.to(language),
                worst.lost,
            )
            found.append((facts.lost, result.unit.code, row))
    return tuple(row for *_, row in sorted(found, key=lambda entry: entry[:2]))
