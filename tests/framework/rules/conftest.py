"""The engine at work on one leaf, and the laws that every rule keeps."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from parindex.framework import Leaf
from parindex.framework.rules import Inputs
from parindex.framework.working import Cell, Working, working
from parindex.language import both
from parindex.numbers import Fractions, exact, micro, points_text
from parindex.rounds.values import parser_of
from parindex.scoring.cases import framework_of
from parindex.scoring.points import calculate

Unit = Mapping[str, float | str]
"""The inputs of a unit: numbers, or cells as in the tables of a round."""


class Engine:
    def leaf(self, rule: object, maximum: str | Decimal) -> Leaf:
        return Leaf.model_validate({"code": "1", "title": both("1"), "max_points": maximum, "rule": rule})

    def flaws(self, rule: object, maximum: str | None) -> list[tuple[str, tuple[str | int, ...]]]:
        """Code and path of what is wrong with a rule for a leaf of so many points."""
        found = self.leaf(rule, "1").rule.flaws(None if maximum is None else Decimal(maximum))
        return [(flaw.code, flaw.path) for flaw in found]

    def flaw_texts(self, rule: object, maximum: str) -> list[tuple[str, str]]:
        """What is said of them, in Vietnamese and English."""
        return [(flaw.text.vi, flaw.text.en) for flaw in self.leaf(rule, "1").rule.flaws(Decimal(maximum))]

    def micro_points(self, leaf: Leaf, units: Sequence[Unit], year: int = 2025) -> list[int | None]:
        """What the engine gives, all units at once; None where the rule is undefined."""
        rows = [[_value(leaf, unit, variable.name) for variable in leaf.rule.inputs] for unit in units]
        applicable = np.ones((len(units), 1), dtype=bool)
        points, calculated, undefined = calculate(framework_of(leaf), np.array(rows), applicable, year)
        assert (calculated ^ undefined).all()
        return [int(p) if known else None for p, known in zip(points[:, 0], calculated[:, 0], strict=True)]

    def points(self, rule: object, maximum: str, *units: Unit, year: int = 2025) -> list[str]:
        """What the engine gives, as people write it."""
        given = self.micro_points(self.leaf(rule, maximum), units, year)
        return ["undefined" if points is None else points_text(points) for points in given]

    def exact_points(self, leaf: Leaf, units: Sequence[Unit], year: int = 2025) -> list[Fraction | None]:
        """What the rule says in fractions, for one unit after the other."""
        columns = {
            variable.name: np.array([exact(_value(leaf, unit, variable.name)) for unit in units] + [None])[
                :-1
            ]
            for variable in leaf.rule.inputs
        }
        found = []
        for position in range(len(units)):
            own = {name: column[position : position + 1] for name, column in columns.items()}
            [points] = leaf.rule.points(
                Inputs(own, columns, year), Fraction(leaf.maximum or 0), Fractions()
            ).tolist()
            found.append(points if points == points else None)
        return found

    def workings(self, leaf: Leaf, units: Sequence[Unit], year: int = 2025) -> list[Working]:
        """How the points of each unit came about, step by step; the units are called 1, 2, 3 …"""
        names = [variable.name for variable in leaf.rule.inputs]
        values = [{name: exact(_value(leaf, unit, name)) for name in names} for unit in units]
        peers = tuple((both(str(place)), each) for place, each in enumerate(values, start=1))
        return [working(leaf.rule, Cell(each, Fraction(leaf.maximum or 0), year, peers)) for each in values]

    def keeps_the_laws(
        self, rule: object, maximum: str | Decimal, units: Sequence[Unit], year: int = 2025
    ) -> None:
        """Points lie within bounds, are those of exact arithmetic and of a working, and go along with their units."""
        leaf = self.leaf(rule, maximum)
        exactly = self.exact_points(leaf, units, year)
        assert [
            points for points in exactly if points is not None and not 0 <= points <= Fraction(maximum)
        ] == []
        given = self.micro_points(leaf, units, year)
        assert given == [None if points is None else micro(points) for points in exactly]
        assert [done.points for done in self.workings(leaf, units, year)] == exactly
        turned = [*units[1:], *units[:1]][::-1]
        assert self.micro_points(leaf, turned, year) == [*given[1:], *given[:1]][::-1]


def _value(leaf: Leaf, unit: Unit, name: str) -> float:
    [variable] = [variable for variable in leaf.rule.inputs if variable.name == name]
    value = unit[name]
    return parser_of(variable)(value) if isinstance(value, str) else float(value)


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine()
