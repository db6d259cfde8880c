"""A workbook beside the engine: what the rules make of a unit's figures, and where a filled workbook differs."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from parindex.framework.rules import Relative
from parindex.numbers import in_points
from parindex.rounds import RoundData, Stage, State
from parindex.rounds.standing import last_word
from parindex.rounds.workbook.merge import merge
from parindex.rounds.workbook.reading import Reading
from parindex.scoring.points import calculate, score
from parindex.scoring.scores import Scores


@dataclass(frozen=True)
class Difference:
    """A leaf where the engine, the workbook and what stood before do not all say the same.

    Attributes
    ----------
    leaf : str
        Code of the leaf.
    before : Fraction or None
        Points that stood at the stage before the workbook; None where there were none.
    engine : Fraction or None
        Points that the engine gives for what the workbook says.
    shown : Fraction or None
        Points that the workbook itself showed.
    state_before, state : State
        Of the leaf before, and with the workbook.
    is_shown : bool
        Whether a workbook can show the points at all: not for a leaf that compares units.
    """

    leaf: str
    before: Fraction | None
    engine: Fraction | None
    shown: Fraction | None
    state_before: State
    state: State
    is_shown: bool

    @property
    def is_change(self) -> bool:
        """Whether accepting the workbook changes the leaf."""
        return (self.before, self.state_before) != (self.engine, self.state)

    @property
    def is_mismatch(self) -> bool:
        """Whether the workbook showed other points than the engine gives."""
        return self.is_shown and self.shown != self.engine


def points_by_rule(data: RoundData, unit_code: str, stage: Stage) -> dict[str, Fraction | None]:
    """Return what the rules make of a unit's figures, leaf by leaf, as `write_workbook` needs it.

    Entered points, deductions and marks of what is not applicable are left aside; None where a rule has
    no value.

    Parameters
    ----------
    data : RoundData
    unit_code : str
    stage : {"self", "appraisal_1", "appraisal_2", "council"}
        Up to which stage figures count.
    """
    measured, row = last_word(data, stage).measured, data.unit_position[unit_code]
    everywhere = np.ones(data.shape, dtype=bool)
    points, calculated, _ = calculate(data.framework, measured, everywhere, data.info.year)
    return {
        leaf.code: in_points(points[row, column]) if calculated[row, column] else None
        for column, leaf in enumerate(data.framework.leaves)
    }


def differences(data: RoundData, reading: Reading) -> list[Difference]:
    """Return every leaf that a workbook would change, or shows otherwise than the engine calculates.

    Parameters
    ----------
    data : RoundData
        The round as it stands.
    reading : Reading
        A workbook for it.

    Returns
    -------
    list of Difference
        In the order of the leaves; points are before deductions. Empty if the workbook changes nothing.
    """
    before, after = score(data, reading.stage), score(merge(data, reading), reading.stage)
    row = data.unit_position[reading.unit]
    found = []
    for code in reading.leaves:
        column = data.framework.leaf_position[code]
        difference = Difference(
            leaf=code,
            before=_points(before, row, column),
            engine=_points(after, row, column),
            shown=reading.shown_points[code],
            state_before=State(before.state[row, column]),
            state=State(after.state[row, column]),
            is_shown=not isinstance(data.framework.leaves[column].rule, Relative) or code in reading.points,
        )
        if difference.is_change or difference.is_mismatch:
            found.append(difference)
    return found


def _points(scores: Scores, row: int, column: int) -> Fraction | None:
    """Return the points of a cell before deductions; None where it has none."""
    if not scores.is_scored[row, column]:
        return None
    return in_points(scores.points[row, column] + scores.deducted[row, column])
