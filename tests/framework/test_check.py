"""Broken frameworks that say themselves, in remarks ``#! code path``, what must be found at which line."""

import re
from pathlib import Path

import pytest

from parindex.framework import check

SOUND = """\
format: parindex-framework/1
code: small
version: "1"
title: {vi: Nhỏ, en: Small}
programme: small
source: illustrative
levels:
  - {code: area, title: {vi: Lĩnh vực, en: Area}}
  - {code: criterion, title: {vi: Tiêu chí, en: Criterion}}
total: 10
ranking:
  ties: {broken_by: ["2", "1.1"]}
groups:
  - {code: A, label: {vi: Tốt, en: Good}, lower_limit: 80}
  - {code: B, label: {vi: Khá, en: Fair}, lower_limit: 50}
  - {code: C, label: {vi: Yếu, en: Weak}}
adjustments:
  bonus:
    cap: 2
    items:
      - {code: model, points: 1, title: {vi: Mô hình, en: Model}}
      - {code: pilot, points: 1, title: {vi: Thí điểm, en: Pilot}}
  penalty:
    cap: 2
    items:
      - {code: model, points: 1, title: {vi: Phê bình, en: Warning}}
      - {code: harm, points: 1, title: {vi: Nhũng nhiễu, en: Harassment}}
  deductions:
    - {code: late, points: 1, title: {vi: Chậm, en: Late}}
    - {code: wrong, points: 1, title: {vi: Sai, en: Wrong}}
optional_parts:
  - {node: "3", title: {vi: Khảo sát, en: Survey}}
tree:
  - code: "1"
    title: {vi: Chỉ đạo, en: Direction}
    max_points: 6
    source: illustrative
    children:
      - code: "1.1"
        title: {vi: Kế hoạch, en: Plan}
        max_points: 2
        rule:
          type: checklist
          items:
            - {code: posted, points: 1, title: {vi: Niêm yết, en: Posted}}
            - {code: online, points: 1, title: {vi: Trên mạng, en: Online}}
      - code: "1.2"
        title: {vi: Hồ sơ, en: Files}
        max_points: 3
        rule:
          type: formula
          variables:
            - {name: received, kind: count, title: {vi: Tiếp nhận, en: Received}}
            - {name: on_time, kind: count, at_most: received, title: {vi: Đúng hạn, en: On time}}
          cases:
            - {when: received == 0, points: 0}
          otherwise: max_points * on_time / received
      - code: "1.3"
        title: {vi: Khảo sát, en: Survey}
        max_points: 1
        rule: {type: appraiser}
  - code: "2"
    title: {vi: Tài chính, en: Finance}
    max_points: unknown
    source: illustrative
    children:
      - code: "2.1"
        title: {vi: Chi, en: Spending}
        max_points: unknown
        rule: {type: appraiser}
      - code: "2.2"
        title: {vi: Thu, en: Income}
        max_points: 1
        rule: {type: appraiser}
  - code: "3"
    title: {vi: Tác động, en: Impact}
    max_points: 2
    source: {document: {vi: Quyết định 1, en: Decision 1}}
    rule:
      type: bands
      value: {formula: value, variables: [{name: value, title: {vi: Giá trị, en: Value}}]}
      bands:
        - {within: "[90, inf)", points: 2}
        - {within: "(-inf, 90)", points: 0}
"""

