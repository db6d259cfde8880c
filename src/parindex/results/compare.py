"""Why two results differ: unit by unit, leaf by leaf, with the cause of each difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeGuard

from parindex.framework.crosswalk import Crosswalk, same_codes
from parindex.framework.model import Framework, Leaf
from parindex.framework.rules import Variable
from parindex.language import Language, Text, shown
from parindex.numbers import in_points
from parindex.rounds import ABSENT, Printed, State
from parindex.rounds.model import STATE_NAMES
from parindex.rounds.standing import Standing, last_word
from parindex.rounds.values import written
from parindex.scoring import Results, UnitResult

PRINTED_INDEX = Text(vi="chỉ số đã công bố", en="printed index")
PRINTED_RANK = Text(vi="thứ hạng đã công bố", en="printed rank")
APPLICABLE = Text(vi="điểm tối đa áp dụng", en="applicable maximum")
BONUS = Text(vi="điểm thưởng", en="bonus")
PENALTY = Text(vi="điểm phạt", en="penalty")
TAKEN = Text(vi="điểm trừ vào tổng", en="deducted from the whole")


@dataclass(frozen=True)
class LeafDifference:
    """A leaf on which a unit has other points, or another state, than before; None: not scored.

    `was` and `now` are its codes on either side: none where it is new or gone, several where leaves were
    merged or split, whose points then stand together.
    """

    was: tuple[str, ...]
    now: tuple[str, ...]
    before: Fraction | None
    after: Fraction | None
    causes: tuple[Text, ...]

    @property
    def leaf(self) -> str:
        """The code by which the leaf is found: that of now, else the one that it had."""
        return (self.now or self.was)[0]


@dataclass(frozen=True)
class UnitDifference:
    """A unit whose result differs. A side that is None does not have the unit.

    `causes` are those outside the leaves: what applies, bonus, penalty, what was printed, the ranking itself;
    where nothing of the unit's own differs, the other units.
    """

    unit: str
    before: UnitResult | None
    after: UnitResult | None
    leaves: tuple[LeafDifference, ...]
    causes: tuple[Text, ...] = ()


def compare(before: Results, after: Results) -> list[UnitDifference]:
    """Return the units whose results differ, those of `after` first, then those that are gone.

    Parameters
    ----------
    before, after : Results
        Two results of one round, or of two rounds. Leaves are paired by the crosswalk between their
        frameworks that either round has, else by their codes.
    """
    sides, pairs = (_Side(before), _Side(after)), _pairs(before, after)
    codes = [unit.code for unit in after.scores.units]
    codes += [unit.code for unit in before.scores.units if unit.code not in after.by_code]
    found = (_unit_difference(*sides, pairs, code) for code in codes)
    return [difference for difference in found if difference is not None]


@dataclass(frozen=True)
class _Pair:
    """Leaves of the old result and those of the new one that go on from them; one side is empty where there are none."""

    was: tuple[str, ...]
    now: tuple[str, ...]

    @property
    def is_regrouped(self) -> bool:
        """Whether leaves were merged or split."""
        return len(self.was) > 1 or len(self.now) > 1


def _pairs(before: Results, after: Results) -> list[_Pair]:
    """Return what continues what, in the order of the new tree; what is gone at the end."""
    old, new = before.framework.leaf_position, after.framework.leaf_position
    origin: dict[str, _Pair] = {}
    for was, now in _continuations(before, after):
        known = _Pair(tuple(filter(old.__contains__, was)), tuple(filter(new.__contains__, now)))
        origin |= dict.fromkeys(known.now, known)
    pairs = list(dict.fromkeys(origin.get(leaf, _Pair((), (leaf,))) for leaf in new))
    continued = {leaf for pair in pairs for leaf in pair.was}
    return [*pairs, *(_Pair((leaf,), ()) for leaf in old if leaf not in continued)]


def _continuations(before: Results, after: Results) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the leaves that go on in others: as the crosswalk of the later round says, else by their codes."""
    old, new = before.framework, after.framework
    then, now = before.round.info.year, after.round.info.year
    if (old.code, then) != (new.code, now):
        if then <= now and _leads(after.round.crosswalk, old, new):
            return [(link.from_, link.to) for link in after.round.crosswalk.continues]
        if then >= now and _leads(before.round.crosswalk, new, old):
            return [(link.to, link.from_) for link in before.round.crosswalk.continues]
    return [(link.from_, link.to) for link in same_codes(old, new).continues]


def _leads(crosswalk: Crosswalk | None, old: Framework, new: Framework) -> TypeGuard[Crosswalk]:
    return crosswalk is not None and (crosswalk.from_, crosswalk.to) == (old.code, new.code)


