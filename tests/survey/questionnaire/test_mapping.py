"""From a form and a mapping comes survey.yaml, and what does not agree is listed at its line."""

from typing import Any

import pytest

from parindex.documents import parse_document
from parindex.framework.model import Framework
from parindex.rounds.write import yaml_bytes
from parindex.survey.check import problems_of as problems_of_survey
from parindex.survey.folder import survey_bytes
from parindex.survey.model import Survey
from parindex.survey.questionnaire import agreement
from parindex.survey.questionnaire.folder import Questionnaire
from parindex.survey.questionnaire.mapping import survey_of
from tests import builders
from tests.survey.questionnaire.small import LEVELS, MAPPING, SMALL, YES_NO, form, mapping, select, words


def problems(made: Any = SMALL, **more: Any) -> list[tuple[str, str]]:
    return [(each.code, each.place.path) for each in agreement.problems_of(made, *mapping(**more))]


def test_titles_scales_and_groups_come_from_the_form() -> None:
    made = survey_of(SMALL, mapping()[0])
    assert [(item.code, item.title.vi, item.scale) for item in made.items] == [
        ("q1", "câu q1", "level"),
        ("q2", "câu q2", "level"),
    ]
    assert {level: text.vi for level, text in made.scales[0].labels.items()} == {
        1: "mức 1",
        2: "mức 2",
        3: "mức 3",
    }
    assert made.scales[0].satisfied_from == 2
    assert {name: text.vi for name, text in made.grouping("practice").labels.items()} == {
        "1": "Có",
        "0": "Không",
    }
    assert (made.tree.below, made.year, made.data_status) == (("q1", "q2"), 2026, "training")


def test_what_is_made_is_a_survey_without_problems(opened: dict[str, Questionnaire]) -> None:
    for each in opened.values():
        assert each.mapping is not None
        made = survey_of(each.form, each.mapping)
        document = parse_document(survey_bytes(made).decode("utf-8"), "survey.yaml")
        assert Survey.model_validate(document.data) == made
        assert problems_of_survey(made, document) == []


def test_an_item_may_have_a_code_and_title_of_its_own() -> None:
    own, _ = mapping(
        items=[{"question": "q2", "code": "second", "title": words("Câu hai")}, {"question": "q1"}],
        tree=MAPPING["tree"] | {"items": ["second", "q1"]},
    )
    assert [(item.code, item.title.vi) for item in survey_of(SMALL, own).items] == [
        ("second", "Câu hai"),
        ("q1", "câu q1"),
    ]


def test_form_and_mapping_that_agree_have_no_problems() -> None:
    assert problems() == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"form": "other"}, ("mapping-form", "form")),
        ({"version": "2"}, ("mapping-form", "version")),
        (
            {"scales": [{"code": "level", "list": "levels", "satisfied_from": 2}]},
            ("choice-list-missing", "scales[0].list"),
        ),
        ({"scales": [{"code": "level", "list": "yes_no", "satisfied_from": 2}]}, ("scale-codes", "scales[0].list")),
        (
            {"scales": [{"code": "level", "list": "level", "satisfied_from": 2, "worth": {1: 0, 2: 50}}]},
            ("scale-worth", "scales[0].worth"),
        ),
        (
            {"items": [{"question": q} for q in ("q1", "q2", "q3")]},
            ("item-not-asked", "items[2].question"),
        ),
        (
            {"items": [{"question": q} for q in ("q1", "q2", "village")]},
            ("item-scale", "items[2].question"),
        ),
        (
            {"items": [{"question": q} for q in ("q1", "q2", "practice")]},
            ("item-scale", "items[2].question"),
        ),
        (
            {"items": [{"question": "q1"}], "tree": MAPPING["tree"] | {"items": ["q1"]}},
            ("item-not-mapped", "items"),
        ),
        ({"practice": {"question": "practise", "value": "1"}}, ("question-missing", "practice")),
        ({"consent": {"question": "consent", "value": "yes"}}, ("question-missing", "consent")),
        ({"columns": {"device": "phone"}}, ("question-missing", "columns.device")),
        ({"added": []}, ("column-not-asked", "designs[0]")),
        ({"tree": MAPPING["tree"] | {"items": ["q1", "q7"]}}, ("unknown-code", "tree.items[1]")),
        (
            {"groupings": [{"code": "g", "title": words("g"), "columns": ["practice", "sex"]}]},
            ("column-not-asked", "groupings[0].columns[1]"),
        ),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_found_and_nothing_else(more: dict[str, Any], expected: tuple[str, str]) -> None:
    [(code, path)] = problems(**more)
    assert code == expected[0]
    assert path.startswith(expected[1])


def test_a_design_names_columns_of_the_form() -> None:
    design = MAPPING["designs"][0] | {
        "strata": ["region"],
        "stages": [{"cluster": "village", "population": "villages"}, {"cluster": "house"}],
    }
    assert problems(designs=[design]) == [
        ("column-not-asked", "designs[0].strata[0]"),
        ("column-not-asked", "designs[0].stages[0].population"),
        ("column-not-asked", "designs[0].stages[1].cluster"),
    ]


