"""What Typer finds wrong with a call, said in both languages."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

import typer

from parindex.language import Text

MISUSE: type[Exception] = typer.BadParameter.__mro__[1]
"""Every wrong call: the class from which Typer's `BadParameter` comes."""

_NO_COMMAND = re.compile(r"No such command '(?P<name>.*?)'")
_TOO_MANY = re.compile(r"Got unexpected extra arguments? ?\(?s?\)? \((?P<extra>.*)\)")


def sentence_of(misuse: Any) -> Text | None:
    """Return what is wrong; None where the whole help was shown because nothing was asked for."""
    kind = type(misuse).__name__
    if kind == "NoArgsIsHelpError":
        return None
    if kind == "MissingParameter":
        name = _name(misuse.param)
        return Text(vi=f"Thiếu {name}.", en=f"{name} is missing.")
    if kind == "BadParameter":
        name = _name(misuse.param)
        return Text(
            vi=f"Giá trị của {name} không dùng được.",
            en=f"The value of {name} will not do: {misuse.message}",
        )
    if kind == "NoSuchOption":
        return _unknown(misuse.option_name, Text(vi="tuỳ chọn", en="option"), misuse.possibilities or ())
    return _of_message(misuse)


def _of_message(misuse: Any) -> Text:
    """Return a sentence where only Typer's own, English one tells what is wrong."""
    message = misuse.format_message()
    command = _NO_COMMAND.match(message)
    if command:
        near = get_close_matches(command["name"], misuse.ctx.command.commands)
        return _unknown(command["name"], Text(vi="lệnh", en="command"), near)
    if message.startswith("Missing command"):
        return Text(vi="Thiếu lệnh.", en="A command is missing.")
    extra = _TOO_MANY.match(message)
    if extra:
        return Text(vi=f"Thừa: {extra['extra']}.", en=f"Too much: {extra['extra']}.")
    option = getattr(misuse, "option_name", "")
    if option:
        return Text(vi=f"Tuỳ chọn {option} thiếu giá trị hoặc thừa giá trị.", en=message)
    return Text(vi=f"Lệnh chưa đúng: {message}", en=message)


def _unknown(name: str, what: Text, near: Any) -> Text:
    said = Text(vi=f"Không có {what.vi} “{name}”", en=f'There is no {what.en} "{name}"')
    if not near:
        return Text(vi=f"{said.vi}.", en=f"{said.en}.")
    listed = ", ".join(sorted(near))
    return Text(vi=f"{said.vi}; ý bạn là: {listed}?", en=f"{said.en}; did you mean: {listed}?")


def _name(parameter: Any) -> str:
    """Return a parameter as it is typed: ``--year N``, ``ROUND``."""
    shown = [parameter.opts[0]] if parameter.param_type_name == "option" else []
    return " ".join([*shown, *([parameter.metavar] if parameter.metavar else [])])
