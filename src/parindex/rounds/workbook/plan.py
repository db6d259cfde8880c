"""What stands where in the scoring sheet of one unit: rows of headings, leaves, variables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import xl_rowcol_to_cell

from parindex.framework import Branch, Leaf, Placed
from parindex.framework.rules import Appraiser, Variable
from parindex.language import Language
from parindex.rounds.model import ABSENT, RoundData, Stage, Unit
from parindex.rounds.standing import Standing, evidence_at, stages_before, stages_up_to, standing_of
from parindex.rounds.workbook import words
from parindex.rounds.workbook.choices import labels
from parindex.rounds.workbook.formulas import LeafCells, value_of
from parindex.rounds.workbook.kinds import InputCell
from parindex.rounds.workbook.words import Column

HEADER_ROW = 3
"""Row (from 0) of the names of the columns; above it stands what the sheet is about."""

TYPED_LABEL = "points"
"""What stands as the name beside points that an appraiser types."""


@dataclass(frozen=True)
class Line:
    """The row of one variable."""

    variable: Variable
    row: int
    entries: tuple[str, ...]
    """The list of a choice."""
    first_entry: int
    """Row of its first entry in the sheet of lists."""


@dataclass(frozen=True)
class Block:
    """The rows of one leaf, counted from 0: its own, its way of scoring, its variables, what is calculated."""

    placed: Placed
    leaf: Leaf
    top: int
    lines: tuple[Line, ...]
    value_row: int | None
    """Row of the calculated value, for rules that have one."""
    typed_row: int | None
    """Row of the points that an appraiser types, for rules that are no more than that."""
    bottom: int

    @property
    def text_row(self) -> int:
        """Row of the way of scoring."""
        return self.top + 1

    def at(self, column: Column) -> str:
        """Return the address of a cell in the leaf's own row."""
        return address(self.top, column)


@dataclass(frozen=True)
class Heading:
    """The row of an area or criterion, counted from 0, and the last row below it."""

    placed: Placed
    branch: Branch
    row: int
    bottom: int


