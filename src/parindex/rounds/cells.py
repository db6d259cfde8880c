"""Rows of tables as arrays of units × leaves or units × variables."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import compress
from typing import Any, TypeVar

import numpy as np

from parindex.framework import Framework
from parindex.framework.rules import Appraiser
from parindex.framework.rules.base import Positions
from parindex.language import Text, shown
from parindex.numbers import MICRO, Booleans, Floats64, MicroPoints, micro
from parindex.problems import Findings
from parindex.rounds import values
from parindex.rounds.model import ABSENT, Estimate, Stage, Unit
from parindex.rounds.tables import ADJUSTMENTS, Row, Rows, Table, rows_of

Value = TypeVar("Value")
Cell = TypeVar("Cell", bound=Hashable)
SURVEYED: Stage = "council"
"""The stage that estimates of surveys belong to."""


class Sheet:
    """The rows of one table, and what is wrong with them.

    Rows that cannot be used are kept aside: what they hold is checked with the rest.
    """

    def __init__(self, table: Table, rows: Rows, findings: Findings) -> None:
        self.table, self.rows, self.findings = table, rows, findings
        self.aside = [*rows.aside]

    def say(self, row: Row, column: str, text: Text, code: str = "bad-value") -> None:
        """Note a problem of one cell."""
        self.findings.add(code, text.vi, text.en, line=row.line, path=column)

    def value(self, row: Row, column: str, parse: Callable[[str], Value], absent: Any) -> Any:
        """Return a cell parsed; `absent` where it is empty or bad, which is noted."""
        text = row[column]
        if not text:
            return absent
        try:
            return parse(text)
        except values.BadValue as bad:
            self.say(row, column, bad.about(text))
            return absent

    def values(self, column: str, parse: Callable[[str], Value], absent: Any) -> list[Any]:
        """Return a column parsed; see `value`."""
        return self.parsed(column, self.rows[column], parse, absent)

    def parsed(
        self, column: str, cells: Sequence[Cell], parse: Callable[[Cell], Value], absent: Any
    ) -> list[Any]:
        """Return the cells of a column parsed, each different one once; see `value`."""
        found: dict[Cell, Any] = {}
        bad: dict[Cell, values.BadValue] = {}
        for cell in set(cells):
            try:
                found[cell] = parse(cell) if cell else absent
            except values.BadValue as flaw:
                found[cell], bad[cell] = absent, flaw
        for row, cell in zip(self.rows, cells, strict=True) if bad else ():
            if cell in bad:
                self.say(row, column, bad[cell].about(row[column]))
        return list(map(found.__getitem__, cells))

    def where(self, flags: Booleans) -> Iterable[Row]:
        """Return the rows where an array of flags is true."""
        return compress(self.rows, flags.tolist()) if flags.any() else ()

    def keep(self, column: str, known: AbstractSet[str], where: Text) -> None:
        """Keep the rows whose cell is known in `where`; put the others aside and note each code once."""
        unknown = [row for row in self.aside if row[column] and row[column] not in known]
        codes = self.rows[column]
        if not known >= set(codes):
            belongs = [code in known for code in codes]
            strangers = [*self.where(np.logical_not(belongs))]
            self.rows, self.aside = self.rows.only(belongs), self.aside + strangers
            unknown += strangers
        by_code: dict[str, list[Row]] = {}
        for row in sorted(unknown, key=lambda row: row.line):
            by_code.setdefault(row[column], []).append(row)
        for code, rows in by_code.items():
            also_vi, also_en = _also([row.line for row in rows[1:]])
            text = Text(
                vi=f"Không có mã “{code}” trong {where.vi}; sửa lại mã{also_vi}.",
                en=f'There is no code "{code}" in {where.en}; correct it{also_en}.',
            )
            self.say(rows[0], column, text, "unknown-code")

    def set_aside(self, leaves: AbstractSet[str]) -> Sheet:
        """Return the rows that were put aside as a sheet of their own, without those of leaves that do not exist."""
        rows = [
            row for row in self.aside if row.cells.get("leaf", "") in leaves or not names_leaf(self.table)
        ]
        return Sheet(self.table, rows_of(rows, self.table), self.findings)


MOST_LINES = 5
"""So many of the lines with the same fault are named."""


def _also(lines: Sequence[int]) -> tuple[str, str]:
    """Say in both languages in which other lines the same stands; nothing where it does not."""
    named, more = ", ".join(map(str, lines[:MOST_LINES])), len(lines) - MOST_LINES
    if more > 0:
        return f" (cả ở dòng {named} và {more} dòng nữa)", f" (also in row {named} and {more} more)"
    return (f" (cả ở dòng {named})", f" (also in row {named})") if named else ("", "")


def names_leaf(table: Table) -> bool:
    """Return whether each row of a table is about a leaf of the framework of the round."""
    return "leaf" in table.header and bool(table.unit_column) and table is not ADJUSTMENTS


class Cells:
    """Builds the arrays of a round.

    Parameters
    ----------
    framework : Framework
        Gives the columns.
    units : tuple of Unit
        Give the rows.
    """

    def __init__(self, framework: Framework, units: tuple[Unit, ...]) -> None:
        self.framework = framework
        self.rows = {unit.code: row for row, unit in enumerate(units)}
        self._whole = max([framework.total, *(group.total for group in framework.unit_groups)])
        self._parsers = [values.parser_of(variable) for _, variable in framework.columns]

    def measured(self, measurements: Sheet, estimates: Sheet) -> dict[Stage, Floats64]:
        """Return measurements by stage, the estimates of surveys among those of the last stage."""
        arrays: dict[Stage, Floats64] = {}
        units, columns, numbers = self._numbers(measurements, "value")
        stages: Any = np.array(measurements.rows["stage"])
        for stage in dict.fromkeys(stages.tolist()):
            chosen = stages == stage
            self._of_stage(arrays, stage)[units[chosen], columns[chosen]] = numbers[chosen]
        *place, numbers = self._numbers(estimates, "estimate")
        if len(numbers):
            surveyed = self._of_stage(arrays, SURVEYED)
            for row in estimates.where(~np.isnan(surveyed[*place])):
                text = Text(
                    vi=f"Giá trị này đã có ở {measurements.table.file}, giai đoạn {SURVEYED}; chỉ giữ một.",
                    en=f"This value also stands in {measurements.table.file}, stage {SURVEYED}; keep one.",
                )
                estimates.say(row, "variable", text, "given-twice")
            surveyed[*place] = numbers
        return arrays

    def _numbers(self, sheet: Sheet, column: str) -> tuple[Positions, Positions, Floats64]:
        """Return where the values of a sheet stand, as rows of units and columns of variables, and the values."""
        columns = self._columns(sheet)
        units = self._units(sheet)
        cells = list(zip(columns, sheet.rows[column], strict=True))
        numbers = sheet.parsed(column, cells, self._number, np.nan)
        return np.array(units, dtype=np.intp), np.array(columns, dtype=np.intp), np.array(numbers)

    def _number(self, cell: tuple[int, str]) -> float:
        """Return the value in a cell of the variable in a column."""
        column, text = cell
        return self._parsers[column](text) if text else np.nan

    def _units(self, sheet: Sheet) -> list[int]:
        """Return the rows of the units; of a unit that does not exist, whose cells are only checked, the first."""
        return [self.rows.get(unit, 0) for unit in sheet.rows["unit"]]

    def estimates(self, sheet: Sheet, measured: Mapping[Stage, Floats64]) -> dict[tuple[int, int], Estimate]:
        """Return the estimates with their standard errors by (row of unit, column of variable)."""
        columns = self._columns(sheet)
        places = list(zip(self._units(sheet), columns, strict=True))
        made = map(
            Estimate,
            [float(measured[SURVEYED][place]) for place in places],
            sheet.values("standard_error", values.size, np.nan),
            sheet.values("degrees_of_freedom", values.size, None),
            sheet.values("n", lambda text: int(values.count(text)), None),
            sheet.rows["source"],
        )
        return dict(zip(places, made, strict=True))

    def entered(self, sheet: Sheet) -> dict[Stage, MicroPoints]:
        """Return entered points by stage in micro-points; too many or off the step is a problem."""
        arrays: dict[Stage, MicroPoints] = {}
        for row, unit in zip(sheet.rows, self._units(sheet), strict=True):
            stage: Any = row["stage"]
            points = sheet.value(row, "points", values.points, ABSENT)
            column = self.framework.leaf_position[row["leaf"]]
            if points != ABSENT and self._may_be_entered(sheet, row, column, points):
                if stage not in arrays:
                    arrays[stage] = np.full(
                        (len(self.rows), len(self.framework.leaves)), ABSENT, dtype=np.int64
                    )
                arrays[stage][unit, column] = points
        return arrays

    def marked(self, sheet: Sheet) -> Booleans:
        """Return the cells marked as not applicable; where the leaf does not allow it, a problem."""
        marks = np.zeros((len(self.rows), len(self.framework.leaves)), dtype=bool)
        for row, unit in zip(sheet.rows, self._units(sheet), strict=True):
            column = self.framework.leaf_position[row["leaf"]]
            if self.framework.leaves[column].may_be_not_applicable:
                marks[unit, column] = True
            else:
                text = Text(
                    vi="Bộ chỉ số không cho phép mục này “không áp dụng”; chấm điểm hoặc xoá dòng.",
                    en="The framework does not let this leaf be not applicable; score it or remove the row.",
                )
                sheet.say(row, "leaf", text, "not-applicable-refused")
        return marks

    def _of_stage(self, arrays: dict[Stage, Floats64], stage: Stage) -> Floats64:
        if stage not in arrays:
            arrays[stage] = np.full((len(self.rows), len(self.framework.columns)), np.nan)
        return arrays[stage]

    def _columns(self, sheet: Sheet) -> list[int]:
        """Return the columns of the variables; note and drop the rows of those that the leaf's rule does not read."""
        pairs = zip(sheet.rows["leaf"], sheet.rows["variable"], strict=True)
        columns = list(map(self.framework.column_position.get, pairs))
        if None in columns:
            unread = np.array([column is None for column in columns])
            self._say_unread(sheet, unread)
            sheet.rows = sheet.rows.only(~unread)
        return [column for column in columns if column is not None]

    def _say_unread(self, sheet: Sheet, unread: Booleans) -> None:
        for row in sheet.where(unread):
            leaf = self.framework.leaves[self.framework.leaf_position[row["leaf"]]]
            names = ", ".join(variable.name for variable in leaf.rule.inputs) or "-"
            text = Text(
                vi=f"Mục {leaf.code} không đọc biến “{row['variable']}”; các biến của mục: {names}.",
                en=f'Leaf {leaf.code} does not read the variable "{row["variable"]}"; it reads: {names}.',
            )
            sheet.say(row, "variable", text, "unknown-variable")

    def _may_be_entered(self, sheet: Sheet, row: Row, column: int, points: int) -> bool:
        leaf = self.framework.leaves[column]
        most = self._whole if leaf.maximum is None else leaf.maximum
        if points > micro(most):
            text = Text(
                vi=f"{row['points']} vượt điểm tối đa {shown(most, 'vi')} của mục {leaf.code}.",
                en=f"{row['points']} is above the maximum {most} of leaf {leaf.code}.",
            )
            if leaf.maximum is None:
                text = Text(
                    vi=f"{row['points']} vượt điểm tối đa {shown(most, 'vi')} của toàn bộ chỉ số.",
                    en=f"{row['points']} is above the maximum {most} of the whole set.",
                )
            sheet.say(row, "points", text, "above-maximum")
            return False
        step = leaf.rule.step if isinstance(leaf.rule, Appraiser) else None
        if step is not None and points % int(step * MICRO):
            text = Text(
                vi=f"{row['points']} không phải bội số của bước điểm {shown(step, 'vi')}.",
                en=f"{row['points']} is not a multiple of the step {step}.",
            )
            sheet.say(row, "points", text, "off-step")
            return False
        return True
