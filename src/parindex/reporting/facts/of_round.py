"""What is to say of a round; what may not be said of an incomplete table is not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from parindex.framework import Framework
from parindex.framework.model import Placed
from parindex.framework.properties import Group
from parindex.language import Text, both, decimal_text
from parindex.reporting.facts.of_node import FEWEST, NodeFacts
from parindex.reporting.facts.past import has_other_places, ranked_before, without_places
from parindex.reporting.facts.stages import of_stage, stage_of, without_final
from parindex.robustness.beside import Sampled, sampled
from parindex.rounds import Stage
from parindex.rounds.model import RoundInfo
from parindex.scoring import Results, Summary, UnitResult, rank, score, summarise
from parindex.scoring.lost import Loss
from parindex.scoring.summary import Figure, region_name


@dataclass(frozen=True)
class GroupFacts:
    """A group of results, and how many units are in it."""

    code: str
    label: Text
    size: Figure


@dataclass(frozen=True)
class RegionFacts:
    """A region and the mean index of its units."""

    name: Text
    mean: Figure


@dataclass(frozen=True)
class AreaFacts:
    """An area and the mean of its component index; None where that cannot be known."""

    placed: Placed
    mean: Figure | None


@dataclass(frozen=True, eq=False)
class RoundFacts:
    """What is to say of a round. Each figure knows whether it was computed here or printed.

    Attributes
    ----------
    results : Results
        Of a stage before the last word they lose groups and changes; after a round that ranked another number of units,
        the changes in places.
    breaks : tuple of Text
        Why the figures are not of one kind with those of the round before; empty where nothing is said of that.
    """

    results: Results
    breaks: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        if self.stage is not None:
            object.__setattr__(self, "results", without_final(self.results))
        if has_other_places(self.results, self.ranked_units):
            object.__setattr__(self, "results", without_places(self.results))

    @property
    def stage(self) -> Stage | None:
        """The stage that figures stop at; None where they are the result."""
        return stage_of(self.results)

    @property
    def info(self) -> RoundInfo:
        """What the round says of itself: title, year, kind, whose data."""
        return self.results.round.info

    @property
    def year_before(self) -> int:
        """The year of the round before, for there is a round of every year."""
        return self.info.year - 1

    @property
    def framework(self) -> Framework:
        """The framework of the round."""
        return self.results.framework

    @property
    def has_criteria(self) -> bool:
        """Whether the leaves are areas or criteria; those of some printed tables are only the parts of a sum."""
        return self.framework.levels[0].code != "part"

    @property
    def is_synthetic(self) -> bool:
        """Whether the figures were made up for training."""
        return self.results.round.is_synthetic

    @property
    def is_complete(self) -> bool:
        """Whether every ranked unit is listed and has an index."""
        return self.results.is_complete

    @property
    def is_provisional(self) -> bool:
        """Whether any unit has leaves that are not yet scored."""
        return self.results.is_provisional

    @cached_property
    def summary(self) -> Summary:
        """Figures about all units."""
        found = summarise(self.results)
        if not self.has_many:
            return Summary({"ranked_units": found.figures["ranked_units"]}, {}, {}, found.group_sizes)
        return found if self.stage is None else of_stage(found, self.results)

    @cached_property
    def has_many(self) -> bool:
        """Whether so many units are ranked that the first, the last and the mean of them say something."""
        return not self.is_complete or len(self.ranked) >= FEWEST

    @cached_property
    def sampled(self) -> Sampled:
        """What sampling leaves open of the indices: intervals and sets of ranks."""
        return sampled(self.results, with_places=True)

    @cached_property
    def own(self) -> Results | None:
        """Results at the stage of self-assessment; None where no unit scored itself or nothing came after."""
        data = self.results.round
        if (
            data.info.kind != "recomputable"
            or "self" not in data.stages
            or self.results.scores.stage == "self"
        ):
            return None
        return rank(score(data, "self"))

    @cached_property
    def known(self) -> tuple[UnitResult, ...]:
        """The units whose index is known, in the order of the ranking."""
        return tuple(result for result in self.results.ordered if result.index is not None)

    @cached_property
    def ranked(self) -> tuple[UnitResult, ...]:
        """The units that take part in the ranking, known or not, in its order."""
        return tuple(r for r in self.results.ordered if self.framework.ranks(r.unit.code))

    @cached_property
    def not_ranked(self) -> tuple[UnitResult, ...]:
        """The units that are scored but not ranked with the others."""
        return tuple(r for r in self.results.ordered if not self.framework.ranks(r.unit.code))

    @property
    def ranked_units(self) -> int | None:
        """How many units were ranked; None where neither the table nor the announcement says so."""
        figure = self._figure("ranked_units")
        return None if figure is None else int(figure.value)

    @cached_property
    def ranked_before(self) -> int | None:
        """How many units the round before ranked; None where its table is not known to be whole."""
        return ranked_before(self.results)

    @cached_property
    def first(self) -> tuple[UnitResult, ...]:
        """The units in first place."""
        return tuple(r for r in self.results.units if r.rank == 1 and self.has_many)

    @cached_property
    def last(self) -> tuple[UnitResult, ...]:
        """The units in last place: of an incomplete table those that were printed in the place of the last."""
        places = [result.rank for result in self.results.units if result.rank is not None and self.has_many]
        place = max(places, default=None) if self.is_complete else self.ranked_units
        return tuple(result for result in self.results.units if place is not None and result.rank == place)

    @property
    def mean(self) -> Figure | None:
        """Mean index."""
        return self._figure("mean")

    @property
    def mean_change(self) -> Figure | None:
        """Change of the mean index on the round before; a printed one only where the mean is the printed mean."""
        change, printed = self._figure("points_change"), self._printed_mean
        if change is None or self.mean is None or change.basis == self.mean.basis:
            return change
        shown = decimal_text(self.mean.value, self.framework.ranking.decimals)
        return change if printed == Fraction(shown) else None

    @property
    def _printed_mean(self) -> Fraction | None:
        printed = (a.value for a in self.results.round.aggregates if a.measure == "mean" and not a.key)
        return next(printed, None)

    @cached_property
    def has_change(self) -> bool:
        """Whether any change on the round before is known, of the mean or of a unit."""
        return self.mean_change is not None or any(result.change for result in self.results.units)

    @property
    def rose(self) -> Figure | None:
        """How many units rose in points."""
        return self._figure("rose")

    @property
    def fell(self) -> Figure | None:
        """How many units fell in points."""
        return self._figure("fell")

    @property
    def unchanged(self) -> Figure | None:
        """How many units stayed at their points."""
        return self._figure("unchanged")

    @cached_property
    def gap(self) -> Figure | None:
        """Points between first and last; also of an incomplete table in which both were printed."""
        if self.is_complete or not (self.first and self.last):
            return self._figure("gap")
        best, least = self.first[0].index, self.last[0].index
        return None if best is None or least is None else Figure(best - least, "computed")

    def _figure(self, name: str) -> Figure | None:
        return self.summary.figures.get(name)

    @cached_property
    def groups(self) -> tuple[GroupFacts, ...]:
        """Groups with their sizes, from the best down; groups known only as printed come last."""
        sizes = self.summary.group_sizes
        declared = [group.code for group in self.framework.groups if group.code in sizes]
        codes = [*declared, *(code for code in sizes if code not in declared)]
        return tuple(GroupFacts(code, self.group_label(code), sizes[code]) for code in codes)

    @cached_property
    def regions(self) -> tuple[RegionFacts, ...]:
        """Regions of which the mean is known, the highest first."""
        means = self.summary.region_means.items()
        ordered = sorted(means, key=lambda entry: (-entry[1].value, entry[0]))
        return tuple(RegionFacts(region_name(self.results, region), figure) for region, figure in ordered)

    @cached_property
    def has_all_regions(self) -> bool:
        """Whether the mean of every region of the ranked units is known, so that one may be called the highest."""
        regions = {result.unit.region.vi for result in self.ranked if result.unit.region is not None}
        return bool(regions) and regions <= self.summary.region_means.keys()

    @cached_property
    def areas(self) -> tuple[AreaFacts, ...]:
        """The areas in the order of the framework."""
        means = self.summary.area_means
        placed = [placed for placed in self.framework.nodes if placed.depth == 0]
        return tuple(AreaFacts(area, means.get(area.node.code)) for area in placed)

    def group_of(self, code: str) -> Group | None:
        """Return a group of the framework; None where only its printed code is known."""
        return next((group for group in self.framework.groups if group.code == code), None)

    def group_label(self, code: str) -> Text:
        """Return what a group is called."""
        group = self.group_of(code)
        return both(code) if group is None else group.label

    def movers(self, most: int = 3) -> tuple[tuple[UnitResult, ...], tuple[UnitResult, ...]]:
        """Return the units that climbed most places and those that dropped most, the furthest first.

        Both are empty unless the change of every ranked unit is known. Units level with the last that is named are
        named too.
        """
        places = {
            r.unit.code: r.change.places for r in self.ranked if r.change and r.change.places is not None
        }
        if not (self.is_complete and self.has_many) or len(places) < len(self.ranked):
            return (), ()
        up = sorted((r for r in self.ranked if places[r.unit.code] > 0), key=lambda r: -places[r.unit.code])
        down = sorted((r for r in self.ranked if places[r.unit.code] < 0), key=lambda r: places[r.unit.code])
        return _first(up, places, most), _first(down, places, most)

    def on(self, node: str) -> NodeFacts:
        """Return what is to say of a node."""
        if node not in self._nodes:
            self._nodes[node] = NodeFacts(self.results, node, self.ranked_rows)
        return self._nodes[node]

    @cached_property
    def _nodes(self) -> dict[str, NodeFacts]:
        """What was worked out of nodes: the pages of all units share it."""
        return {}

    @cached_property
    def ranked_rows(self) -> list[int]:
        """The rows of the ranked units."""
        return [self.results.round.unit_position[result.unit.code] for result in self.ranked]

    @cached_property
    def components(self) -> dict[str, tuple[Fraction | None, ...]]:
        """The component index of every unit, in the order of the results, by area."""
        return {area.code: self.on(area.code).components for area in self.framework.tree}

    @cached_property
    def lost_by_leaf(self) -> tuple[Loss, ...]:
        """The mean loss on each leaf that all ranked units to which it applies were scored on, the largest first."""
        losses = (self.on(leaf.code).mean_loss for leaf in self.framework.leaves)
        return tuple(sorted((each for each in losses if each is not None), key=lambda each: -each.lost))


def _first(ordered: Sequence[UnitResult], places: Mapping[str, int], most: int) -> tuple[UnitResult, ...]:
    """Return the first few of some units, and those after them with the same change in places."""
    if len(ordered) <= most:
        return tuple(ordered)
    least = places[ordered[most - 1].unit.code]
    return tuple(r for n, r in enumerate(ordered) if n < most or places[r.unit.code] == least)
