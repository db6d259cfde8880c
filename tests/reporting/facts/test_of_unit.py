"""Facts of a unit: its place, parts, losses and comparisons."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from parindex.language import Text
from parindex.reporting.facts import RoundFacts, UnitFacts
from parindex.rounds import Printed
from parindex.rounds.model import Adjustment, Estimate, PrintedAggregate
from tests.builders import a_round, branch, framework, imported, item, leaf, results_of
from tests.reporting.facts.small import POINTS, TREE, UNITS, of

Shipped = Callable[[str], RoundFacts]


def test_place_group_and_those_who_share_it() -> None:
    binh = of("binh")
    assert (binh.index, binh.rank, binh.is_ranked) == (70, 2, True)
    assert [unit.code for unit in binh.tied_with] == ["dung"]
    assert binh.group == Text(vi="Khá", en="Fair")
    assert binh.change is None
    office = of("office")
    assert (office.index, office.rank, office.is_ranked, office.tied_with) == (0, None, False, ())


def test_components_stand_beside_the_means_of_region_group_and_all() -> None:
    """Dũng has 30 of 30 on area 1 and 26 of 50 on area 2; region: 80, 40; group: 50, 90; first: 100, 90."""
    first, second = of("dung").components
    assert (first.points, first.maximum, first.index, first.place, first.among) == (30, 30, 100, 1, 4)
    assert (first.mean, first.region, first.group, first.first) == (Fraction("82.5"), 90, 75, 100)
    assert (second.index, second.place, second.mean) == (52, 3, 68)
    assert (second.region, second.group, second.first) == (46, 71, 90)


def test_a_unit_that_is_not_ranked_has_components_without_places() -> None:
    first, _ = of("office").components
    assert (first.index, first.place, first.among, first.region, first.first) == (0, None, None, None, 100)


def test_the_nearest_units_are_those_of_its_region_first_in_the_order_of_the_ranking() -> None:
    """Chi has 60; dung of its region has 70, binh of another 70, an 95, the office 0."""
    chi = of("chi")
    assert [[each.unit.code for each in chi.nearest(most)] for most in (1, 2, 4)] == [
        ["dung"],
        ["binh", "dung"],
        ["an", "binh", "dung", "office"],
    ]
    assert [each.unit.code for each in of("office").nearest(1)] == ["chi"]


def test_nothing_is_near_a_unit_whose_index_is_not_known() -> None:
    printed = {"an": Printed(Fraction(95), 1), "chi": Printed(None, 4)}
    data = a_round(TREE, units=UNITS, printed=printed, about={"kind": "transcribed"})
    assert UnitFacts(RoundFacts(results_of(data)), "chi").nearest() == ()


def test_losses_full_marks_and_what_does_not_apply() -> None:
    dung = of("dung")
    assert [(loss.placed.node.code, loss.lost) for loss in dung.losses] == [("2", 24)]
    assert [(loss.placed.node.code, loss.lost) for loss in dung.lost_by_area] == [("2", 24), ("1", 0)]
    assert [placed.node.code for placed in dung.full] == ["1.1"]
    assert [(placed.node.code, why) for placed, why in dung.not_applicable] == [("1.2", "does not apply")]
    assert (dung.lost, dung.maximum, dung.missing) == (24, 80, ())


def test_cells_still_to_be_scored_are_not_lost() -> None:
    points = {**POINTS, "binh": {"1.1": 15, "1.2": 10}}
    binh = UnitFacts(
        RoundFacts(results_of(a_round(TREE, points, units=UNITS, marked=[("dung", "1.2")]))), "binh"
    )
    assert [placed.node.code for placed in binh.missing] == ["2"]
    assert (binh.lost, binh.maximum) == (25, 50)


def test_parts_that_are_not_known_are_not_guessed() -> None:
    lone = UnitFacts(
        RoundFacts(
            results_of(
                a_round(
                    TREE,
                    {"an": {"1.1": 30}},
                    printed={"an": Printed(Fraction(95), 1)},
                    about={"kind": "reconciled"},
                )
            )
        ),
        "an",
    )
    assert (lone.index, lone.knows_parts, lone.lost, lone.maximum, lone.components) == (
        95,
        False,
        None,
        None,
        (),
    )
    assert lone.regained() is None


def test_a_part_without_a_published_maximum_leaves_the_losses_unknown() -> None:
    rules = framework(branch("1", leaf("1.1", "unknown"), leaf("1.2", 50)), total=100)
    an = UnitFacts(RoundFacts(results_of(a_round(rules, {"an": {"1.1": 30, "1.2": 40}}))), "an")
    assert (an.knows_parts, an.lost, an.components) == (False, None, ())


def test_the_index_against_all_region_group_and_first() -> None:
    """The mean is 73.75, the South's 65, that of group B 70, the first has 95."""
    found = {c.against: (c.value, c.difference) for c in of("dung").comparisons}
    assert found == {
        "all": (Fraction("73.75"), Fraction("-3.75")),
        "region": (65, 5),
        "group": (70, 0),
        "first": (95, -25),
    }


