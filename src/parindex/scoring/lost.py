"""Lost points of a unit: where they went, largest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from operator import attrgetter

from parindex.framework.model import Leaf, Placed
from parindex.numbers import in_points
from parindex.rounds import State
from parindex.rounds.standing import stages_up_to
from parindex.scoring.results import Results


@dataclass(frozen=True)
class Loss:
    """Points lost on a node.

    Attributes
    ----------
    placed : Placed
        The area or leaf.
    points, maximum, lost : Fraction
    self_points : Fraction or None
        What the unit gave itself, for a leaf.
    reason : str
        The last note of an appraiser on a leaf; empty where there is none.
    """

    placed: Placed
    points: Fraction
    maximum: Fraction
    lost: Fraction
    self_points: Fraction | None = None
    reason: str = ""


def lost_by_area(results: Results, unit: str) -> list[Loss]:
    """Return the points lost by area, largest first; areas with unknown maxima are left out."""
    areas = [placed for placed in results.framework.nodes if placed.depth == 0]
    return _largest_first(_loss(results, placed, unit) for placed in areas)


def lost_by_leaf(results: Results, unit: str, own: Results | None = None) -> list[Loss]:
    """Return the leaves on which a unit lost points, largest first.

    Parameters
    ----------
    results : Results
    unit : str
        Code of the unit.
    own : Results, optional
        Results of the same round at the stage of self-assessment, for what the unit gave itself.
    """
    leaves = [placed for placed in results.framework.nodes if isinstance(placed.node, Leaf)]
    losses = (loss_on(results, unit, placed, own) for placed in leaves)
    return _largest_first(loss for loss in losses if loss is not None and loss.lost)


def full_marks(results: Results, unit: str) -> list[Placed]:
    """Return the leaves on which a unit got the maximum."""
    row = results.round.unit_position[unit]
    full = results.scores.is_scored[row] & results.scores.known_maximum & (results.scores.lost[row] == 0)
    return [
        results.framework.by_code[leaf.code]
        for leaf, is_full in zip(results.framework.leaves, full, strict=True)
        if is_full
    ]


def _largest_first(losses: Iterator[Loss | None]) -> list[Loss]:
    return sorted((loss for loss in losses if loss is not None), key=attrgetter("lost"), reverse=True)


def _loss(results: Results, placed: Placed, unit: str) -> Loss | None:
    row, columns = results.round.unit_position[unit], list(results.framework.leaves_under(placed.node.code))
    scores = results.scores
    counted = scores.is_scored[row, columns] & scores.known_maximum[columns]
    if not counted.any() or (scores.state[row, columns] == State.UNKNOWN).any():
        return None
    points = in_points(scores.points[row, columns][counted].sum())
    maximum = in_points(scores.maxima[columns][counted].sum())
    return Loss(placed, points, maximum, maximum - points)


def loss_on(results: Results, unit: str, placed: Placed, own: Results | None = None) -> Loss | None:
    """Return what a unit lost on a leaf, be it nothing; None where its points or its maximum are not known."""
    loss = _loss(results, placed, unit)
    if loss is None:
        return None
    row, column = results.round.unit_position[unit], results.framework.leaf_position[placed.node.code]
    own_points = None
    if own is not None and own.scores.is_scored[row, column]:
        own_points = in_points(own.scores.points[row, column])
    reason = last_note(results, unit, placed.node.code)
    return Loss(placed, loss.points, loss.maximum, loss.lost, own_points, reason)


def last_note(results: Results, unit: str, leaf: str) -> str:
    """Return the latest note on a cell after self-assessment, up to the stage of the results."""
    _, *appraisals = stages_up_to(results.scores.stage)
    notes = (results.round.notes.get((unit, leaf, stage), "") for stage in reversed(appraisals))
    return next((note for note in notes if note), "")
