"""A programme: its rounds in order, and the breaks between them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parindex.language import Language, Text
from parindex.reporting.facts.marks import mark_of
from parindex.reporting.facts.sentences_of_round import headline
from parindex.reporting.numbers import units_of_all
from parindex.rounds.model import DataStatus
from parindex.site.page import Page
from parindex.site.pages.framing import start
from parindex.site.pictures import Picture, of_programme
from parindex.site.series import Programme, PublishedRound

DESCRIPTION = Text(vi="Kết quả từng năm: {title}.", en="Results year by year: {title}.")


@dataclass(frozen=True)
class RoundRow:
    """A round in the list, and the breaks between it and the one before."""

    year: int
    to: str
    status: DataStatus
    headline: str
    known: str
    """Of how many units of how many the index is known; empty where of none, which the headline says."""
    mean: Fraction | None
    mean_mark: str
    """What the mean rests on where that is not the finished table."""
    decimals: int
    breaks: tuple[str, ...]


@dataclass(frozen=True)
class Content:
    """What the page of a programme shows."""

    rounds: tuple[RoundRow, ...]
    charts: tuple[Picture, ...]


def page(programme: Programme, language: Language) -> Page:
    """Return the page of a programme."""
    title = programme.info.title.to(language)
    return Page(
        kind="programme",
        language=language,
        address=programme.address,
        title=title,
        description=DESCRIPTION.to(language, title=title),
        content=Content(
            rounds=tuple(_row(programme, each, language) for each in reversed(programme.rounds)),
            charts=of_programme(programme, language),
        ),
        trail=(start(language),),
    )


def _row(programme: Programme, round_: PublishedRound, language: Language) -> RoundRow:
    facts, before = round_.current.facts, programme.round_before(round_)
    breaks = () if before is None else programme.breaks_between(before.year, round_.year)
    return RoundRow(
        year=round_.year,
        to=round_.address.to(language),
        status=round_.status,
        headline=headline(facts, language),
        known=units_of_all(len(facts.known), facts.results.units_in_all, language) if facts.known else "",
        mean=facts.mean.value if facts.mean else None,
        mean_mark=mark_of(facts, facts.mean, language) if facts.mean else "",
        decimals=round_.framework.ranking.decimals,
        breaks=tuple(each.reason.to(language) for each in breaks),
    )
