"""Answers, sets of ranks, and one index against another."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from parindex.documents import Unfit
from parindex.language import Text, both
from parindex.reporting.charts import (
    NARROW,
    WIDE,
    Answered,
    RankedSurvey,
    answer_bars,
    answers_of,
    index_of,
    index_scatter,
    levels_of,
    rank_set_bars,
)
from parindex.survey.estimation.distribution import distribution
from parindex.survey.publication import Place, Ranking
from parindex.survey.publication.figures import group_of
from parindex.survey.totals.scan import totals
from tests.reporting.charts.checking import assert_sound
from tests.survey.builders import stored
from tests.survey.publication.builders import about, people

LEVELS = ("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng")


def answered(*shares, item="Thái độ của công chức khi tiếp nhận và giải quyết hồ sơ", people=1200):
    return Answered(item, tuple(map(Decimal, shares)) if shares else None, people)


def bars(*rows, levels=LEVELS, language="vi", width=WIDE):
    return answer_bars(rows, levels, language, code="x", source="Khảo sát", status="training", width=width)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_answers_are_drawn(width):
    rows = (
        answered("1.2", "3.4", "10.4", "60", "25"),
        answered("5", "13.4", "20.4", "40.2", "21", item="Chỗ ngồi"),
        answered(item="Góp ý", people=12),
    )
    chart = bars(*rows, width=width)
    assert_sound(chart, width)
    assert (
        chart.title == "Thái độ của công chức khi tiếp nhận và giải quyết hồ sơ: 85,0% chọn hai mức tốt nhất"
    )
    assert chart.table.rows[2] == ("Góp ý", None, None, None, None, None, 12)
    assert "không công bố: số liệu ít tin cậy" in str(chart.spec)


def test_bars_of_two_and_three_answers_have_the_best_one_in_the_title():
    chart = bars(answered("30", "70", item="a"), levels=("no", "yes"), language="en")
    assert chart.title == 'a: 70.0% chose "yes"'
    assert_sound(chart, WIDE)
    assert_sound(bars(answered("10", "20", "70"), levels=("no", "some", "yes"), language="en"), WIDE)


def test_middle_answer_lies_on_both_sides():
    chart = bars(answered("10", "20", "40", "20", "10"))
    pieces = next(
        layer
        for layer in chart.spec["layer"]
        if layer["mark"]["type"] == "rect"
        and "x2" in layer["encoding"]
        and len(layer["data"]["values"]) == 5
        and "ink" in layer["data"]["values"][0]
    )
    rows = pieces["data"]["values"]
    middle = (rows[2]["x"] + rows[2]["x2"]) / 2
    assert middle - rows[0]["x"] == pytest.approx(rows[4]["x2"] - middle)


def test_nothing_published_cannot_be_drawn():
    with pytest.raises(Unfit, match="nothing to draw"):
        bars(answered())


def ranked(*places, held_back=(), cannot=0):
    ranking = Ranking(None, tuple(Place(*place) for place in places), held_back, cannot, 30.0, 100, 0)
    names = {place[0]: both(f"Unit {place[0]}") for place in places}
    return RankedSurvey(ranking, names, "sipas-2025", Text(vi="Khảo sát", en="Survey"), "training")


@pytest.mark.slow
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_sets_of_ranks_are_drawn(training, width):
    places = [(each.unit.code, n, max(1, n - 9), min(63, n + 9)) for n, each in enumerate(training.units, 1)]
    survey = replace(ranked(*places), names={each.unit.code: each.unit.name for each in training.units})
    assert_sound(rank_set_bars(survey, "vi", "ha-noi", width), width)
    long = replace(
        survey,
        names={code: both(f"{name.vi} và các đơn vị trực thuộc tỉnh") for code, name in survey.names.items()},
    )
    assert_sound(rank_set_bars(long, "vi", width=width), width)


def test_sets_of_ranks_say_what_cannot_be_ranked():
    chart = rank_set_bars(ranked(("a", 1, 1, 3), ("b", 3, 2, 3), held_back=("c",), cannot=1), "en")
    assert chart.title == "1 of 3 units cannot be ranked: they may hold any place"
    assert (
        chart.sentence
        == "Unit a has the highest estimate and may hold places 1 to 3; Unit a has the widest set, 1 to 3."
    )
    assert (
        "1 units are not published for too few answers or too wide an interval; they count in the places of the others."
        in chart.notes
    )
    several = rank_set_bars(ranked(("a", 1, 1, 2), ("b", 2, 1, 2)), "en").sentence
    assert several.endswith("may hold places 1 to 2; the widest sets, of 2 units, hold 2 places.")
    assert (
        rank_set_bars(ranked(("a", 1, 1, 1), ("b", 2, 2, 2)), "vi").title
        == "Mọi đơn vị đều có tập hạng hẹp hơn toàn bảng"
    )


def test_no_unit_published_cannot_be_drawn():
    with pytest.raises(Unfit, match="nothing to draw"):
        rank_set_bars(ranked(held_back=("a",)), "en")


@pytest.fixture(scope="module")
def satisfaction(training):
    """Made up: every third of a point apart."""
    values = tuple((each.unit, Fraction(7800 + 37 * n % 1100, 100)) for n, each in enumerate(training.units))
    return replace(index_of(training), code="sipas", measure=both("SIPAS"), values=values)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("unit", [None, "lang-son"])
def test_one_index_against_another_is_drawn(training, satisfaction, width, unit):
    chart = index_scatter(index_of(training), satisfaction, "vi", unit, width)
    assert_sound(chart, width)
    assert chart.status == "training"


def test_scatter_speaks_of_the_units_with_both(training, satisfaction):
    few = replace(satisfaction, values=satisfaction.values[:3], is_complete=False)
    chart = index_scatter(index_of(training), few, "en")
    assert chart.title == "PAR INDEX and SIPAS of 3 of 63 units"
    assert chart.notes[-1].startswith("Only units of which both values are published")
    whole = index_scatter(index_of(training), satisfaction, "en")
    assert not any(note.startswith("Only units") for note in whole.notes)
    assert len(chart.table.rows) == 3
    with pytest.raises(Unfit, match="At least two units"):
        index_scatter(index_of(training), replace(few, values=few.values[:1]), "en")


def test_first_in_both_is_named_once(training):
    index = index_of(training)
    first = index.known[0][0].name.en
    assert index_scatter(index, index, "en").title == f"{first} is highest in both PAR INDEX and PAR INDEX"


def test_names_that_would_lie_over_each_other_are_moved_apart(training):
    units = [each.unit for each in training.units[:3]]
    index = replace(
        index_of(training), values=tuple(zip(units, map(Fraction, ("80", "80.1", "80.2")), strict=True))
    )
    other = replace(index, values=tuple(zip(units, map(Fraction, (80, 80, 80)), strict=True)))
    assert_sound(index_scatter(index, other, "vi", units[1].code, NARROW), NARROW)


def test_answers_come_from_what_may_be_published(tmp_path):
    survey = about()
    slabs = totals(
        survey, [stored(people(1), tmp_path / "people.parquet")], more=["levels"], quantum=2.0**-10
    )
    group = group_of(survey.grouping("unit"), distribution(survey, slabs, "unit"))
    domains = {domain.values[0]: domain for domain in group.domains}
    [best] = answers_of(survey, domains["u0"], ["q1"], "en")
    assert [round(share) for share in best.shares] == [0, 9, 0, 0, 91]
    assert best.people == people(1).filter(unit="u0").height
    assert len(levels_of(survey, "q1", "en")) == len(best.shares)
    [few] = answers_of(survey, domains["u5"], ["q1"], "en")
    assert few.shares is None
