from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from parindex.framework.rules import Inputs, Interval
from parindex.numbers import Floats, exact

Engine = Any
Rule = dict[str, object]
MILLIONTHS = st.integers(0, 3_000_000).map(lambda micro: Decimal(micro).scaleb(-6))
TENTHS = st.integers(-1000, 1000).map(lambda tenths: tenths / 10)


def variable(name: str, kind: str = "number", **more: object) -> dict[str, object]:
    return {"name": name, "kind": kind, "title": {"vi": name, "en": name}, **more}


def unit(word: str) -> dict[str, object]:
    return {"vi": word, "en": word}


def band(within: str, points: str | Decimal) -> dict[str, object]:
    return {"within": within, "points": points}


SHARE: Rule = {
    "formula": "100 * done / planned",
    "variables": [variable("done", "count", at_most="planned"), variable("planned", "count")],
}
VALUE: Rule = {"formula": "value", "variables": [variable("value")]}
DIFFERENCE: Rule = {"formula": "a - b", "variables": [variable("a"), variable("b")]}


def shares(*pairs: tuple[int, int]) -> list[dict[str, float]]:
    return [{"done": done, "planned": planned} for done, planned in pairs]


def values(*given_values: float) -> list[dict[str, float]]:
    return [{"value": value} for value in given_values]


@st.composite
def covers(draw: st.DrawFn, rising: bool = False) -> list[dict[str, object]]:
    """Bands over all numbers in any order, their limits in whole numbers; the points of `rising` ones rise."""
    limits = sorted(draw(st.sets(st.integers(-100, 100), min_size=1, max_size=4)))
    inside = [draw(st.booleans()) for _ in limits]
    starts = ["(-inf", *(f"{'[' if at else '('}{limit}" for limit, at in zip(limits, inside, strict=True))]
    ends = [*(f"{limit}{')' if at else ']'}" for limit, at in zip(limits, inside, strict=True)), "inf)"]
    points = [draw(MILLIONTHS) for _ in starts]
    bands = [
        band(f"{start}, {end}", worth)
        for start, end, worth in zip(starts, ends, sorted(points) if rising else points, strict=True)
    ]
    return draw(st.permutations(bands))


def best(bands: list[dict[str, Any]]) -> Decimal:
    return max(each["points"] for each in bands)


def looked_up(bands: list[dict[str, Any]], value: Fraction) -> Fraction:
    """The points of the one band that holds a value, by looking through all of them."""
    [points] = [each["points"] for each in bands if value in Interval.parse(each["within"])]
    return Fraction(points)


# Bands.

BANDS: Rule = {
    "type": "bands",
    "value": SHARE,
    "bands": [band("[90, 100]", "1"), band("[80, 90)", "0.5"), band("[0, 80)", "0")],
}


def test_the_band_that_holds_the_value_gives_the_points(engine: Engine) -> None:
    units = shares((50, 50), (45, 50), (44, 50), (40, 50), (39, 50), (0, 50))
    assert engine.points(BANDS, "1", *units) == ["1", "1", "0.5", "0.5", "0", "0"]


def test_a_limit_belongs_to_the_band_that_says_so(engine: Engine) -> None:
    bands = [band("(90, inf)", "1"), band("[80, 90]", "0.5"), band("(-inf, 80)", "0")]
    rule = {"type": "bands", "value": VALUE, "bands": bands}
    assert engine.points(rule, "1", *values(90, 90.01, 80, 79.99)) == ["0.5", "1", "0.5", "0"]


def test_a_value_outside_all_bands_belongs_to_the_nearest(engine: Engine) -> None:
    bands = [band("[80, 90)", "0.5"), band("[90, 100]", "1")]
    assert engine.points({"type": "bands", "value": VALUE, "bands": bands}, "1", *values(-5, 250)) == [
        "0.5",
        "1",
    ]


def test_a_value_that_is_undefined_has_no_points(engine: Engine) -> None:
    assert engine.points(BANDS, "1", *shares((0, 0), (9, 10))) == ["undefined", "1"]


