import json
import pickle
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from parindex.documents import Document, Unfit, parse_document, parse_model, path_text, read_document
from parindex.problems import Invalid, Place


def refused(text: str) -> list[tuple[str, Place]]:
    """Code and place of each problem of a text that is no document."""
    with pytest.raises(Invalid) as caught:
        parse_document(text, "set.yaml")
    return [(problem.code, problem.place) for problem in caught.value.problems]


def at(line: int, path: str = "") -> Place:
    return Place("set.yaml", line, path)


# Scalars.


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("5", 5),
        ("-5", -5),
        ("0", 0),
        ("0.5", Decimal("0.5")),
        ("-0.50", Decimal("-0.50")),
        ("0.1000000000000000055511151231257827", Decimal("0.1000000000000000055511151231257827")),
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
    ],
)
def test_numbers_are_kept_exactly_as_written(written: str, value: object) -> None:
    data = parse_document(f"value: {written}", "set.yaml").data
    assert data == {"value": value}
    assert [type(each) for each in data.values()] == [type(value)]
    assert str(data["value"]) == str(value)


@pytest.mark.parametrize(
    "written",
    [
        "no",
        "Yes",
        "on",
        "True",
        "NULL",
        "~",
        "1:30",
        "2025-01-31",
        "1e3",
        "1_000",
        "0x1F",
        "012",
        "+5",
        ".5",
        "1.",
        ".inf",
        "1.2.3",
    ],
)
def test_surprises_of_yaml_stay_text(written: str) -> None:
    assert parse_document(f"value: {written}", "set.yaml").data == {"value": written}


@pytest.mark.parametrize("written", ['"5"', "'5'", '!!str "5"'])
def test_what_stands_in_quotes_is_text(written: str) -> None:
    assert parse_document(f"value: {written}", "set.yaml").data == {"value": "5"}


def test_a_number_of_thousands_of_digits_stays_text() -> None:
    digits = "9" * 5000
    assert parse_document(f"value: {digits}", "set.yaml").data == {"value": digits}


def test_texts_and_keys_come_out_composed() -> None:
    assert parse_document('"ti\u0302nh": La\u0323ng Sơn', "set.yaml").data == {"t\u00eenh": "L\u1ea1ng Sơn"}


def test_an_empty_document_is_nothing() -> None:
    assert parse_document("# only a remark\n", "set.yaml").data is None


# Lines.

