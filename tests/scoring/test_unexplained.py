"""No evidence, no full marks: a written explanation is compulsory where the framework says so."""

from fractions import Fraction
from typing import Any

import pytest

from parindex.rounds import RoundData
from parindex.rounds.model import Adjustment
from parindex.rounds.tables import Lines
from parindex.rounds.write import write
from parindex.scoring.unexplained import Unexplained, unexplained, unexplained_problems
from tests.builders import a_round, framework, item, leaf, on_time, unit

SELF = {"an": {"1.on_time": 8, "1.received": 10}, "bo": {"1.on_time": 10, "1.received": 10}}


def a_self_assessment(duty: str = "below_maximum", **more: Any) -> RoundData:
    """Unit "an" has 8 of 10 on leaf 1 and 3 of 5 on leaf 2; "bo" has all of leaf 1 and nothing on leaf 2 yet."""
    rules = framework(
        leaf("1", 10, on_time()),
        leaf("2", 5),
        leaf("3", "unknown"),
        total=20,
        explanation_without_evidence=duty,
        adjustments={"deductions": [item("late", 1)]},
    )
    entered = {"self": {"an": {"2": 3}}}
    members = [unit("an"), unit("bo")]
    return a_round(rules, units=members, measured={"self": SELF}, entered=entered, **more)  # type: ignore[arg-type]


AN_1 = Unexplained("an", "1", Fraction(8), Fraction(10))
AN_2 = Unexplained("an", "2", Fraction(3), Fraction(5))
BO_1 = Unexplained("bo", "1", Fraction(10), Fraction(10))


@pytest.mark.parametrize(
    ("duty", "due"),
    [("optional", []), ("below_maximum", [AN_1, AN_2]), ("always", [AN_1, AN_2, BO_1])],
)
def test_the_framework_says_what_is_to_be_explained(duty: str, due: list[Unexplained]) -> None:
    assert list(unexplained(a_self_assessment(duty))) == due


def test_evidence_of_any_stage_and_the_note_of_the_unit_will_do_but_no_note_of_an_appraiser() -> None:
    given = a_self_assessment(
        evidence={("an", "1", "appraisal_1"): "Register"}, notes={("an", "2", "self"): "Two were late"}
    )
    assert list(unexplained(given)) == []
    appraised = a_self_assessment(notes={("an", "2", "appraisal_1"): "Two were late"})
    assert list(unexplained(appraised)) == [AN_1, AN_2]


def test_what_is_taken_away_after_appraisal_is_not_for_the_unit_to_explain() -> None:
    taken = a_self_assessment(adjustments=(Adjustment("bo", "deduction", "late", "1", 1),))
    assert list(unexplained(taken)) == [AN_1, AN_2]


def test_a_round_without_self_assessment_owes_nothing() -> None:
    rules = framework(leaf("1", 10), explanation_without_evidence="always")
    assert list(unexplained(a_round(rules, {"an": {"1": 3}}))) == []


def test_each_stands_at_the_row_that_wants_the_note(tmp_path: Any) -> None:
    data = a_self_assessment("always")
    write(data, tmp_path / "r")
    found = [
        (
            problem.place.file.rpartition("/")[2],
            problem.place.line,
            problem.place.path,
            problem.code,
            problem.severity,
        )
        for problem in unexplained_problems(data, Lines(tmp_path / "r"))
    ]
    assert found == [
        ("measurements.csv", 2, "note", "explanation-missing", "error"),
        ("points.csv", 2, "note", "explanation-missing", "error"),
        ("measurements.csv", 4, "note", "explanation-missing", "error"),
    ]
    first = next(unexplained_problems(data, Lines(tmp_path / "r")))
    assert first.text.vi == (
        "an, mục 1: tự chấm 8/10 mà không có tài liệu kiểm chứng, bộ chỉ số bắt buộc giải trình; "
        "ghi giải trình vào cột note, hoặc nêu tài liệu trong evidence.csv."
    )
    assert first.text.en == (
        "an, leaf 1: 8/10 scored without evidence, which the framework wants explained; "
        "write the explanation into the column note, or name the evidence in evidence.csv."
    )


def test_points_of_an_unknown_maximum_stand_alone(tmp_path: Any) -> None:
    rules = framework(leaf("1", "unknown"), total=10, explanation_without_evidence="always")
    data = a_round(rules, entered={"self": {"an": {"1": 3}}})
    [problem] = unexplained_problems(data, Lines(tmp_path))
    assert problem.text.en.startswith("an, leaf 1: 3 scored without evidence")
