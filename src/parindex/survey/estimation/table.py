"""The values that estimation makes: tables of estimates with what their errors are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from parindex.numbers import Booleans, Floats64
from parindex.survey.totals.slabs import Positions

if TYPE_CHECKING:
    import polars


@dataclass(frozen=True, eq=False)
class Influence:
    """Linearised scores: the part that each PSU has in each estimate of one grouping.

    Attributes
    ----------
    psu : int array (cells,)
        Position of the PSU in the slabs; a PSU that is not listed has a part of zero.
    domain : int array (cells,)
        Position of the domain.
    scores : float array (cells × measures)
        Sum over the people of the cell of weight × linearised value. The variance of an estimate is that of the
        total of its scores over the PSUs of the design.
    """

    psu: Positions
    domain: Positions
    scores: Floats64


@dataclass(frozen=True, eq=False)
class EstimateTable:
    """Estimates of one grouping: rows are domains, columns measures. Shares and indices are in percent.

    Attributes
    ----------
    grouping : str
    domains : tuple of tuple of str
        As `Slab.groups`.
    measures : tuple of str
        Codes of items and nodes of the tree, in the order of the columns.
    estimate, standard_error, lower, upper : float array (domains × measures)
        NaN where there is no answer; `lower` and `upper` bound the interval of the confidence that was asked for.
    design_effect : float array (domains × measures)
        Against a simple random sample, with replacement, of as many answers.
    degrees_of_freedom : float array (domains,)
        PSUs less strata that have people of the domain.
    answers : float array (domains × measures)
        How many answered; of a node, the mean over its items.
    psus, strata : float array (domains,)
        How many have people of the domain.
    people : float array (domains,)
    influence : Influence
    flags : Mapping of flag to bool array (domains × measures)
        What a reader must know; see `parindex.survey.estimation.flags`.
    """

    grouping: str
    domains: tuple[tuple[str, ...], ...]
    measures: tuple[str, ...]
    estimate: Floats64
    standard_error: Floats64
    lower: Floats64
    upper: Floats64
    design_effect: Floats64
    degrees_of_freedom: Floats64
    answers: Floats64
    psus: Floats64
    strata: Floats64
    people: Floats64
    influence: Influence
    flags: Mapping[str, Booleans] = field(default_factory=dict)

    @cached_property
    def effective_answers(self) -> Floats64:
        """Answers divided by design effect, domains × measures."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return self.answers / self.design_effect

    @cached_property
    def intraclass_correlation(self) -> Floats64:
        """How alike people of one PSU answer: (design effect − 1) ÷ (answers per PSU − 1), domains × measures.

        Takes the whole design effect for clustering, so that of unequal weights is in it. NaN where a PSU has fewer than
        two answers on average: there is nothing to be alike.
        """
        with np.errstate(invalid="ignore", divide="ignore"):
            per_psu = self.answers / self.psus[:, None]
            return np.where(per_psu >= 2, (self.design_effect - 1) / (per_psu - 1), np.nan)

    def at(self, domain: tuple[str, ...], measure: str) -> tuple[int, int]:
        """Return the row and column of an estimate (`ValueError` if there is none)."""
        return self.domains.index(domain), self.measures.index(measure)

    def published(self) -> EstimateTable:
        """Return the table without the figures of those too few to be published; their flag stays."""
        few = self.flags["few_answers"]

        def kept(values: Floats64) -> Floats64:
            return np.where(few, np.nan, values)

        return replace(
            self,
            estimate=kept(self.estimate),
            standard_error=kept(self.standard_error),
            lower=kept(self.lower),
            upper=kept(self.upper),
            design_effect=kept(self.design_effect),
            answers=kept(self.answers),
            people=np.where(few.all(axis=1), np.nan, self.people),
        )

    def frame(self, *, every: bool = False) -> polars.DataFrame:
        """Return a tidy table, a row for each domain and measure, for CSV, Excel and Parquet.

        Without the figures of those too few to be published, unless `every` figure is asked for.
        """
        import polars

        if not every:
            return self.published().frame(every=True)
        domains, measures = len(self.domains), len(self.measures)

        def by_domain(values: Floats64) -> Floats64:
            return np.repeat(values, measures)

        return polars.DataFrame(
            {
                "grouping": [self.grouping] * (domains * measures),
                "domain": [" · ".join(domain) for domain in self.domains for _ in self.measures],
                "measure": list(self.measures) * domains,
                "estimate": self.estimate.ravel(),
                "standard_error": self.standard_error.ravel(),
                "lower": self.lower.ravel(),
                "upper": self.upper.ravel(),
                "design_effect": self.design_effect.ravel(),
                "intraclass_correlation": self.intraclass_correlation.ravel(),
                "degrees_of_freedom": by_domain(self.degrees_of_freedom),
                "answers": self.answers.ravel(),
                "effective_answers": self.effective_answers.ravel(),
                "people": by_domain(self.people),
                "psus": by_domain(self.psus),
                "strata": by_domain(self.strata),
                "flags": self._flags_of_rows(),
            },
            nan_to_null=True,
        )

    def _flags_of_rows(self) -> list[str]:
        raised = {name: values.ravel().tolist() for name, values in self.flags.items()}
        return [
            " ".join(name for name, values in raised.items() if values[row])
            for row in range(self.estimate.size)
        ]
