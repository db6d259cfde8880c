"""The tables of a unit: the same in PDF, .docx and .xlsx."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from parindex.framework.model import Placed
from parindex.language import Language, Text
from parindex.numbers import exact
from parindex.reporting.facts.grammar import sentence, unquoted
from parindex.reporting.facts.of_unit import Component, Planned, UnitFacts
from parindex.reporting.facts.surveys import Surveyed
from parindex.reporting.numbers import DASH
from parindex.reporting.office.blocks import (
    LANDSCAPE_WIDTH,
    Amount,
    Cell,
    Column,
    Day,
    Kind,
    Place,
    Span,
    Table,
)
from parindex.reporting.reports import words
from parindex.reporting.reports.known_columns import with_known_columns
from parindex.rounds.model import Improvement
from parindex.scoring.lost import Loss

_BLANK_ROWS = 3
"""Of a plan whose criteria nobody printed, for the unit to write them in."""
_BOLD_LETTER = 2.1
"""Width of a bold letter of 10.5 points on average, in millimetres."""


class UnitTables:
    """The tables of one unit in one language.

    Parameters
    ----------
    facts : UnitFacts
    language : {"vi", "en"}
    """

    def __init__(self, facts: UnitFacts, language: Language) -> None:
        self.facts, self.language = facts, language
        self.decimals = facts.of.framework.ranking.decimals
        self.level = sentence(facts.of.framework.level_of(0, language))

    def result(self) -> Table:
        """Return index, rank, group, change and what stands outside the criteria."""
        columns = (
            Column(words.ASPECT.to(self.language), 110),
            Column(words.VALUE.to(self.language), 55, "number"),
        )
        rows = tuple(self._result_rows())
        return Table("result", words.SUMMARY_TABLE.to(self.language), columns, rows)

    def _result_rows(self) -> Iterator[tuple[Cell, ...]]:
        facts = self.facts
        yield words.INDEX.to(self.language), self._index(facts.index)
        if facts.interval is not None:
            ends = (Amount(exact(end)) for end in (facts.interval.lower, facts.interval.upper))
            yield words.INTERVAL.to(self.language), Span(*ends)
        yield words.RANK.to(self.language), self._rank()
        if facts.places is not None:
            yield words.POSSIBLE_RANKS.to(self.language), f"{facts.places[0]}–{facts.places[1]}"
        if facts.place_in_region is not None:
            yield words.RANK_IN_REGION.to(self.language), Place(*facts.place_in_region)
        if facts.group is not None:
            yield words.GROUP.to(self.language), unquoted(facts.group.to(self.language))
        yield from self._change_rows()
        for title, points in (
            (words.BONUS, facts.bonus),
            (words.PENALTY, facts.penalty),
            (words.DEDUCTED, facts.deducted),
        ):
            if points:
                yield title.to(self.language), points_cell(points)

    def _change_rows(self) -> Iterator[tuple[Cell, ...]]:
        change, past = self.facts.change, self.facts.of.year_before
        if change is None:
            return
        yield words.PAST_INDEX.to(self.language, year=past), self._index(change.past_index)
        yield words.PAST_RANK.to(self.language, year=past), Amount(change.past_rank, 0)
        yield words.INDEX_CHANGE.to(self.language), Amount(change.points, self.decimals, is_signed=True)
        if change.split is not None:
            for part, title in words.SPLIT.items():
                share = Amount(getattr(change.split, part), self.decimals, is_signed=True)
                yield title.to(self.language), share
        if change.places is not None:
            yield words.RANK_CHANGE.to(self.language), Amount(change.places, 0, is_signed=True)

    def _index(self, value: Fraction | None) -> Amount:
        return Amount(value, self.decimals)

    def _rank(self) -> Cell:
        rank, among = self.facts.rank, self.facts.of.ranked_units
        return Amount(rank, 0) if among is None or rank is None else Place(rank, among)

    def components(self) -> Table:
        """Return the component index of each area, and its place among the ranked units."""
        columns = self._columns(
            (words.CODE, 16, "code"),
            (None, 71, "text"),
            (words.MAXIMUM, 18, "number"),
            (words.POINTS, 20, "number"),
            (words.COMPONENT, 22, "number"),
            (words.RANK, 18, "number"),
        )
        rows = tuple(self._component_row(component) for component in self.facts.components)
        return with_known_columns(
            _numbered("components", words.COMPONENTS_TABLE.to(self.language), columns, rows)
        )

    def _component_row(self, component: Component) -> tuple[Cell, ...]:
        node, place, among = component.placed.node, component.place, component.among
        return (
            component.placed.number,
            node.title.to(self.language),
            points_cell(component.maximum),
            Amount(component.points),
            Amount(component.index),
            DASH if place is None or among is None else Place(place, among),
        )

    def compared(self) -> Table:
        """Return the index, and each component index, beside those of region, group, all and the first, as far as they are known."""
        columns = self._columns(
            (None if self.facts.components else words.ASPECT, 60, "text"),
            (words.UNIT, 20, "number"),
            (words.MEAN_OF_REGION, 22, "number"),
            (words.MEAN_OF_GROUP, 22, "number"),
            (words.MEAN, 22, "number"),
            (words.FIRST, 19, "number"),
        )
        against = {comparison.against: comparison.value for comparison in self.facts.comparisons}
        whole = (
            words.INDEX.to(self.language),
            self._index(self.facts.index),
            self._index(against.get("region")),
            self._index(against.get("group")),
            self._index(against.get("all")),
            self._index(against.get("first")),
        )
        rows = (whole, *(self._compared_row(component) for component in self.facts.components))
        caption = words.COMPARED_TABLE if self.facts.components else words.COMPARED_INDEX
        return with_known_columns(Table("compared", caption.to(self.language), columns, rows))

    def _compared_row(self, component: Component) -> tuple[Cell, ...]:
        first = None if self.facts.rank == 1 else component.first
        shares = (component.index, component.region, component.group, component.mean, first)
        return component.placed.node.title.to(self.language), *map(Amount, shares)

    def full(self) -> Table:
        """Return the items at full marks."""
        columns = self._columns(
            (words.CODE, 20, "code"), (words.ITEM, 122, "text"), (words.MAXIMUM, 23, "number")
        )
        rows = tuple(
            (
                placed.number,
                placed.node.title.to(self.language),
                points_cell(Fraction(placed.node.maximum or 0)),
            )
            for placed in self.facts.full
        )
        return _numbered("full_marks", words.FULL_TABLE.to(self.language), columns, rows)

    def lost_by_area(self) -> Table:
        """Return what was lost on each area, the largest loss first."""
        columns = self._columns(
            (words.CODE, 16, "code"),
            (None, 79, "text"),
            (words.LOST_POINTS, 20, "number"),
            (words.MAXIMUM, 20, "number"),
            (words.LOST_SHARE, 30, "number"),
        )
        rows = tuple(self._area_loss_row(loss) for loss in self.facts.lost_by_area)
        caption = words.LOST_BY_AREA_TABLE.to(self.language, level=self.level.lower())
        return _numbered("lost_by_area", caption, columns, rows)

    def _area_loss_row(self, loss: Loss) -> tuple[Cell, ...]:
        share = 100 * loss.lost / loss.maximum if loss.maximum else None
        title = loss.placed.node.title.to(self.language)
        return loss.placed.number, title, Amount(loss.lost), points_cell(loss.maximum), Amount(share)

    def lost(self) -> Table:
        """Return the items that lost points, the largest loss first, with the appraiser's reasons."""
        columns = self._columns(
            (words.CODE, 15, "code"),
            (words.ITEM, 54, "text"),
            (words.MAXIMUM, 14, "number"),
            *self._stages(14, 23),
            (words.LOST_POINTS, 13, "number"),
            (words.REASON, 42, "text"),
        )
        rows = tuple(self._loss_row(loss) for loss in self.facts.losses)
        return with_known_columns(_numbered("lost_points", words.LOST_TABLE.to(self.language), columns, rows))

    def _loss_row(self, loss: Loss) -> tuple[Cell, ...]:
        node = loss.placed.node
        amounts = self._loss_cells(loss.placed, loss)
        return loss.placed.number, node.title.to(self.language), *amounts, self._reason(loss)

    def _reason(self, loss: Loss) -> str:
        """Return the appraiser's reason; notes on printed figures say where they were read, which is none."""
        return "" if self.facts.of.info.data_status == "published" else loss.reason

    def surveys(self) -> Table:
        """Return what surveys found, with intervals."""
        columns = self._columns(
            (words.CODE, 16, "code"),
            (words.ASPECT, 73, "text"),
            (words.VALUE, 22, "number"),
            (words.INTERVAL, 34, "span"),
            (words.ANSWERS, 20, "number"),
        )
        rows = tuple(self._survey_row(found) for found in self.facts.surveyed)
        return _numbered("surveys", words.SURVEYS_TABLE.to(self.language), columns, rows)

    def _survey_row(self, found: Surveyed) -> tuple[Cell, ...]:
        interval: Cell = DASH
        if found.lower is not None and found.upper is not None:
            interval = Span(*(Amount(exact(bound)) for bound in (found.lower, found.upper)))
        return (
            found.placed.number,
            found.title.to(self.language),
            Amount(exact(found.estimate.value)),
            interval,
            Amount(found.estimate.n, 0),
        )

    def plan(self) -> Table:
        """Return the items that lost points with causes and solutions; empty cells are left to fill in."""
        columns = self._columns(
            (words.CODE, 13, "code"),
            (words.ITEM, 36, "text"),
            (words.MAXIMUM, 10, "number"),
            *self._stages(10, 10),
            (words.LOST_POINTS, 10, "number"),
            (words.CAUSE, 36, "text"),
            (words.RESPONSIBLE, 22, "text"),
            (words.COORDINATING, 22, "text"),
            (words.SOLUTION, 36, "text"),
            (words.PRODUCT, 22, "text"),
            (words.DEADLINE, 22, "code"),
        )
        columns = _across_the_page(columns)
        rows = tuple(row for each in self.facts.planned for row in self._plan_rows(each))
        blank = ("",) * len(columns)
        if not rows:
            return Table("plan", words.PLAN_TABLE.to(self.language), columns[1:], (blank[1:],) * _BLANK_ROWS)
        return _numbered("plan", words.PLAN_TABLE.to(self.language), columns, rows)

    def _plan_rows(self, planned: Planned) -> Iterator[tuple[Cell, ...]]:
        placed = planned.placed
        amounts = self._loss_cells(placed, planned.loss)
        start: tuple[Cell, ...] = (placed.number, placed.node.title.to(self.language), *amounts)
        for each in planned.said:
            yield start + _improvement_cells(each)
        if not planned.said:
            yield start + ("",) * 6

    def _stages(self, own: int, last: int) -> tuple[tuple[Text, int, Kind], ...]:
        """Return the columns of what the unit gave itself and of the points that count, where these are not the same."""
        stage = self.facts.of.stage
        title = words.APPRAISED if stage is None else words.STAGES[stage]
        shown: tuple[tuple[Text, int, Kind], ...] = ((words.SELF, own, "number"), (title, last, "number"))
        return shown[1:] if stage == "self" else shown

    def _loss_cells(self, placed: Placed, loss: Loss | None) -> tuple[Cell, ...]:
        """Return maximum, self-score, points and what was lost; dashes for what is not known."""
        maximum = loss.maximum if loss else placed.node.maximum
        amounts = (loss.self_points, loss.points, loss.lost) if loss else (None,) * 3
        cells = (points_cell(None if maximum is None else Fraction(maximum)), *map(Amount, amounts))
        is_own = self.facts.of.stage == "self"
        return cells[:1] + cells[1 + is_own :]

    def _columns(self, *columns: tuple[Text | None, int, Kind]) -> tuple[Column, ...]:
        """Return columns; one without a title is called what the framework calls its areas."""
        return tuple(
            Column(self.level if title is None else title.to(self.language), width, kind)
            for title, width, kind in columns
        )


