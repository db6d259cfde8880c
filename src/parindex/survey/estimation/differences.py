"""Which domains differ: every two of them, or all from one, with p-values that count how many tests there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import stdtr, stdtrit

from parindex.documents import Unfit
from parindex.numbers import Floats64
from parindex.survey.estimation.covariance import Pick, covariance
from parindex.survey.estimation.estimate import Estimates
from parindex.survey.estimation.multiplicity import holm, max_t

if TYPE_CHECKING:
    import polars

Domain = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Differences:
    """Differences of one measure between domains of a grouping, and the tests that they are zero.

    Attributes
    ----------
    grouping, measure : str
    pairs : tuple of (Domain, Domain)
        The first less the second.
    estimate, standard_error, lower, upper, degrees_of_freedom : float array (pairs,)
        The t interval of each by itself, of the level of the estimates.
    p_value, holm, max_t : float array (pairs,)
        Of each by itself; adjusted after Holm; adjusted by the largest |t| of all (see `max_t`).
    left_out : tuple of Domain
        Those too few to be published, and those without an estimate.
    """

    grouping: str
    measure: str
    pairs: tuple[tuple[Domain, Domain], ...]
    estimate: Floats64
    standard_error: Floats64
    lower: Floats64
    upper: Floats64
    degrees_of_freedom: Floats64
    p_value: Floats64
    holm: Floats64
    max_t: Floats64
    left_out: tuple[Domain, ...]

    def frame(self) -> polars.DataFrame:
        """Return a row for each pair, for CSV, Excel and Parquet."""
        import polars

        names = {
            name: [" · ".join(pair[place]) for pair in self.pairs]
            for place, name in enumerate(("domain", "other"))
        }
        figures = (
            "estimate",
            "standard_error",
            "lower",
            "upper",
            "degrees_of_freedom",
            "p_value",
            "holm",
            "max_t",
        )
        return polars.DataFrame(
            {**names, **{name: getattr(self, name) for name in figures}}, nan_to_null=True
        )


def differences(
    estimates: Estimates,
    grouping: str,
    measure: str,
    *,
    against: Domain | None = None,
    draws: int = 20_000,
    seed: int = 0,
) -> Differences:
    """Return the differences between domains, with tests.

    Parameters
    ----------
    estimates : Estimates
    grouping, measure : str
    against : Domain, optional
        The domain that every other is compared with; without it every two are compared.
    draws, seed : int
        Of the largest |t|.

    Raises
    ------
    Unfit
        Fewer than two domains can be compared, or that one cannot.

    Notes
    -----
    Errors from the covariance of the domains (`covariance`): PSUs that several domains share are taken into account. The
    t quantile has the smaller degrees of freedom of the two, max-t the smallest of all.
    """
    table = estimates[grouping]
    column = table.measures.index(measure)
    shown = ~table.flags["few_answers"][:, column] & ~np.isnan(table.estimate[:, column])
    named = np.array([all(domain) for domain in table.domains])
    rows = np.flatnonzero(shown & named)
    domains = [table.domains[row] for row in rows]
    pairs = _pairs(domains, against)
    chosen = np.zeros((len(pairs), len(rows)))
    chosen[np.arange(len(pairs)), [one for one, _ in pairs]] = 1
    chosen[np.arange(len(pairs)), [other for _, other in pairs]] = -1
    spread = (
        chosen @ covariance(estimates, [Pick(grouping, domain, measure) for domain in domains]) @ chosen.T
    )
    value, error = chosen @ table.estimate[rows, column], np.sqrt(np.maximum(np.diag(spread), 0))
    of_each = table.degrees_of_freedom[rows]
    freedom = np.array([min(of_each[one], of_each[other]) for one, other in pairs])
    p_value, largest = _tests(value, error, spread, freedom, draws, seed)
    reach = stdtrit(np.where(freedom > 0, freedom, np.nan), (1 + estimates.level) / 2) * error
    return Differences(
        grouping, measure, tuple((domains[one], domains[other]) for one, other in pairs),
        value, error, value - reach, value + reach, freedom, p_value, holm(p_value), largest,
        tuple(table.domains[row] for row in np.flatnonzero(named & ~shown)),
    )  # fmt: skip


def _pairs(domains: Sequence[Domain], against: Domain | None) -> list[tuple[int, int]]:
    if len(domains) < 2 or (against is not None and against not in domains):
        raise Unfit(
            "Cần ít nhất hai nhóm có đủ người trả lời để so sánh, kể cả nhóm được so với.",
            "At least two groups with enough answers are needed to compare, the one compared with among them.",
        )
    if against is None:
        return list(combinations(range(len(domains)), 2))
    other = domains.index(against)
    return [(one, other) for one in range(len(domains)) if one != other]


def _tests(
    value: Floats64, error: Floats64, spread: Floats64, freedom: Floats64, draws: int, seed: int
) -> tuple[Floats64, Floats64]:
    """Return p-values of each difference by itself, and by the largest of all; NaN where nothing can be tested."""
    p_value, largest = np.full(len(value), np.nan), np.full(len(value), np.nan)
    known = np.flatnonzero((error > 0) & (freedom > 0))
    if len(known):
        p_value[known] = 2 * stdtr(freedom[known], -np.abs(value[known]) / error[known])
        largest[known] = max_t(
            value[known], spread[np.ix_(known, known)], float(freedom[known].min()), draws=draws, seed=seed
        )
    return p_value, largest
