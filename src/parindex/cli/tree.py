"""The tree of commands. The module of a command is imported when it is asked for: none waits for the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import typer

from parindex.cli.commands import family, put_words, root, translate
from parindex.language import Language

ALONE = {
    "compute": "results",
    "show": "results",
    "verify": "results",
    "compare": "results",
    "publish": "publishing",
    "chart": "charts",
    "reconcile": "questions",
    "lost": "questions",
    "explain": "questions",
    "simulate": "questions",
    "uncertainty": "uncertainty",
    "report": "reports",
}
"""The commands that stand alone, by name, with the modules that add them to `root`."""

FAMILIES = {
    "framework": ("frameworks",),
    "round": ("rounds",),
    "survey": (
        "surveys",
        "survey_estimate",
        "survey_analysis",
        "survey_design",
        "survey_forms",
        "survey_report",
        "survey_responses",
        "survey_weights",
    ),
    "example": ("examples",),
    "key": ("keys",),
}
"""The families of commands, by name: the module that has the family, then those that add to it."""


def build(language: Language) -> Any:
    """Return the tree of commands with its help in a language."""
    made: Any = typer.main.get_group(root)
    made.commands = OnDemand(language)
    put_words(made, language)
    return made


class OnDemand(Mapping[str, Any]):
    """The commands and families under the root, each made when it is asked for.

    Parameters
    ----------
    language : {"vi", "en"}
        Of their help.
    """

    def __init__(self, language: Language) -> None:
        self.language = language

    def __getitem__(self, name: str) -> Any:
        made = _family(name) if name in FAMILIES else _alone(name)
        translate(made, self.language, name)
        return made

    def __iter__(self) -> Iterator[str]:
        yield from ALONE
        yield from FAMILIES

    def __len__(self) -> int:
        return len(ALONE) + len(FAMILIES)


def _alone(name: str) -> Any:
    import_module(f"parindex.cli.{ALONE[name]}")
    one = family()
    one.registered_commands = [command for command in root.registered_commands if command.name == name]
    return typer.main.get_command(one)


def _family(name: str) -> Any:
    first, *_ = [import_module(f"parindex.cli.{module}") for module in FAMILIES[name]]
    made: Any = typer.main.get_group(first.commands)
    made.name = name
    return made
