"""The owner's report of a round: the finding, the ranking, groups, regions, areas, method and sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from parindex.language import Language, Text
from parindex.reporting.charts import estimated_of, index_of, index_scatter, province_map
from parindex.reporting.charts.chart import Chart
from parindex.reporting.charts.province_map import LABELS
from parindex.reporting.facts.grammar import counted, sentence
from parindex.reporting.facts.of_round import RoundFacts
from parindex.reporting.facts.sentences_of_round import printed_sentence
from parindex.reporting.numbers import number
from parindex.reporting.office.blocks import CHART_WIDTH, Block, Paragraph, Picture, Section
from parindex.reporting.office.document import OfficialDocument
from parindex.reporting.reports import titles, words
from parindex.reporting.reports.round_tables import RoundTables
from parindex.reporting.reports.setting import Numbered, Setting, caveats, findings, pictured, sources

_MAP_WIDTH = 250
"""In pixels: the country is high and narrow, and with a wider map nothing else would stand on its page."""
_MOST_UPRIGHT = 4
"""Of so many areas at most every unit's component indices stand on an upright page."""


def results_report(facts: RoundFacts, language: Language, setting: Setting) -> OfficialDocument:
    """Return the report of a whole round in one language."""
    story = _Story(facts, language)
    text = Section((*caveats(facts, language), *story.text()))
    sections = (text, *story.annexes())
    return setting.document(facts, language, words.REPORT, titles.of_round(facts, language), sections)


class _Story:
    def __init__(self, facts: RoundFacts, language: Language) -> None:
        self.facts, self.language = facts, language
        self.tables = RoundTables(facts, language)
        self.numbered = Numbered(language)
        self.by_unit = self.tables.by_unit()

    def text(self) -> Iterator[Block]:
        yield self.numbered.heading(words.RESULT)
        yield from findings(self.facts, self.language)
        yield from self._ranking()
        groups, regions = self.tables.groups(), self.tables.regions()
        if groups.rows or regions.rows:
            both = words.GROUPS_AND_REGIONS if groups.rows else words.REGIONS
            yield self.numbered.heading(both if regions.rows else words.GROUPS)
            yield from (table for table in (groups, regions) if table.rows)
        yield from self._map()
        areas = self.tables.areas()
        if areas.rows:
            level = self.facts.framework.levels[0].title
            capitals = Text(vi=level.vi.upper(), en=level.en.upper())
            yield self.numbered.heading(words.AREAS.filled(level=capitals))
            yield areas
        if self.by_unit.rows:
            yield Paragraph(self._say(words.BY_UNIT_ANNEXED)) if self._is_wide else self.by_unit
        yield from self._against_survey()
        yield from self._method()

    def _against_survey(self) -> Iterator[Block]:
        """Yield the index beside that of a survey which counts in it, once both are final."""
        if self.facts.stage is None:
            for drawn in pictured(self._scatter):
                yield self.numbered.heading(words.AGAINST_SURVEY)
                yield Paragraph(drawn.chart.sentence)
                yield drawn

    def _scatter(self) -> Chart:
        index, surveyed = index_of(self.facts.results), estimated_of(self.facts.results)
        return index_scatter(index, surveyed, self.language, width=CHART_WIDTH)

    def _ranking(self) -> Iterator[Block]:
        table = self.tables.ranking()
        if table.rows:
            yield self.numbered.heading(words.RANKING)
            yield table
        in_all = self.facts.results.units_in_all
        unknown = 0 if in_all is None else in_all - len(table.rows)
        if unknown:
            yield Paragraph(self._say(words.UNKNOWN_UNITS, units=unknown), "quiet")

    def _map(self) -> Iterator[Block]:
        """Yield the map of the provinces, whose table is the ranking; of hardly any it would be hatching and no map."""
        if 3 * len(self.facts.known) < len(self.facts.results.units):
            return
        for drawn in pictured(partial(province_map, self.facts.results, self.language, _MAP_WIDTH)):
            notes = tuple(note for note in drawn.chart.notes if note != LABELS.to(self.language))
            yield Picture(replace(drawn.chart, notes=notes))

    @property
    def _is_wide(self) -> bool:
        """Whether the table of every unit on every area needs the width of a landscape page."""
        return len(self.facts.areas) > _MOST_UPRIGHT

    def annexes(self) -> Iterator[Section]:
        """Yield every unit on every area, where that is known and needs the width of a landscape page."""
        if self.by_unit.rows and self._is_wide:
            yield Section((self.by_unit,), is_landscape=True, annex=words.BY_UNIT.to(self.language))

    def _method(self) -> Iterator[Block]:
        """Yield how the figures came about, and where they were read."""
        framework, info = self.facts.framework, self.facts.info
        yield self.numbered.heading(words.METHOD)
        if self.facts.has_criteria:
            title, version = framework.title, framework.version
            total = number(framework.total, self.language, 0)
            said = self._say(words.FRAMEWORK, title=title, version=version, items=self._items(), total=total)
        else:
            said = printed_sentence(self.facts, self.language)
        yield Paragraph(said)
        yield Paragraph(self._say(words.KINDS[info.kind]))
        for note in info.notes:
            yield Paragraph(note.to(self.language))
        yield from sources(self.facts, self.language)

    def _items(self) -> str:
        leaves = len(self.facts.framework.leaves)
        return (
            f"{leaves} mục được chấm"
            if self.language == "vi"
            else counted(leaves, "scored item", "scored items")
        )

    def _say(self, text: Text, **blanks: object) -> str:
        return sentence(text.to(self.language, **blanks))
