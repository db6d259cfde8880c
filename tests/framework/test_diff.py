from typing import Any

import pytest

from parindex.framework import Framework, loads
from parindex.framework.crosswalk import Crosswalk
from parindex.framework.diff import Difference, diff
from parindex.language import Text, both

TEXT = """\
format: parindex-framework/1
code: old
version: "1"
title: {vi: Bộ, en: Set}
programme: p
source: illustrative
levels:
  - {code: area, title: {vi: Lĩnh vực, en: Area}}
  - {code: criterion, title: {vi: Tiêu chí, en: Criterion}}
total: 10
ranking: {}
tree:
  - code: "1"
    title: {vi: Chỉ đạo, en: Direction}
    max_points: 6
    source: illustrative
    children:
      - code: "1.1"
        title: {vi: Kế hoạch, en: Plan}
        max_points: 2
        rule: {type: appraiser}
        evidence: [{vi: Kế hoạch, en: Plan}, {vi: Báo cáo, en: Report}]
      - {code: "1.2", title: {vi: Hồ sơ, en: Files}, max_points: 3, rule: {type: appraiser}}
      - {code: "1.3", title: {vi: Cán bộ, en: Staff}, max_points: 1, rule: {type: appraiser}}
  - code: "2"
    title: {vi: Tài chính, en: Finance}
    max_points: 4
    source: illustrative
    children:
      - {code: "2.1", title: {vi: Chi, en: Spending}, max_points: 4, rule: {type: appraiser}}
"""
OLD = loads(TEXT)

PLAN, FILES, STAFF = (
    Text(vi="Kế hoạch", en="Plan"),
    Text(vi="Hồ sơ", en="Files"),
    Text(vi="Cán bộ", en="Staff"),
)
SPENDING, FINANCE, DIRECTION = (
    Text(vi="Chi", en="Spending"),
    Text(vi="Tài chính", en="Finance"),
    Text(vi="Chỉ đạo", en="Direction"),
)


def new(*changes: str) -> Framework:
    text = TEXT
    for before, after in zip(changes[::2], changes[1::2], strict=True):
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return loads(text)


def crosswalk(*continues: tuple[list[str], list[str]]) -> Crosswalk:
    links = [{"from": before, "to": after} for before, after in continues]
    return Crosswalk.model_validate(
        {"format": "parindex-crosswalk/1", "from": "old", "to": "new", "continues": links}
    )


def test_a_set_does_not_differ_from_itself() -> None:
    assert diff(OLD, new()) == []


def test_new_words_points_rule_and_evidence_of_a_leaf_are_four_differences() -> None:
    edition = new(
        "title: {vi: Kế hoạch, en: Plan}\n        max_points: 2\n        rule: {type: appraiser}\n        evidence: [{vi: Kế hoạch, en: Plan}, {vi: Báo cáo, en: Report}]",
        "title: {vi: Kế hoạch năm, en: Yearly plan}\n        max_points: 3\n        rule: {type: imported, index: {vi: DTI, en: DTI}}\n        evidence: [{vi: Kế hoạch, en: Plan}]",
        "max_points: 3, rule", "max_points: 2, rule",
    )  # fmt: skip
    title = Text(vi="Kế hoạch năm", en="Yearly plan")
    assert diff(OLD, edition) == [
        Difference("renamed", "1.1", title, PLAN, title),
        Difference("points", "1.1", title, both("2"), both("3")),
        Difference("rule", "1.1", title, both("appraiser"), both("imported")),
        Difference("evidence", "1.1", title, Text(vi="Kế hoạch; Báo cáo", en="Plan; Report"), PLAN),
        Difference("points", "1.2", FILES, both("3"), both("2")),
    ]


def test_evidence_that_is_no_longer_asked_for_is_gone() -> None:
    edition = new("        evidence: [{vi: Kế hoạch, en: Plan}, {vi: Báo cáo, en: Report}]\n", "")
    before = Text(vi="Kế hoạch; Báo cáo", en="Plan; Report")
    assert diff(OLD, edition) == [Difference("evidence", "1.1", PLAN, before, None)]


def test_a_new_leaf_stands_where_it_is_and_one_that_is_gone_at_the_end() -> None:
    edition = new('code: "1.2"', 'code: "1.4"')
    assert diff(OLD, edition) == [
        Difference("added", "1.4", FILES, None, both("3")),
        Difference("removed", "1.2", FILES, both("3"), None),
    ]


