"""Forms as YAML, several in one file; and the folders in which a questionnaire lies."""

from pathlib import Path
from typing import Any

import pytest

from parindex.problems import Invalid
from parindex.rounds.write import yaml_bytes
from parindex.survey.questionnaire.folder import open_questionnaires
from parindex.survey.questionnaire.sheets import workbook
from parindex.survey.questionnaire.source import read_forms
from parindex.survey.questionnaire.xlsform import sheets_of
from tests.survey.questionnaire.small import MAPPING, SHEETS, SMALL, form, select, words

UNITS = "code,name_vi,name_en,kind\nab,Tỉnh A,Province A,province\ncd,Tỉnh B,Province B,province\n"


def written(path: Path, data: dict[str, Any]) -> Path:
    path.write_bytes(yaml_bytes(data))
    return path


def of(made: Any = SMALL, **more: Any) -> dict[str, Any]:
    return {"format": "parindex-form/1", "form": made.model_dump(mode="json"), **more}


@pytest.fixture
def units(tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "units.csv").write_text(UNITS, encoding="utf-8")
    return {"two": tmp_path / "units.csv"}


def test_a_form_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert read_forms(written(tmp_path / "form.yaml", of()), {}) == {"small": SMALL}


def test_variants_share_what_they_do_not_leave_out(tmp_path: Path, units: dict[str, Path]) -> None:
    shared = form(
        questions=[
            select("place", "places", label=words("«rated» nào?")),
            {"name": "part", "label": words("Phần"), "questions": [select("q1")]},
            {"kind": "text", "name": "note_for", "default": "«group»", "label": words("ghi chú «rated»")},
        ]
    )
    variants = [
        {"form_id": "a", "title": words("Phiếu A"), "omit": ["q1"], "words": {"rated": words("Tỉnh"), "group": words("1")}},
        {
            "form_id": "b", "title": words("Phiếu B"), "lists": {"yes_no": [{"name": "1", "label": words("ừ")}]},
            "lists_of_units": {"places": "two"}, "words": {"rated": {"vi": "Xã"}},
        },
    ]  # fmt: skip
    found = read_forms(written(tmp_path / "form.yaml", of(shared, variants=variants)), units)
    a, b = found["a"], found["b"]
    assert (list(a.question), list(b.question)) == (["place", "note_for"], ["place", "q1", "note_for"])
    assert [part.name for part in a.questions] == ["place", "note_for"]  # a group without questions is gone
    assert (a.question["place"].label["vi"], b.question["place"].label["vi"]) == ("Tỉnh nào?", "Xã nào?")
    assert b.question["place"].label["en"] == "Xã NÀO?".replace(
        "Xã", "«RATED»"
    )  # only the word itself is replaced
    assert (a.question["note_for"].default, b.question["note_for"].default) == ("1", "«group»")
    assert [choice.name for choice in b.lists["places"]] == ["ab", "cd"]
    assert (len(a.lists["yes_no"]), len(b.lists["yes_no"])) == (2, 1)
    assert "places" not in a.lists


def test_units_become_choices(tmp_path: Path, units: dict[str, Path]) -> None:
    made = read_forms(written(tmp_path / "form.yaml", of(lists_of_units={"places": "two"})), units)["small"]
    assert [(choice.name, choice.label) for choice in made.lists["places"]] == [
        ("ab", {"vi": "Tỉnh A", "en": "Province A"}),
        ("cd", {"vi": "Tỉnh B", "en": "Province B"}),
    ]


def test_what_is_not_there_is_refused_all_at_once(tmp_path: Path, units: dict[str, Path]) -> None:
    variant = {"form_id": "a", "title": words("A"), "omit": ["q9", "asked"], "lists_of_units": {"x": "many"}}
    path = written(tmp_path / "form.yaml", of(lists_of_units={"places": "none"}, variants=[variant]))
    with pytest.raises(Invalid) as caught:
        read_forms(path, units)
    assert {(problem.code, problem.place.path) for problem in caught.value.problems} == {
        ("units-not-found", "lists_of_units.places"),
        ("unknown-code", "variants[0].omit[0]"),
        ("units-not-found", "variants[0].lists_of_units.x"),
    }


def test_a_folder_holds_form_and_mapping(tmp_path: Path) -> None:
    written(tmp_path / "form.yaml", of())
    assert open_questionnaires(tmp_path, {})["small"].mapping is None
    written(tmp_path / "mapping.yaml", MAPPING)
    from_yaml = open_questionnaires(tmp_path, {})["small"]
    assert from_yaml.form == SMALL
    assert from_yaml.mapping is not None
    assert from_yaml.mapping.code == "small-2026"
    (tmp_path / "form.xlsx").write_bytes(workbook(SHEETS))  # an XLSForm goes first
    from_workbook = open_questionnaires(tmp_path, {})["small"]
    assert from_workbook.sheets.file == str(tmp_path / "form.xlsx")
    assert (from_workbook.form, from_workbook.mapping) == (SMALL, from_yaml.mapping)


def test_a_file_alone_takes_the_mapping_that_is_named(tmp_path: Path) -> None:
    path, mapping = tmp_path / "phieu.xlsx", written(tmp_path / "map.yaml", MAPPING)
    path.write_bytes(workbook(SHEETS))
    assert open_questionnaires(path, {})["small"].mapping is None
    assert open_questionnaires(path, {}, mapping)["small"].special.dont_know == "-1"


def test_a_form_without_an_id_goes_by_the_name_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "phieu.xlsx"
    sheets = sheets_of(SMALL)
    path.write_bytes(workbook(type(sheets)("f", sheets.survey, sheets.choices, [])))
    assert list(open_questionnaires(path, {})) == ["phieu"]


def test_forms_of_one_file_share_a_mapping_that_fits_each(tmp_path: Path) -> None:
    variants = [
        {"form_id": "small-a", "title": words("A"), "omit": ["q2"]},
        {"form_id": "small-b", "title": words("B")},
    ]
    written(tmp_path / "form.yaml", of(variants=variants))
    written(tmp_path / "mapping.yaml", MAPPING)
    found = open_questionnaires(tmp_path, {})
    fitted = {
        form_id: each.mapping and (each.mapping.form, each.mapping.code, each.mapping.tree.items)
        for form_id, each in found.items()
    }
    assert fitted == {
        "small-a": ("small-a", "small-a-2026", ("q1",)),
        "small-b": ("small-b", "small-b-2026", ("q1", "q2")),
    }