def test_a_third_that_three_tenths_of_a_float_would_miss_is_in_its_band(engine: Engine) -> None:
    """0.1 + 0.2 is 0.30000000000000004 in floats."""
    value = {"formula": "a + b", "variables": [variable("a"), variable("b")]}
    rule = {"type": "bands", "value": value, "bands": [band("(0.3, inf)", "1"), band("(-inf, 0.3]", "0")]}
    assert engine.points(rule, "1", {"a": 0.1, "b": 0.2}) == ["0"]


def test_a_small_difference_of_large_amounts_is_in_its_band(engine: Engine) -> None:
    """152345678.35 − 152345678.30 is 0.0499999… in floats, and more than a hair below 0.05."""
    rule = {
        "type": "bands",
        "value": DIFFERENCE,
        "bands": [band("[0.05, inf)", "1"), band("(-inf, 0.05)", "0")],
    }
    assert engine.points(rule, "1", {"a": 152345678.35, "b": 152345678.3}) == ["1"]


@given(covers(), st.lists(st.tuples(TENTHS, TENTHS), min_size=1, max_size=5))
def test_bands_keep_the_laws(
    engine: Engine, bands: list[dict[str, object]], pairs: list[tuple[float, float]]
) -> None:
    rule = {"type": "bands", "value": DIFFERENCE, "bands": bands}
    engine.keeps_the_laws(rule, best(bands), [{"a": a, "b": b} for a, b in pairs])


@st.composite
def large_amounts(draw: st.DrawFn) -> tuple[float, float]:
    """Two amounts of up to 15 digits that differ by no more than a hundred."""
    cents = draw(st.integers(0, 10**14))
    return (cents + draw(st.integers(-10_000, 10_000))) / 100, cents / 100


@given(covers(), MILLIONTHS, st.lists(large_amounts() | st.tuples(TENTHS, TENTHS), min_size=1, max_size=5))
def test_differences_of_large_amounts_keep_the_laws(
    engine: Engine, bands: list[dict[str, object]], maximum: Decimal, pairs: list[tuple[float, float]]
) -> None:
    units = [{"a": a, "b": b} for a, b in pairs]
    variables = [variable("a"), variable("b")]
    engine.keeps_the_laws({"type": "bands", "value": DIFFERENCE, "bands": bands}, best(bands), units)
    engine.keeps_the_laws({"type": "proportional", "value": DIFFERENCE, "full_mark": 90}, maximum, units)
    engine.keeps_the_laws(
        {"type": "formula", "variables": variables, "otherwise": "1 / (b - a)"}, maximum, units
    )
    engine.keeps_the_laws({**CHANGE, "bands": bands}, best(bands), years(*pairs))
    for method in ("share_of_best", "between_worst_and_best"):
        engine.keeps_the_laws({"type": "relative", "method": method, "value": DIFFERENCE}, maximum, units)


@given(covers(), st.lists(TENTHS, min_size=1, max_size=5))
def test_bands_agree_with_looking_through_all_of_them(
    engine: Engine, bands: list[dict[str, object]], given_values: list[float]
) -> None:
    leaf = engine.leaf({"type": "bands", "value": VALUE, "bands": bands}, best(bands))
    assert engine.exact_points(leaf, values(*given_values)) == [
        looked_up(bands, exact(value)) for value in given_values
    ]


@given(covers(rising=True), TENTHS, TENTHS)
def test_rising_bands_never_give_less_for_more(
    engine: Engine, bands: list[dict[str, object]], one: float, other: float
) -> None:
    leaf = engine.leaf({"type": "bands", "value": VALUE, "bands": bands}, best(bands))
    low, high = engine.micro_points(leaf, values(min(one, other), max(one, other)))
    assert low <= high


@pytest.mark.parametrize(
    ("maximum", "found"), [("1", []), ("2", [("bands-maximum", ("bands",))]), (None, [])]
)
def test_the_best_band_is_worth_the_maximum(engine: Engine, maximum: str | None, found: list[object]) -> None:
    assert engine.flaws(BANDS, maximum) == found


def test_bands_neither_overlap_nor_leave_holes(engine: Engine) -> None:
    bands = [band("[90, 100]", "1"), band("[85, 90]", "0.5"), band("[0, 80)", "0")]
    assert engine.flaws({**BANDS, "bands": bands}, "1") == [
        ("bands-hole", ("bands", 1, "within")),
        ("bands-overlap", ("bands", 0, "within")),
    ]


