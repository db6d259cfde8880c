"""From one round to the next: a result as the past that the next round is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from parindex.numbers import in_points
from parindex.rounds import PreviousCell, PreviousResult, Printed, State
from parindex.scoring.results import Results


def previous_result(results: Results) -> PreviousResult:
    """Return a result in plain values, as ``previous_results.csv`` and ``previous_points.csv`` hold it.

    Parameters
    ----------
    results : Results
        Of the round before.

    Returns
    -------
    PreviousResult
        Exact indices, ranks and groups of the units that have any; points leaf by leaf of the units of
        which any leaf is known.
    """
    source = results.round.info.code
    return PreviousResult(
        printed={
            unit.unit.code: Printed(unit.index, unit.rank, unit.group, source)
            for unit in results.units
            if unit.is_told
        },
        cells={
            unit.unit.code: dict(_cells(results, row))
            for row, unit in enumerate(results.units)
            if results.scores.is_scored[row].any()
        },
    )


def _cells(results: Results, row: int) -> Iterator[tuple[str, PreviousCell]]:
    scores = results.scores
    for column, leaf in enumerate(results.framework.leaves):
        state = State(int(scores.state[row, column]))
        points = in_points(scores.points[row, column]) if state == State.SCORED else None
        maximum = None if leaf.maximum is None else Fraction(leaf.maximum)
        yield leaf.code, PreviousCell(points, maximum, state)
