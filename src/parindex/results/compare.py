"""Why two results differ: unit by unit, leaf by leaf, with the cause of each difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from parindex.framework.rules import Variable
from parindex.language import Language, Text, both, shown
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
    """A leaf on which a unit has other points, or another state, than before; None: not scored."""

    leaf: str
    before: Fraction | None
    after: Fraction | None
    causes: tuple[Text, ...]


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
        Two results of one round, or of two rounds with leaves of the same codes.
    """
    sides = _Side(before), _Side(after)
    codes = [unit.code for unit in after.scores.units]
    codes += [unit.code for unit in before.scores.units if unit.code not in after.by_code]
    found = (_unit_difference(*sides, code) for code in codes)
    return [difference for difference in found if difference is not None]


class _Side:
    """One of the two results, with the inputs that counted."""

    def __init__(self, results: Results) -> None:
        self.results = results
        self.basis: Standing = last_word(results.round, results.scores.stage)

    def points(self, unit: str, leaf: str) -> Fraction | None:
        row, column = self._cell(unit, leaf)
        if self.results.scores.state[row, column] != State.SCORED:
            return None
        return in_points(self.results.scores.points[row, column])

    def state(self, unit: str, leaf: str) -> State:
        return State(int(self.results.scores.state[self._cell(unit, leaf)]))

    def deducted(self, unit: str, leaf: str) -> int:
        return int(self.results.scores.deducted[self._cell(unit, leaf)])

    def entered(self, unit: str, leaf: str) -> int:
        return int(self.basis.entered[self._cell(unit, leaf)])

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
        row, column = self._cell(unit, leaf)
        columns = self.results.framework.columns_of_leaf[column]
        variables = [variable for _, variable in self.results.framework.columns[columns]]
        return {
            v.name: (v.title, _written(x, v))
            for v, x in zip(variables, self.basis.measured[row, columns], strict=True)
        }

    def _cell(self, unit: str, leaf: str) -> tuple[int, int]:
        return self.results.round.unit_position[unit], self.results.framework.leaf_position[leaf]


def _written(value: float, variable: Variable) -> str:
    return written(float(value), variable) if value == value else "–"


def _unit_difference(before: _Side, after: _Side, unit: str) -> UnitDifference | None:
    then, now = before.results.by_code.get(unit), after.results.by_code.get(unit)
    if then is None or now is None:
        return UnitDifference(unit, then, now, ())
    leaves = tuple(_leaf_differences(before, after, unit))
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
            yield Text(
                vi=f"{what.vi} {_number(value, 'vi')} → {_number(now[what], 'vi')}",
                en=f"{what.en} {_number(value, 'en')} → {_number(now[what], 'en')}",
            )


def _number(value: Fraction | None, language: Language) -> str:
    return "–" if value is None else shown(value, language)


def _leaf_differences(before: _Side, after: _Side, unit: str) -> Iterator[LeafDifference]:
    old, new = before.results.framework.leaf_position, after.results.framework.leaf_position
    for leaf in new:
        if leaf not in old:
            yield LeafDifference(leaf, None, after.points(unit, leaf), (_NEW,))
            continue
        then, now = before.points(unit, leaf), after.points(unit, leaf)
        if then != now or before.state(unit, leaf) != after.state(unit, leaf):
            yield LeafDifference(leaf, then, now, tuple(_causes(before, after, unit, leaf)))
    for leaf in old:
        if leaf not in new:
            yield LeafDifference(leaf, before.points(unit, leaf), None, (_GONE,))


_NEW = Text(vi="mục mới", en="new leaf")
_GONE = Text(vi="mục đã bỏ", en="leaf removed")
_OTHERS = Text(vi="số liệu của đơn vị khác", en="figures of other units")


def _causes(before: _Side, after: _Side, unit: str, leaf: str) -> Iterator[Text]:
    found = [
        *_framework_causes(before, after, leaf),
        *_state_causes(before, after, unit, leaf),
        *_input_causes(before, after, unit, leaf),
    ]
    yield from found or [_OTHERS]


def _framework_causes(before: _Side, after: _Side, leaf: str) -> Iterator[Text]:
    old, new = (side.results.framework.by_code[leaf].node for side in (before, after))
    if getattr(old, "rule", None) != getattr(new, "rule", None):
        yield Text(vi="cách chấm thay đổi", en="the rule changed")
    if old.max_points != new.max_points:
        yield both(f"{old.max_points} → {new.max_points}")


def _state_causes(before: _Side, after: _Side, unit: str, leaf: str) -> Iterator[Text]:
    old, new = before.state(unit, leaf), after.state(unit, leaf)
    if old != new:
        yield Text(
            vi=f"{STATE_NAMES[old].vi} → {STATE_NAMES[new].vi}",
            en=f"{STATE_NAMES[old].en} → {STATE_NAMES[new].en}",
        )
    if before.deducted(unit, leaf) != after.deducted(unit, leaf):
        yield Text(vi="điểm trừ thay đổi", en="the deduction changed")


def _input_causes(before: _Side, after: _Side, unit: str, leaf: str) -> Iterator[Text]:
    old, new = before.entered(unit, leaf), after.entered(unit, leaf)
    if old != new:
        yield Text(
            vi=f"điểm nhập {_entered_text(old, 'vi')} → {_entered_text(new, 'vi')}",
            en=f"points entered {_entered_text(old, 'en')} → {_entered_text(new, 'en')}",
        )
    then, now = before.measured(unit, leaf), after.measured(unit, leaf)
    for name, (title, _) in {**then, **now}.items():
        (_, old_value), (_, new_value) = then.get(name, (title, "–")), now.get(name, (title, "–"))
        if old_value != new_value:
            change = f"{old_value} → {new_value}"
            yield Text(vi=f"{title.vi}: {change}", en=f"{title.en}: {change}")


def _entered_text(points: int, language: Language) -> str:
    return _number(None if points == ABSENT else in_points(points), language)
