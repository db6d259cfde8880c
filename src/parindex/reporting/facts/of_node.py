"""What is to say of a node of the framework in a round: who has what of it, and what its means are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from parindex.numbers import in_points
from parindex.rounds import State, Unit
from parindex.scoring import Results
from parindex.scoring.lost import Loss
from parindex.scoring.places import on_basis, places_of
from parindex.scoring.summary import mean

FEWEST = 3
"""Of so many ranked units and more, means, the first and the last are told."""


@dataclass(frozen=True)
class Stand:
    """Where a unit stands on a node.

    Attributes
    ----------
    points, maximum : Fraction
        Of the leaves that apply to it.
    index : Fraction
        100 × points ÷ applicable maximum.
    place, among : int or None
        Among the ranked units; None in an incomplete table, and for a unit that is not ranked.
    """

    points: Fraction
    maximum: Fraction
    index: Fraction
    place: int | None
    among: int | None


@dataclass(frozen=True)
class Scored:
    """What a unit has on a leaf; points are None where it was not scored."""

    unit: Unit
    points: Fraction | None
    state: State


@dataclass(frozen=True, eq=False)
class NodeFacts:
    """What is to say of an area, a criterion or a leaf.

    Attributes
    ----------
    results : Results
        Of the round.
    code : str
        Code of the node.
    ranked : sequence of int
        The rows of the ranked units.
    """

    results: Results
    code: str
    ranked: Sequence[int]
    _means: dict[tuple[int, ...], Fraction | None] = field(default_factory=dict)
    """Means that were worked out, by rows: the units of a region or a group share theirs."""

    @cached_property
    def components(self) -> tuple[Fraction | None, ...]:
        """The component index of every unit, in the order of the results."""
        return tuple(self.results.components(self.code))

    @cached_property
    def _leaves(self) -> list[int]:
        return list(self.results.framework.leaves_under(self.code))

    @cached_property
    def rows(self) -> list[int]:
        """The rows of the ranked units to which something of it applies."""
        applies = self.results.scores.is_applicable[:, self._leaves]
        return [row for row in self.ranked if applies[row].any()]

    @property
    def _compares(self) -> bool:
        return self.results.is_complete and len(self.ranked) >= FEWEST

    @cached_property
    def places(self) -> dict[int, int]:
        """The place of each ranked unit (by row) on its component index.

        Empty where the index of a ranked unit to which it applies is not known.
        """
        known = {row: value for row in self.rows if (value := self.components[row]) is not None}
        if not self._compares or len(known) < len(self.rows):
            return {}
        ranking = self.results.framework.ranking
        keys = {row: (on_basis(known[row], ranking.rank_on, ranking.decimals),) for row in known}
        return places_of(keys, ranking.ties.method)

    @cached_property
    def stands(self) -> dict[int, Stand]:
        """Where the units (by row) stand, those whose component index is known."""
        scores, places = self.results.scores, self.places
        points = scores.earned(self._leaves).tolist()
        maxima = (scores.is_applicable[:, self._leaves] @ scores.maxima[self._leaves]).tolist()
        return {
            row: Stand(
                in_points(points[row]),
                in_points(maxima[row]),
                index,
                places.get(row),
                len(places) if row in places else None,
            )
            for row, index in enumerate(self.components)
            if index is not None
        }

    def mean(self, rows: Sequence[int] | None = None) -> Fraction | None:
        """Return the mean component index of the ranked units, or of some of them, as far as it applies to them.

        None in an incomplete table, or where one of theirs is not known.
        """
        which = tuple(self.ranked if rows is None else rows)
        if which not in self._means:
            values = [self.components[row] for row in set(self.rows) & set(which)]
            known = [value for value in values if value is not None]
            is_told = self._compares and known and len(known) == len(values)
            self._means[which] = mean(known) if is_told else None
        return self._means[which]

    @property
    def scored(self) -> tuple[Scored, ...]:
        """What the units have on it, if it is a leaf; of printed points those that are known."""
        column = self.results.framework.leaf_position.get(self.code)
        if column is None:
            return ()
        scores, is_printed = self.results.scores, self.results.round.info.kind != "recomputable"
        told = {result.unit.code for result in self.results.told}
        states = [State(state) for state in scores.state[:, column].tolist()]
        return tuple(
            Scored(unit, in_points(points) if state == State.SCORED else None, state)
            for unit, points, state in zip(
                scores.units, scores.points[:, column].tolist(), states, strict=True
            )
            if unit.code in told and not (is_printed and state == State.UNKNOWN)
        )

    @property
    def mean_loss(self) -> Loss | None:
        """What is lost on it on average, if it is a leaf that all ranked units to which it applies were scored on."""
        scores, rows = self.results.scores, self.rows
        scored = scores.is_scored[rows][:, self._leaves]
        placed = self.results.framework.by_code[self.code]
        if not (self.results.is_complete and rows and scored.all() and placed.node.maximum):
            return None
        lost = in_points(int(scores.lost[rows][:, self._leaves].sum())) / len(rows)
        maximum = Fraction(placed.node.maximum)
        return Loss(placed, maximum - lost, maximum, lost)
