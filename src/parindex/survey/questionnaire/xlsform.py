"""Between a form and the sheets of its XLSForm: to and fro without loss."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from parindex.documents import Document, Step, parse_model
from parindex.problems import Invalid, Place
from parindex.survey.questionnaire.model import Form, Group, Label, Question
from parindex.survey.questionnaire.sheets import CHOICES, FIRST, SETTINGS, SURVEY, Row, Sheets

WORDS = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
"""Columns that come in every language, ``label::Tiếng Việt (vi)``."""
PLAIN = ("relevant", "constraint", "appearance", "calculation", "default", "parameters", "choice_filter")
FLAGS = {"required": "required", "read_only": "readonly"}
"""Field by the column that says yes or nothing."""
FORM_FLAGS = ("illustrative", "self_completed")
"""Columns of the sheet ``settings`` that only parindex reads."""
_HEAD = re.compile(r"(?P<column>[a-z_ ]+)(::?\s*(?P<name>.*?)\s*\((?P<tag>[A-Za-z0-9-]+)\))?")
_BEGIN, _END = re.compile(r"begin[ _](group|repeat)"), re.compile(r"end[ _](group|repeat)")
_SELECT = re.compile(r"(select_one|select_multiple|select one|select multiple)\s+(\S+)")
YES = frozenset({"yes", "true", "true()", "1"})


def sheets_of(form: Form) -> Sheets:
    """Return the sheets of a form."""
    return Sheets(
        file=form.form_id,
        survey=list(_survey(form, form.questions)),
        choices=[
            {"list_name": name, "name": choice.name, **_words(form, "label", choice.label)}
            for name, choices in form.lists.items()
            for choice in choices
        ],
        settings=[_settings(form)],
    )


def _settings(form: Form) -> Row:
    default, *others = form.languages
    titles = {f"form_title_{tag}": form.title[tag] for tag in others if tag in form.title}
    said = {
        "form_title": form.said(form.title, default),
        "form_id": form.form_id,
        "version": form.version,
        "default_language": language_head(form.languages[default], default),
        "instance_name": form.instance_name,
        **{flag: "yes" for flag in FORM_FLAGS if getattr(form, flag)},
        **titles,
    }
    return {head: text for head, text in said.items() if text}


def language_head(name: str, tag: str) -> str:
    """Return a language as XLSForm writes it: ``Tiếng Việt (vi)``."""
    return f"{name} ({tag})"


def _words(form: Form, column: str, label: Label) -> dict[str, str]:
    return {
        f"{column}::{language_head(name, tag)}": label[tag]
        for tag, name in form.languages.items()
        if tag in label
    }


def _survey(form: Form, parts: Iterable[Question | Group]) -> Iterator[Row]:
    for part in parts:
        if isinstance(part, Question):
            yield _question(form, part)
            continue
        kind = "repeat" if part.repeated else "group"
        row = {"type": f"begin_{kind}", "name": part.name}
        row |= {**_words(form, "label", part.label), **_words(form, "hint", part.hint)}
        yield row | _given(relevant=part.relevant, appearance=part.appearance)
        yield from _survey(form, part.questions)
        yield {"type": f"end_{kind}"}


def _question(form: Form, question: Question) -> Row:
    row = {"type": " ".join(filter(None, [question.kind, question.choices])), "name": question.name}
    for column in WORDS:
        row |= _words(form, column, getattr(question, column))
    row |= _given(**{column: getattr(question, column) for column in PLAIN})
    return row | {column: "yes" for field, column in FLAGS.items() if getattr(question, field)}


def _given(**cells: str) -> dict[str, str]:
    return {head: text for head, text in cells.items() if text}


def languages_of(sheets: Sheets) -> dict[str, str]:
    """Return the languages of the words by tag, the default first; Vietnamese where no column names any."""
    found: dict[str, str] = {}
    for sheet in (SURVEY, CHOICES):
        for head in sheets.heads(sheet):
            matched = _HEAD.fullmatch(head)
            if matched and matched["tag"] and matched["column"].strip() in WORDS:
                found.setdefault(matched["tag"], matched["name"])
    default = next((row.get("default_language", "") for _, row in sheets.rows(SETTINGS)), "")
    first = [tag for tag, name in found.items() if default in {tag, name, language_head(name, tag)}]
    return {tag: found[tag] for tag in dict.fromkeys([*first, *found])} or {"vi": "Tiếng Việt"}


def words_in(row: Row, column: str, default: str) -> dict[str, str]:
    """Return the words of a row by language; a column without a language is in the default one."""
    said = {default: row[column]} if column in row else {}
    for head, text in row.items():
        matched = _HEAD.fullmatch(head)
        if matched and matched["tag"] and matched["column"].strip() == column:
            said[matched["tag"]] = text
    return said


def list_of(row: Row) -> str:
    """Return the name of the list of choices that a row of the sheet ``survey`` asks for; empty where it asks for none."""
    select = _SELECT.match(row.get("type", ""))
    return select[2] if select else ""


def form_of(sheets: Sheets) -> Form:
    """Return the form that sheets say; they should have been checked before.

    Raises
    ------
    Invalid
        With every row that says something which a `Form` cannot.
    """
    reader = _Reader(sheets)
    document = Document(sheets.file, reader.data(), reader.lines)
    try:
        return parse_model(Form, document)
    except Invalid as invalid:
        raise Invalid(
            replace(problem, place=_on_sheet(problem.place)) for problem in invalid.problems
        ) from None


def _on_sheet(place: Place) -> Place:
    """Return a place in the workbook for one in the data that were made of it."""
    sheet = {"questions": SURVEY, "lists": CHOICES}.get(re.split(r"[.\[]", place.path)[0], SETTINGS)
    field = place.path.rpartition(".")[2]
    return Place(place.file, place.line, f"{sheet} · {field}")


class _Reader:
    """Turns rows into the data of a form and notes the row of everything."""

    def __init__(self, sheets: Sheets) -> None:
        self.sheets = sheets
        self.languages = languages_of(sheets)
        self.lines: dict[tuple[Step, ...], int] = {}
        self._rows = sheets.rows(SURVEY)

    def data(self) -> dict[str, Any]:
        """Return the data of the form."""
        number, settings = next(self.sheets.rows(SETTINGS), (FIRST, {}))
        default, *others = self.languages
        titles = {tag: settings.get(f"form_title_{tag}", "") for tag in others}
        data = {
            "form_id": settings.get("form_id", ""),
            "version": settings.get("version", ""),
            "title": {
                default: settings.get("form_title", ""),
                **{t: said for t, said in titles.items() if said},
            },
            "languages": self.languages,
            **{flag: settings.get(flag, "").lower() in YES for flag in FORM_FLAGS},
            "instance_name": settings.get("instance_name", ""),
        }
        self.lines = {(): FIRST, **{(field,): number for field in data}}
        return data | {"lists": self._lists(), "questions": self._parts(("questions",))}

    def _lists(self) -> dict[str, list[dict[str, Any]]]:
        lists: dict[str, list[dict[str, Any]]] = {}
        for number, row in self.sheets.rows(CHOICES):
            name = row.get("list_name", "")
            choices = lists.setdefault(name, [])
            self.lines[("lists", name, len(choices))] = number
            choices.append({"name": row.get("name", ""), "label": self._words(row, "label")})
        return lists

    def _parts(self, path: tuple[Step, ...]) -> list[dict[str, Any]]:
        """Return what follows up to the end of the group that one is in."""
        parts: list[dict[str, Any]] = []
        for number, row in self._rows:
            kind, here = row.get("type", ""), (*path, len(parts))
            if _END.fullmatch(kind):
                break
            self.lines[here] = number
            begin = _BEGIN.fullmatch(kind)
            parts.append(self._group(row, begin[1], here) if begin else self._question(row))
        return parts

    def _group(self, row: Row, kind: str, path: tuple[Step, ...]) -> dict[str, Any]:
        words = {column: self._words(row, column) for column in ("label", "hint")}
        plain = {column: row.get(column, "") for column in ("relevant", "appearance")}
        return {
            "name": row.get("name", ""),
            "repeated": kind == "repeat",
            **words,
            **plain,
            "questions": self._parts((*path, "questions")),
        }

    def _question(self, row: Row) -> dict[str, Any]:
        select = _SELECT.fullmatch(row.get("type", ""))
        kind, choices = (select[1].replace(" ", "_"), select[2]) if select else (row.get("type", ""), None)
        return {
            "kind": kind,
            "choices": choices,
            "name": row.get("name", ""),
            **{column: self._words(row, column) for column in WORDS},
            **{column: row.get(column, "") for column in PLAIN},
            **{field: row.get(column, "").lower() in YES for field, column in FLAGS.items()},
        }

    def _words(self, row: Row, column: str) -> dict[str, str]:
        return words_in(row, column, next(iter(self.languages)))
