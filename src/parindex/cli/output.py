"""What appears: tables, sentences and problems for people, JSON for machines; colours only on a terminal."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import IO, Any

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from parindex.cli.phrases import words
from parindex.language import Language, Text, shown
from parindex.problems import Problem

PATIENCE = 0.7
"""Seconds of work after which a person is told that something is going on."""

WIDTH_OF_A_FILE = 160
"""Columns where the output is not a terminal: wide enough that no row of a table breaks."""

UNKNOWN = "–"

POINTS_SHOWN = 2
"""Decimals of points in tables; JSON and explanations have them all."""


def speak_utf8() -> None:
    """Make the standard streams UTF-8 where they are not, as on Windows when output goes to a file."""
    for stream in (sys.stdout, sys.stderr):
        encoding = (getattr(stream, "encoding", None) or "").lower().replace("-", "")
        if encoding != "utf8" and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


def console(stream: IO[str]) -> Console:
    """Return a console that prints text as it is: no markup, no guessing of what to colour."""
    width = None if stream.isatty() else WIDTH_OF_A_FILE
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False)


@dataclass(frozen=True)
class Screen:
    """Where a command says what it found, in one language.

    Attributes
    ----------
    language : {"vi", "en"}
    is_json : bool
        Whether a machine reads: one JSON value on the standard output and nothing else.
    out, err : Console
    """

    language: Language
    is_json: bool
    out: Console
    err: Console

    def text(self, text: Text, **values: object) -> str:
        """Return a phrase in the language of the screen, with its blanks filled in."""
        return text.to(self.language, **values)

    def say(self, text: Text, style: str = "", **values: object) -> None:
        """Print a phrase on a line of its own."""
        self.line(self.text(text, **values), style)

    def add(self, text: Text, style: str = "dim", **values: object) -> None:
        """Print a phrase that belongs to the line before, indented."""
        self.line("  " + self.text(text, **values), style)

    def line(self, text: str = "", style: str = "") -> None:
        """Print a line of text; a terminal may break it, a file keeps it whole."""
        self.out.print(Styled(text, style=style), soft_wrap=not self.out.is_terminal)

    def show(self, what: RenderableType) -> None:
        """Print a table or tree."""
        self.out.print(what)

    def json(self, data: Any) -> None:
        """Print JSON: UTF-8, two spaces."""
        self.out.file.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")

    def number(self, value: Fraction | Decimal | int | None, decimals: int | None = None) -> str:
        """Return a number as people write it in the language; a dash where it is not known."""
        return UNKNOWN if value is None else shown(value, self.language, decimals).replace("-", "−")

    def points(self, value: Fraction | None) -> str:
        """Return points with at most two decimals, and never as zero what is not."""
        if value is None or not value:
            return self.number(value)
        rounded = self.number(value, POINTS_SHOWN)
        return rounded.rstrip("0").rstrip(",.") if rounded.strip("−0,.") else self.number(value)

    def signed(self, value: Fraction | int | None, decimals: int | None = None) -> str:
        """Return a change with its sign; zero has none."""
        number = self.number(value, decimals)
        return f"+{number}" if value is not None and value > 0 and number.strip("0,.") else number

    def table(self, *columns: tuple[Text, str], title: Text | None = None) -> Table:
        """Return a table with headings; each column comes with its alignment, "left" or "right"."""
        table = Table(
            box=_lines(),
            header_style="bold",
            border_style="dim",
            pad_edge=False,
            collapse_padding=True,
            title=self.text(title) if title else None,
            title_justify="left",
            title_style="bold",
        )
        for heading, side in columns:
            table.add_column(
                self.text(heading), justify="right" if side == "right" else "left", no_wrap=side == "right"
            )
        return table

    def problems(self, problems: Sequence[Problem]) -> None:
        """Show problems as one block on the standard error; as JSON on the standard output."""
        if self.is_json:
            self.json({"errors": [problem_data(problem, self.language) for problem in problems]})
            return
        for problem in problems:
            self.problem(problem, self.err)

    def problem(self, problem: Problem, where: Console) -> None:
        """Print one problem: its place on a line, then the sentence."""
        mark = ("✗ ", "bold red") if problem.severity == "error" else ("! ", "bold yellow")
        sentence, whole = problem.text.to(self.language), not where.is_terminal
        if not str(problem.place):
            where.print(Styled.assemble(mark, sentence), soft_wrap=whole)
            return
        where.print(Styled.assemble(mark, (str(problem.place), "bold")), soft_wrap=whole)
        if whole:
            where.print(Styled(f"  {sentence}"), soft_wrap=True)
        else:
            where.print(Padding(Styled(sentence), (0, 0, 0, 2), expand=False))

    def working(self) -> Any:
        """Return a context in which a person at a terminal sees, after a moment, that work goes on."""
        return _patiently(self) if self.err.is_terminal and not self.is_json else nullcontext()

    def each(self, items: Sequence[Any], text: Text) -> Iterator[Any]:
        """Yield items with a bar on the standard error that shows how many are done."""
        if self.is_json or not self.err.is_terminal:
            yield from items
            return
        from rich.progress import track

        yield from track(items, self.text(text), console=self.err, transient=True)


@contextmanager
def _patiently(screen: Screen) -> Iterator[None]:
    from rich.status import Status

    status = Status(screen.text(words.WORKING), console=screen.err)
    timer = threading.Timer(PATIENCE, status.start)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        status.stop()


def _lines() -> Any:
    from rich import box

    return box.SIMPLE_HEAD


def problem_data(problem: Problem, language: Language) -> dict[str, object]:
    """Return a problem as JSON has it."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": problem.place.file,
        "line": problem.place.line or None,
        "path": problem.place.path,
        "text": problem.text.to(language),
    }


def both_languages(text: Text) -> dict[str, str]:
    """Return a text as JSON has it."""
    return {"vi": text.vi, "en": text.en}


def joined(parts: Iterable[str]) -> str:
    """Return short pieces of a line with dots between them, without the empty ones."""
    return " · ".join(part for part in parts if part)
