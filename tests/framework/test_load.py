from pathlib import Path

import pytest

from parindex.framework import check, load, loads
from parindex.problems import Invalid, Place

SOUND = """\
format: parindex-framework/1
code: small
version: "1"
title: {vi: Nhỏ, en: Small}
programme: small
source: illustrative
levels:
  - {code: area, title: {vi: Lĩnh vực, en: Area}}
total: 1
ranking: {}
tree:
  - code: "1"
    title: {vi: Một, en: One}
    max_points: 1
    source: illustrative
    rule: {type: appraiser}
"""
OF_WRONG_FORM = SOUND.replace("total: 1", "total: much").replace("code: small", "code: SMALL")
OF_WRONG_CONTENT = SOUND.replace("total: 1", "total: 2").replace("    source: illustrative\n", "")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "set.yaml"


def test_a_sound_file_becomes_a_framework(file: Path) -> None:
    file.write_text(SOUND, encoding="utf-8")
    framework = load(file)
    assert (framework.code, framework.total, [leaf.code for leaf in framework.leaves]) == ("small", 1, ["1"])
    assert check(file) == []


def test_a_text_is_loaded_as_a_file_is(file: Path) -> None:
    file.write_text(SOUND, encoding="utf-8")
    assert loads(SOUND) == load(file)


def test_a_framework_of_wrong_content_is_refused_with_all_that_check_finds(file: Path) -> None:
    file.write_text(OF_WRONG_CONTENT, encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        load(file)
    assert [(problem.code, problem.place) for problem in check(file)] == [
        ("maxima-sum", Place(str(file), 9, "total")),
        ("source-missing", Place(str(file), 12, "tree[0].code")),
    ]
    assert list(caught.value.problems) == check(file)


def test_a_framework_of_wrong_form_is_refused_with_all_that_check_finds(file: Path) -> None:
    file.write_text(OF_WRONG_FORM, encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        load(file)
    assert [(problem.code, problem.place) for problem in check(file)] == [
        ("string_pattern_mismatch", Place(str(file), 2, "code")),
        ("decimal_parsing", Place(str(file), 9, "total")),
    ]
    assert list(caught.value.problems) == check(file)


def test_a_file_that_cannot_be_read_is_a_problem_too(file: Path) -> None:
    assert [(problem.code, problem.place.file) for problem in check(file)] == [("unreadable", str(file))]


def test_the_name_of_a_text_is_shown_in_its_problems() -> None:
    with pytest.raises(Invalid) as caught:
        loads(OF_WRONG_CONTENT, "inputs/framework.yaml")
    assert [problem.place.file for problem in caught.value.problems] == ["inputs/framework.yaml"] * 2
