"""Reading a framework file, with all problems found in it."""

from __future__ import annotations

from pathlib import Path

from parindex.documents import Document, parse_document, parse_model, read_document
from parindex.framework.check import problems_of
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
    framework = parse_model(Framework, document)
    problems = problems_of(framework, document)
    if any(problem.severity == "error" for problem in problems):
        raise Invalid(problems)
    return framework


def check(path: Path) -> list[Problem]:
    """Return all problems of a framework file, in the order of its lines; none for a sound file."""
    try:
        document = read_document(path)
        framework = parse_model(Framework, document)
    except Invalid as invalid:
        return list(invalid.problems)
    return sorted(problems_of(framework, document), key=lambda problem: problem.place)
