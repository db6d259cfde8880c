"""A slip of form does not hide what else is wrong, and is no reason to speak of what is not."""

from pathlib import Path

import pytest

from parindex.framework import check
from parindex.framework.load import loads
from parindex.framework.model import Branch, Framework, Leaf
from parindex.framework.partial import _SILENT
from parindex.problems import Invalid

SET = """\
format: parindex-framework/1
code: small
version: "1"
title: {vi: Nhỏ, en: Small}
programme: small
source: illustrative
levels:
  - {code: area, title: {vi: Lĩnh vực, en: Area}}
  - {code: criterion, title: {vi: Tiêu chí, en: Criterion}}
total: 9
ranking:
  ties: {broken_by: ["1.2"]}
groups:
  - {code: A, label: {vi: Tốt, en: Good}, lower_limit: 50}
  - {code: B, label: {vi: Khá, en: Fair}, lower_limit: 80}
  - {code: C, label: {vi: Yếu, en: Weak}}
tree:
  - code: "1"
    title: {vi: Chỉ đạo, en: Direction}
    max_points: 6
    source: illustrative
    children:
      - {code: "1.1", title: {vi: Kế hoạch, en: Plan}, max_points: 2, rule: {type: appraiser}}
      - {code: "1.2", title: {vi: Báo cáo, en: Report}, max_points: 3, rule: {type: appraiser}}
      - code: "1.1"
        title: {vi: Kiểm tra, en: Inspection}
        max_points: 2
        rule:
          type: bands
          value: {formula: value, variables: [{name: value, title: {vi: Giá trị, en: Value}}]}
          bands:
            - {within: "(90, inf)", points: 2}
            - {within: "(-inf, 90)", points: 0}
  - code: "2"
    title: {vi: Tác động, en: Impact}
    max_points: 4
    source: illustrative
    rule: {type: appraiser}
"""
FLAWS = {
    ("maxima-sum", "total"),
    ("groups-order", "groups[1].lower_limit"),
    ("maxima-sum", "tree[0].max_points"),
    ("code-twice", "tree[0].children[2].code"),
    ("bands-hole", "tree[0].children[2].rule.bands[0].within"),
}
"""What is wrong with it, though its form is right."""
AREA = ("maxima-sum", "tree[0].max_points")
TWICE = ("code-twice", "tree[0].children[2].code")
HOLE = ("bands-hole", "tree[0].children[2].rule.bands[0].within")
TOTAL = ("maxima-sum", "total")
ORDER = ("groups-order", "groups[1].lower_limit")


def found(tmp_path: Path, text: str) -> set[tuple[str, str]]:
    file = tmp_path / "set.yaml"
    file.write_text(text, encoding="utf-8")
    problems = check(file)
    assert [p.place for p in problems] == sorted(p.place for p in problems)
    return {(problem.code, problem.place.path) for problem in problems}


def test_the_set_has_the_flaws_that_a_slip_must_not_hide(tmp_path: Path) -> None:
    assert found(tmp_path, SET) == FLAWS


@pytest.mark.parametrize(
    ("right", "wrong", "form", "unsaid"),
    [
        pytest.param(
            "{vi: Kế hoạch, en: Plan}", "{vi: Kế hoạch}", {("missing", "tree[0].children[0].title.en")}, set(),
            id="one language is missing",
        ),
        pytest.param(
            "{vi: Giá trị, en: Value}", "{en: 5}",
            {
                ("missing", "tree[0].children[2].rule.value.variables[0].title.vi"),
                ("string_type", "tree[0].children[2].rule.value.variables[0].title.en"),
            },
            set(),
            id="both languages are wrong",
        ),
        pytest.param(
            "title: {vi: Kế hoạch, en: Plan}, max_points: 2",
            'title: Plan, max_points: "2,5"',
            {
                ("model_type", "tree[0].children[0].title"),
                ("decimal_parsing", "tree[0].children[0].max_points"),
                ("literal_error", "tree[0].children[0].max_points"),
            },
            {AREA},
            id="a title that is no text, and a number of another form, so that the area may be right or wrong",
        ),
        pytest.param(
            "total: 9", "total: nine", {("decimal_parsing", "total")}, {TOTAL}, id="the total",
        ),
        pytest.param(
            "lower_limit: 50", "lower_limit: fifty", {("decimal_parsing", "groups[0].lower_limit")}, {ORDER},
            id="a limit of a group",
        ),
        pytest.param(
            'bands:\n            - {within: "(90, inf)", points: 2}',
            'bands:\n            - {within: "(90, inf)", points: two}',
            {("decimal_parsing", "tree[0].children[2].rule.bands[0].points")}, {HOLE},
            id="a number in a rule",
        ),
        pytest.param(
            "    max_points: 4\n", "    max_points: 4\n    colour: red\n", {("extra_forbidden", "tree[1].colour")},
            set(),
            id="a field that there is not",
        ),
        pytest.param(
            '{code: "1.2", title: {vi: Báo cáo, en: Report}, max_points: 3, rule: {type: appraiser}}', "Report",
            {("model_type", "tree[0].children[1]")}, {AREA},
            id="a leaf that is none: its code may be the one by which ties are broken",
        ),
        pytest.param(
            'code: "1.2"', 'code: "1 2"', {("string_pattern_mismatch", "tree[0].children[1].code")}, set(),
            id="a code of a leaf by which ties may be broken",
        ),
        pytest.param(
            "  - {code: area, title: {vi: Lĩnh vực, en: Area}}\n", "  - area\n", {("model_type", "levels[0]")}, set(),
            id="the name of a level",
        ),
    ],
)  # fmt: skip
def test_a_slip_of_form_hides_only_what_depends_on_it(
    tmp_path: Path, right: str, wrong: str, form: set[tuple[str, str]], unsaid: set[tuple[str, str]]
) -> None:
    assert SET.count(right) == 1
    assert found(tmp_path, SET.replace(right, wrong)) == (FLAWS - unsaid) | form


