"""How points came about, rule by rule: what a person with a pocket calculator would write down."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest

from parindex.framework import Leaf
from parindex.framework.working import Cell, Step, working
from parindex.language import Language, both
from parindex.numbers import exact
from tests.builders import Data, item, leaf, quantity, variable, words

Values = Mapping[str, float]


def told(
    rule: Data,
    maximum: str,
    values: Values,
    peers: Mapping[str, Values] | None = None,
    language: Language = "en",
) -> list[str]:
    """The points (— where undefined), then the steps, those below others indented."""
    cell = Cell(
        _exactly(values),
        Fraction(maximum),
        2025,
        tuple((both(name), _exactly(each)) for name, each in (peers or {}).items()),
    )
    done = working(Leaf.model_validate(leaf("1", maximum, rule)).rule, cell)
    points = "—" if done.points is None else str(done.points)
    return [points, *(line for step in done.steps for line in _lines(step, language))]


def _exactly(values: Values) -> dict[str, Fraction]:
    return {name: exact(value) for name, value in values.items()}


def _lines(step: Step, language: Language, indent: str = "") -> list[str]:
    below = [line for each in step.below for line in _lines(each, language, indent + "  ")]
    return [f"{indent}{step.label.to(language)}: {step.value.to(language)}", *below]


def band(within: str, points: str) -> Data:
    return {"within": within, "points": points}


BANDS = [band("[90, 100]", "1"), band("[80, 90)", "0.5"), band("[0, 80)", "0")]
SHARE = quantity("100 * done / planned", variable("done"), variable("planned"))
VALUE = quantity("value", variable("value"))


def test_a_level_is_named_with_its_points() -> None:
    rule = {"type": "levels", "levels": [item("full", 1), item("part", "0.5")]}
    assert told(rule, "1", {"level": 1}) == ["1/2", "Level that applies: part: 0.5 points"]
    assert told(rule, "1", {"level": 0}, language="vi") == ["1", "Mức áp dụng: full: 1 điểm"]


def test_a_checklist_says_what_is_met_and_adds_up() -> None:
    rule = {"type": "checklist", "items": [item("plan", "0.5"), item("report", "0.25"), item("site", "0.25")]}
    assert told(rule, "1", {"plan": 1, "report": 0, "site": 1}) == [
        "3/4",
        "plan: yes: 0.5 points",
        "report: no: 0 points",
        "site: yes: 0.25 points",
        "Sum: 0.5 + 0 + 0.25 = 0.75",
    ]
    single = {"type": "checklist", "items": [item("plan", 1)]}
    assert told(single, "1", {"plan": 1}, language="vi") == ["1", "plan: có: 1 điểm"]


def test_deductions_count_the_events_and_say_where_the_floor_stops_them() -> None:
    rule = {"type": "deductions", "events": [item("late", "0.25"), item("wrong", "0.5")], "floor": "0.5"}
    assert told(rule, "2", {"late": 3, "wrong": 1}) == [
        "3/4",
        "late: 3 × 0.25 = 0.75",
        "wrong: 1 × 0.5 = 0.5",
        "Deducted in all: 0.75 + 0.5 = 1.25",
        "Left: 2 − 1.25 = 0.75",
    ]
    assert told(rule, "2", {"late": 3, "wrong": 4}, language="vi")[-2:] == [
        "Còn lại: 2 − 2,75 = −0,75",
        "Không dưới: 0,5 điểm",
    ]


def test_finding_and_mending_are_two_parts() -> None:
    rule = {"type": "find_and_mend", "finding": 1, "mending": 2}
    assert told(rule, "3", {"inspected": 1, "found": 4, "mended": 3}) == [
        "5/2",
        "Inspected: yes: 1 point",
        "Faults mended: 2 × 3 ÷ 4 = 1.5",
        "Sum: 1 + 1.5 = 2.5",
    ]
    assert told(rule, "3", {"inspected": 1, "found": 0, "mended": 0})[2] == (
        "Faults mended: no fault found: 2 points"
    )
    assert told(rule, "3", {"inspected": 0, "found": 4, "mended": 4}) == [
        "0",
        "Inspected: no: 0 points for both parts",
    ]


def test_bands_show_the_value_and_the_band_that_applies() -> None:
    rule = {"type": "bands", "value": SHARE, "bands": BANDS}
    assert told(rule, "1", {"done": 8, "planned": 9}) == [
        "1/2",
        "Value: 100 × 8 ÷ 9 ≈ 88.888889%",
        "Band that applies: From 80% to under 90%: 0.5 points",
    ]
    assert told(rule, "1", {"done": 9, "planned": 10})[2] == "Band that applies: From 90% to 100%: 1 point"
    assert told(rule, "1", {"done": 11, "planned": 10}, language="vi")[1:] == [
        "Giá trị tính: 100 × 11 ÷ 10 = 110%",
        "Khoảng áp dụng: Từ 90% đến 100%: 1 điểm (gần nhất trong thang)",
    ]
    assert told(rule, "1", {"done": 1, "planned": 0}) == [
        "—",
        "Value: 100 × 1 ÷ 0 = undefined (a quotient by zero)",
    ]


def test_a_band_that_begins_beside_its_limit_is_not_reached_at_it() -> None:
    rule = {"type": "bands", "value": VALUE, "bands": [band("[0, 5]", "0"), band("(5, 9]", "1")]}
    assert told(rule, "1", {"value": 5}) == ["0", "Value: 5", "Band that applies: From 0 to 5: 0 points"]


def test_points_in_proportion_are_held_against_floor_and_maximum() -> None:
    rule = {"type": "proportional", "value": SHARE, "full_mark": 95, "floor": 80}
    assert told(rule, "2", {"done": 9, "planned": 10}) == [
        "36/19",
        "Value: 100 × 9 ÷ 10 = 90%",
        "Against the floor: 90% ≥ 80%",
        "Points in proportion: 2 × 90% ÷ 95% ≈ 1.894737",
    ]
    assert told(rule, "2", {"done": 79, "planned": 100}) == [
        "0",
        "Value: 100 × 79 ÷ 100 = 79%",
        "Against the floor: 79% < 80%: 0 points",
    ]
    assert told(rule, "2", {"done": 1, "planned": 1})[-2:] == [
        "Points in proportion: 2 × 100% ÷ 95% ≈ 2.105263",
        "At most the maximum: 2 points",
    ]
    assert told(rule, "2", {"done": 0, "planned": 0})[0] == "—"
    free = {"type": "proportional", "value": VALUE, "full_mark": 10}
    assert told(free, "2", {"value": -1}, language="vi") == [
        "0",
        "Giá trị tính: −1",
        "Điểm theo tỷ lệ: 2 × (−1) ÷ 10 = −0,2",
        "Không dưới: 0 điểm",
    ]


FORMULA: Data = {
    "type": "formula",
    "variables": [variable("bad", "count"), variable("all", "count")],
    "cases": [
        {"when": "all == 0", "points": "max_points"},
        {"when": "bad / all > 0.05 or not (all >= 10 and abs(bad - 1) != 0)", "points": "min(0.5, all / 10)"},
    ],
    "otherwise": "max_points * (all - 3 * bad) / all",
}


def test_a_formula_shows_every_case_that_was_tried_and_the_one_that_counted() -> None:
    assert told(FORMULA, "1", {"bad": 0, "all": 0}) == [
        "1",
        "If all == 0: 0 = 0: holds, this line counts",
        "Points = max_points: 1",
    ]
    assert told(FORMULA, "1", {"bad": 2, "all": 1000}, language="vi") == [
        "497/500",
        "Nếu all == 0: 1000 = 0: không đúng",
        "Nếu bad / all > 0.05 or not (all >= 10 and abs(bad - 1) != 0): không đúng",
        "  bad / all > 0.05: 2 ÷ 1000 (= 0,002) > 0,05: không đúng",
        "  all >= 10: 1000 ≥ 10: đúng",
        "  abs(bad - 1) != 0: abs(2 − 1) (= 1) ≠ 0: đúng",
        "Còn lại: lấy dòng này",
        "Điểm = max_points * (all - 3 * bad) / all: 1 × (1000 − 3 × 2) ÷ 1000 = 0,994",
    ]


def test_a_condition_of_several_comparisons_has_each_of_them_below_it() -> None:
    assert told(FORMULA, "1", {"bad": 1, "all": 4})[2:] == [
        "If bad / all > 0.05 or not (all >= 10 and abs(bad - 1) != 0): holds, this line counts",
        "  bad / all > 0.05: 1 ÷ 4 (= 0.25) > 0.05: holds",
        "  all >= 10: 4 ≥ 10: does not hold",
        "  abs(bad - 1) != 0: abs(1 − 1) (= 0) ≠ 0: does not hold",
        "Points = min(0.5, all / 10): min(0.5, 4 ÷ 10) = 0.4",
    ]
    assert told(FORMULA, "1", {"bad": 1, "all": 4}, language="vi")[-1] == (
        "Điểm = min(0.5, all / 10): min(0,5; 4 ÷ 10) = 0,4"
    )


@pytest.mark.parametrize(
    ("balance", "lines"),
    [
        (
            2,
            [
                "1",
                "Otherwise: this line counts",
                "Points = 3 * balance: 3 × 2 = 6",
                "At most the maximum: 1 point",
            ],
        ),
        (
            -2,
            [
                "0",
                "Otherwise: this line counts",
                "Points = 3 * balance: 3 × (−2) = −6",
                "Not below: 0 points",
            ],
        ),
    ],
)
def test_points_of_a_formula_stay_between_zero_and_the_maximum(balance: float, lines: list[str]) -> None:
    rule = {"type": "formula", "variables": [variable("balance")], "otherwise": "3 * balance"}
    assert told(rule, "1", {"balance": balance}) == lines


def test_a_formula_without_a_value_says_where() -> None:
    rule = {
        "type": "formula",
        "variables": [variable("a"), variable("b")],
        "cases": [{"when": "a / b > 1", "points": "1"}],
        "otherwise": "a / b",
    }
    assert told(rule, "1", {"a": 1, "b": 0}) == [
        "—",
        "If a / b > 1: 1 ÷ 0 (= undefined (a quotient by zero)) > 1: does not hold",
        "Otherwise: this line counts",
        "Points = a / b: 1 ÷ 0 = undefined (a quotient by zero)",
    ]


DEADLINE: Data = {
    "type": "deadline",
    "due": {"day": 31, "month": 12},
    "what": words("Report"),
    "late": [{"days": 10, "points": "0.5"}, {"days": 20, "points": "0.25"}],
}


@pytest.mark.parametrize(
    ("done", "points", "when", "step"),
    [
        ("2025-12-31", "1", "2025-12-31", "In time: 1 point"),
        ("2025-12-25", "1", "2025-12-25, 6 days early", "In time: 1 point"),
        ("2026-01-05", "1/2", "2026-01-05, 5 days late", "At most 10 days late: 0.5 points"),
        ("2026-01-20", "1/4", "2026-01-20, 20 days late", "At most 20 days late: 0.25 points"),
        ("2026-02-01", "0", "2026-02-01, 32 days late", "Later than any step: 0 points"),
        ("9999-12-31", "0", "never", "Never done: 0 points"),
    ],
)
def test_a_deadline_counts_the_days_and_names_the_step(done: str, points: str, when: str, step: str) -> None:
    day = date.fromisoformat(done).toordinal()
    assert told(DEADLINE, "1", {"done_on": day}) == [
        points,
        "Due: 2025-12-31",
        f"Done: {when}",
        f"Step that applies: {step}",
    ]


def test_days_are_written_as_the_language_writes_them() -> None:
    assert told(DEADLINE, "1", {"done_on": date(2026, 1, 5).toordinal()}, language="vi")[1:] == [
        "Thời hạn: 31/12/2025",
        "Thực hiện: 5/1/2026, chậm 5 ngày",
        "Mức áp dụng: Chậm không quá 10 ngày: 0,5 điểm",
    ]


def test_answers_of_a_survey_are_weighed_and_averaged() -> None:
    option = {"a": 100, "b": 60, "d": 0}
    rule = {
        "type": "survey",
        "question": words("How good?"),
        "options": [{"code": code, "title": words(code), "worth": worth} for code, worth in option.items()],
    }
    assert told(rule, "2", {"a": 30, "b": 15, "d": 5}) == [
        "39/25",
        "a: 30 answers × 100%",
        "b: 15 answers × 60%",
        "d: 5 answers × 0%",
        "Mean: 3900% ÷ 50 = 78%",
        "Points of the mean: 2 × 78% = 1.56",
    ]
    nobody = told(rule, "2", {"a": 0, "b": 0, "d": 0}, language="vi")
    assert nobody[0] == "—"
    assert nobody[-1] == "Bình quân: 0% ÷ 0 = không xác định (chia cho 0)"


def test_an_imported_index_is_taken_in_proportion() -> None:
    rule = {"type": "imported", "index": words("SIPAS")}
    assert told(rule, "10", {"value": 84.45}) == [
        "1689/200",
        "SIPAS: 84.45%",
        "Points in proportion: 10 × 84.45% ÷ 100% = 8.445",
    ]


STATISTIC: Data = {
    "type": "statistic",
    "unit": words("%"),
    "bands": [band("[100, inf)", "1"), band("(-inf, 100)", "0")],
}


def test_a_statistic_shows_the_rate_achieved() -> None:
    assert told(STATISTIC, "1", {"actual": 7.5, "target": 8}) == [
        "0",
        "Rate: 100% × 7.5 ÷ 8 = 93.75%",
        "Band that applies: Under 100%: 0 points",
    ]
    lower = {**STATISTIC, "better": "lower"}
    assert told(lower, "1", {"actual": 4, "target": 8})[1] == "Rate: 100% × 8 ÷ 4 = 200%"
    assert told(lower, "1", {"actual": 0, "target": 8}) == ["1", "Rate: achieved is 0, the best: 1 point"]
    assert told(STATISTIC, "1", {"actual": 1, "target": 0}) == [
        "—",
        "Rate: 100% × 1 ÷ 0 = undefined (a quotient by zero)",
    ]


def test_a_change_shows_how_much_it_is() -> None:
    scale = [band("[0, inf)", "1"), band("(-inf, 0)", "0")]
    difference: Data = {"type": "change", "kind": "difference", "title": words("share"), "bands": scale}
    assert told(difference, "1", {"this_year": 2, "last_year": -3}) == [
        "1",
        "Change: 2 − (−3) = 5",
        "Band that applies: 0 or more: 1 point",
    ]
    percent = {**difference, "kind": "percent"}
    assert told(percent, "1", {"this_year": 85, "last_year": 90}, language="vi") == [
        "0",
        "Mức thay đổi: 100% × (85 − 90) ÷ 90 ≈ −5,555556%",
        "Khoảng áp dụng: Dưới 0%: 0 điểm",
    ]
    assert told(percent, "1", {"this_year": 85, "last_year": 0}) == [
        "—",
        "Change: undefined: the year before is not above zero",
    ]


def among(method: str, *values: float) -> list[str]:
    """The working of the first of units A, B, C …"""
    rule = {"type": "relative", "value": VALUE, "method": method}
    peers = {chr(ord("A") + place): {"value": value} for place, value in enumerate(values)}
    return told(rule, "2", peers["A"], peers)


def test_against_others_the_best_and_the_worst_are_named() -> None:
    assert among("between_worst_and_best", 5, 2, 8, 8, 8) == [
        "1",
        "Value: 5",
        "Highest: 8 (C and 2 more)",
        "Lowest: 2 (B)",
        "Points in proportion: 2 × (5 − 2) ÷ (8 − 2) = 1",
    ]
    assert among("between_worst_and_best", 4, 4)[-1] == "Points in proportion: all units are alike: 2 points"
    assert among("share_of_best", 4, 5) == [
        "8/5",
        "Value: 4",
        "Highest: 5 (B)",
        "Points in proportion: 2 × 4 ÷ 5 = 1.6",
    ]


def test_shares_of_a_best_that_is_not_above_zero() -> None:
    assert among("share_of_best", 0, -1) == [
        "2",
        "Value: 0",
        "Highest: 0 (A)",
        "Points in proportion: as high as the highest, which is 0: 2 points",
    ]
    assert among("share_of_best", -1, 0) == [
        "—",
        "Value: −1",
        "Highest: 0 (B)",
        "Points in proportion: undefined: the highest is not above zero",
    ]


def test_units_without_a_value_are_not_compared_with() -> None:
    rule = {
        "type": "relative",
        "value": quantity("a / b", variable("a"), variable("b")),
        "method": "share_of_best",
    }
    peers: dict[str, Values] = {"A": {"a": 1, "b": 2}, "B": {"a": 9, "b": 0}}
    assert told(rule, "1", peers["A"], peers)[1:3] == ["Value: 1 ÷ 2 = 0.5", "Highest: 0.5 (A)"]
    assert told(rule, "1", peers["B"], peers) == ["—", "Value: 9 ÷ 0 = undefined (a quotient by zero)"]


def test_points_of_an_appraiser_come_about_by_no_calculation() -> None:
    assert told({"type": "appraiser"}, "1", {}) == ["—"]
