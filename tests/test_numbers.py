import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.numbers import (
    MICRO,
    NAN,
    Analytic,
    Floats,
    Fractions,
    exact,
    exact_array,
    fits_float,
    micro,
    points_text,
)

FIFTEEN_DIGITS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.integers(0, 20),
)


def half_up(value: Fraction) -> int:
    """The textbook's words: the nearest whole number, the one further from zero at the half."""
    return math.floor(value + Fraction(1, 2)) if value >= 0 else math.ceil(value - Fraction(1, 2))


@pytest.mark.parametrize(
    ("points", "kept"),
    [
        ("1/3", 333_333),
        ("2/3", 666_667),
        ("1/2000000", 1),
        ("-1/2000000", -1),
        ("0.0000004999999", 0),
        ("-0.0000004999999", 0),
        ("0.25", 250_000),
        ("0", 0),
    ],
)
def test_points_are_kept_in_millionths_rounded_half_up(points: str, kept: int) -> None:
    assert micro(Fraction(points)) == kept


@pytest.mark.parametrize("points", [Decimal("0.25"), Fraction(1, 4)])
def test_micro_points_do_not_ask_how_a_number_is_kept(points: Decimal | Fraction) -> None:
    assert micro(points) == 250_000
    assert micro(3) == 3 * MICRO


@given(st.fractions(-1000, 1000))
def test_micro_points_are_the_textbook_rounding(points: Fraction) -> None:
    assert micro(points) == half_up(points * MICRO)


@given(st.integers(0, 10**8), st.integers(0, 2))
def test_micro_points_fall_to_the_right_side_of_a_half(whole: int, side: int) -> None:
    """A hair below the half, on it, a hair above it."""
    points = (whole + Fraction(1, 2) + Fraction(side - 1, 10**40)) / MICRO
    assert micro(points) == whole + (side > 0)


@pytest.mark.parametrize(
    ("micro_points", "text"),
    [
        (250_000, "0.25"),
        (-250_000, "-0.25"),
        (3_000_000, "3"),
        (1, "0.000001"),
        (0, "0"),
        (10_500_000, "10.5"),
    ],
)
def test_micro_points_read_as_the_shortest_decimal(micro_points: int, text: str) -> None:
    assert points_text(micro_points) == text


@given(st.integers(-(10**12), 10**12))
def test_the_text_of_points_gives_them_back(micro_points: int) -> None:
    assert micro(Fraction(points_text(micro_points))) == micro_points


@given(FIFTEEN_DIGITS)
def test_a_decimal_of_fifteen_digits_survives_being_kept_as_a_float(value: Decimal) -> None:
    assert fits_float(value)
    assert exact(float(value)) == Fraction(value)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("123456789012345", True),
        ("1234567890123456", False),
        ("0.000123456789012345", True),
        ("1.00000000000000000000000000001", False),
        ("1000000000000000000000", True),
        ("1.5000000000000000000000000000000000", True),
        ("0", True),
        ("1e300", True),
        ("1e400", False),
        ("1e-400", False),
        ("-1e400", False),
    ],
)
def test_a_number_fits_if_its_digits_and_its_size_survive(text: str, fits: bool) -> None:
    assert fits_float(Decimal(text)) == fits


def test_an_array_becomes_fractions_of_the_same_shape_and_what_is_missing_stays_missing() -> None:
    array = exact_array(np.array([[0.1, 2.0], [np.nan, -0.5]]))
    assert array.shape == (2, 2)
    assert [array[0, 0], array[0, 1], array[1, 1]] == [Fraction(1, 10), 2, Fraction(-1, 2)]
    assert np.isnan(array[1, 0])


# What rules calculate with: the same questions to floats and to fractions.

PAIRS = [(1, 2), (2, 2), (3, 2), (0.1, 0.3)]


@pytest.mark.parametrize("arithmetic", [Floats((4,)), Analytic(), Fractions()])
def test_both_kinds_of_number_compare_alike(arithmetic: Floats | Fractions) -> None:
    left, right = np.array(PAIRS).T
    if isinstance(arithmetic, Fractions):
        left, right = exact_array(left), exact_array(right)
    assert arithmetic.at_least(left, right).tolist() == [False, True, True, False]
    assert arithmetic.above(left, right).tolist() == [False, False, True, False]
    assert arithmetic.equal(left, right).tolist() == [False, True, False, False]


@pytest.mark.parametrize("arithmetic", [Floats((3,)), Fractions()])
def test_nothing_compares_with_the_undefined_in_either_kind_of_number(arithmetic: Floats | Fractions) -> None:
    left, right = np.array([np.nan, 1.0, np.nan]), np.array([1.0, np.nan, np.nan])
    if isinstance(arithmetic, Fractions):
        left, right = exact_array(left), exact_array(right)
    for compare in (arithmetic.at_least, arithmetic.above, arithmetic.equal):
        assert compare(left, right).tolist() == [False, False, False]


