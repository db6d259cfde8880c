"""Places of two rounds: they can be set against each other where both ranked the same number of units."""

from __future__ import annotations

from dataclasses import replace

from parindex.scoring import Results, UnitResult

_FEWEST = 3
"""Of a table with fewer places nobody can tell whether it is whole."""


def ranked_before(results: Results) -> int | None:
    """Return how many units the round before ranked, where all of them stand in its table."""
    places = _places_before(results)
    is_whole = results.round.info.kind == "recomputable" and len(places) >= max([_FEWEST, *places])
    return len(places) if is_whole else None


def has_other_places(results: Results, ranked: int | None) -> bool:
    """Tell whether the round before is known to have ranked another number of units than this one.

    Merged units are ranked anew among the units of this round.
    """
    if ranked is None or any(unit.change and unit.change.is_combined for unit in results.units):
        return False
    return max(_places_before(results), default=0) > ranked or ranked_before(results) not in (None, ranked)


def without_places(results: Results) -> Results:
    """Return results without the changes in places; the past ranks stay."""
    return replace(results, units=tuple(map(_without_places, results.units)))


def _without_places(unit: UnitResult) -> UnitResult:
    return unit if unit.change is None else replace(unit, change=replace(unit.change, places=None))


def _places_before(results: Results) -> list[int]:
    return [each.rank for each in results.round.previous.printed.values() if each.rank is not None]