BROKEN = {
    "a code that another node has": (
        '      - code: "1.3"\n',
        '      - code: "1.1"  #! code-twice tree[0].children[2].code\n',
    ),
    "a depth without a name": (
        "  - {code: criterion, title: {vi: Tiêu chí, en: Criterion}}\n",
        "",
        '      - code: "1.1"\n',
        '      - code: "1.1"  #! level-unnamed tree[0].children[0].code\n',
        '      - code: "1.2"\n',
        '      - code: "1.2"  #! level-unnamed tree[0].children[1].code\n',
        '      - code: "1.3"\n',
        '      - code: "1.3"  #! level-unnamed tree[0].children[2].code\n',
        '      - code: "2.1"\n',
        '      - code: "2.1"  #! level-unnamed tree[1].children[0].code\n',
        '      - code: "2.2"\n',
        '      - code: "2.2"  #! level-unnamed tree[1].children[1].code\n',
    ),
    "parts that do not add up to their whole": (
        "    max_points: 6\n",
        "    max_points: 7  #! maxima-sum tree[0].max_points\n",
    ),
    "known parts of more than the whole, though one is unknown": (
        "total: 10\n",
        "total: 7  #! maxima-sum total\n",
    ),
    "a rule that does not give the maximum": (
        "          items:\n            - {code: posted, points: 1,",
        "          items:  #! checklist-maximum tree[0].children[0].rule.items\n            - {code: posted, points: 2,",
    ),
    "a hole between bands": (
        '        - {within: "[90, inf)", points: 2}\n',
        '        - {within: "(90, inf)", points: 2}  #! bands-hole tree[2].rule.bands[0].within\n',
    ),
    "a rule that needs a maximum where none is known": (
        "        title: {vi: Chi, en: Spending}\n        max_points: unknown\n        rule: {type: appraiser}\n",
        "        title: {vi: Chi, en: Spending}\n"
        "        max_points: unknown  #! maximum-needed tree[1].children[0].max_points\n"
        "        rule: {type: imported, index: {vi: SIPAS, en: SIPAS}}\n",
    ),
    "a formula that can give more than the maximum": (
        "          otherwise: max_points * on_time / received\n",
        "          otherwise: 4 * on_time / received  #! formula-above-maximum tree[0].children[1].rule.otherwise\n",
    ),
    "groups out of order": (
        "lower_limit: 50}\n",
        "lower_limit: 80}  #! groups-order groups[1].lower_limit\n",
    ),
    "a group without a limit before the last": (
        "lower_limit: 50}\n",
        "lower_limit: null}\n",
        "  - {code: C, label: {vi: Yếu, en: Weak}}\n",
        "  - {code: C, label: {vi: Yếu, en: Weak}}  #! groups-order groups[2].lower_limit\n",
    ),
    "a last group with a limit": (
        "{vi: Yếu, en: Weak}}\n",
        "{vi: Yếu, en: Weak}, lower_limit: 10}  #! groups-hole groups[2].lower_limit\n",
    ),
    "an optional part that is no node": (
        '  - {node: "3", title:',
        '  - {node: "4", title: {vi: Khảo sát, en: Survey}}  #! unknown-code optional_parts[0].node\n  - {node: "3", title:',
    ),
    "ties broken by what is no node": (
        '["2", "1.1"]}\n',
        '["2", "9.1"]}  #! unknown-code ranking.ties.broken_by[1]\n',
    ),
    "a group of units that is not declared": (
        "        title: {vi: Khảo sát, en: Survey}\n",
        "        title: {vi: Khảo sát, en: Survey}\n"
        "        for_groups: [communes]  #! unknown-code tree[0].children[2].for_groups[0]\n",
    ),
    "a leaf without a source": (
        "    max_points: unknown\n    source: illustrative\n",
        "    max_points: unknown\n",
        '      - code: "2.1"\n',
        '      - code: "2.1"  #! source-missing tree[1].children[0].code\n',
        '      - code: "2.2"\n',
        '      - code: "2.2"  #! source-missing tree[1].children[1].code\n',
    ),
    "a bonus of a code that another has": (
        "      - {code: pilot, points: 1, title: {vi: Thí điểm, en: Pilot}}\n",
        "      - {code: model, points: 1, title: {vi: Thí điểm, en: Pilot}}  #! code-twice adjustments.bonus.items[1].code\n",
    ),
    "a penalty of a code that another has": (
        "      - {code: harm, points: 1, title: {vi: Nhũng nhiễu, en: Harassment}}\n",
        "      - {code: model, points: 1, title: {vi: Nhũng nhiễu, en: Harassment}}  #! code-twice adjustments.penalty.items[1].code\n",
    ),
    "a deduction of a code that another has": (
        "    - {code: wrong, points: 1, title: {vi: Sai, en: Wrong}}\n",
        "    - {code: late, points: 1, title: {vi: Sai, en: Wrong}}  #! code-twice adjustments.deductions[1].code\n",
    ),
}  # fmt: skip

