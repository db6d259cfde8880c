"""Rows of tables as arrays of units × leaves or units × variables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

import numpy as np

from parindex.framework import Framework
from parindex.framework.rules import Appraiser
from parindex.language import Text, shown
from parindex.numbers import MICRO, Booleans, Floats64, MicroPoints, micro
from parindex.problems import Findings
from parindex.rounds import values
from parindex.rounds.model import ABSENT, Estimate, Stage, Unit
from parindex.rounds.tables import Row, Table

Value = TypeVar("Value")
SURVEYED: Stage = "council"
"""The stage that estimates of surveys belong to."""


class Sheet:
    """The rows of one table, and what is wrong with them."""

    def __init__(self, table: Table, rows: list[Row], findings: Findings) -> None:
        self.table, self.rows, self.findings = table, rows, findings

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

    def keep(self, belongs: Callable[[Row], bool], column: str, where: Text) -> None:
        """Keep the rows whose cell is known in `where`; note the others."""
        kept = []
        for row in self.rows:
            if belongs(row):
                kept.append(row)
            else:
                code = row[column]
                text = Text(
                    vi=f"Không có mã “{code}” trong {where.vi}; sửa lại mã.",
                    en=f'There is no code "{code}" in {where.en}; correct it.',
                )
                self.say(row, column, text, "unknown-code")
        self.rows = kept


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
        self._parsers = [cache(values.parser_of(variable)) for _, variable in framework.columns]

    def measured(self, measurements: Sheet, estimates: Sheet) -> dict[Stage, Floats64]:
        """Return measurements by stage, the estimates of surveys among those of the last stage."""
        arrays: dict[Stage, Floats64] = {}
        for row, column in self._with_columns(measurements):
            stage: Any = row["stage"]
            value = measurements.value(row, "value", self._parsers[column], np.nan)
            self._of_stage(arrays, stage)[self.rows[row["unit"]], column] = value
        for row, column in self._with_columns(estimates):
            place = self.rows[row["unit"]], column
            surveyed = self._of_stage(arrays, SURVEYED)
            if not np.isnan(surveyed[place]):
                text = Text(
                    vi=f"Giá trị này đã có ở {measurements.table.file}, giai đoạn {SURVEYED}; chỉ giữ một.",
                    en=f"This value also stands in {measurements.table.file}, stage {SURVEYED}; keep one.",
                )
                estimates.say(row, "variable", text, "given-twice")
            surveyed[place] = estimates.value(row, "estimate", self._parsers[column], np.nan)
        return arrays

    def estimates(self, sheet: Sheet, measured: Mapping[Stage, Floats64]) -> dict[tuple[int, int], Estimate]:
        """Return the estimates with their standard errors by (row of unit, column of variable)."""
        found = {}
        for row in sheet.rows:
            column = self.framework.column_position.get((row["leaf"], row["variable"]))
            if column is not None:
                n = sheet.value(row, "n", values.count, None)
                place = self.rows[row["unit"]], column
                found[place] = Estimate(
                    value=float(measured[SURVEYED][place]),
                    standard_error=sheet.value(row, "standard_error", values.size, np.nan),
                    degrees_of_freedom=sheet.value(row, "degrees_of_freedom", values.size, None),
                    n=None if n is None else int(n),
                    source=row["source"],
                )
        return found

    def entered(self, sheet: Sheet) -> dict[Stage, MicroPoints]:
        """Return entered points by stage in micro-points; too many or off the step is a problem."""
        arrays: dict[Stage, MicroPoints] = {}
        for row in sheet.rows:
            stage: Any = row["stage"]
            points = sheet.value(row, "points", values.points, ABSENT)
            column = self.framework.leaf_position[row["leaf"]]
            if points != ABSENT and self._may_be_entered(sheet, row, column, points):
                if stage not in arrays:
                    arrays[stage] = np.full(
                        (len(self.rows), len(self.framework.leaves)), ABSENT, dtype=np.int64
                    )
                arrays[stage][self.rows[row["unit"]], column] = points
        return arrays

    def marked(self, sheet: Sheet) -> Booleans:
        """Return the cells marked as not applicable; where the leaf does not allow it, a problem."""
        marks = np.zeros((len(self.rows), len(self.framework.leaves)), dtype=bool)
        for row in sheet.rows:
            column = self.framework.leaf_position[row["leaf"]]
            if self.framework.leaves[column].may_be_not_applicable:
                marks[self.rows[row["unit"]], column] = True
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

    def _with_columns(self, sheet: Sheet) -> Iterator[tuple[Row, int]]:
        """Yield rows with the column of their variable; note variables that the leaf's rule does not read."""
        for row in sheet.rows:
            column = self.framework.column_position.get((row["leaf"], row["variable"]))
            if column is not None:
                yield row, column
                continue
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
