"""Published values of a survey over the years, with the breaks that must not be bridged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal

from pydantic import Field

from parindex.documents import Unfit, parse_model, read_document
from parindex.framework.model import FrameworkCode
from parindex.framework.rules import Strict
from parindex.language import Text
from parindex.problems import Findings
from parindex.rounds.cells import Sheet
from parindex.rounds.tables import Column, Table, read_file
from parindex.rounds.values import count, fraction
from parindex.survey.model import Code, DataStatus

ABOUT = "series.yaml"
VALUES = Table(
    "values",
    (
        Column("year", "integer", required=True),
        Column("unit"),
        Column("measure", required=True),
        Column("value", "number"),
        Column("rank", "integer"),
        Column("source", required=True),
        Column("note"),
    ),
    key=("year", "unit", "measure"),
)


class Measure(Strict):
    """What is published."""

    code: Code
    title: Text


class Break(Strict):
    """From a year on the figures are of another kind."""

    from_year: int
    reason: Text


class SeriesInfo(Strict):
    """What ``series.yaml`` says."""

    format: Literal["parindex-series/1"]
    code: FrameworkCode
    title: Text
    data_status: DataStatus
    measures: tuple[Measure, ...] = Field(min_length=1)
    units: Text = Text(vi="đơn vị", en="units")
    """What its units are called, many."""
    whole: Text = Text(vi="tất cả đơn vị", en="all units")
    """What they are called together: the nation, the city."""
    breaks: tuple[Break, ...] = ()
    note: Text | None = None


@dataclass(frozen=True)
class Value:
    """One published figure; None for what was not printed.

    `unit` is empty for all of them together.
    """

    year: int
    unit: str
    measure: str
    value: Fraction | None
    rank: int | None
    source: str
    note: str


@dataclass(frozen=True)
class Series:
    """Published values in order of year, unit and measure."""

    info: SeriesInfo
    values: tuple[Value, ...]

    def of(self, unit: str, measure: str) -> tuple[Value, ...]:
        """Return the values of one unit and measure, year by year."""
        return tuple(each for each in self.values if (each.unit, each.measure) == (unit, measure))

    def breaks_between(self, first: int, last: int) -> tuple[Break, ...]:
        """Return the breaks after one year and up to another."""
        return tuple(each for each in self.info.breaks if first < each.from_year <= last)

    def change(self, unit: str, measure: str, first: int, last: int) -> Fraction:
        """Return the change of a value from one year to another.

        Raises
        ------
        Unfit
            A break lies between the years, or a value was not printed.
        """
        for found in self.breaks_between(first, last):
            raise Unfit(
                f"Chuỗi số liệu gãy từ năm {found.from_year}: {found.reason.vi}",
                f"The series breaks in {found.from_year}: {found.reason.en}",
            )
        known = {each.year: each.value for each in self.of(unit, measure)}
        then, now = known.get(first), known.get(last)
        if then is None or now is None:
            raise Unfit(
                f"Không có giá trị công bố của cả hai năm {first} và {last}.",
                f"There are no published values for both {first} and {last}.",
            )
        return now - then


def read_series(folder: Path) -> Series:
    """Return a series from its folder: ``series.yaml`` and ``values.csv``.

    Raises
    ------
    Invalid
        With every problem found.
    """
    info = parse_model(SeriesInfo, read_document(folder / ABOUT))
    findings = Findings(str(folder / VALUES.file))
    sheet = Sheet(VALUES, read_file(folder / VALUES.file, VALUES, findings), findings)
    known = {measure.code for measure in info.measures}
    sheet.keep("measure", known, Text(vi=ABOUT, en=ABOUT))
    values = tuple(sorted(_values(sheet), key=lambda each: (each.year, each.unit, each.measure)))
    findings.raise_if_any()
    return Series(info, values)


def _values(sheet: Sheet) -> Iterator[Value]:
    for row in sheet.rows:
        value: Fraction | None = sheet.value(row, "value", fraction, None)
        yield Value(
            year=int(sheet.value(row, "year", count, 0)),
            unit=row["unit"],
            measure=row["measure"],
            value=value,
            rank=None if (rank := sheet.value(row, "rank", count, None)) is None else int(rank),
            source=row["source"],
            note=row["note"],
        )
