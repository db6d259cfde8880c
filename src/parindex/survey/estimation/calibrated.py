"""Estimates with calibrated weights: what the margins explain is no longer uncertain."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from parindex.language import both
from parindex.numbers import Floats64
from parindex.survey.estimation.estimate import Estimates, measures_of, table_of
from parindex.survey.estimation.intervals import Method
from parindex.survey.estimation.linearise import Cells
from parindex.survey.estimation.table import EstimateTable, Influence
from parindex.survey.estimation.variance import Sampling
from parindex.survey.model import Column, Grouping, Lonely, Survey
from parindex.survey.totals.engines import Engine
from parindex.survey.totals.scan import totals
from parindex.survey.totals.slabs import PsuSlabs, Slab

_MARGINS, _CROSSED = "margins", "margins_and_{}"


def estimate_calibrated(
    survey: Survey,
    files: Sequence[Path],
    by: Sequence[str] | None = None,
    *,
    base_weight: Column,
    margins: Sequence[Column],
    design: str | None = None,
    lonely: Lonely | None = None,
    method: Method = "logit",
    level: float = 0.95,
    engine: Engine | None = None,
) -> Estimates:
    """Return estimates of shares whose errors know that the weights were calibrated.

    Parameters
    ----------
    survey : Survey
        The weight of its design is the calibrated one.
    files, by, design, lonely, method, level, engine
        See `estimate_microdata`.
    base_weight : str
        Column with the weights before calibration.
    margins : sequence of str
        Columns whose categories the weights were calibrated to, by raking or linearly.

    Notes
    -----
    A linearised value z gets the residual z − xβ of its regression, with base weights, on the categories x of the
    margins; its score is calibrated weight × residual (Deville and Särndal 1992; so does R's ``calibrate``). This
    takes two further passes: totals by margins with the base weight, and by PSU and margins with the calibrated one.
    """
    of = survey.design(design)
    chosen = [survey.grouping(code) for code in by] if by is not None else list(survey.groupings)
    final = totals(survey, files, [each.code for each in chosen], design=of.code, engine=engine)
    plain = _grouping(_MARGINS, margins)
    by_psu = totals(survey.changed(groupings=(plain,)), files, design=of.code, engine=engine)
    crossed = [_grouping(_CROSSED.format(each.code), _columns_of(each, margins)) for each in chosen]
    psu = of.stages[0].model_copy(update={"population": None})
    before = of.model_copy(update={"weight": base_weight, "stages": (psu,)})
    weighed = totals(survey.changed(groupings=(*crossed, plain), designs=(before,)), files, engine=engine)
    model = _Model(weighed.slabs[_MARGINS], tuple(margins), by_psu, final)
    sampling = Sampling.of(final, lonely or of.lonely)
    tables = {
        each.code: _table(survey, final, each, weighed, model, sampling, method, level) for each in chosen
    }
    return Estimates(survey, final, sampling, "satisfied", method, level, tables)


def _columns_of(grouping: Grouping, margins: Sequence[str]) -> list[str]:
    """Return the columns of a grouping crossed with the margins."""
    return [*grouping.columns, *(name for name in margins if name not in grouping.columns)]


def _grouping(code: str, columns: Sequence[str]) -> Grouping:
    return Grouping(code=code, title=both(code), columns=tuple(columns))


class _Model:
    """The regression on the categories of the margins.

    Attributes
    ----------
    margins : tuple of str
    levels : list of (number of margin, category)
        Columns of x.
    inverse : float array (levels × levels)
        Generalised inverse of Σ base weight × x x'.
    of_psu : float array (psus × levels)
        Σ calibrated weight × x.
    """

    def __init__(self, at_margins: Slab, margins: tuple[str, ...], by_psu: PsuSlabs, final: PsuSlabs) -> None:
        self.margins = margins
        self.levels = sorted({pair for group in at_margins.groups for pair in enumerate(group)})
        x = self.indicators(at_margins.groups)
        weight = np.bincount(at_margins.group, at_margins.weight, len(at_margins.groups))
        self.inverse = np.linalg.pinv((x * weight[:, None]).T @ x, hermitian=True)
        slab = by_psu.slabs[_MARGINS]
        x = self.indicators(slab.groups)
        self.of_psu = np.zeros((len(final.psus), len(self.levels)))
        np.add.at(self.of_psu, slab.psu, slab.weight[:, None] * x[slab.group])

    def indicators(self, groups: Sequence[tuple[str, ...]]) -> Floats64:
        """Return x of each combination of categories, groups × levels."""
        position = {pair: n for n, pair in enumerate(self.levels)}
        x = np.zeros((len(groups), len(self.levels)))
        for row, group in enumerate(groups):
            for pair in enumerate(group):
                x[row, position[pair]] = 1.0
        return x


def _table(
    survey: Survey,
    final: PsuSlabs,
    grouping: Grouping,
    weighed: PsuSlabs,
    model: _Model,
    sampling: Sampling,
    method: Method,
    level: float,
) -> EstimateTable:
    slab = final.slabs[grouping.code]
    measures, linear = measures_of(survey, final, slab, "satisfied")
    explained = _explained(
        survey, final, slab, weighed.slabs[_CROSSED.format(grouping.code)], grouping, model
    )
    psus, domains = len(final.psus), len(slab.groups)
    scores = np.zeros((domains, psus, len(measures)))
    scores[slab.group, slab.psu] = linear.scores
    scores -= np.einsum("pl,dlm->dpm", model.of_psu, explained)
    residuals = Influence(
        np.tile(np.arange(psus), domains),
        np.repeat(np.arange(domains), psus),
        scores.reshape(-1, len(measures)),
    )
    return table_of(
        survey,
        slab,
        grouping.code,
        measures,
        linear,
        sampling,
        "satisfied",
        method,
        level,
        influence=residuals,
    )


def _explained(
    survey: Survey, final: PsuSlabs, slab: Slab, crossed: Slab, grouping: Grouping, model: _Model
) -> Floats64:
    """Return the regression coefficients of the linearised value of each estimate, domains × levels × measures.

    A linearised value is linear in answered and satisfied, so Σ base weight × x z follows from the totals by domain
    and category, taken at the calibrated estimates.
    """
    domain_of = {group: n for n, group in enumerate(slab.groups)}
    own = np.array([domain_of[group[: len(grouping.columns)]] for group in crossed.groups])
    names = _columns_of(grouping, model.margins)
    places = [names.index(margin) for margin in model.margins]
    x = model.indicators([tuple(group[place] for place in places) for group in crossed.groups])
    at = Cells(crossed.totals["satisfied"], crossed.totals["weight"], own[crossed.group])
    _, linear = measures_of(survey, final, slab, "satisfied", at)
    products = np.zeros((len(slab.groups), len(model.levels), linear.scores.shape[1]))
    for value, domain, group in zip(linear.scores, at.group.tolist(), crossed.group.tolist(), strict=True):
        products[domain] += np.outer(x[group], value)
    return np.asarray(np.einsum("kl,dlm->dkm", model.inverse, products))
