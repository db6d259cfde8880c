"""What if: other measurements or points of a unit, and what it would take to reach a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from parindex.documents import Unfit, refuse
from parindex.framework.model import Leaf
from parindex.framework.rules import Appraiser
from parindex.numbers import in_points, micro
from parindex.rounds import ABSENT, RoundData, Stage
from parindex.rounds.check import exceeded
from parindex.rounds.standing import stages_up_to
from parindex.rounds.values import BadValue, parser_of, points
from parindex.scoring.places import on_basis
from parindex.scoring.points import score
from parindex.scoring.results import Results, UnitResult, rank

POINTS = "points"
"""Name that stands for entering the points of a leaf themselves."""


@dataclass(frozen=True)
class Assumption:
    """A changed input: ``3.2.1.on_time = 980``, or the points themselves: ``3.2.1.points = 1``."""

    leaf: str
    name: str
    value: str

    @classmethod
    def parse(cls, text: str) -> Assumption:
        """Return the assumption written as ``LEAF.NAME=VALUE``; raise `Unfit` with the expected form."""
        place, equals, value = text.partition("=")
        leaf, dot, name = place.strip().rpartition(".")
        if not (equals and dot and leaf and value.strip()):
            raise Unfit(
                f"“{text}” chưa đúng; viết MỤC.BIẾN=GIÁ_TRỊ, ví dụ 3.2.1.on_time=980 hoặc 3.2.1.points=1.",
                f'"{text}" will not do; write LEAF.NAME=VALUE, such as 3.2.1.on_time=980 or 3.2.1.points=1.',
            )
        return cls(leaf, name, value.strip())


def suppose(data: RoundData, unit: str, assumptions: Sequence[Assumption | str], stage: Stage) -> RoundData:
    """Return the round as it would be if a unit had other inputs at a stage.

    What was printed of the unit no longer stands.

    Raises
    ------
    Unfit or AllUnfit
        Assumptions name a leaf or variable that does not exist or apply, or a value that it cannot have, or are
        written otherwise.
    """
    row = data.unit_position[unit]
    measured: dict[Stage, Any] = {name: values.copy() for name, values in data.measured.items()}
    entered: dict[Stage, Any] = {name: values.copy() for name, values in data.entered.items()}
    measured.setdefault(stage, np.full((len(data.units), len(data.framework.columns)), np.nan))
    entered.setdefault(stage, np.full(data.shape, ABSENT, dtype=np.int64))
    flaws: list[Unfit] = []
    for given in assumptions:
        try:
            assumption = Assumption.parse(given) if isinstance(given, str) else given
            leaf = _leaf(data, unit, assumption)
            column = data.framework.leaf_position[leaf.code]
            if assumption.name == POINTS:
                entered[stage][row, column] = _points(leaf, assumption)
            else:
                measured[stage][row, _column(data, assumption)] = _value(data, assumption)
                entered[stage][row, column] = ABSENT
        except Unfit as flaw:
            flaws.append(flaw)
    printed = {code: figures for code, figures in data.printed.items() if code != unit}
    supposed = replace(data, measured=measured, entered=entered, printed=printed)
    refuse([*flaws, *_above_bound(supposed.with_units([row]), stage)])
    return supposed


def _above_bound(data: RoundData, stage: Stage) -> Iterator[Unfit]:
    """Yield where a variable exceeds the variable that bounds it, up to a stage."""
    counting = replace(
        data, measured={s: data.measured[s] for s in stages_up_to(stage) if s in data.measured}
    )
    for found in exceeded(counting):
        yield Unfit(found.text.vi, found.text.en)


def _leaf(data: RoundData, unit: str, assumption: Assumption) -> Leaf:
    column = data.framework.leaf_position.get(assumption.leaf)
    if column is None:
        raise Unfit(
            f"Bộ chỉ số không có mục {assumption.leaf}; xem “parindex framework show”.",
            f'The framework has no leaf {assumption.leaf}; see "parindex framework show".',
        )
    if not data.applicable[data.unit_position[unit], column]:
        raise Unfit(
            f"Mục {assumption.leaf} không áp dụng cho {unit}.",
            f"Leaf {assumption.leaf} does not apply to {unit}.",
        )
    return data.framework.leaves[column]


def _points(leaf: Leaf, assumption: Assumption) -> int:
    try:
        entered = points(assumption.value)
    except BadValue as bad:
        said = bad.about(assumption.value)
        raise Unfit(said.vi, said.en) from None
    if leaf.maximum is not None and entered > micro(leaf.maximum):
        raise Unfit(
            f"{assumption.value} vượt điểm tối đa {leaf.maximum} của mục {leaf.code}.",
            f"{assumption.value} is above the maximum {leaf.maximum} of leaf {leaf.code}.",
        )
    step = leaf.rule.step if isinstance(leaf.rule, Appraiser) else None
    if step is not None and entered % micro(step):
        raise Unfit(
            f"{assumption.value} không phải bội số của bước điểm {step}.",
            f"{assumption.value} is not a multiple of the step {step}.",
        )
    return entered


def _column(data: RoundData, assumption: Assumption) -> int:
    column = data.framework.column_position.get((assumption.leaf, assumption.name))
    if column is None:
        leaf = data.framework.leaves[data.framework.leaf_position[assumption.leaf]]
        names = ", ".join([variable.name for variable in leaf.rule.inputs] + [POINTS])
        raise Unfit(
            f"Mục {assumption.leaf} không có “{assumption.name}”; có: {names}.",
            f'Leaf {assumption.leaf} has no "{assumption.name}"; it has: {names}.',
        )
    return column


def _value(data: RoundData, assumption: Assumption) -> float:
    variable = data.framework.columns[_column(data, assumption)][1]
    try:
        return parser_of(variable)(assumption.value)
    except BadValue as bad:
        said = bad.about(assumption.value)
        raise Unfit(said.vi, said.en) from None


def simulate(results: Results, unit: str, assumptions: Sequence[Assumption | str]) -> Results:
    """Return the results of the round if a unit had other inputs."""
    stage = results.scores.stage
    return rank(score(suppose(results.round, unit, assumptions, stage), stage))


@dataclass(frozen=True)
class Gain:
    """A leaf with points still open, and the index after it and those before it are won."""

    leaf: Leaf
    open_points: Fraction
    index_after: Fraction


@dataclass(frozen=True)
class Way:
    """What it would take to reach a place.

    Attributes
    ----------
    target : Fraction
        The index of the unit that holds the place now.
    needed : Fraction
        Index points that are missing; zero or less: the place is reached already.
    gains : tuple of Gain
        The fewest leaves, those with most open points first, that would do.
    is_enough : bool
        Whether all open points together suffice.
    """

    target: Fraction
    needed: Fraction
    gains: tuple[Gain, ...]
    is_enough: bool


def way_to(results: Results, unit: str, place: int) -> Way:
    """Return the fewest leaves with which a unit would reach a place, others unchanged.

    The index has to exceed that of whoever holds the place (on the basis that ranks are taken on).

    Raises
    ------
    Unfit
        No unit holds that place or a worse one, or the unit has no index of its own to raise.
    """
    row, ranking = results.round.unit_position[unit], results.framework.ranking
    holder = _holder(results, place)
    own, maximum = results.units[row].computed, int(results.totals.maximum[row])
    if own is None or holder.index is None:
        raise Unfit(
            f"{unit} chưa có đủ điểm thành phần để mô phỏng.", f"{unit} has no complete points to work from."
        )
    target = on_basis(holder.index, ranking.rank_on, ranking.decimals)
    reached = results.units[row].rank is not None and (results.units[row].rank or 0) <= place
    if reached:
        return Way(target, min(target - own, Fraction(0)), (), True)
    gains: list[Gain] = []
    won = int(results.totals.earned[row])
    outside = in_points(results.totals.bonus[row] - results.totals.penalty[row])
    for leaf, lost in _open(results, row):
        won += lost
        index = _within_limits(results, Fraction(100 * won, maximum) + outside)
        gains.append(Gain(leaf, in_points(lost), index))
        if on_basis(index, ranking.rank_on, ranking.decimals) > target:
            return Way(target, target - own, tuple(gains), True)
    return Way(target, target - own, tuple(gains), False)


def _holder(results: Results, place: int) -> UnitResult:
    """Return the unit at a place, or the one before it where ties leave the place empty."""
    ranked = [result for result in results.ordered if result.rank is not None]
    holder = next((r for r in reversed(ranked) if (r.rank or 0) <= place), None)
    if place < 1 or place > len(ranked) or holder is None:
        raise Unfit(
            f"Không có thứ hạng {place}; có {len(ranked)} đơn vị được xếp hạng.",
            f"There is no place {place}; {len(ranked)} units are ranked.",
        )
    return holder


def _within_limits(results: Results, index: Fraction) -> Fraction:
    """Return an index held at zero or more, and at the highest that the framework knows."""
    limit = results.framework.adjustments.index_limit
    held = max(index, Fraction(0))
    return held if limit is None else min(held, Fraction(limit))


def _open(results: Results, row: int) -> list[tuple[Leaf, int]]:
    """Return leaves with points still open, most first, equals in the order of the framework."""
    scores = results.scores
    still = np.where(scores.is_applicable[row] & scores.known_maximum, scores.maxima - scores.points[row], 0)
    order = np.argsort(-still, kind="stable")
    return [(results.framework.leaves[column], int(still[column])) for column in order if still[column] > 0]
