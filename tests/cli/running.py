"""Commands run in this process, with what they said on both streams."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from parindex.cli.app import run
from parindex.cli.output import Screen, console
from parindex.language import Language
from parindex.rounds import RoundData
from parindex.rounds.write import write


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def words(self) -> str:
        """The standard output as one line with single spaces."""
        return " ".join(self.out.split())


def say(*arguments: object, language: Language = "en") -> Said:
    """Run a command as it runs into a pipe."""
    given = [str(argument) for argument in arguments]
    out, err = io.StringIO(), io.StringIO()
    screen = Screen(language, is_json="--json" in given, out=console(out), err=console(err))
    return Said(run(given, screen), out.getvalue(), err.getvalue())


def on_terminal(width: int = 100, language: Language = "en") -> tuple[Screen, Callable[[], str]]:
    """A screen on a terminal, and what has been written to it (both streams)."""
    stream = io.StringIO()
    terminal = Console(
        file=stream, width=width, force_terminal=True, markup=False, highlight=False, legacy_windows=False
    )
    return Screen(language, is_json=False, out=terminal, err=terminal), stream.getvalue


def written(data: RoundData, folder: Path) -> Path:
    """Write a round into a folder."""
    write(data, folder)
    return folder
