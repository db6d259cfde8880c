"""Announced figures of provinces, all of them parts of tables that were not printed whole."""

from fractions import Fraction
from functools import cache

import pytest

from parindex.rounds import read
from parindex.scoring import Results, rank, score, summarise
from parindex.scoring.lost import full_marks, lost_by_area
from parindex.scoring.reconcile import Reconciliation, reconcile
from tests.builders import SHIPPED

TEN_OF_2020 = """
    quang-ninh       57.66  9.56 18.83 5     91.04  -0.01
    hai-phong        58.71  9.35 19.45 3     90.51   0
    thua-thien-hue   56.78  8.57 20.11 3.01  88.47   0
    binh-duong       55.48  8.82 20.27 2.36  86.93   0
    dong-thap        55.94  8.89 20.09 1.84  86.77   0.01
    da-nang          58.01  8.24 18.31 2     86.56   0
    long-an          56.52  8.62 18.11 3     86.25   0
    ha-noi           55.79  8.50 20.28 1.5   86.07   0
    ba-ria-vung-tau  56.23  8.40 18.25 3.14  86.02   0
    phu-tho          53.99  8.81 18.17 4.76  85.74   0.01
"""
NINETEEN_OF_2012 = """
    da-nang          53.25 33.87 87.12
    ba-ria-vung-tau  54.35 31.79 86.14
    ho-chi-minh      52.75 31.08 83.83
    dong-thap        52.5  30.91 83.41
    an-giang         54.25 29    83.25
    hai-phong        51.5  31.55 83.05
    ha-noi           51.25 31.52 82.77
    bac-giang        53.75 29    82.75
    thai-binh        50.25 31.7  81.95
    vinh-long        51.25 30.42 81.67
    binh-duong       50.5  30.76 81.26
    can-tho          50.5  30.37 80.87
    ninh-binh        50    30.73 80.73
    bac-lieu         50.1  30.46 80.56
    hau-giang        48.1  32.42 80.52
    thanh-hoa        51    29.41 80.41
    lao-cai          48.35 32.01 80.36
    tay-ninh         51.5  28.79 80.29
    quang-ninh       49.75 30.46 80.21
"""


@cache
def results(code: str) -> Results:
    return rank(score(read(SHIPPED / code)))


def rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


def first(again: Reconciliation, count: int) -> list[tuple[str, tuple[Fraction, ...], Fraction | None]]:
    return [(unit.unit.unit.code, unit.parts, unit.printed) for unit in again.units[:count]]


def test_ten_provinces_of_2020_add_up_from_four_parts_three_within_rounding() -> None:
    again, expected = reconcile(results("vn-provinces-2020")), rows(TEN_OF_2020)
    assert first(again, 10) == [
        (code, tuple(map(Fraction, parts)), Fraction(total)) for code, *parts, total, _ in expected
    ]
    assert [unit.difference for unit in again.units[:10]] == [Fraction(row[-1]) for row in expected]
    assert [unit.printed_rank for unit in again.units[:10]] == list(range(1, 11))
    assert [unit.recomputed_rank for unit in again.units[:10]] == list(range(1, 11))
    assert (again.count("same"), again.count("within_rounding"), again.count("differs")) == (7, 3, 0)
    assert again.agrees


def test_nineteen_provinces_of_2012_add_up_from_two_parts() -> None:
    again = reconcile(results("vn-provinces-2012"))
    assert first(again, 19) == [
        (code, tuple(map(Fraction, parts)), Fraction(total)) for code, *parts, total in rows(NINETEEN_OF_2012)
    ]
    assert [unit.recomputed_rank for unit in again.units[:20]] == [*range(1, 20), None]
    assert again.count("same") == 19
    assert again.agrees