class Plan:
    """The scoring sheet of one unit at one stage.

    Parameters
    ----------
    data : RoundData
    unit_code : str
    stage : {"self", "appraisal_1", "appraisal_2", "council"}
    language : {"vi", "en"}

    Raises
    ------
    KeyError
        The round has no such unit.
    """

    def __init__(self, data: RoundData, unit_code: str, stage: Stage, language: Language) -> None:
        self.data, self.stage, self.language = data, stage, language
        self.unit_row = data.unit_position[unit_code]
        self.headings: list[Heading] = []
        self.blocks: list[Block] = []
        self.entries_end = 0
        self.bottom = HEADER_ROW
        self._place()

    @property
    def unit(self) -> Unit:
        """Whose workbook it is."""
        return self.data.units[self.unit_row]

    @cached_property
    def now(self) -> Standing:
        """What stands at the stage."""
        return standing_of(self.data, self.unit_row, stages_up_to(self.stage))

    @cached_property
    def before(self) -> Standing:
        """What stood before the stage."""
        return standing_of(self.data, self.unit_row, stages_before(self.stage))

    @property
    def is_appraisal(self) -> bool:
        """Whether others than the unit itself fill the workbook in."""
        return self.stage != "self"

    def concerns(self, leaf: Leaf) -> bool:
        """Tell whether a leaf is in the set of the unit and the round holds it."""
        return leaf.is_for(self.unit.unit_group) and not self._is_without(leaf)

    def is_left_out(self, leaf: Leaf) -> bool:
        """Tell whether a leaf of the unit's set is in a part that the round leaves out."""
        return leaf.is_for(self.unit.unit_group) and self._is_without(leaf)

    def _is_without(self, leaf: Leaf) -> bool:
        return self.data.framework.leaf_position[leaf.code] in self._not_held

    @cached_property
    def _not_held(self) -> set[int]:
        codes = self.data.info.not_held
        return {column for code in codes for column in self.data.framework.leaves_under(code)}

    def entered(self, block: Block) -> int:
        """Return the micro-points that stand as entered for a leaf."""
        return int(self.now.entered[self.data.framework.leaf_position[block.leaf.code]])

    def entered_before(self, block: Block) -> int:
        """Return the micro-points that stood as entered before the stage."""
        return int(self.before.entered[self.data.framework.leaf_position[block.leaf.code]])

    def note(self, block: Block, stage: Stage) -> str:
        """Return the reason or explanation given for a leaf at a stage."""
        return self.data.notes.get((self.unit.code, block.leaf.code, stage), "")

    def evidence(self, block: Block) -> str:
        """Return the evidence given for a leaf, as it was last given up to the stage."""
        return evidence_at(self.data, self.unit.code, block.leaf.code, stages_up_to(self.stage))

    def reason(self, block: Block) -> str:
        """Return why a leaf is not applicable."""
        return self.data.reasons.get((self.unit.code, block.leaf.code), "")

    def measured(self, block: Block, variable: Variable) -> float:
        """Return what stands as measured; NaN for nothing."""
        return float(self.now.measured[self.data.framework.column_position[block.leaf.code, variable.name]])

    def is_estimated(self, block: Block, variable: Variable) -> bool:
        """Tell whether a figure of this stage comes from a survey, so that nobody types it."""
        column = self.data.framework.column_position[block.leaf.code, variable.name]
        return self.stage == "council" and (self.unit_row, column) in self.data.estimates

    def is_marked(self, block: Block) -> bool:
        """Tell whether a leaf is marked as not applicable."""
        marks = self.data.not_applicable
        return bool(marks.size and marks[self.unit_row, self.data.framework.leaf_position[block.leaf.code]])

    def takes_points(self, block: Block) -> bool:
        """Tell whether points may stand beside what the rule says: in an appraisal, or where some stand already."""
        return block.typed_row is None and (self.is_appraisal or self.entered(block) != ABSENT)

    def cells(self, block: Block) -> LeafCells:
        """Return where the rule of a leaf finds what it needs."""
        return self._cells[block.leaf.code]

    @cached_property
    def _cells(self) -> dict[str, LeafCells]:
        return {block.leaf.code: self._cells_of(block) for block in self.blocks}

    def _cells_of(self, block: Block) -> LeafCells:
        rows = {line.variable.name: line.row for line in block.lines}
        return LeafCells(
            inputs={line.variable.name: self._input(line, rows) for line in block.lines},
            complete=block.at(Column.COMPLETE),
            value="" if block.value_row is None else address(block.value_row, Column.INPUT),
            typed="" if block.typed_row is None else address(block.typed_row, Column.INPUT),
            maximum="" if block.leaf.maximum is None else block.at(Column.MAXIMUM),
            year=self.data.info.year,
        )

    def _input(self, line: Line, rows: dict[str, int]) -> InputCell:
        upper = line.variable.upper
        first, last = line.first_entry + 1, line.first_entry + len(line.entries)
        sheet = words.LISTS.to(self.language)
        return InputCell(
            variable=line.variable,
            address=address(line.row, Column.INPUT),
            entries=f"'{sheet}'!$A${first}:$A${last}" if line.entries else "",
            bound=address(rows[upper], Column.INPUT) if isinstance(upper, str) and upper in rows else "",
        )

    def _place(self) -> None:
        """Give everything that concerns the unit its row."""
        last: dict[str, int] = {}
        waiting: dict[str, tuple[Placed, Branch, int]] = {}
        for placed in self.data.framework.nodes:
            node = placed.node
            if isinstance(node, Branch):
                if self._has_leaves(node):
                    self.bottom += 1
                    waiting[node.code] = (placed, node, self.bottom)
            elif self.concerns(node):
                block = self._block(placed, node)
                self.blocks.append(block)
                self.bottom = block.bottom
                last |= dict.fromkeys([branch.code for branch in placed.above], block.bottom)
        self.headings = [Heading(*start, last[code]) for code, start in waiting.items()]

    def _has_leaves(self, branch: Branch) -> bool:
        framework = self.data.framework
        return any(self.concerns(framework.leaves[column]) for column in framework.leaves_under(branch.code))

    def _block(self, placed: Placed, leaf: Leaf) -> Block:
        top = self.bottom + 1
        lines = tuple(self._lines(leaf, top + 2))
        after = top + 2 + len(lines)
        has_value, is_typed = value_of(leaf.rule) is not None, isinstance(leaf.rule, Appraiser)
        return Block(
            placed=placed,
            leaf=leaf,
            top=top,
            lines=lines,
            value_row=after if has_value else None,
            typed_row=after if is_typed else None,
            bottom=after if has_value or is_typed else after - 1,
        )

    def _lines(self, leaf: Leaf, row: int) -> Iterator[Line]:
        for offset, variable in enumerate(leaf.rule.inputs):
            entries = labels(leaf.rule, variable, self.language) if variable.kind == "choice" else ()
            yield Line(variable, row + offset, entries, self.entries_end)
            self.entries_end += len(entries)


def address(row: int, column: int) -> str:
    """Return the address of a cell from its row and column, both counted from 0."""
    cell: str = xl_rowcol_to_cell(row, column)
    return cell
