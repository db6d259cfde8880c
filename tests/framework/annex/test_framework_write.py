"""A framework is written in one house style and reads back as it was."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from parindex.documents import parse_document
from parindex.framework import load, loads
from parindex.framework.properties import Ranking
from parindex.framework.write import decimal_digits, dump, one_line_yaml, to_yaml

HERE = Path(__file__).parent
SAMPLE = load(HERE / "sample.yaml")
FILES = [HERE / "sample.yaml", *sorted((HERE.parents[2] / "frameworks").glob("*.yaml"))]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_framework_written_and_read_is_the_same(file: Path):
    framework = load(file)
    written = dump(framework)
    again = loads(written)
    assert again == framework
    assert dump(again) == written


def test_the_style_is_flow_where_it_fits_and_block_where_it_does_not():
    written = dump(SAMPLE).split("\n")
    assert written[:6] == [
        "format: parindex-framework/1",
        'code: "sample"',
        'version: "2.1"',
        "title: {vi: Bộ chỉ số mẫu, en: Sample set}",
        "programme: samples",
        "owner: {vi: Cơ quan mẫu, en: Sample office}",
    ]
    start = written.index('          - code: "1.1.2"')
    assert written[start : start + 16] == [
        '          - code: "1.1.2"',
        "            title: {vi: Nội dung kế hoạch, en: Contents of the plan}",
        "            max_points: 1",
        "            rule:",
        "              type: checklist",
        "              items:",
        '                - {code: "tasks", title: {vi: Có nhiệm vụ, en: Has tasks}, points: 0.75}',
        '                - {code: "dates", title: {vi: Có thời hạn, en: Has dates}, points: 0.25}',
        "            way_of_scoring:",
        "              vi: |-",
        "                Kế hoạch có đủ nhiệm vụ, thời hạn thì đạt điểm tối đa.",
        "                Thiếu nội dung nào trừ điểm nội dung đó.",
        "              en: |-",
        "                A plan with tasks and dates gets all points.",
        "                What is missing costs its points.",
        '          - code: "1.1.3"',
    ]


def test_a_reader_sees_what_ranks_are_taken_on_even_where_it_is_the_default():
    plain = SAMPLE.model_copy(update={"ranking": Ranking()})
    assert "ranking: {decimals: 2, rank_on: exact, group_on: exact}" in dump(plain)


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "null",
        "12",
        "1.50",
        "2024-01-01",
        "- a",
        "a: b",
        "a #b",
        "[80, 90)",
        "{x}",
        "“trên 80%”",
        'he said "no"',
        "it's",
        " ",
        "a\\b",
        "a\tb",
        "a\u2028b",
        "a\x85b",
        "a\u00a0b",
        "a\nb",
        "a\n\n  b",
        "a\nb\x07",
        " a\nb",
        "a\n",
        "~",
        "%a",
        "a,b",
        "😀",
    ],
)
def test_any_text_stays_as_it_is(text: str):
    data = {"a": text, "b": [text], "c": {"vi": text, "en": text}, "d": [{"e": text, "f": [[text]]}]}
    for written in (to_yaml(data), "x: " + one_line_yaml(data) + "\n"):
        assert parse_document(written, "").data in (data, {"x": data})
        assert yaml.safe_load(written)  # other programs read it too


def test_empty_things_and_words_of_yaml_are_written_plainly():
    assert to_yaml({"a": [], "b": {}, "c": None, "d": True, "e": 3, "f": Decimal("1E+2")}) == (
        "a: []\nb: {}\nc: null\nd: true\ne: 3\nf: 100\n"
    )


@pytest.mark.parametrize(
    ("value", "digits"),
    [("0.50", "0.5"), ("10", "10"), ("1E+2", "100"), ("-0.0000001", "-0.0000001"), ("3.00", "3")],
)
def test_decimals_are_written_in_plain_digits(value: str, digits: str):
    assert decimal_digits(Decimal(value)) == digits
