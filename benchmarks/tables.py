"""A round as the data frames that the plain pandas version works on: from memory, or from its folder."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks.plain_pandas import Tables, load_criteria
from benchmarks.synthetic import FRAMEWORK
from parindex.numbers import MICRO
from parindex.rounds import ABSENT, RoundData
from parindex.rounds.model import STAGE_ORDER


def tables_of(data: RoundData) -> Tables:
    """Return a round on the training framework as data frames."""
    criteria, units = data.framework, [unit.code for unit in data.units]
    leaves = [leaf.code for leaf in criteria.leaves]
    columns = pd.MultiIndex.from_tuples(
        [(leaves[leaf], variable.name) for leaf, variable in criteria.columns]
    )
    no_values, no_points = np.full((len(units), len(columns)), np.nan), np.full(data.shape, ABSENT)
    entered = [data.entered.get(stage, no_points) for stage in STAGE_ORDER]
    return Tables(
        load_criteria(FRAMEWORK),
        data.info.year,
        [pd.DataFrame(data.measured.get(stage, no_values), units, columns) for stage in STAGE_ORDER],
        [pd.DataFrame(np.where(e == ABSENT, np.nan, e / MICRO), units, leaves) for e in entered],
        pd.DataFrame(data.not_applicable, units, leaves),
        pd.DataFrame(
            [(a.unit, a.kind, a.item, a.leaf, a.times) for a in data.adjustments],
            columns=["unit", "kind", "item", "leaf", "times"],
        ),
    )