TREE = """\
code: x

tree:
  - code: "1"
    title:
      vi: Một
    children:
      - {code: "1.1", title: {vi: Hai, en: Two}}
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("code",), 1),
        (("tree",), 3),
        (("tree", 0), 4),
        (("tree", 0, "title"), 5),
        (("tree", 0, "title", "vi"), 6),
        (("tree", 0, "title", "en"), 5),
        (("tree", 0, "children", 0, "title", "en"), 8),
        (("tree", 7, "title"), 3),
        (("elsewhere", 2), 1),
    ],
)
def test_everything_has_a_line_and_what_lacks_has_that_of_what_is_around_it(
    path: tuple[str | int, ...], line: int
) -> None:
    assert parse_document(TREE, "set.yaml").line(path) == line


def test_a_key_that_is_no_text_becomes_one() -> None:
    assert parse_document("? [a, 1]\n: 2\n3: 4\n", "set.yaml").data == {"['a', 1]": 2, "3": 4}


def test_a_document_without_lines_begins_at_the_first() -> None:
    assert Document("set.yaml", None, {}).line(("code",)) == 1


# What is no document.


def test_broken_yaml_is_told_at_its_line() -> None:
    with pytest.raises(Invalid) as caught:
        parse_document('code: x\ntitle: "open\nowner: y\n', "set.yaml")
    [problem] = caught.value.problems
    assert (problem.code, problem.place) == ("not-yaml", at(4))
    assert problem.text.vi == (
        "Không phải YAML hợp lệ (found unexpected end of stream). Kiểm tra thụt dòng và dấu ngoặc ở dòng này."
    )
    assert problem.text.en == (
        "This is not valid YAML (found unexpected end of stream). Check indentation and quotes at this line."
    )


def test_a_character_that_yaml_does_not_allow_is_told() -> None:
    assert refused("code: x\x01") == [("not-yaml", at(1))]


def test_two_documents_in_a_file_are_one_too_many() -> None:
    assert refused("a: 1\n---\nb: 2\n") == [("not-yaml", at(3))]


def test_keys_given_twice_are_told_all_of_them_each_at_its_second_line() -> None:
    text = "code: x\ntitle: {vi: a, vi: b}\ntree:\n  - a: 1\n    b: 2\n    a: 3\ncode: y\n"
    with pytest.raises(Invalid) as caught:
        parse_document(text, "set.yaml")
    assert [(problem.code, problem.place) for problem in caught.value.problems] == [
        ("key-twice", at(2, "title.vi")),
        ("key-twice", at(6, "tree[0].a")),
        ("key-twice", at(7, "code")),
    ]
    assert caught.value.problems[2].text.vi == "“code” được khai hai lần; chỉ giữ một."
    assert caught.value.problems[2].text.en == '"code" is given twice; keep one.'


def test_two_spellings_of_one_key_are_one_key() -> None:
    assert refused('"t\u00eenh": 1\n"ti\u0302nh": 2') == [("key-twice", at(2, "t\u00eenh"))]


def test_an_alias_stands_for_what_it_names_at_the_line_of_its_own() -> None:
    document = parse_document("a: &x {b: [1, 2]}\nc: *x\nd:\n  - *x\n", "set.yaml")
    assert document.data == {"a": {"b": [1, 2]}, "c": {"b": [1, 2]}, "d": [{"b": [1, 2]}]}
    assert [document.line(path) for path in (("a", "b", 1), ("c", "b", 1), ("d", 0, "b"))] == [1, 2, 4]


@pytest.mark.parametrize(
    ("text", "line", "path"), [("a: 1\nb: *x\n", 2, "b"), ("a: &x\n  - 1\n  - *x\n", 3, "a[1]")]
)
def test_an_alias_of_nothing_or_of_what_it_stands_in_is_refused(text: str, line: int, path: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse_document(text, "set.yaml")
    [problem] = caught.value.problems
    assert (problem.code, problem.place) == ("not-yaml", at(line, path))
    assert problem.text.vi == "“*x” không chỉ nội dung nào ở trên; viết nội dung ra."
    assert problem.text.en == '"*x" stands for nothing above it; write the content out.'


def test_a_hundred_million_laughs_are_too_many() -> None:
    lines = ["a0: &a0 [ha]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9))]
    with pytest.raises(Invalid) as caught:
        parse_document("\n".join(lines), "set.yaml")
    [problem] = caught.value.problems
    assert (problem.code, problem.place) == ("not-yaml", at(7))
    assert problem.text.vi == "Tệp có hơn 1000000 mục."
    assert problem.text.en == "The file holds more than 1000000 things."


@pytest.mark.parametrize("deep", [200, 50_000])
def test_a_document_nested_too_deeply_is_told(deep: int) -> None:
    with pytest.raises(Invalid) as caught:
        parse_document("[" * deep + "]" * deep, "set.yaml")
    [problem] = caught.value.problems
    assert (problem.code, problem.place) == ("not-yaml", at(1))
    assert problem.text.vi == "Tệp lồng nhau quá sâu."
    assert problem.text.en == "The file is nested too deeply."


def test_a_file_is_read_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig"):
        (tmp_path / "set.yaml").write_text("tên: Lạng Sơn", encoding=encoding)
        document = read_document(tmp_path / "set.yaml")
        assert (document.file, document.data) == (str(tmp_path / "set.yaml"), {"tên": "Lạng Sơn"})


def test_a_file_may_be_shown_under_another_name(tmp_path: Path) -> None:
    (tmp_path / "set.yaml").write_text("a: 1", encoding="utf-8")
    assert read_document(tmp_path / "set.yaml", "inputs/set.yaml").file == "inputs/set.yaml"


def test_a_file_that_is_not_there_or_not_utf_8_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_bytes("tên: Lạng".encode("utf-16"))
    for name in ("none.yaml", "old.yaml"):
        with pytest.raises(Invalid) as caught:
            read_document(tmp_path / name, name)
        [problem] = caught.value.problems
        assert (problem.code, problem.place) == ("unreadable", Place(name))
        assert problem.text.vi.startswith("Không đọc được tệp: ")
        assert problem.text.en.startswith("The file cannot be read: ")


@given(
    st.recursive(
        st.integers() | st.booleans() | st.none() | st.text(st.characters(categories=["L", "N", "P", "Zs"])),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcdef"), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_whatever_json_says_is_read_as_json_says_it(data: object) -> None:
    text = json.dumps({"data": data}, ensure_ascii=False)
    assert parse_document(text, "set.yaml").data == json.loads(unicodedata.normalize("NFC", text))


# Paths.


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("tree",), "tree"),
        (("tree", 0, "children", 2, "rule"), "tree[0].children[2].rule"),
        ((0, "a"), "[0].a"),
    ],
)
def test_a_path_reads_as_people_write_it(path: tuple[str | int, ...], text: str) -> None:
    assert path_text(path) == text


# Models.


def even(value: int) -> int:
    if value % 2:
        raise Unfit(f"{value} là số lẻ.", f"{value} is odd.")
    return value


def short(value: str) -> str:
    if len(value) > 3:
        raise ValueError("too long")
    return value


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Bands(Strict):
    type: Literal["bands"]
    value: Annotated[int, AfterValidator(even)]
    bands: tuple[int, ...] = Field(min_length=2)


class Levels(Strict):
    type: Literal["levels"]
    levels: dict[str, int]


class Set(Strict):
    code: Annotated[str, AfterValidator(short)]
    kind: Literal["A", "B"] = "A"
    rules: tuple[Annotated[Bands | Levels, Field(discriminator="type")], ...] = Field(min_length=1)


def problems(text: str) -> list[tuple[str, Place, str, str]]:
    with pytest.raises(Invalid) as caught:
        parse_model(Set, parse_document(text, "set.yaml"))
    return [
        (problem.code, problem.place, problem.text.vi, problem.text.en) for problem in caught.value.problems
    ]


def test_a_document_that_fits_becomes_the_model() -> None:
    text = "code: x\nrules:\n  - {type: bands, value: 2, bands: [1, 2]}\n  - {type: levels, levels: {a: 1}}\n"
    assert parse_model(Set, parse_document(text, "set.yaml")) == Set(
        code="x",
        rules=(Bands(type="bands", value=2, bands=(1, 2)), Levels(type="levels", levels={"a": 1})),
    )


def test_all_that_does_not_fit_is_told_at_once_in_the_order_of_lines() -> None:
    text = """\
