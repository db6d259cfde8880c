"""The exact core of a result as files: the same results give the same bytes on any machine."""

from __future__ import annotations

from collections.abc import Iterator

from parindex.files import csv_bytes, json_bytes
from parindex.language import decimal_text
from parindex.numbers import points_text
from parindex.rounds import State
from parindex.rounds.values import exact_text
from parindex.scoring import Results, UnitResult, summarise
from parindex.scoring.summary import Figure

UNITS = (
    "code",
    "name_vi",
    "name_en",
    "index",
    "index_exact",
    "computed_exact",
    "rank",
    "group",
    "status",
    "points",
    "applicable_maximum",
    "bonus",
    "penalty",
    "taken",
    "points_change",
    "places_change",
    "past_is_combined",
    "change_performance",
    "change_criteria",
    "change_maxima",
    "change_adjustments",
)
LEAVES = ("unit", "leaf", "state", "points", "max_points", "lost", "deducted", "entered")
NODES = ("unit", "node", "points", "component_exact")

Cells = Iterator[list[object]]


def core(results: Results) -> dict[str, bytes]:
    """Return the files of the exact core by name."""
    return {
        "units.csv": csv_bytes(UNITS, _units(results)),
        "leaves.csv": csv_bytes(LEAVES, _leaves(results)),
        "nodes.csv": csv_bytes(NODES, _nodes(results)),
        "summary.json": json_bytes(_summary(results)),
    }


def _units(results: Results) -> Cells:
    totals = results.totals
    for row, result in enumerate(results.units):
        parts = (totals.earned, totals.maximum, totals.bonus, totals.penalty, totals.taken)
        yield [
            result.unit.code,
            result.unit.name.vi,
            result.unit.name.en,
            None if result.index is None else results.text(result.index),
            exact_text(result.index),
            exact_text(result.computed),
            result.rank,
            result.group,
            result.status,
            *(points_text(int(part[row])) for part in parts),
            *_change(result),
        ]


def _change(result: UnitResult) -> list[object]:
    change = result.change
    if change is None:
        return [None] * 7
    split = change.split
    parts = (split.performance, split.criteria, split.maxima, split.adjustments) if split else (None,) * 4
    combined = "yes" if change.is_combined else "no"
    return [exact_text(change.points), change.places, combined, *(exact_text(part) for part in parts)]


def _leaves(results: Results) -> Cells:
    scores = results.scores
    states = [State(number).name.lower() for number in range(len(State))]
    codes = [leaf.code for leaf in results.framework.leaves]
    maxima = [
        None if leaf.maximum is None else points_text(int(m))
        for leaf, m in zip(results.framework.leaves, scores.maxima, strict=True)
    ]
    for row, unit in enumerate(scores.units):
        cells = zip(
            codes,
            scores.state[row].tolist(),
            scores.points[row].tolist(),
            maxima,
            scores.lost[row].tolist(),
            scores.deducted[row].tolist(),
            scores.entered[row].tolist(),
            strict=True,
        )
        for code, state, points, maximum, lost, deducted, entered in cells:
            if state == State.SCORED:
                known_lost = None if maximum is None else points_text(lost)
                by_hand = "yes" if entered else "no"
                yield [
                    unit.code,
                    code,
                    "scored",
                    points_text(points),
                    maximum,
                    known_lost,
                    points_text(deducted),
                    by_hand,
                ]
            else:
                yield [unit.code, code, states[state], None, maximum, None, None, None]


def _nodes(results: Results) -> Cells:
    for placed in results.framework.nodes:
        code = placed.node.code
        earned = results.scores.earned(results.framework.leaves_under(code)).tolist()
        for unit, points, component in zip(
            results.scores.units, earned, results.components(code), strict=True
        ):
            yield [unit.code, code, None if component is None else points_text(points), exact_text(component)]


def _summary(results: Results) -> dict[str, object]:
    summary = summarise(results)
    figures = {
        "figures": summary.figures,
        "region_means": summary.region_means,
        "area_means": summary.area_means,
        "group_sizes": summary.group_sizes,
    }
    return {name: {key: _figure(figure) for key, figure in group.items()} for name, group in figures.items()}


def _figure(figure: Figure) -> dict[str, str]:
    written = {
        "exact": exact_text(figure.value) or "",
        "basis": figure.basis,
        "rounded": decimal_text(figure.value, 2),
    }
    return {**written, "source": figure.source} if figure.source else written
