"""A small form of our own, sound in every way, for tests to spoil."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from parindex.documents import Document, parse_document, parse_model
from parindex.rounds.write import yaml_bytes
from parindex.survey.questionnaire.mapping import FormMapping
from parindex.survey.questionnaire.model import Form
from parindex.survey.questionnaire.sheets import Sheets
from parindex.survey.questionnaire.xlsform import sheets_of


def words(vi: str, en: str = "") -> dict[str, str]:
    return {"vi": vi, "en": en or vi.upper()}


def select(name: str, choices: str = "level", kind: str = "select_one", **more: Any) -> dict[str, Any]:
    return {"kind": kind, "choices": choices, "name": name, "label": words(f"câu {name}"), **more}


LEVELS = [
    *({"name": str(n), "label": words(f"mức {n}")} for n in (1, 2, 3)),
    {"name": "-1", "label": words("Không biết", "Don't know")},
    {"name": "-2", "label": words("Từ chối", "Refused")},
]
YES_NO = [{"name": "1", "label": words("Có")}, {"name": "0", "label": words("Không")}]


def form(**more: Any) -> Form:
    data: dict[str, Any] = {
        "form_id": "small",
        "version": "1",
        "title": words("Phiếu nhỏ", "Small form"),
        "languages": {"vi": "Tiếng Việt", "en": "English"},
        "instance_name": "${person}",
        "lists": {"level": LEVELS, "yes_no": YES_NO},
        "questions": [
            {"kind": "start", "name": "start"},
            {"kind": "end", "name": "end"},
            {"kind": "deviceid", "name": "deviceid"},
            select("practice", "yes_no"),
            {"kind": "text", "name": "interviewer", "label": words("điều tra viên")},
            {"kind": "barcode", "name": "person", "label": words("mã người"), "required": True},
            {"kind": "geopoint", "name": "location", "label": words("vị trí")},
            {"kind": "text", "name": "village", "label": words("thôn"), "hint": words("theo danh sách")},
            select("consent", "yes_no"),
            {
                "name": "asked",
                "label": words("Phần hỏi"),
                "relevant": "${consent} = '1'",
                "questions": [
                    select("q1", required=True),
                    select("q2", relevant="${q1} != '3'"),
                    {
                        "kind": "integer",
                        "name": "trips",
                        "label": words("số lần"),
                        "constraint": ". >= 0",
                        "constraint_message": words("không âm"),
                    },
                    select("why", "yes_no", "select_multiple"),
                ],
            },
        ],
    }
    return Form.model_validate(data | more)


SMALL = form()
SHEETS = sheets_of(SMALL)
ROW = {row["name"]: number for number, row in SHEETS.rows("survey") if "name" in row}
"""Row of each question on the sheet ``survey``."""


def spoilt(sheet: str, row: int, **cells: str | None) -> Sheets:
    """The small form with other cells in a row; None empties a cell. A new row where there is none."""
    rows = [dict(each) for each in getattr(SHEETS, sheet)]
    rows += [{} for _ in range(row - 1 - len(rows))]
    for head, cell in cells.items():
        head = LABELS.get(head, head)
        rows[row - 2].pop(head, None)
        if cell is not None:
            rows[row - 2][head] = cell
    changed: Mapping[str, Any] = {sheet: rows}
    return replace(SHEETS, **changed)


LABELS = {
    "label_vi": "label::Tiếng Việt (vi)",
    "label_en": "label::English (en)",
    "message_vi": "constraint_message::Tiếng Việt (vi)",
    "message_en": "constraint_message::English (en)",
}

MAPPING: dict[str, Any] = {
    "format": "parindex-form-mapping/1",
    "form": "small",
    "version": "1",
    "code": "small-2026",
    "title": words("Khảo sát nhỏ", "Small survey"),
    "year": 2026,
    "data_status": "training",
    "practice": {"question": "practice", "value": "1"},
    "consent": {"question": "consent", "value": "1"},
    "added": ["weight"],
    "scales": [{"code": "level", "list": "level", "satisfied_from": 2}],
    "tree": {"code": "whole", "title": words("Chung", "Whole"), "combine": "mean", "items": ["q1", "q2"]},
    "groupings": [
        {"code": "nation", "title": words("Cả nước", "Nation")},
        {"code": "practice", "title": words("Loại"), "columns": ["practice"]},
    ],
    "designs": [
        {
            "code": "villages",
            "title": words("Cụm là thôn"),
            "describes": words("mọi người"),
            "stages": [{"cluster": "village"}],
        }
    ],
}


def mapping(**more: Any) -> tuple[FormMapping, Document]:
    """The mapping of the small form with other fields, and its document."""
    data = {name: value for name, value in (MAPPING | more).items() if value is not None}
    document = parse_document(yaml_bytes(data).decode("utf-8"), "mapping.yaml")
    return parse_model(FormMapping, document), document
