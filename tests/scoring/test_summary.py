"""Figures about all units: computed from a complete table, else as printed, else none."""

from fractions import Fraction

from parindex.language import Text
from parindex.rounds import PreviousResult, Printed, RoundData, Unit
from parindex.rounds.model import PrintedAggregate
from parindex.scoring import Results, summarise
from parindex.scoring.summary import Figure, mean, region_name
from tests.builders import a_round, branch, framework, leaf, ranked, results_of, unit, words

RED_RIVER = Text(vi="Đồng bằng sông Hồng", en="Red River Delta")
HIGHLANDS = Text(vi="Tây Nguyên", en="Central Highlands")
AREAS = framework(
    branch("1", leaf("1.1", 30), leaf("1.2", 20, may_be_not_applicable=True)),
    leaf("2", 50),
    ranking={"unranked_units": ["inspectorate"]},
    groups=[
        {"code": "A", "label": words("A"), "lower_limit": 90},
        {"code": "B", "label": words("B"), "lower_limit": 70},
        {"code": "C", "label": words("C")},
    ],
)
UNITS: list[Unit | str] = [
    unit("an", region=RED_RIVER),
    unit("binh", region=RED_RIVER),
    unit("chi", region=HIGHLANDS),
    "dung",
    unit("inspectorate", region=HIGHLANDS),
]
POINTS = {
    "an": {"1.1": 30, "1.2": 20, "2": 45},
    "binh": {"1.1": 15, "1.2": 10, "2": 45},
    "chi": {"1.1": 20, "1.2": 20, "2": 20},
    "dung": {"1.1": 30, "2": 40},
    "inspectorate": {"1.1": 0, "1.2": 0, "2": 0},
}


def full(**more: object) -> Results:
    return results_of(a_round(AREAS, POINTS, units=UNITS, marked=[("dung", "1.2")], **more))


def computed(**values: object) -> dict[str, Figure]:
    return {name: Figure(Fraction(str(value)), "computed") for name, value in values.items()}


def before(**indices: str) -> PreviousResult:
    return PreviousResult({code: Printed(Fraction(index)) for code, index in indices.items()})


def test_a_complete_table_has_means_extremes_and_sizes_of_its_ranked_units() -> None:
    """The four ranked units have 95, 70, 60 and 70 of 80 = 87.5."""
    summary = summarise(full())
    assert summary.figures == computed(mean="78.125", highest=95, lowest=60, gap=35, ranked_units=4)
    assert summary.region_means == {
        RED_RIVER.vi: Figure(Fraction("82.5"), "computed"),
        HIGHLANDS.vi: Figure(Fraction(60), "computed"),
    }
    assert summary.area_means == {
        "1": Figure(Fraction(100 + 50 + 80 + 100, 4), "computed"),
        "2": Figure(Fraction(90 + 90 + 40 + 80, 4), "computed"),
    }
    assert summary.group_sizes == computed(A=1, B=2, C=1)


def test_who_rose_and_fell_is_counted_where_the_past_of_all_is_known() -> None:
    past = before(an="94", binh="70", chi="61.5", dung="80", inspectorate="50")
    figures = summarise(full(previous=past)).figures
    names = ("points_change", "rose", "fell", "unchanged")
    assert {name: figures[name].value for name in names} == {
        "points_change": Fraction(1 + 0 - Fraction(3, 2) + Fraction(15, 2)) / 4,
        "rose": 2,
        "fell": 1,
        "unchanged": 1,
    }


def test_who_rose_is_as_printed_where_the_past_of_one_is_not_known() -> None:
    printed = (
        PrintedAggregate("rose", "", Fraction(3), "news"),
        PrintedAggregate("mean", "", Fraction(1), "news"),
    )
    summary = summarise(full(previous=before(an="94", binh="70", chi="61"), aggregates=printed))
    assert summary.figures["rose"] == Figure(Fraction(3), "published", "news")
    assert "fell" not in summary.figures
    assert summary.figures["mean"].basis == "computed"


PRINTED = (
    PrintedAggregate("mean", "", Fraction("81.15"), "news"),
    PrintedAggregate("mean", "some key", Fraction(1), "not of the whole"),
    PrintedAggregate("region_mean", HIGHLANDS.vi, Fraction("79.42"), "news"),
    PrintedAggregate("area_mean", "1", Fraction(85), "report"),
    PrintedAggregate("group_size", "A", Fraction(1)),
)


def transcribed() -> RoundData:
    return a_round(
        framework(leaf("1")),
        units=["an", unit("binh", region=HIGHLANDS)],
        about={"kind": "transcribed"},
        printed={"an": Printed(Fraction(80), 1)},
        aggregates=PRINTED,
    )


def test_of_an_incomplete_table_only_printed_figures_stand_with_their_source() -> None:
    summary = summarise(results_of(transcribed()))
    assert summary.figures == {"mean": Figure(Fraction("81.15"), "published", "news")}
    assert summary.region_means == {HIGHLANDS.vi: Figure(Fraction("79.42"), "published", "news")}
    assert summary.area_means == {"1": Figure(Fraction(85), "published", "report")}
    assert summary.group_sizes == {"A": Figure(Fraction(1), "published", "")}


def test_a_table_without_ranked_units_has_no_figures() -> None:
    rules = framework(leaf("1"), ranking={"unranked_units": ["an"]})
    assert summarise(results_of(a_round(rules, {"an": {"1": 80}}))).figures == {}


def test_an_area_has_no_mean_where_it_is_unknown_for_one_or_applies_to_nobody() -> None:
    rules = framework(
        branch("1", leaf("1.1", 10), leaf("1.2", "unknown")),
        leaf("2", 20, may_be_not_applicable=True),
        leaf("3", 30, may_be_not_applicable=True),
        total=100,
    )
    points = {"an": {"1.1": 5, "1.2": 30, "3": 15}, "binh": {"1.1": 5, "1.2": 30}}
    marked = [("an", "2"), ("binh", "2"), ("binh", "3")]
    assert summarise(results_of(a_round(rules, points, marked=marked))).area_means == {
        "3": Figure(Fraction(50), "computed")
    }


def test_a_group_without_members_counts_none() -> None:
    groups = [{"code": "A", "label": words("A"), "lower_limit": 90}, {"code": "B", "label": words("B")}]
    assert summarise(ranked(80, 70, groups=groups)).group_sizes == computed(A=0, B=2)
    assert summarise(ranked(80, 70)).group_sizes == {}


def test_a_mean_is_exact() -> None:
    assert mean([Fraction(1), Fraction(2), Fraction(2)]) == Fraction(5, 3)


def test_a_region_is_known_in_both_languages_by_its_vietnamese_name() -> None:
    results = full()
    assert region_name(results, RED_RIVER.vi) == RED_RIVER
    assert region_name(results, "Nơi khác") == Text(vi="Nơi khác", en="Nơi khác")