# The value that bands and proportions are taken of.


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (SHARE, []),
        (
            {"formula": "done / planed", "variables": [variable("done"), variable("planned")]},
            [
                ("unused-variable", ("value", "variables", 1)),
                ("unknown-variable", ("value", "variables")),
            ],
        ),
        (
            {"formula": "done", "variables": [variable("done"), variable("done")]},
            [("code-twice", ("value", "variables", 1))],
        ),
        (
            {"formula": "done", "variables": [variable("done", at_most="planned")]},
            [("unknown-variable", ("value", "variables", 0, "at_most"))],
        ),
        ({"formula": "done > 1", "variables": [variable("done")]}, [("not-a-number", ("value", "formula"))]),
        (
            {"formula": "max_points * done", "variables": [variable("done")]},
            [("unknown-variable", ("value", "variables"))],
        ),
        (
            {
                "formula": "files + days",
                "variables": [variable("files", unit=unit("file")), variable("days", unit=unit("day"))],
            },
            [("units-differ", ("value", "formula"))],
        ),
        (
            {
                "formula": "files + share",
                "variables": [
                    variable("files", unit=unit("file")),
                    variable("share", "percent", unit=unit("%")),
                ],
            },
            [("units-differ", ("value", "formula"))],
        ),
        ({"formula": "files + 1", "variables": [variable("files", unit=unit("file"))]}, []),
    ],
)
def test_a_value_is_made_of_declared_variables_of_fitting_units(
    engine: Engine, value: Rule, found: list[object]
) -> None:
    for rule in ({**BANDS, "value": value}, {**PROPORTIONAL, "value": value}, {**RELATIVE, "value": value}):
        assert engine.flaws(rule, "1") == found


def test_what_is_wrong_with_a_variable_is_told_by_its_name(engine: Engine) -> None:
    value = {
        "formula": "done / planed + days",
        "variables": [
            variable("done", unit=unit("file"), at_most="limit"),
            variable("days", unit=unit("day")),
            variable("days"),
            variable("planned"),
        ],
    }
    assert engine.flaw_texts({**BANDS, "value": value}, "1") == [
        (
            "Biến “limit” là giới hạn nhưng không được khai.",
            'The variable "limit" is a bound but not declared.',
        ),
        ("Biến “days” được khai hai lần; bỏ một.", 'The variable "days" is declared twice; drop one.'),
        ("Biến “planned” không được dùng; bỏ đi.", 'The variable "planned" is not used; drop it.'),
        (
            "Biến “planed” có trong công thức nhưng không được khai; thêm vào variables.",
            'The variable "planed" is in the formula but not declared; add it to variables.',
        ),
        (
            "Công thức cộng hoặc so sánh “file” với “day”; đưa về cùng đơn vị.",
            'The formula adds or compares "file" with "day"; bring them to one unit.',
        ),
    ]


def test_a_percentage_lies_between_0_and_100_and_a_count_is_not_negative_unless_the_variable_says_otherwise(
    engine: Engine,
) -> None:
    variables = [
        variable("share", "percent"),
        variable("growth", "percent", at_least="-100", at_most="1000"),
        variable("files", "count"),
        variable("value"),
        variable("done", "count", at_most="files"),
    ]
    value = {"formula": "share + growth + files + value + done", "variables": variables}
    declared = engine.leaf({**BANDS, "value": value}, "1").rule.inputs
    assert {each.name: (each.lower, each.upper) for each in declared} == {
        "share": (0, 100),
        "growth": (-100, 1000),
        "files": (0, None),
        "value": (None, None),
        "done": (0, "files"),
    }


# Proportional.

PROPORTIONAL: Rule = {"type": "proportional", "value": SHARE, "full_mark": "95", "floor": "50"}


def test_points_are_in_proportion_up_to_the_full_mark(engine: Engine) -> None:
    units = shares((76, 100), (95, 100), (100, 100), (50, 100))
    assert engine.points(PROPORTIONAL, "1", *units) == ["0.8", "1", "1", "0.526316"]


