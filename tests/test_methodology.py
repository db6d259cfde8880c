"""The tables of worked examples in docs/methodology/scoring.md, each row worked by the engine."""

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import yaml

from parindex.framework import Framework, loads
from parindex.framework.crosswalk import Crosswalk
from parindex.framework.properties import Group
from parindex.language import Text, both, decimal_text
from parindex.numbers import micro, points_text
from parindex.rounds import PreviousCell, PreviousResult, Printed, RoundData, RoundInfo, State, Unit
from parindex.rounds.model import Adjustment
from parindex.scoring import Results, rank, score
from parindex.scoring.change import past_of
from parindex.scoring.places import on_basis, places_of
from parindex.scoring.reconcile import reconcile
from parindex.scoring.results import group_for

PAGE = (Path(__file__).parents[1] / "docs/methodology/scoring.md").read_text(encoding="utf-8")
Row = dict[str, str]


def tables() -> dict[str, list[Row]]:
    found = {}
    for name, body in re.findall(r"<!-- example: (.+?) -->\n((?:\|.*\n)+)", PAGE):
        header, _, *rows = [
            [cell.strip() for cell in line.strip("|").split("|")] for line in body.splitlines()
        ]
        found[name] = [dict(zip(header, row, strict=True)) for row in rows]
    return found


def title(text: str) -> Text:
    return both(text)


def framework(leaves: list[dict[str, object]], total: str = "100", **properties: object) -> Framework:
    data = {
        "format": "parindex-framework/1",
        "code": "example",
        "version": "1",
        "title": {"vi": "Ví dụ", "en": "Example"},
        "programme": "example",
        "source": "illustrative",
        "levels": [{"code": "area", "title": {"vi": "Lĩnh vực", "en": "Area"}}],
        "total": total,
        "ranking": {},
        "tree": leaves,
        **properties,
    }
    return loads(yaml.safe_dump(data, allow_unicode=True))


def leaf(code: str, maximum: str, **more: object) -> dict[str, object]:
    words = {"vi": code, "en": code}
    return {
        "code": code,
        "title": words,
        "max_points": maximum,
        "source": "illustrative",
        "rule": {"type": "appraiser"},
        **more,
    }


def a_round(rules: Framework, points: dict[str, str], **more: object) -> RoundData:
    info = RoundInfo.model_validate(
        {
            "format": "parindex-round/1",
            "code": "r",
            "title": title("r"),
            "framework": "example",
            "year": 2025,
            "kind": "recomputable",
            "data_status": "training",
        }
    )
    entered = np.array(
        [[micro(Fraction(points[node.code])) if node.code in points else -1 for node in rules.leaves]]
    )
    unit = Unit("u", title("u"), "province")
    return RoundData(info, rules, (unit,), entered={"council": entered}, **more)  # type: ignore[arg-type]


def rounding(rows: list[Row]) -> None:
    assert [points_text(micro(Fraction(row["exact points"]))) for row in rows] == [
        row["kept as"] for row in rows
    ]


def last_word(rows: list[Row]) -> None:
    value = {
        "formula": "on_time / received",
        "variables": [
            {"name": "on_time", "kind": "count", "title": {"vi": "a", "en": "a"}},
            {"name": "received", "kind": "count", "title": {"vi": "b", "en": "b"}},
        ],
    }
    rules = framework(
        [leaf("1", "1", rule={"type": "proportional", "value": value, "full_mark": "1"})], total="1"
    )
    stages = {"self-assessment": "self", "first appraisal": "appraisal_1", "council": "council"}
    for row in rows:
        data = a_round(rules, {})
        measured, entered = {}, {}
        for column, stage in stages.items():
            if match := re.match(r"on_time (\d+)( of (\d+))?", row[column]):
                received = float(match[3]) if match[3] else np.nan
                measured[stage] = np.array([[float(match[1]), received]])
            elif match := re.match(r"points (.+)", row[column]):
                entered[stage] = np.array([[micro(Fraction(match[1]))]])
        scores = score(replace(data, measured=measured, entered=entered))  # type: ignore[arg-type]
        assert points_text(int(scores.points[0, 0])) == row["points"]


def index(rows: list[Row]) -> None:
    for row in rows:
        rest = Fraction(100) - Fraction(row["applicable maximum"])
        leaves = [leaf("1", row["applicable maximum"])]
        if rest:
            leaves.append(leaf("2", str(rest), may_be_not_applicable=True))
        one = {"code": "x", "title": {"vi": "x", "en": "x"}}
        outside = {
            "bonus": {"cap": "100", "items": [{**one, "points": row["bonus"]}]},
            "penalty": {"cap": "100", "items": [{**one, "points": row["penalty"]}]},
            "deductions": [{**one, "points": row["deducted"]}],
        }
        rules = framework(leaves, adjustments=outside)
        kinds = ("bonus", "penalty", "deduction")
        data = a_round(
            rules,
            {"1": row["points"]},
            not_applicable=np.array([[False, True][: len(leaves)]]),
            adjustments=tuple(Adjustment("u", kind, "x", "", 1) for kind in kinds),  # type: ignore[arg-type]
        )
        [result] = rank(score(data)).units
        assert result.index is not None
        assert decimal_text(result.index, 2) == row["index"]


