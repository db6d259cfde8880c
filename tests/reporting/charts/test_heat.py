from decimal import Decimal

import pytest

from parindex.documents import Unfit
from parindex.reporting.charts import NARROW, WIDE, heat_table
from parindex.reporting.charts.colours import HATCH
from tests.builders import a_round, branch, framework, leaf, results_of
from tests.reporting.charts.checking import assert_sound


@pytest.mark.slow
@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_rounds_that_ship_are_drawn(training, ministries, language, width):
    for results in (training, ministries):
        assert_sound(heat_table(results, language, width), width)


def test_mean_of_a_whole_table_stands_in_its_last_row(ministries):
    chart = heat_table(ministries, "en")
    assert chart.table.rows[-1][0] == "Mean"
    assert str(chart.table.rows[-1][2]) in chart.sentence


def test_parts_of_points_are_called_what_they_are(ministries):
    """Of the ministries appraised and surveyed points were printed, which are no areas."""
    chart = heat_table(ministries, "vi")
    assert chart.title.startswith("Điểm điều tra xã hội học là phần điểm yếu nhất, trung bình đạt ")
    assert "phần trăm điểm tối đa của phần điểm" in chart.notes[-1]


def test_cells_keep_what_is_unknown_apart_from_what_does_not_apply():
    rules = framework(branch("1", leaf("1.1", 50, may_be_not_applicable=True)), leaf("2", 50))
    about = {"kind": "reconciled", "data_status": "published"}
    data = a_round(rules, {"a": {"1.1": 40}, "b": {"2": 20}}, marked=[("b", "1.1")], about=about)
    chart = heat_table(results_of(data), "vi")
    assert chart.title == "Tỷ lệ điểm theo area của 2 trên 2 đơn vị"
    assert chart.sentence == "Trong các ô đã biết, cao nhất là Unit a ở area 1: 80,0%."
    assert chart.table.rows == (("Unit b", None, Decimal("40.0")), ("Unit a", Decimal("80.0"), None))
    looks = {
        (cell["row"], cell["area"]): (cell["text"], cell["fill"] == HATCH)
        for cell in chart.spec["data"]["values"]
    }
    assert looks == {
        (0, "1"): ("–", False),
        (0, "2"): ("40,0", False),
        (1, "1"): ("80,0", False),
        (1, "2"): ("", True),
    }
    assert_sound(chart, WIDE)


def test_round_of_totals_alone_cannot_be_drawn(provinces_2019):
    with pytest.raises(Unfit, match="no points by area"):
        heat_table(provinces_2019, "en")
