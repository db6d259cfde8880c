"""What a questionnaire is: questions in groups, their choices, in as many languages as it is asked in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, StringConstraints
from pydantic import Tag as Member

from parindex.framework.rules import Strict
from parindex.language import Sentence, Text

Tag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
"""Language by its IANA tag: ``vi``, ``en``, ``km``, ``hmn``."""
Label = Mapping[Tag, Sentence]
"""The same words by language."""
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", max_length=60)]
"""Of a question, group or list of choices: it becomes a column of the microdata."""
FormId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9._-]*$", max_length=60)]
ChoiceName = Annotated[str, StringConstraints(pattern=r"^\S+$", max_length=60)]
Version = Annotated[str, StringConstraints(pattern=r"^\S+$", max_length=30)]

Kind = Literal[
    "start", "end", "today", "deviceid", "username", "phonenumber", "audit", "note", "calculate", "hidden",
    "select_one", "select_multiple", "text", "integer", "decimal", "date", "time", "dateTime", "barcode",
    "geopoint", "geotrace", "geoshape", "acknowledge", "image", "audio", "video", "file", "background-audio",
]  # fmt: skip
SELECTS = frozenset({"select_one", "select_multiple"})
ON_PAPER = SELECTS | {"text", "integer", "decimal", "date", "time", "dateTime", "barcode"}
"""What somebody can fill in with a pen, and then type in."""
METADATA = frozenset({"start", "end", "today", "deviceid", "username", "phonenumber", "audit"})
"""What the telephone notes by itself."""


class Choice(Strict):
    """One answer that can be chosen."""

    name: ChoiceName
    label: Label


class Question(Strict):
    """A row of the sheet ``survey`` that is no group; fields are called as its columns, empty where it says nothing."""

    kind: Kind
    name: Name
    label: Label = Field(default_factory=dict)
    choices: Name | None = None
    """Name of the list of choices; only for selects."""
    hint: Label = Field(default_factory=dict)
    guidance_hint: Label = Field(default_factory=dict)
    """Further guidance for the enumerator; always printed on paper."""
    relevant: str = ""
    """Condition, in XPath, under which it is asked."""
    constraint: str = ""
    constraint_message: Label = Field(default_factory=dict)
    required: bool = False
    required_message: Label = Field(default_factory=dict)
    appearance: str = ""
    calculation: str = ""
    default: str = ""
    parameters: str = ""
    choice_filter: str = ""
    read_only: bool = False


def _member(part: Any) -> str:
    """Tell whether data are those of a group or of a question."""
    grouped = "questions" in part if isinstance(part, Mapping) else isinstance(part, Group)
    return "group" if grouped else "question"


class Group(Strict):
    """Questions under one heading."""

    name: Name
    label: Label = Field(default_factory=dict)
    hint: Label = Field(default_factory=dict)
    relevant: str = ""
    appearance: str = ""
    repeated: bool = False
    """Whether it may be answered several times (a roster); not on paper."""
    questions: tuple[Part, ...] = Field(min_length=1)


Part = Annotated[
    Annotated[Question, Member("question")] | Annotated[Group, Member("group")], Discriminator(_member)
]
Group.model_rebuild()


@dataclass(frozen=True)
class Asked:
    """A question that a person answers, with its number and every condition that must hold for it."""

    number: int
    question: Question
    conditions: tuple[str, ...]
    """Those of the groups around it first."""


class Form(Strict):
    """A questionnaire in one version."""

    form_id: FormId
    version: Version
    title: Label
    languages: Mapping[Tag, Sentence] = Field(min_length=1)
    """What each language calls itself; the first is the default."""
    illustrative: bool = False
    """Whether the wording is not that of a decision; said on every page."""
    self_completed: bool = False
    """Whether people fill it in themselves: paper then has no fields for an enumerator."""
    instance_name: str = ""
    lists: Mapping[Name, tuple[Choice, ...]] = Field(default_factory=dict)
    questions: tuple[Part, ...] = Field(min_length=1)

    @cached_property
    def all_questions(self) -> tuple[Question, ...]:
        """Every question in order, whatever group it is in."""
        return tuple(part for part, _ in walk(self.questions) if isinstance(part, Question))

    @cached_property
    def question(self) -> dict[str, Question]:
        """The questions by name."""
        return {question.name: question for question in self.all_questions}

    @cached_property
    def on_paper(self) -> tuple[Asked, ...]:
        """Every question that paper has, numbered from 1; none of a repeated group."""
        found = [
            (part, (*(group.relevant for group in around if group.relevant), *filter(None, [part.relevant])))
            for part, around in walk(self.questions)
            if isinstance(part, Question)
            and part.kind in ON_PAPER
            and not part.read_only
            and not any(group.repeated for group in around)
        ]
        return tuple(
            Asked(number, part, conditions) for number, (part, conditions) in enumerate(found, start=1)
        )

    def choices_of(self, question: Question) -> tuple[Choice, ...]:
        """Return the choices of a question; none where it has no list, or one from outside the form."""
        return self.lists.get(question.choices or "", ())

    def said(self, label: Label, language: str) -> str:
        """Return words in a language; in the default one, or any, where it lacks them; empty where there are none."""
        default = next(iter(self.languages))
        return label.get(language) or label.get(default) or next(iter(label.values()), "")

    def text(self, label: Label) -> Text | None:
        """Return words in the two languages of parindex; None where there are none."""
        return Text(vi=self.said(label, "vi"), en=self.said(label, "en")) if label else None


def walk(
    parts: tuple[Question | Group, ...], around: tuple[Group, ...] = ()
) -> Iterator[tuple[Question | Group, tuple[Group, ...]]]:
    """Yield every question and group in order, each with the groups around it from the outermost in."""
    for part in parts:
        yield part, around
        if isinstance(part, Group):
            yield from walk(part.questions, (*around, part))
