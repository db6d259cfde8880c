"""A survey folder: ``survey.yaml`` and the microdata beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from parindex.documents import parse_model, read_document
from parindex.files import write_atomically
from parindex.problems import Findings, Invalid, Problem
from parindex.rounds.write import yaml_bytes
from parindex.survey.check import problems_of
from parindex.survey.microdata_check import problems_of_microdata
from parindex.survey.model import Survey

SURVEY = "survey.yaml"
SUFFIXES = (".parquet", ".csv")


@dataclass(frozen=True)
class Opened:
    """A survey and the files of its microdata."""

    survey: Survey
    files: tuple[Path, ...]


def open_survey(folder: Path) -> Opened:
    """Read a survey folder; the microdata are ``microdata.parquet`` (or .csv), or all files in ``microdata/``.

    Raises
    ------
    Invalid
        With every problem of ``survey.yaml``, or if there are no microdata. What is inside these `check` looks at.
    """
    document = read_document(folder / SURVEY)
    survey = parse_model(Survey, document)
    problems = problems_of(survey, document)
    files = microdata_in(folder)
    if not files:
        findings = Findings(str(folder))
        findings.add(
            "file-missing",
            "Không có dữ liệu: cần microdata.parquet (hoặc .csv), hay các tệp trong thư mục microdata.",
            "There are no microdata: microdata.parquet (or .csv) is needed, or files in the folder microdata.",
        )
        problems += findings.problems
    if problems:
        raise Invalid(problems)
    return Opened(survey, files)


def microdata_in(folder: Path) -> tuple[Path, ...]:
    """Return the files of microdata in a survey folder, sorted; all of one kind, Parquet first."""
    for suffix in SUFFIXES:
        single = folder / f"microdata{suffix}"
        several = tuple(sorted((folder / "microdata").glob(f"*{suffix}")))
        if single.is_file() or several:
            return (single,) if single.is_file() else several
    return ()


def check(folder: Path) -> list[Problem]:
    """Return all problems of a survey folder and its microdata; none for a sound one."""
    try:
        opened = open_survey(folder)
    except Invalid as invalid:
        return list(invalid.problems)
    return problems_of_microdata(opened.survey, opened.files)


def write_survey(survey: Survey, folder: Path) -> None:
    """Write ``survey.yaml``."""
    write_atomically(folder / SURVEY, survey_bytes(survey))


def survey_bytes(survey: Survey) -> bytes:
    """Return ``survey.yaml``."""
    return yaml_bytes(survey.model_dump(mode="json", exclude_defaults=True))
