"""A form on paper (PDF): numbered questions, a circle and a code for every answer, a QR code on every page."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import groupby
from typing import Any

import segno

from parindex.documents import Unfit
from parindex.language import LANGUAGES, Language, Text
from parindex.reporting import typesetting
from parindex.reporting.forms import words
from parindex.survey.questionnaire.model import Asked, Form, Group, Part, Question
from parindex.survey.questionnaire.skips import Skips
from parindex.survey.questionnaire.words import ILLUSTRATIVE

_TEMPLATE = files("parindex.reporting.forms") / "paper.typ"
MOST_COLUMNS = 8
"""Choices that still stand side by side as the columns of a table."""
MOST_CHOICES = 20
"""Choices that are still printed; of a longer list (provinces) the name is written in, and its code found at entry."""
_BOXES = {"integer": [4], "date": [2, 2, 4], "time": [2, 2]}
"""Boxes for digits, by kind of question: how many stand together."""


def to_pdf(form: Form, language: Language, asked_in: str = "") -> bytes:
    """Return a form as PDF/UA-1 to print; the same bytes for the same form.

    Parameters
    ----------
    form : Form
    language : {"vi", "en"}
        Of the words around the questions.
    asked_in : str, optional
        Tag of the language of the questions; that of the words around them by default.

    Raises
    ------
    Unfit
        The faces that ship have not the letters of that further language.
    """
    said = _Paper(form, language, asked_in or language).plain()
    drawn = typesetting.all_drawable(said)
    if drawn != said and asked_in not in {"", *LANGUAGES}:
        raise Unfit(
            f"Phông chữ đi kèm không có chữ của ngôn ngữ “{asked_in}”; in từ ODK hoặc KoboToolbox.",
            f'The faces that ship have not the letters of the language "{asked_in}"; print from ODK or KoboToolbox.',
        )
    return typesetting.to_pdf(_TEMPLATE, drawn)


def qr_text(form: Form) -> str:
    """Return what the QR code says: the form and its version."""
    return f"{form.form_id}|{form.version}"


class _Paper:
    """The form as the template takes it."""

    def __init__(self, form: Form, language: Language, asked_in: str) -> None:
        self.form, self.language, self.asked_in = form, language, asked_in
        self.skips = Skips(form)
        own = {asked.question.name: self.skips.of_question(asked) for asked in form.on_paper}
        self.when = {name: said.to(language) for name, said in own.items() if said is not None}
        self.asked = {asked.question.name: asked for asked in form.on_paper}

    def plain(self) -> dict[str, Any]:
        """Return everything that is printed."""
        title = self.form.said(self.form.title, self.asked_in)
        return {
            "language": self.asked_in.partition("-")[0],
            "title": title,
            "short_title": title if len(title) <= 100 else f"{title[:97]}…",
            "form_id": self.form.form_id,
            "version": self.form.version,
            "warning": ILLUSTRATIVE.to(self.language) if self.form.illustrative else "",
            "qr": _qr(qr_text(self.form)),
            "qr_alt": qr_text(self.form),
            "version_word": words.VERSION.to(self.language),
            "page_word": words.PAGE.to(self.language),
            "serial_line": words.SERIAL.to(self.language),
            "office": [word.to(self.language) for word in self._office()],
            "instruction": words.INSTRUCTION.to(self.language),
            "blocks": list(self._blocks(self.form.questions)),
        }

    def _office(self) -> tuple[Text, ...]:
        """Return what is filled in by those who ask, and by those who enter."""
        return (
            words.BUNDLE
            if self.form.self_completed
            else (*words.BUNDLE[:2], *words.FIELDWORK, *words.BUNDLE[2:])
        )

    def _blocks(self, parts: Sequence[Part]) -> Iterator[dict[str, Any]]:
        questions: list[Question] = []
        for part in parts:
            if isinstance(part, Question):
                questions.append(part)
                continue
            yield from self._questions(questions)
            questions = []
            yield from self._group(part)
        yield from self._questions(questions)

    def _group(self, group: Group) -> Iterator[dict[str, Any]]:
        inside = [] if group.repeated else list(self._blocks(group.questions))
        if not inside:
            return
        when = self.skips.of_group(group)
        if when is not None:
            yield {"kind": "condition", "text": when.to(self.language)}
        if group.label:
            heading, hint = (self.form.said(said, self.asked_in) for said in (group.label, group.hint))
            yield {"kind": "heading", "text": heading, "hint": hint}
        yield from inside

    def _questions(self, questions: Sequence[Question]) -> Iterator[dict[str, Any]]:
        """Yield notes and questions; several in a row with the same few answers as a table."""
        printed = [part for part in questions if part.kind == "note" or part.name in self.asked]
        for _, together in groupby(printed, key=self._alike):
            alike = list(together)
            if len(alike) > 1 and self._is_column(alike[0]):
                yield self._matrix(alike)
            else:
                yield from map(self._single, alike)

    def _is_column(self, question: Question) -> bool:
        return question.kind == "select_one" and 0 < len(self.form.choices_of(question)) <= MOST_COLUMNS

    def _alike(self, question: Question) -> tuple[str, str, str]:
        return question.kind, question.choices or question.name, self.when.get(question.name, "")

    def _matrix(self, questions: Sequence[Question]) -> dict[str, Any]:
        rows = [self.asked[question.name] for question in questions]
        return {
            "kind": "matrix",
            "instruction": words.ONE_ANSWER.to(self.language),
            "when": self.when.get(questions[0].name, ""),
            "heads": self._choices(questions[0]),
            "rows": [{"number": row.number, "label": self._said(row)} for row in rows],
        }

    def _single(self, question: Question) -> dict[str, Any]:
        if question.kind == "note":
            return {"kind": "note", "text": self.form.said(question.label, self.asked_in)}
        asked, choices = self.asked[question.name], self._choices(question)
        hints = (self.form.said(hint, self.asked_in) for hint in (question.hint, question.guidance_hint))
        return {
            "kind": "question",
            "number": asked.number,
            "label": self._said(asked),
            "hint": " ".join(filter(None, hints)),
            "when": self.when.get(question.name, ""),
            "choices": choices if len(choices) <= MOST_CHOICES else [],
            "several": question.kind == "select_multiple",
            "boxes": _BOXES.get(question.kind, []),
            "caption": words.DATE_BOXES.to(self.language) if question.kind == "date" else "",
            "lines": 3 if "multiline" in question.appearance else 1,
        }

    def _said(self, asked: Asked) -> str:
        return self.form.said(asked.question.label, self.asked_in)

    def _choices(self, question: Question) -> list[dict[str, str]]:
        return [
            {"code": _printed(choice.name), "label": self.form.said(choice.label, self.asked_in)}
            for choice in self.form.choices_of(question)
        ]


def _printed(code: str) -> str:
    """Return a code with a minus that nobody takes for a hyphen."""
    return f"−{code[1:]}" if code.startswith("-") else code


def _qr(text: str) -> str:
    stream = io.BytesIO()
    segno.make(text, error="m", micro=False).save(stream, kind="svg", border=2, xmldecl=False)
    return stream.getvalue().decode("utf-8")
