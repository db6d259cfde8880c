"""Reading a framework file, with all problems found in it."""

from __future__ import annotations

from pathlib import Path

from parindex.documents import Document, parse_document, parse_model, read_document
from parindex.framework.check import problems_of, problems_of_parts
from parindex.framework.model import Framework
from parindex.problems import Invalid, Problem


def load(path: Path) -> Framework:
    """Return the framework in a YAML file.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    Invalid
        With every problem that `check` finds, if any is an error.
    """
    return _checked(read_document(path))


def loads(text: str, name: str = "framework.yaml") -> Framework:
    """Return the framework in a YAML text; see `load`."""
    return _checked(parse_document(text, name))


def _checked(document: Document) -> Framework:
    framework, problems = _found(document)
    if framework is None or any(problem.severity == "error" for problem in problems):
        raise Invalid(problems)
    return framework


def check(path: Path) -> list[Problem]:
    """Return all problems of a framework file, in the order of its lines; none for a sound file."""
    try:
        return _found(read_document(path))[1]
    except Invalid as invalid:
        return list(invalid.problems)


def _found(document: Document) -> tuple[Framework | None, list[Problem]]:
    """Return the framework of a document, if its form is right, and all problems, those of what can be read."""
    problems: list[Problem] = []
    try:
        framework = parse_model(Framework, document)
        problems = problems_of(framework, document)
    except Invalid as invalid:
        framework = None
        problems = [*invalid.problems, *problems_of_parts(document)]
    return framework, sorted(problems, key=lambda problem: problem.place)
