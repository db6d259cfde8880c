from pathlib import Path
from typing import Any

import pytest

from parindex.documents import parse_document, parse_model
from parindex.framework import Framework
from parindex.framework.crosswalk import Crosswalk, problems_of, read_crosswalk, same_codes
from parindex.problems import Invalid, Place


def framework(code: str, *leaves: str) -> Framework:
    words = {"vi": "x", "en": "x"}
    tree: list[dict[str, Any]] = [
        {
            "code": leaf,
            "title": words,
            "max_points": 1,
            "source": "illustrative",
            "rule": {"type": "appraiser"},
        }
        for leaf in leaves
    ]
    return Framework.model_validate(
        {
            "format": "parindex-framework/1",
            "code": code,
            "version": "1",
            "title": words,
            "programme": "p",
            "source": "illustrative",
            "levels": [{"code": "area", "title": words}],
            "total": len(leaves),
            "ranking": {},
            "tree": [{"code": "A", "title": words, "max_points": len(leaves), "children": tree}],
        }
    )


TEXT = """\
format: parindex-crosswalk/1
from: old
to: new
continues:
  - {from: ["1"], to: ["1"]}
  - {from: ["2", "3"], to: ["2"]}
  - from: ["4"]
    to: ["4", "5"]
"""


def test_a_crosswalk_says_what_goes_on_in_what(tmp_path: Path) -> None:
    file = tmp_path / "crosswalk.yaml"
    file.write_text(TEXT, encoding="utf-8")
    crosswalk, document = read_crosswalk(file)
    assert (crosswalk.from_, crosswalk.to, document.file) == ("old", "new", str(file))
    assert [(link.from_, link.to) for link in crosswalk.continues] == [
        (("1",), ("1",)),
        (("2", "3"), ("2",)),
        (("4",), ("4", "5")),
    ]
    assert problems_of(crosswalk, document, framework("new", "1", "2", "4", "5", "6")) == []


def test_a_crosswalk_of_wrong_form_is_refused_with_every_problem(tmp_path: Path) -> None:
    file = tmp_path / "crosswalk.yaml"
    file.write_text(TEXT.replace("to: new\n", "").replace('from: ["4"]', "from: []"), encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        read_crosswalk(file)
    assert [(problem.code, problem.place) for problem in caught.value.problems] == [
        ("missing", Place(str(file), 1, "to")),
        ("too_short", Place(str(file), 6, "continues[2].from")),
    ]


def test_a_leaf_that_is_unknown_or_named_twice_is_told_at_its_line() -> None:
    text = TEXT + '  - {from: ["3", "9"], to: ["5", "7", "A"]}\n'
    document = parse_document(text, "crosswalk.yaml")
    problems = problems_of(parse_model(Crosswalk, document), document, framework("new", "1", "2", "4", "5"))
    assert [(problem.code, problem.place, problem.text.en) for problem in problems] == [
        ("code-twice", Place("crosswalk.yaml", 9), "Leaf 3 stands in two lines; each continues once."),
        ("code-twice", Place("crosswalk.yaml", 9), "Leaf 5 stands in two lines; each continues once."),
        ("unknown-code", Place("crosswalk.yaml", 9), 'The framework new has no leaf "7"; correct the code.'),
        ("unknown-code", Place("crosswalk.yaml", 9), 'The framework new has no leaf "A"; correct the code.'),
    ]
    assert [problems[0].text.vi, problems[2].text.vi] == [
        "Mục 3 có trong hai dòng; mỗi mục chỉ tiếp nối một lần.",
        "Bộ chỉ số new không có mục “7”; sửa lại mã.",
    ]


def test_both_sides_are_those_of_the_frameworks_at_hand() -> None:
    document = parse_document(TEXT, "crosswalk.yaml")
    old, new = framework("older", "1", "2", "4"), framework("newer", "1", "2", "4", "5")
    problems = problems_of(parse_model(Crosswalk, document), document, new, old)
    assert [(problem.code, problem.place, problem.text.en) for problem in problems] == [
        (
            "another-framework",
            Place("crosswalk.yaml", 2),
            '"from: old" is not the framework older; correct one of them.',
        ),
        (
            "unknown-code",
            Place("crosswalk.yaml", 6),
            'The framework older has no leaf "3"; correct the code.',
        ),
        (
            "another-framework",
            Place("crosswalk.yaml", 3),
            '"to: new" is not the framework newer; correct one of them.',
        ),
    ]


def test_without_a_crosswalk_each_leaf_goes_on_in_the_one_of_its_code() -> None:
    crosswalk = same_codes(framework("old", "1", "2", "3"), framework("new", "3", "4", "1"))
    assert (crosswalk.from_, crosswalk.to) == ("old", "new")
    assert [(link.from_, link.to) for link in crosswalk.continues] == [(("3",), ("3",)), (("1",), ("1",))]


def test_an_area_of_the_same_code_is_no_leaf_that_goes_on() -> None:
    crosswalk = same_codes(framework("old", "1"), framework("new", "1"))
    assert [link.to for link in crosswalk.continues] == [("1",)]
