"""The tables of a round: the same in PDF, .docx and .xlsx."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parindex.language import Language
from parindex.reporting.facts.grammar import listed, sentence, unquoted
from parindex.reporting.facts.marks import mark_of
from parindex.reporting.facts.of_round import AreaFacts, RoundFacts
from parindex.reporting.numbers import DASH
from parindex.reporting.office.blocks import Amount, Cell, Column, Table
from parindex.reporting.reports import words
from parindex.reporting.reports.known_columns import with_known_columns
from parindex.scoring import UnitResult
from parindex.scoring.summary import Figure

_SHORT_NAME = 6
"""A name of fewer letters stands in the middle of its column like a letter."""


class RoundTables:
    """The tables of one round in one language; a table that would say nothing has no rows.

    Parameters
    ----------
    facts : RoundFacts
    language : {"vi", "en"}
    """

    def __init__(self, facts: RoundFacts, language: Language) -> None:
        self.facts, self.language = facts, language
        self.decimals = facts.framework.ranking.decimals

    def ranking(self) -> Table:
        """Return the units of which an index or a rank is known, in the order of the ranking."""
        return self._ranking(words.RANKING_TABLE.to(self.language), self.facts.results.told)

    def first(self, most: int) -> Table:
        """Return the units that are ranked so far, as many of them as are known."""
        caption = words.TOP if self.facts.is_complete else words.TOP_KNOWN
        ranked = self.facts.results.ordered
        first = [each for each in ranked if each.rank is not None and each.rank <= most]
        return self._ranking(caption.to(self.language, most=most), first)

    def _ranking(self, caption: str, listed: Sequence[UnitResult]) -> Table:
        columns = (
            Column(words.RANK.to(self.language), 17, "number"),
            Column(words.UNIT.to(self.language), 68),
            Column(words.INDEX.to(self.language), 22, "number"),
            self._group_column(listed),
            Column(words.POINTS_CHANGE.to(self.language), 20, "number"),
            Column(words.PLACES_CHANGE.to(self.language), 18, "number"),
        )
        return with_known_columns(Table("ranking", caption, columns, tuple(map(self._ranked, listed))))

    def _ranked(self, result: UnitResult) -> tuple[Cell, ...]:
        change = result.change
        return (
            Amount(result.rank, 0),
            result.unit.name.to(self.language),
            Amount(result.index, self.decimals),
            self._group(result.group),
            Amount(change.points if change else None, self.decimals, is_signed=True),
            Amount(change.places if change else None, 0, is_signed=True),
        )

    def _group_column(self, listed: Sequence[UnitResult]) -> Column:
        """Return the column of groups: letters in the middle, names as texts with more room."""
        are_letters = all(len(self._group(result.group)) < _SHORT_NAME for result in listed)
        return Column(
            words.GROUP.to(self.language), 20 if are_letters else 32, "code" if are_letters else "text"
        )

    def _group(self, code: str) -> str:
        """Return a group as it stands beside others: by its letter where its name has it, else by its name."""
        label = unquoted(self.facts.group_label(code).to(self.language)) if code else DASH
        return code if code in label.split() else label

    def groups(self) -> Table:
        """Return how many units are in each group."""
        columns = (
            Column(words.GROUP.to(self.language), 85),
            Column(words.UNITS.to(self.language), 30, "number"),
        )
        rows = [(unquoted(g.label.to(self.language)), Amount(g.size.value, 0)) for g in self.facts.groups]
        sizes = [group.size for group in self.facts.groups]
        return self._marked(
            Table("groups", words.GROUPS_TABLE.to(self.language), columns, tuple(rows)), sizes
        )

    def regions(self) -> Table:
        """Return the mean index of each region, the highest first."""
        columns = (
            Column(words.REGION.to(self.language), 85),
            Column(words.MEAN_OF_REGION.to(self.language), 30, "number"),
        )
        means = [region.mean for region in self.facts.regions]
        names = [region.name.to(self.language) for region in self.facts.regions]
        rows = tuple(
            (name, Amount(mean.value, self.decimals)) for name, mean in zip(names, means, strict=True)
        )
        return self._marked(Table("regions", words.REGIONS_TABLE.to(self.language), columns, rows), means)

    def _marked(self, table: Table, figures: Sequence[Figure]) -> Table:
        """Return a table with what its figures rest on, where that is not the finished table."""
        marks = [mark_of(self.facts, figure, self.language) for figure in figures]
        if not any(marks):
            return table
        columns = (*table.columns, Column(words.REMARK.to(self.language), 50))
        rows = tuple((*row, mark) for row, mark in zip(table.rows, marks, strict=True))
        return replace(table, columns=columns, rows=rows)

    def areas(self) -> Table:
        """Return the mean component index of each area, with who is first and last on it."""
        level = self.facts.framework.level_of(0, self.language)
        columns = (
            Column(sentence(level), 65),
            Column(words.MEAN_OF_AREA.to(self.language), 24, "number"),
            Column(words.HIGHEST.to(self.language), 38),
            Column(words.LOWEST.to(self.language), 38),
        )
        rows = tuple(self._area(area) for area in self.facts.areas if area.mean is not None)
        caption = words.AREAS_TABLE.to(self.language, level=level.lower())
        return Table("areas", caption, columns, rows)

    def _area(self, area: AreaFacts) -> tuple[Cell, ...]:
        node = area.placed.node
        places = self.facts.on(node.code).places
        ends = (
            [self._at(node.code, place) for place in (min(places.values()), max(places.values()))]
            if places
            else []
        )
        mean = None if area.mean is None else area.mean.value
        return node.title.to(self.language), Amount(mean), *(ends or [DASH, DASH])

    def _at(self, area: str, place: int) -> str:
        """Return the units in a place on an area, with their component index."""
        rows = [row for row, taken in self.facts.on(area).places.items() if taken == place]
        names = [self.facts.results.units[row].unit.name.to(self.language) for row in rows]
        index = Amount(self.facts.components[area][rows[0]]).text(self.language)
        return f"{listed(names, self.language)} ({index})"

    def by_unit(self) -> Table:
        """Return the component indices of every ranked unit, in the order of the ranking."""
        areas = [area.placed.node for area in self.facts.areas]
        width = min(180 // max(len(areas), 1), 30)
        columns = (
            Column(words.RANK.to(self.language), 14, "number"),
            Column(words.UNIT.to(self.language), 44),
            Column(words.INDEX.to(self.language), 18, "number"),
            *(Column(area.title.to(self.language), width, "number") for area in areas),
        )
        position, components = self.facts.results.round.unit_position, self.facts.components.values()
        rows = tuple(
            self._by_unit_row(result, position[result.unit.code])
            for result in self.facts.results.ordered
            if any(values[position[result.unit.code]] is not None for values in components)
        )
        return Table("by_unit", words.BY_UNIT_TABLE.to(self.language), columns, rows)

    def _by_unit_row(self, result: UnitResult, row: int) -> tuple[Cell, ...]:
        return (
            Amount(result.rank, 0),
            result.unit.name.to(self.language),
            Amount(result.index, self.decimals),
            *(Amount(self.facts.components[area.placed.node.code][row]) for area in self.facts.areas),
        )
