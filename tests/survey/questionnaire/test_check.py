"""Each fault that is planted in a sound form is found, at its sheet, row and column, and nothing else is."""

from dataclasses import replace

import pytest

from parindex.survey.questionnaire.check import problems_of
from parindex.survey.questionnaire.mapping import SpecialCodes
from parindex.survey.questionnaire.sheets import Sheets
from tests.survey.questionnaire.small import ROW, SHEETS, spoilt

Found = tuple[str, int, str]


def found(sheets: Sheets) -> list[Found]:
    return sorted((p.code, p.place.line, p.place.path) for p in problems_of(sheets))


def row(name: str) -> int:
    return ROW[name]


LAST = len(SHEETS.survey) + 2
FIRST_DONT_KNOW = 5  # row of "Không biết" on the sheet choices
TEXT = {"type": "text", "label_vi": "a", "label_en": "b"}


def test_a_sound_form_has_no_problems() -> None:
    assert problems_of(SHEETS) == []


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        (spoilt("settings", 2, form_id=None), ("form-setting", 2, "settings · form_id")),
        (spoilt("settings", 2, version=None), ("form-setting", 2, "settings · version")),
        (spoilt("settings", 2, form_title=None), ("form-setting", 2, "settings · form_title")),
        (spoilt("survey", row("q1"), label_en=None), ("translation-missing", row("q1"), "survey · label")),
        (spoilt("choices", 3, label_en=None), ("translation-missing", 3, "choices · label")),
        (
            spoilt("survey", row("trips"), message_en=None),
            ("translation-missing", row("trips"), "survey · constraint_message"),
        ),
        (
            spoilt("survey", row("trips"), message_vi=None, message_en=None),
            ("message-missing", row("trips"), "survey · constraint_message"),
        ),
        (spoilt("survey", LAST, **TEXT, name="village"), ("name-twice", LAST, "survey · name")),
        (spoilt("survey", LAST, **TEXT, name="Q1"), ("name-twice", LAST, "survey · name")),
        (spoilt("survey", LAST, **TEXT, name="tên"), ("question-name", LAST, "survey · name")),
        (spoilt("survey", LAST, **TEXT, name="batch"), ("question-name", LAST, "survey · name")),
        (
            spoilt("survey", row("q1"), type="select_one levels"),
            ("choice-list-missing", row("q1"), "survey · type"),
        ),
        (
            spoilt("choices", 9, list_name="spare", name="1", label_vi="a", label_en="b"),
            ("choice-list-unused", 9, "choices · list_name"),
        ),
        (
            spoilt("survey", row("q2"), relevant="${q9} = '1'"),
            ("reference-unknown", row("q2"), "survey · relevant"),
        ),
        (spoilt("settings", 2, instance_name="${nobody}"), ("reference-unknown", 2, "settings · instance_name")),
        (
            spoilt("survey", row("q1"), relevant="${q2} = '1'"),
            ("reference-later", row("q1"), "survey · relevant"),
        ),
        (
            spoilt("survey", row("q2"), relevant="${q1} = '7'"),
            ("condition-code", row("q2"), "survey · relevant"),
        ),
        (
            spoilt("survey", row("q2"), relevant="not(${q1} = '3' or (${q1} = '2' and ${q1} != 'x'))"),
            ("condition-code", row("q2"), "survey · relevant"),
        ),
        (
            spoilt("survey", row("trips"), constraint="(. >= 0"),
            ("expression-broken", row("trips"), "survey · constraint"),
        ),
        (
            spoilt("survey", row("trips"), constraint=". >= 0)("),
            ("expression-broken", row("trips"), "survey · constraint"),
        ),
        (
            spoilt("survey", row("q2"), relevant="${q1} = '3"),
            ("expression-broken", row("q2"), "survey · relevant"),
        ),
        (spoilt("choices", FIRST_DONT_KNOW, name="98"), ("special-codes", FIRST_DONT_KNOW, "choices · name")),
        (spoilt("choices", FIRST_DONT_KNOW + 1, name="99"), ("special-codes", FIRST_DONT_KNOW + 1, "choices · name")),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found_and_no_other(sheets: Sheets, expected: Found) -> None:
    assert found(sheets) == [expected]


def test_a_language_without_a_tag_is_named() -> None:
    renamed = {
        sheet: [
            {name.replace("English (en)", "English"): cell for name, cell in each.items()}
            for each in getattr(SHEETS, sheet)
        ]
        for sheet in ("survey", "choices")
    }
    assert found(replace(SHEETS, **renamed)) == [
        ("language-tag", 1, "choices · label::English"),
        ("language-tag", 1, "survey · constraint_message::English"),
        ("language-tag", 1, "survey · hint::English"),
        ("language-tag", 1, "survey · label::English"),
    ]


def test_another_pair_of_codes_is_right_if_the_mapping_says_so() -> None:
    other = spoilt("choices", FIRST_DONT_KNOW, name="98")
    other = replace(
        other, choices=[*other.choices[:4], {**other.choices[4], "name": "99"}, *other.choices[5:]]
    )
    assert problems_of(other, SpecialCodes(dont_know="98", refused="99")) == []
    assert [problem.code for problem in problems_of(other)] == ["special-codes", "special-codes"]


def test_everything_wrong_comes_at_once_in_both_languages() -> None:
    sheets = spoilt("survey", row("q1"), label_en=None, type="select_one levels")
    sheets = replace(sheets, settings=[{}])
    problems = problems_of(sheets)
    assert {problem.code for problem in problems} >= {
        "form-setting",
        "translation-missing",
        "choice-list-missing",
    }
    assert all(problem.text.vi and problem.text.en for problem in problems)
    assert "Trang choices không có danh sách “levels”" in problems[-1].text.vi


def test_lists_from_outside_the_form_are_left_alone() -> None:
    sheets = spoilt("survey", row("q1"), type="select_one_from_file communes.csv")
    assert found(sheets) == []
    earlier = spoilt("survey", row("q2"), relevant="${last-saved#q1} = '3'")
    assert found(earlier) == []
