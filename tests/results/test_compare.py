"""Why two results differ: who, on which leaf, and the cause of each difference."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from parindex.language import Language
from parindex.results import compare
from parindex.results.compare import UnitDifference
from parindex.rounds import Printed, RoundData
from parindex.rounds.model import Adjustment
from tests.builders import (
    Data,
    a_round,
    crosswalk,
    framework,
    imported,
    item,
    leaf,
    on_time,
    quantity,
    results_of,
    variable,
    words,
)

RATE = leaf("1", 40, on_time(), may_be_not_applicable=True)
BY_HAND = leaf("2", 30)
INDEX = leaf("3", 30, imported())
OUTSIDE = {
    "bonus": {"cap": 3, "items": [item("idea", "0.5")]},
    "penalty": {"cap": 3, "items": [item("blame", "0.5")]},
    "deductions": [item("late", "0.25")],
}
CELLS: dict[str, Any] = {"1.on_time": 50, "1.received": 100, "3.value": 80}


def a_year(
    *tree: Data, cells: Mapping[str, Any] = CELLS, properties: Mapping[str, object] | None = None, **more: Any
) -> RoundData:
    """An and Bình, alike but for what is changed of An."""
    rules = framework(*(tree or (RATE, BY_HAND, INDEX)), **{"adjustments": OUTSIDE, **(properties or {})})
    named = set(rules.leaf_position)
    fits = {name: value for name, value in cells.items() if name.split(".")[0] in named}
    others = {name: value for name, value in CELLS.items() if name.split(".")[0] in named}
    options: dict[str, Any] = {
        "entered": {"council": {"an": {"2": 20}, "binh": {"2": 20}} if "2" in named else {}},
        "measured": {"council": {"an": fits, "binh": others}},
        "units": ["an", "binh"],
    }
    return a_round(rules, **{**options, **more})


def differences(after: RoundData, before: RoundData | None = None) -> list[UnitDifference]:
    return compare(results_of(before or a_year()), results_of(after))


def of_leaves(found: list[UnitDifference], language: Language = "en") -> list[tuple[object, ...]]:
    """Unit, leaf, points before and after, and the causes, of each leaf that differs."""
    return [
        (difference.unit, one.leaf, one.before, one.after, [cause.to(language) for cause in one.causes])
        for difference in found
        for one in difference.leaves
    ]


def test_a_result_does_not_differ_from_itself() -> None:
    assert differences(a_year()) == []


def test_a_unit_that_moved_stands_with_both_results_and_the_leaf_that_moved_it() -> None:
    [an, binh] = differences(a_year(cells={**CELLS, "1.on_time": 60}))
    assert (an.before and an.before.index, an.after and an.after.index) == (64, 68)
    assert (an.before and an.before.rank, an.after and an.after.rank) == (1, 1)
    assert of_leaves([an]) == [("an", "1", 20, 24, ["on_time: 50 → 60"])]
    assert an.causes == ()
    assert (binh.before and binh.before.rank, binh.after and binh.after.rank, binh.leaves) == (1, 2, ())
    assert [cause.en for cause in binh.causes] == ["figures of other units"]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param(
            a_year(cells={**CELLS, "1.on_time": 30, "1.received": 120}),
            ("1", 20, 10, ["on_time: 50 → 30", "received: 100 → 120"]),
            id="several inputs",
        ),
        pytest.param(
            a_year(entered={"council": {"an": {"2": "20.5"}, "binh": {"2": 20}}}),
            ("2", 20, Fraction("20.5"), ["points entered 20 → 20.5"]),
            id="points entered",
        ),
        pytest.param(
            a_year(entered={"council": {"an": {"1": 39, "2": 20}, "binh": {"2": 20}}}),
            ("1", 20, 39, ["points entered – → 39"]),
            id="points in place of the rule",
        ),
        pytest.param(
            a_year(cells={"1.on_time": 50, "1.received": 100}),
            ("3", 24, None, ["scored → not yet scored", "index: 80 → –"]),
            id="an input that lacks now",
        ),
        pytest.param(
            a_year(marked=[("an", "1")]),
            ("1", 20, None, ["scored → not applicable"]),
            id="a leaf that does not apply now",
        ),
        pytest.param(
            a_year(adjustments=(Adjustment("an", "deduction", "late", "1", 1),)),
            ("1", 20, Fraction("19.75"), ["the deduction changed"]),
            id="a deduction",
        ),
        pytest.param(
            a_year(
                RATE,
                BY_HAND,
                leaf("3", 30, {**imported(), "full_mark": 90}),
                cells={**CELLS, "3.value": 72},
            ),
            ("3", 24, 24, None),
            id="another rule to the same effect is no difference",
        ),
    ],
)
def test_each_cause_of_a_difference_is_named(
    after: RoundData, expected: tuple[str, Any, Any, list[str] | None]
) -> None:
    found = [line[1:] for line in of_leaves(differences(after)) if line[0] == "an"]
    assert found == ([] if expected[3] is None else [expected])


def test_another_rule_and_another_maximum_are_causes_for_every_unit() -> None:
    changed = a_year(leaf("1", 50, on_time(floor="0.1"), may_be_not_applicable=True), leaf("2", 20), INDEX)
    assert of_leaves(differences(changed)) == [
        ("an", "1", 20, 25, ["the rule changed", "maximum 40 → 50"]),
        ("binh", "1", 20, 25, ["the rule changed", "maximum 40 → 50"]),
    ]


def test_a_measurement_is_named_by_its_title_not_by_its_code() -> None:
    title = {"vi": "Số hồ sơ đúng hạn", "en": "Case files on time"}
    on_time_ = quantity("n / 2", {"name": "n", "title": title, "kind": "number"})
    set_ = framework(leaf("1", 100, {"type": "proportional", "value": on_time_, "full_mark": 1}))
    before, after = (a_round(set_, measured={"council": {"an": {"1.n": n}}}) for n in (0, 1))
    [an] = differences(after, before)
    [one] = an.leaves
    assert [(cause.vi, cause.en) for cause in one.causes] == [
        ("Số hồ sơ đúng hạn: 0 → 1", "Case files on time: 0 → 1")
    ]


def test_causes_are_given_in_vietnamese_too() -> None:
    changed = a_year(
        leaf("1", 40, on_time(floor="0.1"), may_be_not_applicable=True),
        BY_HAND,
        INDEX,
        cells={},
        entered={"council": {"an": {"2": "20.5"}, "binh": {"2": 20}}},
        adjustments=(Adjustment("an", "deduction", "late", "2", 1),),
    )
    assert of_leaves(differences(changed), "vi") == [
        (
            "an",
            "1",
            20,
            None,
            ["cách chấm thay đổi", "đã chấm → chưa chấm", "on_time: 50 → –", "received: 100 → –"],
        ),
        ("an", "2", 20, Fraction("20.25"), ["điểm trừ thay đổi", "điểm nhập 20 → 20,5"]),
        ("an", "3", 24, None, ["đã chấm → chưa chấm", "index: 80 → –"]),
    ]


def test_leaves_that_are_new_or_gone_say_so() -> None:
    changed = a_year(leaf("4", 70, may_be_not_applicable=True), INDEX, entered={"council": {"an": {"4": 60}}})
    assert of_leaves(differences(changed)) == [
        ("an", "4", None, 60, ["new leaf"]),
        ("an", "1", 20, None, ["leaf removed"]),
        ("an", "2", 20, None, ["leaf removed"]),
        ("binh", "4", None, None, ["new leaf"]),
        ("binh", "1", 20, None, ["leaf removed"]),
        ("binh", "2", 20, None, ["leaf removed"]),
    ]


def of_pairs(found: list[UnitDifference]) -> list[tuple[object, ...]]:
    """Codes before and after, points before and after, and the causes, of each leaf that differs."""
    return [
        (one.was, one.now, one.before, one.after, [cause.en for cause in one.causes])
        for difference in found
        for one in difference.leaves
    ]


OLDER = framework(
    leaf("1", 20), leaf("2", 30, on_time()), leaf("3", 10, on_time()), leaf("4", 40), code="older"
)
NEWER = framework(
    leaf("1", 30, on_time()),
    leaf("2", 10, on_time()),
    leaf("3", 20),
    leaf("4", 40, may_be_not_applicable=True),
)
LINKS = crosswalk((["1", "never-was"], ["3"]), (["2"], ["1", "2"]))
THEN = a_round(
    OLDER,
    {"an": {"1": 12, "4": 40}},
    measured={"council": {"an": {"2.on_time": 8, "2.received": 10, "3.on_time": 1, "3.received": 4}}},
    about={"year": 2024},
)


def a_year_on(of_second: int = 5, **more: Any) -> RoundData:
    figures = {"1.on_time": 9, "1.received": 10, "2.on_time": of_second, "2.received": 10}
    options: dict[str, Any] = {"measured": {"council": {"an": figures}}, "crosswalk": LINKS, **more}
    return a_round(NEWER, {"an": {"3": 13, "4": 30}}, **options)


def test_leaves_are_paired_as_the_crosswalk_says_not_by_their_codes() -> None:
    split = ["leaves were merged or split", "maximum 30 → 40", "2 on_time: 8 → 5"]
    assert of_pairs(differences(a_year_on(), THEN)) == [
        (("2",), ("1", "2"), 24, 32, [*split, "1 on_time: – → 9", "1 received: – → 10"]),
        (("1",), ("3",), 12, 13, ["points entered 12 → 13"]),
        ((), ("4",), None, 30, ["new leaf"]),
        (("3",), (), Fraction("2.5"), None, ["leaf removed"]),
        (("4",), (), 40, None, ["leaf removed"]),
    ]


def test_the_other_way_round_the_crosswalk_is_read_backwards() -> None:
    assert [line[:4] for line in of_pairs(differences(THEN, a_year_on()))] == [
        (("3",), ("1",), 13, 12),
        (("1", "2"), ("2",), 32, 24),
        ((), ("3",), None, Fraction("2.5")),
        ((), ("4",), None, 40),
        (("4",), (), 30, None),
    ]


def test_a_crosswalk_says_nothing_of_two_results_of_one_year_or_of_other_frameworks() -> None:
    same = [(("2",), ("2",)), (("4",), ("4",))]
    before, after = (
        a_year_on(),
        replace(a_year_on(6), entered=a_round(NEWER, {"an": {"3": 13, "4": 31}}).entered),
    )
    assert [line[:2] for line in of_pairs(differences(after, before))] == same
    strange = framework(*(leaf(code, 25) for code in "1234"), code="stranger")
    stranger = a_round(strange, {"an": {"1": 9, "2": 9, "3": 9, "4": 9}}, about={"year": 2024})
    assert [line[:2] for line in of_pairs(differences(a_year_on(), stranger))] == [
        ((code,), (code,)) for code in "1234"
    ]


def test_leaves_together_lack_points_while_one_of_them_does_and_leave_out_what_does_not_apply() -> None:
    rules = framework(leaf("1", 50, may_be_not_applicable=True), leaf("2", 50, may_be_not_applicable=True))
    before = a_round(framework(leaf("1", 100), code="older"), {"an": {"1": 70}}, about={"year": 2024})

    def split(points: dict[str, object], marked: list[tuple[str, str]]) -> list[tuple[object, ...]]:
        after = a_round(rules, {"an": points}, marked=marked, crosswalk=crosswalk((["1"], ["1", "2"])))
        return [line[3:] for line in of_pairs(differences(after, before))]

    merged = "leaves were merged or split"
    assert split({"1": 40}, [("an", "2")]) == [(40, [merged, "points entered 70 → 40"])]
    assert split({"1": 40}, []) == [(None, [merged, "scored → not yet scored", "points entered 70 → 40"])]
    assert split({}, [("an", "1"), ("an", "2")]) == [
        (None, [merged, "scored → not applicable", "points entered 70 → –"])
    ]


def test_a_maximum_that_was_unknown_is_no_number() -> None:
    rules = framework(leaf("1", 50), leaf("2", 50))
    before = a_round(framework(leaf("1", "unknown"), leaf("2", 50), total=100), {"an": {"1": 30}})
    assert of_leaves(differences(a_round(rules, {"an": {"1": 40}}), before))[0] == (
        "an", "1", 30, 40, ["maximum – → 50", "points entered 30 → 40"]
    )  # fmt: skip


def test_units_that_are_new_or_gone_stand_with_the_side_that_has_them() -> None:
    after = a_year(units=["binh", "chi", "an"]).with_units([1, 0])
    found = differences(after)
    assert [(one.unit, one.before is None, one.after is None, one.leaves) for one in found] == [
        ("chi", True, False, ()),
        ("an", False, True, ()),
    ]


def test_points_that_depend_on_other_units_are_put_down_to_them() -> None:
    rule = {
        "type": "relative",
        "method": "share_of_best",
        "value": quantity("done", variable("done", "count")),
    }
    rules = framework(leaf("1", 100, rule))

    def year(of_binh: int) -> RoundData:
        return a_round(rules, measured={"self": {"an": {"1.done": 8}, "binh": {"1.done": of_binh}}})

    assert of_leaves(differences(year(16), year(10))) == [
        ("an", "1", 80, 50, ["figures of other units"]),
    ]


@pytest.mark.parametrize(
    ("after", "causes"),
    [
        pytest.param(
            a_year(
                adjustments=(
                    Adjustment("an", "bonus", "idea", "", 1),
                    Adjustment("an", "penalty", "blame", "", 2),
                )
            ),
            ["bonus 0 → 0.5", "penalty 0 → 1"],
            id="bonus and penalty",
        ),
        pytest.param(
            a_year(adjustments=(Adjustment("an", "deduction", "late", "", 2),)),
            ["deducted from the whole 0 → 0.5"],
            id="a deduction from the whole",
        ),
        pytest.param(
            a_year(properties={"ranking": {"decimals": 1}, "groups": [{"code": "A", "label": words("A")}]}),
            ["how ranks and groups are taken changed"],
            id="groups",
        ),
        pytest.param(
            a_year(marked=[("an", "1")]),
            ["applicable maximum 100 → 60"],
            id="what applies",
        ),
    ],
)
def test_what_changes_a_unit_outside_its_leaves_is_named(after: RoundData, causes: list[str]) -> None:
    [an, *_] = differences(after)
    assert (an.unit, [cause.en for cause in an.causes]) == ("an", causes)


def test_another_printed_total_is_a_cause() -> None:
    def year(printed: Printed, kind: str = "reconciled") -> RoundData:
        return a_year(printed={"an": printed}, about={"kind": kind})

    first, second = Printed(Fraction("64.01"), 1), Printed(Fraction("64.02"), 1)
    [an] = differences(year(second), year(first))
    assert [cause.vi for cause in an.causes] == ["chỉ số đã công bố 64,01 → 64,02"]
    [an] = differences(year(second), year(Printed()))
    assert [cause.en for cause in an.causes] == ["printed index – → 64.02", "printed rank – → 1"]
    assert differences(year(second, "recomputable"), year(first, "recomputable")) == []
    idea = (Adjustment("an", "bonus", "idea", "", 1),)
    [an, _] = differences(
        replace(year(second, "recomputable"), adjustments=idea), year(first, "recomputable")
    )
    assert [cause.en for cause in an.causes] == ["bonus 0 → 0.5"]
