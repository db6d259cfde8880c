"""Small frameworks and rounds for tests, built in a line or two."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from parindex.framework import Framework, loads
from parindex.framework.crosswalk import Crosswalk
from parindex.framework.write import dump
from parindex.language import Text, both
from parindex.numbers import micro
from parindex.rounds import (
    ABSENT,
    PreviousCell,
    PreviousResult,
    Printed,
    RoundData,
    RoundInfo,
    Stage,
    State,
    Unit,
)
from parindex.rounds.model import Adjustment, Estimate, Improvement, PrintedAggregate
from parindex.rounds.write import info_data, write_tables, yaml_bytes
from parindex.scoring import Results, rank, score

Data = dict[str, Any]
Cells = Mapping[str, Mapping[str, object]]
"""By unit, then by leaf (points) or by leaf and variable (measurements, "1.on_time")."""

SHIPPED = Path(__file__).parents[1] / "rounds"


def words(text: str) -> dict[str, str]:
    return {"vi": text, "en": text}


def leaf(code: str, maximum: object = "100", rule: Data | None = None, **more: object) -> Data:
    """An appraiser's leaf, or one with the rule given."""
    return {
        "code": code,
        "title": words(f"leaf {code}"),
        "max_points": maximum,
        "rule": rule or {"type": "appraiser"},
        **more,
    }


def branch(code: str, *children: Data, **more: object) -> Data:
    """A node whose maximum is that of its children together, unknown where one of theirs is."""
    maxima = [str(child["max_points"]) for child in children]
    return {
        "code": code,
        "title": words(f"area {code}"),
        "max_points": "unknown" if "unknown" in maxima else str(float(sum(map(Fraction, maxima)))),
        "children": list(children),
        **more,
    }


def item(code: str, points: object, **more: object) -> Data:
    return {"code": code, "title": words(code), "points": points, **more}


def variable(name: str, kind: str = "number", **more: object) -> Data:
    return {"name": name, "title": words(name), "kind": kind, **more}


def quantity(formula: str, *variables: Data) -> Data:
    return {"formula": formula, "variables": list(variables)}


def on_time(**more: object) -> Data:
    """The rule "maximum × on time ÷ received"; undefined where nothing was received."""
    value = quantity(
        "on_time / received", variable("on_time", "count", at_most="received"), variable("received", "count")
    )
    return {"type": "proportional", "value": value, "full_mark": 1, **more}


def imported() -> Data:
    """The rule "maximum × value ÷ 100"."""
    return {"type": "imported", "index": words("index")}


def framework(*tree: Data, **properties: object) -> Framework:
    """A framework of these nodes; its total is their sum unless it is given."""
    known = [Fraction(str(node["max_points"])) for node in tree if node["max_points"] != "unknown"]
    data = {
        "format": "parindex-framework/1",
        "code": "small",
        "version": "1",
        "title": words("Small"),
        "programme": "small",
        "source": "illustrative",
        "levels": [
            {"code": "area", "title": words("Area")},
            {"code": "criterion", "title": words("Criterion")},
        ],
        "total": str(float(sum(known))),
        "ranking": {},
        "tree": [{"source": "illustrative", **node} for node in tree],
        **properties,
    }
    return loads(yaml.safe_dump(data, allow_unicode=True))


def info(**more: object) -> RoundInfo:
    data = {
        "format": "parindex-round/1",
        "code": "small-2025",
        "title": words("Small 2025"),
        "framework": "small",
        "year": 2025,
        "kind": "recomputable",
        "data_status": "training",
    }
    return RoundInfo.model_validate({**data, **more})


def unit(code: str, **more: Any) -> Unit:
    return Unit(code, both(f"Unit {code}"), "province", **more)


def a_round(
    rules: Framework,
    points: Cells | None = None,
    *,
    entered: Mapping[Stage, Cells] | None = None,
    measured: Mapping[Stage, Cells] | None = None,
    units: Iterable[Unit | str] = (),
    marked: Iterable[tuple[str, str]] = (),
    about: Mapping[str, object] | None = None,
    **more: Any,
) -> RoundData:
    """A round: points (of the council, or by stage), measurements by stage, cells marked not applicable.

    The units are those given, or those that points and measurements name.
    """
    entered = {**(entered or {}), **({"council": points} if points else {})}
    measured = measured or {}
    named = dict.fromkeys(code for cells in (*entered.values(), *measured.values()) for code in cells)
    members = tuple(one if isinstance(one, Unit) else unit(one) for one in (tuple(units) or named))
    row = {one.code: position for position, one in enumerate(members)}
    shape = (len(members), len(rules.leaves))
    marks = np.zeros(shape, dtype=bool)
    reasons = dict.fromkeys(marked, "does not apply")
    for code, leaf_code in reasons:
        marks[row[code], rules.leaf_position[leaf_code]] = True
    return RoundData(
        info(**(about or {})),
        rules,
        members,
        measured={stage: _values(rules, row, cells) for stage, cells in measured.items()},
        entered={stage: _points(rules, row, cells) for stage, cells in entered.items()},
        not_applicable=marks,
        reasons=reasons,
        **more,
    )


def _points(rules: Framework, row: Mapping[str, int], cells: Cells) -> Any:
    array = np.full((len(row), len(rules.leaves)), ABSENT, dtype=np.int64)
    for code, by_leaf in cells.items():
        for leaf_code, points in by_leaf.items():
            array[row[code], rules.leaf_position[leaf_code]] = micro(Fraction(str(points)))
    return array


