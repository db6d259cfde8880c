"""Rank sets of the units of a survey, under one design."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from parindex.documents import Unfit
from parindex.numbers import Floats64
from parindex.survey.estimation.covariance import covariance, picks_of
from parindex.survey.estimation.estimate import Estimates
from parindex.survey.estimation.flags import HOLD_BACK
from parindex.survey.estimation.replicates import multipliers, replicated
from parindex.survey.ranks.sets import Coverage, RankSets, rank_sets

Critical = Literal["t", "bootstrap"]
"""Where critical values come from: draws of a multivariate t with the smallest degrees of freedom of the units, or
Rao and Wu's bootstrap over PSUs."""


@dataclass(frozen=True)
class Settings:
    """What ranks are taken on, and how sure their sets are to be."""

    measure: str
    coverage: Coverage = "simultaneous"
    level: float = 0.95
    draws: int = 10_000
    seed: int = 0
    critical: Critical = "t"


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
        Of all units; those that are held back count in the sets of others and have no place of their own.
    held_back : tuple of (tuple of str)
        For each unit the flags for which its estimate is not published; none for most.
    """

    design: str
    settings: Settings
    units: tuple[str, ...]
    estimate: Floats64
    standard_error: Floats64
    degrees_of_freedom: float
    sets: RankSets
    held_back: tuple[tuple[str, ...], ...]


def published_under(found: Sequence[RankedUnits], which: int) -> list[int]:
    """Return the rows of the units that have a place under a design: neither it nor the headline holds them back."""
    both = zip(found[0].held_back, found[which].held_back, strict=True)
    return [row for row, reasons in enumerate(both) if not any(reasons)]


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
        A unit has no estimate or no standard error; or the bootstrap is asked for where the design has no place for it,
        or leaves a unit without an answer.
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
        replicates=_replicates(estimates, grouping, settings) if settings.critical == "bootstrap" else None,
    )
    units = tuple(domain[0] for domain in table.domains)
    error = table.standard_error[:, column]
    held_back = tuple(
        tuple(name for name in HOLD_BACK if table.flags[name][row, column]) for row in range(len(units))
    )
    return RankedUnits(
        estimates.slabs.design, settings, units, table.estimate[:, column], error, freedom, sets, held_back
    )


def _replicates(estimates: Estimates, grouping: str, settings: Settings) -> Floats64:
    """Return bootstrap replicates of the estimates, replicates × units."""
    factors = multipliers(estimates.slabs, settings.draws, settings.seed)
    found = replicated(estimates.survey, estimates.slabs, grouping, settings.measure, factors)
    if np.isnan(found).any():
        raise Unfit(
            "Có lần lặp bootstrap mà một đơn vị không còn câu trả lời nào; dùng giá trị tới hạn t.",
            "In some bootstrap replicates a unit is left without an answer; use critical values of t.",
        )
    return found
