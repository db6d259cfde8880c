"""The hidden sheets: the lists of choices, and the record that lets a program read the workbook without guessing.

The record names the round, framework, unit and stage, and gives the cell of every variable and of everything
else that people fill in, each with the label that must stand at the left of its row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from functools import lru_cache
from typing import Literal

from xlsxwriter.worksheet import Worksheet

from parindex.files import sha256
from parindex.framework import Framework
from parindex.framework.write import dump
from parindex.rounds.workbook import words
from parindex.rounds.workbook.plan import TYPED_LABEL, Block, Plan, address
from parindex.rounds.workbook.styles import protect
from parindex.rounds.workbook.words import Column

FORMAT = "parindex-workbook/1"
FACTS = (
    "format",
    "round",
    "framework",
    "framework_version",
    "framework_sha256",
    "unit",
    "stage",
    "language",
    "sheet",
)
"""What the first rows say: a name in the first column, a text in the second."""
FIELDS_ROW = len(FACTS) + 1
"""Row (from 0) of the names of the columns of the fields."""
FIELD_COLUMNS = ("leaf", "content", "variable", "cell", "label")

Content = Literal["input", "points", "shown", "not_applicable", "reason", "evidence", "explanation"]


@dataclass(frozen=True)
class Field:
    """A cell that is read back.

    Attributes
    ----------
    leaf : str
    content : str
        What it holds.
    variable : str
        Name of the variable of an input, else empty.
    cell : str
        Address in the scoring sheet.
    label : str
        What stands in the first column of its row.
    """

    leaf: str
    content: Content
    variable: str
    cell: str
    label: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What it holds of what."""
        return self.leaf, self.content, self.variable


def fields(plan: Plan) -> Iterator[Field]:
    """Yield every cell that is read back."""
    for block in plan.blocks:
        yield from _fields_of(plan, block)


def _fields_of(plan: Plan, block: Block) -> Iterator[Field]:
    code = block.leaf.code
    for line in block.lines:
        name = line.variable.name
        yield Field(code, "input", name, address(line.row, Column.INPUT), name)
    if block.typed_row is not None:
        yield Field(code, "points", "", address(block.typed_row, Column.INPUT), TYPED_LABEL)
    elif plan.takes_points(block):
        yield Field(code, "points", "", block.at(Column.ENTERED), code)
    explanation = Column.NOTE if plan.is_appraisal else Column.EXPLANATION
    contents: tuple[tuple[Content, Column], ...] = (
        ("shown", Column.POINTS),
        ("not_applicable", Column.NOT_APPLICABLE),
        ("reason", Column.REASON),
        ("evidence", Column.EVIDENCE_GIVEN),
        ("explanation", explanation),
    )
    for content, column in contents:
        yield Field(code, content, "", block.at(column), code)


@lru_cache(maxsize=4)
def framework_hash(framework: Framework) -> str:
    """Return the SHA-256 of the framework's text, by which a workbook knows its edition."""
    return sha256(dump(framework).encode("utf-8"))


def facts(plan: Plan) -> Mapping[str, str]:
    """Return what the first rows say."""
    data = plan.data
    return {
        "format": FORMAT,
        "round": data.info.code,
        "framework": data.framework.code,
        "framework_version": data.framework.version,
        "framework_sha256": framework_hash(data.framework),
        "unit": plan.unit.code,
        "stage": plan.stage,
        "language": plan.language,
        "sheet": words.SCORING.to(plan.language),
    }


def write_data(sheet: Worksheet, plan: Plan) -> None:
    """Write the record."""
    said = facts(plan)
    for row, name in enumerate(FACTS):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, said[name])
    for row, texts in enumerate((FIELD_COLUMNS, *map(astuple, fields(plan))), start=FIELDS_ROW):
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text)
    sheet.set_column(0, len(FIELD_COLUMNS) - 1, 24)
    _hide(sheet)


def write_lists(sheet: Worksheet, plan: Plan) -> None:
    """Write the lists of the choices, one below the other."""
    for block in plan.blocks:
        for line in block.lines:
            for row, entry in enumerate(line.entries, start=line.first_entry):
                sheet.write_string(row, 0, entry)
                sheet.write_string(row, 1, f"{block.leaf.code}.{line.variable.name}")
    sheet.set_column(0, 0, 100)
    _hide(sheet)


def _hide(sheet: Worksheet) -> None:
    protect(sheet)
    sheet.hide()
