"""A rule is put into words, and the words give it back."""

from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import get_args

import pytest

from parindex.framework import Framework, Leaf, load
from parindex.framework.annex import words
from parindex.framework.annex.names import Translator, code_of, texts_in, with_codes
from parindex.framework.annex.reading import RULE, rule_in_own_words
from parindex.framework.annex.wording import interval_words
from parindex.framework.rules import AnyRule, Interval
from parindex.framework.write import data_of
from parindex.language import Language

HERE = Path(__file__).parent
FILES = [HERE / "sample.yaml", *sorted((HERE.parents[2] / "frameworks").glob("*.yaml"))]
SAMPLE = load(HERE / "sample.yaml")


def rule(code: str) -> AnyRule:
    leaf = SAMPLE.by_code[code].node
    assert isinstance(leaf, Leaf)
    return leaf.rule


def with_names_of(read: AnyRule, rule: AnyRule, language: Language) -> AnyRule:
    """Give a rule that was read in one language the codes and the other language of the original."""
    original = data_of(rule)
    coded = with_codes(data_of(read), original, language)
    return RULE.validate_python(Translator(language, texts_in(original)).rule(coded))


def test_the_sample_has_every_type_of_rule():
    union, *_ = get_args(AnyRule)
    assert {leaf.rule.type for leaf in SAMPLE.leaves} == {
        member.model_fields["type"].default for member in get_args(union)
    }


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_words_say_all_of_a_rule_but_its_codes_and_the_other_language(file: Path, language: Language):
    framework: Framework = load(file)
    for leaf in framework.leaves:
        read = rule_in_own_words(words(leaf.rule, language), language)
        assert read is not None, words(leaf.rule, language)
        assert with_names_of(read, leaf.rule, language) == leaf.rule


def test_levels_have_a_line_each_with_a_decimal_comma_in_vietnamese():
    assert words(rule("1.1.1"), "vi").split("\n") == [
        "Chọn một trong các mức:",
        "- Kịp thời: trước 31/12: 0,5 điểm",
        "- Chậm (có lý do): 0,25 điểm",
        "- Không ban hành: 0 điểm",
    ]
    assert words(rule("1.1.2"), "en").split("\n") == [
        "The points of each item that is met add up:",
        "- Has tasks: 0.75 points",
        "- Has dates: 0.25 points",
    ]


def test_bands_print_the_formula_and_every_variable_with_unit_and_bounds():
    assert words(rule("1.2"), "vi").split("\n") == [
        "Giá trị tính: 100 * done / planned",
        "Trong đó:",
        "- done: Nhiệm vụ hoàn thành — số đếm; đơn vị tính: nhiệm vụ; không quá planned",
        "- planned: Nhiệm vụ được giao — số đếm; đơn vị tính: nhiệm vụ; ít nhất 1",
        "Thang điểm:",
        "- Đúng 100%: 2 điểm",
        "- Trên 90% đến dưới 100%: 1,5 điểm",
        "- Trên 80% đến 90%: 1 điểm",
        "- Từ 80% trở xuống: 0 điểm",
    ]


def test_a_formula_is_printed_case_by_case():
    assert words(rule("1.6"), "en").split("\n") == [
        "By formula; the first line that fits counts:",
        "- If late == 0 or excused == 1: max_points",
        "- If cause == 0 and opened_on > 1: 0.5",
        "- Otherwise: max_points * sorry / late",
        "Where:",
        "- late: Late files — extended ones too — count; unit: file",
        "- sorry: Apologies — count; unit: file; no more than late",
        "- excused: Force majeure — yes or no",
        "- cause: Cause — choice; one of: network, people",
        "- opened_on: Register opened on — date",
        "max_points is the maximum",
        "Never below 0 or above the maximum",
    ]


