"""Opening a workbook: its record, its scoring sheet, and whether it belongs to the round at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter.utility import xl_cell_to_rowcol

from parindex.language import LANGUAGES, Text
from parindex.problems import Findings
from parindex.rounds.model import RoundData, Stage
from parindex.rounds.workbook import words
from parindex.rounds.workbook.data_sheet import (
    FACTS,
    FIELD_COLUMNS,
    FIELDS_ROW,
    FORMAT,
    Field,
    fields,
    framework_hash,
)
from parindex.rounds.workbook.plan import Plan
from parindex.rounds.workbook.typed import text

_ADDRESS = re.compile(r"[A-Z]{1,2}[1-9][0-9]{0,5}\Z")
Grid = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Record:
    """What a workbook says about itself.

    Attributes
    ----------
    facts : Mapping of name to text
    fields : tuple of Field
    grid : rows of cells
        The scoring sheet.
    """

    facts: Mapping[str, str]
    fields: tuple[Field, ...]
    grid: Grid

    def cell(self, address: str) -> Any:
        """Return what stands at an address of the scoring sheet; "" for nothing."""
        row, column = xl_cell_to_rowcol(address)
        return value_at(self.grid, row, column)


def value_at(grid: Grid, row: int, column: int) -> Any:
    """Return what stands in a row and column, counted from 0; "" for nothing."""
    return grid[row][column] if row < len(grid) and column < len(grid[row]) else ""


def open_record(path: Path, findings: Findings) -> Record:
    """Return the record of a workbook and its scoring sheet.

    Raises
    ------
    Invalid
        It cannot be read, is no workbook of parindex, is damaged, or its scoring sheet is gone.
    """
    try:
        book = CalamineWorkbook.from_path(path)
        data = next((name for name in book.sheet_names if name in _names_of(words.DATA)), None)
        rows: Grid = [] if data is None else book.get_sheet_by_name(data).to_python(skip_empty_area=False)
        facts = {name: text(value_at(rows, row, 1)) for row, name in enumerate(FACTS)}
        _refuse_other_files(facts, findings)
        if facts["sheet"] not in book.sheet_names:
            findings.add(
                "sheet-missing",
                f"Không còn trang “{facts['sheet']}”; đặt lại tên trang như cũ.",
                f'The sheet "{facts["sheet"]}" is gone; give it its name back.',
            )
            findings.raise_if_any()
        grid: Grid = book.get_sheet_by_name(facts["sheet"]).to_python(skip_empty_area=False)
    except (OSError, CalamineError) as error:
        findings.add(
            "unreadable", f"Không đọc được sổ Excel: {error}.", f"The workbook cannot be read: {error}."
        )
        findings.raise_if_any()
    return Record(facts, tuple(_fields(rows)), grid)


def _names_of(sheet: Text) -> set[str]:
    return {sheet.to(language) for language in LANGUAGES}


def _refuse_other_files(facts: Mapping[str, str], findings: Findings) -> None:
    if facts["format"] != FORMAT:
        findings.add(
            "not-a-workbook",
            "Đây không phải sổ chấm điểm do parindex xuất ra (không có trang “Dữ liệu” đúng dạng); chọn tệp khác.",
            'This is not a scoring workbook of parindex (it has no proper sheet "Data"); choose another file.',
        )
    findings.raise_if_any()


def _fields(rows: Grid) -> list[Field]:
    found = []
    for row in rows[FIELDS_ROW + 1 :]:
        leaf, content, variable, cell, label = (
            text(value_at([row], 0, i)) for i in range(len(FIELD_COLUMNS))
        )
        kind: Any = content
        found.append(Field(leaf, kind, variable, cell, label))
    return found


def plan_of(
    record: Record, data: RoundData, findings: Findings, unit_code: str | None, stage: Stage | None
) -> Plan:
    """Return the plan that a workbook was made by.

    Raises
    ------
    Invalid
        The workbook is of another round, edition of the framework, unit or stage, or its record is damaged.
    """
    facts = record.facts
    _refuse_other_rounds(facts, data, findings)
    _refuse_other_units(facts, data, findings, unit_code, stage)
    findings.raise_if_any()
    at: Any = facts["stage"]
    plan = Plan(data, facts["unit"], at, LANGUAGES[0])
    _refuse_damage(record, plan, findings)
    findings.raise_if_any()
    return plan


def _refuse_other_rounds(facts: Mapping[str, str], data: RoundData, findings: Findings) -> None:
    code, framework = data.info.code, data.framework
    if facts["round"] != code:
        findings.add(
            "other-round",
            f"Sổ này của đợt “{facts['round']}”, không phải “{code}”; chọn đúng sổ.",
            f'This workbook is of the round "{facts["round"]}", not "{code}"; choose the right one.',
        )
    given = f"{facts['framework']} {facts['framework_version']}"
    wanted = f"{framework.code} {framework.version}"
    if given != wanted:
        findings.add(
            "other-framework",
            f"Sổ này theo bộ chỉ số “{given}”, đợt này dùng “{wanted}”; xuất sổ mới.",
            f'This workbook follows the framework "{given}", the round uses "{wanted}"; export a new one.',
        )
    elif facts["framework_sha256"] != framework_hash(framework):
        findings.add(
            "framework-changed",
            f"Bộ chỉ số “{wanted}” đã được sửa sau khi xuất sổ; xuất sổ mới rồi chép số liệu sang.",
            f'The framework "{wanted}" was changed after the export; export a new workbook and copy the figures.',
        )


def _refuse_other_units(
    facts: Mapping[str, str], data: RoundData, findings: Findings, unit_code: str | None, stage: Stage | None
) -> None:
    unit, at = facts["unit"], facts["stage"]
    if unit not in data.unit_position:
        findings.add(
            "unknown-unit",
            f"Đợt này không có đơn vị “{unit}”; chọn đúng sổ.",
            f'The round has no unit "{unit}"; choose the right workbook.',
        )
    elif unit_code not in (None, unit):
        findings.add(
            "other-unit",
            f"Sổ này của đơn vị “{unit}”, không phải “{unit_code}”; chọn đúng sổ.",
            f'This workbook is of the unit "{unit}", not "{unit_code}"; choose the right one.',
        )
    if at not in get_args(Stage) or stage not in (None, at):
        wanted = ", ".join(get_args(Stage)) if stage is None else stage
        findings.add(
            "other-stage",
            f"Sổ này của giai đoạn “{at}”, cần: {wanted}; chọn đúng sổ.",
            f'This workbook is of the stage "{at}", wanted: {wanted}; choose the right one.',
        )


def _refuse_damage(record: Record, plan: Plan, findings: Findings) -> None:
    """Refuse a record that does not list just the cells that the round asks for."""
    asked = {field.key for field in fields(plan)}
    optional = {(block.leaf.code, "points", "") for block in plan.blocks}
    listed = [field.key for field in record.fields]
    addresses = all(_ADDRESS.match(field.cell) for field in record.fields)
    complete = asked - optional <= set(listed) <= asked | optional
    if not (complete and addresses and len(set(listed)) == len(listed)):
        findings.add(
            "record-damaged",
            "Trang “Dữ liệu” không khớp với đợt đánh giá: nó bị sửa, hoặc đợt đã đổi sau khi xuất sổ; xuất sổ mới.",
            'The sheet "Data" does not fit the round: it was edited, or the round changed after the export; '
            "export a new workbook.",
        )
