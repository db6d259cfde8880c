"""The published series of satisfaction: every line stops at a break, every number has its source."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from parindex import shipped
from parindex.documents import Unfit
from parindex.language import both
from parindex.reporting.charts import NARROW, WIDE, printed_of, series_lines
from parindex.scoring import Results
from parindex.survey.series import Series, Value, read_series
from tests.reporting.charts.checking import assert_sound
from tests.reporting.charts.test_lines import stretches


@pytest.fixture(scope="module")
def sipas() -> Series:
    return read_series(shipped.series()["vn-sipas"])


def of(sipas: Series, *values: tuple[str, int, str | None]) -> Series:
    """The series with other values: unit, year, value."""
    return replace(
        sipas,
        values=tuple(
            Value(year, unit, "sipas", None if value is None else Fraction(value), None, "s", "")
            for unit, year, value in values
        ),
    )


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_published_series_is_drawn(sipas: Series, language: str, width: int) -> None:
    chart = series_lines(sipas, {"ha-noi": both("Hà Nội")}, language, width)
    assert_sound(chart, width)
    assert chart.status == "published"


def test_the_sentence_tells_each_stretch_apart(sipas: Series) -> None:
    """The values of the nation as announced: 82.99, 84.45, 85.48; from 2022 others are asked: 80.08, 82.66, 83.94."""
    chart = series_lines(sipas, {}, "en")
    assert chart.title == "Overall satisfaction index, the nation: from 80.08% in 2022 to 83.94% in 2024"
    assert chart.sentence == (
        "The nation: from 82.99% in 2018 to 85.48% in 2020; from 80.08% in 2022 to 83.94% in 2024. "
        "These stretches cannot be compared with each other."
    )
    assert sum("From 2022 residents are asked" in note for note in chart.notes) == 1


def test_no_line_crosses_a_break_or_an_unknown_year(sipas: Series) -> None:
    values = [
        *(("", year, "80") for year in (2020, 2021, 2022, 2023)),
        *(("a", year, "90") for year in (2021, 2022)),
        *(("b", year, "70") for year in (2022, 2024)),
        ("b", 2023, None),
    ]
    chart = series_lines(of(sipas, *values), {}, "vi")
    found = stretches(chart)
    assert found["a"] == [1, 1]
    assert found["b"] == [1, 1]
    nation = [rows for unit, rows in found.items() if unit not in {"a", "b"}]
    assert sorted(length for rows in nation for length in rows) == [2, 2]


def test_every_number_of_the_table_has_its_source(sipas: Series) -> None:
    chart = series_lines(sipas, {"quang-ninh": both("Quảng Ninh")}, "vi")
    assert chart.table.columns == ("Năm", "Đơn vị", "Giá trị đã in (%)", "Hạng đã in", "Nguồn")
    assert all(str(row[-1]).startswith("http") for row in chart.table.rows)
    rows = {row[:2]: row[2:4] for row in chart.table.rows}
    assert rows["2019", "Quảng Ninh"] == (Decimal("95.26"), 1)
    assert rows["2021", "cao-bang"] == (None, 63)
    assert rows["2024", "Cả nước"] == (Decimal("83.94"), None)
    assert str(rows["2020", "da-nang"][0]) == "83", "printed without decimals"


def test_one_stretch_and_one_year_are_told_as_such(sipas: Series) -> None:
    assert series_lines(of(sipas, ("", 2023, "80"), ("", 2024, "81")), {}, "en").sentence == (
        "The nation: from 80.00% in 2023 to 81.00% in 2024."
    )
    one = series_lines(of(sipas, ("", 2021, "80"), ("", 2022, "81")), {}, "vi")
    assert one.title == "Chỉ số hài lòng chung, cả nước: 81,00% năm 2022"


def test_a_series_without_the_nation_cannot_be_drawn(sipas: Series) -> None:
    with pytest.raises(Unfit, match="no value of the nation"):
        series_lines(of(sipas, ("a", 2020, "80"), ("", 2020, None)), {}, "en")


def test_values_of_a_year_are_those_printed_then_with_their_sources(
    sipas: Series, provinces_2019: Results
) -> None:
    units = provinces_2019.round.units
    values = printed_of(sipas, 2020, units)
    assert {unit.code: value for unit, value in values.values if value is not None}["quang-ninh"] == Fraction(
        "95.76"
    )
    assert len(values.known) == 10
    assert not values.is_complete
    assert values.status == "published"
    assert values.source.en.count("http") == len(
        {each.source for each in sipas.values if each.year == 2020 and each.unit and each.measure == "sipas"}
    )
    whole = printed_of(of(sipas, *((unit.code, 2020, "80") for unit in units)), 2020, units)
    assert whole.is_complete
    with pytest.raises(Unfit, match="no value of any unit"):
        _ = printed_of(sipas, 2016, units).known
