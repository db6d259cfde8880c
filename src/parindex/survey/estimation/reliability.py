"""Whether the items of a factor measure one thing: Cronbach's alpha, and how each item goes with the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Literal

import numpy as np

from parindex.documents import Unfit
from parindex.numbers import Floats64
from parindex.survey.model import Survey
from parindex.survey.totals.engines import MICRODATA, DuckDB, SqlEngine

Missing = Literal["pairwise", "complete"]
"""``pairwise``: each two items over those who answered both; ``complete``: all over those who answered every one."""

NOTHING = 1e-9
"""A variance of codes below it is noise of the arithmetic."""


@dataclass(frozen=True, eq=False)
class Reliability:
    """How well the items below one node of the tree go together.

    Attributes
    ----------
    items : tuple of str
    alpha : float
        Cronbach's alpha of the codes of the answers; NaN where nothing varies.
    alpha_without : float array (items,)
        Alpha if the item were dropped; NaN where one item alone would be left.
    item_rest : float array (items,)
        Correlation of the item with the sum of the others.
    """

    items: tuple[str, ...]
    alpha: float
    alpha_without: Floats64
    item_rest: Floats64


def reliability(
    survey: Survey,
    files: Sequence[Path],
    *,
    design: str | None = None,
    missing: Missing = "pairwise",
    engine: SqlEngine | None = None,
) -> Mapping[str, Reliability]:
    """Return the reliability of every node of the tree with two items or more below it, by the node's code.

    Parameters
    ----------
    survey, files, design, engine
        See `totals`.
    missing : {"pairwise", "complete"}
        R's ``svycralpha(na.rm = TRUE)`` has ``complete``, which throws away whoever left one item out.

    Raises
    ------
    Unfit
        Items have different scales below one node, so that their codes do not add up.

    Notes
    -----
    With C the weighted covariance matrix of k items, α = k ÷ (k − 1) (1 − tr C ÷ ΣΣ C). Takes a pass of its own.
    """
    covariances = _covariances(survey, files, survey.design(design).weight, missing, engine or DuckDB())
    position = survey.item_position
    found = {}
    for node in survey.tree.walk():
        if len(node.below) > 1:
            _refuse_different_scales(survey, node.below)
            columns = [position[code] for code in node.below]
            found[node.code] = _of(node.below, covariances[np.ix_(columns, columns)])
    return found


def _refuse_different_scales(survey: Survey, items: Sequence[str]) -> None:
    scales = sorted({survey.scale_of[code].code for code in items})
    if len(scales) > 1:
        named = ", ".join(scales)
        raise Unfit(
            f"Các mục hỏi có thang trả lời khác nhau ({named}) nên không cộng được.",
            f"The items have different scales ({named}) and cannot be added.",
        )


def _of(items: tuple[str, ...], covariance: Floats64) -> Reliability:
    every = np.arange(len(items))
    without = [_alpha(covariance[np.ix_(left, left)]) for left in (every[every != n] for n in every)]
    own, with_all = np.diag(covariance), covariance.sum(axis=1)
    rest = covariance.sum() - 2 * with_all + own
    varies = (own > NOTHING) & (rest > NOTHING)
    correlation = np.full(len(items), np.nan)
    correlation[varies] = ((with_all - own) / np.sqrt(own * rest, where=varies, out=np.ones_like(own)))[
        varies
    ]
    return Reliability(items, _alpha(covariance), np.array(without), correlation)


def _alpha(covariance: Floats64) -> float:
    items, total = len(covariance), float(covariance.sum())
    if items < 2 or not total > NOTHING:
        return float("nan")
    return items / (items - 1) * (1 - float(np.trace(covariance)) / total)


def _covariances(
    survey: Survey, files: Sequence[Path], weight: str, missing: Missing, engine: SqlEngine
) -> Floats64:
    """Return the weighted covariance of every two items, items × items."""
    items, w = [engine.quoted(item.code) for item in survey.items], engine.quoted(weight)
    engine.open(files)
    pairs = list(combinations_with_replacement(range(len(items)), 2))
    sums = []
    for i, j in pairs:
        x, y = items[i], items[j]
        both = f"CASE WHEN {x} >= 1 AND {y} >= 1 THEN {w} ELSE 0 END"
        for name, value in (("n", "1"), ("x", x), ("y", y), ("xy", f"({x} * {y})")):
            sums.append(f"SUM({both} * COALESCE({value}, 0)) AS {name}_{i}_{j}")
    complete = " AND ".join(f"{item} >= 1" for item in items) if missing == "complete" else "TRUE"
    row = engine.run(f"SELECT {', '.join(sums)} FROM {MICRODATA} WHERE {complete}")
    made = np.empty((len(items), len(items)))
    for i, j in pairs:
        n, of_x, of_y, of_both = (float(row[f"{name}_{i}_{j}"][0] or 0) for name in ("n", "x", "y", "xy"))
        made[i, j] = made[j, i] = of_both / n - of_x * of_y / n**2 if n > 0 else np.nan
    return made
