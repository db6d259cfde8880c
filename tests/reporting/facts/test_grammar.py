"""Numbers, names and lists in a sentence of either language."""

from fractions import Fraction

import pytest

from parindex.language import Text, both
from parindex.reporting.facts.grammar import (
    counted,
    group_named,
    listed,
    named,
    ordinal,
    points,
    quoted,
    sentence,
    told_beside,
    units_counted,
)


@pytest.mark.parametrize(
    ("place", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"),
     (42, "42nd"), (63, "63rd"), (100, "100th"), (111, "111th")],
)  # fmt: skip
def test_ordinals(place: int, said: str) -> None:
    assert ordinal(place) == said


def test_points_have_two_decimals_at_most_and_are_never_nothing_by_rounding() -> None:
    assert points(Fraction("18.296"), "vi") == "18,3"
    assert points(Fraction(0), "en") == "0"
    assert points(None, "en") == "–"
    assert points(Fraction("0.0004"), "en") == "0.0004"
    assert points(Fraction(10), "en") == "10"


def test_lists() -> None:
    assert [listed(["A", "B", "C"][:n], "vi") for n in range(4)] == ["", "A", "A và B", "A, B và C"]
    assert listed(["A", "B", "C"], "en") == "A, B and C"


def test_institutions_have_an_article_in_english_and_places_have_none() -> None:
    ministry = Text(vi="Bộ Tài chính", en="Ministry of Finance")
    assert named(ministry, "en") == "the Ministry of Finance"
    assert named(ministry, "vi") == "Bộ Tài chính"
    assert named(Text(vi="Lạng Sơn", en="Lang Son"), "en") == "Lang Son"


def test_groups_go_by_their_label() -> None:
    assert group_named(Text(vi="Nhóm A", en="Group A"), "vi") == "nhóm A"
    assert group_named(Text(vi="Nhóm A", en="Group A"), "en") == "group A"
    assert group_named(both("B"), "en") == "group B"


def test_beside_its_code_a_group_has_a_name_only_where_that_says_more() -> None:
    assert told_beside(Text(vi="Nhóm A", en="Group A"), "A", "vi") == ""
    assert told_beside(Text(vi="Nhóm A", en="Group A"), "A", "en") == ""
    assert told_beside(both("B"), "B", "vi") == ""
    assert told_beside(Text(vi="Tốt", en="Good"), "A", "vi") == "Tốt"
    assert group_named(Text(vi="Tốt", en="Good"), "vi") == "nhóm “Tốt”"
    assert group_named(Text(vi="Tốt", en="Good"), "en") == "the group “Good”"
    assert group_named(Text(vi="“trên 80%”", en='"over 80%"'), "en") == "the group “over 80%”"


def test_counts() -> None:
    assert [units_counted(n, "vi") for n in (0, 1, 2)] == ["không đơn vị nào", "1 đơn vị", "2 đơn vị"]
    assert [units_counted(n, "en") for n in (0, 1, 2)] == ["no units", "1 unit", "2 units"]
    assert [counted(n, "place", "places") for n in (1, 2)] == ["1 place", "2 places"]


def test_sentences_and_quotations() -> None:
    assert sentence("đạt 80 điểm") == "Đạt 80 điểm"
    assert sentence("") == ""
    assert quoted("a") == "“a”"
    assert quoted("“a”") == "“a”"
