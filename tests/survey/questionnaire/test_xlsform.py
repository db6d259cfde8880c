"""A form goes to an XLSForm and comes back the same; what cannot be read is named."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from parindex.problems import Invalid
from parindex.survey.questionnaire.check import problems_of
from parindex.survey.questionnaire.folder import Questionnaire
from parindex.survey.questionnaire.model import Form
from parindex.survey.questionnaire.sheets import LARGEST, Sheets, read_sheets, workbook
from parindex.survey.questionnaire.xform import convert
from parindex.survey.questionnaire.xlsform import form_of, languages_of, sheets_of
from tests.survey.questionnaire.small import ROW, SHEETS, SMALL, form, select, spoilt, words


def through_a_file(made: Form, path: Path) -> Form:
    path.write_bytes(workbook(sheets_of(made)))
    return form_of(read_sheets(path))


def test_a_form_comes_back_from_its_workbook(tmp_path: Path, opened: dict[str, Questionnaire]) -> None:
    for form_id in ("sipas-service", "sipas-residents", "leaders-ministry-own"):
        made = opened[form_id].form
        assert through_a_file(made, tmp_path / "form.xlsx") == made


def test_the_sheets_are_those_of_an_xlsform(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(workbook(SHEETS))
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["survey", "choices", "settings"]
    heads, first = book.get_sheet_by_name("choices").to_python()[:2]
    assert heads == ["list_name", "name", "label::Tiếng Việt (vi)", "label::English (en)"]
    assert first == ["level", "1", "mức 1", "MỨC 1"]
    [heads, row] = book.get_sheet_by_name("settings").to_python()
    assert dict(zip(heads, row, strict=True)) == {
        "form_title": "Phiếu nhỏ",
        "form_id": "small",
        "version": "1",
        "default_language": "Tiếng Việt (vi)",
        "instance_name": "${person}",
        "form_title_en": "Small form",
    }


plain = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)
labels = st.fixed_dictionaries({"vi": plain, "en": plain})


@st.composite
def forms(draw: st.DrawFn) -> Form:
    names = iter(f"n{number}" for number in range(100))

    def question() -> dict[str, Any]:
        data: dict[str, Any] = draw(
            st.fixed_dictionaries(
                {"label": labels, "required": st.booleans(), "read_only": st.booleans()},
                optional={
                    "hint": labels,
                    "guidance_hint": labels,
                    "relevant": plain,
                    "constraint": plain,
                    "constraint_message": labels,
                    "appearance": plain,
                    "default": plain,
                },
            )
        )
        kind = draw(st.sampled_from(["text", "integer", "date", "note", "select_one", "select_multiple"]))
        return data | {"kind": kind, "name": next(names), "choices": "level" if "select" in kind else None}

    def parts(depth: int) -> list[dict[str, Any]]:
        made = []
        for _ in range(draw(st.integers(1, 3))):
            if depth and draw(st.booleans()):
                group = {"name": next(names), "label": draw(labels), "repeated": draw(st.booleans())}
                made.append({**group, "questions": parts(depth - 1)})
            else:
                made.append(question())
        return made

    return form(questions=parts(2), illustrative=draw(st.booleans()), self_completed=draw(st.booleans()))


@given(forms())
@settings(max_examples=40)
def test_sheets_say_all_that_a_form_does(made: Form) -> None:
    assert form_of(sheets_of(made)) == made


def test_a_column_without_a_language_is_in_the_default_one() -> None:
    sheets = Sheets(
        "f",
        [{"type": "text", "name": "a", "label": "Tên"}],
        [],
        [{"form_id": "f", "version": "1", "form_title": "T"}],
    )
    assert languages_of(sheets) == {"vi": "Tiếng Việt"}
    assert form_of(sheets).all_questions[0].label == {"vi": "Tên"}


def test_the_default_language_comes_first_however_it_is_written() -> None:
    for written in ("English (en)", "en", "English"):
        assert list(languages_of(spoilt("settings", 2, default_language=written))) == ["en", "vi"]
    assert list(languages_of(spoilt("settings", 2, default_language=None))) == ["vi", "en"]


def test_what_a_form_cannot_say_is_named_at_its_row() -> None:
    broken = spoilt("survey", ROW["trips"], type="range")
    broken = Sheets("f.xlsx", broken.survey, [{"list_name": "level"}], [{"form_id": "f"}])
    with pytest.raises(Invalid) as caught:
        form_of(broken)
    assert [(p.code, p.place.line, p.place.path) for p in caught.value.problems] == [
        ("string_pattern_mismatch", 2, "choices · name"),
        ("string_pattern_mismatch", 2, "settings · version"),
        ("string_too_short", 2, "settings · vi"),
        ("literal_error", ROW["trips"], "survey · kind"),
    ]


def test_a_repeated_group_is_read_as_such() -> None:
    made = form(
        questions=[{"name": "people", "label": words("người"), "repeated": True, "questions": [select("q1")]}]
    )
    assert [row["type"] for _, row in sheets_of(made).rows("survey")] == [
        "begin_repeat",
        "select_one level",
        "end_repeat",
    ]
    assert form_of(sheets_of(made)) == made
    assert made.on_paper == ()


def test_a_form_speaks_as_many_languages_as_it_is_asked_in(tmp_path: Path) -> None:
    three = {"vi": "Tiếng Việt", "km": "ភាសាខ្មែរ", "hmn": "Hmoob"}
    said = {"vi": "Thôn nào?", "km": "ភូមិ​ណា?", "hmn": "Lub zos twg?"}
    made = form(
        languages=three, title=said, lists={}, instance_name="",
        questions=[{"kind": "text", "name": "village", "label": said}],
    )  # fmt: skip
    assert through_a_file(made, tmp_path / "form.xlsx") == made
    converted = convert(sheets_of(made))
    assert converted.problems == ()
    assert [f'<translation lang="{name} ({tag})"' in converted.xml for tag, name in three.items()] == [
        True
    ] * 3
    fewer = form(languages=three, title=said, questions=made.model_dump()["questions"])
    missing = [(p.code, p.place.line) for p in problems_of(sheets_of(fewer)) if p.severity == "error"]
    assert missing.count(("translation-missing", 2)) == 2  # the first choice lacks two of the three languages


def test_what_a_workbook_has_beside_its_cells_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    with zipfile.ZipFile(io.BytesIO(workbook(SHEETS))) as whole, zipfile.ZipFile(path, "w") as without_styles:
        for name in whole.namelist():
            without_styles.writestr(name, re.sub(rb"<cellStyles.*</cellStyles>", b"", whole.read(name)))
    assert form_of(read_sheets(path)) == SMALL  # though openpyxl warns of it


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(b"PK but no more")
    with pytest.raises(Invalid, match="cannot be read as an XLSForm"):
        read_sheets(path)


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (LARGEST + 1))
    assert path.stat().st_size < 100_000
    with pytest.raises(Invalid, match="too large for a form"):
        read_sheets(path)


def test_a_workbook_without_questions_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(workbook(Sheets("f", [], [], [{"form_id": "f"}])))
    with pytest.raises(Invalid, match='no sheet "survey"'):
        read_sheets(path)


def test_cells_are_text_even_where_they_look_like_formulas(tmp_path: Path) -> None:
    made = form(questions=[select("q1", label=words("=1+1"))])
    path = tmp_path / "form.xlsx"
    path.write_bytes(workbook(sheets_of(made)))
    assert form_of(read_sheets(path)).question["q1"].label["vi"] == "=1+1"
    assert SMALL.question["q1"].label["vi"] == "câu q1"
