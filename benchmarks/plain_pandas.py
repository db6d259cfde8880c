"""The same work in plain pandas, as an analyst would write it: a data frame a table, a Series a leaf.

Nothing of parindex is used: criteria are the plain data of the YAML file. Floating-point numbers throughout,
no exact arithmetic, no states of cells, no reasons: only the numbers. Values are compared when rounded to nine
decimals, else rounding errors decide about bands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import yaml

Data = dict[str, Any]

DIGITS = 9
NEVER = date.max.toordinal()
STAGES = ("self", "appraisal_1", "appraisal_2", "council")


@dataclass(frozen=True)
class Tables:
    """A round as data frames.

    Attributes
    ----------
    criteria : dict
        The framework as it stands in its file.
    year : int
    measured : list of DataFrame (units × (leaf, variable))
        By stage; NaN where nothing was measured.
    entered : list of DataFrame (units × leaves)
        Points by stage; NaN where none were entered.
    not_applicable : DataFrame (units × leaves)
    adjustments : DataFrame
        unit, kind, item, leaf, times.
    """

    criteria: Data
    year: int
    measured: list[pd.DataFrame]
    entered: list[pd.DataFrame]
    not_applicable: pd.DataFrame
    adjustments: pd.DataFrame


@dataclass(frozen=True)
class Outcome:
    """Points (units × leaves), and index and rank by unit."""

    points: pd.DataFrame
    index: pd.Series
    rank: pd.Series


def load_criteria(path: Path) -> Data:
    """Read a framework file."""
    criteria: Data = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return criteria


def leaves_of(node: Data) -> Iterator[Data]:
    """Yield the leaves below a node, or of the whole tree."""
    children = node.get("tree") or node.get("children")
    if children is None:
        yield node
    for child in children or ():
        yield from leaves_of(child)


def score_and_rank(tables: Tables) -> Outcome:
    """Return points, index and rank of every unit."""
    return rank(tables, score(tables))


def score(tables: Tables) -> pd.DataFrame:
    """Return the points of every unit on every leaf after deductions, NaN where there are none."""
    return score_inputs(tables, *last_word(tables))


def last_word(tables: Tables) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the measured values and the entered points that count: the later word replaces the earlier."""
    measured, entered = tables.measured[0], tables.entered[0]
    for values, points in zip(tables.measured[1:], tables.entered[1:], strict=True):
        news = values.notna().T.groupby(level=0).any().T.reindex(columns=entered.columns, fill_value=False)
        measured = values.combine_first(measured)[measured.columns]
        entered = points.combine_first(entered.mask(news))[entered.columns]
    return measured, entered


def score_inputs(tables: Tables, measured: pd.DataFrame, entered: pd.DataFrame) -> pd.DataFrame:
    """Return the points for the inputs that count."""
    calculated = {
        leaf["code"]: leaf_points(
            leaf, measured[leaf["code"]].mask(tables.not_applicable[leaf["code"]]), tables.year
        )
        for leaf in leaves_of(tables.criteria)
        if leaf["rule"]["type"] != "appraiser"
    }
    points = entered.combine_first(pd.DataFrame(calculated))[entered.columns].mask(tables.not_applicable)
    return points - taken_from_leaves(tables, points)


def leaf_points(leaf: Data, values: pd.DataFrame, year: int) -> pd.Series:
    """Return the points that the rule of a leaf gives; NaN where an input lacks or the rule is undefined."""
    complete = values.notna().all(axis=1)
    points = rule_points(leaf["rule"], values.where(complete, axis=0), leaf["max_points"], year)
    return half_up(points.where(complete))


def half_up(points: Any) -> Any:
    """Return points rounded half-up to six decimals."""
    return np.floor(points * 1e6 + 0.5001) / 1e6


def rule_points(rule: Data, values: pd.DataFrame, most: float, year: int) -> pd.Series:
    """Return the points of one rule."""
    match rule["type"]:
        case "levels":
            return values["level"].map({n: level["points"] for n, level in enumerate(rule["levels"])})
        case "checklist":
            return worth(values, rule["items"])
        case "deductions":
            return (most - worth(values, rule["events"])).clip(lower=rule.get("floor", 0))
        case "bands":
            return banded(calculated(rule["value"], values), rule["bands"])
        case "proportional":
            return proportional(calculated(rule["value"], values), rule, most)
        case "imported":
            return proportional(values["value"], rule, most)
        case "formula":
            return guarded(rule, values, most)
        case "deadline":
            return deadline(rule, values["done_on"], most, year)
        case "survey":
            shares = values.div(values.sum(axis=1), axis=0)
            return most / 100 * worth(shares, rule["options"], "worth")
        case "statistic":
            above, below = ("actual", "target") if rule["better"] == "higher" else ("target", "actual")
            return banded(100 * values[above] / values[below], rule["bands"])
        case "change":
            return banded(change(rule, values), rule["bands"])
        case "relative":
            return relative(rule, calculated(rule["value"], values), most)
        case "find_and_mend":
            share = (values["mended"] / values["found"]).where(values["found"] != 0, 1)
            return (rule["finding"] + rule["mending"] * share).where(values["inspected"] == 1, 0)
    raise ValueError(f"no plain version of the rule {rule['type']}")


