"""How a number came about, as a tree that a reader can follow to its inputs and its source."""

from typing import Any

from parindex.framework.working import Step
from parindex.language import Language
from parindex.rounds import RoundData, Stage, read
from parindex.rounds.model import Adjustment, Estimate
from parindex.scoring.explain import explain, index_working
from tests.builders import (
    SHIPPED,
    a_round,
    branch,
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


def outline(step: Step, language: Language = "en", depth: int = 0) -> str:
    lines = f"{'  ' * depth}{step.label.to(language)}: {step.value.to(language)}\n"
    return lines + "".join(outline(below, language, depth + 1) for below in step.below)


def explained(data: RoundData, leaf_code: str, stage: Stage | None = None, language: Language = "en") -> str:
    return outline(explain(results_of(data, stage), "an", leaf_code), language)


DECISION = {
    "document": {"vi": "Quyết định 876/QĐ-BNV", "en": "Decision 876/QĐ-BNV"},
    "clause": {"vi": "Điều 2", "en": "Article 2"},
    "link": "https://example.org/876",
}
RULES = framework(
    branch(
        "1",
        leaf(
            "1.1",
            5,
            on_time(),
            way_of_scoring={"vi": "Tỷ lệ đúng hạn × 5", "en": "Share on time × 5"},
            evidence=[words("Report"), words("Register")],
            appraiser=words("Office"),
            may_be_not_applicable=True,
        ),
        leaf("1.2", "2.5", source={"document": words("Portal")}),
        appraiser=words("Ministry"),
        source=DECISION,
    ),
    leaf("2", 10, imported()),
    leaf(
        "3",
        1,
        {
            "type": "levels",
            "levels": [item("full", 1), item("part", "0.5")],
        },
    ),
    leaf("4", "unknown"),
    leaf(
        "5",
        1,
        {
            "type": "proportional",
            "value": quantity("spent", variable("spent", unit={"vi": "triệu đồng", "en": "million đồng"})),
            "full_mark": 1000,
        },
    ),
    total=40,
    adjustments={"deductions": [item("late", "0.25")]},
)


def test_a_leaf_by_rule_shows_its_rule_inputs_stages_notes_evidence_and_source() -> None:
    data = a_round(
        RULES,
        measured={
            "self": {"an": {"1.1.on_time": 95, "1.1.received": 100}},
            "appraisal_1": {"an": {"1.1.on_time": 87.5}},
        },
        adjustments=(Adjustment("an", "deduction", "late", "1.1", 1),),
        notes={("an", "1.1", "appraisal_1"): "seven and a half were late"},
    )
    assert explained(data, "1.1") == (
        "leaf 1.1: 4.125 of 5 points\n"
        "  Deducted after appraisal: −0.25 points\n"
        "  Rule: Share on time × 5\n"
        "    on_time: 87.5\n"
        "    received: 100\n"
        "  Working: 4.375 points\n"
        "    Value: 87.5 ÷ 100 = 0.875\n"
        "    Points in proportion: 5 × 0.875 ÷ 1 = 4.375\n"
        "  Stage: self-assessment\n"
        "    on_time: 95\n"
        "    received: 100\n"
        "  Stage: first appraisal\n"
        "    on_time: 87.5\n"
        "    note: seven and a half were late\n"
        "  Evidence: Report\n"
        "  Evidence: Register\n"
        "  Appraiser: Office\n"
        "  Source: Decision 876/QĐ-BNV, Article 2\n"
        "    Link: https://example.org/876\n"
    )
    assert explained(data, "1.1", language="vi").startswith(
        "leaf 1.1: 4,125 / 5 điểm\n"
        "  Điểm trừ sau thẩm định: −0,25 điểm\n"
        "  Cách chấm: Tỷ lệ đúng hạn × 5\n"
        "    on_time: 87,5\n"
    )
    assert explained(data, "1.1", "self").splitlines()[:4] == [
        "leaf 1.1: 4.5 of 5 points",
        "  Deducted after appraisal: −0.25 points",
        "  Rule: Share on time × 5",
        "    on_time: 95",
    ]


def test_entered_points_stand_beside_what_the_rule_would_give() -> None:
    cells: dict[str, Any] = {"1.1.on_time": 1, "1.1.received": 3}
    data = a_round(RULES, {"an": {"1.1": "2.5"}}, measured={"self": {"an": cells}})
    assert explained(data, "1.1").splitlines()[:2] == [
        "leaf 1.1: 2.5 of 5 points",
        "  Entered by a person: the rule gives 1.666667",
    ]
    assert "  Stage: appraisal council\n    points entered: 2.5\n" in explained(data, "1.1")
    assert (
        "  Working: 1.666667 points\n"
        "    Value: 1 ÷ 3 ≈ 0.333333\n"
        "    Points in proportion: 5 × 0.333333 ÷ 1 ≈ 1.666667\n"
        "    Rounded: 1.666666667 → 1.666667, to a millionth of a point\n"
    ) in explained(data, "1.1")


def test_points_of_an_appraisers_leaf_have_no_rule_to_compare_with() -> None:
    data = a_round(RULES, {"an": {"1.2": 2}}, units=["an"])
    assert explained(data, "1.2") == (
        "leaf 1.2: 2 of 2.5 points\n"
        "  Entered by a person: –\n"
        "  Rule: The appraiser gives the points and the reason\n"
        "  Stage: appraisal council\n"
        "    points entered: 2\n"
        "  Appraiser: Ministry\n"
        "  Source: Portal\n"
    )


def test_a_quotient_by_zero_and_a_missing_input_say_what_to_do() -> None:
    data = a_round(RULES, measured={"self": {"an": {"1.1.on_time": 0, "1.1.received": 0}}})
    assert explained(data, "1.1").splitlines()[:2] == [
        "leaf 1.1: not yet scored",
        "  The rule is undefined: a quotient by zero: add a case for it",
    ]
    assert "  Working: undefined\n    Value: 0 ÷ 0 = undefined (a quotient by zero)\n  Stage:" in explained(
        data, "1.1"
    )
    missing = a_round(RULES, measured={"self": {"an": {"1.1.on_time": 0}}})
    assert "Working" not in explained(missing, "1.1")
    assert explained(missing, "1.1").splitlines()[:4] == [
        "leaf 1.1: not yet scored",
        "  Rule: Share on time × 5",
        "    on_time: 0",
        "    received: –",
    ]


def test_a_leaf_that_does_not_apply_gives_the_reason() -> None:
    data = a_round(RULES, units=["an"], marked=[("an", "1.1")])
    assert explained(data, "1.1").splitlines()[:2] == [
        "leaf 1.1: not applicable",
        "  Why not applicable: does not apply",
    ]


def test_an_estimate_comes_with_its_standard_error_and_where_it_was_made() -> None:
    def survey(**about: Any) -> str:
        data = a_round(
            RULES,
            measured={"council": {"an": {"2.value": 84.45}}},
            estimates={(0, RULES.column_position["2", "value"]): Estimate(84.45, 1.25, **about)},
        )
        return explained(data, "2", language="vi")

    assert survey(source="SIPAS 2025").startswith(
        "leaf 2: 8,445 / 10 điểm\n"
        "  Cách chấm: Theo chỉ số (%): index\n"
        "Điểm = điểm tối đa × chỉ số ÷ 100%, không quá điểm tối đa\n"
        "    index: 84,45\n"
        "      Sai số chuẩn: 1,25\n"
        "      Nguồn: SIPAS 2025\n"
    )
    assert "Nguồn: SIPAS" not in survey()


def test_a_choice_is_shown_by_its_code_and_an_invented_leaf_says_that_it_is() -> None:
    data = a_round(RULES, measured={"self": {"an": {"3.level": 1}}})
    assert explained(data, "3") == (
        "leaf 3: 0.5 of 1 points\n"
        "  Rule: One of these levels:\n- full: 1 point\n- part: 0.5 points\n"
        "    Level reached: part\n"
        "  Working: 0.5 points\n"
        "    Level that applies: part: 0.5 points\n"
        "  Stage: self-assessment\n"
        "    level: part\n"
        "  Source: illustrative: not the official text\n"
    )


def test_points_of_unknown_maximum_stand_alone() -> None:
    data = a_round(RULES, {"an": {"4": "3.5"}}, about={"kind": "reconciled"})
    assert explained(data, "4").splitlines()[0] == "leaf 4: 3.5 points"
    assert explained(data, "4", language="vi").splitlines()[0] == "leaf 4: 3,5 điểm"
    assert explained(data, "3").splitlines()[0] == "leaf 3: unknown here"


def test_a_variable_with_a_unit_is_named_with_it() -> None:
    data = a_round(RULES, measured={"self": {"an": {"5.spent": 250.5}}})
    lines = explained(data, "5", language="vi").splitlines()
    assert lines[:2] == ["leaf 5: 0,2505 / 1 điểm", "  Cách chấm: Giá trị tính: spent"]
    assert lines[5] == "    spent (triệu đồng): 250,5"


def worked_out(leaf_code: str, unit: str, language: Language) -> str:
    """The working of a leaf in the training round: figures that a pocket calculator gives."""
    told = explain(TRAINING, unit, leaf_code)
    [working] = [step for step in told.below if step.label.en == "Working"]
    return outline(working, language)


TRAINING = results_of(read(SHIPPED / "training-provinces-2025"))


def test_a_formula_says_which_branch_applied_and_what_its_quotient_was() -> None:
    assert worked_out("5.3.1", "lang-son", "vi") == (
        "Tính điểm: 0 điểm\n"
        "  Nếu wrong == 0: 1812 = 0: không đúng\n"
        "  Nếu wrong / appointed > 0.05: 1812 ÷ 2015 (≈ 0,899256) > 0,05: đúng, lấy dòng này\n"
        "  Điểm = 0: 0\n"
    )


def test_a_rate_and_a_comparison_with_other_units_can_be_checked_by_eye() -> None:
    assert worked_out("8.3.3", "lang-son", "vi") == (
        "Tính điểm: 0 điểm\n  Tỷ lệ đạt: 100% × 6,42 ÷ 9,1 ≈ 70,549451%\n  Khoảng áp dụng: Dưới 80%: 0 điểm\n"
    )
    assert worked_out("8.4.1", "lang-son", "vi") == (
        "Tính điểm: 0,403777 điểm\n"
        "  Giá trị tính: 1504 ÷ 931,9 ≈ 1,613907\n"
        "  Cao nhất: 1,805043 (Khánh Hòa)\n"
        "  Thấp nhất: 0,811848 (Đà Nẵng)\n"
        "  Điểm theo tỷ lệ: 0,5 × (1,613907 − 0,811848) ÷ (1,805043 − 0,811848) ≈ 0,403777\n"
        "  Làm tròn: 0,403777373 → 0,403777, đến phần triệu điểm\n"
    )


def working_of_index(data: RoundData, language: Language = "en") -> str:
    results = results_of(data)
    step = index_working(results, results.round.unit_position["an"])
    return f"{step.label.to(language)}: {step.value.to(language)}"


def test_an_index_is_points_over_what_applied_with_what_stands_outside() -> None:
    three = framework(leaf("1", 3))
    assert working_of_index(a_round(three, {"an": {"1": 1}})) == "Working: 100 × 1 ÷ 3 ≈ 33.333333 → 33.33"
    outside = {
        "bonus": {"cap": 5, "items": [item("prize", 2)]},
        "penalty": {"cap": 5, "items": [item("fault", "0.5")]},
        "index_limit": 100,
    }
    rules = framework(leaf("1", 50), adjustments=outside)
    given = (Adjustment("an", "bonus", "prize", "", 1), Adjustment("an", "penalty", "fault", "", 3))
    plain = a_round(rules, {"an": {"1": 40}}, adjustments=given)
    assert working_of_index(plain, "vi") == "Tính điểm: 100 × 40 ÷ 50 + 2 − 1,5 = 80,5 → 80,50"
    full = a_round(rules, {"an": {"1": 50}}, adjustments=given[:1])
    assert working_of_index(full) == "Working: 100 × 50 ÷ 50 + 2 = 102, at most 100 → 100.00"
    none = a_round(rules, {"an": {"1": 0}}, adjustments=given[1:])
    assert working_of_index(none) == "Working: 100 × 0 ÷ 50 − 1.5 = −1.5, not below 0 → 0.00"
