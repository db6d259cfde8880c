"""Putting what a workbook says into the round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from parindex.numbers import Array, Booleans, Floats64, MicroPoints
from parindex.rounds.model import ABSENT, RoundData, Stage
from parindex.rounds.standing import Standing, evidence_at, stages_before, standing_of
from parindex.rounds.workbook.reading import Reading


def merge(data: RoundData, reading: Reading) -> RoundData:
    """Return the round with what a workbook says at its stage.

    Parameters
    ----------
    data : RoundData
        Is not changed.
    reading : Reading
        What was read from the workbook, for this round.

    Notes
    -----
    The workbook replaces what the unit had at that stage. A leaf where it says the same as the stages
    before says nothing new, so nothing is recorded for it; a leaf where anything differs, or with a note
    of this stage, is recorded whole. An empty cell cannot take back what an earlier stage measured.
    """
    row, stage = data.unit_position[reading.unit], reading.stage
    before = standing_of(data, row, stages_before(stage))
    measured, entered = _figures(data, reading, row, before)
    marks, reasons = _marks(data, reading, row)
    return replace(
        data,
        measured=_with(data.measured, stage, measured, bool(np.isnan(measured).all())),
        entered=_with(data.entered, stage, entered, bool((entered == ABSENT).all())),
        not_applicable=marks,
        notes=_notes(data, reading),
        evidence=_evidence(data, reading),
        reasons=reasons,
    )


def _figures(data: RoundData, reading: Reading, row: int, before: Standing) -> tuple[Floats64, MicroPoints]:
    """Return the measurements and entered points of the stage, units × variables and units × leaves."""
    framework, stage = data.framework, reading.stage
    measured = data.measured.get(stage, np.full((len(data.units), len(framework.columns)), np.nan)).copy()
    entered = data.entered.get(stage, np.full(data.shape, ABSENT, dtype=np.int64)).copy()
    for code in reading.leaves:
        leaf = framework.leaf_position[code]
        columns = framework.columns_of_leaf[leaf]
        names = [variable.name for _, variable in framework.columns[columns]]
        values = np.array([reading.values.get((code, name), np.nan) for name in names])
        points = reading.points.get(code, ABSENT)
        same = (
            np.array_equal(values, before.measured[columns], equal_nan=True)
            and points == before.entered[leaf]
        )
        is_recorded = not same or code in reading.explanations
        measured[row, columns] = values if is_recorded else _estimated(data, row, columns, stage)
        entered[row, leaf] = points if is_recorded else ABSENT
    return measured, entered


def _estimated(data: RoundData, row: int, columns: slice, stage: Stage) -> Floats64:
    """Return the figures of surveys, which stand at the last stage whatever a workbook says; NaN for the rest."""
    found = [data.estimates.get((row, column)) for column in range(columns.start, columns.stop)]
    return np.array([np.nan if e is None or stage != "council" else e.value for e in found])


def _marks(data: RoundData, reading: Reading, row: int) -> tuple[Booleans, Mapping[tuple[str, str], str]]:
    marks = data.not_applicable.copy() if data.not_applicable.size else np.zeros(data.shape, dtype=bool)
    reasons = dict(data.reasons)
    for code in reading.leaves:
        marks[row, data.framework.leaf_position[code]] = code in reading.not_applicable
        reasons.pop((reading.unit, code), None)
        if code in reading.not_applicable:
            reasons[reading.unit, code] = reading.not_applicable[code]
    return marks, reasons


def _notes(data: RoundData, reading: Reading) -> Mapping[tuple[str, str, str], str]:
    notes = dict(data.notes)
    for code in reading.leaves:
        notes.pop((reading.unit, code, reading.stage), None)
        if code in reading.explanations:
            notes[reading.unit, code, reading.stage] = reading.explanations[code]
    return notes


def _evidence(data: RoundData, reading: Reading) -> Mapping[tuple[str, str, str], str]:
    """Return the evidence, with what the stages before did not have yet."""
    evidence = dict(data.evidence)
    for code in reading.leaves:
        evidence.pop((reading.unit, code, reading.stage), None)
        before = evidence_at(data, reading.unit, code, stages_before(reading.stage))
        if reading.evidence.get(code, before) != before:
            evidence[reading.unit, code, reading.stage] = reading.evidence[code]
    return evidence


def _with(stages: Mapping[Stage, Array], stage: Stage, array: Array, is_empty: bool) -> dict[Stage, Array]:
    """Return the arrays by stage with a new one in its place, or without it where it says nothing."""
    kept = {name: old for name, old in stages.items() if name != stage}
    return kept if is_empty else {**kept, stage: array}
