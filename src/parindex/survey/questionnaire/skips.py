"""Skip logic on paper: when a question is asked, in words with the numbers of the questions."""

from __future__ import annotations

from collections.abc import Iterable

from parindex.language import Text, both
from parindex.survey.questionnaire.condition import in_words, joined, parse
from parindex.survey.questionnaire.model import Asked, Form, Group, walk
from parindex.survey.questionnaire.words import ONLY_IF, ONLY_IF_ONE, ONLY_IF_RANGE, QUESTION


class Skips:
    """The conditions of a form in words."""

    def __init__(self, form: Form) -> None:
        self._numbers = {asked.question.name: asked.number for asked in form.on_paper}

    def of_question(self, asked: Asked) -> Text | None:
        """Say when a question is asked by its own condition; None where it has none."""
        return self._sentence([asked.question.relevant])

    def in_whole(self, asked: Asked) -> Text | None:
        """Say when a question is asked by all conditions, those of its groups too; None where there are none."""
        return self._sentence(asked.conditions)

    def of_group(self, group: Group) -> Text | None:
        """Say when the questions of a group are asked, with their numbers; None where it has no condition."""
        said = self._said([group.relevant])
        inside = [self._numbers[part.name] for part, _ in walk(group.questions) if part.name in self._numbers]
        if said is None or not inside:
            return None
        first, last = inside[0], inside[-1]
        if first == last:
            return ONLY_IF_ONE.filled(first=first, condition=said)
        return ONLY_IF_RANGE.filled(first=first, last=last, condition=said)

    def _sentence(self, conditions: Iterable[str]) -> Text | None:
        said = self._said(conditions)
        return said and ONLY_IF.filled(condition=said)

    def _said(self, conditions: Iterable[str]) -> Text | None:
        parts = [self._in_words(condition) for condition in conditions if condition]
        return joined(parts, "and") if parts else None

    def _in_words(self, expression: str) -> Text:
        condition = parse(expression)
        return both(expression) if condition is None else in_words(condition, self._name_of)

    def _name_of(self, name: str) -> Text:
        if name not in self._numbers:
            return both(name)
        return QUESTION.filled(number=self._numbers[name])
