"""Figures of a round: those that may be said, each computed from a complete table or printed."""

from collections.abc import Callable
from fractions import Fraction

from parindex.language import Text, both
from parindex.reporting.facts import RoundFacts
from parindex.rounds import Printed
from parindex.rounds.model import PrintedAggregate
from parindex.scoring.summary import Figure
from tests.builders import a_round, framework, leaf, results_of
from tests.reporting.facts.small import NORTH, POINTS, RULES, SOUTH, TREE, UNITS, before, facts

Shipped = Callable[[str], RoundFacts]


def computed(value: object) -> Figure:
    return Figure(Fraction(str(value)), "computed")


def codes(results: object) -> list[str]:
    return [result.unit.code for result in results]  # type: ignore[attr-defined]


def test_a_complete_round_knows_its_ends_its_means_and_its_groups() -> None:
    """The ranked units have 95, 70, 60 and 70; the mean is 73.75."""
    found = facts()
    assert (found.is_complete, found.is_provisional, found.is_synthetic) == (True, False, False)
    assert codes(found.first) == ["an"]
    assert codes(found.last) == ["chi"]
    assert codes(found.ranked) == ["an", "binh", "dung", "chi"]
    assert codes(found.not_ranked) == ["office"]
    assert codes(found.known) == ["an", "binh", "dung", "chi", "office"]
    assert (found.mean, found.gap, found.ranked_units) == (computed("73.75"), computed(35), 4)
    assert [(group.code, group.label.vi, group.size) for group in found.groups] == [
        ("A", "Nhóm A", computed(1)),
        ("B", "Khá", computed(2)),
        ("C", "Nhóm C", computed(1)),
    ]
    assert [(region.name, region.mean) for region in found.regions] == [
        (NORTH, computed("82.5")),
        (SOUTH, computed(65)),
    ]
    assert found.has_all_regions


def test_areas_have_means_and_places_of_the_ranked_units() -> None:
    """On area 1 the units have 100, 50, 80 and (30 of 30) 100; on area 2 90, 90, 40 and 52."""
    found = facts()
    assert [(area.placed.node.code, area.mean) for area in found.areas] == [
        ("1", computed("82.5")),
        ("2", computed(68)),
    ]
    assert found.on("1").places == {0: 1, 1: 4, 2: 3, 3: 1}
    assert found.on("2").places == {0: 1, 1: 1, 2: 4, 3: 3}


def test_the_mean_loss_on_a_leaf_is_that_of_the_ranked_units_to_which_it_applies() -> None:
    """On leaf 2 an and binh lose 5, chi 30, dung 24; on 1.1 they lose 0, 15, 10, 0; on 1.2 0, 10, 0."""
    lost = [(each.placed.node.code, each.lost, each.points) for each in facts().lost_by_leaf]
    assert lost == [
        ("2", Fraction(64, 4), Fraction(34)),
        ("1.1", Fraction(25, 4), 30 - Fraction(25, 4)),
        ("1.2", Fraction(10, 3), 20 - Fraction(10, 3)),
    ]


def test_no_mean_loss_is_told_of_a_leaf_that_is_still_to_be_scored_for_some() -> None:
    points = {**POINTS, "binh": {"1.1": 15, "1.2": 10}}
    data = a_round(TREE, points, units=UNITS, marked=[("dung", "1.2")])
    found = RoundFacts(results_of(data))
    assert [each.placed.node.code for each in found.lost_by_leaf] == ["1.1", "1.2"]


def test_changes_are_counted_when_all_are_known() -> None:
    past = before(an=("90", 2), binh=("70", 3), chi=("65", 4), dung=("95.5", 1))
    found = facts(previous=past)
    assert (found.rose, found.fell, found.unchanged) == (computed(1), computed(2), computed(1))
    assert found.mean_change == computed("-6.375")
    climbed, dropped = found.movers()
    assert codes(climbed) == ["an", "binh"]
    assert codes(dropped) == ["dung"]


def test_units_level_with_the_last_mover_are_named_too() -> None:
    past = before(an=("90", 2), binh=("70", 3), chi=("65", 4), dung=("95.5", 1))
    climbed, _ = facts(previous=past).movers(most=1)
    assert codes(climbed) == ["an", "binh"]


def test_movers_are_not_named_where_a_change_is_unknown() -> None:
    assert facts(previous=before(an=("90", 2))).movers() == ((), ())


