"""``survey form``: what ships, what it asks, what is wrong with it, and its other shapes."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from parindex import shipped
from parindex.cli.failures import Exit
from parindex.documents import read_document
from parindex.rounds.write import yaml_bytes
from parindex.survey.model import Survey
from parindex.survey.questionnaire.mapping import FormMapping
from parindex.survey.questionnaire.sheets import read_sheets, workbook
from parindex.survey.questionnaire.xlsform import form_of
from parindex.survey.responses.of_form import settings_of
from parindex.survey.responses.settings import read_settings
from tests.cli.running import Said, say
from tests.survey.questionnaire.small import MAPPING, ROW, SHEETS, SMALL, spoilt, words


def form(*arguments: object, **more: str) -> Said:
    return say("survey", "form", *arguments, **more)  # type: ignore[arg-type]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "form.xlsx").write_bytes(workbook(SHEETS))
    (folder / "mapping.yaml").write_bytes(yaml_bytes(MAPPING))
    return folder


def test_the_forms_that_ship_are_listed() -> None:
    listed = form("list", "--json").json["forms"]
    assert len(listed) == 12
    [service] = [each for each in listed if each["form_id"] == "sipas-service"]
    assert (service["version"], service["languages"], service["illustrative"], service["asked"]) == (
        "2026.1", ["vi", "en"], True, 43,
    )  # fmt: skip
    assert "leaders-province-delegates" in form("list").out


def test_a_form_is_shown_with_codes_and_conditions(small: Path) -> None:
    said = form("show", small)
    assert said.code == Exit.FINE
    assert "Small form" in said.out
    assert "Ask only if question 6 is not 3." in said.words
    assert "1, 2, 3, -1, -2" in said.out
    assert "Illustrative" not in said.out
    shown = form("show", "leaders-province-delegates", language="vi")
    assert "Phiếu minh hoạ" in shown.out
    assert "cao-bang … " in form("show", "sipas-service").out  # 34 provinces are too many for a cell


def test_a_form_is_data_for_a_machine(small: Path) -> None:
    questions = {each["name"]: each for each in form("show", small, "--json").json["questions"]}
    assert questions["q2"] == {
        "number": 7,
        "name": "q2",
        "kind": "select_one",
        "label": {"vi": "câu q2", "en": "CÂU Q2"},
        "codes": ["1", "2", "3", "-1", "-2"],
        "conditions": ["${consent} = '1'", "${q1} != '3'"],
        "constraint": None,
        "required": False,
    }


def test_a_sound_form_has_nothing_wrong(small: Path) -> None:
    assert form("check", small).code == Exit.FINE
    assert form("check", "leaders-province", "--framework", "training-provinces").code == Exit.FINE
    assert form("check", small / "form.xlsx").code == Exit.FINE


def test_everything_wrong_is_listed_at_once(tmp_path: Path) -> None:
    path = tmp_path / "spoilt.xlsx"
    sheets = spoilt("survey", ROW["q1"], type="select_one levels", label_en=None)
    path.write_bytes(workbook(sheets))
    said = form("check", path, "--json")
    assert said.code == Exit.PROBLEMS
    found = [(each["code"], each["line"], each["path"]) for each in said.json["errors"]]
    assert found == [
        ("translation-missing", ROW["q1"], "survey · label"),
        ("choice-list-missing", ROW["q1"], "survey · type"),
    ]


def test_a_mapping_that_does_not_fit_is_found(small: Path) -> None:
    (small / "mapping.yaml").write_bytes(yaml_bytes(MAPPING | {"version": "2"}))
    said = form("check", small, "--survey", small / "survey.yaml")  # which is not even looked for
    assert said.code == Exit.PROBLEMS
    assert 'The mapping is for "2", but the form is "1"' in said.out + said.err


def test_mapping_and_form_are_checked_at_once(small: Path) -> None:
    (small / "mapping.yaml").write_bytes(yaml_bytes(MAPPING | {"version": "2"}))
    (small / "form.xlsx").write_bytes(workbook(spoilt("survey", ROW["q1"], label_en=None)))
    said = form("check", small / "form.xlsx", "--mapping", small / "mapping.yaml", "--json")
    assert [each["code"] for each in said.json["errors"]] == ["translation-missing", "mapping-form"]


def test_a_form_that_cannot_be_compared_with_its_mapping_says_why(small: Path) -> None:
    spoilt_sheets = spoilt(
        "survey", ROW["trips"], type="range", constraint=None
    )  # pyxform knows it, a form does not
    (small / "form.xlsx").write_bytes(workbook(spoilt_sheets))
    found = [(each["code"], each["line"]) for each in form("check", small, "--json").json["errors"]]
    assert found == [("literal_error", ROW["trips"])]
    (small / "form.xlsx").write_bytes(workbook(spoilt("survey", ROW["trips"], type="rnge")))
    found = [(each["code"], each["line"]) for each in form("check", small, "--json").json["errors"]]
    assert found == [("form-refused", ROW["trips"])]
    (small / "mapping.yaml").unlink()
    (small / "form.xlsx").write_bytes(workbook(spoilt_sheets))
    assert form("check", small).code == Exit.FINE


def test_form_and_survey_yaml_are_kept_in_step(small: Path, tmp_path: Path) -> None:
    path = tmp_path / "survey.yaml"
    assert form("export", small, "--as", "survey", "--out", path).code == Exit.FINE
    assert form("check", small, "--survey", path).code == Exit.FINE
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("câu q1", "câu khác"), encoding="utf-8")
    said = form("check", small, "--survey", path)
    assert said.code == Exit.PROBLEMS
    assert "items q1: they differ" in said.out + said.err


def test_every_shape_can_be_written(small: Path, tmp_path: Path) -> None:
    xlsform, xform, paper, batch, survey = (
        tmp_path / name for name in ("f.xlsx", "f.xml", "f.pdf", "b.xlsx", "s.yaml")
    )
    for shape, path in (("xlsform", xlsform), ("xform", xform), ("paper", paper), ("survey", survey)):
        said = form("export", small, "--as", shape, "--out", path, "--json")
        assert said.code == Exit.FINE
        assert (said.json["as"], said.json["bytes"]) == (shape, path.stat().st_size)
    assert (
        form("export", small, "--as", "batch", "--out", batch, "--batch", "lo-9", "--rows", 7).code
        == Exit.FINE
    )
    assert form_of(read_sheets(xlsform)) == SMALL
    assert xform.read_text(encoding="utf-8").startswith("<?xml")
    assert "Small form" in PdfReader(paper).pages[0].extract_text()
    rows = CalamineWorkbook.from_path(str(batch)).get_sheet_by_name("A").to_python(skip_empty_area=False)
    assert [row[2:5] for row in rows[-2:]] == [["lo-9", "A", 6.0], ["lo-9", "A", 7.0]]
    assert Survey.model_validate(read_document(survey).data).code == "small-2026"
    responses = tmp_path / "r.yaml"
    assert form("export", small, "--as", "responses", "--out", responses).code == Exit.FINE
    assert read_settings(responses) == settings_of(SMALL, FormMapping.model_validate(MAPPING))


def test_a_form_that_ships_is_a_start_for_one_s_own(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    for shape, name in (("xlsform", "form.xlsx"), ("mapping", "mapping.yaml")):
        assert (
            form("export", "leaders-province-communes", "--as", shape, "--out", own / name).code == Exit.FINE
        )
    assert form("check", own).code == Exit.FINE
    mapping = read_document(own / "mapping.yaml").data
    assert (mapping["form"], mapping["code"]) == (
        "leaders-province-communes",
        "leaders-province-communes-2026",
    )
    assert mapping["scales"][0]["worth"] == {"1": 0.0, "2": 20.0, "3": 60.0, "4": 100.0}


def test_nothing_is_written_of_a_form_with_errors_nor_over_a_file(small: Path, tmp_path: Path) -> None:
    (small / "form.xlsx").write_bytes(workbook(spoilt("survey", ROW["q1"], label_en=None)))
    out = tmp_path / "f.xml"
    said = form("export", small, "--as", "xform", "--out", out)
    assert (said.code, out.exists()) == (Exit.PROBLEMS, False)
    assert "The translation into English (en) is missing" in said.err
    out.write_text("mine")
    assert form("export", "sipas-service", "--as", "xform", "--out", out).code == Exit.UNREACHABLE
    assert out.read_text() == "mine"


def test_questions_are_printed_in_a_language_that_the_form_has(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "f.pdf"
    said = form("export", small, "--as", "paper", "--out", out, "--in", "hmn")
    assert (said.code, out.exists()) == (Exit.MISUSE, False)
    assert 'The form has no language "hmn"; it has: vi, en.' in said.err
    assert form("export", small, "--as", "paper", "--out", out, "--in", "vi").code == Exit.FINE
    assert "Phiếu nhỏ" in PdfReader(out).pages[0].extract_text()
    batch = tmp_path / "b.xlsx"
    assert form("export", small, "--as", "batch", "--out", batch, "--in", "vi").code == Exit.FINE
    texts = CalamineWorkbook.from_path(str(batch)).get_sheet_by_name("A").to_python(skip_empty_area=False)[1]
    assert (texts[0], texts[5]) == ("Question", "1. câu practice")


def test_what_needs_a_mapping_says_so(small: Path, tmp_path: Path) -> None:
    (small / "mapping.yaml").unlink()
    for arguments in (
        ("export", small, "--as", "survey", "--out", tmp_path / "s.yaml"),
        ("check", small, "--survey", "s.yaml"),
        ("check", small, "--framework", "training-provinces"),
    ):
        said = form(*arguments)
        assert said.code == Exit.MISUSE
        assert "A mapping from questions to the index is needed" in said.err


def test_of_several_forms_one_is_chosen(tmp_path: Path) -> None:
    path = tmp_path / "forms.yaml"
    variants = [{"form_id": name, "title": words(f"Phiếu {name}")} for name in ("a", "b")]
    data = {"format": "parindex-form/1", "form": SMALL.model_dump(mode="json"), "variants": variants}
    path.write_bytes(yaml_bytes(data))
    said = form("show", path)
    assert said.code == Exit.MISUSE
    assert "holds the forms a, b; choose one with --id." in said.err
    assert form("show", path, "--id", "b", "--json").json["form_id"] == "b"
    assert form("show", path, "--id", "c").code == Exit.MISUSE
    assert form("check", path, "--id", "a", "--json").json["checked"] == ["a"]
    assert form("show", "leaders-province", "--json").code == Exit.MISUSE


def test_a_form_that_is_not_there_is_named_with_those_near() -> None:
    said = form("show", "sipas-servise")
    assert said.code == Exit.MISUSE
    assert "Did you mean: sipas-service?" in said.err
    assert form("show", "zzz").err.strip().endswith('called "zzz".')
    assert set(shipped.forms()) == {
        "leaders-commune", "leaders-ministry", "leaders-province", "sipas-residents", "sipas-service",
    }  # fmt: skip
