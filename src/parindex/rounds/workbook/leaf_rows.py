"""The rows of a leaf in the scoring sheet."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from parindex.framework.annex.wording import words as rule_in_words
from parindex.framework.formula import Formula
from parindex.framework.model import Leaf, Placed, Source
from parindex.framework.rules import NEVER, Change, Rule, Statistic
from parindex.language import Language
from parindex.numbers import MICRO
from parindex.rounds.model import ABSENT, STAGE_NAMES
from parindex.rounds.standing import stages_before
from parindex.rounds.workbook import words
from parindex.rounds.workbook.calculated import counted_formula, note_needed, status_formula
from parindex.rounds.workbook.expected import MARK, expected_points
from parindex.rounds.workbook.formulas import complete_formula, points_formula, value_formula, value_of
from parindex.rounds.workbook.kinds import DAY_ZERO, messages, number_format, validation
from parindex.rounds.workbook.plan import TYPED_LABEL, Block, Line, Plan
from parindex.rounds.workbook.shown import LeafShown
from parindex.rounds.workbook.styles import POINTS, Styles, height
from parindex.rounds.workbook.words import COLUMNS, Column

_WIDTH = {column: width for column, (_, width) in COLUMNS.items()}
_TEXT_WIDTH = _WIDTH[Column.TITLE] + _WIDTH[Column.UNIT] + _WIDTH[Column.INPUT]
_NARROW = (
    Column.MAXIMUM,
    Column.BY_RULE,
    Column.ENTERED,
    Column.POINTS,
    Column.STATUS,
    Column.NOT_APPLICABLE,
)
_MOST_POINTS = 1e6


class LeafRows:
    """Writes leaves into the scoring sheet."""

    def __init__(self, sheet: Worksheet, styles: Styles, plan: Plan) -> None:
        self.sheet, self.styles, self.plan = sheet, styles, plan
        self.language = plan.language

    def write(self, block: Block, shown: LeafShown) -> None:
        """Write one leaf.

        Parameters
        ----------
        block : Block
            Where.
        shown : LeafShown
            What its formulas come to.
        """
        way = way_of_scoring(block.placed, block.leaf, self.language)
        heights = self._heights(block, way)
        self._write_frame(block)
        self._write_leaf(block, way)
        for line in block.lines:
            self._write_line(block, line)
        self._write_value(block, shown)
        self._write_typed(block)
        self._write_points(block, shown)
        self._write_entered(block)
        self._write_mark(block)
        texts = dict(self._texts(block))
        for column, (text, look) in texts.items():
            self.sheet.merge_range(block.top, column, block.bottom, column, text, self.styles(look))
        needed = height((text, _WIDTH[column]) for column, (text, _) in texts.items())
        heights[block.text_row] += max(0.0, needed - sum(heights.values()))
        for row, points in heights.items():
            self.sheet.set_row(row, points)

    def _heights(self, block: Block, way: str) -> dict[int, float]:
        """Return the height of each row as its own texts need it."""
        heights = {row: height([]) for row in range(block.top, block.bottom + 1)}
        heights[block.top] = height([(block.leaf.title.to(self.language), _WIDTH[Column.TITLE])])
        heights[block.text_row] = height([(way, _TEXT_WIDTH)])
        for line in block.lines:
            heights[line.row] = height([(line.variable.title.to(self.language), _WIDTH[Column.TITLE])])
        return heights

    def _write_frame(self, block: Block) -> None:
        for row in range(block.top + 1, block.bottom + 1):
            for column in _NARROW:
                self.sheet.write_blank(row, column, None, self.styles("plain"))

    def _write_leaf(self, block: Block, way: str) -> None:
        leaf, bold = block.leaf, self.styles("leaf")
        for column in (Column.UNIT, Column.INPUT):
            self.sheet.write_blank(block.top, column, None, bold)
        self.sheet.write_string(block.top, Column.CODE, leaf.code, bold)
        self.sheet.write_string(block.top, Column.TITLE, leaf.title.to(self.language), bold)
        if leaf.maximum is None:
            unknown = words.UNKNOWN_MAXIMUM.to(self.language)
            self.sheet.write_string(block.top, Column.MAXIMUM, unknown, self.styles("plain"))
        else:
            self.sheet.write_number(block.top, Column.MAXIMUM, float(leaf.maximum), self.styles("maximum"))
        row = block.text_row
        self.sheet.write_blank(row, Column.CODE, None, self.styles("name"))
        self.sheet.merge_range(row, Column.TITLE, row, Column.INPUT, way, self.styles("text"))

    def _write_line(self, block: Block, line: Line) -> None:
        variable, row = line.variable, line.row
        unit = variable.unit.to(self.language) if variable.unit else "%" if variable.kind == "percent" else ""
        self._write_name(row, variable.name, variable.title.to(self.language), unit)
        fixed = self.plan.is_estimated(block, variable)
        look = self.styles("given" if fixed else "input", number_format(variable))
        self._write_measured(line, self.plan.measured(block, variable), look)
        if not fixed:
            rule = validation(self.plan.cells(block).inputs[variable.name], self.language)
            self.sheet.data_validation(row, Column.INPUT, row, Column.INPUT, rule)

    def _write_name(self, row: int, name: str, title: str, unit: str) -> None:
        self.sheet.write_string(row, Column.CODE, name, self.styles("name"))
        self.sheet.write_string(row, Column.TITLE, title, self.styles("plain"))
        self.sheet.write_string(row, Column.UNIT, unit, self.styles("plain"))

    def _write_measured(self, line: Line, value: float, look: Format) -> None:
        kind, cell = line.variable.kind, (line.row, Column.INPUT)
        if isnan(value):
            self.sheet.write_blank(*cell, None, look)
        elif kind == "choice":
            self.sheet.write_string(*cell, line.entries[int(value)], look)
        elif kind == "yes_no":
            self.sheet.write_string(*cell, (words.YES if value else words.NO).to(self.language), look)
        elif kind == "date" and value >= NEVER:
            self.sheet.write_string(*cell, words.NEVER.to(self.language), look)
        else:
            self.sheet.write_number(*cell, value - DAY_ZERO if kind == "date" else value, look)

    def _write_value(self, block: Block, shown: LeafShown) -> None:
        formula = value_of(block.leaf.rule)
        if block.value_row is None or formula is None:
            return
        self._write_name(block.value_row, "", value_title(block.leaf.rule, formula, self.language), "")
        text = value_formula(block.leaf.rule, formula, self.plan.cells(block))
        self.sheet.write_formula(block.value_row, Column.INPUT, text, self.styles("value"), shown.value)

    def _write_typed(self, block: Block) -> None:
        if block.typed_row is not None:
            title, unit = words.POINTS_TYPED.to(self.language), words.POINTS_UNIT.to(self.language)
            self._write_name(block.typed_row, TYPED_LABEL, title, unit)
            self._write_points_cell(block, block.typed_row, Column.INPUT)

    def _write_points_cell(self, block: Block, row: int, column: Column) -> None:
        """Write the cell in which points are entered."""
        look, entered = self.styles("input", POINTS), self.plan.entered(block)
        if entered == ABSENT:
            self.sheet.write_blank(row, column, None, look)
        else:
            self.sheet.write_number(row, column, entered / MICRO, look)
        most = _MOST_POINTS if block.leaf.maximum is None else float(block.leaf.maximum)
        rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": most}
        said = messages(expected_points(block.leaf).to(self.language), self.language)
        self.sheet.data_validation(row, column, row, column, {**rule, **said})

    def _write_points(self, block: Block, shown: LeafShown) -> None:
        cells, top, look = self.plan.cells(block), block.top, self.styles("calculated")
        self.sheet.write_formula(top, Column.COMPLETE, complete_formula(cells), None, shown.complete)
        formula = points_formula(block.leaf.rule, cells)
        if formula is None:
            self.sheet.write_string(top, Column.BY_RULE, str(shown.by_rule), look)
        else:
            self.sheet.write_formula(top, Column.BY_RULE, formula, look, shown.by_rule)
        self.sheet.write_formula(top, Column.POINTS, counted_formula(self.plan, block), look, shown.points)
        status = status_formula(self.plan, block)
        self.sheet.write_formula(top, Column.STATUS, status, self.styles("state"), shown.status)

    def _write_entered(self, block: Block) -> None:
        if self.plan.takes_points(block):
            self._write_points_cell(block, block.top, Column.ENTERED)
        else:
            self.sheet.write_blank(block.top, Column.ENTERED, None, self.styles("given"))
        if self.plan.is_appraisal:
            formula, needed = note_needed(self.plan, block)
            self.sheet.write_formula(block.top, Column.NOTE_NEEDED, formula, None, needed)

    def _write_mark(self, block: Block) -> None:
        allowed, cell = block.leaf.may_be_not_applicable, (block.top, Column.NOT_APPLICABLE)
        look = self.styles("input" if allowed else "given")
        if self.plan.is_marked(block):
            self.sheet.write_string(*cell, words.MARK, look)
        else:
            self.sheet.write_blank(*cell, None, look)
        if allowed:
            rule = {"validate": "list", "source": [words.MARK]}
            said = messages(MARK.to(self.language), self.language)
            self.sheet.data_validation(*cell, *cell, {**rule, **said})

    def _texts(self, block: Block) -> Iterator[tuple[Column, tuple[str, str]]]:
        """Yield the texts that stand beside all rows of a leaf, and how they look."""
        appraisal, note = self.plan.is_appraisal, self.plan.note(block, self.plan.stage)
        asked = "\n".join(f"– {text.to(self.language)}" for text in block.leaf.evidence)
        earlier = "\n".join(self._earlier_notes(block))
        may = block.leaf.may_be_not_applicable
        yield Column.NOTE, (note, "input") if appraisal else ("", "given")
        yield Column.REASON, (self.plan.reason(block), "input" if may else "given")
        yield Column.EVIDENCE_ASKED, (asked, "given")
        yield Column.EVIDENCE_GIVEN, (self.plan.evidence(block), "input")
        yield Column.EXPLANATION, (earlier, "given") if appraisal else (note, "input")

    def _earlier_notes(self, block: Block) -> Iterator[str]:
        for stage in stages_before(self.plan.stage):
            note = self.plan.note(block, stage)
            if note:
                yield note if stage == "self" else f"{STAGE_NAMES[stage].to(self.language)}: {note}"


def way_of_scoring(placed: Placed, leaf: Leaf, language: Language) -> str:
    """Return how a leaf is scored, by whom it is appraised and where that was laid down."""
    official = leaf.way_of_scoring
    text = rule_in_words(leaf.rule, language) if official is None else official.to(language)
    lines = [(words.WAY_OF_SCORING, text)]
    if placed.appraiser is not None:
        lines.append((words.APPRAISED_BY, placed.appraiser.to(language)))
    lines.append((words.SOURCE, source_text(placed, language)))
    return "\n".join(f"{name.to(language)}: {said}" for name, said in lines)


def source_text(placed: Placed, language: Language) -> str:
    """Return where a leaf was laid down, or that it is illustrative."""
    if not isinstance(placed.source, Source):
        return words.ILLUSTRATIVE.to(language)
    clause = placed.source.clause
    return placed.source.document.to(language) + (f", {clause.to(language)}" if clause else "")


def value_title(rule: Rule, formula: Formula, language: Language) -> str:
    """Return what the value that a rule looks at is called."""
    match rule:
        case Statistic():
            return words.PERCENT_ACHIEVED.to(language)
        case Change(kind="difference"):
            return words.CHANGE.to(language)
        case Change():
            return words.CHANGE_PERCENT.to(language)
    return f"{words.VALUE_ROW.to(language)}: {formula.text}"
