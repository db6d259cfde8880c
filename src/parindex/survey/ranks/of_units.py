"""Rank sets of the units of a survey, under one design."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parindex.numbers import Floats64
from parindex.survey.estimation.covariance import covariance, picks_of
from parindex.survey.estimation.estimate import Estimates
from parindex.survey.ranks.sets import Coverage, RankSets, rank_sets


@dataclass(frozen=True)
class Settings:
    """What ranks are taken on, and how sure their sets are to be."""

    measure: str
    coverage: Coverage = "simultaneous"
    level: float = 0.95
    draws: int = 10_000
    seed: int = 0


@dataclass(frozen=True, eq=False)
class RankedUnits:
    """Units with their estimates and rank sets, in the order of the table.

    Attributes
    ----------
    design : str
        Code of the design: what the sets describe hangs on it.
    settings : Settings
    units : tuple of str
    estimate, standard_error : float array (units,)
    degrees_of_freedom : float
        The smallest of the units', which the critical values stand on.
    sets : RankSets
    """

    design: str
    settings: Settings
    units: tuple[str, ...]
    estimate: Floats64
    standard_error: Floats64
    degrees_of_freedom: float
    sets: RankSets


def ranked(estimates: Estimates, settings: Settings) -> RankedUnits:
    """Return the rank sets of the units of a survey.

    Parameters
    ----------
    estimates : Estimates
        With a table of the grouping whose domains are the units.
    settings : Settings

    Raises
    ------
    Unfit
        A unit has no estimate or no standard error.
    """
    [grouping] = [each.code for each in estimates.survey.groupings if each.is_of_units]
    table = estimates[grouping]
    column = table.measures.index(settings.measure)
    freedom = float(np.min(table.degrees_of_freedom))
    sets = rank_sets(
        table.estimate[:, column],
        covariance(estimates, picks_of(estimates, grouping, settings.measure)),
        coverage=settings.coverage,
        level=settings.level,
        degrees_of_freedom=freedom,
        draws=settings.draws,
        seed=settings.seed,
    )
    units = tuple(domain[0] for domain in table.domains)
    error = table.standard_error[:, column]
    return RankedUnits(
        estimates.slabs.design, settings, units, table.estimate[:, column], error, freedom, sets
    )
