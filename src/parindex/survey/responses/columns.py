"""Which column of an export is which column of the table of responses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from parindex.language import Text, nfc
from parindex.problems import Place, Problem
from parindex.survey.model import Survey
from parindex.survey.responses.exports import Export
from parindex.survey.responses.settings import DEFAULT, ResponseSettings

RESPONSE, FILE = "_response", "_file"
PERSON, ENUMERATOR, DEVICE = "_person", "_enumerator", "_device"
STARTED, ENDED = "_started", "_ended"
LATITUDE, LONGITUDE = "_latitude", "_longitude"
CLUSTER_LATITUDE, CLUSTER_LONGITUDE = "_cluster_latitude", "_cluster_longitude"
LOCATION, REVIEW, STATUS, PRACTICE, CONSENT = "_location", "_review", "_status", "_practice", "_consent"
SAMPLED = "_sampled"
LIST, ORDER, MAIN_THERE = "_list", "_list_order", "_main_in_cluster"
"""Whether a person is on the main list or in reserve, in which place, and how many of the main list their cluster has."""
REPLACED, WHY, VISITS = "_replaced_person", "_replaced_because", "_replaced_visits"
REPLACED_LIST, REPLACED_ORDER = "_replaced_list", "_replaced_order"
"""In whose place somebody of the reserve list was asked, why, after how many visits; and where that person stands."""
WHO = "_who_"
"""Before the name of a question that identifies a person. What begins with ``_`` is about the fieldwork and is never
released."""


@dataclass(frozen=True)
class Wanted:
    """The columns of the microdata that responses must have, and those that may come later."""

    needed: tuple[str, ...]
    later: tuple[str, ...]
    """Weights and numbers of clusters in the population, which a release needs and the field does not know."""

    @property
    def all(self) -> tuple[str, ...]:
        """All of them."""
        return self.needed + self.later


def wanted(survey: Survey, settings: ResponseSettings) -> Wanted:
    """Return the columns that the survey and the settings name."""
    later = [design.weight for design in survey.designs]
    later += [stage.population for design in survey.designs for stage in design.stages if stage.population]
    needed = [item.code for item in survey.items]
    needed += [name for grouping in survey.groupings for name in grouping.columns]
    for design in survey.designs:
        needed += [*design.strata, *(stage.cluster for stage in design.stages)]
    needed += [*settings.further, *settings.public_use.quasi_identifiers]
    needed += [settings.cluster] if settings.cluster else []
    for skip in settings.skips:
        needed += [skip.asked_if, *skip.columns]
    needed += [*(settings.checks.range.columns if settings.checks.range else ())]
    needed += [*(settings.checks.quota.by if settings.checks.quota else ())]
    return Wanted(
        tuple(name for name in dict.fromkeys(needed) if name not in later), tuple(dict.fromkeys(later))
    )


def released(survey: Survey, settings: ResponseSettings) -> tuple[str, ...]:
    """Return the columns that leave the office: those of the survey and those that the settings add to it."""
    own = wanted(survey, DEFAULT).all
    return tuple(dict.fromkeys([*own, *settings.further, *settings.public_use.quasi_identifiers]))


def cluster_of(survey: Survey, settings: ResponseSettings) -> str:
    """Return the column with the cluster of the fieldwork."""
    return settings.cluster or survey.designs[-1].stages[-1].cluster


def selection(
    export: Export,
    survey: Survey,
    settings: ResponseSettings,
    elsewhere: Iterable[str] = (),
    *,
    whole: bool = True,
) -> tuple[list[pl.Expr], list[Problem]]:
    """Return the columns of an export under the names of the table of responses, and what is wrong with them.

    Parameters
    ----------
    export : Export
    survey : Survey
    settings : ResponseSettings
    elsewhere : iterable of str
        Columns that the sample has.
    whole : bool
        Whether a column of the survey that is nowhere is a problem.
    """
    there, problems, found = export.columns, [], {}
    titles = {item.code: (item.title.vi, item.title.en) for item in survey.items}
    names = wanted(survey, settings)
    for column in names.all:
        names_of_it = (settings.questions.get(column, column), *titles.get(column, ()))
        located = _first(names_of_it, there)
        if len(located) > 1:
            problems.append(_ambiguous(export.file, column, located))
        elif located:
            found[column] = located[0]
        elif whole and column in names.needed and column not in set(elsewhere):
            problems.append(_missing(export.file, names_of_it[0]))
    for question in settings.identifiers:
        located = _located(question, there)
        if located:
            found[WHO + question] = located[0]
    for role, located in _roles(export, settings, there).items():
        found[role] = located[0]
        if len(located) > 1:
            problems.append(_ambiguous(export.file, role.removeprefix("_"), located))
    if RESPONSE not in found:
        problems.append(_missing(export.file, settings.roles.response))
    chosen = [
        (pl.col(name) if column in titles else _clean(name)).alias(column) for column, name in found.items()
    ]
    return chosen, problems


def _roles(export: Export, settings: ResponseSettings, there: Sequence[str]) -> dict[str, list[str]]:
    """Return the columns that may tell about the interview, by role."""
    roles, said = settings.roles, export.said
    ways: Mapping[str, tuple[str | None, str | None]] = {
        RESPONSE: (said.get("response"), roles.response),
        PERSON: (roles.person, None),
        ENUMERATOR: (roles.enumerator, said.get("submitter")),
        DEVICE: (roles.device, said.get("device")),
        STARTED: (roles.started, None),
        ENDED: (roles.ended, None),
        LOCATION: (roles.location, None),
        LATITUDE: (roles.latitude, None),
        LONGITUDE: (roles.longitude, None),
        CLUSTER_LATITUDE: (roles.cluster_latitude, None),
        CLUSTER_LONGITUDE: (roles.cluster_longitude, None),
        REVIEW: (said.get("review"), None),
        STATUS: (said.get("status"), None),
        PRACTICE: (settings.practice.question, None),
        CONSENT: (settings.consent.question, None),
        REPLACED: (roles.replaced_person, None),
        WHY: (roles.replaced_because, None),
        VISITS: (roles.replaced_visits, None),
    }
    located = {role: _first([name for name in names if name], there) for role, names in ways.items()}
    return {role: names for role, names in located.items() if names}


def _first(names: Iterable[str], there: Sequence[str]) -> list[str]:
    """Return where the first of several names is found."""
    return next((located for name in names if (located := _located(name, there))), [])


def _located(name: str, there: Sequence[str]) -> list[str]:
    """Return the columns that a name may mean: itself, or else the questions of that name in a group."""
    name = nfc(name)
    if name in there:
        return [name]
    return [column for column in there if column.endswith((f"/{name}", f"-{name}"))]


def _clean(name: str) -> pl.Expr:
    return pl.col(name).str.strip_chars().str.normalize("NFC").replace("", None)


def _missing(file: str, name: str) -> Problem:
    text = Text(
        vi="Không có câu hỏi này trong tệp; sửa tên trong questions của responses.yaml, hoặc đưa cột vào danh sách mẫu (--sample).",
        en="The file has no such question; name it under questions in responses.yaml, or add the column to the sample (--sample).",
    )
    return Problem("column-missing", Place(file, 0, name), text)


def _ambiguous(file: str, column: str, located: Sequence[str]) -> Problem:
    listed = ", ".join(located)
    text = Text(
        vi=f"Có nhiều câu hỏi cùng tên: {listed}. Ghi cả đường dẫn trong questions của responses.yaml.",
        en=f"Several questions have this name: {listed}. Give the whole path under questions in responses.yaml.",
    )
    return Problem("question-ambiguous", Place(file, 0, column), text)
