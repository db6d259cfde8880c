"""The announced table of 17 ministries for 2023, as it was printed: parts, totals, ranks, groups, mean."""

from fractions import Fraction
from functools import cache

import pytest

from parindex.language import decimal_text
from parindex.rounds import read
from parindex.scoring import Results, rank, score, summarise
from parindex.scoring.reconcile import reconcile
from tests.builders import SHIPPED

PRINTED = """
     rank ministry                                  appraised survey total
        1 bo-tu-phap                                    61.86  28.10 89.95
        2 ngan-hang-nha-nuoc-viet-nam                   62.67  27.21 89.89
        3 bo-tai-chinh                                  61.52  27.66 89.18
        4 bo-noi-vu                                     60.65  26.38 87.04
        5 bo-tai-nguyen-va-moi-truong                   61.15  25.85 87.01
        6 bo-nong-nghiep-va-phat-trien-nong-thon        60.25  26.17 86.41
        7 bo-xay-dung                                   61.18  25.10 86.28
        8 bo-giao-thong-van-tai                         60.27  25.91 86.18
        9 bo-thong-tin-va-truyen-thong                  60.50  25.33 85.83
       10 bo-lao-dong-thuong-binh-va-xa-hoi             60.99  24.81 85.81
       11 bo-van-hoa-the-thao-va-du-lich                58.10  25.47 83.56
       12 bo-giao-duc-va-dao-tao                        55.46  25.07 80.53
       13 bo-khoa-hoc-va-cong-nghe                      56.49  23.88 80.38
       14 bo-ke-hoach-va-dau-tu                         54.59  25.48 80.07
       15 bo-y-te                                       55.81  23.99 79.80
       16 bo-ngoai-giao                                 52.12  26.35 78.48
       17 bo-cong-thuong                                54.21  23.82 78.03
"""
ROWS = [line.split() for line in PRINTED.strip().splitlines()[1:]]


@cache
def results() -> Results:
    return rank(score(read(SHIPPED / "vn-ministries-2023")))


def test_results_show_the_printed_totals_in_the_printed_order_with_the_printed_ranks() -> None:
    shown = [
        (str(unit.rank), unit.unit.code, results().text(unit.index or Fraction(0)), unit.status)
        for unit in results().ordered
    ]
    assert shown == [(place, ministry, total, "published") for place, ministry, _, _, total in ROWS]


def test_points_of_the_two_parts_are_those_printed() -> None:
    again = reconcile(results())
    assert [(unit.unit.unit.code, unit.parts) for unit in again.units] == [
        (ministry, (Fraction(appraised), Fraction(survey))) for _, ministry, appraised, survey, _ in ROWS
    ]


def test_every_last_digit_is_explained() -> None:
    again = reconcile(results())
    for unit, (place, _, appraised, survey, total) in zip(again.units, ROWS, strict=True):
        recomputed = Fraction(appraised) + Fraction(survey)
        difference = Fraction(total) - recomputed
        assert (unit.printed, unit.recomputed, unit.difference) == (Fraction(total), recomputed, difference)
        assert unit.verdict == ("within_rounding" if difference else "same")
        assert (unit.printed_rank, unit.recomputed_rank) == (int(place), int(place))
    assert [abs(unit.difference or 0) for unit in again.units if unit.verdict != "same"] == [
        Fraction(1, 100)
    ] * 9
    assert (again.count("same"), again.count("within_rounding"), again.unexplained) == (8, 9, ())
    assert again.ranks_agree
    assert again.agrees


def test_the_mean_is_that_of_the_printed_totals() -> None:
    again = reconcile(results())
    mean = sum(Fraction(total) for *_, total in ROWS) / 17
    assert (again.printed_mean, again.announced_mean) == (mean, Fraction("84.38"))
    assert decimal_text(mean, 2) == "84.38"
    figures = summarise(results()).figures
    assert (figures["mean"].value, figures["mean"].basis) == (mean, "computed")
    assert (figures["points_change"].value, figures["points_change"].basis) == (Fraction("0.33"), "published")


def test_the_table_is_complete_so_groups_are_counted() -> None:
    sizes = summarise(results()).group_sizes
    assert {code: (size.value, size.basis) for code, size in sizes.items()} == {
        "1": (14, "computed"),
        "2": (3, "computed"),
    }


@pytest.mark.parametrize(
    ("ministry", "points", "places"),
    [
        pytest.param("bo-tu-phap", Fraction("-0.68"), 1, id="index and rank of 2022 were printed"),
        pytest.param("ngan-hang-nha-nuoc-viet-nam", Fraction("-1.88"), -1, id="one place down"),
        pytest.param("bo-noi-vu", None, 0, id="only the rank of 2022 was printed"),
        pytest.param("bo-thong-tin-va-truyen-thong", None, -4, id="only the rank, from 5 to 9"),
    ],
)
def test_change_on_2022_is_shown_as_far_as_it_was_printed(
    ministry: str, points: Fraction | None, places: int
) -> None:
    change = results().by_code[ministry].change
    assert change is not None
    assert (change.points, change.places) == (points, places)


def test_a_ministry_of_which_nothing_was_printed_for_2022_has_no_change() -> None:
    assert results().by_code["bo-y-te"].change is None