def test_an_incomplete_table_gives_nothing_that_was_not_printed() -> None:
    points = {code: cells for code, cells in POINTS.items() if code != "binh"}
    printed = {"an": Printed(Fraction(95), 1), "chi": Printed(Fraction(60), 4)}
    about = {"kind": "reconciled", "data_status": "published"}
    found = RoundFacts(results_of(a_round(TREE, points, units=UNITS, printed=printed, about=about)))
    assert not found.is_complete
    assert codes(found.first) == ["an"]
    assert (found.last, found.mean, found.gap, found.ranked_units, found.rose) == ((), None, None, None, None)
    assert (found.groups, found.regions, found.has_all_regions) == ((), (), False)
    assert [area.mean for area in found.areas] == [None, None]
    assert found.on("1").places == found.on("2").places == {}
    assert found.lost_by_leaf == ()
    assert found.movers() == ((), ())


def test_the_gap_is_that_of_two_printed_ends() -> None:
    printed = {
        "an": Printed(Fraction("90.09"), 1),
        "chi": Printed(Fraction("73.87"), 63),
        "dung": Printed(None, 2),
    }
    aggregates = (PrintedAggregate("ranked_units", "", Fraction(63)),)
    found = RoundFacts(
        results_of(
            a_round(TREE, units=UNITS, printed=printed, aggregates=aggregates, about={"kind": "transcribed"})
        )
    )
    assert found.gap == computed("16.22")
    assert codes(found.last) == ["chi"]


def test_there_is_no_gap_where_an_end_is_known_by_its_rank_alone() -> None:
    printed = {"an": Printed(None, 1), "chi": Printed(Fraction("73.87"), 63)}
    aggregates = (PrintedAggregate("ranked_units", "", Fraction(63)),)
    found = RoundFacts(
        results_of(
            a_round(TREE, units=UNITS, printed=printed, aggregates=aggregates, about={"kind": "transcribed"})
        )
    )
    assert found.gap is None


def test_a_group_known_only_as_printed_goes_by_its_code() -> None:
    rules = framework(leaf("1"))
    aggregates = (PrintedAggregate("group_size", "Tốt", Fraction(3), "news"),)
    found = RoundFacts(
        results_of(a_round(rules, units=["an"], aggregates=aggregates, about={"kind": "transcribed"}))
    )
    assert [(g.code, g.label, g.size) for g in found.groups] == [
        ("Tốt", both("Tốt"), Figure(Fraction(3), "published", "news"))
    ]


def test_what_the_units_gave_themselves_is_scored_apart() -> None:
    entered = {"self": {"an": {"1": 90}}, "council": {"an": {"1": 70}}}
    rules = framework(leaf("1"), **RULES)
    both_stages = RoundFacts(results_of(a_round(rules, entered=entered)))
    assert both_stages.own is not None
    assert both_stages.own.by_code["an"].index == 90
    assert RoundFacts(results_of(a_round(rules, entered=entered), "self")).own is None
    assert facts().own is None


def test_the_announcement_of_2019(shipped_facts: Shipped) -> None:
    """63 provinces: mean 81.15 (+4.23), 90.09 to 73.87, 62 rose, groups 1/43/19; regions as far as they were read."""
    found = shipped_facts("vn-provinces-2019")
    mean, change, rose = found.mean, found.mean_change, found.rose
    assert mean is not None
    assert change is not None
    assert rose is not None
    assert (mean.value, mean.basis) == (Fraction("81.15"), "published")
    assert (change.value, rose.value, found.fell) == (Fraction("4.23"), 62, None)
    assert found.gap == computed("16.22")
    assert (codes(found.first), codes(found.last)) == (["quang-ninh"], ["ben-tre"])
    assert [(g.code, int(g.size.value), g.size.basis) for g in found.groups] == [
        ("A", 1, "published"), ("B", 43, "published"), ("C", 19, "published")
    ]  # fmt: skip
    assert [region.name for region in found.regions] == [
        Text(vi="Đồng bằng sông Hồng", en="Red River Delta"),
        Text(vi="Đông Nam Bộ", en="South-East"),
        Text(vi="Tây Nguyên", en="Central Highlands"),
    ]
    assert not found.has_all_regions
    assert (found.is_complete, found.movers()) == (False, ((), ()))


def test_the_ministries_of_2023(shipped_facts: Shipped) -> None:
    """17 ministries, complete as printed: mean 84.38, first 89.95, last 78.03, groups 14/3."""
    found = shipped_facts("vn-ministries-2023")
    assert found.is_complete
    assert found.mean is not None
    assert round(float(found.mean.value), 2) == 84.38
    assert (codes(found.first), codes(found.last)) == (["bo-tu-phap"], ["bo-cong-thuong"])
    assert found.gap == computed("11.92")
    assert [int(group.size.value) for group in found.groups] == [14, 3]
