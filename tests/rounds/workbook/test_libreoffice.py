"""LibreOffice calculates the workbooks anew: an outside judge of every formula against the engine's exact points."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from python_calamine import CalamineWorkbook

from parindex.framework.rules import NEVER, Relative
from parindex.language import both
from parindex.rounds import ABSENT, RoundData, Unit
from parindex.rounds.workbook import merge, read_workbook, to_bytes
from parindex.rounds.workbook.data_sheet import fields
from parindex.rounds.workbook.plan import Plan
from parindex.scoring.workbook import differences, points_by_rule

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]

UNITS = 48
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""
"""Calculate everything anew when a workbook is opened, whatever it says it shows."""


def day(text: str) -> float:
    return float(date.fromisoformat(text).toordinal())


LIMITS: dict[str, list[dict[str, float]]] = {
    "1.3": [
        {"late": late, "missing": missing}
        for late, missing in ((0, 0), (1, 0), (5, 0), (6, 0), (2, 1), (0, 3))
    ],
    "1.5": [
        {"inspected": 1, "found": 0, "mended": 0},
        {"inspected": 1, "found": 3, "mended": 1},
        {"inspected": 1, "found": 7, "mended": 7},
        {"inspected": 0, "found": 0, "mended": 0},
        {"inspected": 0, "found": 5, "mended": 4},
    ],
    "2.1": [{"on_time": on_time, "received": 200} for on_time in (0, 99, 100, 159, 160, 161, 189, 190, 200)]
    + [{"on_time": 0, "received": 0}],
    "2.2": [
        {"on_time": a, "received": b}
        for a, b in ((7, 10), (699, 1000), (19, 20), (20, 20), (5, 6), (0, 0), (2, 3))
    ],
    "2.3": [
        {"a": a, "b": b} for a, b in ((100.3, 100.2), (0.3, 0.1), (21, 0), (22, 0), (0, 1), (10.5, 0.0000015))
    ],
    "2.4": [
        {"actual": a, "target": t}
        for a, t in ((90, 100), (89.999, 100), (12.35, 12.35), (5, 0), (0.3, 0.3), (-1, 2))
    ],
    "2.5": [{"actual": a, "target": t} for a, t in ((0, 0), (0, 5), (5, 5), (5, 4.999), (0.3, 0.1), (-5, 5))],
    "2.6": [
        {"this_year": a, "last_year": b}
        for a, b in ((100.3, 100.2), (0.3, 0.2), (80, 80), (80.0999, 80), (80, 80.1), (0.1, 0))
    ],
    "2.7": [
        {"this_year": a, "last_year": b}
        for a, b in ((105, 100), (104.999, 100), (1, 0), (0, 0), (2.1, 2), (21, 20))
    ],
    "3.1": [
        {"done": d, "given": g, "late": late}
        for d, g, late in (
            (0, 0, 0),
            (0, 0, 1),
            (1, 2, 0),
            (49, 100, 0),
            (9, 10, 9),
            (9, 10, 10),
            (10, 10, 3),
            (2, 3, 5),
        )
    ],
    "3.2": [
        {"x": x, "y": y, "held": held}
        for x, y, held in (
            (0.3, 0.2, 1),
            (0.31, 0.2, 1),
            (5, 0, 1),
            (5, 0, 0),
            (1, 8, 1),
            (-4, 2, 1),
            (-2, 6, 1),
            (1, 3, 0),
            (2, 2.1, 1),
            (1.5, 9, 1),
        )
    ],
    "3.3": [
        {"asked": day("2025-03-01"), "answered": day(answered), "size": size, "share": share}
        for answered, size, share in (
            ("2025-03-11", 0, 100),
            ("2025-03-12", 0, 100),
            ("2025-03-21", 2, 33.3333),
            ("2025-03-22", 2, 50),
            ("9999-12-31", 1, 50),
            ("2025-07-15", 0, 0),
        )
    ],
    "4.1": [
        {"done_on": day(text)}
        for text in (
            "2025-02-28",
            "2025-03-01",
            "2025-03-05",
            "2025-03-06",
            "2025-03-30",
            "2025-03-31",
            "9999-12-31",
        )
    ],
    "4.2": [{"done_on": day(text)} for text in ("2024-12-31", "2025-01-01", "1999-01-01", "9999-12-31")],
    "5.1": [
        {"good": g, "fair": f, "poor": p}
        for g, f, p in ((0, 0, 0), (1, 1, 1), (7.5, 0.25, 3), (0, 0, 9), (3, 0, 0))
    ],
    "5.3": [{"value": value} for value in (49.9999, 50, 89.9999, 90, 100, 0, 33.3)],
}


def drawn(kind: str, random: np.random.Generator) -> float:
    """A value of a kind, often one where something turns."""
    match kind:
        case "yes_no":
            return float(random.integers(0, 2))
        case "choice":
            return float(random.integers(0, 3))
        case "date":
            return float(random.choice([NEVER, day("2025-02-25") + random.integers(0, 40)]))
        case "count":
            return float(random.choice([0, 1, 2, 10, 100, random.integers(0, 1000)]))
        case "percent":
            return float(random.choice([0, 50, 100, round(random.uniform(0, 100), 4)]))
    return float(
        random.choice([0, 1, 0.1, 100.3, round(random.uniform(-5, 200), 3), round(random.uniform(0, 2), 9)])
    )


@pytest.fixture(scope="module")
def many(empty: RoundData) -> RoundData:
    """Many units: limits first, then drawn at random; the first without figures, the next with gaps."""
    random, framework = np.random.default_rng(2025), empty.framework
    kinds = [variable.kind for _, variable in framework.columns]
    values = np.array([[drawn(kind, random) for kind in kinds] for _ in range(UNITS)])
    for leaf, cases in LIMITS.items():
        for row in range(2, 2 + len(cases)):
            for name, value in cases[row - 2].items():
                values[row, framework.column_position[leaf, name]] = value
    for column, (leaf, variable) in enumerate(framework.columns):
        bound = framework.column_position.get((framework.leaves[leaf].code, str(variable.upper)))
        if bound is not None:
            values[:, column] = np.minimum(values[:, column], values[:, bound])
        if variable.lower is not None:
            values[:, column] = np.maximum(values[:, column], float(variable.lower))
    values[0] = np.nan
    values[1, random.random(len(kinds)) < 0.4] = np.nan
    units = tuple(Unit(f"u{row}", both(f"Tỉnh {row}"), "province") for row in range(UNITS))
    return replace(empty, units=units, measured={"self": values})


@pytest.fixture(scope="module")
def appraised(many: RoundData) -> RoundData:
    """The same with entered points, marks and notes."""
    random = np.random.default_rng(2026)
    entered = np.where(random.random(many.shape) < 0.3, 250_000, ABSENT)
    marks = np.array([leaf.may_be_not_applicable for leaf in many.framework.leaves]) & (
        random.random(many.shape) < 0.5
    )
    reasons = {
        (many.units[row].code, many.framework.leaves[column].code): "Không có"
        for row, column in np.argwhere(marks)
    }
    notes = {
        (unit.code, leaf.code, "appraisal_1"): "Theo biên bản"
        for unit in many.units
        for leaf in many.framework.leaves
    }
    return replace(many, entered={"appraisal_1": entered}, not_applicable=marks, reasons=reasons, notes=notes)


@pytest.fixture(scope="module")
def recalculated(
    many: RoundData, appraised: RoundData, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Path]:
    """Workbooks as LibreOffice saves them after calculating everything anew, by name."""
    source, target, home = (tmp_path_factory.mktemp(name) for name in ("source", "target", "home"))
    for name, content in workbooks(many, appraised):
        (source / f"{name}.xlsx").write_bytes(content)
    (home / "user").mkdir()
    (home / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(target), *map(str, sorted(source.iterdir()))],
        check=True,
        capture_output=True,
    )
    return lambda name: target / f"{name}.xlsx"


def workbooks(many: RoundData, appraised: RoundData) -> Iterator[tuple[str, bytes]]:
    for row, unit in enumerate(many.units):
        yield f"blind-{unit.code}", to_bytes(many, unit.code, "self", ("vi", "en")[row % 2], points={})
    for unit in many.units[:6]:
        yield f"full-{unit.code}", shown_in_full(appraised, unit.code)


def shown_in_full(data: RoundData, unit: str) -> bytes:
    return to_bytes(data, unit, "appraisal_1", points=points_by_rule(data, unit, "appraisal_1"))


def test_every_rule_gives_the_points_of_the_engine(
    many: RoundData, recalculated: Callable[[str], Path]
) -> None:
    compared, wrong = set(), []
    for unit in many.units:
        reading = read_workbook(recalculated(f"blind-{unit.code}"), many, unit.code, "self")
        for code, points in points_by_rule(many, unit.code, "self").items():
            rule = many.framework.leaves[many.framework.leaf_position[code]].rule
            if isinstance(rule, Relative):
                assert reading.shown_points[code] is None
                continue
            compared.add((rule.type, points is None, points == 0))
            if reading.shown_points[code] != points:
                inputs = {name: value for (leaf, name), value in reading.values.items() if leaf == code}
                wrong.append((unit.code, code, inputs, reading.shown_points[code], points))
    assert wrong == []
    assert len({rule for rule, is_none, _ in compared if not is_none}) == 12


def test_figures_survive_another_program(many: RoundData, recalculated: Callable[[str], Path]) -> None:
    for row, unit in enumerate(many.units):
        reading = read_workbook(recalculated(f"blind-{unit.code}"), many)
        expected = {
            key: many.measured["self"][row, column]
            for key, column in many.framework.column_position.items()
            if not np.isnan(many.measured["self"][row, column])
        }
        assert reading.values == expected


def test_everything_shown_without_calculating_is_what_calculating_gives(
    appraised: RoundData, recalculated: Callable[[str], Path], tmp_path: Path
) -> None:
    for unit in appraised.units[:6]:
        written = tmp_path / f"{unit.code}.xlsx"
        written.write_bytes(shown_in_full(appraised, unit.code))
        again = recalculated(f"full-{unit.code}")
        for sheet in ("Hướng dẫn", "Chấm điểm", "Tổng hợp"):
            assert cells_of(again, sheet) == cells_of(written, sheet), (unit.code, sheet)
        assert differences(appraised, read_workbook(again, appraised)) == []


def cells_of(path: Path, sheet: str) -> list[list[Any]]:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    found = [[round(cell, 9) if isinstance(cell, float) else cell for cell in row] for row in rows]
    for row in found:
        while row and row[-1] == "":
            row.pop()
    return found


def test_a_unit_fills_its_workbook_and_the_engine_agrees(
    many: RoundData, recalculated: Callable[[str], Path]
) -> None:
    nothing = replace(many, measured={})
    for unit in many.units[2:12]:
        reading = read_workbook(recalculated(f"blind-{unit.code}"), nothing)
        found = differences(nothing, reading)
        assert not [difference for difference in found if difference.is_mismatch]
        merged = merge(nothing, reading)
        row = nothing.unit_position[unit.code]
        np.testing.assert_array_equal(merged.measured["self"][row], many.measured["self"][row])


def test_the_record_points_at_the_same_cells_after_another_program(
    many: RoundData, recalculated: Callable[[str], Path]
) -> None:
    plan = Plan(many, "u2", "self", "vi")
    rows = cells_of(recalculated("blind-u2"), "Dữ liệu")
    assert [row[3] for row in rows[len(rows) - len(list(fields(plan))) :]] == [
        field.cell for field in fields(plan)
    ]