def test_below_the_floor_there_is_nothing(engine: Engine) -> None:
    assert engine.points(PROPORTIONAL, "1", *shares((49, 100), (0, 100), (0, 0))) == ["0", "0", "undefined"]


def test_without_a_floor_points_start_at_zero_and_never_below(engine: Engine) -> None:
    rule = {"type": "proportional", "value": VALUE, "full_mark": "90"}
    assert engine.points(rule, "2", *values(45, 0, -10)) == ["1", "0", "0"]


@given(
    st.integers(1, 100),
    st.none() | st.integers(0, 100),
    MILLIONTHS,
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=5),
)
def test_proportions_keep_the_laws(
    engine: Engine, full_mark: int, floor: int | None, maximum: Decimal, pairs: list[tuple[int, int]]
) -> None:
    rule = {"type": "proportional", "value": SHARE, "full_mark": full_mark, "floor": floor}
    engine.keeps_the_laws(rule, maximum, shares(*pairs))


@given(st.integers(1, 60), st.integers(0, 60), st.integers(0, 60))
def test_a_larger_share_never_earns_less(engine: Engine, planned: int, one: int, other: int) -> None:
    leaf = engine.leaf(PROPORTIONAL, "1")
    low, high = engine.micro_points(leaf, shares((min(one, other), planned), (max(one, other), planned)))
    assert low <= high


def test_the_floor_is_not_above_the_full_mark(engine: Engine) -> None:
    assert engine.flaws({**PROPORTIONAL, "floor": "95"}, "1") == []
    assert engine.flaws({**PROPORTIONAL, "floor": "95.5"}, "1") == [("floor-above-full", ("floor",))]
    assert engine.flaw_texts({**PROPORTIONAL, "floor": "95.5"}, "1") == [
        (
            "Ngưỡng 95.5 cao hơn mức đạt điểm tối đa 95; đổi lại.",
            "The floor 95.5 is above the full mark 95; correct one of them.",
        )
    ]


def test_the_full_mark_is_above_zero(engine: Engine) -> None:
    with pytest.raises(ValidationError, match="greater than 0"):
        engine.leaf({**PROPORTIONAL, "full_mark": "0"}, "1")


# Guarded formula.

COMPLAINTS: Rule = {
    "type": "formula",
    "variables": [
        variable("received", "count", unit=unit("complaint")),
        variable("late", "count", unit=unit("complaint"), at_most="received"),
    ],
    "cases": [
        {"when": "received == 0", "points": "max_points"},
        {"when": "late / received > 0.5", "points": "0"},
    ],
    "otherwise": "max_points * (received - late) / received",
}


def complaints(*pairs: tuple[int, int]) -> list[dict[str, float]]:
    return [{"received": received, "late": late} for received, late in pairs]


def test_the_first_case_that_holds_gives_the_points(engine: Engine) -> None:
    units = complaints((0, 0), (3, 1), (4, 2), (5, 3))
    assert engine.points(COMPLAINTS, "0.5", *units) == ["0.5", "0.333333", "0.25", "0"]


def test_of_two_cases_that_hold_the_first_counts(engine: Engine) -> None:
    cases = [{"when": "value > 5", "points": 1}, {"when": "value > 1", "points": "0.5"}]
    rule = {"type": "formula", "variables": [variable("value")], "cases": cases, "otherwise": 0}
    assert engine.points(rule, "1", *values(9, 5, 1)) == ["1", "0.5", "0"]


def test_what_a_formula_gives_is_held_between_zero_and_the_maximum(engine: Engine) -> None:
    rule = {"type": "formula", "variables": [variable("value")], "otherwise": "value / 10"}
    assert engine.points(rule, "1", *values(-3, 4, 30)) == ["0", "0.4", "1"]


def test_a_formula_without_a_value_is_undefined(engine: Engine) -> None:
    rule = {"type": "formula", "variables": [variable("value")], "otherwise": "1 / value"}
    assert engine.points(rule, "1", *values(0, 2)) == ["undefined", "0.5"]


def test_a_guard_that_is_undefined_does_not_hold(engine: Engine) -> None:
    cases = [{"when": "1 / value > 0", "points": 1}]
    rule = {"type": "formula", "variables": [variable("value")], "cases": cases, "otherwise": "0.25"}
    assert engine.points(rule, "1", *values(0, 2)) == ["0.25", "1"]


