"""Numbers as people read them."""

import math
from decimal import Decimal
from fractions import Fraction

from parindex.reporting.numbers import (
    count,
    never_zero,
    number,
    percent,
    share_in_percent,
    signed,
    units_of_all,
)


def test_numbers_have_the_decimal_sign_of_the_language_and_a_true_minus() -> None:
    assert number(-0.304, "vi", 2) == "−0,30"
    assert [number(each, "en", 1) for each in (None, math.inf, math.nan)] == ["–", "–", "–"]


def test_a_float_counts_as_what_it_is_written_as() -> None:
    assert number(2.675, "en", 2) == "2.68"
    assert number(Fraction(1, 3), "en", 2) == number(Decimal("0.333"), "en", 2) == "0.33"


def test_changes_have_a_sign_unless_they_round_to_zero() -> None:
    assert [signed(each, "en", 1) for each in (1.25, -1.25, 0.01, 0.0)] == ["+1.3", "−1.3", "0.0", "0.0"]
    assert signed(None, "en", 1) == "–"


def test_what_is_not_zero_does_not_read_as_zero() -> None:
    values = (Fraction("0.046188"), Fraction("-0.0004"), Fraction(0), Fraction("2.5"))
    assert [never_zero(value, "vi", 1) for value in values] == ["0,05", "−0,0004", "0,0", "2,5"]


def test_counts_and_shares() -> None:
    assert (count(36525.4, "vi"), count(36525, "en"), count(None, "vi"), count(-1, "en")) == (
        "36.525", "36,525", "–", "−1",
    )  # fmt: skip
    assert share_in_percent(0.95, "en") == "95"
    assert share_in_percent(0.999, "vi") == "99,9"


def test_a_percentage_has_its_sign_and_what_is_unknown_none():
    assert [percent(Fraction(3, 4), "vi"), percent(80, "en", 0), percent(None, "vi")] == ["0,8%", "80%", "–"]


def test_units_are_told_with_how_many_there_are_or_that_nobody_says():
    assert [units_of_all(3, 17, "vi"), units_of_all(3, 17, "en")] == ["3 trên 17 đơn vị", "3 of 17 units"]
    assert units_of_all(0, 1, "en") == "0 of 1 unit"
    assert [units_of_all(5, None, "vi"), units_of_all(5, None, "en")] == [
        "5 đơn vị (chưa rõ tổng số)",
        "5 units (of an unknown total)",
    ]
    assert units_of_all(1, None, "en") == "1 unit (of an unknown total)"


def test_a_count_that_ends_in_a_half_is_rounded_up_as_everywhere() -> None:
    assert [count(value, "en") for value in (31216.5, 31217.5, 0.5, -0.5, 33552)] == [
        "31,217", "31,218", "1", "−1", "33,552",
    ]  # fmt: skip
    assert count(31216.5, "vi") == "31.217"
