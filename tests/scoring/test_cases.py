from pathlib import Path

import pytest

from parindex.framework import Framework
from parindex.problems import Invalid
from parindex.scoring.cases import Outcome, parse_cases, read_cases, run


def words(text: str) -> dict[str, str]:
    return {"vi": text, "en": text}


def leaf(code: str, maximum: object, rule: dict[str, object]) -> dict[str, object]:
    return {"code": code, "title": words(code), "max_points": maximum, "source": "illustrative", "rule": rule}


COUNTS = [
    {"name": "on_time", "kind": "count", "at_most": "received", "title": words("on time")},
    {"name": "received", "kind": "count", "title": words("received")},
]
SHARE = {"formula": "on_time / received", "variables": COUNTS}
SMALL = Framework.model_validate(
    {
        "format": "parindex-framework/1",
        "code": "small",
        "version": "1",
        "title": words("small"),
        "programme": "small",
        "source": "illustrative",
        "levels": [{"code": "area", "title": words("area")}],
        "total": 7,
        "ranking": {},
        "tree": [
            leaf("share", 1, {"type": "proportional", "value": SHARE, "full_mark": 1}),
            leaf("best", 1, {"type": "relative", "method": "share_of_best", "value": SHARE}),
            leaf("plan", 1, {"type": "deadline", "what": words("plan"), "due": {"day": 31, "month": 1}}),
            leaf("entered", 1, {"type": "appraiser", "step": "0.25"}),
            leaf("printed", "unknown", {"type": "appraiser"}),
            leaf("ticked", 1, {"type": "checklist", "items": [{"code": "posted", "title": words("posted"), "points": 1}]}),
            leaf("growth", 1, {"type": "change", "kind": "difference", "title": words("growth"), "bands": [{"within": "[0.5, inf)", "points": 1}, {"within": "(-inf, 0.5)", "points": 0}]}),
        ],
    }
)  # fmt: skip


def find_framework(code: str) -> Framework | None:
    return {"small": SMALL}.get(code)


def outcomes(*cases: str) -> list[Outcome]:
    text = "framework: small\ncases:\n" + "".join(f"  - {{name: a case, {case}}}\n" for case in cases)
    return [run(case) for case in parse_cases(text, "cases.yaml", find_framework)]


def problems(text: str) -> list[tuple[str, int, str, str, str]]:
    with pytest.raises(Invalid) as caught:
        parse_cases(text, "cases.yaml", find_framework)
    return [
        (problem.code, problem.place.line, problem.place.path, problem.text.vi, problem.text.en)
        for problem in caught.value.problems
    ]


def problem(case: str) -> tuple[str, str, str, str]:
    """The one problem of a case: code, path inside the case, what is said."""
    [(code, line, path, vi, en)] = problems(f"framework: small\ncases:\n  - {{name: a case, {case}}}\n")
    assert line == 3
    return code, path.removeprefix("cases[0]").removeprefix("."), vi, en


# Cases that can be run.


def test_a_case_gives_the_points_of_the_rule() -> None:
    [outcome] = outcomes('leaf: share, inputs: {on_time: 5, received: 6}, expected_points: "0.833333"')
    assert outcome == Outcome(points=833_333, expected=833_333)
    assert outcome.passed


def test_a_case_that_expects_other_points_does_not_pass() -> None:
    [outcome] = outcomes("leaf: share, inputs: {on_time: 5, received: 6}, expected_points: 0.83")
    assert outcome == Outcome(points=833_333, expected=830_000)
    assert not outcome.passed


def test_undefined_is_not_zero_points() -> None:
    undefined, zero = outcomes(
        "leaf: share, inputs: {on_time: 0, received: 0}, expected_points: undefined",
        "leaf: share, inputs: {on_time: 0, received: 0}, expected_points: 0",
    )
    assert (undefined, undefined.passed) == (Outcome(points=None, expected=None), True)
    assert (zero, zero.passed) == (Outcome(points=None, expected=0), False)


def test_inputs_are_written_as_in_the_tables_of_a_round() -> None:
    found = outcomes(
        "leaf: ticked, inputs: {posted: yes}, expected_points: 1",
        'leaf: ticked, inputs: {posted: "không"}, expected_points: 0',
        "leaf: plan, year: 2025, inputs: {done_on: 2025-01-31}, expected_points: 1",
        "leaf: plan, year: 2024, inputs: {done_on: 2025-01-31}, expected_points: 0",
        "leaf: plan, year: 2025, inputs: {done_on: never}, expected_points: 0",
        'leaf: growth, inputs: {this_year: 84.80, last_year: "84.3"}, expected_points: 1',
        "leaf: growth, inputs: {this_year: -1, last_year: 0}, expected_points: 0",
    )
    assert [outcome.passed for outcome in found] == [True] * 7


def test_peers_are_what_the_unit_is_compared_with() -> None:
    alone, third = outcomes(
        "leaf: best, inputs: {on_time: 3, received: 10}, expected_points: 1",
        "leaf: best, inputs: {on_time: 3, received: 10}, peers: [{on_time: 9, received: 10}, {on_time: 1, received: 10}], expected_points: 0.333333",
    )
    assert (alone.passed, third.passed) == (True, True)


