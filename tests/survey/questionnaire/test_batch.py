"""The sheet for entry from paper: the layout that docs/reference/forms.md promises, and what Excel checks."""

import io
import re
import zipfile
from xml.etree.ElementTree import Element, fromstring

import pytest
from python_calamine import CalamineWorkbook

from parindex.survey.questionnaire.batch import Batch, as_typed, entry_workbook
from parindex.survey.questionnaire.folder import Questionnaire
from parindex.survey.questionnaire.model import Form
from tests.survey.questionnaire.small import SMALL, form, select, words

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FIRST = ["form_id", "version", "batch", "entry", "row"]
HEADING = 5  # row of Excel


def rows_of(content: bytes, sheet: str) -> list[list[object]]:
    return (
        CalamineWorkbook.from_filelike(io.BytesIO(content))
        .get_sheet_by_name(sheet)
        .to_python(skip_empty_area=False)
    )


def part(content: bytes, name: str) -> Element:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return fromstring(book.read(f"xl/worksheets/{name}.xml"))


def validations(content: bytes) -> dict[str, dict[str, str]]:
    found = part(content, "sheet1").iter(f"{MAIN}dataValidation")
    return {
        each.attrib["promptTitle"]: {
            **each.attrib, "formula": each.findtext(f"{MAIN}formula1") or "", "to": each.findtext(f"{MAIN}formula2") or "",
        }
        for each in found
    }  # fmt: skip


@pytest.fixture(scope="module")
def service(opened: dict[str, Questionnaire]) -> Form:
    return opened["sipas-service"].form


@pytest.fixture(scope="module")
def made(service: Form) -> bytes:
    return entry_workbook(service, Batch("lo-07", 3), "vi")


def test_both_entries_have_the_promised_layout(made: bytes, service: Form) -> None:
    for entry in ("A", "B"):
        rows = rows_of(made, entry)
        assert next(number for number, row in enumerate(rows, start=1) if row[0] == "form_id") == HEADING
        heading, *data = rows[HEADING - 1 :]
        assert heading == [*FIRST, *(asked.question.name for asked in service.on_paper)]
        assert [row[:5] for row in data] == [
            ["sipas-service", "2026.1", "lo-07", entry, float(number)] for number in (1, 2, 3)
        ]
        assert {cell for row in data for cell in row[5:]} == {""}


def test_paper_has_no_metadata_notes_or_gps(made: bytes) -> None:
    heading = rows_of(made, "A")[HEADING - 1]
    for name in ("start", "end", "today", "deviceid", "audit", "location", "about"):
        assert name not in heading


def test_people_see_question_codes_and_condition_above_each_column(made: bytes) -> None:
    title, texts, codes, skips, heading = rows_of(made, "A")[:HEADING]
    assert "PHIẾU MINH HOẠ" in str(title[0])
    assert "lần nhập A" in str(title[0])
    at = heading.index("apology")
    assert texts[at] == "16. Khi trễ hẹn, cơ quan có gửi thư xin lỗi hoặc thông báo lý do không?"
    assert codes[at] == "1 Có\n0 Không\n-1 Không biết\n-2 Không trả lời"
    assert skips[at] == "Chỉ hỏi nếu câu 9 = 1 và câu 15 = 3."
    assert codes[heading.index("province")] == "xem trang codes"
    assert codes[heading.index("trips")] == "số nguyên"


def test_excel_offers_exactly_the_codes_of_a_question(made: bytes, service: Form) -> None:
    rules, codes = validations(made), rows_of(made, "codes")
    assert codes[0] == ["question", "code", "label_vi", "label_en"]
    for asked in service.on_paper:
        choices = service.choices_of(asked.question)
        rule = rules[asked.question.name[:32]]
        if not choices:
            continue
        assert rule["type"] == "list"
        first, last = map(int, re.findall(r"\$B\$(\d+)", rule["formula"]))
        offered = codes[first - 1 : last]
        assert [row[0] for row in offered] == [asked.question.name] * len(choices)
        assert [row[1] for row in offered] == [as_typed(choice.name) for choice in choices]
        assert [row[2:] for row in offered] == [[c.label["vi"], c.label["en"]] for c in choices]


def test_dates_and_numbers_are_checked_and_texts_are_free() -> None:
    kinds = ("date", "integer", "decimal", "text")
    made = form(
        questions=[
            *({"kind": kind, "name": kind, "label": words(kind)} for kind in kinds),
            select("why", "yes_no", "select_multiple"),
            select("outside", "communes"),
        ]
    )
    content = entry_workbook(made, Batch(rows=2), "en")
    rules = validations(content)
    assert [rules[name].get("type", "any") for name in (*kinds, "why", "outside")] == [
        "date", "whole", "decimal", "any", "any", "any",
    ]  # fmt: skip
    assert {rule["sqref"][-1] for rule in rules.values()} == {str(HEADING + 2)}
    codes = rows_of(content, "A")[2]
    assert codes[5:] == [
        "a date: 2026-10-25", "a whole number", "a number", "",
        "several codes, with a space between them\n1 CÓ\n0 KHÔNG", "",
    ]  # fmt: skip


def test_only_what_is_to_be_entered_can_be_changed(made: bytes) -> None:
    sheet = part(made, "sheet1")
    assert sheet.find(f"{MAIN}sheetProtection") is not None
    [pane] = sheet.iter(f"{MAIN}pane")
    assert (pane.get("xSplit"), pane.get("ySplit")) == ("5", "5")


def test_the_guide_says_how_to_enter(made: bytes) -> None:
    guide = [str(row[0]) for row in rows_of(made, "guide")]
    assert len(guide) == 8
    assert "Trang B: người khác nhập lại" in guide[0]


def test_codes_are_typed_as_a_keyboard_types_them() -> None:
    assert [as_typed(code) for code in ("1", "-2", "10", "007", "lang-son", "-", "60+")] == [
        1, -2, 10, "007", "lang-son", "-", "60+",
    ]  # fmt: skip


def test_nothing_on_the_sheet_is_a_formula() -> None:
    made = form(title=words("=1+1"), questions=[select("q1", label=words("=cmd"))])
    content = entry_workbook(made, Batch("=2", 1), "vi")
    assert list(part(content, "sheet1").iter(f"{MAIN}f")) == []
    assert rows_of(content, "A")[HEADING][2] == "=2"
    assert SMALL.illustrative is False
