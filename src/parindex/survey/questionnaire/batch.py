"""The sheet for entry from paper: one row a form, one column a question, the first and the second entry.

``docs/reference/forms.md`` describes the layout; `parindex.survey.responses` reads it back.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter

from parindex.files import TEXT_STAYS_TEXT
from parindex.language import Language
from parindex.survey.questionnaire import words
from parindex.survey.questionnaire.model import Asked, Choice, Form, Question
from parindex.survey.questionnaire.skips import Skips

FIRST_COLUMNS = ("form_id", "version", "batch", "entry", "row")
ENTRIES = ("A", "B")
CODES, GUIDE = "codes", "guide"
MOST_ROWS = 5_000
"""Paper forms of one batch; more are another batch."""
HEADING = 4
"""Row of the names, counted from 0; the rows above are for people."""
_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 1, 1)
_MESSAGE, _TITLE = 250, 32
"""Longest message and title that Excel shows beside a cell."""
_SHORT_LIST = 8
"""Choices that are still spelt out above a column."""


@dataclass(frozen=True)
class Batch:
    """What is filled in beforehand.

    Attributes
    ----------
    name : str
        Of the batch; a bundle of paper forms that is entered twice.
    rows : int
        Paper forms in it.
    asked_in : str
        Tag of the language of the questions; that of the words around them by default.
    """

    name: str = "1"
    rows: int = 50
    asked_in: str = ""


def entry_workbook(form: Form, batch: Batch, language: Language) -> bytes:
    """Return the workbook for one batch of paper forms."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {**TEXT_STAYS_TEXT}) as book:
        writer = _Writer(book, form, batch, language)
        for entry in ENTRIES:
            writer.entry(entry)
        writer.codes()
        writer.guide()
    return stream.getvalue()


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook, form: Form, batch: Batch, language: Language) -> None:
        self.book, self.form, self.batch, self.language = book, form, batch, language
        self.asked_in = batch.asked_in or language
        skips = Skips(form)
        whole = {asked.question.name: skips.in_whole(asked) for asked in form.on_paper}
        self.skips = {name: said.to(language) for name, said in whole.items() if said is not None}
        self.ranges = _ranges(form)
        wrapped = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#C9D3DD"}
        self.title = book.add_format({"bold": True, "font_size": 13})
        self.text = book.add_format({**wrapped, "bg_color": "#EEF3F8"})
        self.small = book.add_format({**wrapped, "font_size": 8, "font_color": "#44505C"})
        self.skip = book.add_format({**wrapped, "font_size": 8, "italic": True, "font_color": "#7A4A00"})
        self.name = book.add_format(
            {"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "border": 1}
        )
        self.given = book.add_format({"bg_color": "#F2F2F2", "font_color": "#66707A", "num_format": "@"})
        self.formats = {
            kind: book.add_format(
                {"locked": False, "num_format": form, "border": 1, "border_color": "#C9D3DD"}
            )
            for kind, form in {"text": "@", "date": "yyyy-mm-dd", "code": "General"}.items()
        }

    def entry(self, entry: str) -> None:
        """Add the sheet of the first or second entry."""
        sheet = self.book.add_worksheet(entry)
        said = self.form.said(self.form.title, self.asked_in)
        title = words.ENTRY.to(self.language, title=said, version=self.form.version, entry=entry)
        marks = [words.ILLUSTRATIVE.to(self.language)] if self.form.illustrative else []
        sheet.write_string(0, 0, " · ".join([title, *marks]), self.title)
        sheet.set_row(1, 105)
        sheet.set_row(2, 105)
        sheet.set_row(3, 42)
        for row, label in enumerate((words.TEXT_ROW, words.CODE_ROW, words.SKIP_ROW), start=1):
            sheet.merge_range(row, 0, row, len(FIRST_COLUMNS) - 1, label.to(self.language), self.text)
        sheet.write_row(HEADING, 0, FIRST_COLUMNS, self.name)
        for column, asked in enumerate(self.form.on_paper, start=len(FIRST_COLUMNS)):
            self._column(sheet, column, asked)
        for number in range(1, self.batch.rows + 1):
            given = [self.form.form_id, self.form.version, self.batch.name, entry, number]
            sheet.write_row(HEADING + number, 0, given, self.given)
        self._frame(sheet)

    def _frame(self, sheet: Any) -> None:
        sheet.set_column(0, 0, 18, self.given)
        sheet.set_column(1, len(FIRST_COLUMNS) - 1, 8, self.given)
        sheet.freeze_panes(HEADING + 1, len(FIRST_COLUMNS))
        sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})
        sheet.set_landscape()
        sheet.repeat_rows(HEADING)
        sheet.repeat_columns(0, len(FIRST_COLUMNS) - 1)

    def _column(self, sheet: Any, column: int, asked: Asked) -> None:
        question = asked.question
        label = self._numbered(asked)
        sheet.write_string(1, column, label, self.text)
        sheet.write_string(2, column, self._codes_in_short(asked), self.small)
        sheet.write_string(3, column, self.skips.get(question.name, ""), self.skip)
        sheet.write_string(HEADING, column, question.name, self.name)
        kind = {"date": "date", "select_one": "code", "integer": "code", "decimal": "code"}.get(
            question.kind, "text"
        )
        sheet.set_column(column, column, 17)
        for row in range(HEADING + 1, HEADING + 1 + self.batch.rows):
            sheet.write_blank(row, column, None, self.formats[kind])
        message = "\n".join(
            filter(None, [label, self._codes_in_short(asked), self.skips.get(question.name, "")])
        )
        shown = {"input_title": question.name[:_TITLE], "input_message": message[:_MESSAGE]}
        refused = {
            "error_title": question.name[:_TITLE],
            "error_message": words.NOT_A_CODE.to(self.language)[:_MESSAGE],
        }
        rule = self._rule(asked) | shown | refused
        sheet.data_validation(HEADING + 1, column, HEADING + self.batch.rows, column, rule)

    def _rule(self, asked: Asked) -> dict[str, Any]:
        """Return what Excel allows in the cells of a question."""
        match asked.question.kind:
            case "select_one" if self.form.choices_of(asked.question):
                return {"validate": "list", "source": self.ranges[asked.question.name]}
            case "date":
                return {"validate": "date", "criteria": "between", "minimum": _EARLIEST, "maximum": _LATEST}
            case "integer":
                return {"validate": "integer", "criteria": "between", "minimum": -(10**9), "maximum": 10**9}
            case "decimal":
                return {"validate": "decimal", "criteria": "between", "minimum": -(10**12), "maximum": 10**12}
            case _:
                return {"validate": "any"}

    def _numbered(self, asked: Asked) -> str:
        return f"{asked.number}. {self.form.said(asked.question.label, self.asked_in)}"

    def _codes_in_short(self, asked: Asked) -> str:
        choices = self.form.choices_of(asked.question)
        if choices:
            short = "\n".join(
                f"{c.name} {self.form.said(c.label, self.asked_in)}" for c in choices[:_SHORT_LIST]
            )
            listed = short if len(choices) <= _SHORT_LIST else words.SEE_CODES.to(self.language)
            return (
                f"{words.SEVERAL.to(self.language)}\n{listed}"
                if asked.question.kind == "select_multiple"
                else listed
            )
        kinds = {"date": words.A_DATE, "integer": words.A_NUMBER, "decimal": words.A_DECIMAL}
        return kinds[asked.question.kind].to(self.language) if asked.question.kind in kinds else ""

    def codes(self) -> None:
        """Add the sheet with the codes of every question."""
        sheet, languages = self.book.add_worksheet(CODES), list(self.form.languages)
        sheet.write_row(0, 0, ["question", "code", *(f"label_{tag}" for tag in languages)], self.name)
        row = 0
        for question, choice in _coded(self.form):
            row += 1
            sheet.write_string(row, 0, question.name)
            sheet.write(row, 1, as_typed(choice.name))
            for column, tag in enumerate(languages, start=2):
                sheet.write_string(row, column, choice.label.get(tag, ""))
        sheet.set_column(0, 1, 18)
        sheet.set_column(2, 1 + len(languages), 44)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, row, 1 + len(languages))

    def guide(self) -> None:
        """Add the sheet that tells the person at the keyboard what to do."""
        sheet = self.book.add_worksheet(GUIDE)
        wrapped = self.book.add_format({"text_wrap": True, "valign": "top"})
        sheet.set_column(0, 0, 110)
        for row, sentence in enumerate(words.GUIDE):
            sheet.write_string(row, 0, f"{row + 1}. {sentence.to(self.language)}", wrapped)


def _coded(form: Form) -> Iterator[tuple[Question, Choice]]:
    """Yield the choices of every question, in the order of the sheet of codes."""
    for asked in form.on_paper:
        for choice in form.choices_of(asked.question):
            yield asked.question, choice


def _ranges(form: Form) -> dict[str, str]:
    """Return where on the sheet of codes those of each question stand."""
    rows: dict[str, list[int]] = {}
    for row, (question, _) in enumerate(_coded(form), start=2):  # below the heading, as Excel counts
        rows.setdefault(question.name, []).append(row)
    return {name: f"={CODES}!$B${own[0]}:$B${own[-1]}" for name, own in rows.items()}


def as_typed(code: str) -> str | int:
    """Return a code as Excel takes it from a keyboard: a number where it reads as one."""
    return int(code) if code.lstrip("-").isdecimal() and str(int(code)) == code else code