class _Side:
    """One of the two results, with the inputs that counted. Leaves that belong together count together."""

    def __init__(self, results: Results) -> None:
        self.results = results
        self.basis: Standing = last_word(results.round, results.scores.stage)

    def points(self, unit: str, leaves: tuple[str, ...]) -> Fraction | None:
        """Return what the leaves earned, of those that apply; None while one has no points."""
        if self.state(unit, leaves) != State.SCORED:
            return None
        row, columns = self._cells(unit, leaves)
        scored = self.results.scores.state[row, columns] == State.SCORED
        return in_points(int(self.results.scores.points[row, columns][scored].sum()))

    def state(self, unit: str, leaves: tuple[str, ...]) -> State:
        """Return the state of the leaves together: what lacks before what is scored, and that before what does not apply."""
        row, columns = self._cells(unit, leaves)
        found = {State(int(state)) for state in self.results.scores.state[row, columns]}
        return next(state for state in _STATES if state in found)

    def deducted(self, unit: str, leaves: tuple[str, ...]) -> int:
        return int(self.results.scores.deducted[self._cells(unit, leaves)].sum())

    def entered(self, unit: str, leaves: tuple[str, ...]) -> int:
        """Return the points entered together, or that none were."""
        entered = self.basis.entered[self._cells(unit, leaves)]
        given = entered[entered != ABSENT]
        return int(given.sum()) if len(given) else ABSENT

    def outside(self, unit: str) -> dict[Text, Fraction | None]:
        """Return what a unit's result is made of beside the points of its leaves, each with its name."""
        row, totals = self.results.round.unit_position[unit], self.results.totals
        was_printed = self.results.round.info.kind != "recomputable"
        printed = self.results.round.printed.get(unit, Printed()) if was_printed else Printed()
        micro_points = {
            APPLICABLE: totals.maximum,
            BONUS: totals.bonus,
            PENALTY: totals.penalty,
            TAKEN: totals.taken,
        }
        return {
            PRINTED_INDEX: printed.index,
            PRINTED_RANK: None if printed.rank is None else Fraction(printed.rank),
            **{what: in_points(values[row]) for what, values in micro_points.items()},
        }

    def measured(self, unit: str, leaf: str) -> dict[str, tuple[Text, str]]:
        """Return the inputs of a cell as they are written, each with its title, by variable name."""
        row = self.results.round.unit_position[unit]
        columns = self.results.framework.columns_of_leaf[self.results.framework.leaf_position[leaf]]
        variables = [variable for _, variable in self.results.framework.columns[columns]]
        return {
            v.name: (v.title, _written(x, v))
            for v, x in zip(variables, self.basis.measured[row, columns], strict=True)
        }

    def _cells(self, unit: str, leaves: tuple[str, ...]) -> tuple[int, list[int]]:
        position = self.results.framework.leaf_position
        return self.results.round.unit_position[unit], [position[leaf] for leaf in leaves]


_STATES = (State.NOT_YET_SCORED, State.UNKNOWN, State.SCORED, State.NOT_APPLICABLE)


def _written(value: float, variable: Variable) -> str:
    return written(float(value), variable) if value == value else "–"


def _unit_difference(before: _Side, after: _Side, pairs: list[_Pair], unit: str) -> UnitDifference | None:
    then, now = before.results.by_code.get(unit), after.results.by_code.get(unit)
    if then is None or now is None:
        return UnitDifference(unit, then, now, ())
    leaves = tuple(_leaf_differences(before, after, pairs, unit))
    same = (then.index, then.rank, then.group, then.status) == (now.index, now.rank, now.group, now.status)
    if same and not leaves:
        return None
    causes = tuple(_unit_causes(before, after, unit))
    return UnitDifference(unit, then, now, leaves, causes if causes or leaves else (_OTHERS,))


def _unit_causes(before: _Side, after: _Side, unit: str) -> Iterator[Text]:
    old, new = before.results.framework, after.results.framework
    if (old.ranking, old.groups) != (new.ranking, new.groups):
        yield Text(vi="cách xếp hạng, phân nhóm thay đổi", en="how ranks and groups are taken changed")
    then, now = before.outside(unit), after.outside(unit)
    for what, value in then.items():
        if value != now[what]:
            decimals = max(old.ranking.decimals, new.ranking.decimals) if what == PRINTED_INDEX else None
            yield Text(
                vi=f"{what.vi} {_number(value, 'vi', decimals)} → {_number(now[what], 'vi', decimals)}",
                en=f"{what.en} {_number(value, 'en', decimals)} → {_number(now[what], 'en', decimals)}",
            )