def test_a_quotient_by_what_is_zero_on_paper_but_not_in_floats_is_undefined(engine: Engine) -> None:
    """0.3 − 0.1 − 0.2 is −2.8e-17 in floats."""
    variables = [variable("a"), variable("b"), variable("c")]
    rule = {"type": "formula", "variables": variables, "otherwise": "1 / (a - b - c)"}
    assert engine.points(rule, "1", {"a": 0.3, "b": 0.1, "c": 0.2}, {"a": 8, "b": 2, "c": 1}) == [
        "undefined",
        "0.2",
    ]


def test_digits_that_floats_lose_in_a_difference_are_found_again(engine: Engine) -> None:
    """12345678901.35 − 12345678901.25 = 0.1; floats say 0.1000003."""
    rule = {"type": "formula", "variables": [variable("a"), variable("b")], "otherwise": "3 * (a - b)"}
    assert engine.points(rule, "1", {"a": 12345678901.35, "b": 12345678901.25}) == ["0.3"]


FORMULAS = st.sampled_from(
    [
        "max_points * (a - b) / a",
        "max_points * min(a, b) / max(a, b)",
        "abs(a - b) / 100",
        "max_points - 0.25 * b",
        "(a - b) / (b - 0.3)",
        "max_points * a / (a + b)",
        "-a / 7",
    ]
)
GUARDS = st.sampled_from(
    ["a > b", "a / b >= 0.5", "a == b", "a != b and b < 1", "not a / b < 1.5", "a - b <= 0.1 or b > 99"]
)


@given(
    FORMULAS,
    st.lists(st.tuples(GUARDS, FORMULAS), max_size=2),
    MILLIONTHS,
    st.lists(st.tuples(TENTHS, TENTHS), min_size=1, max_size=5),
)
def test_formulas_keep_the_laws(
    engine: Engine,
    otherwise: str,
    cases: list[tuple[str, str]],
    maximum: Decimal,
    pairs: list[tuple[float, float]],
) -> None:
    rule = {
        "type": "formula",
        "variables": [variable("a"), variable("b")],
        "cases": [{"when": when, "points": points} for when, points in cases],
        "otherwise": otherwise,
    }
    engine.keeps_the_laws(rule, maximum, [{"a": a, "b": b} for a, b in pairs])


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"otherwise": "late"}, [("points-in-units", ("otherwise",))]),
        ({"otherwise": "max_points - 0.1 * late"}, []),
        ({"otherwise": "received > late"}, [("condition-or-number", ("otherwise",))]),
        (
            {"cases": [{"when": "received", "points": "late > 1"}], "otherwise": "1"},
            [("condition-or-number", ("cases", 0, "when")), ("condition-or-number", ("cases", 0, "points"))],
        ),
        (
            {"cases": [{"when": "late > max_points", "points": "1"}], "otherwise": "received / late"},
            [("units-differ", ("cases", 0, "when"))],
        ),
        (
            {"cases": [], "otherwise": "max_points - 0.1 * recieved * late"},
            [("unused-variable", ("variables", 0)), ("unknown-variable", ("variables",))],
        ),
    ],
)
def test_a_formula_is_checked_guard_by_guard(engine: Engine, changes: Rule, found: list[object]) -> None:
    assert engine.flaws({**COMPLAINTS, **changes}, "0.5") == found


def test_points_in_units_and_guards_that_are_numbers_are_told(engine: Engine) -> None:
    rule = {**COMPLAINTS, "cases": [{"when": "received", "points": "1"}], "otherwise": "late"}
    assert engine.flaw_texts(rule, "0.5") == [
        ("“when” là điều kiện, “points” là số.", '"when" is a condition, "points" is a number.'),
        (
            "Kết quả tính bằng “complaint”, không phải điểm; hãy chia cho cùng đơn vị.",
            'The outcome is in "complaint", not in points; divide by the same unit.',
        ),
    ]


# Statistic.

