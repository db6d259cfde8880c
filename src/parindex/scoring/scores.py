"""`Scores`: points of every unit on every leaf, with the state of each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from parindex.framework import Framework
from parindex.numbers import Booleans, MicroPoints
from parindex.rounds import RoundData, Stage, State, Unit

States = np.ndarray[tuple[int, int], np.dtype[np.int8]]


@dataclass(frozen=True, eq=False)
class Scores:
    """Points by unit (rows) and leaf (columns), at one stage of a round.

    Attributes
    ----------
    round : RoundData
        What was scored.
    stage : str
        The stage whose figures were used: the last word of every stage up to it.
    points : int64 array (units × leaves)
        Micro-points after deductions; zero where the state is not scored.
    state : int8 array (units × leaves)
        A `State` each.
    deducted : int64 array (units × leaves)
        Micro-points taken from the leaf after appraisal.
    entered : bool array (units × leaves)
        Whether the points were entered by a person rather than calculated by the rule.
    undefined : bool array (units × leaves)
        All inputs are there, but the rule has no value for them (a quotient by zero).
    """

    round: RoundData
    stage: Stage
    points: MicroPoints
    state: States
    deducted: MicroPoints
    entered: Booleans
    undefined: Booleans

    @property
    def framework(self) -> Framework:
        """The framework of the round."""
        return self.round.framework

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units: the rows."""
        return self.round.units

    @cached_property
    def maxima(self) -> MicroPoints:
        """Maximum of each leaf in micro-points; zero where it is unknown (see `known_maximum`)."""
        return maxima_of(self.framework)

    @cached_property
    def known_maximum(self) -> Booleans:
        """Whether the maximum of each leaf is known."""
        return np.array([leaf.maximum is not None for leaf in self.framework.leaves], dtype=bool)

    @cached_property
    def is_scored(self) -> Booleans:
        """Where points were given, units × leaves."""
        return np.asarray(self.state == State.SCORED)

    @cached_property
    def is_applicable(self) -> Booleans:
        """Where a leaf counts for a unit, units × leaves."""
        return np.asarray(self.state != State.NOT_APPLICABLE)

    @cached_property
    def lost(self) -> MicroPoints:
        """Maximum less points, units × leaves; zero where not scored or where the maximum is unknown."""
        return np.where(self.is_scored & self.known_maximum, self.maxima - self.points, 0)

    def counts(self, state: State) -> MicroPoints:
        """Return how many leaves of each unit are in a state."""
        return np.asarray((self.state == state).sum(axis=1))

    def earned(self, leaves: Sequence[int] | None = None) -> MicroPoints:
        """Return the points of each unit over some leaves (all by default)."""
        chosen = self.points if leaves is None else self.points[:, list(leaves)]
        return np.asarray(chosen.sum(axis=1))


def maxima_of(framework: Framework) -> MicroPoints:
    """Return the maximum of each leaf in micro-points, zero where it is unknown."""
    return np.array(framework.maxima, dtype=np.int64)
