"""``survey.yaml``: everything wrong with it at once, each at its line."""

from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml

from parindex.documents import parse_model, read_document
from parindex.problems import Invalid, Problem
from parindex.survey.check import problems_of
from parindex.survey.folder import write_survey
from parindex.survey.model import Survey
from parindex.survey.synthetic import survey as synthetic

SOUND = """\
format: parindex-survey/1
code: small
title: {vi: Khảo sát nhỏ, en: Small survey}
year: 2025
data_status: training
scales:
- labels:
    1: {vi: Không, en: Bad}
    2: {vi: Có, en: Good}
  satisfied_from: 2
items:
- {code: q1, title: {vi: Một, en: One}}
- {code: q2, title: {vi: Hai, en: Two}}
tree:
  code: whole
  title: {vi: Chung, en: Whole}
  combine: weighted
  weights: [1, 2]
  children:
  - {code: a, title: {vi: A, en: A}, combine: mean, items: [q1]}
  - {code: b, title: {vi: B, en: B}, combine: pooled, items: [q2]}
groupings:
- {code: nation, title: {vi: Cả nước, en: Nation}}
designs:
- code: simple
  title: {vi: Đơn giản, en: Simple}
  describes: {vi: mọi người, en: everybody}
  stages: [{cluster: village}]
"""


def found(text: str, folder: Path) -> list[Problem]:
    path = folder / "survey.yaml"
    path.write_text(dedent(text), encoding="utf-8")
    document = read_document(path)
    return problems_of(parse_model(Survey, document), document)


def places(problems: list[Problem]) -> list[tuple[str, int, str]]:
    return sorted((problem.code, problem.place.line, problem.place.path) for problem in problems)


def test_a_sound_survey_has_no_problems(tmp_path: Path) -> None:
    assert found(SOUND, tmp_path) == []
    write_survey(synthetic(), tmp_path)
    document = read_document(tmp_path / "survey.yaml")
    assert parse_model(Survey, document) == synthetic()
    assert problems_of(synthetic(), document) == []


def test_all_problems_are_found_at_once_each_at_its_line(tmp_path: Path) -> None:
    text = (
        SOUND.replace("    2: {vi: Có, en: Good}", "    3: {vi: Có, en: Good}")
        .replace("{code: q2,", "{code: q1, scale: other,")
        .replace("code: b, title", "code: q1, title")
        .replace("weights: [1, 2]", "weights: [1]")
        .replace("items: [q2]", "items: [q9]")
    )
    assert places(found(text, tmp_path)) == [
        ("code-twice", 11, "items"),
        ("code-twice", 14, "tree"),
        ("node-weights", 14, "tree"),
        ("scale-codes", 7, "scales[0].labels"),
        ("scale-satisfied", 10, "scales[0].satisfied_from"),
        ("unknown-code", 13, "items[1].scale"),
        ("unknown-code", 21, "tree.children[1].items[0]"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("combine: weighted", "combine: mean", "node-weights"),
        ("weights: [1, 2]", "weights: [1, 0]", "node-weights"),
        ("combine: pooled, items: [q2]", "combine: pooled", "node-parts"),
        ("satisfied_from: 2", "satisfied_from: 1", "scale-satisfied"),
        ("stages: [", "strata: [village]\n  stages: [", "column-twice"),
        (
            "- {code: nation,",
            "- {code: a, title: {vi: A, en: A}, is_of_units: true}\n- {code: nation, is_of_units: true,",
            "units-twice",
        ),
    ],
)
def test_each_rule_by_itself(old: str, new: str, code: str, tmp_path: Path) -> None:
    assert SOUND.count(old) == 1
    assert [problem.code for problem in found(SOUND.replace(old, new), tmp_path)] == [code]


FEED = "feeds:\n- {leaf: '8.1.1', %s}\n"


@pytest.mark.parametrize(
    ("feed", "codes"),
    [
        pytest.param("measure: whole", [], id="a measure"),
        pytest.param("item: q1, options: {a: 2, b: 1}", [], id="an item with all its answers"),
        pytest.param("measure: whole, item: q1, options: {a: 2, b: 1}", ["feed-parts"], id="both"),
        pytest.param("decimals: 1", ["feed-parts"], id="neither"),
        pytest.param("item: q1", ["feed-parts"], id="an item without options"),
        pytest.param("measure: sipas", ["unknown-code"], id="a measure that is not there"),
        pytest.param("item: q9, options: {a: 1}", ["unknown-code"], id="an item that is not there"),
        pytest.param("item: q1, options: {a: 2, b: 2}", ["feed-options"], id="an answer twice"),
    ],
)
def test_what_a_round_takes_is_there(feed: str, codes: list[str], tmp_path: Path) -> None:
    assert [problem.code for problem in found(SOUND + FEED % feed, tmp_path)] == codes


def test_options_of_an_item_whose_scale_is_not_there_are_not_judged(tmp_path: Path) -> None:
    text = SOUND.replace("title: {vi: Một, en: One}", "title: {vi: Một, en: One}, scale: other")
    assert [problem.code for problem in found(text + FEED % "item: q1, options: {a: 7}", tmp_path)] == [
        "unknown-code"
    ]


def test_the_shape_itself_is_checked_first(tmp_path: Path) -> None:
    data: dict[str, Any] = yaml.safe_load(SOUND)
    data["items"][0]["code"] = "No code"
    with pytest.raises(Invalid) as invalid:
        found(yaml.safe_dump(data, allow_unicode=True), tmp_path)
    assert [problem.place.path for problem in invalid.value.problems] == ["items[0].code"]
