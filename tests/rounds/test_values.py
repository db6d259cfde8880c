"""Cells as numbers: what is read, what is refused with which words, and what is written back."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.framework.rules import NEVER, Variable
from parindex.language import both
from parindex.rounds import values
from parindex.rounds.values import BadValue, parser_of, written

DAY = 739_282  # 31 January 2025, counted from 1 January of year 1

numbers = st.decimals(-(10**9), 10**9, places=5, allow_nan=False).map(lambda value: format(value, "f"))
quotients = st.fractions(0, 1000, max_denominator=999)


def a_variable(**more: Any) -> Variable:
    return Variable(name="x", title=both("x"), **more)


def refused(parse: Callable[[str], Any], text: str) -> tuple[str, str]:
    """The full sentence about a cell, in Vietnamese and English."""
    with pytest.raises(BadValue) as caught:
        parse(text)
    said = caught.value.about(text)
    return said.vi, said.en


@pytest.mark.parametrize(
    ("parse", "text", "value"),
    [
        (values.number, "12.5", 12.5),
        (values.number, "-0.25", -0.25),
        (values.number, "0.1", 0.1),
        (values.number, "123456789012345", 123456789012345.0),
        (values.number, "1000000000000000000", 1e18),
        (values.fraction, "0.1", Fraction(1, 10)),
        (values.ratio, "80.33", Fraction(8033, 100)),
        (values.ratio, "4561/57", Fraction(4561, 57)),
        (values.points, "0.25", 250_000),
        (values.points, "0.000001", 1),
        (values.points, "0", 0),
        (values.size, "0", 0.0),
        (values.size, "1.25", 1.25),
        (values.times, "9999", 9999.0),
        (values.count, "12", 12.0),
        (values.count, "12.0", 12.0),
        (values.day, "2025-01-31", DAY),
        (values.day, "never", NEVER),
        (values.day, "Không thực hiện", NEVER),
        (values.yes_no, "yes", 1.0),
        (values.yes_no, "No", 0.0),
        (values.yes_no, "Có", 1.0),
        (values.yes_no, "co\N{COMBINING ACUTE ACCENT}", 1.0),
        (values.yes_no, "không", 0.0),
    ],
)
def test_a_cell_is_read(parse: Callable[[str], Any], text: str, value: object) -> None:
    assert parse(text) == value


@pytest.mark.parametrize(
    ("parse", "text", "expected"),
    [
        (values.number, "12,5", "a number with a decimal point (12.5)"),
        (values.number, "1e3", "a number with a decimal point (12.5)"),
        (values.number, "", "a number with a decimal point (12.5)"),
        (values.number, "٣", "a number with a decimal point (12.5)"),
        (values.number, "nan", "a number with a decimal point (12.5)"),
        (values.number, "0.1234567890123456", "a number of at most 15 digits"),
        pytest.param(values.number, "1" + "0" * 32 + "1", "a number of at most 15 digits", id="34 digits"),
        pytest.param(values.number, "1" + "0" * 400, "a number of at most 15 digits", id="beyond float64"),
        pytest.param(values.number, f"0.{'0' * 400}1", "a number of at most 15 digits", id="below float64"),
        (values.fraction, "1/2", "a number with a decimal point (12.5)"),
        (values.ratio, "1/0", "a number with a decimal point (12.5)"),
        (values.ratio, "1/x", "a number with a decimal point (12.5)"),
        (values.points, "-1", "points from 0 with at most 6 decimals"),
        (values.points, "0.0000001", "points from 0 with at most 6 decimals"),
        (values.size, "-0.1", "a number of at least 0"),
        (values.times, "10000", "a whole number from 0 to 9999"),
        (values.count, "-1", "a whole number from 0"),
        (values.count, "1.5", "a whole number from 0"),
        (values.day, "31/01/2025", "a date YYYY-MM-DD or never"),
        (values.day, "2025-02-29", "a date YYYY-MM-DD or never"),
        (values.day, "20250131", "a date YYYY-MM-DD or never"),
        (values.yes_no, "maybe", "yes or no"),
    ],
)
def test_a_bad_cell_is_refused_with_what_was_expected(
    parse: Callable[[str], Any], text: str, expected: str
) -> None:
    assert refused(parse, text)[1] == f'"{text}": expected {expected}.'


def test_what_was_expected_is_said_in_vietnamese_too() -> None:
    assert refused(values.count, "1.5")[0] == "“1.5”: cần số nguyên từ 0."


@pytest.mark.parametrize(
    ("about", "within", "beyond", "expected"),
    [
        ({"kind": "percent"}, ["0", "100"], ["-0.1", "100.1"], "a number from 0 to 100"),
        ({"kind": "count"}, ["0"], ["-1"], "a whole number from 0"),
        ({"kind": "number"}, ["-7"], [], ""),
        ({"at_least": Decimal("0.3")}, ["0.3"], ["0.29"], "a number of at least 0.3"),
        ({"at_most": Decimal("0.1")}, ["0.1", "-5"], ["0.11"], "a number of at most 0.1"),
        ({"kind": "count", "at_most": "y"}, ["7"], [], ""),
        ({"kind": "count", "at_least": Decimal(2)}, ["2"], ["1"], "a number of at least 2"),
    ],
)
def test_bounds_of_a_variable_are_inside(
    about: dict[str, Any], within: list[str], beyond: list[str], expected: str
) -> None:
    parse = parser_of(a_variable(**about))
    assert [parse(text) for text in within] == [float(text) for text in within]
    assert [refused(parse, text)[1] for text in beyond] == [
        f'"{text}": expected {expected}.' for text in beyond
    ]


def test_each_kind_of_variable_has_its_own_reader() -> None:
    choice = a_variable(kind="choice", choices=("full", "part"))
    assert parser_of(choice)("part") == 1.0
    assert refused(parser_of(choice), "none")[1] == '"none": expected one of: full, part.'
    assert parser_of(a_variable(kind="date"))("2025-01-31") == DAY
    assert parser_of(a_variable(kind="yes_no"))("no") == 0.0


@pytest.mark.parametrize(
    ("about", "cell"),
    [
        ({"kind": "choice", "choices": ("full", "part")}, "part"),
        ({"kind": "yes_no"}, "yes"),
        ({"kind": "yes_no"}, "no"),
        ({"kind": "date"}, "2025-01-31"),
        ({"kind": "date"}, "never"),
        ({"kind": "count"}, "1000000"),
        ({"kind": "number"}, "-0.000001"),
    ],
)
def test_a_cell_is_written_as_it_was_read(about: dict[str, Any], cell: str) -> None:
    variable = a_variable(**about)
    assert written(parser_of(variable)(cell), variable) == cell


@given(numbers)
def test_writing_a_number_and_reading_it_again_gives_the_same_number(text: str) -> None:
    value = values.number(text)
    assert values.number(written(value, a_variable())) == value
    assert Fraction(written(value, a_variable())) == Fraction(text)


@given(quotients)
def test_writing_an_index_and_reading_it_again_gives_the_same_index(value: Fraction) -> None:
    assert values.ratio(values.ratio_text(value)) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(8033, 100), "80.33"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(0), "0"),
        (Fraction(1200), "1200"),
        (Fraction(4561, 57), "4561/57"),
        (Fraction(-1, 3), "-1/3"),
    ],
)
def test_an_exact_value_is_written_as_a_decimal_where_it_is_one(value: Fraction, text: str) -> None:
    assert values.ratio_text(value) == text


def test_a_value_without_end_is_not_written_as_a_decimal() -> None:
    with pytest.raises(ValueError, match="1/3 is not a finite decimal"):
        values.decimal(Fraction(1, 3))