GROWTH: Rule = {
    "type": "statistic",
    "unit": unit("%"),
    "bands": [band("[100, inf)", "1"), band("[80, 100)", "0.5"), band("(-inf, 80)", "0")],
}
POVERTY: Rule = {**GROWTH, "better": "lower"}


def against(target: float, *achieved: float) -> list[dict[str, float]]:
    return [{"actual": actual, "target": target} for actual in achieved]


def test_a_statistic_is_taken_in_percent_of_its_target(engine: Engine) -> None:
    assert engine.points(GROWTH, "1", *against(8, 8, 7.9, 6.4, 6.39, -1)) == ["1", "0.5", "0.5", "0", "0"]


def test_where_lower_is_better_the_target_is_taken_in_percent_of_what_was_achieved(engine: Engine) -> None:
    assert engine.points(POVERTY, "1", *against(2, 1, 2, 2.5, 2.51)) == ["1", "1", "0.5", "0"]


def test_where_lower_is_better_nothing_at_all_is_best(engine: Engine) -> None:
    assert engine.points(POVERTY, "1", *against(2, 0), *against(0, 0, 1)) == ["1", "1", "0"]


def test_without_a_target_a_statistic_is_undefined(engine: Engine) -> None:
    assert engine.points(GROWTH, "1", *against(0, 5)) == ["undefined"]


@given(
    covers(),
    st.sampled_from(["higher", "lower"]),
    st.lists(st.tuples(TENTHS, TENTHS), min_size=1, max_size=5),
)
def test_statistics_keep_the_laws(
    engine: Engine, bands: list[dict[str, object]], better: str, pairs: list[tuple[float, float]]
) -> None:
    rule = {**GROWTH, "better": better, "bands": bands}
    engine.keeps_the_laws(
        rule, best(bands), [{"actual": actual, "target": target} for actual, target in pairs]
    )


POSITIVE_TENTHS = st.integers(1, 1000).map(lambda tenths: tenths / 10)


@given(covers(rising=True), POSITIVE_TENTHS, st.floats(0, 100).map(lambda x: round(x, 1)), POSITIVE_TENTHS)
def test_a_better_statistic_never_earns_less(
    engine: Engine, bands: list[dict[str, object]], target: float, one: float, other: float
) -> None:
    low, high = min(one, other), max(one, other)
    higher = engine.leaf({**GROWTH, "bands": bands}, best(bands))
    lower = engine.leaf({**POVERTY, "bands": bands}, best(bands))
    worse, better = engine.micro_points(higher, against(target, low, high))
    assert worse <= better
    better, worse = engine.micro_points(lower, against(target, low, high))
    assert worse <= better


def test_the_bands_of_a_statistic_are_checked(engine: Engine) -> None:
    assert engine.flaws(GROWTH, "1") == []
    assert engine.flaws({**GROWTH, "bands": [band("[100, inf)", "1"), band("(-inf, 80)", "0")]}, "2") == [
        ("bands-hole", ("bands", 0, "within")),
        ("bands-maximum", ("bands",)),
    ]


# Relative.

RELATIVE: Rule = {"type": "relative", "method": "share_of_best", "value": SHARE}
BETWEEN: Rule = {"type": "relative", "method": "between_worst_and_best", "value": SHARE}


def test_points_are_the_share_of_the_best(engine: Engine) -> None:
    units = shares((60, 100), (80, 100), (35, 50), (0, 9))
    assert engine.points(RELATIVE, "1", *units) == ["0.75", "1", "0.875", "0"]


def test_points_lie_between_the_worst_and_the_best(engine: Engine) -> None:
    units = shares((300, 500), (200, 500), (800, 1000))
    assert engine.points(BETWEEN, "1.25", *units) == ["0.625", "0", "1.25"]


@pytest.mark.parametrize("rule", [RELATIVE, BETWEEN])
def test_where_all_are_alike_all_get_the_maximum(engine: Engine, rule: Rule) -> None:
    assert engine.points(rule, "1", *shares((1, 2), (5, 10), (50, 100))) == ["1", "1", "1"]


@pytest.mark.parametrize("rule", [RELATIVE, BETWEEN])
def test_only_units_that_have_the_value_take_part(engine: Engine, rule: Rule) -> None:
    assert engine.points(rule, "1", *shares((0, 0), (0, 10), (5, 10))) == ["undefined", "0", "1"]