def test_a_deadline_says_the_day_the_year_and_what_follows():
    assert words(rule("1.1.3"), "vi").split("\n") == [
        "Việc phải làm: Ban hành kế hoạch năm",
        "- Chậm nhất ngày 31/12 của năm trước năm đánh giá: điểm tối đa",
        "- Chậm không quá 10 ngày: 0,5 điểm",
        "- Chậm không quá 30 ngày: 0,125 điểm",
        "- Chậm hơn hoặc không làm: 0 điểm",
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[80, 90)", "Từ 80% đến dưới 90%"),
        ("[80, 90]", "Từ 80% đến 90%"),
        ("(80, 90)", "Trên 80% đến dưới 90%"),
        ("(80, 90]", "Trên 80% đến 90%"),
        ("[99.5, inf)", "Từ 99,5% trở lên"),
        ("(90, inf)", "Trên 90%"),
        ("(-inf, 80)", "Dưới 80%"),
        ("(-inf, 80]", "Từ 80% trở xuống"),
        ("[100, 100]", "Đúng 100%"),
        ("(-inf, inf)", "Mọi giá trị"),
    ],
)
def test_an_interval_is_said_as_decisions_say_it(written: str, said: str):
    assert interval_words(Interval.parse(written), "vi", "%") == said


@pytest.mark.parametrize(
    ("code", "right", "wrong"),
    [
        ("1.1.3", "không làm: 0 điểm", "không làm: 0,1 điểm"),  # no rule gives points for what was never done
        ("1.9", "rà soát: 0 điểm", "rà soát: 1 điểm"),
        ("1.5", "dưới 0,5: 0 điểm", "dưới 0,5: 1 điểm"),
        ("1.2", "Từ 80% trở xuống", "Từ 80% trở đi"),
        ("1.2", "ít nhất 1", "ít nhất một"),
        ("1.2", "Đúng 100%", "Đúng 1.000%"),  # one thousand, or one with three decimals?
        ("1.1.1", "0,25 điểm", "1.250 điểm"),
        ("2.4", "100% × kết quả thực hiện ÷ chỉ tiêu", "theo chỉ tiêu"),
        ("1.2", "100 * done / planned", "100 * done / planned +"),
        (
            "1.8",
            "Điểm còn lại không dưới 0,25 điểm",
            "Điểm còn lại không dưới 0,25 điểm\nTrừ trường hợp đặc biệt",
        ),
    ],
)
def test_words_that_say_anything_else_are_not_taken_for_the_rule(code: str, right: str, wrong: str):
    said = words(rule(code), "vi")
    assert rule_in_own_words(said, "vi") is not None
    assert right in said
    assert rule_in_own_words(said.replace(right, wrong), "vi") is None


def test_a_title_that_is_too_much_like_the_words_around_it_is_still_read():
    assert rule_in_own_words(words(rule("1.6"), "vi"), "vi") is not None


@pytest.mark.parametrize(
    ("title", "taken", "code"),
    [
        ("Ban hành kịp thời", [], "ban_hanh_kip_thoi"),
        ("Ban hành kịp thời", ["ban_hanh_kip_thoi", "ban_hanh_kip_thoi_2"], "ban_hanh_kip_thoi_3"),
        ("100%", [], "item_100"),
        ("—", [], "item"),
        ("a" * 80, ["a" * 60], "a" * 58 + "_2"),
    ],
)
def test_a_code_is_made_of_the_title(title: str, taken: list[str], code: str):
    assert code_of(title, taken) == code


def test_points_come_with_their_word():
    one = {
        "type": "checklist",
        "items": [{"code": "a", "title": {"vi": "A", "en": "A"}, "points": Decimal("1.00")}],
    }
    assert words(RULE.validate_python(one), "en").endswith("- A: 1 point")


def test_all_sentences_are_told_apart():
    """No two rules of the sample are said in the same words."""
    said = sorted(words(leaf.rule, "vi") for leaf in SAMPLE.leaves)
    assert [len(list(same)) for _, same in groupby(said)] == [1] * len(said)
