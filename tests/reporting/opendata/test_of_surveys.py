"""The tables of surveys and of published series: what may be shown, and of what is held back nothing but why."""

import io
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import polars
import pytest

from parindex.language import Text, both
from parindex.reporting.opendata.dataset import DataTable, Value
from parindex.reporting.opendata.formats import to_csv, to_parquet, to_workbook
from parindex.reporting.opendata.metadata import Metadata
from parindex.reporting.opendata.of_surveys import tables_of_series, tables_of_survey
from parindex.shipped import series as shipped_series
from parindex.survey.folder import Opened
from parindex.survey.model import Grouping
from parindex.survey.publication import Publication, Ranking
from parindex.survey.publication.of_survey import published
from parindex.survey.series import Measure, Series, SeriesInfo, read_series
from parindex.survey.series import Value as Printed
from tests.survey.builders import stored
from tests.survey.publication.builders import UNITS, about, people

Row = dict[str, Value]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """Six units of which u5 is too small to be shown, and a survey of another year before it."""
    folder = tmp_path_factory.mktemp("survey")
    now, before = (stored(people(seed), folder / f"{seed}.parquet") for seed in (1, 2))
    return published(Opened(about(), (now,)), before=Opened(about(year=2024), (before,)))


@pytest.fixture(scope="module")
def tables(report: Publication) -> dict[str, DataTable]:
    return {table.name: table for table in tables_of_survey(report)}


def rows_of(table: DataTable) -> dict[tuple[Value, ...], Row]:
    rows = [dict(zip(table.names, row, strict=True)) for row in table.rows]
    return {tuple(row[name] for name in table.key): row for row in rows}


def test_every_domain_has_every_factor_and_question_with_its_interval(
    tables: dict[str, DataTable], report: Publication
) -> None:
    rows = rows_of(tables["estimates"])
    domains = {("nation", "nation"), *(("unit", f"u{n}") for n in range(6)), ("sex", "f"), ("sex", "m")}
    assert set(rows) == {(*each, code) for each in domains for code in ("whole", "a", "b", "q1", "q2", "q3")}
    figure = report.nation.domains[0].figures["a"]
    nation = rows["nation", "nation", "a"]
    exact = {"estimate": 6, "standard_error": 6, "lower": 6, "upper": 6, "answers": 2, "design_effect": 2}
    for name, decimals in exact.items():
        told = nation[name]
        assert isinstance(told, Decimal)
        assert -int(told.as_tuple().exponent) == decimals
        assert float(told) == pytest.approx(getattr(figure, name), abs=0.5 / 10**decimals)
    assert (nation["domain_vi"], nation["domain_en"]) == ("Cả nước", "Nation")
    lang_son = rows["unit", "u1", "whole"]
    assert (lang_son["domain_vi"], lang_son["domain_en"]) == ("Lạng Sơn", "Lang Son")
    assert lang_son["people"] == int((people(1)["unit"] == "u1").sum())


def test_of_what_is_held_back_there_are_reasons_alone(tables: dict[str, DataTable]) -> None:
    gone = rows_of(tables["estimates"])["unit", "u5", "whole"]
    assert gone["held_back"] == "few_answers small_effective wide"
    hidden = ("estimate", "standard_error", "lower", "upper", "answers", "design_effect")
    assert {gone[name] for name in hidden} == {None}
    places = rows_of(tables["places"])
    [design] = {key[0] for key in places}
    assert [places[design, "u5"][name] for name in ("place", "first", "last")] == [None] * 3
    assert [places[design, "u0"][name] for name in ("place", "first", "last")] == [1, 1, 1]
    assert rows_of(tables["changes"])["unit", "u5"]["change"] is None


def test_answers_places_and_changes_are_those_of_the_publication(
    tables: dict[str, DataTable], report: Publication
) -> None:
    answers = [row for row in rows_of(tables["answers"]).values() if row["measure"] == "q1"]
    assert [row["answer"] for row in answers] == [1, 2, 3, 4, 5]
    assert sum(row["estimate"] for row in answers) == pytest.approx(Decimal(100), abs=Decimal("0.00001"))  # type: ignore[misc]
    assert tables["changes"].title.en == "Change since 2024"
    assert report.changes is not None
    known = {each.values: each for each in report.changes.rows}
    nation = rows_of(tables["changes"])["nation", "nation"]
    assert float(nation["p_value"]) == pytest.approx(known[()].p_value, abs=5e-7)  # type: ignore[arg-type]
    [ranking] = report.rankings
    assert isinstance(ranking, Ranking)
    assert len(tables["places"].rows) == ranking.units