def calculated(value: Data, values: pd.DataFrame) -> pd.Series:
    """Return what the formula of a value gives, NaN where it divides by zero."""
    return values.eval(str(value["formula"])).replace([np.inf, -np.inf], np.nan)


def worth(values: pd.DataFrame, things: list[Data], field: str = "points") -> pd.Series:
    """Return the sum of what is ticked or counted times its points."""
    return (values * pd.Series({thing["code"]: thing[field] for thing in things})).sum(axis=1, skipna=False)


def banded(value: pd.Series, bands: list[Data]) -> pd.Series:
    """Return the points of the band that each value lies in."""
    lower = {float(band["within"][1:-1].split(",")[0]): band for band in bands}
    value, points = value.round(DIGITS), pd.Series(0.0, value.index)
    for low in sorted(lower):
        inside = lower[low]["within"].startswith("[")
        points = points.mask(value >= low if inside else value > low, lower[low]["points"])
    return points.where(value.notna())


def proportional(value: pd.Series, rule: Data, most: float) -> pd.Series:
    """Return the maximum × value ÷ full mark, nothing below the floor."""
    points = (value * most / rule.get("full_mark", 100)).clip(0, most)
    if rule.get("floor") is None:
        return points
    return points.where(value.isna() | (value.round(DIGITS) >= rule["floor"]), 0)


def guarded(rule: Data, values: pd.DataFrame, most: float) -> pd.Series:
    """Return the points of the first case whose guard holds."""
    values = values.assign(max_points=most)
    points = pd.Series(values.eval(str(rule["otherwise"])), values.index, dtype=float)
    for case in reversed(rule.get("cases", [])):
        points = points.mask(values.eval(str(case["when"])), values.eval(str(case["points"])))
    return points.replace([np.inf, -np.inf], np.nan).clip(0, most)


def deadline(rule: Data, done: pd.Series, most: float, year: int) -> pd.Series:
    """Return the points for the day on which it was done."""
    due = rule["due"]
    year += {"before": -1, "round": 0, "after": 1}[due.get("year", "round")]
    late, points = done - date(year, due["month"], due["day"]).toordinal(), pd.Series(0.0, done.index)
    for step in sorted(rule.get("late", []), key=lambda step: -step["days"]):
        points = points.mask(late <= step["days"], step["points"])
    return points.mask(late <= 0, most)


def change(rule: Data, values: pd.DataFrame) -> pd.Series:
    """Return the change on last year, as a difference or in percent."""
    difference = values["this_year"] - values["last_year"]
    return difference if rule["kind"] == "difference" else 100 * difference / values["last_year"]


def relative(rule: Data, value: pd.Series, most: float) -> pd.Series:
    """Return points for a value among those of the other units."""
    worst = value.min() if rule["method"] == "between_worst_and_best" else 0.0
    return most * (value - worst) / (value.max() - worst)


def taken_from_leaves(tables: Tables, points: pd.DataFrame) -> pd.DataFrame:
    """Return what is taken from leaves after appraisal, never more than they have."""
    rows = counted(tables, "deduction").query("leaf != ''")
    taken = rows.pivot_table(index="unit", columns="leaf", values="points", aggfunc="sum")
    taken, own = taken.reindex_like(points).fillna(0.0), points.fillna(0.0)
    return taken.where(taken < own, own)


def counted(tables: Tables, kind: str) -> pd.DataFrame:
    """Return the adjustments of a kind with the points that they count for; an item stops at its `most`."""
    items = items_of(tables.criteria, kind)
    rows = tables.adjustments[tables.adjustments["kind"] == kind]
    points = rows["item"].map({item["code"]: item["points"] for item in items}) * rows["times"]
    most = rows["item"].map({item["code"]: item.get("most", np.inf) for item in items})
    running = points.groupby([rows["unit"], rows["item"]]).cumsum()
    return rows.assign(points=np.minimum(running, most) - np.minimum(running - points, most))


def items_of(criteria: Data, kind: str) -> list[Data]:
    """Return the items of a kind of adjustment."""
    adjustments = criteria.get("adjustments", {})
    found: list[Data] = (
        adjustments.get("deductions", []) if kind == "deduction" else adjustments[kind]["items"]
    )
    return found


def outside(tables: Tables, kind: str) -> pd.Series:
    """Return the points of a kind that stand outside the leaves, by unit."""
    rows = counted(tables, kind).query("leaf == ''")
    return rows.groupby("unit")["points"].sum().reindex(tables.not_applicable.index, fill_value=0.0)


def rank(tables: Tables, points: pd.DataFrame) -> Outcome:
    """Return index and rank: 100 × points ÷ applicable maximum + bonus − penalty."""
    criteria, earned = tables.criteria, points.sum(axis=1)
    adjustments = criteria["adjustments"]
    maxima = pd.Series({leaf["code"]: leaf["max_points"] for leaf in leaves_of(criteria)})
    applicable = criteria["total"] - (tables.not_applicable * maxima).sum(axis=1)
    earned -= outside(tables, "deduction").clip(upper=earned)
    bonus = outside(tables, "bonus").clip(upper=adjustments["bonus"]["cap"])
    penalty = outside(tables, "penalty").clip(upper=adjustments["penalty"]["cap"])
    index = (100 * earned / applicable + bonus - penalty).clip(0, adjustments["index_limit"])
    return Outcome(points, index, index.round(DIGITS).rank(method="min", ascending=False).astype(int))
