"""The settings that fit a questionnaire: what its mapping calls the questions about the interview, and its skip logic."""

from __future__ import annotations

from collections.abc import Iterator

from parindex.survey.questionnaire.condition import Compared, Condition, Joined, parse
from parindex.survey.questionnaire.mapping import FormMapping
from parindex.survey.questionnaire.model import Form
from parindex.survey.responses import settings as of_responses
from parindex.survey.responses.settings import ResponseSettings, Roles, Skip


def settings_of(form: Form, mapping: FormMapping) -> ResponseSettings:
    """Return what ``responses.yaml`` says for a form; which questions identify people is left to its author.

    Of the skip logic the conditions are taken over that name the answers to one question; others are checked by the
    form itself, where it is filled in on a telephone.
    """
    items = {item.question: item.code or item.question for item in mapping.items_in(form)}
    given: dict[str, object] = {
        "format": "parindex-responses/1",
        "questions": {code: question for question, code in items.items() if code != question},
        "roles": _roles(mapping),
        "words": of_responses.Words(
            dont_know=(mapping.special.dont_know,), refused=(mapping.special.refused,)
        ),
        "skips": tuple(_skips(form, mapping, items)),
    }
    for name, counted in (("practice", mapping.practice), ("consent", mapping.consent)):
        if counted is not None:
            given[name] = of_responses.Condition(question=counted.question, values=(counted.value,))
    return ResponseSettings.model_validate(given)


def _roles(mapping: FormMapping) -> Roles:
    columns = mapping.columns
    named = {
        "started": columns.start,
        "ended": columns.end,
        "device": columns.device,
        "enumerator": columns.interviewer,
        "location": columns.location,
        "person": columns.person,
    }
    return Roles.model_validate({role: question for role, question in named.items() if question is not None})


def _skips(form: Form, mapping: FormMapping, items: dict[str, str]) -> Iterator[Skip]:
    """Yield, for every condition that an item hangs on, the items that do."""
    counted = {each.question for each in (mapping.practice, mapping.consent) if each is not None}
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for asked in form.on_paper:
        if asked.question.name in items:
            for expression in asked.conditions:
                for decides, values in _answers(parse(expression)):
                    if decides not in counted:
                        found.setdefault((decides, values), []).append(items[asked.question.name])
    for (decides, values), columns in found.items():
        yield Skip(columns=tuple(columns), asked_if=items.get(decides, decides), values=values)


def _answers(condition: Condition | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield questions with the answers that a condition asks for, where it asks for nothing else."""
    match condition:
        case Compared(name, "=", value) if value:
            yield name, (value,)
        case Joined("and", parts):
            for part in parts:
                yield from _answers(part)
        case Joined("or", parts):
            alternatives = [
                (part.name, part.value) for part in parts if isinstance(part, Compared) and part.sign == "="
            ]
            names = {name for name, _ in alternatives}
            if len(alternatives) == len(parts) and len(names) == 1:
                yield names.pop(), tuple(value for _, value in alternatives)
        case _:
            return
