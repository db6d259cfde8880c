"""How a function becomes a command: it gets the screen first, and every command knows ``--json`` and ``--lang``."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from parindex.cli.output import Screen
from parindex.cli.phrases import help as told
from parindex.language import Language

JsonOption = Annotated[bool, typer.Option("--json", metavar="", help="json")]
LangOption = Annotated[Literal["vi", "en"] | None, typer.Option("--lang", metavar="vi|en", help="lang")]
RoundArgument = Annotated[str, typer.Argument(metavar="ROUND", help="round")]
ResultArgument = Annotated[str, typer.Argument(metavar="SNAPSHOT_OR_ROUND", help="result")]
UnitArgument = Annotated[str, typer.Argument(metavar="UNIT", help="unit")]
StageOption = Annotated[
    Literal["self", "appraisal_1", "appraisal_2", "council"] | None,
    typer.Option("--stage", metavar="STAGE", help="stage"),
]

Function = TypeVar("Function", bound=Callable[..., int | None])


class _Speaking:
    """Help in the language of the run."""

    language: Language = "vi"

    def format_help(self, context: Any, formatter: Any) -> None:
        """Print the help, with the few words that Typer adds itself in the right language."""
        from typer import rich_utils

        for name, words in told.FRAME.items():
            setattr(rich_utils, name, words.to(self.language))
        super().format_help(context, formatter)  # type: ignore[misc]

    def format_usage(self, context: Any, formatter: Any) -> None:
        """Write the line that shows how the command is used."""
        pieces = " ".join(self.collect_usage_pieces(context))  # type: ignore[attr-defined]
        formatter.write_usage(context.command_path, pieces, prefix=told.USAGE.to(self.language) + " ")

    def get_help_option(self, context: Any) -> Any:
        """Return the option ``--help``, explained."""
        option = super().get_help_option(context)  # type: ignore[misc]
        option.help = told.OPTIONS["help"].to(self.language)
        return option


class Command(_Speaking, TyperCommand):
    """A command with help in the language of the run."""


class Group(_Speaking, TyperGroup):
    """A family of commands with help in the language of the run."""


def family() -> typer.Typer:
    """Return an empty family of commands."""
    return typer.Typer(cls=Group, no_args_is_help=True, add_completion=False, rich_markup_mode="rich")


root = family()
"""What stands before a command, and the commands that stand alone; see `tree`."""


def command(group: typer.Typer, name: str) -> Callable[[Function], Function]:
    """Register a function as a command of a group.

    Its first parameter is the screen; the rest are arguments and options, whose help is the key of a
    phrase. It returns an exit code, or None for all well.
    """

    def register(function: Function) -> Function:
        group.command(name, cls=Command)(_called(function))
        return function

    return register


def _called(function: Callable[..., int | None]) -> Callable[..., None]:
    """Return the function as Typer is to see it: with the context first, ``--json`` and ``--lang`` last."""
    _, *own = inspect.signature(function, eval_str=True).parameters.values()

    def called(context: typer.Context, **values: Any) -> None:
        del values["json"], values["lang"]  # both were read before, for they shape help and errors too
        raise typer.Exit(function(context.obj, **values) or 0)

    first = inspect.Parameter("context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    last = [_option("json", JsonOption, False), _option("lang", LangOption, None)]
    keyword = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]
    parameters = [first, *keyword, *last]
    setattr(called, "__signature__", inspect.Signature(parameters))  # noqa: B010
    called.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return called


def _option(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


def translate(made: Any, language: Language, path: str) -> None:
    """Put the words of a language into a command and all below it; see `put_words`."""
    put_words(made, language, path)
    for name, part in getattr(made, "commands", {}).items():
        translate(part, language, f"{path} {name}")


def put_words(made: Any, language: Language, path: str = "") -> None:
    """Put the words of a language into a command, or a group, whose help holds keys of phrases."""
    made.language = language
    made.help = told.COMMANDS[path].to(language)
    made.epilog = told.EXIT_CODES.to(language)
    made.options_metavar = told.OPTIONS_IN_USAGE.to(language)
    for parameter in made.params:
        parameter.help = told.OPTIONS[parameter.help].to(language)
    if isinstance(made, Group):
        made.subcommand_metavar = told.COMMAND_IN_USAGE.to(language)


__all__ = [
    "Command",
    "Group",
    "JsonOption",
    "LangOption",
    "ResultArgument",
    "RoundArgument",
    "Screen",
    "StageOption",
    "UnitArgument",
    "command",
    "family",
    "put_words",
    "root",
    "translate",
]
