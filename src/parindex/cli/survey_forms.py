"""``survey form list|show|check|export``: questionnaires."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from parindex.cli.commands import Screen, command, family
from parindex.cli.failures import Stop, refuse_existing
from parindex.cli.frameworks import show_checks
from parindex.cli.output import both_languages
from parindex.cli.phrases import forms, sentences, words
from parindex.cli.surveys import commands as survey_commands
from parindex.language import both

if TYPE_CHECKING:
    from parindex.language import Language
    from parindex.problems import Problem
    from parindex.survey.questionnaire.batch import Batch
    from parindex.survey.questionnaire.folder import Questionnaire
    from parindex.survey.questionnaire.model import Asked, Form

commands = family()
survey_commands.add_typer(commands, name="form")

What = Literal["xlsform", "xform", "paper", "batch", "survey", "mapping", "responses"]
OF_MAPPING = ("survey", "mapping", "responses")
FormArgument = Annotated[str, typer.Argument(metavar="FORM", help="form")]
MappingOption = Annotated[Path | None, typer.Option("--mapping", metavar="FILE.yaml", help="form.mapping")]
IdOption = Annotated[str | None, typer.Option("--id", metavar="FORM_ID", help="form.id")]


@command(commands, "list")
def list_(screen: Screen) -> None:
    """List the questionnaires that ship."""
    from parindex import shipped

    found = {
        form_id: questionnaire.form
        for folder in shipped.forms().values()
        for form_id, questionnaire in _opened(folder, None).items()
    }
    if screen.is_json:
        screen.json({"forms": [_summary(form) for form in found.values()]})
        return
    table = screen.table(
        (forms.FORM, "left"), (words.VERSION, "left"), (forms.QUESTIONS, "right"), (words.TITLE, "left")
    )
    for form_id, form in found.items():
        style = "yellow" if form.illustrative else ""
        title = form.said(form.title, screen.language)
        table.add_row(form_id, form.version, str(len(form.on_paper)), title, style=style)
    screen.show(table)
    screen.say(forms.EXPORT_HINT, "dim")


@command(commands, "show")
def show(screen: Screen, form: FormArgument, id_: IdOption = None) -> None:
    """Show what a form asks: questions, codes, conditions."""
    asked = _one(form, None, id_).form
    if screen.is_json:
        screen.json(
            {**_summary(asked), "questions": [_question_data(asked, each) for each in asked.on_paper]}
        )
    else:
        _show_questions(screen, asked)


@command(commands, "check")
def check(
    screen: Screen,
    form: FormArgument,
    mapping: MappingOption = None,
    survey: Annotated[
        Path | None, typer.Option("--survey", metavar="survey.yaml", help="form.survey")
    ] = None,
    framework: Annotated[
        str | None, typer.Option("--framework", metavar="FRAMEWORK", help="form.framework")
    ] = None,
    id_: IdOption = None,
) -> int:
    """List everything that is wrong with a form, and in what it does not agree with mapping, survey and framework."""
    with screen.working():
        found = _found(form, mapping)
        chosen = found if id_ is None else {id_: _chosen(found, form, id_)}
        problems = {
            form_id: _all_problems(questionnaire, survey, framework)
            for form_id, questionnaire in chosen.items()
        }
    return show_checks(screen, problems)


@command(commands, "export")
def export(
    screen: Screen,
    form: FormArgument,
    what: Annotated[What, typer.Option("--as", metavar="WHAT", help="form.as")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="form.out")],
    mapping: MappingOption = None,
    id_: IdOption = None,
    batch: Annotated[str, typer.Option("--batch", metavar="NAME", help="form.batch")] = "1",
    in_: Annotated[str | None, typer.Option("--in", metavar="TAG", help="form.in")] = None,
    rows: Annotated[int, typer.Option("--rows", metavar="N", min=1, max=5000, help="form.rows")] = 50,
) -> None:
    """Write a form as XLSForm, XForm, paper, a sheet for entry, its survey.yaml, mapping or responses.yaml."""
    from parindex.files import sha256, write_atomically
    from parindex.survey.questionnaire.batch import Batch
    from parindex.survey.questionnaire.xlsform import languages_of

    refuse_existing(out)
    with screen.working():
        questionnaire = _one(form, mapping, id_)
        if in_ is not None and in_ not in (known := languages_of(questionnaire.sheets)):
            raise Stop(forms.no_language(in_, list(known)), "unknown-code")
        content = _written(questionnaire, what, screen.language, Batch(batch, rows, in_ or ""))
        write_atomically(out, content)
    if screen.is_json:
        screen.json({"file": str(out), "as": what, "bytes": len(content), "sha256": sha256(content)})
    else:
        screen.say(sentences.WRITTEN, "green", file=out)


def _written(questionnaire: Questionnaire, what: What, language: Language, batch: Batch) -> bytes:
    """Return a form in another shape; `Invalid` where it, or what is needed of its mapping, has errors."""
    from parindex.problems import Invalid
    from parindex.survey.questionnaire.sheets import workbook

    wrong = [
        each for each in _problems(questionnaire, with_mapping=what in OF_MAPPING) if each.severity == "error"
    ]
    if wrong:
        raise Invalid(wrong)
    match what:
        case "xlsform":
            return workbook(questionnaire.sheets)
        case "xform":
            from parindex.survey.questionnaire.xform import convert

            return convert(questionnaire.sheets).xml.encode("utf-8")
        case "paper":
            from parindex.reporting.forms.paper import to_pdf

            return to_pdf(questionnaire.form, language, batch.asked_in)
        case "batch":
            from parindex.survey.questionnaire.batch import entry_workbook

            return entry_workbook(questionnaire.form, batch, language)
        case _:
            return _of_mapping(questionnaire, what)


def _of_mapping(questionnaire: Questionnaire, what: What) -> bytes:
    """Return ``survey.yaml``, ``responses.yaml``, or the mapping itself, to be changed for a form of one's own."""
    from parindex.rounds.write import yaml_bytes
    from parindex.survey.folder import survey_bytes
    from parindex.survey.questionnaire.mapping import survey_of
    from parindex.survey.responses.of_form import settings_of
    from parindex.survey.responses.settings import settings_bytes

    if questionnaire.mapping is None:
        raise Stop(forms.NEEDS_MAPPING, "usage")
    if what == "responses":
        return settings_bytes(settings_of(questionnaire.form, questionnaire.mapping))
    if what == "mapping":
        return yaml_bytes(questionnaire.mapping.model_dump(mode="json", exclude_defaults=True))
    return survey_bytes(survey_of(questionnaire.form, questionnaire.mapping))


