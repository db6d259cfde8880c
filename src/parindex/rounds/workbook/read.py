"""Reading a workbook that people filled in, with every bad cell at once."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from math import isnan
from pathlib import Path
from typing import Any, TypeVar

from xlsxwriter.utility import xl_cell_to_rowcol

from parindex.framework.rules import NEVER
from parindex.language import Text
from parindex.language import shown as number_shown
from parindex.numbers import exact
from parindex.problems import Findings, Place, Severity
from parindex.rounds.model import RoundData, Stage
from parindex.rounds.values import BadValue
from parindex.rounds.workbook import typed
from parindex.rounds.workbook.data_sheet import Field
from parindex.rounds.workbook.plan import Block, Plan
from parindex.rounds.workbook.reading import Reading
from parindex.rounds.workbook.record import Record, open_record, plan_of, value_at

Value = TypeVar("Value")
_LONGEST_QUOTE = 80


def read_workbook(
    path: Path, data: RoundData, unit_code: str | None = None, stage: Stage | None = None
) -> Reading:
    """Read a workbook back.

    Parameters
    ----------
    path : Path
    data : RoundData
        The round it was made for.
    unit_code, stage : str, optional
        Whose workbook and of which stage it must be; any of the round by default.

    Raises
    ------
    Invalid
        With every problem: another round, framework, unit or stage; damage; each cell that holds
        something else than expected, with its place.
    """
    findings = Findings(str(path))
    record = open_record(path, findings)
    plan = plan_of(record, data, findings, unit_code, stage)
    reader = _Reader(record, plan, findings)
    reader.read()
    findings.raise_if_any()
    return reader.reading()


class _Reader:
    """Collects what the fields of one workbook hold, and what is wrong with it."""

    def __init__(self, record: Record, plan: Plan, findings: Findings) -> None:
        self.record, self.plan, self.findings = record, plan, findings
        self.fields = {field.key: field for field in record.fields}
        self.values: dict[tuple[str, str], float] = {}
        self.points: dict[str, int] = {}
        self.marks: dict[str, str] = {}
        self.evidence: dict[str, str] = {}
        self.explanations: dict[str, str] = {}
        self.shown: dict[str, Fraction | None] = {}

    def read(self) -> None:
        """Read all fields, leaf by leaf."""
        self._refuse_moved_rows()
        self.findings.raise_if_any()
        for block in self.plan.blocks:
            self._read_texts(block)
            self._read_values(block)
            self._read_points(block)
            self._read_mark(block)
            self._expect_explanation(block)

    def reading(self) -> Reading:
        """Return what was read."""
        return Reading(
            file=self.findings.file,
            unit=self.plan.unit.code,
            stage=self.plan.stage,
            leaves=tuple(block.leaf.code for block in self.plan.blocks),
            values=self.values,
            points=self.points,
            not_applicable=self.marks,
            evidence=self.evidence,
            explanations=self.explanations,
            shown_points=self.shown,
            explanation_places={
                leaf: self._place(field)
                for (leaf, content, _), field in self.fields.items()
                if content == "explanation"
            },
            warnings=tuple(self.findings.problems),
        )

    def _refuse_moved_rows(self) -> None:
        moved = {}
        for field in self.record.fields:
            row, _ = xl_cell_to_rowcol(field.cell)
            if typed.text(value_at(self.record.grid, row, 0)) != field.label:
                moved[row] = field
        for field in moved.values():
            said = Text(
                vi=f"Dòng này phải là dòng “{field.label}” của mục {field.leaf}; dòng đã bị thêm, xoá hoặc xê dịch. Xuất sổ mới.",
                en=f'This must be the row "{field.label}" of leaf {field.leaf}; rows were added, removed or moved. '
                "Export a new workbook.",
            )
            self._say(field, "row-moved", said)

    def _read_texts(self, block: Block) -> None:
        code = block.leaf.code
        explanation = typed.text(self._cell(code, "explanation"))
        lines = [line.strip(" –-•\t") for line in typed.text(self._cell(code, "evidence")).splitlines()]
        evidence = "\n".join(line for line in lines if line)
        if explanation:
            self.explanations[code] = explanation
        if evidence:
            self.evidence[code] = evidence
        self.shown[code] = typed.shown_points(self._cell(code, "shown"))

    def _read_values(self, block: Block) -> None:
        code, rule = block.leaf.code, block.leaf.rule
        for line in block.lines:
            field, variable = self.fields[code, "input", line.variable.name], line.variable
            value = self._parsed(field, partial(typed.measured, rule=rule, variable=variable))
            if value is not None:
                self.values[code, variable.name] = value
                if variable.kind not in ("yes_no", "choice") and value < NEVER:
                    self._warn_of_text(field)
            elif not typed.text(self.record.cell(field.cell)):
                self._warn_of_emptied(field)
        for line in block.lines:
            self._keep_bound(block, line.variable.name, line.variable.upper)
            self._keep_estimate(block, line.variable.name)

    def _warn_of_emptied(self, field: Field) -> None:
        """Say that what an earlier stage measured stands although its cell was emptied."""
        column = self.plan.data.framework.column_position[field.leaf, field.variable]
        if not isnan(self.plan.before.measured[column]):
            said = Text(
                vi=f"Mục {field.leaf} {field.variable}: ô bị để trống nên số liệu của giai đoạn trước vẫn được dùng.",
                en=f"Leaf {field.leaf} {field.variable}: the cell was emptied, so the figure of the stage before stands.",
            )
            self._say(field, "value-stands", said, "warning")

    def _warn_of_text(self, field: Field) -> None:
        """Say that a number or day stands as text: it is read, but the formulas of the workbook cannot count it."""
        cell = self.record.cell(field.cell)
        if isinstance(cell, str):
            name, found = f"{field.leaf} {field.variable}".strip(), typed.text(cell)[:_LONGEST_QUOTE]
            said = Text(
                vi=f"Mục {name}: “{found}” là chữ nên công thức trong sổ không tính được; số liệu vẫn được đọc. Gõ lại ô này dạng số hoặc ngày.",
                en=f'Leaf {name}: "{found}" is text, so the formulas of the workbook do not count it; it is read all the same. '
                "Type the cell again as a number or date.",
            )
            self._say(field, "number-as-text", said, "warning")

    def _read_points(self, block: Block) -> None:
        code = block.leaf.code
        field = self.fields.get((code, "points", ""))
        if field is None:
            return
        points = self._parsed(field, lambda cell: typed.points(cell, block.leaf))
        if points is None:
            return
        self.points[code] = points
        self._warn_of_text(field)
        changed = points != self.plan.entered_before(block)
        if self.plan.is_appraisal and changed and code not in self.explanations:
            said = Text(
                vi=f"Mục {code}: điểm nhập khác điểm trước đó nên phải nêu lý do ở cột ý kiến thẩm định.",
                en=f"Leaf {code}: the entered points differ from those before, so a reason is due in the note column.",
            )
            self._say(self.fields[code, "explanation", ""], "reason-missing", said)

    def _read_mark(self, block: Block) -> None:
        code = block.leaf.code
        field = self.fields[code, "not_applicable", ""]
        if not self._parsed(field, typed.mark):
            return
        reason = typed.text(self._cell(code, "reason"))
        if not block.leaf.may_be_not_applicable:
            said = Text(
                vi=f"Bộ chỉ số không cho phép mục {code} “không áp dụng”; xoá dấu và chấm điểm.",
                en=f"The framework does not let leaf {code} be not applicable; remove the mark and score it.",
            )
            self._say(field, "not-applicable-refused", said)
        elif not reason:
            said = Text(
                vi=f"Mục {code} ghi không áp dụng nhưng chưa nêu lý do; nêu lý do.",
                en=f"Leaf {code} is marked as not applicable without a reason; give it.",
            )
            self._say(self.fields[code, "reason", ""], "reason-missing", said)
        self.marks[code] = reason

    def _expect_explanation(self, block: Block) -> None:
        """Warn of a leaf below its maximum without evidence and explanation, where none is demanded."""
        code, most = block.leaf.code, block.leaf.maximum
        shown = self.shown[code]
        demanded = self.plan.data.framework.explanation_without_evidence != "optional"
        if demanded or self.plan.is_appraisal or shown is None or most is None or shown >= most:
            return  # what the framework demands is more than a warning: `scoring.unexplained` lists it
        if code not in self.evidence and code not in self.explanations:
            said = Text(
                vi=f"Mục {code} chưa đạt điểm tối đa và không có tài liệu kiểm chứng nên cần giải trình.",
                en=f"Leaf {code} is below its maximum without evidence, so an explanation would be in place.",
            )
            self._say(self.fields[code, "explanation", ""], "explanation-missing", said, "warning")

    def _keep_bound(self, block: Block, name: str, upper: object) -> None:
        """Refuse a value above the variable that bounds it."""
        code = block.leaf.code
        value, bound = self.values.get((code, name)), self.values.get((code, str(upper)))
        if value is None or bound is None or value <= bound:
            return
        vi, en = ((number_shown(exact(value), to), number_shown(exact(bound), to)) for to in ("vi", "en"))
        said = Text(
            vi=f"Mục {code}: {name} = {vi[0]} lớn hơn {upper} = {vi[1]}; sửa một trong hai số.",
            en=f"Leaf {code}: {name} = {en[0]} exceeds {upper} = {en[1]}; correct one of them.",
        )
        self._say(self.fields[code, "input", name], "above-bound", said)

    def _keep_estimate(self, block: Block, name: str) -> None:
        """Refuse another value than that of the survey."""
        column = self.plan.data.framework.column_position[block.leaf.code, name]
        estimate = self.plan.data.estimates.get((self.plan.unit_row, column))
        if self.plan.stage != "council" or estimate is None:
            return
        if self.values.get((block.leaf.code, name)) != estimate.value:
            value = exact(estimate.value)
            said = Text(
                vi=f"{name} là kết quả điều tra ({number_shown(value, 'vi')}), không sửa ở đây; ghi lại như cũ.",
                en=f"{name} comes from the survey ({number_shown(value, 'en')}) and is not changed here; restore it.",
            )
            self._say(self.fields[block.leaf.code, "input", name], "estimate-changed", said)

    def _cell(self, leaf: str, content: str) -> Any:
        return self.record.cell(self.fields[leaf, content, ""].cell)

    def _parsed(self, field: Field, parse: Callable[[Any], Value]) -> Value | None:
        """Return what a cell holds; None where it is empty, or bad, which is noted."""
        cell = self.record.cell(field.cell)
        if not typed.text(cell):
            return None
        try:
            return parse(cell)
        except BadValue as bad:
            found = typed.text(cell)[:_LONGEST_QUOTE]
            name = f"{field.leaf} {field.variable}".strip()
            said = Text(
                vi=f"Mục {name}: “{found}” không dùng được; cần {bad.expected.vi}.",
                en=f'Leaf {name}: "{found}" will not do; expected {bad.expected.en}.',
            )
            self._say(field, "bad-value", said)
            return None

    def _say(self, field: Field, code: str, said: Text, severity: Severity = "error") -> None:
        place = self._place(field)
        self.findings.add(code, said.vi, said.en, line=place.line, path=place.path, severity=severity)

    def _place(self, field: Field) -> Place:
        row, _ = xl_cell_to_rowcol(field.cell)
        return Place(self.findings.file, row + 1, f"{self.record.facts['sheet']}!{field.cell}")
