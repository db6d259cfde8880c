"""What is wrong with an input: every problem at once, each with its place and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, TypeVar

from parindex.language import Language, Text

Severity = Literal["error", "warning"]
Source = TypeVar("Source")
Made = TypeVar("Made")


@dataclass(frozen=True, order=True)
class Place:
    """Where in a file: a line or row, and the path or column inside it. What is not known stays empty."""

    file: str = ""
    line: int = 0
    path: str = ""

    def __str__(self) -> str:
        line = f":{self.line}" if self.line else ""
        path = f" · {self.path}" if self.path else ""
        return f"{self.file}{line}{path}"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, as a full sentence in both languages that says what to do.

    Parameters
    ----------
    code : str
        Stable name of the check ("bands-hole"); listed in the reference documentation.
    place : Place
        File, line (or row) and path (or column).
    text : Text
        What was found, what was expected, what to do.
    severity : {"error", "warning"}
        A warning does not stop the work.
    """

    code: str
    place: Place
    text: Text
    severity: Severity = "error"

    def said(self, language: Language) -> str:
        """Return the place and the sentence in one line."""
        return f"{self.place}: {self.text.to(language)}" if str(self.place) else self.text.to(language)


class Invalid(Exception):
    """Input that cannot be used, with every problem found in it.

    Parameters
    ----------
    problems : iterable of Problem
    in_order : bool
        Whether they stand in the order in which they are to be told; else they are put in that of their places.
    """

    def __init__(self, problems: Iterable[Problem], *, in_order: bool = False) -> None:
        listed = list(problems)
        if not in_order:
            listed.sort(key=lambda problem: (problem.place, problem.code))
        self.problems = tuple(listed)
        super().__init__("\n".join(problem.said("en") for problem in self.problems))

    def __reduce__(self) -> tuple[Callable[..., Invalid], tuple[tuple[Problem, ...]]]:
        """Say how to make it again in another process."""
        return partial(type(self), in_order=True), (self.problems,)


@dataclass
class Findings:
    """A list that checks add their problems to, for one file."""

    file: str = ""
    problems: list[Problem] = field(default_factory=list)

    def add(
        self, code: str, vi: str, en: str, *, line: int = 0, path: str = "", severity: Severity = "error"
    ) -> None:
        """Note one problem at a line (or row) and path (or column) of this file."""
        self.problems.append(Problem(code, Place(self.file, line, path), Text(vi=vi, en=en), severity))

    @property
    def errors(self) -> list[Problem]:
        """Those that stop the work."""
        return [problem for problem in self.problems if problem.severity == "error"]

    def raise_if_any(self) -> None:
        """Raise `Invalid` with all problems if at least one is an error."""
        if self.errors:
            raise Invalid(self.problems)


def each_of(sources: Iterable[Source], read: Callable[[Source], Made]) -> list[Made]:
    """Return what is read from every source; raise `Invalid` with the problems of all that cannot be read."""
    made: list[Made] = []
    problems: list[Problem] = []
    for source in sources:
        try:
            made.append(read(source))
        except Invalid as invalid:
            problems += invalid.problems
    if problems:
        raise Invalid(problems)
    return made