def test_practice_consent_and_columns_may_be_left_out() -> None:
    assert problems(practice=None, consent=None, columns={"location": None}) == []


def test_the_line_is_that_of_the_mapping() -> None:
    [problem] = agreement.problems_of(SMALL, *mapping(version="2"))
    lines = yaml_bytes(MAPPING | {"version": "2"}).decode("utf-8").splitlines()
    assert lines[problem.place.line - 1] == "version: '2'"


def test_a_survey_yaml_that_says_otherwise_is_told_apart() -> None:
    own, _ = mapping()
    made = survey_of(SMALL, own)
    assert list(agreement.differences(SMALL, own, made, mapping()[1])) == []
    other = form(
        lists={"level": [*LEVELS[:2], LEVELS[2] | {"label": words("khác")}, *LEVELS[3:]], "yes_no": YES_NO}
    )
    theirs = made.changed(
        items=[made.items[0], {"code": "q3", "title": words("câu q3"), "scale": "level"}],
        tree=MAPPING["tree"] | {"items": ["q1", "q3"]},
        groupings=[made.groupings[0]],
    )
    found = list(agreement.differences(other, own, theirs, mapping()[1]))
    assert [problem.code for problem in found] == ["survey-differs"] * 5
    assert [problem.text.en.partition(".")[0] for problem in found] == [
        "scales level: they differ",
        "items q2: only the form has it",
        "items q3: the form has it not",
        "groupings practice: only the form has it",
        "tree: they differ",
    ]


def framework(**options: int) -> Framework:
    listed = [{"code": code, "worth": str(worth), "title": words(code)} for code, worth in options.items()]
    asked = {"type": "survey", "question": words("câu"), "options": listed}
    return builders.framework(
        builders.branch("1", builders.leaf("1.1", "1", asked), builders.leaf("1.2", "1"))
    )


WORTH = {"scales": [{"code": "level", "list": "level", "satisfied_from": 2, "worth": {1: 0, 2: 50, 3: 100}}]}


def fed(leaf: str, **more: Any) -> list[tuple[str, str]]:
    feed = {"leaf": leaf, "item": "q1", "options": {"a": 3, "b": 2, "c": 1}} | more
    own, document = mapping(
        **WORTH, feeds=[{name: value for name, value in feed.items() if value is not None}]
    )
    found = agreement.worth_differences(own, framework(a=100, b=50, c=0), document)
    return [(problem.code, problem.place.path) for problem in found]


def test_options_are_worth_the_same_on_the_form_and_in_the_framework() -> None:
    assert fed("1.1") == []
    assert fed("1.1", options={"a": 3, "b": 1, "c": 2}) == [("feed-worth", "feeds[0].options")]
    assert fed("1.1", options={"a": 3, "b": 2}) == [("feed-worth", "feeds[0].options")]
    assert fed("9.9") == [("feed-leaf", "feeds[0].leaf")]
    assert fed("1.2") == [("feed-leaf", "feeds[0].leaf")]
    assert fed("1.2", item=None, options=None, measure="whole") == []


def test_without_worth_on_the_form_there_is_nothing_to_compare() -> None:
    own, document = mapping(feeds=[{"leaf": "1.1", "item": "q1", "options": {"a": 3, "b": 1, "c": 2}}])
    assert list(agreement.worth_differences(own, framework(a=100, b=50, c=0), document)) == []


def test_a_mapping_shrinks_with_the_form() -> None:
    tree = {
        "code": "whole", "title": words("Chung"), "combine": "weighted", "weights": [1, 2, 3],
        "children": [
            {"code": "one", "title": words("Một"), "combine": "weighted", "items": ["q1", "q2"], "weights": [0.3, 0.7]},
            {"code": "two", "title": words("Hai"), "combine": "mean", "items": ["q3"]},
            {"code": "three", "title": words("Ba"), "combine": "mean", "items": ["q4"]},
        ],
    }  # fmt: skip
    options = {"a": 3, "b": 2, "c": 1}
    own, _ = mapping(
        tree=tree,
        items=[{"question": q} for q in ("q1", "q2", "q3", "q4")],
        feeds=[
            {"leaf": "1", "item": "q1", "options": options},
            {"leaf": "2", "item": "q3", "options": options},
        ],
    )
    fewer = own.without(frozenset({"q1", "q3"}))
    assert [item.question for item in fewer.items] == ["q2", "q4"]
    assert [(node.code, node.below, node.weights) for node in fewer.tree.walk()] == [
        ("one", ("q2",), (0.7,)),
        ("three", ("q4",), ()),
        ("whole", ("q2", "q4"), (1, 3)),
    ]
    assert fewer.feeds == ()
    assert own.without(frozenset({"q1", "q2", "q3", "q4"})).tree == own.tree


def test_selects_on_a_scale_with_several_answers_are_no_items() -> None:
    made = form(questions=[select("q1"), select("q2"), select("all", kind="select_multiple")])
    assert [item.question for item in mapping()[0].items_in(made)] == ["q1", "q2"]
