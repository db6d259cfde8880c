"""Totals by PSU → estimates of items and of every node of the tree, with their errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from parindex.documents import Unfit
from parindex.numbers import Booleans, Floats64
from parindex.survey.estimation.disclosure import families_of, held_back
from parindex.survey.estimation.flags import quality_flags
from parindex.survey.estimation.intervals import Method, interval
from parindex.survey.estimation.linearise import Cells, Linear, by_domain, nodes, numbers, ratios
from parindex.survey.estimation.replicates import Replication
from parindex.survey.estimation.table import EstimateTable, Influence
from parindex.survey.estimation.variance import Sampling, degrees_of_freedom, variance
from parindex.survey.model import Lonely, Survey
from parindex.survey.totals.slabs import PsuSlabs, Slab

if TYPE_CHECKING:
    import polars

    from parindex.survey.totals.engines import Engine

Statistic = Literal["satisfied", "score", "number"]
"""``satisfied``: share of those who answer that they are satisfied, in percent; ``score``: mean code; ``number``: how
many people of the population answer that they are satisfied (items only)."""


@dataclass(frozen=True, eq=False)
class Estimates:
    """Estimates of a survey with the settings that they were made with.

    Attributes
    ----------
    survey : Survey
    slabs : PsuSlabs
    sampling : Sampling
    statistic : {"satisfied", "score", "number"}
    method : {"logit", "beta", "wilson", "t"}
        Of the intervals.
    level : float
    tables : Mapping of grouping to EstimateTable
    replication : Replication or None
        What the errors come from, where they are not linearised.
    """

    survey: Survey
    slabs: PsuSlabs
    sampling: Sampling
    statistic: Statistic
    method: Method
    level: float
    tables: Mapping[str, EstimateTable]
    replication: Replication | None = None

    def __getitem__(self, grouping: str) -> EstimateTable:
        return self.tables[grouping]

    def frame(self, *, every: bool = False) -> polars.DataFrame:
        """Return all tables as one tidy table; see `EstimateTable.frame`."""
        import polars

        return polars.concat([table.frame(every=every) for table in self.tables.values()])


def estimate_microdata(
    survey: Survey,
    files: Sequence[Path],
    by: Sequence[str] | None = None,
    *,
    statistic: Statistic = "satisfied",
    design: str | None = None,
    lonely: Lonely | None = None,
    method: Method = "logit",
    level: float = 0.95,
    engine: Engine | None = None,
) -> Estimates:
    """Return the estimates of a survey straight from its microdata; see `totals` and `estimate`."""
    from parindex.survey.totals.scan import totals  # with its engines, which who only shows results can spare

    more: tuple[Literal["score"], ...] = ("score",) if statistic == "score" else ()
    slabs = totals(survey, files, by, design=design, more=more, engine=engine)
    return estimate(survey, slabs, statistic=statistic, lonely=lonely, method=method, level=level)


def estimate(
    survey: Survey,
    slabs: PsuSlabs,
    *,
    statistic: Statistic = "satisfied",
    lonely: Lonely | None = None,
    method: Method = "logit",
    level: float = 0.95,
    replication: Replication | None = None,
) -> Estimates:
    """Return estimates of every item and every node of the tree for the groupings of the slabs.

    Parameters
    ----------
    survey : Survey
    slabs : PsuSlabs
        With ``score`` totals where the statistic is "score".
    statistic : {"satisfied", "score", "number"}
    lonely : {"fail", "adjust", "average", "certainty", "remove"}, optional
        What strata of one PSU add; as the design says by default.
    method : {"logit", "beta", "wilson", "t"}
        Of the intervals of shares; means have ``t``.
    level : float
    replication : Replication, optional
        Errors from replicates, of shares alone; scores, and so covariances and differences, stay linearised.

    Raises
    ------
    Unfit
        A stratum has one PSU and these are to fail, or replicates are asked for what is no share.

    Notes
    -----
    See ``docs/methodology/survey.md``: ratios linearised by Taylor's series, variance by ultimate clusters.
    """
    sampling = Sampling.of(slabs, lonely or survey.design(slabs.design).lonely)
    method = method if statistic == "satisfied" else "t"
    if replication is not None and statistic != "satisfied":
        raise Unfit(
            "Sai số từ mẫu lặp (jackknife, bootstrap) chỉ có cho tỷ lệ hài lòng.",
            "Errors from replicates (jackknife, bootstrap) are made of shares of satisfied answers alone.",
        )
    tables = {}
    for code in slabs.slabs:
        spread = None if replication is None else replication.of(survey, slabs, code).standard_error ** 2
        tables[code] = _table(survey, slabs, code, sampling, statistic, method, level, spread)
    return Estimates(survey, slabs, sampling, statistic, method, level, tables, replication)


def _table(
    survey: Survey,
    slabs: PsuSlabs,
    grouping: str,
    sampling: Sampling,
    statistic: Statistic,
    method: Method,
    level: float,
    spread: Floats64 | None,
) -> EstimateTable:
    slab = slabs.slabs[grouping]
    measures, linear = measures_of(survey, slabs, slab, statistic)
    return table_of(
        survey, slab, grouping, measures, linear, sampling, statistic, method, level, spread=spread
    )


def table_of(
    survey: Survey,
    slab: Slab,
    grouping: str,
    measures: tuple[str, ...],
    linear: Linear,
    sampling: Sampling,
    statistic: Statistic,
    method: Method,
    level: float,
    *,
    influence: Influence | None = None,
    spread: Floats64 | None = None,
) -> EstimateTable:
    """Return linearised estimates of one grouping as a table: with errors, intervals, design effects and flags.

    `influence` stands for the scores where these are residuals, `spread` (domains × measures) for the variance where
    it is not that of ultimate clusters.
    """
    own = Influence(slab.psu, slab.group, linear.scores)
    influence = influence or own
    if spread is None:
        spread = variance(influence, sampling, len(slab.groups))
    spread = np.where(np.isnan(linear.value), np.nan, spread)
    psus, strata = degrees_of_freedom(own, sampling, len(slab.groups))
    error, freedom = np.sqrt(spread), psus - strata
    effect = _design_effect(linear, spread, slab, statistic)
    scale = 1.0 if statistic == "satisfied" else 100.0  # `interval` speaks percent
    lower, upper = interval(
        scale * linear.value, scale * error, freedom[:, None], linear.answers, method, level
    )
    table = EstimateTable(
        grouping, slab.groups, measures, linear.value, error, lower / scale, upper / scale, effect, freedom,
        linear.answers, psus, strata, _people(slab), influence,
    )  # fmt: skip
    if statistic != "satisfied":
        return replace(table, flags={"few_answers": _few(table, survey)})
    return _flagged(table, survey)


def measures_of(
    survey: Survey, slabs: PsuSlabs, slab: Slab, statistic: Statistic, at: Cells | None = None
) -> tuple[tuple[str, ...], Linear]:
    """Return the codes of all measures, and their estimates side by side: items, then nodes from below.

    `at` says where scores of shares and means are wanted, see `ratios`.
    """
    if statistic == "number":
        return slabs.items, numbers(slab.totals["satisfied"], slab.totals["answers"], slab)
    scale, above = (
        (100.0, slab.totals["satisfied"]) if statistic == "satisfied" else (1.0, slab.totals["score"])
    )
    items = ratios(above, slab.totals["weight"], slab.totals["answers"], slab, scale, at)
    made = nodes(survey.tree, slabs.items, items, above, slab, scale, at)
    parts = [items, *(linear for _, linear in made)]
    linear = Linear(
        *(np.hstack([getattr(part, name) for part in parts]) for name in ("value", "scores", "answers"))
    )
    return (*slabs.items, *(code for code, _ in made)), linear


def _design_effect(linear: Linear, spread: Floats64, slab: Slab, statistic: Statistic) -> Floats64:
    """Return variance ÷ that of a simple random sample, with replacement, of as many answers.

    A node is compared with one yes or no of as many people; of mean scores only those of items are known, of numbers
    none.
    """
    if statistic == "number":
        return np.full(linear.value.shape, np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        if statistic == "satisfied":
            share = linear.value / 100
            simple = 1e4 * share * (1 - share)
        else:
            simple = np.full(linear.value.shape, np.nan)
            squares, weight = (
                by_domain(slab.totals[name], slab.group, len(slab.groups))
                for name in ("score_squared", "weight")
            )
            of_items = slice(0, squares.shape[1])
            simple[:, of_items] = squares / weight - linear.value[:, of_items] ** 2
        effect: Floats64 = np.where(simple > 0, spread * (linear.answers - 1) / simple, np.nan)
    return effect


def _people(slab: Slab) -> Floats64:
    return np.asarray(np.bincount(slab.group, slab.people, len(slab.groups)), dtype=np.float64)


def _few(table: EstimateTable, survey: Survey) -> Booleans:
    families = families_of(survey.tree, table.measures)
    return held_back(table.domains, table.answers, survey.smallest_shown, families)


def _flagged(table: EstimateTable, survey: Survey) -> EstimateTable:
    flags = quality_flags(
        table.estimate,
        table.standard_error,
        table.degrees_of_freedom[:, None],
        table.answers,
        survey.smallest_shown,
    )
    few = _few(table, survey)
    return replace(table, flags=flags | {"few_answers": few, "suppress": flags["suppress"] | few})
