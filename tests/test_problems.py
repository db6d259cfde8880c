import pickle

import pytest

from parindex.language import Text
from parindex.problems import Findings, Invalid, Place, Problem

WORDS = Text(vi="Thiếu tên.", en="The name is missing.")


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("set.yaml", 12, "tree[0].title"), "set.yaml:12 · tree[0].title"),
        (Place("set.yaml", 12), "set.yaml:12"),
        (Place("units.csv", path="code"), "units.csv · code"),
        (Place("set.yaml"), "set.yaml"),
        (Place(), ""),
    ],
)
def test_a_place_names_what_is_known_of_it(place: Place, text: str) -> None:
    assert str(place) == text


def test_a_problem_is_said_in_the_language_asked_for_after_its_place() -> None:
    problem = Problem("missing", Place("set.yaml", 3), WORDS)
    assert problem.said("vi") == "set.yaml:3: Thiếu tên."
    assert problem.said("en") == "set.yaml:3: The name is missing."


def test_a_problem_without_a_place_is_just_the_sentence() -> None:
    assert Problem("missing", Place(), WORDS).said("en") == "The name is missing."


def test_findings_of_a_file_carry_its_name() -> None:
    findings = Findings("set.yaml")
    findings.add("missing", WORDS.vi, WORDS.en, line=3, path="title")
    findings.add("odd", "Lạ.", "Odd.", severity="warning")
    assert findings.problems == [
        Problem("missing", Place("set.yaml", 3, "title"), WORDS, "error"),
        Problem("odd", Place("set.yaml"), Text(vi="Lạ.", en="Odd."), "warning"),
    ]


def test_an_error_stops_the_work_and_brings_the_warnings_along() -> None:
    findings = Findings("set.yaml")
    findings.add("odd", "Lạ.", "Odd.", line=1, severity="warning")
    findings.add("missing", WORDS.vi, WORDS.en, line=3)
    with pytest.raises(Invalid) as caught:
        findings.raise_if_any()
    assert caught.value.problems == tuple(findings.problems)
    assert [problem.code for problem in findings.errors] == ["missing"]


def test_warnings_alone_do_not_stop_the_work() -> None:
    findings = Findings("set.yaml")
    findings.add("odd", "Lạ.", "Odd.", severity="warning")
    findings.raise_if_any()
    assert findings.errors == []


def test_problems_are_told_in_the_order_of_the_file_and_all_of_them() -> None:
    late, early, other = (
        Problem("b", Place("set.yaml", 30), WORDS),
        Problem("b", Place("set.yaml", 4), WORDS),
        Problem("a", Place("set.yaml", 4), WORDS),
    )
    invalid = Invalid([late, early, other])
    assert invalid.problems == (other, early, late)
    assert str(invalid) == "\n".join(f"set.yaml:{line}: The name is missing." for line in (4, 4, 30))


def test_problems_reach_another_process_whole_and_in_their_order() -> None:
    problem = Problem("code", Place("a.csv", 3), Text(vi="Sai.", en="Wrong."))
    assert pickle.loads(pickle.dumps(Invalid([problem]))).problems == (problem,)
    cause = Problem("code", Place("units.csv", 3), Text(vi="Sai.", en="Wrong."))
    both = Invalid([cause, problem], in_order=True)
    assert both.problems == pickle.loads(pickle.dumps(both)).problems == (cause, problem)
