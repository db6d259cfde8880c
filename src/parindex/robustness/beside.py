"""What sampling leaves open of an index, as it stands beside the index wherever that is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parindex.documents import Unfit
from parindex.language import Text
from parindex.robustness.sampling import LEVEL, IndexInterval, index_intervals, sampled_index
from parindex.scoring.results import Results


@dataclass(frozen=True)
class Sampled:
    """Intervals and places by code of the unit.

    Attributes
    ----------
    intervals : Mapping of code to IndexInterval
        Empty where no points come from surveys with standard errors.
    places : Mapping of code to (best, worst), or None
        None where rank sets were not asked for, or cannot be worked out.
    why_no_places : Text or None
        What stands in the way of rank sets that were asked for.
    level : float
    """

    intervals: Mapping[str, IndexInterval]
    places: Mapping[str, tuple[int, int]] | None = None
    why_no_places: Text | None = None
    level: float = LEVEL


def sampled(results: Results, *, with_places: bool) -> Sampled:
    """Return what sampling leaves open; sets of ranks take longer than the rest and come on request."""
    intervals = index_intervals(results)
    if not with_places or not intervals:
        return Sampled(intervals)
    try:
        found = sampled_index(results)
    except Unfit as unfit:
        return Sampled(intervals, None, unfit.text)
    ends = zip(found.sets.lower.tolist(), found.sets.upper.tolist(), strict=True)
    return Sampled(intervals, dict(zip(found.units, ends, strict=True)))
