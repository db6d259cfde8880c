"""Reading a round folder into `RoundData`, with every problem in every file at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from parindex.documents import parse_model, read_document
from parindex.framework import Framework, load
from parindex.framework.crosswalk import Crosswalk, read_crosswalk
from parindex.framework.crosswalk import problems_of as crosswalk_problems
from parindex.framework.model import UnitCode
from parindex.language import Text, both
from parindex.problems import Findings, Invalid, Place, Problem
from parindex.rounds import tables, values
from parindex.rounds.cells import Cells, Sheet, names_leaf
from parindex.rounds.check import problems_of
from parindex.rounds.model import (
    Adjustment,
    Improvement,
    PreviousCell,
    PreviousResult,
    Printed,
    PrintedAggregate,
    RoundData,
    RoundInfo,
    State,
    Unit,
)
from parindex.rounds.package import problems_of as package_problems
from parindex.rounds.tables import Row, Table, read_file, read_table

_UNIT_CODE = TypeAdapter(UnitCode)
Check = Callable[[RoundData, tables.Lines], Iterable[Problem]]
"""What looks at a round as a whole and yields problems with their places in the tables."""


def read(folder: Path, frameworks: Iterable[Path] = ()) -> RoundData:
    """Read a round folder.

    Parameters
    ----------
    folder : Path
        The folder with ``round.yaml`` and its tables.
    frameworks : iterable of Path
        More folders in which to look for the framework file, after the round folder itself
        (``framework.yaml``) and ``frameworks/`` beside its parent.

    Raises
    ------
    Invalid
        With every problem of every file.
    """
    return _whole(*_read(folder, frameworks))


def check(folder: Path, frameworks: Iterable[Path] = (), also: Iterable[Check] = ()) -> list[Problem]:
    """Return all problems of a round folder; none for a sound one.

    Checks of later stages (`also`) look at a round that is free of errors.
    """
    try:
        data, problems = _read(folder, frameworks)
    except Invalid as invalid:
        return list(invalid.problems)
    if all(problem.severity != "error" for problem in problems):
        lines = tables.Lines(folder)
        problems += [problem for each in also for problem in each(data, lines)]
    return problems


def _whole(data: RoundData, problems: list[Problem]) -> RoundData:
    if any(problem.severity == "error" for problem in problems):
        raise Invalid(problems, in_order=True)
    return data


def _read(folder: Path, frameworks: Iterable[Path]) -> tuple[RoundData, list[Problem]]:
    """Return a round as far as it could be read, and all that is wrong with it."""
    info = parse_model(RoundInfo, read_document(folder / "round.yaml"))
    framework = load(framework_file(folder, info, frameworks))
    problems: list[Problem] = []
    sheets = {table.name: _sheet(folder, table, problems) for table in tables.TABLES}
    units = tuple(_units(sheets["units"], framework))
    cells = Cells(framework, units)
    _refuse_strangers(sheets, cells)
    crosswalk = _crosswalk(folder, framework, problems)
    data = RoundData(info, framework, units, crosswalk=crosswalk, **_contents(sheets, cells))
    _check_aside(sheets, cells)
    for sheet in sheets.values():
        problems.extend(sheet.findings.problems)
    problems.extend(package_problems(folder, info))
    problems.extend(problems_of(data, folder))
    return data, sorted(problems, key=_causes_first)


def _contents(sheets: dict[str, Sheet], cells: Cells) -> dict[str, Any]:
    """Return what the tables hold beside the units, by field of the round; what is wrong with a cell is noted."""
    measured = cells.measured(sheets["measurements"], sheets["estimates"])
    return {
        "measured": measured,
        "entered": cells.entered(sheets["points"]),
        "not_applicable": cells.marked(sheets["not_applicable"]),
        "estimates": cells.estimates(sheets["estimates"], measured),
        "adjustments": tuple(_adjustments(sheets["adjustments"])),
        "printed": {row["unit"]: _printed(row, sheets["published"]) for row in sheets["published"].rows},
        "aggregates": tuple(_aggregates(sheets["published_aggregates"])),
        "previous": _previous(sheets["previous_results"], sheets["previous_points"]),
        "notes": _texts("note", sheets["measurements"], sheets["points"], sheets["notes"]),
        "evidence": _texts("evidence", sheets["evidence"]),
        "reasons": {(row["unit"], row["leaf"]): row["reason"] for row in sheets["not_applicable"].rows},
        "improvements": tuple(_improvements(sheets["improvement"])),
    }


def _check_aside(sheets: dict[str, Sheet], cells: Cells) -> None:
    """Note what else is wrong in rows that cannot be used, so that nothing comes up only after they are mended."""
    if cells.rows and any(sheet.aside for sheet in sheets.values()):
        leaves = cells.framework.leaf_position.keys()
        aside = {name: sheet.set_aside(leaves) for name, sheet in sheets.items()}
        list(_units(aside["units"], cells.framework))
        _contents(aside, cells)


def _causes_first(problem: Problem) -> tuple[int, Place, str]:
    """Return the key by which problems stand in order: those of the list of units, which cause others, go first."""
    is_cause = Path(problem.place.file).name in ("round.yaml", tables.UNITS.file)
    return 0 if is_cause else 1, problem.place, problem.code


def framework_file(folder: Path, info: RoundInfo, frameworks: Iterable[Path] = ()) -> Path:
    """Return the framework file of a round; raise `Invalid` with the places that were tried."""
    name = f"{info.framework}.yaml"
    places = [folder / "framework.yaml", folder.resolve().parent.parent / "frameworks" / name]
    places += [directory / name for directory in frameworks]
    for path in places:
        if path.is_file():
            return path
    tried = ", ".join(str(path) for path in places)
    findings = Findings(str(folder / "round.yaml"))
    findings.add(
        "framework-missing",
        f"Không tìm thấy bộ chỉ số {info.framework}; đã tìm ở: {tried}.",
        f"The framework {info.framework} was not found; looked in: {tried}.",
        path="framework",
    )
    raise Invalid(findings.problems)


def read_units(path: Path, framework: Framework) -> tuple[Unit, ...]:
    """Return the units in a CSV file with the columns of ``units.csv``; raise `Invalid` with all problems."""
    findings = Findings(str(path))
    sheet = Sheet(tables.UNITS, read_file(path, tables.UNITS, findings), findings)
    units = tuple(_units(sheet, framework))
    findings.raise_if_any()
    return units


def _sheet(folder: Path, table: Table, problems: list[Problem]) -> Sheet:
    findings = Findings(str(folder / table.file))
    if table is tables.UNITS and not (folder / table.file).exists():
        findings.add("file-missing", "Thiếu danh sách đơn vị.", "The list of units is missing.")
    return Sheet(table, read_table(folder, table, findings), findings)


def _units(sheet: Sheet, framework: Framework) -> Iterable[Unit]:
    groups = {group.code for group in framework.unit_groups}
    for row in sheet.rows:
        if groups and row["unit_group"] not in groups:
            among = ", ".join(sorted(groups))
            sheet.say(
                row,
                "unit_group",
                Text(
                    vi=f"Nhóm đơn vị phải là một trong: {among}.",
                    en=f"The unit group must be one of: {among}.",
                ),
            )
        region = (
            Text(vi=row["region_vi"], en=row["region_en"] or row["region_vi"]) if row["region_vi"] else None
        )
        yield Unit(
            code=sheet.value(row, "code", _unit_code, row["code"]),
            name=Text(vi=row["name_vi"] or row["name_en"] or "?", en=row["name_en"] or row["name_vi"] or "?"),
            kind=row["kind"],
            region=region,
            unit_group=row["unit_group"],
            valid_from=sheet.value(row, "valid_from", values.calendar_day, None),
            valid_to=sheet.value(row, "valid_to", values.calendar_day, None),
            predecessors=tuple(row["predecessors"].split()),
            successor=row["successor"],
            source=row["source"],
        )


def _unit_code(text: str) -> str:
    try:
        return _UNIT_CODE.validate_python(text)
    except ValidationError:
        vi = "chữ thường không dấu, chữ số, và . _ @ - sau ký tự đầu"
        en = "small letters without accents, digits, and . _ @ - after the first"
        raise values.BadValue(Text(vi=vi, en=en)) from None


def _refuse_strangers(sheets: dict[str, Sheet], cells: Cells) -> None:
    """Drop and report rows that name a unit or leaf that does not exist.

    Without any unit all of them would, so only the missing list itself is reported.
    """
    for sheet in sheets.values():
        if sheet.table.unit_column and not cells.rows:
            sheet.rows = sheet.rows.only([])
        elif sheet.table.unit_column:
            sheet.keep("unit", cells.rows.keys(), both("units.csv"))
        if names_leaf(sheet.table):
            sheet.keep("leaf", cells.framework.leaf_position.keys(), cells.framework.title)


def _adjustments(sheet: Sheet) -> Iterable[Adjustment]:
    for row in sheet.rows:
        kind: Any = row["kind"]
        times = int(sheet.value(row, "times", values.times, 0.0))
        yield Adjustment(row["unit"], kind, row["item"], row["leaf"], times, row["note"])


def _improvements(sheet: Sheet) -> Iterable[Improvement]:
    for row in sheet.rows:
        yield Improvement(
            unit=row["unit"],
            leaf=row["leaf"],
            cause=row["cause"],
            responsible=row["responsible"],
            coordinating=row["coordinating"],
            solution=row["solution"],
            product=row["product"],
            deadline=sheet.value(row, "deadline", values.calendar_day, None),
        )


def _printed(row: Row, sheet: Sheet) -> Printed:
    rank = sheet.value(row, "rank", values.count, None)
    return Printed(
        index=sheet.value(row, "index", values.ratio, None),
        rank=None if rank is None else int(rank),
        group=row["group"],
        source=row["source"],
        note=row.cells.get("note", ""),
    )


def _aggregates(sheet: Sheet) -> Iterable[PrintedAggregate]:
    for row in sheet.rows:
        value = sheet.value(row, "value", values.fraction, None)
        if value is not None:
            yield PrintedAggregate(row["measure"], row["key"], value, row["source"], row["note"])


def _previous(results: Sheet, points: Sheet) -> PreviousResult:
    cells: dict[str, dict[str, PreviousCell]] = {}
    made = map(
        PreviousCell,
        points.values("points", values.fraction, None),
        points.values("max_points", values.fraction, None),
        points.values("state", lambda text: State.__members__.get(text.upper()), None),
    )
    for unit, leaf, cell in zip(points.rows["unit"], points.rows["leaf"], made, strict=True):
        cells.setdefault(unit, {})[leaf] = cell
    return PreviousResult({row["unit"]: _printed(row, results) for row in results.rows}, cells)


def _crosswalk(folder: Path, framework: Framework, problems: list[Problem]) -> Crosswalk | None:
    path = folder / "crosswalk.yaml"
    if not path.exists():
        return None
    try:
        crosswalk, document = read_crosswalk(path)
    except Invalid as invalid:
        problems.extend(invalid.problems)
        return None
    problems.extend(crosswalk_problems(crosswalk, document, framework))
    return crosswalk


def _texts(column: str, *sheets: Sheet) -> dict[tuple[str, str, str], str]:
    """Return a column of texts by unit, leaf and stage; different ones of one cell stand side by side."""
    found: dict[tuple[str, str, str], dict[str, None]] = {}
    for sheet in sheets:
        rows = sheet.rows
        for *cell, text in zip(rows["unit"], rows["leaf"], rows["stage"], rows[column], strict=True):
            if text:
                found.setdefault((cell[0], cell[1], cell[2]), {})[text] = None
    return {cell: "; ".join(texts) for cell, texts in found.items()}
