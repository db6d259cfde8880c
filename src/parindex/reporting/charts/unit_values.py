"""One value a unit: what maps and grids of tiles show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from parindex.documents import Unfit
from parindex.framework.rules import Imported
from parindex.language import Language, Text
from parindex.numbers import exact
from parindex.reporting.charts import phrases
from parindex.reporting.charts.chart import ChartTable
from parindex.reporting.charts.classes import PER_CENT, Classes
from parindex.reporting.charts.numbers import rounded_or_none
from parindex.reporting.charts.of_results import notes_of, said, source_of
from parindex.reporting.numbers import number
from parindex.rounds import Unit
from parindex.rounds.model import DataStatus
from parindex.scoring import Results
from parindex.survey.series import Series

INDEX = Classes(tuple(map(Fraction, (75, 80, 85, 90))))
"""For indices: the same in every round, so that pictures of two years can be laid side by side."""

AT_LEAST = Text(
    vi="{count} trên {units} đơn vị đạt từ {limit} trở lên",
    en="{count} of {units} units reach {limit} or more",
)
SOME = Text(
    vi="{measure}: có số liệu của {known} trên {units} đơn vị",
    en="{measure}: {known} of {units} units are known",
)
HIGH_AND_LOW = Text(
    vi="{measure} cao nhất: {first} ({highest}); thấp nhất: {last} ({lowest}).",
    en="{measure}: highest in {first} ({highest}), lowest in {last} ({lowest}).",
)
HIGHEST_KNOWN = Text(
    vi="{measure}: trong các đơn vị đã biết, cao nhất là {first} ({highest}).",
    en="{measure}: of the units that are known, {first} is the highest ({highest}).",
)


@dataclass(frozen=True)
class UnitValues:
    """A value of every unit, None for what is not known.

    Attributes
    ----------
    code : str
        Becomes a part of the names of files.
    measure : Text
    values : tuple of (Unit, Fraction or None)
    is_complete : bool
        Whether something may be said about all of them together.
    lacking : Text
        What units without a value are: unknown, or not published.
    """

    code: str
    measure: Text
    values: tuple[tuple[Unit, Fraction | None], ...]
    is_complete: bool
    decimals: int
    classes: Classes
    source: Text
    status: DataStatus
    notes: tuple[Text, ...] = ()
    lacking: Text = phrases.UNKNOWN

    @property
    def known(self) -> list[tuple[Unit, Fraction]]:
        """The units with a value, highest first, equals by code.

        Raises
        ------
        Unfit
            There are none.
        """
        found = [(unit, value) for unit, value in self.values if value is not None]
        if not found:
            raise Unfit(
                f"{self.measure.vi}: không có số liệu của đơn vị nào nên không vẽ được.",
                f"{self.measure.en}: no value of any unit is known, so there is nothing to draw.",
            )
        return sorted(found, key=lambda each: (-each[1], each[0].code))


def index_of(results: Results) -> UnitValues:
    """Return the index of every unit of a round."""
    return UnitValues(
        code="index",
        measure=phrases.PAR_INDEX,
        values=tuple((each.unit, each.index) for each in results.units),
        is_complete=results.is_complete,
        decimals=results.framework.ranking.decimals,
        classes=INDEX,
        source=Text(vi=source_of(results, "vi"), en=source_of(results, "en")),
        status=results.round.info.data_status,
        notes=tuple(
            Text(vi=vi, en=en)
            for vi, en in zip(notes_of(results, "vi"), notes_of(results, "en"), strict=True)
        ),
    )


def node_of(results: Results, node: str) -> UnitValues:
    """Return the component index of every unit on an area, criterion or leaf.

    Raises
    ------
    Unfit
        The framework has no such node.
    """
    placed = results.framework.by_code.get(node)
    if placed is None:
        raise Unfit(f"Bộ chỉ số không có mục “{node}”.", f'The framework has no node "{node}".')
    values = tuple(zip((each.unit for each in results.units), results.components(node), strict=True))
    is_complete = results.is_complete and all(value is not None for _, value in values)
    return replace(
        index_of(results), code=f"node-{node}", measure=placed.node.title, values=values, is_complete=is_complete,
        classes=PER_CENT,
    )  # fmt: skip


def estimated_of(results: Results) -> UnitValues:
    """Return the first other index that a survey estimated for the units and that counts in theirs, such as SIPAS.

    Raises
    ------
    Unfit
        There is none.
    """
    data = results.round
    for column in sorted({column for _, column in data.estimates}):
        position, variable = data.framework.columns[column]
        leaf = data.framework.leaves[position]
        if isinstance(leaf.rule, Imported):
            found = [data.estimates.get((row, column)) for row in range(len(data.units))]
            values = tuple(None if each is None else exact(each.value) for each in found)
            return replace(
                index_of(results),
                code=leaf.code,
                measure=variable.title,
                values=tuple(zip(data.units, values, strict=True)),
                is_complete=None not in values,
                decimals=2,
                classes=PER_CENT,
            )
    raise Unfit("Không có chỉ số khảo sát của các đơn vị.", "No index of the units comes from a survey.")


def printed_of(series: Series, year: int, units: Sequence[Unit]) -> UnitValues:
    """Return the first measure of a published series for units in a year, in per cent; the source of each is named."""
    measure = series.info.measures[0]
    printed = {
        each.unit: each
        for each in series.values
        if (each.year, each.measure) == (year, measure.code) and each.value is not None
    }
    values = tuple((unit, printed[unit.code].value if unit.code in printed else None) for unit in units)
    sources = dict.fromkeys(printed[unit.code].source for unit, value in values if value is not None)
    return UnitValues(
        code=f"{series.info.code}-{year}",
        measure=Text(vi=f"{measure.title.vi} năm {year}", en=f"{measure.title.en} {year}"),
        values=values,
        is_complete=all(value is not None for _, value in values),
        decimals=2,
        classes=PER_CENT,
        source=Text(
            vi=f"{series.info.title.vi} năm {year} ({'; '.join(sources)})",
            en=f"{series.info.title.en} {year} ({'; '.join(sources)})",
        ),
        status=series.info.data_status,
    )


def title_of(values: UnitValues, language: Language) -> str:
    """Return how many units reach the second highest class; of a part of them, how many are known."""
    units, known = len(values.values), values.known
    if not values.is_complete:
        return said(SOME, language, measure=values.measure.to(language), known=len(known), units=units)
    limit = values.classes.breaks[2]
    count = sum(value >= limit for _, value in known)
    return said(AT_LEAST, language, count=count, units=units, limit=number(limit, language, 0))


def sentence_of(values: UnitValues, language: Language) -> str:
    """Return the ends of the values; of a part of them, the highest that is known."""
    (first, highest), *_, (last, lowest) = (values.known * 2)[: max(2, len(values.known))]
    return said(
        HIGH_AND_LOW if values.is_complete else HIGHEST_KNOWN,
        language,
        measure=values.measure.to(language),
        first=first.name.to(language),
        highest=number(highest, language, values.decimals),
        last=last.name.to(language),
        lowest=number(lowest, language, values.decimals),
    )


def shades_of(values: UnitValues, language: Language) -> str:
    """Return how many units have each shade, the highest first, and how many are not known."""
    names = values.classes.names(language)
    shades = Counter(names[values.classes.of(value) - 1] for _, value in values.known)
    told = [(name, shades[name]) for name in reversed(names)]
    unknown = len(values.values) - len(values.known)
    told.append((values.lacking.to(language), unknown))
    return f"{'; '.join(f'{name}: {count}' for name, count in told if count)}."


def table_of(values: UnitValues, language: Language) -> ChartTable:
    """Return the values, highest first, then the units that are not known."""
    unknown = [(unit, None) for unit, value in values.values if value is None]
    return ChartTable(
        (phrases.UNIT.to(language), values.measure.to(language)),
        tuple(
            (unit.name.to(language), rounded_or_none(value, values.decimals))
            for unit, value in (*values.known, *unknown)
        ),
    )
