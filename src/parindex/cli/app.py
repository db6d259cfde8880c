"""The command line as a whole: its commands in one language, and how a run ends."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import Any

import typer

from parindex.cli.commands import JsonOption, LangOption, root
from parindex.cli.failures import Exit, problems_of
from parindex.cli.languages import language_of, options_in
from parindex.cli.misuse import MISUSE, sentence_of
from parindex.cli.output import Screen, console, speak_utf8
from parindex.cli.phrases import words
from parindex.cli.tree import build
from parindex.problems import Place, Problem

NAME = "parindex"

OBJECTS_BETWEEN_COLLECTIONS = 100_000
"""A command makes many small objects that all live to its end; looking for garbage among them every 700 takes a tenth
of its time."""


def main() -> int:
    """Run the command line on the arguments of this process and return the exit code."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    speak_utf8()
    return run(sys.argv[1:])


def run(arguments: Sequence[str], screen: Screen | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str
        As typed, without the name of the program.
    screen : Screen, optional
        Where to show things; the standard streams by default.

    Returns
    -------
    int
        The exit code; see `Exit`.
    """
    screen = screen or screen_for(arguments)
    try:
        code = build(screen.language).main(
            args=list(arguments), prog_name=NAME, standalone_mode=False, obj=screen
        )
        return int(code or 0)
    except MISUSE as misuse:
        return _misused(misuse, screen)
    except (KeyboardInterrupt, typer.Abort):
        return Exit.INTERRUPTED
    except Exception as failure:
        known = problems_of(failure)
        if known is None:
            raise
        screen.problems(known[0])
        return known[1]


def screen_for(arguments: Sequence[str]) -> Screen:
    """Return the screen that the arguments and the environment ask for, on the standard streams."""
    return Screen(
        language=language_of(arguments, os.environ),
        is_json="--json" in options_in(arguments),
        out=console(sys.stdout),
        err=console(sys.stderr),
    )


def _misused(misuse: Any, screen: Screen) -> int:
    """Say what was wrong with the call; nothing more where the help was already shown."""
    text = sentence_of(misuse)
    if text is None:
        return Exit.MISUSE
    screen.problems([Problem("usage", Place(), text)])
    if not screen.is_json and misuse.ctx is not None:
        screen.err.print(misuse.ctx.get_usage(), style="dim")
        screen.err.print(screen.text(words.SEE_HELP, command=misuse.ctx.command_path), style="dim")
    return Exit.MISUSE


def _version(wanted: bool) -> None:
    if wanted:
        import parindex

        typer.echo(f"{NAME} {parindex.__version__}")
        raise typer.Exit


@root.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", metavar="", is_eager=True, callback=_version, help="version"
    ),
    json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Take the options that may also stand before a command."""
