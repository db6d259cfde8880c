"""Forms as our own YAML: the same as an XLSForm, in a file that people can compare line by line.

One file may hold several forms that share their wording (``variants``: leaders of another group, another kind of unit):
each says which questions it leaves out and what stands for ``«words»`` in the texts.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from parindex.documents import Document, parse_model, path_text, read_document
from parindex.framework.rules import Strict
from parindex.problems import Findings
from parindex.survey.questionnaire.model import Choice, Form, FormId, Label, Name

FORMAT = "parindex-form/1"


class Variant(Strict):
    """One of several forms in a file."""

    form_id: FormId
    title: Label
    omit: tuple[Name, ...] = ()
    """Questions and groups that it has not."""
    lists: Mapping[Name, tuple[Choice, ...]] = Field(default_factory=dict)
    lists_of_units: Mapping[Name, str] = Field(default_factory=dict)
    """Lists that it has in place of those that the forms share."""
    words: Mapping[str, Label] = Field(default_factory=dict)
    """What stands for ``«word»``, by language."""


class FormFile(Strict):
    """What ``form.yaml`` holds besides the form itself."""

    format: Literal["parindex-form/1"]
    lists_of_units: Mapping[Name, str] = Field(default_factory=dict)
    """Lists of choices whose choices are the units of a list: name of the CSV file by name of the list."""
    variants: tuple[Variant, ...] = ()
    form: Form


def read_forms(path: Path, units: Mapping[str, Path]) -> dict[str, Form]:
    """Return the forms of a YAML file by their ids.

    Parameters
    ----------
    path : Path
    units : Mapping
        Files of lists of units by name, for ``lists_of_units``.

    Raises
    ------
    Invalid
        With every problem of the file.
    """
    document = read_document(path)
    file = parse_model(FormFile, document)
    _refuse_unknown(file, document, units)
    data = file.form.model_dump()
    data["lists"] |= _lists(file.lists_of_units, units)
    if not file.variants:
        return {file.form.form_id: Form.model_validate(data)}
    return {variant.form_id: _made(data, variant, units) for variant in file.variants}


def _lists(wanted: Mapping[Name, str], units: Mapping[str, Path]) -> dict[str, Any]:
    """Return lists of choices made of units."""
    lists = {}
    for name, source in wanted.items():
        with units[source].open(encoding="utf-8", newline="") as stream:
            lists[name] = [
                {"name": row["code"], "label": {"vi": row["name_vi"], "en": row["name_en"]}}
                for row in csv.DictReader(stream)
            ]
    return lists


def _refuse_unknown(file: FormFile, document: Document, units: Mapping[str, Path]) -> None:
    """Refuse lists of units, and questions to leave out, that are not there."""
    findings, named = Findings(document.file), _names(file.form.model_dump()["questions"])

    def refuse(code: str, path: tuple[str | int, ...], vi: str, en: str) -> None:
        findings.add(code, vi, en, line=document.line(path), path=path_text(path))

    wanted: list[tuple[tuple[str | int, ...], Mapping[str, str]]] = [((), file.lists_of_units)]
    for number, variant in enumerate(file.variants):
        wanted.append((("variants", number), variant.lists_of_units))
        for place, name in enumerate(variant.omit):
            if name not in named:
                refuse(
                    "unknown-code",
                    ("variants", number, "omit", place),
                    f"Không có câu hỏi hoặc nhóm “{name}” để bỏ ra; sửa tên.",
                    f'There is no question or group "{name}" to leave out; correct the name.',
                )
    for around, lists in wanted:
        for name, source in lists.items():
            if source not in units:
                refuse(
                    "units-not-found",
                    (*around, "lists_of_units", name),
                    f"Không có danh sách đơn vị “{source}”; có: {', '.join(units)}.",
                    f'There is no list of units "{source}"; there are: {", ".join(units)}.',
                )
    findings.raise_if_any()


def _names(parts: Any) -> set[str]:
    inner = (_names(part["questions"]) for part in parts if "questions" in part)
    return {part["name"] for part in parts}.union(*inner)


def _made(shared: Mapping[str, Any], variant: Variant, units: Mapping[str, Path]) -> Form:
    data = dict(shared) | {"form_id": variant.form_id, "title": variant.title}
    data["lists"] = shared["lists"] | dict(variant.lists) | _lists(variant.lists_of_units, units)
    data["questions"] = _without(shared["questions"], set(variant.omit))
    return Form.model_validate(_worded(data, variant.words))


def _without(parts: Any, omitted: set[str]) -> list[Any]:
    """Return parts without those left out, and without groups in which nothing is left."""
    kept = [part for part in parts if part["name"] not in omitted]
    made = [
        {**part, "questions": _without(part["questions"], omitted)} if "questions" in part else part
        for part in kept
    ]
    return [part for part in made if part.get("questions", True)]


def _worded(data: Any, words: Mapping[str, Label], language: str = "") -> Any:
    """Return data with the words of a variant in their place; below a language, in that language."""
    if isinstance(data, str):
        for word, label in words.items():
            data = data.replace(f"«{word}»", label.get(language) or next(iter(label.values())))
        return data
    if isinstance(data, Mapping):
        return {key: _worded(value, words, str(key)) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_worded(value, words, language) for value in data]
    return data