GROUPED = SOUND.replace(
    "total: 10\n",
    "total: 10\nunit_groups:\n"
    "  - {code: departments, total: 9, title: {vi: Sở, en: Departments}}\n"
    "  - {code: communes, total: 8, title: {vi: Xã, en: Communes}}\n",
).replace(
    "        title: {vi: Khảo sát, en: Survey}\n",
    "        title: {vi: Khảo sát, en: Survey}\n        for_groups: [departments]\n",
).replace("    max_points: 6\n", "    max_points: unknown\n").replace(
    "title: {vi: Chi, en: Spending}\n        max_points: unknown",
    "title: {vi: Chi, en: Spending}\n        max_points: 0",
).replace("max_points: unknown\n    source: illustrative\n    children:\n      - code: \"2.1\"",
          "max_points: 1\n    source: illustrative\n    children:\n      - code: \"2.1\"")  # fmt: skip
"""One leaf is for departments only, so that its area has another maximum for each group."""


def broken(text: str, *changes: str) -> str:
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def announced(text: str) -> list[tuple[str, int, str]]:
    return [
        (*announcement.split()[:1], line, *announcement.split()[1:])  # type: ignore[misc]
        for line, content in enumerate(text.splitlines(), start=1)
        for announcement in content.split("#!")[1:]
    ]


def found(tmp_path: Path, text: str) -> list[tuple[str, int, str]]:
    file = tmp_path / "set.yaml"
    file.write_text(text, encoding="utf-8")
    problems = check(file)
    assert [
        problem for problem in problems if (problem.place.file, problem.severity) != (str(file), "error")
    ] == []
    return [(problem.code, problem.place.line, problem.place.path) for problem in problems]


