"""Writing a round: `RoundData` → the files of its folder, the same bytes for the same data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from parindex.files import csv_bytes, json_bytes, write_into
from parindex.framework.crosswalk import Crosswalk
from parindex.framework.rules import Variable
from parindex.framework.write import dump
from parindex.numbers import exact, points_text
from parindex.rounds import tables
from parindex.rounds.cells import SURVEYED
from parindex.rounds.model import ABSENT, STAGE_ORDER, Printed, RoundData, RoundInfo
from parindex.rounds.package import PACKAGE, describe
from parindex.rounds.tables import Table
from parindex.rounds.values import decimal, ratio_text, written

CROSSWALK = "crosswalk.yaml"
Cells = Iterator[list[object]]


def to_files(data: RoundData) -> dict[str, bytes]:
    """Return every file of a round folder by name, with its framework and its description as a data package.

    Reading them back gives an equal round. Tables that would be empty are left out.
    """
    files = {
        "round.yaml": yaml_bytes(info_data(data.info)),
        "framework.yaml": dump(data.framework).encode("utf-8"),
    }
    if data.crosswalk is not None:
        files[CROSSWALK] = yaml_bytes(crosswalk_data(data.crosswalk))
    for table, rows in _tables(data).items():
        listed = list(rows)
        if listed:
            files[table.file] = csv_bytes(table.header, listed)
    files[PACKAGE] = json_bytes(describe(data.info, files))
    return files


def write(data: RoundData, folder: Path) -> None:
    """Write a round into a folder: all of its files or, if that fails, none.

    Everything is written beside its target first, which then takes its name. Tables of an earlier round that
    this one has nothing for go; other files there stay.

    Raises
    ------
    OSError
        A file cannot be written; the folder is as it was.
    """
    files = to_files(data)
    gone = {CROSSWALK, *(table.file for table in tables.TABLES)} - set(files)
    write_into(folder, files, sorted(gone))


def write_tables(folder: Path, info: RoundInfo, changed: Mapping[Table, bytes] | None = None) -> None:
    """Write some tables of a round folder, or none, and its description anew: all or, if that fails, nothing.

    Raises
    ------
    OSError
        A file cannot be written; the folder is as it was.
    """
    files = {table.file: content for table, content in (changed or {}).items()}
    present = [path.name for path in folder.iterdir() if path.is_file()]
    write_into(folder, {**files, PACKAGE: json_bytes(describe(info, [*present, *files]))})


def yaml_bytes(data: Mapping[str, Any]) -> bytes:
    """Return plain data as YAML in a fixed form."""
    text = yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False, width=110, line_break="\n")
    return text.encode("utf-8")


def info_data(info: RoundInfo) -> dict[str, Any]:
    """Return what ``round.yaml`` says as plain data, without what is empty."""
    data = info.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {key: value for key, value in data.items() if value not in ([], None)}


def crosswalk_data(crosswalk: Crosswalk) -> dict[str, Any]:
    """Return a crosswalk as plain data."""
    return crosswalk.model_dump(mode="json", by_alias=True)


def _tables(data: RoundData) -> dict[Table, Cells]:
    figures = _Figures(data)
    return {
        tables.UNITS: _units(data),
        tables.MEASUREMENTS: _measurements(data, figures),
        tables.POINTS: _points(data, figures),
        tables.EVIDENCE: ([*key, text] for key, text in sorted(data.evidence.items())),
        tables.NOTES: _notes(data, figures),
        tables.NOT_APPLICABLE: _not_applicable(data),
        tables.ADJUSTMENTS: _adjustments(data),
        tables.ESTIMATES: _estimates(data),
        tables.PUBLISHED: _published(data),
        tables.AGGREGATES: ([a.measure, a.key, decimal(a.value), a.source, a.note] for a in data.aggregates),
        tables.PREVIOUS_RESULTS: _previous_results(data),
        tables.PREVIOUS_POINTS: _previous_points(data),
        tables.IMPROVEMENT: _improvements(data),
    }


def _units(data: RoundData) -> Cells:
    for unit in data.units:
        region = (unit.region.vi, unit.region.en) if unit.region else ("", "")
        yield [
            unit.code,
            unit.name.vi,
            unit.name.en,
            unit.kind,
            *region,
            unit.unit_group,
            unit.valid_from,
            unit.valid_to,
            " ".join(unit.predecessors),
            unit.successor,
            unit.source,
        ]


class _Figures:
    """What was measured and entered at each stage, as lists, for walking through cell by cell.

    What comes from a survey stands in ``estimates.csv`` and is left out here.
    """

    def __init__(self, data: RoundData) -> None:
        self.data, self.stages = data, data.stages
        nothing_measured = np.full((len(data.units), len(data.framework.columns)), np.nan)
        nothing_entered = np.full(data.shape, ABSENT, dtype=np.int64)
        measured = {stage: data.measured.get(stage, nothing_measured) for stage in STAGE_ORDER}
        if data.estimates:
            own = measured[SURVEYED].copy()
            own[tuple(zip(*data.estimates, strict=True))] = np.nan
            measured[SURVEYED] = own
        self.measured: dict[str, list[list[float]]] = {
            stage: values.tolist() for stage, values in measured.items()
        }
        self.entered: dict[str, list[list[int]]] = {
            stage: data.entered.get(stage, nothing_entered).tolist() for stage in STAGE_ORDER
        }

    def measurements(self, row: int, leaf: int, stage: str) -> list[tuple[Variable, float]]:
        """Return what was measured of a cell at a stage."""
        columns = self.data.framework.columns_of_leaf[leaf]
        values = self.measured[stage][row][columns]
        variables = self.data.framework.columns[columns]
        return [
            (variable, value)
            for (_, variable), value in zip(variables, values, strict=True)
            if value == value
        ]

    def note(self, row: int, leaf: int, stage: str) -> str:
        """Return the note on a cell at a stage."""
        cell = self.data.units[row].code, self.data.framework.leaves[leaf].code, stage
        return self.data.notes.get(cell, "")


def _measurements(data: RoundData, figures: _Figures) -> Cells:
    """Yield measurements by unit, leaf, stage and variable.

    A note stands beside the first variable, unless there are points beside which it can stand.
    """
    for row, unit in enumerate(data.units):
        for position, leaf in enumerate(data.framework.leaves):
            for stage in figures.stages:
                note = ""
                if figures.entered[stage][row][position] == ABSENT:
                    note = figures.note(row, position, stage)
                for variable, value in figures.measurements(row, position, stage):
                    yield [unit.code, leaf.code, stage, variable.name, written(value, variable), note]
                    note = ""


def _points(data: RoundData, figures: _Figures) -> Cells:
    for row, unit in enumerate(data.units):
        for position, leaf in enumerate(data.framework.leaves):
            for stage in figures.stages:
                points = figures.entered[stage][row][position]
                if points != ABSENT:
                    note = figures.note(row, position, stage)
                    yield [unit.code, leaf.code, stage, points_text(points), note]


def _notes(data: RoundData, figures: _Figures) -> Cells:
    """Yield the notes of cells that have no figure at that stage, beside which they could stand."""
    for (unit, leaf, stage), note in sorted(data.notes.items()):
        row, position = data.unit_position[unit], data.framework.leaf_position[leaf]
        has_points = figures.entered[stage][row][position] != ABSENT
        if not has_points and not figures.measurements(row, position, stage):
            yield [unit, leaf, stage, note]


def _not_applicable(data: RoundData) -> Cells:
    for row, column in np.argwhere(data.not_applicable):
        unit, leaf = data.units[row].code, data.framework.leaves[column].code
        yield [unit, leaf, data.reasons[unit, leaf]]


def _adjustments(data: RoundData) -> Cells:
    for adjustment in data.adjustments:
        yield [
            adjustment.unit,
            adjustment.kind,
            adjustment.item,
            adjustment.leaf,
            adjustment.times,
            adjustment.note,
        ]


def _estimates(data: RoundData) -> Cells:
    for (row, column), estimate in sorted(data.estimates.items()):
        leaf, variable = data.framework.columns[column]
        df, n = estimate.degrees_of_freedom, estimate.n
        yield [
            data.units[row].code,
            data.framework.leaves[leaf].code,
            variable.name,
            decimal(exact(estimate.value)),
            decimal(exact(estimate.standard_error)),
            None if df is None else decimal(exact(df)),
            n,
            estimate.source,
        ]


def _published(data: RoundData) -> Cells:
    for code, printed in data.printed.items():
        yield [code, *_printed_cells(printed), printed.source, printed.note]


def _printed_cells(printed: Printed) -> list[object]:
    return [None if printed.index is None else ratio_text(printed.index), printed.rank, printed.group]


def _previous_results(data: RoundData) -> Cells:
    for code, printed in data.previous.printed.items():
        yield [code, *_printed_cells(printed), printed.source]


def _previous_points(data: RoundData) -> Cells:
    for unit, cells in data.previous.cells.items():
        for leaf, cell in cells.items():
            points = None if cell.points is None else decimal(cell.points)
            maximum = None if cell.max_points is None else decimal(cell.max_points)
            yield [unit, leaf, points, maximum, cell.state.name.lower()]


def _improvements(data: RoundData) -> Cells:
    for each in data.improvements:
        yield [
            each.unit,
            each.leaf,
            each.cause,
            each.responsible,
            each.coordinating,
            each.solution,
            each.product,
            each.deadline,
        ]
