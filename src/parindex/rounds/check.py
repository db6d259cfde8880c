"""What can be wrong with a round although each cell by itself is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np

from parindex.framework.rules import Variable
from parindex.language import Text, shown
from parindex.numbers import exact
from parindex.problems import Place, Problem
from parindex.rounds.model import ABSENT, RoundData, Stage
from parindex.rounds.tables import ADJUSTMENTS, IMPROVEMENT, MEASUREMENTS, POINTS, UNITS, Lines, Table


def problems_of(data: RoundData, folder: Path) -> list[Problem]:
    """Return all problems of a round, each with its place in the tables of the folder."""
    lines = Lines(folder)
    return [problem for check in CHECKS for problem in check(data, lines)]


def right_framework(data: RoundData, lines: Lines) -> Iterator[Problem]:
    """The framework is the one that the round names."""
    named, found = data.info.framework, data.framework.code
    if named != found:
        text = Text(
            vi=f"Đợt đánh giá theo bộ chỉ số “{named}” nhưng tệp tìm được là “{found}”; sửa một bên.",
            en=f'The round is on the framework "{named}", but the file that was found is "{found}"; correct one of them.',
        )
        yield Problem("another-framework", Place(f"{lines.folder}/round.yaml", 0, "framework"), text)


def optional_parts(data: RoundData, lines: Lines) -> Iterator[Problem]:
    """Only parts that the framework declares optional may be left out."""
    optional = {part.node for part in data.framework.optional_parts}
    for code in data.info.not_held:
        if code not in optional:
            text = Text(
                vi=f"Phần “{code}” không phải phần tuỳ chọn của bộ chỉ số; bỏ khỏi not_held.",
                en=f'"{code}" is not an optional part of the framework; remove it from not_held.',
            )
            yield Problem("not-optional", Place(f"{lines.folder}/round.yaml", 0, "not_held"), text)


def bounds(data: RoundData, lines: Lines) -> Iterator[Problem]:
    """No variable exceeds the variable that bounds it."""
    for found in exceeded(data):
        cell = {"unit": found.unit, "leaf": found.leaf, "stage": found.stage}
        line = lines.of(MEASUREMENTS, **cell, variable=found.variable.name)
        line = line or lines.of(MEASUREMENTS, **cell, variable=str(found.variable.upper))
        place = _place(lines, MEASUREMENTS, line, "value")
        yield Problem("above-bound", place, found.text)


@dataclass(frozen=True)
class Exceeded:
    """A variable above the variable that bounds it, as both stand after a stage."""

    unit: str
    stage: Stage
    leaf: str
    variable: Variable
    value: Fraction
    most: Fraction

    @property
    def text(self) -> Text:
        """The sentence about it."""
        about, name, upper = (
            f"{self.unit}, {self.leaf}, {self.stage}",
            self.variable.name,
            self.variable.upper,
        )
        return Text(
            vi=f"{about}: {name} = {shown(self.value, 'vi')} lớn hơn {upper} = {shown(self.most, 'vi')}.",
            en=f"{about}: {name} = {shown(self.value, 'en')} exceeds {upper} = {shown(self.most, 'en')}.",
        )


def exceeded(data: RoundData) -> Iterator[Exceeded]:
    """Yield every variable that exceeds the variable that bounds it after any stage."""
    framework = data.framework
    for column, (position, variable) in enumerate(framework.columns):
        leaf = framework.leaves[position].code
        limit = framework.column_position.get((leaf, str(variable.upper)))
        if limit is None:
            continue
        standing = np.full((len(data.units), 2), np.nan)
        for stage in data.stages:
            if stage not in data.measured:
                continue
            said = data.measured[stage][:, [column, limit]]
            standing = np.where(np.isnan(said), standing, said)
            news = ~np.isnan(said).all(axis=1)
            with np.errstate(invalid="ignore"):
                above = np.flatnonzero(news & (standing[:, 0] > standing[:, 1]))
            for row in above:
                value, most = (exact(float(number)) for number in standing[row])
                yield Exceeded(data.units[row].code, stage, leaf, variable, value, most)


def validity(data: RoundData, lines: Lines) -> Iterator[Problem]:
    """Every unit existed in the year of the round."""
    for unit in data.units:
        late = unit.valid_from is not None and unit.valid_from.year > data.info.year
        gone = unit.valid_to is not None and unit.valid_to.year < data.info.year
        if late or gone:
            text = Text(
                vi=f"{unit.code} không tồn tại trong năm {data.info.year} (hiệu lực {unit.valid_from or '…'} – {unit.valid_to or '…'}).",
                en=f"{unit.code} did not exist in {data.info.year} (valid {unit.valid_from or '…'} – {unit.valid_to or '…'}).",
            )
            column = "valid_from" if late else "valid_to"
            place = _place(lines, UNITS, lines.of(UNITS, code=unit.code), column)
            yield Problem("unit-not-valid", place, text)


def adjustment_items(data: RoundData, lines: Lines) -> Iterator[Problem]:
    """Each adjustment names an item that the framework declares, and a leaf only where one is meant."""
    declared = data.framework.adjustments
    known = {
        "bonus": {item.code for item in declared.bonus.items} if declared.bonus else set(),
        "penalty": {item.code for item in declared.penalty.items} if declared.penalty else set(),
        "deduction": {item.code for item in declared.deductions},
    }
    for adjustment in data.adjustments:
        line = lines.of(
            ADJUSTMENTS,
            unit=adjustment.unit,
            kind=adjustment.kind,
            item=adjustment.item,
            leaf=adjustment.leaf,
        )
        if adjustment.item not in known[adjustment.kind]:
            among = ", ".join(sorted(known[adjustment.kind])) or "-"
            text = Text(
                vi=f"Bộ chỉ số không có mục {adjustment.kind} “{adjustment.item}”; các mục: {among}.",
                en=f'The framework has no {adjustment.kind} "{adjustment.item}"; it has: {among}.',
            )
            yield Problem("unknown-code", _place(lines, ADJUSTMENTS, line, "item"), text)
        wrong_leaf = adjustment.leaf and (
            adjustment.kind != "deduction" or adjustment.leaf not in data.framework.leaf_position
        )
        if wrong_leaf:
            text = Text(
                vi=f"“{adjustment.leaf}” không dùng được ở đây: chỉ deduction mới ghi mục, và mục phải có trong bộ chỉ số.",
                en=f'"{adjustment.leaf}" will not do: only a deduction names a leaf, and one of the framework.',
            )
            yield Problem("unknown-code", _place(lines, ADJUSTMENTS, line, "leaf"), text)


def points_that_count(data: RoundData, lines: Lines) -> Iterator[Problem]:
    """No points are entered where the leaf does not count for the unit: they would be lost without a word."""
    for stage, points in data.entered.items():
        for row, column in np.argwhere((points != ABSENT) & ~data.applicable).tolist():
            unit, leaf = data.units[row].code, data.framework.leaves[column].code
            text = Text(
                vi=f"{unit}: mục {leaf} không áp dụng cho đơn vị nên điểm này không được tính; xoá dòng hoặc bỏ đánh dấu.",
                en=f"{unit}: leaf {leaf} does not apply to the unit, so these points do not count; remove the row or the mark.",
            )
            line = lines.of(POINTS, unit=unit, leaf=leaf, stage=stage)
            yield Problem("points-not-applicable", _place(lines, POINTS, line, "points"), text, "warning")


def deadlines_ahead(data: RoundData, lines: Lines) -> Iterator[Problem]:
    """What is done about lost points is due in the year of the round or later: a slip of the year shows here."""
    for each in data.improvements:
        if each.deadline is not None and each.deadline.year < data.info.year:
            text = Text(
                vi=f"{each.unit}, mục {each.leaf}: thời hạn {each.deadline} trước năm {data.info.year} của đợt; sửa lại ngày.",
                en=f"{each.unit}, leaf {each.leaf}: the deadline {each.deadline} is before {data.info.year}, the year of the round; correct it.",
            )
            line = lines.of(IMPROVEMENT, unit=each.unit, leaf=each.leaf, solution=each.solution)
            yield Problem("deadline-before-round", _place(lines, IMPROVEMENT, line, "deadline"), text)


def ready_to_rank(data: RoundData, lines: Lines) -> Iterator[Problem]:
    """There is at least one unit."""
    if not data.units:
        text = Text(vi="Không có đơn vị nào.", en="There are no units.")
        yield Problem("no-units", _place(lines, UNITS), text)


def _place(lines: Lines, table: Table, line: int = 0, path: str = "") -> Place:
    return Place(f"{lines.folder}/{table.file}", line, path)


CHECKS = (
    right_framework,
    optional_parts,
    bounds,
    validity,
    adjustment_items,
    points_that_count,
    deadlines_ahead,
    ready_to_rank,
)