def test_many_slips_at_once_hide_no_more(tmp_path: Path) -> None:
    text = SET.replace(", en: Plan", "").replace("en: Report", "en: ''").replace("version:", "edition:")
    assert found(tmp_path, text) == FLAWS | {
        ("missing", "tree[0].children[0].title.en"),
        ("string_too_short", "tree[0].children[1].title.en"),
        ("extra_forbidden", "edition"),
        ("missing", "version"),
    }


GROUPED = SET.replace(
    "groups:\n  - {code: A",
    "unit_groups:\n  - {code: sở, title: {vi: Sở, en: Departments}, total: 10}\ngroups:\n  - {code: A",
).replace("max_points: 3, rule", "max_points: 3, for_groups: [departments], rule")


def test_nothing_is_said_of_groups_of_units_that_could_not_be_read(tmp_path: Path) -> None:
    assert found(tmp_path, GROUPED) == {
        ("string_pattern_mismatch", "unit_groups[0].code"), ORDER, TWICE, HOLE
    }  # fmt: skip
    for_nobody = GROUPED.replace("sở,", "departments,").replace("for_groups: [departments]", "for_groups: 5")
    assert found(tmp_path, for_nobody) == {
        ("tuple_type", "tree[0].children[1].for_groups"), ORDER, TWICE, HOLE
    }  # fmt: skip


def test_of_groups_of_units_that_can_be_read_all_is_said(tmp_path: Path) -> None:
    text = GROUPED.replace("sở,", "departments,").replace(", en: Plan", "")
    assert found(tmp_path, text.replace("for_groups: [departments]", "for_groups: [communes]")) == {
        ("missing", "tree[0].children[0].title.en"),
        ("unknown-code", "tree[0].children[1].for_groups[0]"),
        ("maxima-sum", "unit_groups[0].total"),
        AREA,
        ORDER,
        TWICE,
        HOLE,
    }


@pytest.mark.parametrize("text", ["5\n", "code: small\n", SET.partition("tree:")[0] + "tree: [\n  none]\n"])
def test_of_what_is_no_framework_only_the_form_is_spoken_of(tmp_path: Path, text: str) -> None:
    file = tmp_path / "set.yaml"
    file.write_text(text, encoding="utf-8")
    assert {problem.code for problem in check(file)} <= {
        "missing", "model_type", "groups-order"
    }  # fmt: skip


def test_what_two_places_share_is_put_aside_in_both(tmp_path: Path) -> None:
    text = SET.replace(
        "title: {vi: Kế hoạch, en: Plan}", "title: &shared {vi: Kế hoạch, colour: red}"
    ).replace("title: {vi: Báo cáo, en: Report}", "title: *shared")
    slips = {("missing", "title.en"), ("extra_forbidden", "title.colour")}
    assert found(tmp_path, text) == FLAWS | {
        (code, f"tree[0].children[{n}].{path}") for code, path in slips for n in (0, 1)
    }


def test_every_field_but_the_tree_can_be_put_aside() -> None:
    fields = {*Framework.model_fields, *Branch.model_fields, *Leaf.model_fields}
    assert fields - set(_SILENT) == {"tree", "children"}


def test_loading_names_all_of_it_too() -> None:
    with pytest.raises(Invalid) as caught:
        loads(SET.replace(", en: Plan", ""))
    assert {(p.code, p.place.path) for p in caught.value.problems} == FLAWS | {
        ("missing", "tree[0].children[0].title.en")
    }
