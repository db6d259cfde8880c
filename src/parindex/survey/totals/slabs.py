"""PSU slabs: totals of all items by stratum, PSU and group, from which estimates and their errors follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from parindex.numbers import Floats64

Positions = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Slab:
    """Totals for one grouping. A cell is one (PSU, group) that has people in it; cells are sorted by (group, PSU).

    Attributes
    ----------
    groups : tuple of tuple of str
        The domains, sorted; each is the values of the grouping's columns (an empty tuple for the nation).
    psu : int array (cells,)
        Position of the cell's PSU in `PsuSlabs.psus`.
    group : int array (cells,)
        Position of the cell's domain in `groups`.
    people : float array (cells,)
        How many respondents.
    weight : float array (cells,)
        The sum of their weights.
    totals : Mapping of name to float array (cells × items)
        Always ``answers`` (how many answered), ``weight`` (sum of weights of those who answered) and ``satisfied`` (sum
        of weights of those who are satisfied). Where asked for: ``score`` and ``score_squared`` (sums of weight ×
        code and weight × code²) and ``level_1``, ``level_2`` … (sums of weights by answer).
    """

    groups: tuple[tuple[str, ...], ...]
    psu: Positions
    group: Positions
    people: Floats64
    weight: Floats64
    totals: Mapping[str, Floats64]


@dataclass(frozen=True, eq=False)
class PsuSlabs:
    """Totals of a survey, additive over files, days and machines.

    Attributes
    ----------
    items : tuple of str
        Codes of the items, in the order of the columns of every total.
    design : str
        Code of the `VarianceDesign` whose strata and PSUs these are.
    strata : tuple of tuple of str
        The strata, sorted; one empty tuple where there are none.
    psus : tuple of tuple of str
        The PSUs, sorted, each as the values of its stratum and then its own; so unique over strata. Those without a
        single answer to an item are here too: they count in every variance.
    stratum : int array (psus,)
        Position of the stratum of each PSU.
    population : float array (strata,)
        Number of PSUs in the population of each stratum; NaN where the sampling fraction is neglected.
    slabs : Mapping of grouping code to Slab
    survey : str
        Code of the survey; empty where it is not known.
    quantum : float
        Weights were rounded to multiples of it (a power of two), so that sums are exact and their order is nothing.
    """

    items: tuple[str, ...]
    design: str
    strata: tuple[tuple[str, ...], ...]
    psus: tuple[tuple[str, ...], ...]
    stratum: Positions
    population: Floats64
    slabs: Mapping[str, Slab] = field(default_factory=dict)
    quantum: float = 0.0
    survey: str = ""
