"""A questionnaire as files: an XLSForm or our YAML, and the mapping beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from parindex.documents import Document, parse_model, read_document
from parindex.survey.questionnaire.mapping import FormMapping, SpecialCodes
from parindex.survey.questionnaire.model import Form
from parindex.survey.questionnaire.sheets import Sheets, read_sheets
from parindex.survey.questionnaire.source import read_forms
from parindex.survey.questionnaire.xlsform import form_of, sheets_of

FORM, MAPPING = "form", "mapping.yaml"


@dataclass(frozen=True)
class Questionnaire:
    """A form as its author sees it, and its mapping if there is one.

    Attributes
    ----------
    sheets : Sheets
    mapping : FormMapping or None
    mapping_document : Document or None
        The file of the mapping, for lines of problems.
    """

    sheets: Sheets
    mapping: FormMapping | None = None
    mapping_document: Document | None = None

    @property
    def special(self) -> SpecialCodes:
        """The codes of choices that are not answers."""
        return self.mapping.special if self.mapping else SpecialCodes()

    @cached_property
    def form(self) -> Form:
        """The form as a typed value (`Invalid` where the sheets say what a form cannot)."""
        return form_of(self.sheets)


def open_questionnaires(
    path: Path, units: Mapping[str, Path], mapping: Path | None = None
) -> dict[str, Questionnaire]:
    """Return the questionnaires of a file or folder by the ids of their forms.

    Parameters
    ----------
    path : Path
        An ``.xlsx``; a ``.yaml``, which may hold several forms; or a folder with ``form.xlsx`` or ``form.yaml``.
    units : Mapping
        Files of lists of units by name.
    mapping : Path, optional
        By default ``mapping.yaml`` beside the form, where it is a folder that was named.

    Raises
    ------
    Invalid
        With every problem of the files' form.
    """
    folder = path if path.is_dir() else None
    if folder is not None:
        beside = folder / MAPPING
        mapping = mapping or (beside if beside.is_file() else None)
        workbook = folder / f"{FORM}.xlsx"
        path = workbook if workbook.is_file() else folder / f"{FORM}.yaml"
    document = None if mapping is None else read_document(mapping)
    mapped = None if document is None else parse_model(FormMapping, document)
    if path.suffix.lower() in {".yaml", ".yml"}:
        forms = read_forms(path, units)
        asked = frozenset(name for form in forms.values() for name in form.question)
        return {
            form_id: Questionnaire(sheets_of(form), _fitted(mapped, form, asked), document)
            for form_id, form in forms.items()
        }
    sheets = read_sheets(path)
    return {sheets.form_id or path.stem: Questionnaire(sheets, mapped, document)}


def _fitted(mapping: FormMapping | None, form: Form, asked: frozenset[str]) -> FormMapping | None:
    """Return the mapping that several forms of a file share as that of one of them: without what only others ask."""
    if mapping is None or form.form_id == mapping.form:
        return mapping
    fitted = mapping.without(asked - frozenset(form.question))
    return fitted.model_copy(update={"form": form.form_id, "code": f"{form.form_id}-{mapping.year}"})