def test_a_new_area_and_one_that_is_gone() -> None:
    edition = new('  - code: "2"\n', '  - code: "3"\n', "en: Finance}", "en: Money}", '"2.1"', '"3.1"')
    money = Text(vi="Tài chính", en="Money")
    assert diff(OLD, edition) == [
        Difference("added", "3", money, None, both("4")),
        Difference("added", "3.1", SPENDING, None, both("4")),
        Difference("removed", "2", FINANCE, both("4"), None),
        Difference("removed", "2.1", SPENDING, both("4"), None),
    ]


def test_points_that_move_between_areas_are_told_of_the_areas_too() -> None:
    edition = new(
        "max_points: 6\n", "max_points: 5\n",
        "max_points: 1, rule", "max_points: 0, rule",
        "    max_points: 4\n", "    max_points: 5\n",
        "max_points: 4, rule", "max_points: 5, rule",
    )  # fmt: skip
    assert diff(OLD, edition) == [
        Difference("points", "1", DIRECTION, both("6"), both("5")),
        Difference("points", "1.3", STAFF, both("1"), both("0")),
        Difference("points", "2", FINANCE, both("4"), both("5")),
        Difference("points", "2.1", SPENDING, both("4"), both("5")),
    ]


def test_a_leaf_that_goes_on_under_another_code_is_not_new() -> None:
    edition = new('code: "1.2"', 'code: "1.4"', "en: Files}", "en: Dossiers}")
    links = crosswalk((["1.1"], ["1.1"]), (["1.2"], ["1.4"]), (["1.3"], ["1.3"]), (["2.1"], ["2.1"]))
    dossiers = Text(vi="Hồ sơ", en="Dossiers")
    assert diff(OLD, edition, links) == [
        Difference("recoded", "1.4", dossiers, both("1.2"), both("1.4")),
        Difference("renamed", "1.4", dossiers, FILES, dossiers),
    ]


MERGED = new(
    '      - {code: "1.3", title: {vi: Cán bộ, en: Staff}, max_points: 1, rule: {type: appraiser}}\n', "",
    "max_points: 3, rule", "max_points: 4, rule",
)  # fmt: skip
UNMOVED: list[tuple[list[str], list[str]]] = [(["1.1"], ["1.1"]), (["2.1"], ["2.1"])]


def test_leaves_that_merge_are_told_once_with_their_points_together() -> None:
    assert diff(OLD, MERGED, crosswalk((["1.2", "1.3"], ["1.2"]), *UNMOVED)) == [
        Difference("recoded", "1.2", FILES, both("1.2, 1.3"), both("1.2"))
    ]


def test_a_leaf_that_splits_is_told_at_the_first_of_its_parts() -> None:
    back = crosswalk((["1.2"], ["1.2", "1.3"]), *UNMOVED)
    assert diff(MERGED, OLD, back) == [Difference("recoded", "1.2", FILES, both("1.2"), both("1.2, 1.3"))]


def test_leaves_that_merge_to_other_points_than_they_had_together_say_so() -> None:
    less = new("max_points: 3, rule", "max_points: 2, rule", "max_points: 1, rule", "max_points: 2, rule")
    links = crosswalk((["1.2", "1.1"], ["1.2"]), (["1.3"], ["1.3"]), (["2.1"], ["2.1"]))
    assert diff(OLD, less, links) == [
        Difference("added", "1.1", PLAN, None, both("2")),
        Difference("recoded", "1.2", FILES, both("1.2, 1.1"), both("1.2")),
        Difference("points", "1.2", FILES, both("5"), both("2")),
        Difference("points", "1.3", STAFF, both("1"), both("2")),
    ]