def _all_problems(questionnaire: Questionnaire, survey: Path | None, framework: str | None) -> list[Problem]:
    """Return the problems of a form and of everything that it is to agree with."""
    from parindex.cli.find import framework_file
    from parindex.documents import parse_model, read_document
    from parindex.framework.load import load
    from parindex.survey.model import Survey
    from parindex.survey.questionnaire import agreement

    problems = _problems(questionnaire, with_mapping=True)
    mapping, document = questionnaire.mapping, questionnaire.mapping_document
    if (survey or framework) and (mapping is None or document is None):
        raise Stop(forms.NEEDS_MAPPING, "usage")
    if mapping is None or document is None or any(each.severity == "error" for each in problems):
        return problems
    if survey is not None:
        theirs = read_document(survey)
        problems += agreement.differences(questionnaire.form, mapping, parse_model(Survey, theirs), theirs)
    if framework is not None:
        problems += agreement.worth_differences(mapping, load(framework_file(framework)), document)
    return problems


def _problems(questionnaire: Questionnaire, *, with_mapping: bool) -> list[Problem]:
    from parindex.problems import Invalid
    from parindex.survey.questionnaire import agreement
    from parindex.survey.questionnaire.check import problems_of

    problems = problems_of(questionnaire.sheets, questionnaire.special)
    mapping, document = questionnaire.mapping, questionnaire.mapping_document
    if not with_mapping or mapping is None or document is None:
        return problems
    try:
        return problems + agreement.problems_of(questionnaire.form, mapping, document)
    except Invalid as invalid:  # it cannot be compared; what is wrong with the form says why, if anything is
        return (
            problems
            if any(problem.severity == "error" for problem in problems)
            else [*problems, *invalid.problems]
        )