def test_the_first_is_not_compared_with_itself_nor_a_group_of_one() -> None:
    assert [comparison.against for comparison in of("an").comparisons] == ["all", "region"]


def test_a_unit_without_region_or_index_is_compared_with_less() -> None:
    assert [comparison.against for comparison in of("office").comparisons] == ["all", "first"]
    printed = {"an": Printed(None, 2, "B"), "chi": Printed(None, 1)}
    aggregates = (PrintedAggregate("mean", "", Fraction(80)),)
    about = {"kind": "transcribed"}
    data = a_round(TREE, units=UNITS, printed=printed, aggregates=aggregates, about=about)
    assert UnitFacts(RoundFacts(results_of(data)), "an").comparisons == ()


def test_points_outside_the_criteria() -> None:
    rules = framework(
        leaf("1"),
        adjustments={
            "bonus": {"cap": 2, "items": [item("prize", 1)]},
            "penalty": {"cap": 2, "items": [item("warning", 2)]},
            "deductions": [item("late", "0.5")],
        },
    )
    adjustments = (
        Adjustment("an", "bonus", "prize", "", 1),
        Adjustment("an", "penalty", "warning", "", 1),
        Adjustment("an", "deduction", "late", "1", 1),
        Adjustment("an", "deduction", "late", "", 2),
    )
    an = UnitFacts(RoundFacts(results_of(a_round(rules, {"an": {"1": 90}}, adjustments=adjustments))), "an")
    assert (an.bonus, an.penalty, an.deducted) == (1, 2, Fraction("1.5"))


def test_points_won_back_and_the_place_they_would_give() -> None:
    """Bình lost 15, 10 and 5: with the first two at full marks it has 95, level with An."""
    binh = of("binh")
    regained = binh.regained(2)
    assert regained is not None
    assert [loss.placed.node.code for loss in regained.losses] == ["1.1", "1.2"]
    assert (regained.index, regained.place) == (95, 1)
    assert of("an").regained() is not None
    assert of("office").regained() is None


def test_the_place_counts_others_as_the_framework_ranks_ties() -> None:
    """Chi with 20 points more has 80: behind 95 and 95, second in a dense ranking, third otherwise."""
    for method, place in (("dense", 2), ("competition", 3)):
        rules = framework(leaf("1", 80), leaf("2", 20), ranking={"ties": {"method": method}})
        points = {"an": {"1": 75, "2": 20}, "binh": {"1": 75, "2": 20}, "chi": {"1": 60, "2": 0}}
        regained = UnitFacts(RoundFacts(results_of(a_round(rules, points))), "chi").regained(1)
        assert regained is not None
        assert (regained.index, regained.place) == (80, place)


