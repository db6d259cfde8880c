"""Published values over the years: as printed, with the break that is not bridged."""

from fractions import Fraction
from pathlib import Path

import pytest

from parindex import shipped
from parindex.documents import Unfit
from parindex.problems import Invalid
from parindex.survey.series import Series, read_series


@pytest.fixture(scope="module")
def sipas() -> Series:
    return read_series(shipped.series()["vn-sipas"])


def test_national_values_are_those_published(sipas: Series) -> None:
    found = {each.year: each.value for each in sipas.of("", "sipas")}
    printed = {2018: "82.99", 2019: "84.45", 2020: "85.48", 2022: "80.08", 2023: "82.66", 2024: "83.94"}
    assert found == {year: Fraction(value) for year, value in printed.items()}
    assert all(each.source.startswith("http") for each in sipas.values)
    assert sipas.info.data_status == "published"


def test_changes_stay_within_a_stretch_of_the_series(sipas: Series) -> None:
    assert sipas.change("", "sipas", 2018, 2020) == Fraction("2.49")
    assert sipas.change("", "sipas", 2022, 2024) == Fraction("3.86")
    with pytest.raises(Unfit, match="The series breaks in 2022"):
        sipas.change("", "sipas", 2020, 2022)
    with pytest.raises(Unfit, match="no published values for both 2018 and 2021"):
        sipas.change("", "sipas", 2018, 2021)


def test_ranks_without_a_value_are_kept(sipas: Series) -> None:
    [last] = [each for each in sipas.of("cao-bang", "sipas") if each.year == 2021]
    assert (last.value, last.rank) == (None, 63)


def test_bad_rows_are_named_at_once(tmp_path: Path) -> None:
    source = shipped.series()["vn-sipas"]
    (tmp_path / "series.yaml").write_bytes((source / "series.yaml").read_bytes())
    (tmp_path / "values.csv").write_text(
        "year,unit,measure,value,rank,source,note\n2018,,other,80,,s,\n2018,,sipas,8o,,s,\n2019,,sipas,80,,,\n",
        encoding="utf-8",
    )
    with pytest.raises(Invalid) as invalid:
        read_series(tmp_path)
    found = [(problem.code, problem.place.line, problem.place.path) for problem in invalid.value.problems]
    assert found == [("unknown-code", 2, "measure"), ("bad-value", 3, "value"), ("empty-cell", 4, "source")]