def _opened(path: Path, mapping: Path | None) -> dict[str, Questionnaire]:
    from parindex import shipped
    from parindex.survey.questionnaire.folder import open_questionnaires

    return open_questionnaires(path, shipped.units(), mapping)


def _found(name: str, mapping: Path | None) -> dict[str, Questionnaire]:
    """Return the questionnaires of a file or folder, or of those that ship under a name."""
    from parindex import shipped
    from parindex.cli.find import near

    if Path(name).exists():
        return _opened(Path(name), mapping)
    known = shipped.forms()
    found: dict[str, Questionnaire] = {}
    for code, folder in known.items():
        if name == code or name.startswith(f"{code}-"):
            found |= _opened(folder, mapping)
    if name in found:
        return {name: found[name]}
    if name not in known:
        raise Stop(forms.no_form(name, near(name, [*found, *known])), "form-not-found")
    return found


def _one(name: str, mapping: Path | None, form_id: str | None) -> Questionnaire:
    found = _found(name, mapping)
    if form_id is None and len(found) > 1:
        raise Stop(forms.several_forms(name, list(found)), "form-ambiguous")
    return _chosen(found, name, form_id or next(iter(found)))


def _chosen(found: dict[str, Questionnaire], name: str, form_id: str) -> Questionnaire:
    if form_id not in found:
        raise Stop(forms.several_forms(name, list(found)), "form-not-found")
    return found[form_id]


def _summary(form: Form) -> dict[str, Any]:
    title = form.text(form.title) or both(form.form_id)
    return {
        "form_id": form.form_id,
        "version": form.version,
        "title": both_languages(title),
        "languages": list(form.languages),
        "illustrative": form.illustrative,
        "asked": len(form.on_paper),
    }


def _question_data(form: Form, asked: Asked) -> dict[str, Any]:
    label = form.text(asked.question.label) or both(asked.question.name)
    return {
        "number": asked.number,
        "name": asked.question.name,
        "kind": asked.question.kind,
        "label": both_languages(label),
        "codes": [choice.name for choice in form.choices_of(asked.question)],
        "conditions": list(asked.conditions),
        "constraint": asked.question.constraint or None,
        "required": asked.question.required,
    }


def _show_questions(screen: Screen, form: Form) -> None:
    from parindex.survey.questionnaire.skips import Skips

    skips = Skips(form)
    screen.line(form.said(form.title, screen.language), "bold")
    if form.illustrative:
        screen.say(forms.ILLUSTRATIVE, "yellow")
    table = screen.table(
        (forms.NUMBER, "right"),
        (forms.NAME, "left"),
        (forms.QUESTION, "left"),
        (forms.CODES, "left"),
        (forms.CONDITION, "left"),
    )
    for asked in form.on_paper:
        codes = [choice.name for choice in form.choices_of(asked.question)]
        listed = ", ".join(codes) if len(codes) <= MOST_CODES else f"{codes[0]} … {codes[-1]}"
        when = skips.of_question(asked)
        table.add_row(
            str(asked.number),
            asked.question.name,
            form.said(asked.question.label, screen.language),
            listed or asked.question.kind,
            "" if when is None else when.to(screen.language),
        )
    screen.show(table)


MOST_CODES = 12
"""Codes that are still listed one by one."""