def _numbered(
    code: str, caption: str, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...]
) -> Table:
    """Return a table whose first column are numbers of the criteria; without it where the decision numbers none."""
    start = 1 if rows and not any(row[0] for row in rows) else 0
    return Table(code, caption, columns[start:], tuple(row[start:] for row in rows))


def _across_the_page(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns of a landscape page: texts share what numbers, codes and the words of titles leave of it."""
    wide = tuple(replace(each, width=max(each.width, _least(each.title))) for each in columns)
    texts = sum(each.width for each in wide if each.kind == "text")
    left = LANDSCAPE_WIDTH - sum(each.width for each in wide) + texts
    return tuple(
        replace(each, width=int(each.width * left / texts)) if each.kind == "text" else each for each in wide
    )


def _least(title: str) -> int:
    """Return how wide a column of a landscape page is at least, in millimetres, for the words of its title to stay whole."""
    return math.ceil(max(map(len, title.split())) * _BOLD_LETTER) + 3


def points_cell(points: Fraction | None) -> Amount:
    """Return points that stand in no column with others, and maxima, as people write them."""
    return Amount(points, is_short=True)


def _improvement_cells(each: Improvement) -> tuple[Cell, ...]:
    day = "" if each.deadline is None else Day(each.deadline)
    return each.cause, each.responsible, each.coordinating, each.solution, each.product, day
