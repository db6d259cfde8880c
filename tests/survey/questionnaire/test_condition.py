"""Skip logic in words: what is understood is said, what is not is printed as it stands."""

import pytest

from parindex.language import both
from parindex.survey.questionnaire.condition import Compared, Joined, Negated, in_words, parse
from parindex.survey.questionnaire.model import Group
from parindex.survey.questionnaire.skips import Skips
from tests.survey.questionnaire.small import SMALL, form, select, words


@pytest.mark.parametrize(
    ("expression", "vi", "en"),
    [
        ("${a} = '1'", "a = 1", "a = 1"),
        ('${a} != "x y"', "a khác x y", "a is not x y"),
        ("${a}>=18", "a ≥ 18", "a ≥ 18"),
        (". <= -1.5", ". ≤ -1.5", ". ≤ -1.5"),
        ("${a} < 3 or ${b} > 4", "a < 3 hoặc b > 4", "a < 3 or b > 4"),
        (
            "${a} = '1' and (${b} = '2' or ${c} = '3')",
            "a = 1 và (b = 2 hoặc c = 3)",
            "a = 1 and (b = 2 or c = 3)",
        ),
        ("not(${a} = '1')", "không phải (a = 1)", "not (a = 1)"),
        ("selected(${a}, '4')", "a có chọn 4", "a includes 4"),
        ("${a} != ''", "a có trả lời", "a is answered"),
        ("${a} = ''", "a để trống", "a is empty"),
    ],
)
def test_a_condition_is_said(expression: str, vi: str, en: str) -> None:
    condition = parse(expression)
    assert condition is not None
    said = in_words(condition, both)
    assert (said.vi, said.en) == (vi, en)


def test_and_binds_closer_than_or() -> None:
    a, b, c = (Compared(name, "=", "1") for name in "abc")
    assert parse("${a}=1 or ${b}=1 and ${c}=1") == Joined("or", (a, Joined("and", (b, c))))
    assert parse("not((${a}=1 or ${b}=1) and ${c}=1)") == Negated(Joined("and", (Joined("or", (a, b)), c)))


@pytest.mark.parametrize(
    "expression",
    [
        "", "${a}", "${a} =", "${a} = ${b}", "'1' = ${a}", "count-selected(.) > 2", "regex(., '[0-9]+')",
        "${a} = '1' and", "(${a} = '1'", "${a} = '1')", "not ${a} = '1'", "not(${a} = '1'", "selected(${a}; '1')",
        "selected('a', '1')", "selected(${a}, ${b})", "selected(${a}, '1'", "${a} , '1'", "${a} = '1' ${b} = '2'",
        "${a} + 1 = '2'",
    ],
)  # fmt: skip
def test_what_is_outside_has_no_words(expression: str) -> None:
    assert parse(expression) is None


def test_paper_says_conditions_with_numbers_of_questions() -> None:
    skips = Skips(SMALL)
    asked = {each.question.name: each for each in SMALL.on_paper}
    assert [each.number for each in asked.values()] == list(range(1, 10))
    own, whole = skips.of_question(asked["q2"]), skips.in_whole(asked["q2"])
    assert own is not None
    assert whole is not None
    assert own.vi == "Chỉ hỏi nếu câu 6 khác 3."
    assert whole.en == "Ask only if question 5 = 1 and question 6 is not 3."
    assert skips.of_question(asked["q1"]) is None
    assert skips.in_whole(asked["practice"]) is None


def test_a_group_says_its_condition_once_with_its_numbers() -> None:
    group = SMALL.questions[-1]
    assert isinstance(group, Group)
    said = Skips(SMALL).of_group(group)
    assert said is not None
    assert said.vi == "Từ câu 6 đến câu 9: chỉ hỏi nếu câu 5 = 1."


def test_a_group_without_condition_or_without_paper_says_nothing() -> None:
    made = form(
        questions=[
            {"name": "free", "questions": [select("q1")]},
            {
                "name": "unseen",
                "relevant": "${q1} = '1'",
                "questions": [{"kind": "geopoint", "name": "g", "label": words("g")}],
            },
            select("q2", relevant="count-selected(${q1}) > 1 and ${today} = 1"),
            select("q3", relevant="${today} = 1"),
        ]
    )
    skips, groups = Skips(made), [part for part in made.questions if isinstance(part, Group)]
    assert [skips.of_group(group) for group in groups] == [None, None]
    said = [skips.of_question(asked) for asked in made.on_paper]
    assert [text and text.vi for text in said] == [
        None,
        "Chỉ hỏi nếu count-selected(${q1}) > 1 and ${today} = 1.",
        "Chỉ hỏi nếu today = 1.",
    ]
