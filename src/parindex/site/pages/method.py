"""How results are made: of the site as a whole, and the framework of a round with its ranking and groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parindex.framework.model import Source
from parindex.framework.properties import Adjustment
from parindex.language import Language, Text, shown
from parindex.site.addresses import site_page
from parindex.site.edition import Edition
from parindex.site.menu import SITE_PAGES
from parindex.site.page import Link, Page
from parindex.site.pages.framing import programme_link, standing, start, trail
from parindex.site.pages.ranking import GroupRow, groups_of
from parindex.site.pages.tree import ILLUSTRATIVE, NodeRow, rows_below
from parindex.site.series import PublishedRound
from parindex.survey.series import Series

TITLE = Text(vi="Bộ chỉ số và cách tính: {title}", en="Criteria and method: {title}")
DESCRIPTION = Text(
    vi="Lĩnh vực, tiêu chí, điểm tối đa, cách xếp hạng và phân nhóm: {title}.",
    en="Areas, criteria, maxima, how ranks and groups are taken: {title}.",
)
SITE_DESCRIPTION = Text(
    vi="Điểm, chỉ số, thứ hạng và nhóm được tính thế nào; bốn trạng thái của một ô; vì sao ai cũng tính lại được.",
    en="How points, index, ranks and groups are made; the four states of a cell; why anyone can recompute them.",
)


@dataclass(frozen=True)
class ItemRow:
    """What adds or takes points outside the criteria."""

    kind: str
    name: str
    points: str


@dataclass(frozen=True)
class Content:
    """What the page of a framework shows."""

    framework: str
    version: str
    source: str
    link: str
    owner: str
    decimals: int
    ranks_on_exact: bool
    groups_on_exact: bool
    shares_places: bool
    unranked: tuple[str, ...]
    leaves: int
    nodes: tuple[NodeRow, ...]
    groups: tuple[GroupRow, ...]
    items: tuple[ItemRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Broken:
    """A programme or series whose figures are not of one kind throughout: from which years on, and why."""

    of: Link
    breaks: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class SiteContent:
    """What the page of the method as a whole shows."""

    rounds: tuple[tuple[str, tuple[Link, ...]], ...]
    broken: tuple[Broken, ...]


def page(round_: PublishedRound, language: Language) -> Page:
    """Return the page of a round's framework."""
    framework = round_.framework
    ranking, source = framework.ranking, framework.source
    real = source if isinstance(source, Source) else None
    names = {unit.code: unit.name.to(language) for unit in round_.round.units}
    return Page(
        kind="method",
        language=language,
        address=round_.page("method"),
        title=TITLE.to(language, title=round_.title.to(language)),
        description=DESCRIPTION.to(language, title=round_.title.to(language)),
        content=Content(
            framework=framework.title.to(language),
            version=framework.version,
            source=real.document.to(language) if real else ILLUSTRATIVE.to(language),
            link=(real.link or "") if real else "",
            owner=framework.owner.to(language) if framework.owner else "",
            decimals=ranking.decimals,
            ranks_on_exact=ranking.rank_on == "exact",
            groups_on_exact=ranking.group_on == "exact",
            shares_places=ranking.ties.method == "competition",
            unranked=tuple(names.get(code, code) for code in ranking.unranked_units),
            leaves=len(framework.leaves),
            nodes=rows_below(round_, framework.nodes, language) if round_.has_parts else (),
            groups=tuple(groups_of(round_.current.facts, language)),
            items=tuple(_items(round_, language)),
            notes=tuple(note.to(language) for note in framework.notes),
        ),
        trail=trail(round_, language),
        standing=standing(round_, language),
    )


BONUS = Text(vi="Điểm thưởng", en="Bonus")
PENALTY = Text(vi="Điểm phạt", en="Penalty")
DEDUCTION = Text(vi="Điểm trừ sau thẩm định", en="Deduction after appraisal")


def _items(round_: PublishedRound, language: Language) -> list[ItemRow]:
    adjustments = round_.framework.adjustments
    kinds: tuple[tuple[Text, Adjustment | None], ...] = (
        (BONUS, adjustments.bonus),
        (PENALTY, adjustments.penalty),
    )
    listed = [(text, item) for text, each in kinds if each is not None for item in each.items]
    listed += [(DEDUCTION, item) for item in adjustments.deductions]
    return [
        ItemRow(text.to(language), item.title.to(language), shown(item.points, language))
        for text, item in listed
    ]


def site(edition: Edition, language: Language) -> Page:
    """Return the page of the method as a whole."""
    rounds = tuple(
        (
            programme.info.title.to(language),
            tuple(
                Link(str(round_.year), round_.page("method").to(language))
                for round_ in reversed(programme.rounds)
            ),
        )
        for programme in edition.programmes
    )
    return Page(
        kind="method_site",
        language=language,
        address=site_page("method"),
        title=SITE_PAGES["method"].to(language),
        description=SITE_DESCRIPTION.to(language),
        content=SiteContent(rounds, tuple(_broken(edition, language))),
        trail=(start(language),),
    )


def _broken(edition: Edition, language: Language) -> Iterator[Broken]:
    """Yield the programmes and series in which there are breaks."""
    of_all = (
        *((programme_link(each, language), each.breaks) for each in edition.programmes),
        *((_series_link(each, language), each.info.breaks) for each in edition.satisfaction),
    )
    for link, breaks in of_all:
        if breaks:
            yield Broken(link, tuple((each.from_year, each.reason.to(language)) for each in breaks))


def _series_link(series: Series, language: Language) -> Link:
    return Link(series.info.title.to(language), site_page("satisfaction").to(language))
