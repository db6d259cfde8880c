"""``example list|copy``: the rounds and frameworks that ship."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from parindex.cli.commands import Screen, command, family
from parindex.cli.failures import Exit, Stop
from parindex.cli.phrases import sentences, words
from parindex.language import Text

commands = family()


@command(commands, "list")
def list_(screen: Screen) -> None:
    """List what ships."""
    from parindex import shipped
    from parindex.documents import read_document

    rounds = {name: read_document(path / "round.yaml").data for name, path in shipped.rounds().items()}
    frameworks = {name: read_document(path).data for name, path in shipped.frameworks().items()}
    if screen.is_json:
        screen.json(
            {
                "rounds": [_round_data(name, data) for name, data in rounds.items()],
                "frameworks": [_framework_data(name, data) for name, data in frameworks.items()],
            }
        )
        return
    _show_rounds(screen, rounds)
    _show_frameworks(screen, frameworks)
    screen.say(sentences.COPY_HINT, "dim")


def _round_data(name: str, data: dict[str, Any]) -> dict[str, object]:
    kept = ("title", "year", "kind", "data_status", "framework")
    return {"name": name, **{key: data[key] for key in kept}}


def _framework_data(name: str, data: dict[str, Any]) -> dict[str, object]:
    illustrative = data["source"] == "illustrative"
    return {"name": name, "title": data["title"], "version": data["version"], "illustrative": illustrative}


def _show_rounds(screen: Screen, rounds: dict[str, Any]) -> None:
    from parindex.rounds.status import STATUS_NAMES

    table = screen.table(
        (words.ROUND, "left"),
        (words.YEAR, "right"),
        (words.KIND, "left"),
        (words.DATA, "left"),
        (words.TITLE, "left"),
    )
    for name, data in rounds.items():
        status = data["data_status"]
        table.add_row(
            name,
            str(data["year"]),
            screen.text(words.KINDS[data["kind"]]),
            screen.text(STATUS_NAMES[status]),
            data["title"][screen.language],
            style="yellow" if status == "training" else "",
        )
    screen.show(table)


def _show_frameworks(screen: Screen, frameworks: dict[str, Any]) -> None:
    table = screen.table((words.FRAMEWORK, "left"), (words.VERSION, "left"), (words.TITLE, "left"))
    for name, data in frameworks.items():
        style = "yellow" if data["source"] == "illustrative" else ""
        table.add_row(name, str(data["version"]), data["title"][screen.language], style=style)
    screen.show(table)


@command(commands, "copy")
def copy(
    screen: Screen,
    name: Annotated[str, typer.Argument(metavar="NAME", help="copy.name")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="copy.folder")] = Path(),
) -> None:
    """Copy a round with its framework, or a framework, so that it can be changed and tried."""
    from parindex import shipped

    if name in shipped.rounds():
        target = shipped.copy_round(name, folder)
    elif name in shipped.frameworks():
        target = shipped.copy_framework(name, folder)
    else:
        raise _unknown(name)
    if screen.is_json:
        screen.json({"copied": str(target)})
    else:
        screen.say(sentences.WRITTEN, "green", file=target)


def _unknown(name: str) -> Stop:
    from parindex import shipped
    from parindex.cli.find import near

    close = ", ".join(near(name, [*shipped.rounds(), *shipped.frameworks()]))
    text = Text(
        vi=f"Không có “{name}” đi kèm phần mềm." + (f" Ý bạn là: {close}?" if close else ""),
        en=f'Nothing called "{name}" ships.' + (f" Did you mean: {close}?" if close else ""),
    )
    return Stop(text, "example-not-found", Exit.MISUSE)