code: xyzt
kind: C
colour: red
rules:
  - type: bands
    value: 3
    bands: [1, x]
  - type: levels
    level: {a: 1}
  - type: band
    value: 1
"""
    assert problems(text) == [
        ("value_error", at(1, "code"), "too long", "too long"),
        (
            "literal_error",
            at(2, "kind"),
            "'C' không dùng được; chọn một trong: 'A' or 'B'.",
            "'C' will not do; choose one of: 'A' or 'B'.",
        ),
        (
            "extra_forbidden",
            at(3, "colour"),
            "Không có mục nào tên “colour” ở đây; xoá hoặc sửa tên.",
            'There is nothing called "colour" here; remove it or correct its name.',
        ),
        ("value_error", at(6, "rules[0].value"), "3 là số lẻ.", "3 is odd."),
        (
            "int_parsing",
            at(7, "rules[0].bands[1]"),
            "'x' không hợp lệ: phải là số nguyên.",
            "'x' is not valid: Input should be a valid integer, unable to parse string as an integer.",
        ),
        (
            "missing",
            at(8, "rules[1].levels"),
            "Thiếu “levels”; hãy thêm vào.",
            '"levels" is missing; add it.',
        ),
        (
            "extra_forbidden",
            at(9, "rules[1].level"),
            "Không có mục nào tên “level” ở đây; xoá hoặc sửa tên.",
            'There is nothing called "level" here; remove it or correct its name.',
        ),
        (
            "union_tag_invalid",
            at(10, "rules[2]"),
            "{'type': 'band', 'value': 1} không dùng được; chọn một trong: 'bands', 'levels'.",
            "{'type': 'band', 'value': 1} will not do; choose one of: 'bands', 'levels'.",
        ),
    ]


@pytest.mark.parametrize(
    ("rule", "code", "path"),
    [
        ("{type: bands, value: 3, bands: [1, 2]}", "value_error", "rules[0].value"),
        ("{type: bands, value: 2, bands: [1, x]}", "int_parsing", "rules[0].bands[1]"),
        ("{type: bands, value: 2, bands: [1]}", "too_short", "rules[0].bands"),
        ("{type: bands, bands: [1, 2]}", "missing", "rules[0].value"),
        ("{type: bands, value: 2}", "missing", "rules[0].bands"),
        ("{type: levels, levels: {a: 1}, extra: 1}", "extra_forbidden", "rules[0].extra"),
        ("{type: levels, levels: {a: x}}", "int_parsing", "rules[0].levels.a"),
        ("{type: levels, levels: {levels: x}}", "int_parsing", "rules[0].levels.levels"),
        ("{levels: {a: 1}}", "union_tag_not_found", "rules[0]"),
    ],
)
def test_a_place_is_right_even_where_a_kind_of_rule_has_the_name_of_a_field(
    rule: str, code: str, path: str
) -> None:
    found = [(found_code, place) for found_code, place, _, _ in problems(f"code: x\nrules:\n  - {rule}\n")]
    assert found == [(code, at(3, path))]


def test_a_list_whose_items_are_wrong_is_not_called_too_short_as_well() -> None:
    text = "code: x\nrules: [{type: bands, value: 2, bands: [x]}]"
    assert [(code, place.path) for code, place, _, _ in problems(text)] == [
        ("int_parsing", "rules[0].bands[0]")
    ]


@pytest.mark.parametrize("text", ["", "just text", "[1, 2]"])
def test_what_is_no_mapping_does_not_fit_as_a_whole(text: str) -> None:
    assert [(code, place) for code, place, _, _ in problems(text)] == [("model_type", at(1))]


def test_a_long_value_is_quoted_in_part() -> None:
    [(_, _, _, english)] = problems(f"code: x\nkind: {'long ' * 40}\nrules: [{{type: levels, levels: {{}}}}]")
    assert english == f"{repr('long ' * 40)[:80]} will not do; choose one of: 'A' or 'B'."


def test_a_refusal_reaches_another_process_in_both_languages() -> None:
    again = pickle.loads(pickle.dumps(Unfit("Sai.", "Wrong.")))
    assert (again.text.vi, again.text.en, str(again)) == ("Sai.", "Wrong.", "Wrong.")
