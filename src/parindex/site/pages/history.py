"""A unit over the years, with the breaks between rounds."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parindex.language import Language
from parindex.site.series import Programme


@dataclass(frozen=True)
class Moment:
    """A unit in one round, and why its figures are not of one kind with those of the round before."""

    year: int
    to: str
    index: Fraction | None
    rank: int | None
    group: str
    breaks: tuple[str, ...]


def moments(programme: Programme, code: str, language: Language) -> tuple[Moment, ...]:
    """Return a unit over the years, the first round first."""
    found: list[Moment] = []
    for round_, result in programme.history(code):
        breaks = programme.breaks_between(found[-1].year, round_.year) if found else ()
        found.append(
            Moment(
                year=round_.year,
                to=round_.page("unit", code).to(language),
                index=result.index,
                rank=result.rank,
                group=result.group,
                breaks=tuple(each.reason.to(language) for each in breaks),
            )
        )
    return tuple(found)
