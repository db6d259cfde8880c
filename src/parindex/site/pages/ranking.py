"""The ranking of a round: what stands first on its address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from parindex.framework.model import Source
from parindex.framework.properties import Group
from parindex.language import Language, Text, decimal_text, own_words, shown
from parindex.reporting.facts import RoundFacts
from parindex.reporting.facts.grammar import told_beside
from parindex.reporting.facts.marks import mark_of, mark_of_change
from parindex.reporting.facts.sentences_of_round import round_before
from parindex.reporting.numbers import number, signed
from parindex.scoring import UnitResult
from parindex.scoring.summary import Figure as Known
from parindex.site.corrections import corrected_units
from parindex.site.edition import Edition
from parindex.site.narration import has_narration, summary_of
from parindex.site.page import Link, Page
from parindex.site.pages.framing import Figure, Year, standing, trail, years
from parindex.site.papers import Paper, papers_of
from parindex.site.pictures import Picture, maps_of, of_ranking
from parindex.site.releases import Release
from parindex.site.series import Programme, PublishedRound

DESCRIPTION = Text(
    vi="Bảng xếp hạng, điểm, nhóm và thay đổi so với đợt trước: {title}.",
    en="Ranking, points, groups and the change on the round before: {title}.",
)


@dataclass(frozen=True)
class Row:
    """A unit in the table."""

    rank: int | None
    name: str
    to: str
    index: Fraction | None
    group: str
    group_label: str
    points_change: Fraction | None
    places_change: int | None
    region: str
    is_provisional: bool
    is_tied: bool
    is_corrected: bool
    source: int
    """Number of its source in the list below the table; zero where it has none of its own."""


@dataclass(frozen=True)
class GroupRow:
    """A group, how it is bounded, and how many units are in it."""

    code: str
    label: str
    limit: str
    size: int
    note: str


@dataclass(frozen=True)
class Table:
    """The ranking as a table, with the columns that have anything in them."""

    rows: tuple[Row, ...]
    sources: tuple[str, ...]
    decimals: int
    has_group: bool
    has_change: bool
    has_places: bool
    has_region: bool
    has_ties: bool
    is_finer: bool
    """Whether units whose index reads alike have different ranks, taken before rounding."""


@dataclass(frozen=True)
class Content:
    """What the page of a ranking shows."""

    summary: tuple[str, ...]
    figures: tuple[Figure, ...]
    maps: tuple[Picture, ...]
    bars: tuple[Picture, ...]
    table: Table
    unknown: tuple[str, ...]
    groups: tuple[GroupRow, ...]
    regions: tuple[Figure, ...]
    parts: tuple[Link, ...]
    years: tuple[Year, ...]
    year: int
    units: str
    sources: tuple[Source, ...]
    notes: tuple[str, ...]
    papers: tuple[Paper, ...]
    breaks: tuple[str, ...]
    """Why its changes are on figures of another kind."""
    mergers: tuple[str, ...]


def page(edition: Edition, programme: Programme, round_: PublishedRound, language: Language) -> Page:
    """Return the page of a ranking."""
    title = round_.title.to(language)
    papers = papers_of(edition, round_, language)
    return Page(
        kind="ranking",
        language=language,
        address=round_.address,
        title=title,
        description=DESCRIPTION.to(language, title=title),
        content=_content(programme, round_, tuple(papers), language),
        trail=trail(round_, language)[:-1],
        standing=standing(round_, language),
        is_narrated=has_narration(edition, round_),
        reports={name: path for files in papers.values() for name, path in files.items()},
    )


def _content(
    programme: Programme, round_: PublishedRound, papers: tuple[Paper, ...], language: Language
) -> Content:
    facts = round_.current.facts
    data = round_.round
    told = {result.unit.code for result in round_.told}
    return Content(
        summary=summary_of(round_, language),
        figures=tuple(key_figures(facts, language)),
        maps=maps_of(round_, language),
        bars=of_ranking(round_, language),
        table=table_of(round_, round_.current, language),
        unknown=tuple(unit.name.to(language) for unit in data.units if unit.code not in told),
        groups=tuple(groups_of(facts, language)),
        regions=tuple(_regions(facts, language)),
        parts=(*parts_of(round_, language), *([press_link(round_, language)] if papers else [])),
        papers=papers,
        years=years(programme, language),
        year=round_.year,
        units=round_.programme.units.to(language),
        sources=data.info.sources,
        notes=tuple(note.to(language) for note in data.info.notes),
        breaks=tuple(each.to(language) for each in facts.breaks),
        mergers=tuple(each.to(language) for each in programme.mergers_before(round_)),
    )


PARTS = {
    "lost": Text(vi="Điểm mất", en="Lost points"),
    "change": Text(vi="Thay đổi so với đợt trước", en="Change on the round before"),
    "compare": Text(vi="So sánh các đơn vị", en="Compare units"),
    "method": Text(vi="Bộ chỉ số và cách tính", en="Criteria and method"),
    "data": Text(vi="Dữ liệu", en="Data"),
    "releases": Text(vi="Phiên bản và đính chính", en="Releases and errata"),
}


def parts_of(round_: PublishedRound, language: Language) -> tuple[Link, ...]:
    """Return the links to the other pages of a round that there are."""
    return tuple(Link(PARTS[kind].to(language), round_.page(kind).to(language)) for kind in round_.parts)


PRESS = Text(vi="Cho báo chí", en="For the press")


def press_link(round_: PublishedRound, language: Language) -> Link:
    """Return the link to the reports on a round, which stand on the page of its ranking."""
    return Link(PRESS.to(language), f"{round_.address.to(language)}#press")


def table_of(round_: PublishedRound, release: Release, language: Language) -> Table:
    """Return the ranking of a release as a table."""
    listed = release.results.told
    sources = _sources(release, listed)
    ranks = Counter(result.rank for result in listed)
    rows = tuple(_row(round_, release, each, ranks, sources, language) for each in listed)
    return Table(
        rows=rows,
        sources=tuple(own_words(source, language) for source in sources),
        decimals=release.framework.ranking.decimals,
        has_group=any(row.group for row in rows),
        has_change=any(row.points_change is not None for row in rows),
        has_places=any(row.places_change is not None for row in rows),
        has_region=any(row.region for row in rows),
        has_ties=any(row.is_tied for row in rows),
        is_finer=_is_finer(rows, release.framework.ranking.decimals),
    )


def _is_finer(rows: Sequence[Row], decimals: int) -> bool:
    """Tell whether two units that follow each other have one index as it is shown, but two ranks."""
    shown = [
        (decimal_text(row.index, decimals), row.rank) for row in rows if row.index is not None and row.rank
    ]
    return any(this[0] == that[0] and this[1] != that[1] for this, that in pairwise(shown))


def _sources(release: Release, listed: Sequence[UnitResult]) -> list[str]:
    """Return the sources of printed figures, each once, in the order of the table."""
    if release.round.info.kind == "recomputable":
        return []
    printed = (release.round.printed.get(result.unit.code) for result in listed)
    return list(dict.fromkeys(each.source for each in printed if each is not None and each.source))


def _row(
    round_: PublishedRound,
    release: Release,
    result: UnitResult,
    ranks: Mapping[int | None, int],
    sources: Sequence[str],
    language: Language,
) -> Row:
    unit, change = result.unit, result.change
    printed = release.round.printed.get(unit.code)
    source = printed.source if printed else ""
    return Row(
        rank=result.rank,
        name=unit.name.to(language),
        to=round_.page("unit", unit.code).to(language),
        index=result.index,
        group=result.group,
        group_label=_group_label(release, result.group, language),
        points_change=change.points if change else None,
        places_change=change.places if change else None,
        region=unit.region.to(language) if unit.region else "",
        is_provisional=result.status == "provisional",
        is_tied=result.rank is not None and ranks[result.rank] > 1,
        is_corrected=unit.code in corrected_units(release),
        source=sources.index(source) + 1 if source in sources else 0,
    )


def _group_label(release: Release, code: str, language: Language) -> str:
    return told_beside(release.facts.group_label(code), code, language) if code else ""


NAMES = {
    "mean": Text(vi="Trung bình", en="Mean"),
    "highest": Text(vi="Cao nhất", en="Highest"),
    "lowest": Text(vi="Thấp nhất", en="Lowest"),
    "gap": Text(vi="Khoảng cách", en="Gap"),
    "rose": Text(vi="Tăng điểm", en="Rose"),
    "fell": Text(vi="Giảm điểm", en="Fell"),
    "ranked_units": Text(vi="Số đơn vị xếp hạng", en="Units ranked"),
}
COUNTS = ("rose", "fell", "ranked_units")
CHANGE = Text(vi="{change} so với {before}", en="{change} on {before}")
ON = Text(vi="so với {before}", en="on {before}")


def key_figures(facts: RoundFacts, language: Language) -> Iterator[Figure]:
    """Yield the figures about all units that may be given, each with what it rests on."""
    decimals = facts.framework.ranking.decimals
    for name, text in NAMES.items():
        figure = facts.summary.figures.get(name)
        if figure is not None:
            value = number(figure.value, language, 0 if name in COUNTS else decimals)
            yield Figure(text.to(language), value, _note(facts, name, figure, language))


def _note(facts: RoundFacts, name: str, figure: Known, language: Language) -> str:
    """Return what must be said of a figure: the change of the mean, who is first, what it rests on."""
    said = []
    if name == "mean" and facts.mean_change is not None:
        said.append(_change(facts, facts.mean_change, language))
    if name in ("rose", "fell") and facts.breaks:
        said.append(ON.to(language, before=round_before(facts, language)))
    holders = {"highest": facts.first, "lowest": facts.last}.get(name, ())
    said += [result.unit.name.to(language) for result in holders]
    mark = "" if name == "ranked_units" and figure.basis == "computed" else mark_of(facts, figure, language)
    return ", ".join([*said, mark] if mark else said)


def _change(facts: RoundFacts, change: Known, language: Language) -> str:
    shown = signed(change.value, language, facts.framework.ranking.decimals)
    said = CHANGE.to(language, change=shown, before=round_before(facts, language))
    return said + mark_of_change(facts, language)


FROM = Text(vi="từ {limit} trở lên", en="{limit} and above")
OVER = Text(vi="trên {limit}", en="over {limit}")
FROM_HERE = Text(vi="từ {limit}", en="from {limit}")
BELOW = Text(vi="dưới {limit}", en="below {limit}")
AT_MOST = Text(vi="không quá {limit}", en="at most {limit}")
UP_TO_BELOW = Text(vi="{low} đến dưới {limit}", en="{low} to below {limit}")
UP_TO = Text(vi="{low} đến {limit}", en="{low} to {limit}")


def groups_of(facts: RoundFacts, language: Language) -> Iterator[GroupRow]:
    """Yield the groups with their limits and sizes."""
    declared = facts.framework.groups
    for each in facts.groups:
        group = facts.group_of(each.code)
        limit = "" if group is None else _limits(group, _next_above(group, declared), language)
        note = group.source.to(language) if group is not None and group.source else ""
        label = told_beside(each.label, each.code, language)
        yield GroupRow(each.code, label, limit, int(each.size.value), note)


def _next_above(group: Group, declared: Sequence[Group]) -> Group | None:
    place = declared.index(group)
    return declared[place - 1] if place else None


def _limits(group: Group, above: Group | None, language: Language) -> str:
    """Return between which values a group lies: from its own limit to that of the group above it."""
    top = None if above is None or above.lower_limit is None else shown(above.lower_limit, language)
    ends_below = above is not None and above.limit_inside
    if group.lower_limit is None:
        return "" if top is None else (BELOW if ends_below else AT_MOST).to(language, limit=top)
    limit = shown(group.lower_limit, language)
    if top is None:
        return (FROM if group.limit_inside else OVER).to(language, limit=limit)
    low = (FROM_HERE if group.limit_inside else OVER).to(language, limit=limit)
    return (UP_TO_BELOW if ends_below else UP_TO).to(language, low=low, limit=top)


def _regions(facts: RoundFacts, language: Language) -> Iterator[Figure]:
    decimals = facts.framework.ranking.decimals
    for region in facts.regions:
        value, mark = number(region.mean.value, language, decimals), mark_of(facts, region.mean, language)
        yield Figure(region.name.to(language), value, mark)
