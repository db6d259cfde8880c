"""Units side by side: a table of all that stands without script, and with script a choice of up to five."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parindex.language import Language, Text, alphabetical
from parindex.site.page import Page
from parindex.site.pages.framing import standing, trail
from parindex.site.series import PublishedRound

TITLE = Text(vi="So sánh các đơn vị: {title}", en="Compare units: {title}")
DESCRIPTION = Text(
    vi="Chỉ số, thứ hạng và từng lĩnh vực của các đơn vị, đặt cạnh nhau: {title}.",
    en="Index, rank and every area of units side by side: {title}.",
)


@dataclass(frozen=True)
class Column:
    """Something that units are compared on."""

    name: str
    to: str


@dataclass(frozen=True)
class Row:
    """A unit with its values."""

    code: str
    name: str
    to: str
    rank: int | None
    group: str
    index: Fraction | None
    areas: tuple[Fraction | None, ...]


@dataclass(frozen=True)
class Content:
    """What the page shows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    decimals: int
    by_name: tuple[tuple[str, str], ...]
    """Code and name of every unit, in the order of the names."""


def page(round_: PublishedRound, language: Language) -> Page:
    """Return the page on which units are compared."""
    facts = round_.current.facts
    title = TITLE.to(language, title=round_.title.to(language))
    areas = [area.placed for area in facts.areas]
    rows = tuple(
        Row(
            code=result.unit.code,
            name=result.unit.name.to(language),
            to=round_.page("unit", result.unit.code).to(language),
            rank=result.rank,
            group=result.group,
            index=result.index,
            areas=tuple(
                facts.components[area.node.code][facts.results.round.unit_position[result.unit.code]]
                for area in areas
            ),
        )
        for result in round_.told
    )
    return Page(
        kind="compare",
        language=language,
        address=round_.page("compare"),
        title=title,
        description=DESCRIPTION.to(language, title=round_.title.to(language)),
        content=Content(
            columns=tuple(
                Column(area.node.title.to(language), round_.page("area", area.node.code).to(language))
                for area in areas
            ),
            rows=rows,
            decimals=round_.framework.ranking.decimals,
            by_name=tuple(
                sorted(((row.code, row.name) for row in rows), key=lambda pair: alphabetical(pair[1]))
            ),
        ),
        trail=trail(round_, language),
        standing=standing(round_, language),
    )