def _number(value: Fraction | None, language: Language, decimals: int | None = None) -> str:
    return "–" if value is None else shown(value, language, decimals)


def _leaf_differences(before: _Side, after: _Side, pairs: list[_Pair], unit: str) -> Iterator[LeafDifference]:
    for pair in pairs:
        was, now = pair.was, pair.now
        if not was:
            yield LeafDifference(was, now, None, after.points(unit, now), (_NEW,))
        elif not now:
            yield LeafDifference(was, now, before.points(unit, was), None, (_GONE,))
        else:
            then, since = before.points(unit, was), after.points(unit, now)
            if then != since or before.state(unit, was) != after.state(unit, now):
                yield LeafDifference(was, now, then, since, tuple(_causes(before, after, unit, pair)))


_NEW = Text(vi="mục mới", en="new leaf")
_GONE = Text(vi="mục đã bỏ", en="leaf removed")
_REGROUPED = Text(vi="mục được gộp hoặc tách", en="leaves were merged or split")
_OTHERS = Text(vi="số liệu của đơn vị khác", en="figures of other units")


def _causes(before: _Side, after: _Side, unit: str, pair: _Pair) -> Iterator[Text]:
    found = [
        *_framework_causes(before, after, pair),
        *_state_causes(before, after, unit, pair),
        *_input_causes(before, after, unit, pair),
    ]
    yield from found or [_OTHERS]


def _framework_causes(before: _Side, after: _Side, pair: _Pair) -> Iterator[Text]:
    old, new = _leaves(before, pair.was), _leaves(after, pair.now)
    if pair.is_regrouped:
        yield _REGROUPED
    elif old[0].rule != new[0].rule:
        yield Text(vi="cách chấm thay đổi", en="the rule changed")
    then, now = _maximum(old), _maximum(new)
    if then != now:
        yield Text(
            vi=f"điểm tối đa {_number(then, 'vi')} → {_number(now, 'vi')}",
            en=f"maximum {_number(then, 'en')} → {_number(now, 'en')}",
        )


def _leaves(side: _Side, codes: tuple[str, ...]) -> list[Leaf]:
    framework = side.results.framework
    return [framework.leaves[framework.leaf_position[code]] for code in codes]


def _maximum(leaves: list[Leaf]) -> Fraction | None:
    """Return the maximum of some leaves together; None where one is unknown."""
    known = [Fraction(leaf.maximum) for leaf in leaves if leaf.maximum is not None]
    return sum(known, Fraction(0)) if len(known) == len(leaves) else None


def _state_causes(before: _Side, after: _Side, unit: str, pair: _Pair) -> Iterator[Text]:
    old, new = before.state(unit, pair.was), after.state(unit, pair.now)
    if old != new:
        yield Text(
            vi=f"{STATE_NAMES[old].vi} → {STATE_NAMES[new].vi}",
            en=f"{STATE_NAMES[old].en} → {STATE_NAMES[new].en}",
        )
    if before.deducted(unit, pair.was) != after.deducted(unit, pair.now):
        yield Text(vi="điểm trừ thay đổi", en="the deduction changed")


def _input_causes(before: _Side, after: _Side, unit: str, pair: _Pair) -> Iterator[Text]:
    old, new = before.entered(unit, pair.was), after.entered(unit, pair.now)
    if old != new:
        yield Text(
            vi=f"điểm nhập {_entered_text(old, 'vi')} → {_entered_text(new, 'vi')}",
            en=f"points entered {_entered_text(old, 'en')} → {_entered_text(new, 'en')}",
        )
    then, now = (_inputs(side, unit, codes, pair) for side, codes in ((before, pair.was), (after, pair.now)))
    for name, (title, _) in {**then, **now}.items():
        (_, old_value), (_, new_value) = then.get(name, (title, "–")), now.get(name, (title, "–"))
        if old_value != new_value:
            change = f"{old_value} → {new_value}"
            yield Text(vi=f"{title.vi}: {change}", en=f"{title.en}: {change}")


def _inputs(
    side: _Side, unit: str, codes: tuple[str, ...], pair: _Pair
) -> dict[tuple[str, str], tuple[Text, str]]:
    """Return the inputs of some leaves, each with its title and, where there are several leaves, the code of its own."""
    found: dict[tuple[str, str], tuple[Text, str]] = {}
    for code in codes:
        for name, (title, value) in side.measured(unit, code).items():
            if pair.is_regrouped:
                found[code, name] = Text(vi=f"{code} {title.vi}", en=f"{code} {title.en}"), value
            else:
                found["", name] = title, value
    return found


def _entered_text(points: int, language: Language) -> str:
    return _number(None if points == ABSENT else in_points(points), language)
