"""What changed on the round before: points, places, and where the change came from."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parindex.language import Language, Text
from parindex.reporting.numbers import units_of_all
from parindex.scoring.change import Split
from parindex.site.page import Page
from parindex.site.pages.framing import standing, trail
from parindex.site.pictures import Picture, of_change
from parindex.site.series import Programme, PublishedRound

TITLE = Text(vi="Thay đổi so với đợt trước: {title}", en="Change on the round before: {title}")
DESCRIPTION = Text(
    vi="Tăng, giảm điểm và bậc của từng đơn vị: {title}.",
    en="How the points and places of every unit changed: {title}.",
)


@dataclass(frozen=True)
class Row:
    """How a unit changed."""

    name: str
    to: str
    past_index: Fraction | None
    index: Fraction | None
    points: Fraction | None
    past_rank: int | None
    rank: int | None
    places: int | None
    split: Split | None
    is_combined: bool


@dataclass(frozen=True)
class Content:
    """What the page shows."""

    rows: tuple[Row, ...]
    has_split: bool
    has_combined: bool
    known: str
    """Of how many units of how many the change is known; empty where it is of all."""
    breaks: tuple[str, ...]
    mergers: tuple[str, ...]
    charts: tuple[Picture, ...]
    decimals: int


def page(programme: Programme, round_: PublishedRound, language: Language) -> Page:
    """Return the page of changes."""
    rows = tuple(_rows(round_, language))
    return Page(
        kind="change",
        language=language,
        address=round_.page("change"),
        title=TITLE.to(language, title=round_.title.to(language)),
        description=DESCRIPTION.to(language, title=round_.title.to(language)),
        content=Content(
            rows=rows,
            has_split=any(row.split is not None for row in rows),
            has_combined=any(row.is_combined for row in rows),
            known=_known(round_, len(rows), language),
            breaks=tuple(each.to(language) for each in round_.current.breaks),
            mergers=tuple(each.to(language) for each in programme.mergers_before(round_)),
            charts=of_change(round_, language),
            decimals=round_.framework.ranking.decimals,
        ),
        trail=trail(round_, language),
        standing=standing(round_, language),
    )


def _known(round_: PublishedRound, known: int, language: Language) -> str:
    units = round_.current.results.units_in_all
    return "" if known == units else units_of_all(known, units, language)


def _rows(round_: PublishedRound, language: Language) -> list[Row]:
    """Return the units whose change is known, those that gained most first."""
    changed = [(result, result.change) for result in round_.told if result.change is not None]
    changed.sort(
        key=lambda pair: (
            pair[1].points is None,
            -(pair[1].points or 0),
            -(pair[1].places or 0),
            pair[0].unit.code,
        )
    )
    return [
        Row(
            name=result.unit.name.to(language),
            to=round_.page("unit", result.unit.code).to(language),
            past_index=change.past_index,
            index=result.index,
            points=change.points,
            past_rank=change.past_rank,
            rank=result.rank,
            places=change.places,
            split=change.split,
            is_combined=change.is_combined,
        )
        for result, change in changed
    ]
