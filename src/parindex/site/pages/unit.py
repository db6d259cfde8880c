"""A unit in a round: its result, where its points went, how that changed, and whom it may be compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from parindex.framework.model import Placed
from parindex.language import Language, Text, own_words
from parindex.numbers import exact, exact_or_none
from parindex.reporting.facts import UnitFacts
from parindex.reporting.facts.grammar import sentence, told_beside
from parindex.reporting.facts.of_node import Stand
from parindex.reporting.facts.sentences_of_round import round_before
from parindex.reporting.facts.sentences_of_unit import regained_sentence, unit_headline, unit_sentences
from parindex.reporting.facts.surveys import CONFIDENCE
from parindex.reporting.numbers import number, signed
from parindex.reporting.office.blocks import day_text
from parindex.rounds.model import Improvement
from parindex.scoring import UnitResult
from parindex.scoring.change import Split
from parindex.scoring.lost import Loss
from parindex.site.corrections import Corrected, corrections_of
from parindex.site.edition import Edition
from parindex.site.page import Link, Page
from parindex.site.pages.framing import Figure, Year, standing, trail
from parindex.site.pages.history import Moment, moments
from parindex.site.pages.tree import node_link
from parindex.site.papers import reports_of
from parindex.site.pictures import Picture, of_unit
from parindex.site.series import Programme, PublishedRound

LOSSES_SHOWN = 12
"""Losses in the first table; the others stand behind a fold."""


@dataclass(frozen=True)
class AreaRow:
    """What a unit achieved on an area."""

    name: str
    to: str
    on: Stand
    mean: Fraction | None


@dataclass(frozen=True)
class LossRow:
    """A leaf that lost points."""

    code: str
    name: str
    to: str
    maximum: Fraction
    own: Fraction | None
    points: Fraction
    lost: Fraction
    reason: str


@dataclass(frozen=True)
class PlanRow:
    """What the unit does about points that it lost on a leaf, as it said itself."""

    code: str
    name: str
    to: str
    lost: Fraction | None
    said: Improvement
    deadline: str


@dataclass(frozen=True)
class PeerRow:
    """A unit to compare with."""

    name: str
    to: str
    rank: int | None
    index: Fraction | None
    difference: Fraction | None
    group: str


@dataclass(frozen=True)
class Asked:
    """What a survey found of the unit."""

    name: str
    value: Fraction
    lower: Fraction | None
    upper: Fraction | None
    answers: int | None
    is_percentage: bool


@dataclass(frozen=True)
class Leaf:
    """A leaf that did not count or is still to be scored."""

    code: str
    name: str
    reason: str = ""


@dataclass(frozen=True)
class Content:
    """What the page of a unit shows."""

    code: str
    sentences: tuple[str, ...]
    breaks: tuple[str, ...]
    """Why its change is on figures of another kind; empty where no change is told."""
    regained: str
    corrections: tuple[Corrected, ...]
    figures: tuple[Figure, ...]
    areas: tuple[AreaRow, ...]
    areas_called: str
    losses: tuple[LossRow, ...]
    more_losses: tuple[LossRow, ...]
    reasons_called: str
    plan: tuple[PlanRow, ...]
    full: tuple[Leaf, ...]
    not_applicable: tuple[Leaf, ...]
    missing: tuple[Leaf, ...]
    change: Split | None
    history: tuple[Moment, ...]
    peers: tuple[PeerRow, ...]
    peers_called: str
    compare: Link | None
    surveyed: tuple[Asked, ...]
    confidence: int
    """Of the intervals, in per cent."""
    source: str
    note: str
    charts: tuple[Picture, ...]
    decimals: int
    years: tuple[Year, ...]
    year: int


def page(
    edition: Edition, programme: Programme, round_: PublishedRound, code: str, language: Language
) -> Page:
    """Return the page of a unit."""
    facts = UnitFacts(round_.current.facts, code)
    name = facts.unit.name.to(language)
    return Page(
        kind="unit",
        language=language,
        address=round_.page("unit", code),
        title=f"{name} {round_.year}",
        description=unit_headline(facts, language),
        content=_content(programme, round_, facts, language),
        trail=trail(round_, language),
        standing=standing(round_, language),
        reports=reports_of(edition, round_, "unit", language, code),
    )


def _content(programme: Programme, round_: PublishedRound, facts: UnitFacts, language: Language) -> Content:
    printed = round_.round.printed.get(facts.code)
    losses = tuple(_loss(round_, loss, language) for loss in facts.losses) if round_.has_parts else ()
    compare = round_.page("compare").to(language)
    near = facts.nearest() if "compare" in round_.parts else ()
    chosen = ",".join((facts.code, *(each.unit.code for each in near)))
    words = Text(vi="Chọn đơn vị khác để so sánh", en="Choose other units to compare with")
    return Content(
        code=facts.code,
        sentences=unit_sentences(facts, language),
        breaks=tuple(each.to(language) for each in facts.of.breaks) if facts.change else (),
        regained=regained_sentence(facts, language),
        corrections=tuple(corrections_of(round_, facts.code, language)),
        figures=tuple(_figures(facts, language)),
        areas=tuple(_areas(round_, facts, language)),
        areas_called=sentence(round_.framework.level_of(0, language)),
        losses=losses[:LOSSES_SHOWN],
        more_losses=losses[LOSSES_SHOWN:],
        reasons_called=(SOURCES if round_.status == "published" else REASONS).to(language),
        plan=tuple(_plan(round_, facts, language)),
        full=tuple(_leaf(placed, language) for placed in facts.full) if round_.has_parts else (),
        not_applicable=tuple(_leaf(placed, language, reason) for placed, reason in facts.not_applicable),
        missing=tuple(_leaf(placed, language) for placed in facts.missing),
        change=facts.change.split if facts.change else None,
        history=moments(programme, facts.code, language),
        peers=tuple(_peer(round_, facts, each, language) for each in near),
        peers_called=_called(facts, near, language),
        compare=Link(words.to(language), f"{compare}?u={chosen}") if near else None,
        surveyed=tuple(_asked(facts, language)),
        confidence=CONFIDENCE,
        source=own_words(printed.source, language) if printed else "",
        note=own_words(printed.note, language) if printed else "",
        charts=of_unit(programme, round_, facts, language),
        decimals=round_.framework.ranking.decimals,
        year=round_.year,
        years=tuple(
            Year(each.year, each.page("unit", facts.code).to(language), each.status)
            for each, _ in reversed(programme.history(facts.code))
        ),
    )


REASONS = Text(vi="Nhận xét thẩm định", en="The appraiser's reason")
SOURCES = Text(vi="Nguồn của điểm", en="Source of the points")
"""What notes on printed points are: where they were read, no remark of an appraiser."""
INDEX = Text(vi="Chỉ số", en="Index")
RANK = Text(vi="Thứ hạng", en="Rank")
GROUP = Text(vi="Nhóm", en="Group")
POINTS_CHANGE = Text(vi="Điểm so với đợt trước", en="Points on the round before")
PLACES_CHANGE = Text(vi="Bậc so với đợt trước", en="Places on the round before")
PAST = Text(vi="{before}: {value}", en="{value} in {before}")
OF = Text(vi="trên {units}", en="of {units}")
SAMPLED = Text(vi="khoảng tin cậy {level}%: {lower} – {upper}", en="{level}% interval: {lower} – {upper}")
PLACES = Text(
    vi="có thể từ {best} đến {worst} do sai số khảo sát",
    en="may be {best} to {worst}, given the surveys’ error",
)
TIED = Text(vi="đồng hạng với {names}", en="shared with {names}")


def _figures(facts: UnitFacts, language: Language) -> Iterator[Figure]:
    """Yield the score card."""
    decimals, change = facts.of.framework.ranking.decimals, facts.change
    before = round_before(facts.of, language)
    if facts.index is not None:
        yield Figure(INDEX.to(language), number(facts.index, language, decimals), _interval(facts, language))
    if facts.rank is not None:
        units = facts.of.ranked_units
        notes = [] if units is None else [OF.to(language, units=units)]
        if facts.tied_with:
            names = ", ".join(unit.name.to(language) for unit in facts.tied_with)
            notes.append(TIED.to(language, names=names))
        if facts.places is not None:
            best, worst = facts.places
            notes.append(PLACES.to(language, best=best, worst=worst))
        yield Figure(RANK.to(language), str(facts.rank), ", ".join(notes))
    if facts.group is not None:
        label = told_beside(facts.group, facts.result.group, language)
        yield Figure(GROUP.to(language), facts.result.group, label)
    if change is not None and change.points is not None:
        past = PAST.to(language, value=number(change.past_index, language, decimals), before=before)
        yield Figure(POINTS_CHANGE.to(language), signed(change.points, language, decimals), past)
    if change is not None and change.places is not None:
        past = PAST.to(language, value=change.past_rank, before=before)
        yield Figure(PLACES_CHANGE.to(language), signed(change.places, language, 0), past)


def _interval(facts: UnitFacts, language: Language) -> str:
    if facts.interval is None:
        return ""
    lower, upper = (number(end, language, 2) for end in (facts.interval.lower, facts.interval.upper))
    return SAMPLED.to(language, level=CONFIDENCE, lower=lower, upper=upper)


def _areas(round_: PublishedRound, facts: UnitFacts, language: Language) -> Iterator[AreaRow]:
    """Yield the areas of which the component index is known."""
    means = {area.placed.node.code: area.mean for area in facts.of.areas}
    for component in facts.components if round_.has_parts else ():
        node = component.placed.node
        mean = means[node.code]
        yield AreaRow(
            name=node.title.to(language),
            to=round_.page("area", node.code).to(language),
            on=component,
            mean=mean.value if mean else None,
        )


def _loss(round_: PublishedRound, loss: Loss, language: Language) -> LossRow:
    node = loss.placed.node
    return LossRow(
        code=loss.placed.number,
        name=node.title.to(language),
        to=node_link(round_, loss.placed, language),
        maximum=loss.maximum,
        own=loss.self_points,
        points=loss.points,
        lost=loss.lost,
        reason=own_words(loss.reason, language),
    )


def _plan(round_: PublishedRound, facts: UnitFacts, language: Language) -> Iterator[PlanRow]:
    """Yield the causes and solutions that the unit gave, those of the largest losses first."""
    for each in facts.planned:
        node = each.placed.node
        to = node_link(round_, each.placed, language) if round_.has_parts else ""
        lost = each.loss.lost if each.loss else None
        for said in each.said:
            deadline = "" if said.deadline is None else day_text(said.deadline)
            yield PlanRow(each.placed.number, node.title.to(language), to, lost, said, deadline)


def _leaf(placed: Placed, language: Language, reason: str = "") -> Leaf:
    return Leaf(placed.number, placed.node.title.to(language), reason)


NEAREST = Text(vi="Các đơn vị có chỉ số gần nhất", en="Units with the nearest index")
NEAREST_IN_REGION = Text(
    vi="Các đơn vị cùng vùng có chỉ số gần nhất", en="Units of the same region with the nearest index"
)
NEAREST_AND_OTHERS = Text(
    vi="Các đơn vị có chỉ số gần nhất: đơn vị cùng vùng trước, rồi đơn vị vùng khác",
    en="Units with the nearest index: those of the same region first, then others",
)
OF_KNOWN = Text(vi=", trong số đã biết", en=", of those that are known")


def _called(facts: UnitFacts, near: tuple[UnitResult, ...], language: Language) -> str:
    """Return what the units to compare with are: of its region, of all, or first those and then others."""
    region = facts.unit.region
    within = [region is not None and each.unit.region == region for each in near]
    text = NEAREST_IN_REGION if all(within) else NEAREST_AND_OTHERS if any(within) else NEAREST
    return text.to(language) + ("" if facts.of.is_complete else OF_KNOWN.to(language))


def _peer(round_: PublishedRound, facts: UnitFacts, other: UnitResult, language: Language) -> PeerRow:
    known = facts.index is not None and other.index is not None
    return PeerRow(
        name=other.unit.name.to(language),
        to=round_.page("unit", other.unit.code).to(language),
        rank=other.rank,
        index=other.index,
        difference=(other.index or Fraction(0)) - (facts.index or Fraction(0)) if known else None,
        group=other.group,
    )


def _asked(facts: UnitFacts, language: Language) -> Iterator[Asked]:
    for found in facts.surveyed:
        yield Asked(
            name=found.title.to(language),
            value=exact(found.estimate.value),
            lower=exact_or_none(found.lower),
            upper=exact_or_none(found.upper),
            answers=found.estimate.n,
            is_percentage=found.is_percentage,
        )