def test_measures_say_what_they_belong_to(tables: dict[str, DataTable]) -> None:
    assert [row[:3] for row in tables["measures"].rows] == [
        ("whole", None, "index"),
        ("a", "whole", "factor"),
        ("q1", "a", "item"),
        ("q2", "a", "item"),
        ("b", "whole", "factor"),
        ("q3", "b", "item"),
    ]


def test_no_name_is_taken_for_a_formula_or_turns_the_writing(tables: dict[str, DataTable]) -> None:
    name = rows_of(tables["estimates"])["unit", "u0", "whole"]["domain_vi"]
    assert name == '#image("/etc/passwd") *bold* $x$ <script> evil'


def test_what_a_survey_does_not_have_is_no_table(tmp_path: Path) -> None:
    """No units to be ranked, no answers, nothing before; a domain without a value is called by a dash."""
    nation, _, sex = about().groupings
    survey = about(groupings=[nation, sex])
    frame = people(1).with_columns(sex=polars.when(polars.col("sex") == "f").then(polars.lit("f")))
    made = published(Opened(survey, (stored(frame, tmp_path / "p.parquet"),)))
    bare = Publication(survey, made.working, made.nation, None, made.others)
    tables = {table.name: table for table in tables_of_survey(bare)}
    assert set(tables) == {"estimates", "measures"}
    assert ("sex", "–", "whole") in rows_of(tables["estimates"])


def test_units_that_are_no_domains_are_called_by_their_codes(report: Publication) -> None:
    bare = Publication(report.survey, report.working, report.nation, None, (), report.rankings)
    names = {row["unit"]: row["unit_vi"] for row in rows_of(tables_of_survey(bare)[1]).values()}
    assert names["u1"] == "u1"
    unnamed = Grouping(code="unit", title=UNITS.title, columns=("unit",))
    assert unnamed.name_of(("u1",), "vi") == "u1"


def test_a_series_is_told_as_it_was_printed() -> None:
    series = read_series(shipped_series()["vn-sipas"])
    names = {"ca-mau": Text(vi="Cà Mau", en="Ca Mau")}
    values, measures, breaks = tables_of_series(series, names)
    assert len(values.rows) == len(series.values)
    ca_mau = rows_of(values)[2015, "ca-mau", "sipas"]
    assert (ca_mau["unit_vi"], ca_mau["value"], ca_mau["rank"]) == ("Cà Mau", Decimal("89.86"), 2)
    assert rows_of(values)[2015, "da-nang", "sipas"]["unit_vi"] == "da-nang"
    assert {row["unit_vi"] for row in rows_of(values).values() if row["unit"] == "nation"} == {"Cả nước"}
    assert [row[0] for row in measures.rows] == [each.code for each in series.info.measures]
    assert [row[0] for row in breaks.rows] == [2017, 2022]


def test_decimals_are_those_that_were_printed_and_what_was_not_is_empty() -> None:
    info = SeriesInfo(
        format="parindex-series/1", code="s", title=both("S"), data_status="published",
        measures=(Measure(code="m", title=both("M")),),
    )  # fmt: skip
    printed = (Fraction("80.125"), Fraction(80), None)
    rows = tuple(Printed(2020 + n, "", "m", value, None, "x", "") for n, value in enumerate(printed))
    table = tables_of_series(Series(info, rows), {})[0]
    assert [row["value"] for row in rows_of(table).values()] == [Decimal("80.125"), Decimal("80.000"), None]
    thirds = Printed(2023, "", "m", Fraction(1, 3), None, "x", "note")
    odd = rows_of(tables_of_series(Series(info, (thirds,)), {})[0])[2023, "nation", "m"]
    assert (odd["value"], odd["note"]) == (Decimal("0.333333"), "note")


def test_all_forms_hold_the_same(tables: dict[str, DataTable], about: Metadata) -> None:
    for table in tables.values():
        frame = polars.read_parquet(io.BytesIO(to_parquet(table, about)))
        assert frame.columns == list(table.names)
        assert frame.rows() == list(table.rows)
        lines = polars.read_csv(io.BytesIO(to_csv(table)), infer_schema=False)
        assert len(lines) == len(table.rows)
    assert to_workbook(tuple(tables.values()), about, "en")
