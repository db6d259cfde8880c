"""What is to say of a unit in a round: its result, its parts, its losses, and where it stands among others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

import numpy as np

from parindex.framework.model import Placed
from parindex.language import Text
from parindex.numbers import MICRO, in_points
from parindex.reporting.facts.of_node import NodeFacts, Stand
from parindex.reporting.facts.of_round import RoundFacts
from parindex.reporting.facts.surveys import Surveyed, surveyed
from parindex.robustness.sampling import IndexInterval
from parindex.rounds import State, Unit
from parindex.rounds.model import Improvement
from parindex.scoring import UnitResult
from parindex.scoring.change import Change
from parindex.scoring.lost import Loss, full_marks, loss_on, lost_by_area, lost_by_leaf
from parindex.scoring.places import on_basis
from parindex.scoring.summary import Basis, Figure, mean

Against = Literal["all", "region", "group", "first"]


@dataclass(frozen=True)
class Component(Stand):
    """What a unit achieved on an area, and what others did.

    Attributes
    ----------
    placed : Placed
    mean, region, group, first : Fraction or None
        The mean component index of all ranked units, of those of the unit's region and of its group; that of the
        unit in first place (the mean of those that share it).
    """

    placed: Placed
    mean: Fraction | None
    region: Fraction | None
    group: Fraction | None
    first: Fraction | None


@dataclass(frozen=True)
class Comparison:
    """The index of a unit less another figure: the mean of all, of its region or group, or the index of the first."""

    against: Against
    name: Text
    value: Fraction
    difference: Fraction
    basis: Basis


@dataclass(frozen=True)
class Regained:
    """What the index and the place would be with full marks on some leaves, the others staying as they are."""

    losses: tuple[Loss, ...]
    index: Fraction
    place: int
    leaves_out_surveys: bool


@dataclass(frozen=True)
class Planned:
    """A leaf that a plan is about: what was lost there, None where that is not known, and what the unit does about it."""

    placed: Placed
    loss: Loss | None
    said: tuple[Improvement, ...]


@dataclass(frozen=True, eq=False)
class UnitFacts:
    """What is to say of a unit.

    Attributes
    ----------
    of : RoundFacts
        The round.
    code : str
        Code of the unit.
    """

    of: RoundFacts
    code: str

    @cached_property
    def result(self) -> UnitResult:
        """Index, rank, group and change."""
        return self.of.results.by_code[self.code]

    @cached_property
    def row(self) -> int:
        """The row of the unit."""
        return self.of.results.round.unit_position[self.code]

    @property
    def unit(self) -> Unit:
        """The unit."""
        return self.result.unit

    @property
    def index(self) -> Fraction | None:
        """The index."""
        return self.result.index

    @property
    def rank(self) -> int | None:
        """The rank."""
        return self.result.rank

    @property
    def interval(self) -> IndexInterval | None:
        """Between which values the index lies, for points from surveys carry sampling error."""
        return self.of.sampled.intervals.get(self.code)

    @property
    def places(self) -> tuple[int, int] | None:
        """The best and the worst place that it may hold for the same reason."""
        return (self.of.sampled.places or {}).get(self.code)

    @property
    def change(self) -> Change | None:
        """Change on the round before."""
        return self.result.change

    @property
    def is_ranked(self) -> bool:
        """Whether the unit takes part in the ranking."""
        return self.of.framework.ranks(self.code)

    @cached_property
    def is_told(self) -> bool:
        """Whether anything is known of it: its index, rank or group, or points of a leaf."""
        points = self.of.results.scores.is_scored[self.row].any()
        return self.result.is_told or self.group is not None or bool(points)

    @cached_property
    def tied_with(self) -> tuple[Unit, ...]:
        """The other units that share its place."""
        others = (r for r in self.of.results.units if r.rank is not None and r.rank == self.rank)
        return tuple(other.unit for other in others if other.unit.code != self.code)

    @property
    def group(self) -> Text | None:
        """What its group is called; None where it is in none."""
        return self.of.group_label(self.result.group) if self.result.group else None

    @cached_property
    def missing(self) -> tuple[Placed, ...]:
        """The leaves that are not yet scored."""
        return tuple(self.of.framework.by_code[code] for code in self.of.results.missing(self.row))

    @cached_property
    def not_applicable(self) -> tuple[tuple[Placed, str], ...]:
        """The leaves of its set that do not apply to it, with the reason."""
        data, framework = self.of.results.round, self.of.framework
        left_out = data.in_set[self.row] & ~self.of.results.scores.is_applicable[self.row]
        leaves = [framework.leaves[column].code for column in np.flatnonzero(left_out)]
        return tuple((framework.by_code[code], data.reasons.get((self.code, code), "")) for code in leaves)

    @cached_property
    def full(self) -> tuple[Placed, ...]:
        """The leaves at full marks, in the order of the framework."""
        return tuple(full_marks(self.of.results, self.code))

    @cached_property
    def losses(self) -> tuple[Loss, ...]:
        """The leaves that lost points, the largest loss first, with the appraiser's reason."""
        return tuple(lost_by_leaf(self.of.results, self.code, self.of.own))

    @cached_property
    def lost_by_area(self) -> tuple[Loss, ...]:
        """The points lost by area, the largest loss first."""
        return tuple(lost_by_area(self.of.results, self.code))

    @cached_property
    def lost(self) -> Fraction | None:
        """The points lost on all leaves that were scored; None where a part or a maximum is not known."""
        return in_points(self.of.results.scores.lost[self.row].sum()) if self.knows_parts else None

    @cached_property
    def maximum(self) -> Fraction | None:
        """The maximum of the leaves that were scored; None where a part or a maximum is not known."""
        scores = self.of.results.scores
        return in_points(scores.maxima[scores.is_scored[self.row]].sum()) if self.knows_parts else None

    @cached_property
    def knows_parts(self) -> bool:
        """Whether the points and the maximum of every leaf that applies are known, or yet to come."""
        scores = self.of.results.scores
        unknown = (scores.state[self.row] == State.UNKNOWN).any()
        applies = scores.is_applicable[self.row]
        return bool(not unknown and applies.any() and scores.known_maximum[applies].all())

    @cached_property
    def planned(self) -> tuple[Planned, ...]:
        """The leaves to plan for: with losses, the largest first, then others of which points lack or for which it has a plan.

        Parts of a printed sum are no criteria that anything could be planned for, unless the unit did so.
        """
        losses = {loss.placed.node.code: loss for loss in self.losses}
        unknown = self.of.results.scores.state[self.row] == State.UNKNOWN
        dark = [leaf.code for leaf, is_dark in zip(self.of.framework.leaves, unknown, strict=True) if is_dark]
        given = [each.leaf for each in self._improvements]
        by_itself = [*losses, *dark] if self.of.has_criteria else [code for code in losses if code in given]
        return tuple(self._planned(code) for code in dict.fromkeys([*by_itself, *given]))

    def _planned(self, leaf: str) -> Planned:
        placed = self.of.framework.by_code[leaf]
        said = tuple(each for each in self._improvements if each.leaf == leaf)
        return Planned(placed, loss_on(self.of.results, self.code, placed, self.of.own), said)

    @cached_property
    def _improvements(self) -> tuple[Improvement, ...]:
        return tuple(each for each in self.of.results.round.improvements if each.unit == self.code)

    @property
    def has_all_points(self) -> bool:
        """Whether nothing was lost at all, so that there is nothing to plan for."""
        return self.lost == 0 if self.knows_parts else self.index == 100

    @property
    def bonus(self) -> Fraction:
        """Bonus points, outside the criteria."""
        return in_points(self.of.results.totals.bonus[self.row])

    @property
    def penalty(self) -> Fraction:
        """Penalty points, outside the criteria."""
        return in_points(self.of.results.totals.penalty[self.row])

    @cached_property
    def deducted(self) -> Fraction:
        """Points taken after appraisal, from leaves (also counted among what they lost) and from the whole."""
        from_leaves = int(self.of.results.scores.deducted[self.row].sum())
        return in_points(from_leaves + int(self.of.results.totals.taken[self.row]))

    @cached_property
    def components(self) -> tuple[Component, ...]:
        """Its component indices, area by area; areas that do not apply or are not known are left out."""
        nodes = ((area.placed, self.of.on(area.placed.node.code)) for area in self.of.areas)
        return tuple(self._component(placed, node) for placed, node in nodes if self.row in node.stands)

    def _component(self, placed: Placed, node: NodeFacts) -> Component:
        return Component(
            **vars(node.stands[self.row]),
            placed=placed,
            mean=node.mean(),
            region=node.mean(self._rows(self.in_region)),
            group=node.mean(self._rows(self.in_group)),
            first=node.mean(self._rows(self.of.first)),
        )

    @cached_property
    def in_region(self) -> tuple[UnitResult, ...]:
        """The ranked units of its region, itself among them; none where it has no region."""
        region = self.unit.region
        return tuple(r for r in self.of.ranked if region is not None and r.unit.region == region)

    @property
    def place_in_region(self) -> tuple[int, int] | None:
        """Its place among the ranked units of its region, and how many these are; None where not all are known."""
        ranks = [result.rank for result in self.in_region if result.rank is not None]
        if not self.of.is_complete or self.rank is None or len(ranks) < 2:
            return None
        return 1 + sum(rank < self.rank for rank in ranks), len(ranks)

    @cached_property
    def in_group(self) -> tuple[UnitResult, ...]:
        """The ranked units of its group, itself among them; none where it is in none."""
        group = self.result.group
        return tuple(r for r in self.of.ranked if group and r.group == group)

    def _rows(self, members: Sequence[UnitResult]) -> list[int]:
        return [self.of.results.round.unit_position[result.unit.code] for result in members]

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Its index against the mean of all, of its region, of its group, and against the first.

        A mean stands only where it may be said: taken from a complete table, or printed. A group of one, and the
        first itself, are not compared.
        """
        found = [
            self._against("all", Text(vi="bình quân chung", en="the mean of all"), self.of.mean),
            self._against_region(),
            self._against_group(),
            self._against_first(),
        ]
        return tuple(comparison for comparison in found if comparison is not None)

    def _against(self, against: Against, name: Text, figure: Figure | None) -> Comparison | None:
        if self.index is None or figure is None:
            return None
        return Comparison(against, name, figure.value, self.index - figure.value, figure.basis)

    def _against_region(self) -> Comparison | None:
        region = self.unit.region
        if region is None:
            return None
        return self._against("region", region, self.of.summary.region_means.get(region.vi))

    def _against_group(self) -> Comparison | None:
        values = [result.index for result in self.in_group if result.index is not None]
        is_told = self.of.is_complete and self.of.has_many
        if not is_told or len(values) < 2 or self.group is None:
            return None
        return self._against("group", self.group, Figure(mean(values), "computed"))

    def _against_first(self) -> Comparison | None:
        if self.rank == 1 or not self.of.first or (best := self.of.first[0].index) is None:
            return None
        return self._against("first", self.of.first[0].unit.name, Figure(best, "computed"))

    def nearest(self, most: int = 4) -> tuple[UnitResult, ...]:
        """Return the units nearest in index, those of the same region first, in the order of the ranking.

        Only units whose index is known can be near.
        """
        if self.index is None:
            return ()
        own, region = self.index, self.unit.region
        distances = sorted(
            (region is None or r.unit.region != region, abs(r.index - own), r.unit.code)
            for r in self.of.known
            if r.index is not None and r.unit.code != self.code
        )
        near = {code for *_, code in distances[:most]}
        return tuple(r for r in self.of.known if r.unit.code in near)

    @cached_property
    def surveyed(self) -> tuple[Surveyed, ...]:
        """What surveys found of it, with intervals."""
        return surveyed(self.of.results.round, self.row)

    def regained(self, most: int = 3) -> Regained | None:
        """Return what full marks on the leaves with the largest losses would mean, the others staying as they are.

        What people answered in surveys is not won back by a deed of the unit, so these leaves are left out. None in
        rounds of printed figures, where ranks are not known, and where nothing was lost.
        """
        fed = {found.placed.node.code for found in self.surveyed}
        own = tuple(loss for loss in self.losses if loss.placed.node.code not in fed)
        losses = own[:most]
        maximum = int(self.of.results.totals.maximum[self.row])
        if not losses or self.index is None or self.rank is None or not self._may_suppose:
            return None
        won = sum((loss.lost for loss in losses), Fraction(0))
        index = self.index + 100 * won / Fraction(maximum, MICRO)
        limit = self.of.framework.adjustments.index_limit
        index = index if limit is None else min(index, Fraction(limit))
        return Regained(losses, index, self._place_with(index), len(own) < len(self.losses))

    @property
    def _may_suppose(self) -> bool:
        is_result = self.of.info.kind == "recomputable" and self.of.stage is None
        return is_result and self.of.is_complete and self.knows_parts

    def _place_with(self, index: Fraction) -> int:
        ranking = self.of.framework.ranking
        own = on_basis(index, ranking.rank_on, ranking.decimals)
        others = {
            result.unit.code: on_basis(result.index, ranking.rank_on, ranking.decimals)
            for result in self.of.ranked
            if result.index is not None and result.unit.code != self.code
        }
        above = [value for value in others.values() if value > own]
        return 1 + (len(above) if ranking.ties.method == "competition" else len(set(above)))
