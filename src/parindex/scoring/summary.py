"""What the table as a whole says: means, regions, areas, how many rose, the gap between first and last.

A figure is computed only from a complete table. Where the table is incomplete, the printed figure stands
in its place and says so; where there is none, there is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from parindex.language import Text
from parindex.rounds.model import PrintedAggregate
from parindex.scoring.results import Results, UnitResult

Basis = Literal["computed", "published"]


@dataclass(frozen=True)
class Figure:
    """A number about all units, and whether it was computed here or printed."""

    value: Fraction
    basis: Basis
    source: str = ""


@dataclass(frozen=True)
class Summary:
    """Figures about a whole round; what is missing could not be known.

    Attributes
    ----------
    figures : dict of str to Figure
        ``mean``, ``points_change`` (of the mean), ``gap``, ``highest``, ``lowest``, ``rose``, ``fell``,
        ``unchanged``, ``ranked_units``.
    region_means : dict of region (Vietnamese name) to Figure
    area_means : dict of area code to Figure
        Means of the component index.
    group_sizes : dict of group code to Figure
    """

    figures: dict[str, Figure]
    region_means: dict[str, Figure]
    area_means: dict[str, Figure]
    group_sizes: dict[str, Figure]


def summarise(results: Results) -> Summary:
    """Return the figures about all units that are ranked."""
    ranked = [r for r in results.units if results.framework.ranks(r.unit.code)]
    complete = results.is_complete and bool(ranked)
    computed = _computed(results, ranked) if complete else Summary({}, {}, {}, {})
    printed = results.round.aggregates
    return Summary(
        {**_printed(printed, ("mean", "points_change", "rose", "fell", "ranked_units")), **computed.figures},
        {**_printed_by_key(printed, "region_mean"), **computed.region_means},
        {**_printed_by_key(printed, "area_mean"), **computed.area_means},
        {**_printed_by_key(printed, "group_size"), **computed.group_sizes},
    )


def _computed(results: Results, ranked: list[UnitResult]) -> Summary:
    index = [result.index for result in ranked if result.index is not None]
    figures = {
        "mean": _figure(mean(index)),
        "highest": _figure(max(index)),
        "lowest": _figure(min(index)),
        "gap": _figure(max(index) - min(index)),
        "ranked_units": _figure(Fraction(len(ranked))),
        **_changes(ranked),
    }
    return Summary(figures, _regions(ranked), _areas(results, ranked), _groups(results, ranked))


def _changes(ranked: list[UnitResult]) -> dict[str, Figure]:
    changes = [
        result.change.points for result in ranked if result.change and result.change.points is not None
    ]
    if len(changes) < len(ranked):
        return {}
    return {
        "points_change": _figure(mean(changes)),
        "rose": _figure(Fraction(sum(change > 0 for change in changes))),
        "fell": _figure(Fraction(sum(change < 0 for change in changes))),
        "unchanged": _figure(Fraction(sum(change == 0 for change in changes))),
    }


def _regions(ranked: list[UnitResult]) -> dict[str, Figure]:
    members: dict[str, list[Fraction]] = {}
    for result in ranked:
        if result.unit.region is not None and result.index is not None:
            members.setdefault(result.unit.region.vi, []).append(result.index)
    return {region: _figure(mean(values)) for region, values in members.items()}


def _areas(results: Results, ranked: list[UnitResult]) -> dict[str, Figure]:
    rows = [results.round.unit_position[result.unit.code] for result in ranked]
    means = {}
    for area in results.framework.tree:
        applies = results.scores.is_applicable[:, list(results.framework.leaves_under(area.code))]
        components = results.components(area.code)
        values = [components[row] for row in rows if applies[row].any()]
        known = [value for value in values if value is not None]
        if known and len(known) == len(values):
            means[area.code] = _figure(mean(known))
    return means


def _groups(results: Results, ranked: list[UnitResult]) -> dict[str, Figure]:
    sizes = {group.code: 0 for group in results.framework.groups}
    for result in ranked:
        if result.group in sizes:
            sizes[result.group] += 1
    return {code: _figure(Fraction(size)) for code, size in sizes.items()}


def mean(values: Iterable[Fraction]) -> Fraction:
    """Return the exact mean."""
    listed = list(values)
    return sum(listed, Fraction(0)) / len(listed)


def _figure(value: Fraction) -> Figure:
    return Figure(value, "computed")


def _printed(aggregates: Iterable[PrintedAggregate], measures: tuple[str, ...]) -> dict[str, Figure]:
    return {
        a.measure: Figure(a.value, "published", a.source)
        for a in aggregates
        if a.measure in measures and not a.key
    }


def _printed_by_key(aggregates: Iterable[PrintedAggregate], measure: str) -> dict[str, Figure]:
    return {a.key: Figure(a.value, "published", a.source) for a in aggregates if a.measure == measure}


def region_name(results: Results, region: str) -> Text:
    """Return a region's name in both languages from its Vietnamese name."""
    found = (
        unit.region for unit in results.round.units if unit.region is not None and unit.region.vi == region
    )
    return next(found, Text(vi=region, en=region))
