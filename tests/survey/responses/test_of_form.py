"""What a questionnaire says of its responses, and its own sheet for entry read back."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from parindex import shipped
from parindex.survey.questionnaire.batch import Batch, entry_workbook
from parindex.survey.questionnaire.condition import parse
from parindex.survey.questionnaire.folder import Questionnaire, open_questionnaires
from parindex.survey.questionnaire.mapping import FormMapping, survey_of
from parindex.survey.responses.checks.run import check
from parindex.survey.responses.exports import read_export
from parindex.survey.responses.of_form import _answers, settings_of
from parindex.survey.responses.read import read
from parindex.survey.responses.settings import Roles, read_settings, settings_bytes


def questionnaire(name: str = "sipas-service") -> tuple[Questionnaire, FormMapping]:
    found = open_questionnaires(shipped.forms()[name], shipped.units())[name]
    assert found.mapping is not None
    return found, found.mapping


def test_settings_come_from_mapping_and_skip_logic(tmp_path: Path) -> None:
    found, mapping = questionnaire()
    made = settings_of(found.form, mapping)
    assert made.roles == Roles()
    assert (made.practice.question, made.consent.values) == ("practice", ("1",))
    assert [(skip.asked_if, skip.values, skip.columns) for skip in made.skips] == [
        ("gave_feedback", ("1",), ("feedback_1", "feedback_2", "feedback_3"))
    ]
    (tmp_path / "responses.yaml").write_bytes(settings_bytes(made))
    assert read_settings(tmp_path / "responses.yaml") == made


def test_items_under_another_code_are_found_by_their_question() -> None:
    found, mapping = questionnaire()
    items = [
        each.model_copy(update={"code": f"item_{n}"}) for n, each in enumerate(mapping.items_in(found.form))
    ]
    bare = mapping.model_copy(
        update={
            "items": tuple(items),
            "practice": None,
            "consent": None,
            "columns": mapping.columns.model_copy(update={"location": None}),
        }
    )
    made = settings_of(found.form, bare)
    assert made.questions["item_0"] == "access_1"
    assert made.skips[-1].columns == ("item_19", "item_20", "item_21")
    assert made.skips[0].asked_if == "consent"


@pytest.mark.parametrize(
    ("expression", "answers"),
    [
        ("${a} = '1'", [("a", ("1",))]),
        ("${a} = '1' and ${b} = '2'", [("a", ("1",)), ("b", ("2",))]),
        ("${a} = '1' or ${a} = '2'", [("a", ("1", "2"))]),
        ("${a} = '1' or ${b} = '2'", []),
        ("${a} = '1' or ${a} > 2", []),
        ("${a} = ''", []),
        ("not(${a} = '1')", []),
        ("regex(${a}, 'x')", []),
    ],
)
def test_conditions_that_name_answers(expression: str, answers: Any) -> None:
    assert list(_answers(parse(expression))) == answers


def filled(path: Path, entries: dict[str, dict[int, dict[str, Any]]], name: str) -> Path:
    """The sheet for entry that ships, filled in: answers by entry, row and question."""
    found, _ = questionnaire()
    book = openpyxl.load_workbook(io.BytesIO(entry_workbook(found.form, Batch(name, 3), "vi")))
    for letter, rows in entries.items():
        sheet = book[letter]
        heading = next(row for row in sheet.iter_rows() if row[0].value == "form_id")
        columns = {cell.value: cell.column for cell in heading}
        for number, answers in rows.items():
            for question, value in answers.items():
                sheet.cell(heading[0].row + number, columns[question], value)
    book.save(path)
    return path


def test_the_sheet_for_entry_that_ships_is_read_and_compared(tmp_path: Path) -> None:
    found, mapping = questionnaire()
    about, how = survey_of(found.form, mapping), settings_of(found.form, mapping)
    items = {item.code: 4 for item in about.items if not item.code.startswith("feedback")}
    usual = {
        "practice": 0,
        "consent": 1,
        "interviewer": "e1",
        "province": "ha-noi",
        "commune": "c",
        "village": "v",
        "person": "n1",
        "gave_feedback": 0,
        **items,
    }
    groups = {name: "1" for grouping in about.groupings for name in grouping.columns if name not in usual}
    first = {
        1: {**groups, **usual},
        2: {**groups, **usual, "access_1": -1, "person": "n2"},
        3: {**groups, **usual, "practice": 1},
    }
    second = {**first, 2: {**first[2], "access_1": 1}}
    path = filled(tmp_path / "batch.xlsx", {"A": first, "B": second}, "lo-01")
    made = read([read_export(path)], about, how)
    name = f"{found.form.form_id}/{found.form.version}/lo-01"
    assert made.people.select("_response", "access_1", "feedback_1", "_person").rows() == [
        (f"{name}/1", 4, -3, "n1"),
        (f"{name}/2", -1, -3, "n2"),
    ]
    assert made.left_out["reason"].to_list() == ["practice"]
    assert made.differences.rows() == [(f"{name}/2", "access_1", "-1", "1")]
    flags = check(made, about, how).flags.filter(check="double-entry")
    assert flags["response"].to_list() == [f"{name}/2"]
