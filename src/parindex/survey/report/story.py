"""The report of a survey, section by section, from its estimates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from parindex.documents import Unfit
from parindex.language import Language, Text
from parindex.survey.estimation.covariance import Pick, change
from parindex.survey.estimation.estimate import Estimates
from parindex.survey.estimation.multiplicity import holm
from parindex.survey.model import Grouping
from parindex.survey.ranks.of_units import RankedUnits
from parindex.survey.report import words
from parindex.survey.report.blocks import Block, Document, Heading, Paragraph, Table
from parindex.survey.report.figures import (
    bar,
    chart,
    item_table,
    number,
    rank_chart,
    reasons_to_hide,
    sample_table,
)


@dataclass(frozen=True, eq=False)
class Report:
    """What a report is made from.

    Attributes
    ----------
    estimates : Estimates
        With a table of the nation (a grouping without columns), of the units, and of any other groups.
    ranked : sequence of RankedUnits
        Under each design.
    before : Estimates, optional
        Of an earlier survey, for changes.
    digests : Mapping of file name to SHA-256
        The microdata.
    """

    estimates: Estimates
    ranked: Sequence[RankedUnits] = ()
    before: Estimates | None = None
    digests: Mapping[str, str] = field(default_factory=dict)


def document(report: Report, language: Language) -> Document:
    """Return the report in one language.

    Raises
    ------
    Unfit
        The survey has no grouping of the nation.
    """
    survey = report.estimates.survey
    return Document(
        language=language,
        title=survey.title.to(language),
        subtitle=f"{survey.code} · {survey.year}",
        warning=words.TRAINING.to(language) if survey.data_status == "training" else "",
        page=words.PAGE.to(language),
        blocks=tuple(_Story(report, language).blocks()),
    )


class _Story:
    def __init__(self, report: Report, language: Language) -> None:
        self.report, self.language = report, language
        self.estimates, self.survey = report.estimates, report.estimates.survey
        present = [grouping for grouping in self.survey.groupings if grouping.code in self.estimates.tables]
        national = [grouping for grouping in present if not grouping.columns]
        if not national:
            raise Unfit(
                "Báo cáo cần ước lượng của cả nước: một cách chia không có cột.",
                "A report needs estimates of the nation: a grouping without columns.",
            )
        self.nation = self.estimates[national[0].code]
        self.units = next((grouping for grouping in present if grouping.is_of_units), None)
        self.others = [each for each in present if each.columns and not each.is_of_units]
        self.whole = self.nation.measures.index(self.survey.tree.code)
        self.level = number(100 * self.estimates.level, language, 0)

    def blocks(self) -> Iterator[Block]:
        yield from self.result()
        if self.units is not None:
            yield from self.by_unit(self.units)
        if self.report.ranked:
            yield from self.ranks()
        if self.others:
            yield Heading(words.GROUPS.to(self.language))
            for grouping in self.others:
                yield self.forest(grouping, best_first=False)
        if self.report.before is not None:
            yield from self.changes(self.report.before)
        yield Heading(words.ITEMS.to(self.language))
        yield item_table(self.survey, self.nation, self.language)
        yield from self.appendix()

    def say(self, text: Text, **blanks: object) -> str:
        return text.to(self.language).format(**blanks)

    def number(self, value: float, decimals: int = 2) -> str:
        return number(value, self.language, decimals)

    def result(self) -> Iterator[Block]:
        table, column = self.nation, self.whole
        title = self.survey.tree.title.to(self.language)
        yield Heading(words.RESULT.to(self.language))
        yield Paragraph(
            self.say(
                words.HEADLINE, measure=title, value=self.number(table.estimate[0, column]), level=self.level,
                low=self.number(table.lower[0, column], 1), high=self.number(table.upper[0, column], 1),
                people=self.number(table.people[0], 0), psus=self.number(table.psus[0], 0),
            )
        )  # fmt: skip
        parts = [self.survey.tree, *self.survey.tree.children]
        rows = [
            bar(table, 0, table.measures.index(part.code), part.title.to(self.language), self.language)
            for part in parts
        ]
        yield chart(title, words.ITEM.to(self.language), rows, None, self.language)
        for note in self.survey.notes:
            yield Paragraph(note.to(self.language), quiet=True)

    def by_unit(self, grouping: Grouping) -> Iterator[Block]:
        table = self.estimates[grouping.code]
        named = grouping.title.to(self.language)
        yield Heading(self.say(words.UNITS, grouping=named[:1].lower() + named[1:]))
        open_rows = [row for row in range(len(table.domains)) if not reasons_to_hide(table, row, self.whole)]
        if open_rows:
            values = table.estimate[open_rows, self.whole]
            best, worst = open_rows[int(np.argmax(values))], open_rows[int(np.argmin(values))]
            yield Paragraph(
                self.say(
                    words.EXTREMES,
                    best=grouping.name_of(table.domains[best], self.language),
                    best_value=self.number(table.estimate[best, self.whole]),
                    worst=grouping.name_of(table.domains[worst], self.language),
                    worst_value=self.number(table.estimate[worst, self.whole]),
                )
            )
        yield Paragraph(self.say(words.FOREST, level=self.level), quiet=True)
        yield self.forest(grouping, best_first=True)

    def forest(self, grouping: Grouping, *, best_first: bool) -> Block:
        table = self.estimates[grouping.code]
        rows = [
            bar(table, row, self.whole, grouping.name_of(domain, self.language), self.language)
            for row, domain in enumerate(table.domains)
        ]
        if best_first:  # those not shown last, by name: their place would tell their value
            rows.sort(key=lambda row: (row.value is None, -(row.value or 0.0), row.name))
        nation = float(self.nation.estimate[0, self.whole])
        title = grouping.title.to(self.language)
        return chart(title, title, rows, nation, self.language)

    def ranks(self) -> Iterator[Block]:
        yield Heading(words.RANKS.to(self.language))
        yield Paragraph(self.say(words.RANKS_MEANING, level=self.level), quiet=True)
        for ranked in self.report.ranked:
            design = self.survey.design(ranked.design)
            title, describes = design.title.to(self.language), design.describes.to(self.language)
            unable = int(ranked.sets.cannot_be_ranked.sum())
            text = words.NOT_RANKED if unable else words.RANKED
            yield Paragraph(
                self.say(text, design=title, describes=describes, units=unable, all=len(ranked.units))
            )
            names = self.unit_names(ranked)
            yield rank_chart(ranked, names, self.hidden_units(), title, self.language)

    def hidden_units(self) -> set[str]:
        """Return the units whose estimate is not shown."""
        if self.units is None:
            return set()
        table = self.estimates[self.units.code]
        return {
            domain[0] for row, domain in enumerate(table.domains) if reasons_to_hide(table, row, self.whole)
        }

    def unit_names(self, ranked: RankedUnits) -> dict[str, str]:
        [grouping] = [each for each in self.survey.groupings if each.is_of_units]
        return {code: grouping.name_of((code,), self.language) for code in ranked.units}

    def changes(self, before: Estimates) -> Iterator[Block]:
        earlier = before.survey.title.to(self.language)
        yield Heading(self.say(words.CHANGES, survey=earlier))
        if self.survey.series is None or before.survey.series != self.survey.series:
            yield Paragraph(self.say(words.BREAK, survey=earlier))
            return
        rows = []
        for grouping in (each for each in self.survey.groupings if not each.columns or each.is_of_units):
            hidden = self.hidden_units() if grouping.is_of_units else set()
            found = [
                (domain, change(before, self.estimates, Pick(grouping.code, domain, self.survey.tree.code)))
                for domain in self.estimates[grouping.code].domains
                if domain in before[grouping.code].domains and not hidden.intersection(domain)
            ]
            adjusted = holm([each.p_value for _, each in found])
            for (domain, each), p_value in zip(found, adjusted.tolist(), strict=True):
                rows.append(
                    (
                        grouping.name_of(domain, self.language) or words.NATION.to(self.language),
                        self.number(each.estimate),
                        f"{self.number(each.lower, 1)} – {self.number(each.upper, 1)}",
                        self.number(p_value, 3),
                    )
                )
        heads = (words.UNIT, words.CHANGE, words.INTERVAL, words.P_VALUE)
        yield Table("", tuple(head.to(self.language) for head in heads), tuple(rows))

    def appendix(self) -> Iterator[Block]:
        design = self.survey.design(self.estimates.slabs.design)
        yield Heading(words.APPENDIX.to(self.language))
        for text in words.METHOD:
            yield Paragraph(
                self.say(
                    text, interval=self.estimates.method, design=design.title.to(self.language),
                    describes=design.describes.to(self.language),
                )
            )  # fmt: skip
        if self.units is not None:
            yield sample_table(self.units, self.estimates[self.units.code], self.whole, self.language)
        if self.report.digests:
            yield Paragraph(words.RECOMPUTE.to(self.language))
            yield Table("", ("", "SHA-256"), tuple(self.report.digests.items()))
