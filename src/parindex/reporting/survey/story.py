"""The report of a survey as a document: what was found, how sure it is, and how it was worked out."""

from __future__ import annotations

from collections.abc import Iterator

from parindex.language import Language, Text
from parindex.reporting.document.blocks import Block, Document, Heading, Paragraph, Row, Table
from parindex.reporting.document.words import PAGE, TRAINING
from parindex.reporting.numbers import count, share_in_percent
from parindex.reporting.survey import words
from parindex.reporting.survey.appendix import appendix
from parindex.reporting.survey.charts import (
    by_name,
    change_chart,
    ends_of,
    forest,
    group_chart,
    rank_chart,
    row_of,
)
from parindex.reporting.survey.summary import ranking_sentence, summary
from parindex.reporting.survey.wording import estimate
from parindex.rounds.status import STATUS_NAMES
from parindex.survey.model import Node
from parindex.survey.publication import Changes, Group, Publication, Ranking

MOST_DRAWN = 100
"""Domains of a grouping, other than that of the units, that a chart holds; files have all."""
MOST_FACTORS = 5
"""Columns of factors that a page is wide enough for."""


def document(publication: Publication, language: Language) -> Document:
    """Return the report in one language."""
    survey = publication.survey
    status = STATUS_NAMES[survey.data_status].to(language)
    return Document(
        language=language,
        title=survey.title.to(language),
        subtitle=f"{survey.code} · {survey.year} · {status}",
        warning=TRAINING.to(language) if publication.is_training else "",
        page=PAGE.to(language),
        blocks=tuple(_Story(publication, language).blocks()),
    )


class _Story:
    def __init__(self, publication: Publication, language: Language) -> None:
        self.publication, self.language = publication, language
        self.tree, self.title_of = publication.survey.tree, publication.survey.title_of
        self.everyone = publication.nation.domains[0]
        self.level = share_in_percent(publication.working.level, language)

    def blocks(self) -> Iterator[Block]:
        yield from self.result()
        if self.publication.units is not None:
            yield from self.by_unit(self.publication.units)
        if self.publication.rankings:
            yield from self.ranks()
        if self.publication.others:
            yield from self.by_group()
        if self.publication.changes is not None:
            yield from self.changes(self.publication.changes)
        yield from self.factors()
        yield from appendix(self.publication, self.language)

    def say(self, text: Text, **blanks: object) -> str:
        return text.to(self.language, **blanks)

    def row(self, code: str, *, is_strong: bool = False) -> Row:
        """Return the row of an item or node for everyone."""
        name = self.title_of[code].to(self.language)
        return row_of(name, self.everyone.figures[code], self.language, is_strong=is_strong)

    def result(self) -> Iterator[Block]:
        yield Heading(self.say(words.RESULT))
        yield Paragraph(summary(self.publication, self.language), look="framed")
        rows = [
            self.row(self.tree.code, is_strong=True),
            *(self.row(part.code) for part in self.tree.children),
        ]
        yield forest(self.tree.title.to(self.language), self.say(words.FACTOR), rows, self.language)
        yield Paragraph(self.say(words.HOW_TO_READ, level=self.level), look="quiet")
        for note in self.publication.survey.notes:
            yield Paragraph(note.to(self.language), look="quiet")

    def by_unit(self, group: Group) -> Iterator[Block]:
        title = group.grouping.title.to(self.language)
        yield Heading(self.say(words.UNITS, grouping=title[:1].lower() + title[1:]))
        yield from self.group_chart(group)
        codes = [part.code for part in self.tree.children]
        for start in range(0, len(codes), MOST_FACTORS):
            yield Heading(self.say(words.FACTORS_OF_UNITS), level=3)
            yield self.factor_table(group, codes[start : start + MOST_FACTORS])

    def group_chart(self, group: Group) -> Iterator[Block]:
        nation = self.everyone.figures[self.tree.code].estimate
        return group_chart(group, self.tree.code, nation, self.language)

    def factor_table(self, group: Group, codes: list[str]) -> Table:
        """Return the factors of every unit, by name."""
        rows = [
            (name, *(estimate(domain.figures[code], self.language, brief=True) for code in codes))
            for name, domain in by_name(group, self.language)
        ]
        heads = (group.grouping.title, *(self.title_of[code] for code in codes))
        return Table(tuple(head.to(self.language) for head in heads), tuple(rows))

    def ranks(self) -> Iterator[Block]:
        yield Heading(self.say(words.RANKS))
        yield Paragraph(self.say(words.RANKS_MEANING, level=self.level), look="quiet")
        for ranking in self.publication.rankings:
            yield Paragraph(ranking_sentence(ranking, self.language))
        made = [each for each in self.publication.rankings if isinstance(each, Ranking)]
        told = [each for each in made if each.cannot_be_ranked < each.units]
        if told:
            [grouping] = [each for each in self.publication.survey.groupings if each.is_of_units]
            yield from rank_chart(told, grouping, self.language)

    def by_group(self) -> Iterator[Block]:
        yield Heading(self.say(words.GROUPS))
        for group in self.publication.others:
            if len(group.domains) <= MOST_DRAWN:
                yield from self.group_chart(group)
            else:
                title = group.grouping.title.to(self.language)
                yield Paragraph(
                    self.say(words.TOO_MANY, grouping=title, domains=count(len(group.domains), self.language))
                )

    def changes(self, changes: Changes) -> Iterator[Block]:
        earlier = changes.earlier.title.to(self.language)
        yield Heading(self.say(words.CHANGES, survey=earlier))
        if changes.why_not is not None:
            yield Paragraph(self.say(words.NOT_COMPARED, survey=earlier, why=self.say(changes.why_not)))
            return
        yield Paragraph(self.say(words.CHANGES_MEANING, level=self.level), look="quiet")
        for grouping in dict.fromkeys(change.grouping.code for change in changes.rows):
            rows = [change for change in changes.rows if change.grouping.code == grouping]
            yield from change_chart(rows, self.publication.working.level, self.language)

    def factors(self) -> Iterator[Block]:
        """Tell of every factor and what is below it: small charts on one axis, then a table."""
        yield Heading(self.say(words.ITEMS))
        parts = self.tree.children or (self.tree,)
        rows = {
            part.code: [self.row(code, is_strong=strong) for code, strong in _below(part)] for part in parts
        }
        ends = ends_of(row for each in rows.values() for row in each)
        nation = self.everyone.figures[self.tree.code].estimate
        for part in parts:
            yield forest(
                part.title.to(self.language), self.say(words.ITEM), rows[part.code], self.language,
                reference=nation, ends=ends,
            )  # fmt: skip


def _below(part: Node) -> Iterator[tuple[str, bool]]:
    """Yield a node and all below it, from above; with whether it is a node."""
    yield part.code, True
    for item in part.items:
        yield item, False
    for child in part.children:
        yield from _below(child)