def test_an_unknown_maximum_counts_as_none_known() -> None:
    unknown = new(
        "max_points: 6\n", "max_points: unknown\n", "max_points: 3, rule", "max_points: unknown, rule"
    )
    links = crosswalk((["1.2", "1.3"], ["1.2"]), (["1.1"], ["1.1", "1.3"]), (["2.1"], ["2.1"]))
    assert [difference for difference in diff(unknown, OLD, links) if difference.kind == "points"] == [
        Difference("points", "1", DIRECTION, both("unknown"), both("6")),
        Difference("points", "1.1", PLAN, both("2"), both("3")),
        Difference("points", "1.2", FILES, both("1"), both("3")),
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            ["total: 10\n", "total: 9\n", "max_points: 6\n", "max_points: 5\n", "max_points: 1, rule", "max_points: 0, rule"],
            ("total", "Tổng điểm", "Total", "10", "9"),
        ),
        (
            ["ranking: {}\n", "ranking: {decimals: 3, rank_on: rounded}\n"],
            ("ranking", "Cách xếp hạng và làm tròn", "Ranking and rounding", "–", "decimals 3, rank_on rounded"),
        ),
        (
            ["ranking: {}\n", "ranking: {}\ngroups: [{code: A, label: {vi: Tốt, en: Good}, lower_limit: 80}, {code: B, label: {vi: Khá, en: Fair}}]\n"],
            ("groups", "Nhóm kết quả", "Groups", None, "code A, label Tốt, lower_limit 80; code B, label Khá"),
        ),
        (
            ["ranking: {}\n", 'ranking: {}\noptional_parts: [{node: "2", title: {vi: Khảo sát, en: Survey}}]\n'],
            ("optional_parts", "Phần tuỳ chọn", "Optional parts", None, "node 2, title Khảo sát"),
        ),
        (
            ["ranking: {}\n", "ranking: {}\nadjustments: {index_limit: 100}\n"],
            ("adjustments", "Điểm thưởng, phạt, trừ", "Bonus, penalty, deductions", "–", "index_limit 100"),
        ),
        (
            ["ranking: {}\n", "ranking: {ties: {method: dense}}\n"],
            ("ranking", "Cách xếp hạng và làm tròn", "Ranking and rounding", "–", "ties {'method': 'dense'}"),
        ),
        (
            ["ranking: {}\n", "ranking: {}\nunit_groups: [{code: xa, title: {vi: Xã, en: Communes}, total: 10}]\n"],
            ("unit_groups", "Nhóm đơn vị", "Groups of units", None, "code xa, title Xã, total 10"),
        ),
    ],
)  # fmt: skip
def test_a_property_of_the_set_differs_as_a_whole(changes: list[str], expected: tuple[Any, ...]) -> None:
    name, vi, en, before, after = expected
    differences = [difference for difference in diff(OLD, new(*changes)) if difference.kind == "property"]
    words = {"Tốt": "Good", "Khá": "Fair", "Khảo sát": "Survey", "Xã": "Communes"}
    in_english = after
    for vietnamese, english in words.items():
        in_english = in_english.replace(vietnamese, english)
    assert differences == [
        Difference(
            "property",
            name,
            Text(vi=vi, en=en),
            None if before is None else both(before),
            Text(vi=after, en=in_english),
        )
    ]


def test_a_duty_to_explain_is_told_in_words() -> None:
    changes = ["ranking: {}\n", "ranking: {}\nexplanation_without_evidence: below_maximum\n"]
    [difference] = [each for each in diff(OLD, new(*changes)) if each.kind == "property"]
    assert difference == Difference(
        "property",
        "explanation_without_evidence",
        Text(vi="Giải trình khi không có tài liệu kiểm chứng", en="Explanation where there is no evidence"),
        Text(vi="không bắt buộc", en="optional"),
        Text(vi="bắt buộc nếu chưa đạt điểm tối đa", en="compulsory below the maximum"),
    )


LEVELS = "rule: {type: levels, levels: [{code: all, title: {vi: Đủ, en: All}, points: 3}, {code: none, title: {vi: Không, en: None}, points: 0}]}"


def test_a_rule_of_the_same_kind_differs_by_its_words_or_where_they_are_the_same_by_its_data() -> None:
    plain = "max_points: 3, rule: {type: appraiser}"
    levels = new(plain, f"max_points: 3, {LEVELS}")
    worded = new(plain, f"max_points: 3, {LEVELS.replace('en: All', 'en: Whole')}")
    [difference] = diff(levels, worded)
    assert difference.before is not None
    assert difference.after is not None
    assert (difference.kind, difference.before.vi == difference.after.vi) == ("rule", True)
    assert difference.before.en.replace("All", "Whole") == difference.after.en
    coded = new(plain, f"max_points: 3, {LEVELS.replace('code: all', 'code: whole')}")
    [difference] = diff(levels, coded)
    assert difference.before is not None
    assert difference.after is not None
    assert ("'all'" in difference.before.en, "'whole'" in difference.after.en) == (True, True)


def test_who_appraises_and_whom_a_leaf_is_for_differ_too() -> None:
    plain = '"1.2", title: {vi: Hồ sơ, en: Files}, max_points: 3, rule: {type: appraiser}}'
    edition = new(
        plain,
        plain[:-1]
        + ", appraiser: {vi: Sở Nội vụ, en: Home Affairs}, source: illustrative, may_be_not_applicable: true}",
    )
    assert diff(OLD, edition) == [
        Difference("property", "1.2", Text(vi="Thẩm định", en="Appraiser"), None, Text(vi="Sở Nội vụ", en="Home Affairs")),
        Difference("property", "1.2", Text(vi="Nguồn", en="Source"), None, both("illustrative")),
        Difference("property", "1.2", Text(vi="Có thể không áp dụng", en="May be not applicable"), Text(vi="không", en="no"), Text(vi="có", en="yes")),
    ]  # fmt: skip
