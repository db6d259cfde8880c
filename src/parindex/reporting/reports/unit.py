"""The report of a unit on its own result: what it got, where it lost points and why, and what it does about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from parindex.framework.model import Placed
from parindex.language import Language, Text, own_words
from parindex.reporting.charts import lost_points
from parindex.reporting.facts.grammar import listed, named, points, sentence
from parindex.reporting.facts.of_unit import UnitFacts
from parindex.reporting.facts.sentences_of_round import printed_sentence
from parindex.reporting.facts.sentences_of_unit import (
    change_sentence,
    comparison_sentence,
    losses_sentence,
    regained_sentence,
    result_sentence,
)
from parindex.reporting.numbers import number
from parindex.reporting.office.blocks import CHART_WIDTH, Block, Paragraph, Section
from parindex.reporting.office.document import OfficialDocument
from parindex.reporting.reports import titles, words
from parindex.reporting.reports.setting import Numbered, Setting, caveats, pictured
from parindex.reporting.reports.unit_tables import UnitTables


def unit_report(facts: UnitFacts, language: Language, setting: Setting) -> OfficialDocument:
    """Return the report of a unit in one language."""
    story = _Story(facts, language)
    portrait = Section((*caveats(facts.of, language), *story.portrait()))
    name = facts.unit.name
    summary = titles.of_unit(facts, language)
    sections = (portrait, *story.annexes())
    return setting.document(facts.of, language, words.REPORT, summary, sections, unit=name.to(language))


class _Story:
    def __init__(self, facts: UnitFacts, language: Language) -> None:
        self.facts, self.language = facts, language
        self.tables = UnitTables(facts, language)
        self.numbered = Numbered(language)

    def portrait(self) -> Iterator[Block]:
        yield from self._result()
        if not self.facts.of.has_criteria:
            yield Paragraph(printed_sentence(self.facts.of, self.language))
        elif not self.facts.knows_parts:
            yield Paragraph(self._say(words.PARTS_UNKNOWN))
        if self.facts.components:
            yield from self._components()
        yield from self._compared()
        if self.facts.knows_parts and self.facts.of.has_criteria:
            yield from self._full()
            yield from self._lost()
        if self.facts.surveyed:
            yield from self._surveys()
        if self._is_planned:
            yield self.numbered.heading(words.PLAN)
            yield Paragraph(self._say(self._about_plan()))
        yield from self._sources()

    def annexes(self) -> Iterator[Section]:
        """Yield the plan, whose table is too wide for an upright page; none where there is nothing to plan for."""
        if self._is_planned:
            yield Section((self.tables.plan(),), is_landscape=True, annex=words.PLAN.to(self.language))

    @property
    def _is_planned(self) -> bool:
        return bool(self.facts.planned) or (self.facts.is_told and not self.facts.has_all_points)

    def _about_plan(self) -> Text:
        if any(each.said for each in self.facts.planned):
            return words.PLAN_GIVEN
        return words.PLAN_EMPTY if self.facts.planned else words.PLAN_BLANK

    def _say(self, text: Text, **blanks: object) -> str:
        return sentence(text.to(self.language, **blanks))

    def _result(self) -> Iterator[Block]:
        yield self.numbered.heading(words.RESULT)
        for said in (result_sentence, change_sentence, losses_sentence):
            if text := said(self.facts, self.language):
                yield Paragraph(text)
        yield self.tables.result()

    def _components(self) -> Iterator[Block]:
        yield self.numbered.heading(words.COMPONENTS)
        ordered = sorted(self.facts.components, key=lambda component: -component.index)
        if len(ordered) > 1 and self.facts.of.has_criteria and self.facts.of.stage is None:
            best, worst = ordered[0], ordered[-1]
            level = self.facts.of.framework.level_of(0, self.language).lower()
            yield Paragraph(
                self._say(
                    words.BEST_AND_WORST,
                    level=level,
                    best=best.placed.node.title.to(self.language),
                    most=number(best.index, self.language, 2),
                    worst=worst.placed.node.title.to(self.language),
                    least=number(worst.index, self.language, 2),
                )
            )
        yield self.tables.components()

    def _compared(self) -> Iterator[Block]:
        yield self.numbered.heading(words.COMPARED)
        said = comparison_sentence(self.facts, self.language)
        yield Paragraph(said or self._say(words.NOTHING_TO_COMPARE))
        if said:
            yield self.tables.compared()

    def _full(self) -> Iterator[Block]:
        yield self.numbered.heading(words.FULL)
        unit, full = named(self.facts.unit.name, self.language), len(self.facts.full)
        scored = full + len(self.facts.losses)
        yield Paragraph(self._say(words.FULL_COUNT, unit=unit, full=full, scored=scored))
        if full:
            yield self.tables.full()

    def _lost(self) -> Iterator[Block]:
        yield self.numbered.heading(words.LOST)
        unit, lost = named(self.facts.unit.name, self.language), len(self.facts.losses)
        in_all = points(self.facts.lost, self.language)
        yield Paragraph(self._say(words.LOST_COUNT, unit=unit, lost=lost, points=in_all))
        if lost:
            if len(self.facts.lost_by_area) > 1:
                yield self.tables.lost_by_area()
            yield self.tables.lost()
            yield from pictured(
                partial(lost_points, self.facts.of.results, self.facts.code, self.language, CHART_WIDTH)
            )
        if nothing := [loss.placed for loss in self.facts.losses if not loss.points]:
            yield Paragraph(self._say(words.NOTHING_SCORED, items=self._named(nothing)))
        if said := regained_sentence(self.facts, self.language):
            yield Paragraph(said)
        if self.facts.missing:
            yield Paragraph(self._say(words.MISSING, items=self._named(self.facts.missing)))
        if self.facts.not_applicable:
            items = [
                f"{placed.name(self.language)}{f' ({reason})' if reason else ''}"
                for placed, reason in self.facts.not_applicable
            ]
            yield Paragraph(self._say(words.NOT_APPLICABLE, items="; ".join(items)))

    def _named(self, nodes: Sequence[Placed]) -> str:
        titles = [placed.name(self.language) for placed in nodes]
        return listed(titles, self.language)

    def _surveys(self) -> Iterator[Block]:
        yield self.numbered.heading(words.SURVEYS)
        yield Paragraph(self._say(words.INTERVALS))
        yield self.tables.surveys()

    def _sources(self) -> Iterator[Block]:
        """Yield where the figures come from: of printed ones the source of each."""
        printed = self.facts.of.results.round.printed.get(self.facts.code)
        title = self.facts.of.results.round.title(self.language)
        sources = (
            [title]
            if printed is None or not printed.source
            else [title, own_words(printed.source, self.language)]
        )
        yield Paragraph(self._say(words.SOURCE, source="; ".join(sources).rstrip(".")), "quiet")
