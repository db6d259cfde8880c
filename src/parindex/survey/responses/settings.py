"""How responses are read and checked: ``responses.yaml``. Every field has a default."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from parindex.documents import parse_model, read_document
from parindex.framework.rules import Strict
from parindex.rounds.write import yaml_bytes
from parindex.survey.design.replacement import Replacement
from parindex.survey.model import Code, Column
from parindex.survey.responses.checks.settings import CheckSettings

Question = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
"""What a question is called in an export: its name, its path with groups, or its label."""
Word = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]


class Roles(Strict):
    """Which question tells what about the interview; a question that an export lacks is not used."""

    response: Question = "response"
    """Id of the response, in tables of one's own; ODK Central and KoboToolbox have theirs."""
    person: Question = "person"
    enumerator: Question = "interviewer"
    """Where it is absent, the account that sent the form stands for the enumerator."""
    device: Question = "deviceid"
    started: Question = "start"
    ended: Question = "end"
    location: Question = "location"
    """A point: "latitude longitude …"; or two columns:"""
    latitude: Question = "latitude"
    longitude: Question = "longitude"
    cluster_latitude: Question = "cluster_latitude"
    """Where the cluster lies, mostly from the sample; the middle of its interviews where it is absent."""
    cluster_longitude: Question = "cluster_longitude"
    replaced_person: Question = "replaced_person"
    """In the interview of somebody from the reserve list: the code of whom they were asked in place of,"""
    replaced_because: Question = "replaced_because"
    """what came of that person (an outcome of the rule of replacement),"""
    replaced_visits: Question = "replaced_visits"
    """and after how many visits."""


class Words(Strict):
    """What stands in an export for each code, beside the code itself and the labels of the scale."""

    dont_know: tuple[Word, ...] = ("dont_know", "khong_biet", "không biết", "don't know")
    refused: tuple[Word, ...] = ("refused", "tu_choi", "từ chối", "không trả lời", "refused to answer")
    not_asked: tuple[Word, ...] = ("not_asked", "khong_hoi", "không hỏi", "not asked")
    answers: Mapping[Code, Mapping[Word, int]] = Field(default_factory=dict)
    """Further words for the answers of a scale, by the scale's code."""


class Condition(Strict):
    """A question and the answers for which something holds."""

    question: Question
    values: tuple[Word, ...] = Field(min_length=1)


class Skip(Strict):
    """Columns that are asked only of some: where one of them is empty for the others, it was not asked."""

    columns: tuple[Column, ...] = Field(min_length=1)
    asked_if: Column
    """The column that decides,"""
    values: tuple[Word, ...] = Field(min_length=1)
    """and its values for which they are asked."""


class PublicUse(Strict):
    """How the file for everybody is protected."""

    quasi_identifiers: tuple[Column, ...] = ()
    """Columns by which a person could be recognised, from the one to keep to the one to give up first."""
    k: int = Field(default=5, ge=2)
    """Every combination of their values that is released is shared by at least so many people."""


class ResponseSettings(Strict):
    """What ``responses.yaml`` says."""

    format: Literal["parindex-responses/1"]
    questions: Mapping[Column, Question] = Field(default_factory=dict)
    """The question behind a column of the microdata; one of the same name where nothing is said."""
    roles: Roles = Roles()
    cluster: Column | None = None
    """Column with the cluster of the fieldwork; by default that of the last stage of the survey's last design."""
    identifiers: tuple[Question, ...] = ()
    """Questions that hold names, telephones, addresses: for finding duplicates and for back-checks, never released."""
    further: tuple[Column, ...] = ()
    """Columns that are read and released beside those that the survey needs."""
    sample_key: Question = "person"
    """Column of the sample whose ids the question of the role ``person`` has."""
    words: Words = Words()
    practice: Condition = Condition(question="practice", values=("1", "yes", "true"))
    """Practice interviews are left out."""
    consent: Condition = Condition(question="consent", values=("1", "yes", "true"))
    """Interviews to which the person did not agree are left out."""
    rejected: tuple[Word, ...] = ("rejected", "validation_status_not_approved", "not approved")
    """States of review whose submissions are left out."""
    with_issues: tuple[Word, ...] = ("hasIssues", "validation_status_on_hold", "on hold")
    """States of review whose submissions are flagged."""
    utc_offset: float = Field(default=7, ge=-12, le=14)
    """Hours that local time is ahead of UTC."""
    skips: tuple[Skip, ...] = ()
    checks: CheckSettings = CheckSettings()
    undecided: Literal["block", "keep"] = "block"
    """What flagged responses without a decision do to a release."""
    public_use: PublicUse = PublicUse()

    def with_rule(self, rule: Replacement) -> ResponseSettings:
        """Return the settings with the rule of replacement of a design."""
        checks = self.checks.model_copy(update={"reserve_rule": rule})
        return self.model_copy(update={"checks": checks})


DEFAULT = ResponseSettings(format="parindex-responses/1")


def read_settings(path: Path) -> ResponseSettings:
    """Return the settings in a file; raise `Invalid` with every problem."""
    return parse_model(ResponseSettings, read_document(path))


def settings_bytes(settings: ResponseSettings) -> bytes:
    """Return settings as ``responses.yaml``, without what is as by default."""
    return yaml_bytes(settings.model_dump(mode="json", exclude_defaults=True))