def _values(rules: Framework, row: Mapping[str, int], cells: Cells) -> Any:
    array = np.full((len(row), len(rules.columns)), np.nan)
    for code, by_variable in cells.items():
        for place, value in by_variable.items():
            leaf_code, _, name = place.rpartition(".")
            array[row[code], rules.column_position[leaf_code, name]] = value
    return array


def results_of(data: RoundData, stage: Stage | None = None) -> Results:
    return rank(score(data, stage))


def ranked(*indices: object, **properties: object) -> Results:
    """Results of units a, b, c … whose only leaf of 100 points holds these indices."""
    rules = framework(leaf("1"), **properties)
    return results_of(a_round(rules, {chr(ord("a") + n): {"1": value} for n, value in enumerate(indices)}))


def crosswalk(*lines: tuple[list[str], list[str]]) -> Crosswalk:
    return Crosswalk.model_validate(
        {
            "format": "parindex-crosswalk/1",
            "from": "older",
            "to": "small",
            "continues": [{"from": old, "to": new} for old, new in lines],
        }
    )


def everything() -> RoundData:
    """A round in which every table of a folder has something to say."""
    rules = framework(
        branch("1", leaf("1.1", 2), leaf("1.2", 5, on_time(), may_be_not_applicable=True)),
        leaf("2", 3, {"type": "levels", "levels": [item("full", 3), item("part", 1)]}),
        leaf("3", 10, imported()),
        adjustments={"bonus": {"cap": 2, "items": [item("prize", 1)]}, "deductions": [item("late", "0.5")]},
        optional_parts=[{"node": "3", "title": words("Survey")}],
    )
    members = [
        unit(
            "an", region=Text(vi="Đông Nam Bộ", en="South-East"), valid_from=date(1997, 1, 1), source="Decree"
        ),
        unit("binh", valid_from=date(2025, 7, 1), predecessors=("old-1", "old-2")),
        unit("chi", valid_to=date(2025, 6, 30), successor="binh", unit_group="x"),
    ]
    return a_round(
        rules,
        {"an": {"1.1": "1.75"}, "chi": {"1.1": "0.000001", "2": 0}},
        units=members,
        entered={"appraisal_2": {"binh": {"1.1": "0.5", "1.2": 4}}},
        measured={
            "self": {"an": {"1.2.on_time": 90, "1.2.received": 100}, "binh": {"2.level": 1}},
            "appraisal_1": {"an": {"1.2.on_time": 85}},
            "council": {"an": {"3.value": 84.45, "2.level": 0}, "chi": {"3.value": 0.1}},
        },
        marked=[("chi", "1.2")],
        about={"notes": [words("Made up")], "successor_past": "none"},
        estimates={(0, 3): Estimate(84.45, 1.2, 57.5, 560, "survey"), (2, 3): Estimate(0.1, 0.00001)},
        adjustments=(
            Adjustment("an", "bonus", "prize", "", 2),
            Adjustment("an", "bonus", "prize", "", 2),
            Adjustment("binh", "deduction", "late", "1.1", 1, "sent, at last, on 3 May"),
        ),
        printed={"an": Printed(Fraction("80.33"), 42, "B", "news", 'as "printed"'), "chi": Printed()},
        aggregates=(
            PrintedAggregate("group_size", "B", Fraction(43), "news"),
            PrintedAggregate("mean", "", Fraction("81.15"), "", "from the list"),
        ),
        previous=PreviousResult(
            {"an": Printed(Fraction(4561, 57), 26, "C", "news"), "old-1": Printed(None, 3)},
            {
                "an": {
                    "1.1": PreviousCell(Fraction("1.5"), Fraction(2), State.SCORED),
                    "9": PreviousCell(None, Fraction(3), State.NOT_APPLICABLE),
                }
            },
        ),
        crosswalk=crosswalk((["1.1"], ["1.1"]), (["8", "9"], ["2"])),
        notes={
            ("an", "1.1", "council"): "tốt",
            ("an", "1.2", "appraisal_1"): "five were late",
            ("an", "2", "council"): "by the report",
        },
        evidence={("an", "1.2", "self"): "Báo cáo 12/BC", ("binh", "2", "self"): "two\nlines"},
        improvements=(
            Improvement(
                "an", "1.1", "late", "Office", "Treasury, Police", "a rota", "Plan", date(2026, 3, 31)
            ),
            Improvement("binh", "1.1", "=1+1", "Office", "", "more staff", ""),
        ),
    )


def assert_equal_rounds(left: RoundData, right: RoundData) -> None:
    """Compare two rounds field by field."""
    for name in left.__dataclass_fields__:
        ours, theirs = getattr(left, name), getattr(right, name)
        if name in ("measured", "entered"):
            assert set(ours) == set(theirs), name
            for stage in ours:
                np.testing.assert_array_equal(ours[stage], theirs[stage], err_msg=f"{name} {stage}")
        elif name == "not_applicable":
            np.testing.assert_array_equal(ours, theirs)
        else:
            assert ours == theirs, name


def write_folder(folder: Path, rules: Framework | None = None, /, **tables: str) -> Path:
    """A round folder with its framework, these tables, as text, and the description of them."""
    folder.mkdir(exist_ok=True)
    (folder / "round.yaml").write_bytes(yaml_bytes(info_data(info())))
    (folder / "framework.yaml").write_text(dump(rules or framework(leaf("1"))), encoding="utf-8")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    write_tables(folder, info())
    return folder
