"""From questions to items, factors and the index tree: with a form, a mapping makes ``survey.yaml``."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from itertools import compress
from typing import Literal

from pydantic import Field

from parindex.framework.model import FrameworkCode, Source
from parindex.framework.rules import Strict
from parindex.language import Text
from parindex.survey.model import (
    DONT_KNOW,
    REFUSED,
    Code,
    Column,
    DataStatus,
    Feed,
    Grouping,
    Item,
    Node,
    Scale,
    Survey,
    VarianceDesign,
)
from parindex.survey.questionnaire.model import ChoiceName, Form, FormId, Name, Question, Version

FORMAT = "parindex-form-mapping/1"


class SpecialCodes(Strict):
    """Choices that are not answers."""

    dont_know: ChoiceName = str(DONT_KNOW)
    refused: ChoiceName = str(REFUSED)


class Answered(Strict):
    """A question and the choice that decides whether a row counts."""

    question: Name
    value: ChoiceName


class InterviewColumns(Strict):
    """What the form calls its questions about the interview; none for what it does not ask."""

    start: Name | None = "start"
    end: Name | None = "end"
    device: Name | None = "deviceid"
    interviewer: Name | None = "interviewer"
    location: Name | None = "location"
    person: Name | None = "person"


class MappedScale(Strict):
    """A list of choices whose choices go from the worst to the best by their number."""

    code: Code
    list: Name
    satisfied_from: int
    worth: MappingOf[int, float] = Field(default_factory=dict)
    """Percent of a leaf's maximum that each answer is worth, where a round takes the answers over."""


class MappedItem(Strict):
    """A question that is counted."""

    question: Name
    code: Code | None = None
    title: Text | None = None


class FormMapping(Strict):
    """What ``mapping.yaml`` says; `docs/reference/forms.md` describes the fields."""

    format: Literal["parindex-form-mapping/1"]
    form: FormId
    version: Version
    code: FrameworkCode
    title: Text
    year: int = Field(ge=1900, le=2200)
    data_status: DataStatus
    series: FrameworkCode | None = None
    special: SpecialCodes = SpecialCodes()
    practice: Answered | None = None
    consent: Answered | None = None
    columns: InterviewColumns = InterviewColumns()
    added: tuple[Column, ...] = ()
    scales: tuple[MappedScale, ...] = Field(min_length=1)
    items: tuple[MappedItem, ...] = ()
    tree: Node
    groupings: tuple[Grouping, ...] = Field(min_length=1)
    designs: tuple[VarianceDesign, ...] = Field(min_length=1)
    smallest_shown: int = Field(default=30, ge=0)
    feeds: tuple[Feed, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[Text, ...] = ()

    @property
    def scale_of_list(self) -> dict[str, MappedScale]:
        """The scales by the name of their list."""
        return {scale.list: scale for scale in self.scales}

    def items_in(self, form: Form) -> tuple[MappedItem, ...]:
        """Return the items: those given or, where none are, every question on the list of a scale."""
        found = [
            MappedItem(question=question.name)
            for question in form.all_questions
            if question.kind == "select_one" and question.choices in self.scale_of_list
        ]
        return self.items or tuple(found)

    def is_special(self, name: str) -> bool:
        """Tell whether a choice is no answer: don't know, or refused."""
        return name in {self.special.dont_know, self.special.refused}

    def without(self, questions: frozenset[str]) -> FormMapping:
        """Return the mapping of a form that leaves out some questions: their items, and nodes without any, are gone."""
        codes = {item.code or item.question for item in self.items if item.question in questions}.union(
            questions
        )
        tree = _pruned(self.tree, codes)
        return self.model_copy(
            update={
                "items": tuple(item for item in self.items if item.question not in questions),
                "tree": tree or self.tree,
                "feeds": tuple(
                    feed for feed in self.feeds if feed.item not in codes and feed.measure not in codes
                ),
            }
        )


def _pruned(node: Node, gone: set[str]) -> Node | None:
    """Return a node without some items; None where nothing is left of it."""
    kept = [item not in gone for item in node.items]
    children = [_pruned(child, gone) for child in node.children]
    kept += [child is not None for child in children]
    if not any(kept):
        return None
    return node.model_copy(
        update={
            "items": tuple(item for item in node.items if item not in gone),
            "children": tuple(child for child in children if child is not None),
            "weights": tuple(compress(node.weights, kept)),
        }
    )


def survey_of(form: Form, mapping: FormMapping) -> Survey:
    """Return what ``survey.yaml`` says for the answers to a form.

    Titles come from the labels of the form, answers from its choices; what fits neither is in the problems of
    `parindex.survey.questionnaire.agreement`, which come first.
    """
    return Survey(
        format="parindex-survey/1",
        code=mapping.code,
        title=mapping.title,
        year=mapping.year,
        data_status=mapping.data_status,
        series=mapping.series,
        scales=tuple(_scale(form, mapping, scale) for scale in mapping.scales),
        items=tuple(_item(form, mapping, item) for item in mapping.items_in(form)),
        tree=mapping.tree,
        groupings=tuple(_grouping(form, mapping, grouping) for grouping in mapping.groupings),
        designs=mapping.designs,
        smallest_shown=mapping.smallest_shown,
        feeds=mapping.feeds,
        sources=mapping.sources,
        notes=mapping.notes,
    )


def _scale(form: Form, mapping: FormMapping, scale: MappedScale) -> Scale:
    answers = [choice for choice in form.lists[scale.list] if not mapping.is_special(choice.name)]
    labels = {int(choice.name): form.text(choice.label) for choice in answers}
    return Scale.model_validate(
        {"code": scale.code, "labels": dict(sorted(labels.items())), "satisfied_from": scale.satisfied_from}
    )


def _item(form: Form, mapping: FormMapping, item: MappedItem) -> Item:
    question = form.question[item.question]
    scale = mapping.scale_of_list[question.choices or ""].code
    title = item.title or form.text(question.label)
    return Item.model_validate({"code": item.code or item.question, "title": title, "scale": scale})


def _grouping(form: Form, mapping: FormMapping, grouping: Grouping) -> Grouping:
    """Return a grouping whose values are called as the choices are, unless it says otherwise."""
    questions = [form.question[column] for column in grouping.columns if column in form.question]
    labels = {name: text for question in questions for name, text in _named(form, mapping, question).items()}
    return grouping.model_copy(update={"labels": {**labels, **grouping.labels}})


def _named(form: Form, mapping: FormMapping, question: Question) -> dict[str, Text]:
    named = {choice.name: form.text(choice.label) for choice in form.choices_of(question)}
    return {name: text for name, text in named.items() if text is not None and not mapping.is_special(name)}