@pytest.mark.parametrize("rule", [RELATIVE, BETWEEN])
def test_where_nobody_has_the_value_nobody_has_points(engine: Engine, rule: Rule) -> None:
    assert engine.points(rule, "1", *shares((0, 0), (0, 0))) == ["undefined", "undefined"]
    assert engine.exact_points(engine.leaf(rule, "1"), shares((0, 0), (0, 0))) == [None, None]


def test_thirds_that_are_alike_on_paper_are_alike(engine: Engine) -> None:
    """100 × 7 ÷ 21 and 100 × 1 ÷ 3 differ in the last bit of a float."""
    units = shares((7, 21), (1, 3), (2, 6), (11, 33))
    assert engine.points(BETWEEN, "1", *units) == ["1"] * 4


def test_the_best_by_a_hair_that_floats_lose_is_still_the_best(engine: Engine) -> None:
    units = [
        {"a": 152345678.35, "b": 152345678.3},
        {"a": 0.04, "b": 0},
        {"a": 152345678.33, "b": 152345678.3},
    ]
    rule = {"type": "relative", "method": "share_of_best", "value": DIFFERENCE}
    assert engine.points(rule, "10", *units) == ["10", "8", "6"]


@pytest.mark.parametrize(
    ("differences", "points"),
    [
        pytest.param([4, 2, -1], ["10", "5", "0"], id="below zero is nothing"),
        pytest.param([0, -1], ["10", "undefined"], id="the best is zero"),
        pytest.param([-1, -2], ["undefined", "undefined"], id="even the best is below zero"),
    ],
)
def test_of_a_best_below_zero_there_is_no_share(
    engine: Engine, differences: list[int], points: list[str]
) -> None:
    rule = {"type": "relative", "method": "share_of_best", "value": DIFFERENCE}
    assert engine.points(rule, "10", *({"a": max(d, 0), "b": max(-d, 0)} for d in differences)) == points


PAIRS = st.lists(
    st.integers(0, 30).flatmap(lambda all_: st.tuples(st.integers(0, all_), st.just(all_))),
    min_size=1,
    max_size=6,
)


@given(st.sampled_from([RELATIVE, BETWEEN]), MILLIONTHS, PAIRS)
def test_relative_rules_keep_the_laws(
    engine: Engine, rule: Rule, maximum: Decimal, pairs: list[tuple[int, int]]
) -> None:
    engine.keeps_the_laws(rule, maximum, shares(*pairs))


@given(MILLIONTHS, st.lists(st.tuples(TENTHS, TENTHS), min_size=1, max_size=6))
def test_a_relative_rule_of_differences_keeps_the_laws(
    engine: Engine, maximum: Decimal, pairs: list[tuple[float, float]]
) -> None:
    rule = {"type": "relative", "method": "between_worst_and_best", "value": DIFFERENCE}
    engine.keeps_the_laws(rule, maximum, [{"a": a, "b": b} for a, b in pairs])


@given(st.sampled_from([RELATIVE, BETWEEN]), PAIRS)
def test_the_order_of_points_is_the_order_of_values(
    engine: Engine, rule: Rule, pairs: list[tuple[int, int]]
) -> None:
    points = engine.micro_points(engine.leaf(rule, "1"), shares(*pairs))
    known = [
        (Fraction(done, all_), given_) for (done, all_), given_ in zip(pairs, points, strict=True) if all_
    ]
    assert [given_ for _, given_ in sorted(known)] == sorted(given_ for _, given_ in known)


def test_of_all_units_the_best_the_worst_and_those_in_doubt_decide(engine: Engine) -> None:
    rule = engine.leaf({**BETWEEN, "value": DIFFERENCE}, "1").rule
    inputs = {"a": np.array([9.0, 5, 1, 0.3, np.nan]), "b": np.array([1.0, 1, 1, 0.2999, 1])}
    assert rule.deciding_peers(Inputs(inputs, inputs, 2025)).tolist() == [0, 2, 3]


