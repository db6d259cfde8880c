"""Printed against recomputed, unit by unit: every last digit explained.

Printed parts are rounded, so their sum may miss the printed total although both are right: parts rounded
to d places, k of them, can be off by up to k × ½ × 10⁻ᵈ together, and the total by ½ × 10⁻ᵈ itself. In a set
of other than 100 points, errors of the parts weigh 100 ÷ maximum in the index.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from parindex.numbers import MICRO, in_points
from parindex.rounds.model import Printed
from parindex.scoring.places import ranks_of
from parindex.scoring.results import Results, UnitResult
from parindex.scoring.summary import mean

Verdict = Literal["same", "within_rounding", "differs", "not_recomputable", "not_printed"]


@dataclass(frozen=True)
class Reconciled:
    """One unit: what was printed beside what its printed parts give.

    Attributes
    ----------
    parts : tuple of Fraction
        Points of the leaves that are known.
    printed, recomputed, difference : Fraction or None
        Index, and printed less recomputed.
    tolerance : Fraction
        Largest difference that rounding of parts and total can make.
    verdict : str
        ``same`` to the last digit; ``within_rounding``; ``differs`` by more; or one side is missing.
    printed_rank, recomputed_rank : int or None
        The recomputed rank is taken on the recomputed indices; None for an incomplete table.
    note : str
        What the data say about conflicting sources.
    """

    unit: UnitResult
    parts: tuple[Fraction, ...]
    printed: Fraction | None
    recomputed: Fraction | None
    difference: Fraction | None
    tolerance: Fraction
    verdict: Verdict
    printed_rank: int | None
    recomputed_rank: int | None
    note: str


@dataclass(frozen=True)
class Reconciliation:
    """A round's printed figures against those recomputed from its printed parts.

    Attributes
    ----------
    ranks_agree : bool or None
        None where the table is too incomplete to recompute ranks.
    recomputed_mean, printed_mean : Fraction or None
        Mean of the indices of ranked units as recomputed, and as printed.
    announced_mean : Fraction or None
        The mean that was printed.
    """

    units: tuple[Reconciled, ...]
    ranks_agree: bool | None
    recomputed_mean: Fraction | None
    printed_mean: Fraction | None
    announced_mean: Fraction | None

    @property
    def unexplained(self) -> tuple[Reconciled, ...]:
        """Units whose difference rounding cannot explain."""
        return tuple(unit for unit in self.units if unit.verdict == "differs")

    @property
    def agrees(self) -> bool:
        """Whether rounding explains every difference and no rank contradicts the printed one."""
        return not self.unexplained and self.ranks_agree is not False

    def count(self, verdict: Verdict) -> int:
        """Return how many units have a verdict."""
        return sum(unit.verdict == verdict for unit in self.units)


def reconcile(results: Results) -> Reconciliation:
    """Return printed against recomputed figures of a round, units in the order of the result."""
    ranks = _recomputed_ranks(results)
    units = tuple(_reconciled(results, unit, ranks.get(unit.unit.code)) for unit in results.ordered)
    both_ranks = [
        (u.printed_rank, u.recomputed_rank)
        for u in units
        if u.printed_rank is not None and u.recomputed_rank is not None
    ]
    ranked = [unit for unit in units if results.framework.ranks(unit.unit.unit.code)]
    announced = {a.measure: a.value for a in results.round.aggregates if not a.key}.get("mean")
    return Reconciliation(
        units=units,
        ranks_agree=all(printed == again for printed, again in both_ranks) if both_ranks else None,
        recomputed_mean=_mean(results, [unit.recomputed for unit in ranked]),
        printed_mean=_mean(results, [unit.printed for unit in ranked]),
        announced_mean=announced,
    )


def _mean(results: Results, values: list[Fraction | None]) -> Fraction | None:
    """Return the mean of a complete list; a mean over an incomplete one is refused."""
    known = [value for value in values if value is not None]
    return mean(known) if known and len(known) == len(values) and results.round.is_whole else None


def _recomputed_ranks(results: Results) -> dict[str, int | None]:
    """Return ranks on recomputed indices, for the best units of an incomplete table too.

    If the printed ranks 1…k are exactly the units that can be recomputed, ranking those among
    themselves is the ranking of the head of the table.
    """
    ranks = results.framework.ranks
    known = {u.unit.code: u.computed for u in results.units if u.computed is not None and ranks(u.unit.code)}
    printed = sorted(
        rank
        for code in known
        if (found := results.round.printed.get(code)) is not None and (rank := found.rank) is not None
    )
    listed = sum(ranks(u.unit.code) for u in results.units)
    whole = results.round.is_whole and len(known) == listed
    head = bool(printed) and printed == list(range(1, len(known) + 1))
    if not whole and not head:
        return {}
    counts = [known.get(u.unit.code) for u in results.units]
    again = ranks_of(results.scores, counts, [u.unit.code in known for u in results.units])
    return {u.unit.code: rank for u, rank in zip(results.units, again, strict=True)}


def _reconciled(results: Results, result: UnitResult, rank: int | None) -> Reconciled:
    printed = results.round.printed.get(result.unit.code, Printed())
    row = results.round.unit_position[result.unit.code]
    scored = results.scores.is_scored[row]
    parts = tuple(in_points(points) for points in results.scores.points[row][scored])
    half_step = Fraction(1, 2 * 10**results.framework.ranking.decimals)
    weight = Fraction(100 * MICRO, int(results.totals.maximum[row]) or 100 * MICRO)
    tolerance = half_step * (len(parts) * weight + 1)
    difference = None
    if printed.index is not None and result.computed is not None:
        difference = printed.index - result.computed
    return Reconciled(
        unit=result,
        parts=parts,
        printed=printed.index,
        recomputed=result.computed,
        difference=difference,
        tolerance=tolerance,
        verdict=_verdict(printed.index, difference, tolerance),
        printed_rank=printed.rank,
        recomputed_rank=rank,
        note=printed.note,
    )


def _verdict(printed: Fraction | None, difference: Fraction | None, tolerance: Fraction) -> Verdict:
    if difference is None:
        return "not_printed" if printed is None else "not_recomputable"
    if difference == 0:
        return "same"
    return "within_rounding" if abs(difference) <= tolerance else "differs"