def test_dak_lak_2017_lost_points_by_area_largest_first() -> None:
    losses = lost_by_area(results("vn-provinces-2017"), "dak-lak")
    assert [(loss.placed.node.title.en, loss.lost, loss.maximum) for loss in losses] == [
        ("Modernisation", Fraction("7.14"), 16),
        ("Civil service", Fraction("4.88"), 16),
        ("Direction and administration", Fraction("4.5"), 10),
        ("Organisational apparatus", Fraction("2.77"), 11),
        ("Public finance", Fraction("1.96"), 7),
        ("Institutions (legal documents)", Fraction("1.84"), 10),
        ("Impact of reform", Fraction("1.54"), Fraction("15.5")),
        ("Administrative procedures", 0, Fraction("14.5")),
    ]
    assert sum(loss.lost for loss in losses) == Fraction("24.63")


def test_dak_lak_2017_adds_up_to_its_printed_index() -> None:
    round_2017 = results("vn-provinces-2017")
    unit = round_2017.by_code["dak-lak"]
    assert (unit.computed, unit.index, unit.rank) == (Fraction("75.37"), Fraction("75.37"), None)
    assert [placed.node.code for placed in full_marks(round_2017, "dak-lak")] == ["3"]


def test_lang_son_2018_is_the_sum_of_four_parts_and_26th() -> None:
    unit = results("vn-provinces-2018").by_code["lang-son"]
    parts = Fraction("47.75") + Fraction("9.15") + Fraction("16.85") + Fraction("3.5")
    assert (unit.computed, unit.index, unit.rank) == (parts, Fraction("77.25"), 26)


def test_lang_son_2019_rose_by_308_points_and_fell_16_places_into_group_b() -> None:
    unit = results("vn-provinces-2019").by_code["lang-son"]
    assert (unit.index, unit.rank, unit.group) == (Fraction("80.33"), 42, "B")
    assert unit.change is not None
    assert (unit.change.points, unit.change.places) == (Fraction("3.08"), -16)
    assert (unit.change.past_index, unit.change.past_rank) == (Fraction("77.25"), 26)


def test_hai_phong_2019_rose_a_place_though_its_total_of_2018_was_not_printed_in_full() -> None:
    change = results("vn-provinces-2019").by_code["hai-phong"].change
    assert change is not None
    assert (change.past_index, change.past_rank, change.points, change.places) == (None, 5, None, 1)


def test_figures_about_the_2019_table_are_those_printed_and_say_so() -> None:
    summary = summarise(results("vn-provinces-2019"))
    assert {name: (figure.value, figure.basis) for name, figure in summary.figures.items()} == {
        "mean": (Fraction("81.15"), "published"),
        "points_change": (Fraction("4.23"), "published"),
        "rose": (62, "published"),
        "ranked_units": (63, "published"),
    }
    assert {name: (figure.value, figure.basis) for name, figure in summary.region_means.items()} == {
        "Tây Nguyên": (Fraction("79.42"), "published"),
        "Đồng bằng sông Hồng": (Fraction("82.95"), "published"),
        "Đông Nam Bộ": (Fraction("82.02"), "published"),
    }
    assert {name: (figure.value, figure.basis) for name, figure in summary.group_sizes.items()} == {
        "A": (1, "published"),
        "B": (43, "published"),
        "C": (19, "published"),
    }
    assert summary.area_means == {}


@pytest.mark.parametrize(
    "year", [2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024]
)
def test_an_incomplete_table_ranks_nobody_but_those_whose_rank_was_printed(year: int) -> None:
    incomplete = results(f"vn-provinces-{year}")
    printed = incomplete.round.printed
    assert not incomplete.is_complete
    assert {unit.unit.code: unit.rank for unit in incomplete.units} == {
        unit.unit.code: printed[unit.unit.code].rank if unit.unit.code in printed else None
        for unit in incomplete.units
    }
    summary = summarise(incomplete)
    figures = (summary.figures, summary.region_means, summary.area_means, summary.group_sizes)
    assert {figure.basis for group in figures for figure in group.values()} <= {"published"}