def test_rules_that_do_not_compare_units_ask_nobody(engine: Engine) -> None:
    inputs = {"done": np.array([9.0, 5]), "planned": np.array([10.0, 10])}
    assert engine.leaf(BANDS, "1").rule.deciding_peers(Inputs(inputs, inputs, 2025)).tolist() == []


def test_what_if_draws_compare_the_units_of_each_draw(engine: Engine) -> None:
    rule = engine.leaf({**BETWEEN, "value": VALUE}, "1").rule
    draws = {"value": np.array([[1.0, 2.0, 3.0], [10.0, 30.0, 20.0]])}
    points = rule.points(Inputs(draws, draws, 2025), 1, Floats((2, 3)))
    assert points.tolist() == [[0.0, 0.5, 1.0], [0.0, 1.0, 0.5]]


# Change.

CHANGE: Rule = {
    "type": "change",
    "kind": "difference",
    "title": {"vi": "Mức độ hài lòng", "en": "Satisfaction"},
    "bands": [band("[1, inf)", "1"), band("(0, 1)", "0.5"), band("(-inf, 0]", "0")],
}


def years(*pairs: tuple[float, float]) -> list[dict[str, float]]:
    return [{"last_year": last, "this_year": this} for last, this in pairs]


def test_a_difference_of_two_years_lies_in_a_band(engine: Engine) -> None:
    units = years((84.3, 85.3), (84.3, 85.29), (84.3, 84.31), (84.3, 84.3), (84.3, 84))
    assert engine.points(CHANGE, "1", *units) == ["1", "0.5", "0.5", "0", "0"]


def test_a_change_in_percent_is_taken_of_the_year_before(engine: Engine) -> None:
    rule = {**CHANGE, "kind": "percent", "bands": [band("[10, inf)", "1"), band("(-inf, 10)", "0")]}
    assert engine.points(rule, "1", *years((100, 110), (100, 109), (0, 12))) == ["1", "0", "undefined"]


def test_percent_of_a_year_before_that_is_below_zero_is_undefined(engine: Engine) -> None:
    rule = {**CHANGE, "kind": "percent", "bands": [band("[10, inf)", "1"), band("(-inf, 10)", "0")]}
    assert engine.points(rule, "1", *years((-10, 10), (-10, -20), (10, -10))) == [
        "undefined",
        "undefined",
        "0",
    ]


def test_a_change_of_large_amounts_lies_in_its_band(engine: Engine) -> None:
    rule = {**CHANGE, "bands": [band("[0.05, inf)", "1"), band("(-inf, 0.05)", "0")]}
    assert engine.points(rule, "1", *years((152345678.3, 152345678.35))) == ["1"]


def test_the_year_before_is_a_variable_of_its_own(engine: Engine) -> None:
    names = [(each.name, each.title.vi, each.title.en) for each in engine.leaf(CHANGE, "1").rule.inputs]
    assert names == [
        ("this_year", "Mức độ hài lòng", "Satisfaction"),
        ("last_year", "Mức độ hài lòng (năm trước)", "Satisfaction (year before)"),
    ]


@given(
    covers(),
    st.sampled_from(["difference", "percent"]),
    st.lists(st.tuples(TENTHS, TENTHS), min_size=1, max_size=5),
)
def test_changes_keep_the_laws(
    engine: Engine, bands: list[dict[str, object]], kind: str, pairs: list[tuple[float, float]]
) -> None:
    engine.keeps_the_laws({**CHANGE, "kind": kind, "bands": bands}, best(bands), years(*pairs))


@given(covers(rising=True), st.sampled_from(["difference", "percent"]), POSITIVE_TENTHS, TENTHS, TENTHS)
def test_a_greater_rise_never_earns_less(
    engine: Engine, bands: list[dict[str, object]], kind: str, last: float, one: float, other: float
) -> None:
    leaf = engine.leaf({**CHANGE, "kind": kind, "bands": bands}, best(bands))
    low, high = engine.micro_points(leaf, years((last, min(one, other)), (last, max(one, other))))
    assert low <= high


def test_the_bands_of_a_change_are_checked(engine: Engine) -> None:
    assert engine.flaws(CHANGE, "1") == []
    assert engine.flaws(CHANGE, "2") == [("bands-maximum", ("bands",))]
