"""Leaves that a unit scores without evidence and, although the framework demands it, without a written explanation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from parindex.language import Text, shown
from parindex.numbers import in_points
from parindex.problems import Place, Problem
from parindex.rounds import RoundData, Stage
from parindex.rounds.tables import MEASUREMENTS, POINTS, Lines
from parindex.scoring.points import score

SELF: Stage = "self"
CODE = "explanation-missing"


@dataclass(frozen=True)
class Unexplained:
    """A leaf without evidence and explanation, and the points that the unit gave itself."""

    unit: str
    leaf: str
    points: Fraction
    maximum: Fraction | None

    def problem(self, place: Place, what_to_do: Text) -> Problem:
        """Return it as a problem at a place."""
        points = Text(vi=shown(self.points, "vi"), en=shown(self.points, "en"))
        if self.maximum is not None:
            vi, en = f"{points.vi}/{shown(self.maximum, 'vi')}", f"{points.en}/{shown(self.maximum, 'en')}"
            points = Text(vi=vi, en=en)
        text = Text(
            vi=f"{self.unit}, mục {self.leaf}: tự chấm {points.vi} mà không có tài liệu kiểm chứng, "
            f"bộ chỉ số bắt buộc giải trình; {what_to_do.vi}",
            en=f"{self.unit}, leaf {self.leaf}: {points.en} scored without evidence, "
            f"which the framework wants explained; {what_to_do.en}",
        )
        return Problem(CODE, place, text)


def unexplained(data: RoundData) -> Iterator[Unexplained]:
    """Yield the leaves, unit by unit, whose explanation the framework demands and nobody wrote.

    Evidence may come at any stage, for units hand in more while they are appraised; the explanation is the unit's own
    note on its figures or points.
    """
    duty = data.framework.explanation_without_evidence
    if duty == "optional" or SELF not in data.stages:
        return
    scores = score(data, SELF)
    answered = {(unit, leaf) for unit, leaf, _ in data.evidence}
    answered |= {(unit, leaf) for unit, leaf, stage in data.notes if stage == SELF}
    points = scores.points + scores.deducted  # what is taken away afterwards is no judgement of the unit's
    due = scores.is_scored & (points < scores.maxima) if duty == "below_maximum" else scores.is_scored
    for row, column in zip(*due.nonzero(), strict=True):
        unit, leaf = data.units[row].code, data.framework.leaves[column]
        if (unit, leaf.code) not in answered:
            maximum = None if leaf.maximum is None else Fraction(leaf.maximum)
            yield Unexplained(unit, leaf.code, in_points(points[row, column]), maximum)


def unexplained_problems(data: RoundData, lines: Lines) -> Iterator[Problem]:
    """Yield them as problems of a round folder, each at the row of the figures or points that want the note."""
    said = Text(
        vi="ghi giải trình vào cột note, hoặc nêu tài liệu trong evidence.csv.",
        en="write the explanation into the column note, or name the evidence in evidence.csv.",
    )
    for each in unexplained(data):
        cell = {"unit": each.unit, "leaf": each.leaf, "stage": SELF}
        line, table = lines.of(MEASUREMENTS, **cell), MEASUREMENTS
        if not line:
            line, table = lines.of(POINTS, **cell), POINTS
        yield each.problem(Place(f"{lines.folder}/{table.file}", line, "note"), said)
