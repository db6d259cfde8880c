"""Numbers in tables as people read them."""

import datetime
from fractions import Fraction

import pytest

from parindex.reporting.office.blocks import Amount, Day, Place, Span, cell_text, lines_needed, picture_width


@pytest.mark.parametrize(
    ("amount", "vi", "en"),
    [
        (Amount(Fraction("80.335")), "80,34", "80.34"),
        (Amount(None), "–", "–"),
        (Amount(None, 0, is_signed=True), "–", "–"),
        (Amount(42, 0), "42", "42"),
        (Amount(33552, 0), "33.552", "33,552"),
        (Amount(Fraction("7.4")), "7,40", "7.40"),
        (Amount(Fraction("0.0004")), "0,0004", "0.0004"),
        (Amount(-16, 0, is_signed=True), "−16", "−16"),
        (Amount(Fraction("3.08"), is_signed=True), "+3,08", "+3.08"),
        (Amount(Fraction(0), is_signed=True), "0,00", "0.00"),
        (Amount(Fraction("1.50"), is_short=True), "1,5", "1.5"),
        (Amount(Fraction(10), is_short=True), "10", "10"),
        (Amount(Fraction(100), 0, is_short=True), "100", "100"),
        (Amount(Fraction(0), is_short=True), "0", "0"),
        (Amount(Fraction("0.0004"), is_short=True), "0,0004", "0.0004"),
    ],
)
def test_an_amount_is_written_in_the_language_of_the_page(amount: Amount, vi: str, en: str) -> None:
    assert (amount.text("vi"), amount.text("en")) == (vi, en)


def test_pictures_are_as_wide_as_the_page_unless_they_would_be_too_tall() -> None:
    assert picture_width(720, 400) == 165
    assert picture_width(480, 960) == pytest.approx(92.5)
    assert picture_width(300, 300) == pytest.approx(87), "letters of 11 pixels have 9 points"


def test_other_cells_are_written_as_people_write_them() -> None:
    span = Span(Amount(73, 1), Amount(Fraction("98.76"), 1))
    cells = (span, Place(14, 63), Day(datetime.date(2026, 3, 5)), "x")
    assert [cell_text(cell, "vi") for cell in cells] == ["73,0 – 98,8", "14/63", "05/03/2026", "x"]
    assert cell_text(span, "en") == "73.0 – 98.8"


def test_a_text_goes_over_as_many_lines_as_it_needs() -> None:
    assert [lines_needed(text, 5) for text in ("", "a b", "abcde fghij", "x" * 11)] == [1, 1, 2, 3]
    assert lines_needed("ab", 0.4) == 2