@pytest.mark.parametrize("text", [SOUND, GROUPED], ids=["one set", "groups of units"])
def test_a_sound_framework_has_no_problem(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


@pytest.mark.parametrize("changes", BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_found_at_its_line_and_nothing_else(
    tmp_path: Path, changes: tuple[str, ...]
) -> None:
    text = broken(SOUND, *changes)
    assert announced(text) != []
    assert found(tmp_path, text) == announced(text)


def test_all_that_is_broken_is_found_at_once(tmp_path: Path) -> None:
    apart = {"a depth without a name", "a group without a limit before the last", "a leaf without a source"}
    text = SOUND
    for name, changes in BROKEN.items():
        if name not in apart:
            text = broken(text, *changes)
    assert len(announced(text)) == 15
    assert found(tmp_path, text) == announced(text)


def test_the_set_of_each_group_of_units_adds_up(tmp_path: Path) -> None:
    text = broken(
        GROUPED,
        "  - {code: departments, total: 9, title: {vi: Sở, en: Departments}}\n",
        "  - {code: departments, total: 8, title: {vi: Sở, en: Departments}}  #! maxima-sum unit_groups[0].total\n",
        "        for_groups: [departments]\n",
        "        for_groups: [departments, districts]  #! unknown-code tree[0].children[2].for_groups[1]\n",
    )
    assert found(tmp_path, text) == announced(text)


def test_each_area_adds_up_for_each_group_of_units(tmp_path: Path) -> None:
    for area in ("1", "2"):
        start = GROUPED.index(f'  - code: "{area}"')
        whole = re.search("    max_points: .*", GROUPED[start:])
        assert whole is not None
        file = tmp_path / f"area-{area}.yaml"
        file.write_text(
            GROUPED[:start] + GROUPED[start:].replace(whole[0], "    max_points: 77", 1), encoding="utf-8"
        )
        assert [(p.code, p.place.path, p.text.vi, p.text.en) for p in check(file)] == [
            (
                "maxima-sum",
                f"tree[{int(area) - 1}].max_points",
                f"Điểm tối đa của các mục trong {vi} cộng lại là {total}, không phải 77; sửa một bên.",
                f"The maxima of the parts of {en} add up to {total}, not 77; correct one side.",
            )
            for vi, en, total in {
                "1": [
                    ("1 dành cho departments", "1 for departments", 6),
                    ("1 dành cho communes", "1 for communes", 5),
                ],
                "2": [("2", "2", 1)],
            }[area]
        ]


def test_an_area_of_one_group_alone_adds_up_for_that_group(tmp_path: Path) -> None:
    own = GROUPED.replace('      - code: "2.1"\n', '      - code: "2.1"\n        for_groups: [departments]\n').replace(
        '      - code: "2.2"\n', '      - code: "2.2"\n        for_groups: [departments]\n'
    ).replace("communes, total: 8", "communes, total: 7")  # fmt: skip
    assert found(tmp_path, own) == []


SAID = {
    "a code that another node has": (
        "Mã 1.1 đã dùng cho “Kế hoạch”; đặt mã khác.",
        'The code 1.1 already stands for "Plan"; choose another.',
    ),
    "parts that do not add up to their whole": (
        "Điểm tối đa của các mục trong 1 cộng lại là 6, không phải 7; sửa một bên.",
        "The maxima of the parts of 1 add up to 6, not 7; correct one side.",
    ),
    "a rule that needs a maximum where none is known": (
        "Cách chấm “imported” cần biết điểm tối đa; ghi điểm tối đa hoặc dùng “appraiser”.",
        'The rule "imported" needs the maximum; give it, or use "appraiser".',
    ),
    "a formula that can give more than the maximum": (
        "Công thức có thể vượt điểm tối đa 3: received = 100, on_time = 100 → 4. Giới hạn biến bằng at_most hoặc dùng min().",
        "The formula can exceed the maximum 3: received = 100, on_time = 100 → 4. Bound a variable with at_most or use min().",
    ),
    "groups out of order": (
        "Giới hạn dưới của nhóm B phải thấp hơn của nhóm A; xếp từ cao xuống thấp.",
        "The lower limit of group B must be below that of A; order from the best down.",
    ),
    "a last group with a limit": (
        "Nhóm cuối còn giới hạn dưới nên có đơn vị không thuộc nhóm nào; bỏ giới hạn đó.",
        "The last group has a lower limit, so some unit may be in no group; remove it.",
    ),
    "ties broken by what is no node": (
        "Không có mã “9.1”; sửa lại mã.",
        'There is no code "9.1"; correct it.',
    ),
    "a bonus of a code that another has": (
        "Mã “model” dùng hai lần; mỗi mã chỉ dùng một lần.",
        'The code "model" is used twice; use each once.',
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_a_problem_says_what_was_found_and_what_to_do(tmp_path: Path, name: str) -> None:
    file = tmp_path / "set.yaml"
    file.write_text(broken(SOUND, *BROKEN[name]), encoding="utf-8")
    assert [(problem.text.vi, problem.text.en) for problem in check(file)] == [SAID[name]]


def test_each_leaf_without_a_source_and_each_depth_without_a_name_is_told(tmp_path: Path) -> None:
    file = tmp_path / "set.yaml"
    changes = BROKEN["a depth without a name"][:2], BROKEN["a leaf without a source"][:2]
    file.write_text(broken(broken(SOUND, *changes[0]), *changes[1]), encoding="utf-8")
    said = [(problem.text.vi, problem.text.en) for problem in check(file)]
    assert said[3:5] == [
        (
            "Mục 2.1 ở cấp 2 nhưng “levels” chỉ đặt tên 1 cấp; thêm tên cấp.",
            'Node 2.1 is at depth 2 but "levels" names 1; name one more.',
        ),
        (
            "Mục 2.1 chưa có nguồn; ghi source (văn bản, điều khoản, liên kết) hoặc illustrative.",
            "Leaf 2.1 has no source; give document, clause, link, or illustrative.",
        ),
    ]