def ties(rows: list[Row]) -> None:
    keys = {position: (Fraction(row["index"]),) for position, row in enumerate(rows)}
    for method in ("competition", "dense"):
        places = places_of(keys, method)
        assert [str(places[position]) for position in range(len(rows))] == [row[method] for row in rows]


def basis(rows: list[Row]) -> None:
    for which in ("exact", "rounded"):
        keys = {n: (on_basis(Fraction(row["exact index"]), which, 2),) for n, row in enumerate(rows)}
        places = places_of(keys, "competition")
        assert [str(places[n]) for n in range(len(rows))] == [row[f"rank on {which}"] for row in rows]


def groups(rows: list[Row]) -> None:
    for column in rows[0]:
        inside = "from" in column
        if column != "index":
            limits = {"A": "90", "B": "80", "C": None}
            declared = [
                Group.model_validate(
                    {"code": code, "label": title(code), "lower_limit": limit, "limit_inside": inside}
                )
                for code, limit in limits.items()
            ]
            assert [group_for(declared, Fraction(row["index"])).code for row in rows] == [
                row[column] for row in rows
            ]


def reconciled(rows: list[Row]) -> None:
    for row in rows:
        parts = [part.strip() for part in row["parts"].split("+")]
        leaves = [leaf(str(n), "unknown") for n in range(len(parts))]
        data = a_round(
            framework(leaves),
            {str(n): part for n, part in enumerate(parts)},
            printed={"u": Printed(Fraction(row["printed"]))},
        )
        data = replace(data, info=data.info.model_copy(update={"kind": "reconciled"}))
        [unit] = reconcile(rank(score(data))).units
        assert (unit.difference, unit.verdict) == (Fraction(row["difference"]), row["verdict"])


def split(rows: list[Row]) -> None:
    now = {row["leaf now"].split(" of ")[0]: row for row in rows if row["leaf now"]}
    then = {row["leaf before"].split(" of ")[0]: row for row in rows if row["leaf before"]}
    rules = framework([leaf(code, row["leaf now"].split(" of ")[1]) for code, row in now.items()])
    cells = {
        code: PreviousCell(
            Fraction(row["points before"]), Fraction(row["leaf before"].split(" of ")[1]), State.SCORED
        )
        for code, row in then.items()
    }
    before = sum((cell.points or Fraction(0) for cell in cells.values()), Fraction(0))
    links = [{"from": [code], "to": [code]} for code in now if code in then]
    crosswalk = Crosswalk.model_validate(
        {"format": "parindex-crosswalk/1", "from": "a", "to": "example", "continues": links}
    )
    data = a_round(
        rules,
        {code: row["points now"] for code, row in now.items()},
        previous=PreviousResult({"u": Printed(before, 1)}, {"u": cells}),
        crosswalk=crosswalk,
    )
    results: Results = rank(score(data))
    change = results.units[0].change
    assert change is not None
    assert change.split is not None
    assert change.points is not None
    for part in ("performance", "maxima", "criteria"):
        assert getattr(change.split, part) == sum(Fraction(row[part]) for row in rows)
    assert (change.points, change.split.adjustments) == (15, 0)


def merged(rows: list[Row]) -> None:
    for row in rows:
        past = {
            str(n): Printed(None if value == "unknown" else Fraction(value))
            for n, value in enumerate(row["predecessors"].split(", "))
        }
        data = a_round(framework([leaf("1", "100")]), {}, previous=PreviousResult(past))
        found = past_of(data, Unit("u", title("u"), "province", predecessors=tuple(past)))
        shown = "none" if found is None else decimal_text(found.index, 6).rstrip("0").rstrip(".")
        assert shown == row["past index"]


CHECKS: dict[str, Callable[[list[Row]], None]] = {
    "rounding": rounding,
    "last word": last_word,
    "index": index,
    "ties": ties,
    "basis": basis,
    "groups": groups,
    "reconcile": reconciled,
    "split": split,
    "merged": merged,
}


@pytest.mark.parametrize("name", CHECKS)
def test_the_engine_agrees_with_every_row_of_the_worked_example(name: str) -> None:
    rows = tables()[name]
    assert rows
    CHECKS[name](rows)


def test_every_worked_example_on_the_page_has_a_check() -> None:
    assert set(tables()) == set(CHECKS)
