"""A round scored again and again under errors of its inputs, in plain pandas: one replication after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks.plain_pandas import NEVER, Outcome, Tables, half_up, last_word, leaves_of, rank, score_inputs
from parindex.framework import Framework
from parindex.scoring.whatif import STEPS, Draws, Errors

POINTS = "points"
"""Stands for the variable of a leaf whose points are entered."""


def variables_of(criteria: Framework) -> pd.DataFrame:
    """Return a row for each input: its kind, the bounds of its values, and the variable that bounds it."""
    rows: list[tuple[str, str, str, float, float, str | None]] = []
    for leaf in criteria.leaves:
        for v in leaf.rule.inputs:
            limit = v.upper if isinstance(v.upper, str) else None
            high = len(v.choices) - 1 if v.kind == "choice" else np.inf if limit else v.upper or np.inf
            low = -np.inf if v.lower is None else v.lower
            rows.append((leaf.code, v.name, v.kind, float(low), float(high), limit))
        if not leaf.rule.inputs:
            rows.append((leaf.code, POINTS, POINTS, 0.0, float(leaf.maximum or 0), None))
    columns = ["leaf", "variable", "kind", "low", "high", "limit"]
    return pd.DataFrame(rows, columns=columns).set_index(["leaf", "variable"])


@dataclass(frozen=True)
class Replications:
    """What the replications start from: the inputs that count, the draws, and the errors."""

    tables: Tables
    variables: pd.DataFrame
    draws: Draws
    errors: Errors

    def outcomes(self, replications: int) -> Iterator[Outcome]:
        """Yield the outcome of the first so many replications."""
        measured, entered = last_word(self.tables)
        first = self.variables.groupby(level="leaf", sort=False).head(1).index
        for number in range(replications):
            steps = pd.DataFrame(
                self.draws.steps[:, number].T.astype(float), measured.index, self.variables.index
            )
            of_leaves = steps[first].droplevel("variable", axis=1)
            points = score_inputs(
                self.tables, self.moved(measured, steps[measured.columns]), self.entered(entered, of_leaves)
            )
            yield rank(self.tables, points)

    def moved(self, values: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
        """Return measured values as the draws have them."""
        about = self.variables.loc[values.columns]
        slip = self.errors.slip_steps
        shift = steps * (values.abs() * self.errors.relative / STEPS)
        moved = values + shift
        for kind, columns in about.groupby("kind").groups.items():
            own, draw = values[columns], steps[columns]
            if kind == "count":
                moved[columns] = own + shift[columns].round()
            elif kind == "date":
                moved[columns] = own + (draw * self.errors.days / STEPS).round().where(own < NEVER, 0)
            elif kind == "yes_no":
                moved[columns] = own.mask(draw.abs() > slip, 1 - own)
            elif kind == "choice":
                moved[columns] = own + (draw > slip).astype(float) - (draw < -slip).astype(float)
        moved = moved.clip(about["low"], about["high"], axis=1)
        for leaf, variable in about.index[about["limit"].notna()]:
            limit = (leaf, about.loc[(leaf, variable), "limit"])
            moved[leaf, variable] = moved[[(leaf, variable), limit]].min(axis=1, skipna=False)
        return moved

    def entered(self, points: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
        """Return entered points as the draws have them, in whole micro-points between zero and the maximum."""
        moved = half_up(points + steps * (points * self.errors.relative / STEPS))
        maxima = pd.Series({leaf["code"]: leaf["max_points"] for leaf in leaves_of(self.tables.criteria)})
        return moved.clip(0, maxima, axis=1)