def test_the_points_of_an_appraiser_are_taken_as_they_are() -> None:
    found = outcomes(
        "leaf: entered, inputs: {points: 0.75}, expected_points: 0.75",
        "leaf: entered, inputs: {points: 0.75}, expected_points: 1",
        "leaf: printed, inputs: {points: 57.66}, expected_points: 57.66",
    )
    assert [outcome.passed for outcome in found] == [True, False, True]


RULE = """\
rule:
  type: checklist
  items: [{code: posted, points: 1, title: {vi: Niêm yết, en: Posted}}]
max_points: 1
cases:
  - {name: posted, inputs: {posted: yes}, expected_points: 1}
"""


def test_a_file_may_give_one_rule_instead_of_a_framework(tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text(RULE, encoding="utf-8")
    [case] = read_cases(file, find_framework)
    assert (case.name, str(case.place), run(case).passed) == ("posted", f"{file}:6 · cases[0]", True)


# Files with problems.


def test_a_framework_that_is_not_found_is_told() -> None:
    text = "framework: smal\ncases: [{name: a, leaf: share, inputs: {}, expected_points: 1}]\n"
    assert problems(text) == [
        (
            "framework-missing",
            1,
            "framework",
            "Không tìm thấy bộ chỉ số smal; sửa lại mã.",
            "The framework smal was not found; correct its code.",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        RULE.replace("max_points: 1\n", ""),
        RULE + "framework: small\n",
        "framework: small\nmax_points: 1\n" + RULE[RULE.index("cases") :],
        RULE[RULE.index("cases") :],
    ],
)
def test_a_file_gives_a_framework_or_a_rule_with_its_maximum(text: str) -> None:
    assert problems(text) == [
        (
            "value_error",
            1,
            "",
            "Ghi “framework” (mã bộ chỉ số), hoặc “rule” và “max_points”; chỉ một trong hai cách.",
            'Give "framework" (the code of one), or "rule" and "max_points"; one of the two ways.',
        )
    ]


def test_a_rule_that_is_not_sound_is_told_together_with_the_problems_of_its_cases() -> None:
    text = RULE.replace("max_points: 1", "max_points: 2").replace("posted: yes", "posted: perhaps")
    assert [(code, line, path) for code, line, path, _, _ in problems(text)] == [
        ("checklist-maximum", 3, "rule.items"),
        ("bad-value", 6, "cases[0].inputs.posted"),
    ]


def test_an_unsound_formula_is_told_as_a_framework_would_be() -> None:
    text = """\
rule:
  type: formula
  variables: [{name: late, kind: count, title: {vi: Chậm, en: Late}}]
  otherwise: 0.25 * late
max_points: 1
cases:
  - {name: two, inputs: {late: 2}, expected_points: 0.5}
"""
    assert [(code, line, path) for code, line, path, _, _ in problems(text)] == [
        ("formula-above-maximum", 4, "rule.otherwise")
    ]


def test_what_is_not_of_the_form_is_told_all_of_it() -> None:
    text = """\
framework: small
cases:
  - {name: "", leaf: share, inputs: {on_time: [5], received: null}, expected_points: 1}
  - {leaf: share, inputs: {}, expected: 1}
  - {name: a, leaf: plan, year: 25, inputs: {done_on: {day: 1}}, expected_points: 1}
"""
    one_value = ("Cần một giá trị duy nhất ở đây.", "One value is needed here.")
    found = problems(text)
    assert [(code, line, path) for code, line, path, _, _ in found] == [
        ("value_error", 3, "cases[0].inputs.on_time"),
        ("value_error", 3, "cases[0].inputs.received"),
        ("string_too_short", 3, "cases[0].name"),
        ("extra_forbidden", 4, "cases[1].expected"),
        ("missing", 4, "cases[1].expected_points"),
        ("missing", 4, "cases[1].name"),
        ("value_error", 5, "cases[2].inputs.done_on"),
        ("greater_than_equal", 5, "cases[2].year"),
    ]
    assert [said for code, _, _, *said in found if code == "value_error"] == [[*one_value]] * 3


# Cases with problems.


def test_a_case_names_a_leaf_of_the_framework() -> None:
    assert problem("inputs: {on_time: 1, received: 2}, expected_points: 1") == (
        "missing",
        "leaf",
        "Thiếu “leaf”; hãy thêm vào.",
        '"leaf" is missing; add it.',
    )
    assert problem("leaf: shares, inputs: {}, expected_points: 1") == (
        "unknown-code",
        "leaf",
        "Bộ chỉ số không có mục chấm điểm “shares”; sửa lại mã.",
        'The framework has no leaf "shares"; correct the code.',
    )


def test_a_case_of_a_rule_by_itself_names_no_leaf() -> None:
    assert problems(RULE.replace("inputs:", "leaf: share, inputs:")) == [
        (
            "unknown-code",
            6,
            "cases[0].leaf",
            "Các ví dụ ở đây theo “rule” của tệp; bỏ “leaf”.",
            'The cases here follow the "rule" of the file; remove "leaf".',
        )
    ]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (
            "leaf: share, inputs: {on_time: 1}, expected_points: 1",
            ("missing", "inputs", "Thiếu số liệu “received”; thêm vào.", '"received" is missing; add it.'),
        ),
        (
            "leaf: share, inputs: {on_time: 1, received: 2, late: 1}, expected_points: 1",
            (
                "unknown-variable",
                "inputs.late",
                "Cách chấm không đọc “late”; các số liệu: on_time, received.",
                'The rule does not read "late"; it reads: on_time, received.',
            ),
        ),
        (
            "leaf: share, inputs: {on_time: 1.5, received: 2}, expected_points: 1",
            (
                "bad-value",
                "inputs.on_time",
                "“1.5”: cần số nguyên từ 0.",
                '"1.5": expected a whole number from 0.',
            ),
        ),
        (
            "leaf: share, inputs: {on_time: 3, received: 2}, expected_points: 1",
            (
                "above-bound",
                "inputs.on_time",
                "“on_time” lớn hơn “received”; sửa một trong hai.",
                '"on_time" exceeds "received"; correct one of them.',
            ),
        ),
        (
            "leaf: ticked, inputs: {posted: true}, expected_points: 1",
            ("bad-value", "inputs.posted", "“true”: cần yes hoặc no.", '"true": expected yes or no.'),
        ),
        (
            "leaf: ticked, inputs: {posted: false}, expected_points: 1",
            ("bad-value", "inputs.posted", "“false”: cần yes hoặc no.", '"false": expected yes or no.'),
        ),
        (
            "leaf: best, inputs: {on_time: 1, received: 2}, peers: [{on_time: 1, received: 1}, {on_time: 1}], expected_points: 1",
            ("missing", "peers[1]", "Thiếu số liệu “received”; thêm vào.", '"received" is missing; add it.'),
        ),
        (
            "leaf: share, inputs: {on_time: 1, received: 2}, peers: [{on_time: 1, received: 1}], expected_points: 1",
            (
                "peers-unused",
                "peers",
                "Cách chấm này không so sánh với đơn vị khác; bỏ “peers”.",
                'This rule does not compare with other units; remove "peers".',
            ),
        ),
        (
            "leaf: plan, inputs: {done_on: 2025-01-31}, expected_points: 1",
            (
                "year-missing",
                "",
                "Thời hạn tính theo năm đánh giá; thêm “year”.",
                'A deadline counts from the year of the round; add "year".',
            ),
        ),
        (
            "leaf: share, inputs: {on_time: 1, received: 2}, expected_points: half",
            (
                "bad-value",
                "expected_points",
                "“half”: cần một số, dấu chấm thập phân (ví dụ 12.5).",
                '"half": expected a number with a decimal point (12.5).',
            ),
        ),
        (
            "leaf: entered, inputs: {points: 1.25}, expected_points: 1",
            ("above-maximum", "inputs.points", "1.25 vượt điểm tối đa 1.", "1.25 is above the maximum 1."),
        ),
        (
            "leaf: entered, inputs: {points: 0.3}, expected_points: 1",
            (
                "off-step",
                "inputs.points",
                "0.3 không phải bội số của bước điểm 0.25.",
                "0.3 is not a multiple of the step 0.25.",
            ),
        ),
        (
            "leaf: entered, inputs: {}, expected_points: 1",
            ("missing", "inputs", "Thiếu số liệu “points”; thêm vào.", '"points" is missing; add it.'),
        ),
        (
            "leaf: printed, inputs: {points: -1}, expected_points: 1",
            (
                "bad-value",
                "inputs.points",
                "“-1”: cần số điểm từ 0, nhiều nhất 6 chữ số thập phân.",
                '"-1": expected points from 0 with at most 6 decimals.',
            ),
        ),
    ],
)
def test_what_is_wrong_with_a_case_is_told_at_its_place(
    case: str, expected: tuple[str, str, str, str]
) -> None:
    assert problem(case) == expected


def test_the_problems_of_all_cases_are_told_at_once() -> None:
    text = """\
framework: small
cases:
  - {name: sound, leaf: share, inputs: {on_time: 1, received: 2}, expected_points: 0.5}
  - {name: two, leaf: share, inputs: {on_time: many, recieved: 2}, expected_points: some}
  - {name: none, leaf: shares, inputs: {}, expected_points: 1}
"""
    assert [(code, line, path) for code, line, path, _, _ in problems(text)] == [
        ("bad-value", 4, "cases[1].expected_points"),
        ("missing", 4, "cases[1].inputs"),
        ("bad-value", 4, "cases[1].inputs.on_time"),
        ("unknown-variable", 4, "cases[1].inputs.recieved"),
        ("unknown-code", 5, "cases[2].leaf"),
    ]