@pytest.mark.parametrize("arithmetic", [Floats((3,)), Fractions()])
def test_a_quotient_by_zero_is_undefined_in_either_kind_of_number(arithmetic: Floats | Fractions) -> None:
    above, below = np.array([1.0, 0.0, 3.0]), np.array([0.0, 0.0, 4.0])
    if isinstance(arithmetic, Fractions):
        above, below = exact_array(above), exact_array(below)
    quotients = arithmetic.divide(above, below)
    assert [float(quotient) for quotient in quotients] == pytest.approx([NAN, NAN, 0.75], nan_ok=True)


def test_a_constant_is_exact_in_fractions_and_the_nearest_float_in_floats() -> None:
    assert Fractions().number(Decimal("0.1")) == Fraction(1, 10)
    assert Floats((1,)).number(Decimal("0.1")) == 0.1


# Doubt: the cells that floats must hand over to fractions.


def test_a_comparison_that_rounding_may_have_decided_is_in_doubt() -> None:
    floats = Floats((4,))
    floats.at_least(np.array([0.1 + 0.2, 0.31, 1e12 + 0.001, 1e-12]), np.array([0.3, 0.3, 1e12, 0.0]))
    assert floats.doubt.tolist() == [True, False, True, True]


def test_every_comparison_of_a_rule_adds_to_the_doubt() -> None:
    floats = Floats((3,))
    for position, compare in enumerate((floats.at_least, floats.above, floats.equal)):
        right = np.full(3, 9.0)
        right[position] = 1.0
        compare(np.ones(3), right)
    assert floats.doubt.tolist() == [True, True, True]


def test_a_difference_that_has_lost_its_digits_is_in_doubt() -> None:
    """0.35 − 0.3 is right to fifteen places; 152345678.35 − 152345678.3 only to eight."""
    floats = Floats((3,))
    difference = floats.subtract(np.array([0.35, 152345678.35, 0.3]), np.array([0.1, 152345678.3, 0.2999999]))
    assert difference.tolist() == [0.35 - 0.1, 152345678.35 - 152345678.3, 0.3 - 0.2999999]
    assert floats.doubt.tolist() == [False, True, True]


def test_a_sum_of_opposites_that_has_lost_its_digits_is_in_doubt() -> None:
    floats = Floats((3,))
    assert floats.add(
        np.array([0.3, 0.3, 0.3]), np.array([-0.29999, 0.29999, np.nan])
    ).tolist() == pytest.approx([0.00001, 0.59999, NAN], nan_ok=True)
    assert floats.doubt.tolist() == [True, False, False]


def test_a_difference_of_counts_is_never_in_doubt() -> None:
    floats = Floats((3,))
    floats.subtract(np.array([1e12, 5.0, 0.0]), np.array([1e12 - 1, 5.0, 0.0]))
    assert floats.doubt.tolist() == [False, False, False]


def test_whole_numbers_beyond_the_digits_of_a_float_are_in_doubt_all_the_same() -> None:
    floats = Floats((1,))
    floats.subtract(np.array([2.0**60]), np.array([2.0**60 - 2.0**8]))
    assert floats.doubt.tolist() == [True]


def test_where_units_are_compared_doubt_about_one_is_doubt_about_all() -> None:
    floats = Floats((2, 3))
    floats.equal(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), 2.0)
    floats.compare_units()
    assert floats.doubt.tolist() == [[True, True, True], [False, False, False]]


def test_what_if_draws_keep_no_book_of_doubt() -> None:
    analytic = Analytic()
    analytic.equal(np.ones(5), np.ones(5))
    assert analytic.subtract(np.full(5, 0.3), np.full(5, 0.3)).tolist() == [0.0] * 5
    assert analytic.doubt.tolist() == [False]


@given(st.lists(FIFTEEN_DIGITS, min_size=2, max_size=2))
def test_sums_and_differences_in_fractions_are_exact(pair: list[Decimal]) -> None:
    left, right = (exact_array(np.array([float(value)])) for value in pair)
    fractions = Fractions()
    assert fractions.add(left, right)[0] == Fraction(pair[0]) + Fraction(pair[1])
    assert fractions.subtract(left, right)[0] == Fraction(pair[0]) - Fraction(pair[1])


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(1, 10**6)), min_size=1, max_size=20))
def test_floats_round_to_micro_points_as_fractions_do_or_say_that_they_doubt(
    pairs: list[tuple[int, int]],
) -> None:
    points = [Fraction(above, below) for above, below in pairs]
    floats = Floats((len(points),))
    kept = floats.to_micro(np.array([float(value) for value in points]))
    settled = [
        micro(value) if doubt else int(whole)
        for value, whole, doubt in zip(points, kept, floats.doubt, strict=True)
    ]
    assert settled == [half_up(value * MICRO) for value in points]


def test_points_at_the_half_of_a_micro_point_are_in_doubt() -> None:
    floats = Floats((4,))
    kept = floats.to_micro(np.array([0.25, 0.0000005, 1.00000049999, np.nan]))
    assert floats.doubt.tolist() == [False, True, True, False]
    assert [kept[0], kept[3]] == [250_000, 0]
