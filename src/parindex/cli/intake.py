"""A filled workbook on its way into the round: every difference first, then only the tables that change."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from parindex.cli.output import UNKNOWN, Screen, joined, problem_data
from parindex.cli.phrases import sentences, words
from parindex.files import csv_bytes
from parindex.language import Text
from parindex.problems import Invalid, Problem
from parindex.rounds import RoundData, tables
from parindex.rounds.model import STAGE_NAMES, STATE_NAMES
from parindex.rounds.values import exact_text
from parindex.rounds.workbook import Reading, merge, read_workbook
from parindex.rounds.write import to_files, write_tables
from parindex.scoring.unexplained import SELF, unexplained
from parindex.scoring.workbook import Difference, differences


@dataclass(frozen=True, eq=False)
class Intake:
    """What a workbook would do to a round.

    Attributes
    ----------
    data : RoundData
        As it stands.
    reading : Reading
    points : list of Difference
        Leaves whose points change, or that the workbook shows otherwise than the engine.
    unexplained : list of Problem
        Leaves that the framework wants explained and the unit does not explain.
    before, after : dict of file to bytes
        The tables without and with the workbook.
    """

    data: RoundData
    reading: Reading
    points: list[Difference]
    unexplained: list[Problem]
    before: dict[str, bytes]
    after: dict[str, bytes]

    @property
    def changed(self) -> list[tables.Table]:
        """The tables that differ."""
        return [t for t in tables.TABLES if self.before.get(t.file) != self.after.get(t.file)]


@dataclass(frozen=True)
class Change:
    """A row of a table that is new, gone or other than before; None where there is no such row."""

    table: str
    key: tuple[str, ...]
    before: tuple[str, ...] | None
    after: tuple[str, ...] | None


def taken(data: RoundData, file: Path) -> Intake:
    """Return what a workbook would do to a round; raise `Invalid` with every bad cell."""
    reading = read_workbook(file, data)
    merged = merge(data, reading)
    return Intake(
        data=data,
        reading=reading,
        points=differences(data, reading),
        unexplained=_unexplained(merged, reading),
        before=to_files(data),
        after=to_files(merged),
    )


def _unexplained(merged: RoundData, reading: Reading) -> list[Problem]:
    """Return what the unit owes an explanation for, each at its cell, in a workbook of the self-assessment."""
    if reading.stage != SELF:
        return []
    said = Text(
        vi="ghi giải trình vào ô này, hoặc nêu tài liệu kiểm chứng.",
        en="write the explanation into this cell, or name the evidence.",
    )
    return [
        each.problem(reading.explanation_places[each.leaf], said)
        for each in unexplained(merged)
        if each.unit == reading.unit and each.leaf in reading.explanation_places
    ]


def refuse_unexplained(found: Intake) -> None:
    """Raise `Invalid` with every explanation that is demanded and missing."""
    if found.unexplained:
        raise Invalid(found.unexplained)


def changes(found: Intake) -> Iterator[Change]:
    """Yield every row that changes, table by table."""
    for table in found.changed:
        then, now = (_rows(table, side.get(table.file, b"")) for side in (found.before, found.after))
        for key in dict.fromkeys((*then, *now)):
            if then.get(key) != now.get(key):
                yield Change(table.name, key, then.get(key), now.get(key))


def _rows(table: tables.Table, data: bytes) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the cells of each row outside its key by its key."""
    rows = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
    others = [name for name in table.header if name not in table.key]
    return {tuple(row[name] for name in table.key): tuple(row[name] for name in others) for row in rows}


def write_changes(found: Intake, folder: Path) -> None:
    """Write the tables that change and the folder's description, all or none; a table with nothing left keeps its header."""
    empty = {table: csv_bytes(table.header, ()) for table in found.changed}
    changed = {table: found.after.get(table.file, empty[table]) for table in found.changed}
    write_tables(folder, found.data.info, changed)


def show_intake(screen: Screen, found: Intake, *, accepted: bool) -> None:
    """Show whose workbook it is, what changes, and whether it was written."""
    unit = found.data.units[found.data.unit_position[found.reading.unit]]
    stage = STAGE_NAMES[found.reading.stage].to(screen.language)
    screen.line(joined([unit.name.to(screen.language), found.data.title(screen.language), stage]), "bold")
    for problem in (*found.reading.warnings, *found.unexplained):
        screen.problem(problem, screen.out)
    listed = list(changes(found))
    if not listed and not found.points:
        screen.say(sentences.NOTHING_NEW, "green")
        return
    if listed:
        _show_changes(screen, listed)
    if found.points:
        _show_points(screen, found.points)
    screen.say(sentences.ACCEPTED if accepted else sentences.NOT_ACCEPTED, "green" if accepted else "yellow")


def _show_changes(screen: Screen, listed: list[Change]) -> None:
    table = screen.table(
        (words.TABLE, "left"), (words.ROW, "left"), (words.BEFORE, "left"), (words.AFTER, "left")
    )
    for change in listed:
        sides = [
            UNKNOWN if side is None else ", ".join(filter(None, side))
            for side in (change.before, change.after)
        ]
        table.add_row(change.table, " · ".join(change.key[1:]), *sides)
    screen.show(table)


def _show_points(screen: Screen, found: list[Difference]) -> None:
    table = screen.table(
        (words.LEAF, "left"),
        (words.BEFORE, "right"),
        (words.SHOWN_IN_WORKBOOK, "right"),
        (words.BY_ENGINE, "right"),
        (words.STATE, "left"),
        (words.VERDICT, "left"),
    )
    for difference in found:
        states = [STATE_NAMES[s].to(screen.language) for s in (difference.state_before, difference.state)]
        table.add_row(
            difference.leaf,
            screen.number(difference.before),
            screen.number(difference.shown) if difference.is_shown else UNKNOWN,
            screen.number(difference.engine),
            " → ".join(dict.fromkeys(states)),
            screen.text(words.MISMATCH) if difference.is_mismatch else "",
        )
    screen.show(table)


def intake_data(screen: Screen, found: Intake, *, accepted: bool) -> dict[str, object]:
    """Return what a workbook does as JSON has it."""
    return {
        "round": found.data.info.code,
        "unit": found.reading.unit,
        "stage": found.reading.stage,
        "accepted": accepted,
        "unexplained": [problem_data(problem, screen.language) for problem in found.unexplained],
        "warnings": [problem_data(warning, screen.language) for warning in found.reading.warnings],
        "changes": [
            {
                "table": c.table,
                "key": list(c.key),
                "before": c.before and list(c.before),
                "after": c.after and list(c.after),
            }
            for c in changes(found)
        ],
        "points": [
            {
                "leaf": d.leaf,
                "before": exact_text(d.before),
                "shown": exact_text(d.shown),
                "engine": exact_text(d.engine),
                "state_before": d.state_before.name.lower(),
                "state": d.state.name.lower(),
                "mismatch": d.is_mismatch,
            }
            for d in found.points
        ],
    }
