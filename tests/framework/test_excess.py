import re
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.framework.excess import example_above_maximum
from parindex.framework.rules import Guarded
from parindex.numbers import Analytic

COUNTS = [{"name": "received", "kind": "count"}, {"name": "late", "kind": "count", "at_most": "received"}]


def rule(otherwise: str, *cases: tuple[str, str], variables: list[dict[str, Any]] = COUNTS) -> Guarded:
    return Guarded.model_validate(
        {
            "variables": [{"title": {"vi": "x", "en": "x"}, **variable} for variable in variables],
            "cases": [{"when": when, "points": points} for when, points in cases],
            "otherwise": otherwise,
        }
    )


def example(formula: Guarded, maximum: str = "1") -> dict[str, float] | None:
    """The inputs that were found, and under "points" what they give."""
    text = example_above_maximum(formula, Decimal(maximum))
    if text is None:
        return None
    inputs, points = text.split(" → ")
    values = {name: float(value) for name, value in re.findall(r"(\w+) = ([-\d.]+)", inputs)}
    return {**values, "points": float(points)}


@pytest.mark.parametrize(
    "formula",
    [
        rule("max_points * (received - late) / received"),
        rule("max_points * late / received", ("received == 0", "max_points")),
        rule("min(max_points, 0.25 * received)"),
        rule("max_points - 0.1 * late"),
        rule("max_points * (1 - late / received)", ("received == 0", "0")),
        rule("max_points * late / 5000", variables=[{"name": "late", "kind": "count", "at_most": 5000}]),
        rule("share / 100", variables=[{"name": "share", "kind": "percent"}]),
        rule("done", variables=[{"name": "done", "kind": "yes_no"}]),
        rule("value / 5", variables=[{"name": "value", "at_least": 0, "at_most": 5}]),
        rule("1 - value", variables=[{"name": "value", "at_least": 0}]),
    ],
)
def test_a_formula_that_keeps_to_the_maximum_within_the_bounds_of_its_variables_has_no_example(
    formula: Guarded,
) -> None:
    assert example(formula) is None


@pytest.mark.parametrize(
    "formula",
    [
        rule("max_points * received / late"),
        rule("0.25 * received"),
        rule("max_points * late / received", ("received > 100", "2 * max_points")),
        rule("share / 50", variables=[{"name": "share", "kind": "percent"}]),
        rule("2 * done", variables=[{"name": "done", "kind": "yes_no"}]),
        rule("1 - value", variables=[{"name": "value", "at_least": -1}]),
        rule("value / 5", variables=[{"name": "value", "at_most": "limit"}, {"name": "limit"}]),
        rule("received - late", variables=[{"name": "received"}, {"name": "late"}]),
        rule("max_points * received / 5000"),
        rule("0.0000002 * received"),
        rule("max_points * (received - late) / 40000", ("received > 90000", "0")),
        rule("max_points * paid / 250000000000", variables=[{"name": "paid", "at_least": 0}]),
    ],
)
def test_an_example_is_a_real_one(formula: Guarded) -> None:
    found = example(formula)
    assert found is not None
    values = {name: np.array([value]) for name, value in found.items() if name != "points"} | {
        "max_points": 1.0
    }
    given_points = formula.otherwise.evaluate(values, Analytic())[0]
    for case in formula.cases:
        if case.when.evaluate(values, Analytic())[0]:
            given_points = case.points.evaluate(values, Analytic())
    assert found["points"] > 1
    assert found["points"] == pytest.approx(given_points, rel=1e-4)


def test_an_example_keeps_to_the_bounds_and_kinds_of_the_variables() -> None:
    variables = [
        {"name": "share", "kind": "percent"},
        {"name": "files", "kind": "count", "at_least": 5, "at_most": 40},
        {"name": "late", "kind": "count", "at_most": "files"},
        {"name": "posted", "kind": "yes_no"},
    ]
    found = example(rule("share + files + late + posted", variables=variables), "6")
    assert found is not None
    assert 0 <= found["share"] <= 100
    assert 5 <= found["files"] <= 40
    assert 0 <= found["late"] <= found["files"]
    assert found["posted"] in (0, 1)
    assert [
        value for value in (found["files"], found["late"], found["posted"]) if value != round(value)
    ] == []


def test_an_example_is_small_where_a_small_one_will_do() -> None:
    found = example(rule("0.25 * received"))
    assert found is not None
    assert found["received"] <= 1000


def test_the_same_formula_gives_the_same_example_every_time() -> None:
    formula = rule("0.25 * received")
    assert len({example_above_maximum(formula, Decimal(1)) for _ in range(3)} - {None}) == 1


def test_a_formula_over_names_that_are_not_declared_is_left_to_another_check() -> None:
    assert example(rule("5 * recieved")) is None
    assert example(rule("0.25 * received", ("recieved > 1", "1"))) is None


def test_a_bound_that_is_not_declared_bounds_nothing() -> None:
    formula = rule("value", variables=[{"name": "value", "at_most": "limit"}])
    assert example(formula) is not None


@given(st.integers(1, 400))
def test_a_constant_is_above_the_maximum_just_if_it_is(hundredths: int) -> None:
    constant = Decimal(hundredths) / 100
    formula = rule(f"{constant} + 0 * received")
    assert (example(formula, "2") is not None) == (constant > 2)
