from fractions import Fraction

import pytest

from parindex.documents import Unfit
from parindex.reporting.charts import NARROW, WIDE, ranking
from parindex.rounds import Printed
from tests.builders import a_round, framework, leaf, ranked, results_of, unit
from tests.reporting.charts.checking import assert_sound


@pytest.mark.slow
@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_rounds_that_ship_are_drawn(training, ministries, provinces_2019, language, width):
    for results in (training, ministries, provinces_2019):
        assert_sound(ranking(results, language, width=width), width)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_long_names_have_room(ministries, width):
    chart = ranking(ministries, "vi", width=width)
    assert_sound(chart, width)
    assert "Ngân hàng Nhà nước Việt Nam" in [row["name"] for row in chart.spec["data"]["values"]]


def test_whole_table_names_first_last_and_the_gap(ministries):
    chart = ranking(ministries, "vi")
    assert chart.title == "Bộ Tư pháp đứng đầu, cách Bộ Công Thương 11,92 điểm"
    assert chart.sentence == (
        "Bộ Tư pháp đạt 89,95 điểm, cao nhất trong 17 đơn vị được xếp hạng; Bộ Công Thương đạt 78,03 điểm, thấp nhất."
    )


def test_part_of_a_table_makes_no_statement_about_all(provinces_2019):
    chart = ranking(provinces_2019, "en")
    assert chart.title == "Results of 13 of 63 units are known"
    assert (
        chart.sentence
        == "Of the results that are known, that of Quang Ninh is the highest with 90.09 points."
    )
    assert "50 units whose result is unknown are not drawn; unknown does not mean zero." in chart.notes
    assert len(chart.table.rows) == 63
    assert sum(row[2] is None for row in chart.table.rows) == 51


def test_ranks_alone_can_be_drawn():
    printed = {"a": Printed(rank=3), "b": Printed(rank=1)}
    about = {"kind": "transcribed", "data_status": "published"}
    data = a_round(
        framework(leaf("1")), units=[unit("a"), unit("b"), unit("c")], about=about, printed=printed
    )
    chart = ranking(results_of(data), "vi")
    assert chart.sentence == "Chỉ biết thứ hạng: Unit b đứng thứ 1."
    assert [row[:3] for row in chart.table.rows] == [
        (1, "Unit b", None),
        (3, "Unit a", None),
        (None, "Unit c", None),
    ]
    assert_sound(chart, WIDE)


def test_unit_that_is_picked_out_has_a_chart_of_its_own():
    chart = ranking(ranked("90", "80"), "en", unit="b")
    assert chart.code == "ranking-b"
    assert [row["picked"] for row in chart.spec["data"]["values"]] == [False, True]


def test_nothing_known_cannot_be_drawn():
    about = {"kind": "transcribed", "data_status": "published"}
    data = a_round(framework(leaf("1")), units=[unit("a")], about=about)
    with pytest.raises(Unfit, match="nothing to draw"):
        ranking(results_of(data), "vi")


def test_bars_are_as_long_as_the_index():
    chart = ranking(ranked("100", "50", "0"), "en")
    assert [row["end"] for row in chart.spec["data"]["values"]] == [100, 50, 0]
    assert Fraction(chart.table.rows[1][2]) == 50