def test_a_limit_of_the_index_holds_for_points_won_back() -> None:
    rules = framework(
        leaf("1"), adjustments={"bonus": {"cap": 2, "items": [item("prize", 2)]}, "index_limit": 100}
    )
    adjustments = (Adjustment("an", "bonus", "prize", "", 1),)
    an = UnitFacts(RoundFacts(results_of(a_round(rules, {"an": {"1": 90}}, adjustments=adjustments))), "an")
    regained = an.regained()
    assert regained is not None
    assert (regained.index, regained.place) == (100, 1)


def test_the_place_among_the_units_of_a_region() -> None:
    assert of("an").place_in_region == (1, 2)
    assert of("chi").place_in_region == (2, 2)
    assert of("office").place_in_region is None, "it is of no region"
    points = {code: cells for code, cells in POINTS.items() if code != "chi"}
    lone = RoundFacts(results_of(a_round(TREE, points, units=[u for u in UNITS if u.code != "chi"])))
    assert UnitFacts(lone, "dung").place_in_region is None, "nobody else is of its region"


def test_what_people_answered_is_not_won_back() -> None:
    rules = framework(leaf("1", 50), leaf("2", 50, imported()))
    data = a_round(
        rules,
        {"an": {"1": 40}},
        measured={"council": {"an": {"2.value": 60}}},
        estimates={(0, 0): Estimate(60, 1.5, 30, 400)},
    )
    an = UnitFacts(RoundFacts(results_of(data)), "an")
    regained = an.regained()
    assert regained is not None
    assert [loss.placed.node.code for loss in regained.losses] == ["1"]
    assert [found.placed.node.code for found in an.surveyed] == ["2"]


def test_nothing_lost_leaves_nothing_to_win_back() -> None:
    an = UnitFacts(RoundFacts(results_of(a_round(framework(leaf("1")), {"an": {"1": 100}}))), "an")
    assert an.regained() is None


def test_lang_son_2019(shipped_facts: Shipped) -> None:
    """80.33 points, 42nd of 63, group B, up 3.08 points, down 16 places (2018: 77.25, 26th)."""
    lang_son = UnitFacts(shipped_facts("vn-provinces-2019"), "lang-son")
    change = lang_son.change
    assert change is not None
    assert (lang_son.index, lang_son.rank, lang_son.of.ranked_units) == (Fraction("80.33"), 42, 63)
    assert lang_son.group == Text(vi="Nhóm B", en="Group B")
    assert (change.points, change.places) == (Fraction("3.08"), -16)
    assert (change.past_index, change.past_rank) == (Fraction("77.25"), 26)
    assert [(c.against, c.difference) for c in lang_son.comparisons] == [
        ("all", Fraction("-0.82")),
        ("first", Fraction("-9.76")),
    ]
    assert (lang_son.components, lang_son.losses, lang_son.surveyed, lang_son.lost) == ((), (), (), None)


def test_training_losses_have_self_scores_and_reasons(shipped_facts: Shipped) -> None:
    lang_son = UnitFacts(shipped_facts("training-provinces-2025"), "lang-son")
    by_code = {loss.placed.node.code: loss for loss in lang_son.losses}
    assert by_code["3.4.1"].reason == "Văn bản mới ở dạng dự thảo, chưa ban hành."
    assert (by_code["3.4.1"].self_points, by_code["3.4.1"].points) == (1, Fraction("0.5"))
    assert lang_son.lost == sum(loss.lost for loss in lang_son.losses)
    assert lang_son.maximum == 100
    assert len(lang_son.full) + len(lang_son.losses) == len(lang_son.of.framework.leaves)


@pytest.mark.parametrize("name", ["vn-ministries-2023", "training-provinces-2025"])
def test_components_make_up_the_points_of_every_unit(shipped_facts: Shipped, name: str) -> None:
    found = shipped_facts(name)
    for row, result in enumerate(found.results.units):
        points = sum(component.points for component in UnitFacts(found, result.unit.code).components)
        assert points == Fraction(int(found.results.scores.points[row].sum()), 1_000_000)
