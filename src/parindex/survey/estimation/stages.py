"""Variance of samples of several stages, each without replacement from a known number: not ultimate clusters alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from parindex.documents import Unfit
from parindex.numbers import Floats64
from parindex.survey.estimation.estimate import Estimates, measures_of, table_of
from parindex.survey.estimation.intervals import Method
from parindex.survey.estimation.table import EstimateTable, Influence
from parindex.survey.estimation.variance import Sampling, variance
from parindex.survey.model import Lonely, Survey, VarianceDesign
from parindex.survey.totals.engines import Engine
from parindex.survey.totals.scan import totals
from parindex.survey.totals.slabs import PsuSlabs


def estimate_in_stages(
    survey: Survey,
    files: Sequence[Path],
    by: Sequence[str] | None = None,
    *,
    design: str | None = None,
    lonely: Lonely | None = None,
    method: Method = "logit",
    level: float = 0.95,
    engine: Engine | None = None,
) -> Estimates:
    """Return estimates of shares whose variance has the part of every stage that a population is given for.

    Parameters
    ----------
    survey, files, by, design, lonely, method, level, engine
        See `estimate_microdata`. Every stage of the design that counts has a `population`, from the first on.

    Raises
    ------
    Unfit
        The first stage has no population: then ultimate clusters are all there is.

    Notes
    -----
    v = v₁ + f₁ v₂ + f₁ f₂ v₃ …, where v_s is the variance between the units of stage s within those of the stage
    above (Särndal, Swensson and Wretman 1992; so does R's ``svydesign`` with several ``fpc``). One pass a stage.
    """
    of = survey.design(design)
    counted = [number for number, stage in enumerate(of.stages) if stage.population is not None]
    if counted != list(range(len(counted))) or not counted:
        raise Unfit(
            "Phương sai nhiều bước cần population ở mọi bước, kể từ bước đầu.",
            "A variance in stages needs a population at every stage, from the first on.",
        )
    codes = [grouping.code for grouping in survey.groupings] if by is None else list(by)
    levels = [_at(survey, of, number) for number in counted]
    slabs = [totals(each, files, codes, engine=engine) for each in levels]
    samplings = [Sampling.of(each, lonely or of.lonely) for each in slabs]
    tables = {code: _table(survey, code, slabs, samplings, method, level) for code in codes}
    return Estimates(survey, slabs[0], samplings[0], "satisfied", method, level, tables)


def _at(survey: Survey, of: VarianceDesign, number: int) -> Survey:
    """Return the survey with one stage as if it were the first, in strata that are the units above."""
    above = tuple(stage.cluster for stage in of.stages[:number])
    stage = of.stages[number].model_copy(update={"nested": True})
    design = of.model_copy(update={"strata": (*of.strata, *above), "stages": (stage,)})
    return survey.changed(designs=(design,))


def _table(
    survey: Survey,
    grouping: str,
    slabs: Sequence[PsuSlabs],
    samplings: Sequence[Sampling],
    method: Method,
    level: float,
) -> EstimateTable:
    first = slabs[0].slabs[grouping]
    measures, linear = measures_of(survey, slabs[0], first, "satisfied")
    spread = variance(Influence(first.psu, first.group, linear.scores), samplings[0], len(first.groups))
    taken = np.ones(len(slabs[0].psus))  # product of the fractions taken above, by unit of the stage before
    for number in range(1, len(slabs)):
        above = {label: n for n, label in enumerate(slabs[number - 1].psus)}
        parent = np.array([above[label] for label in slabs[number].strata])
        fractions = taken[parent] * _fraction(slabs[number - 1])[slabs[number - 1].stratum][parent]
        spread += _within(survey, grouping, slabs[number], samplings[number], fractions)
        taken = fractions[slabs[number].stratum]
    return table_of(
        survey, first, grouping, measures, linear, samplings[0], "satisfied", method, level, spread=spread
    )


def _within(
    survey: Survey, grouping: str, slabs: PsuSlabs, sampling: Sampling, fractions: Floats64
) -> Floats64:
    """Return the part of one stage: the variance within each unit above, times the fractions taken above it."""
    slab = slabs.slabs[grouping]
    _, linear = measures_of(survey, slabs, slab, "satisfied")
    shrunk = linear.scores * np.sqrt(fractions[slabs.stratum[slab.psu]])[:, None]
    return variance(Influence(slab.psu, slab.group, shrunk), sampling, len(slab.groups))


def _fraction(slabs: PsuSlabs) -> Floats64:
    """Return the share of the population's units that was drawn, by stratum."""
    sizes = np.bincount(slabs.stratum, minlength=len(slabs.strata))
    return np.asarray(sizes / slabs.population)
