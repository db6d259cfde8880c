"""Every fixed word: in both languages, with the same blanks, and none that nothing says."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any, get_args

import pytest

import parindex.cli
from parindex.cli.phrases import drawing, forms, reports, responses, sentences, words
from parindex.cli.phrases import help as told
from parindex.cli.phrases import surveys as said
from parindex.cli.tree import build
from parindex.framework.diff import Kind as DifferenceKind
from parindex.framework.rules import AnyRule
from parindex.language import Text
from parindex.rounds.model import DataStatus, Kind
from parindex.rounds.status import STATUS_NAMES, STATUS_SENTENCES
from parindex.scoring.results import Status
from parindex.scoring.summary import Basis

SOURCES = [path.read_text(encoding="utf-8") for path in Path(parindex.cli.__file__).parent.glob("*.py")]
SAME_IN_BOTH = {"NOTE_OF_UNIT"}
"""Phrases of blanks alone."""


def phrases() -> Iterator[tuple[str, Text]]:
    for module in (words, sentences, told, said, forms, reports, responses, drawing):
        for name, value in vars(module).items():
            if isinstance(value, Text):
                yield name, value
            elif isinstance(value, dict) and not name.startswith("_"):
                yield from ((f"{name}.{key}", text) for key, text in value.items())


def blanks(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@pytest.mark.parametrize(("name", "text"), list(phrases()), ids=lambda value: str(value)[:40])
def test_a_phrase_is_translated_and_has_the_same_blanks(name: str, text: Text) -> None:
    assert blanks(text.vi) == blanks(text.en)
    assert text.vi != text.en or name in SAME_IN_BOTH


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (m, n)
        for m in ("words", "sentences", "said", "forms", "reports", "responses", "drawing")
        for n in vars(globals()[m])
    ],
)
def test_a_phrase_is_said_somewhere(module: str, name: str) -> None:
    if name.isupper() and name not in {"COMMANDS", "OPTIONS"}:  # these the help says
        assert any(re.search(rf"\b{module}\.{name}\b", source) for source in SOURCES), name


def kinds_of_rule() -> set[str]:
    return {rule.model_fields["type"].default for rule in get_args(get_args(AnyRule)[0])}


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        (words.STATUSES, set(get_args(Status))),
        (words.BASES, set(get_args(Basis))),
        (words.KINDS, set(get_args(Kind))),
        (sentences.KINDS, set(get_args(Kind))),
        (STATUS_NAMES, set(get_args(DataStatus))),
        (STATUS_SENTENCES, set(get_args(DataStatus))),
        (words.DIFFERENCES, set(get_args(DifferenceKind))),
        (words.RULES, kinds_of_rule()),
    ],
)
def test_every_kind_of_thing_has_a_name(named: dict[str, Text], meant: set[str]) -> None:
    assert set(named) == meant


def tree(made: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    yield path, made
    for name, part in getattr(made, "commands", {}).items():
        yield from tree(part, f"{path} {name}".strip())


def test_every_command_and_option_has_help_and_no_help_is_left_over() -> None:
    made = dict(tree(build("vi")))
    assert set(made) == set(told.COMMANDS)
    shown = {parameter.help for command in made.values() for parameter in command.params}
    assert shown == {text.vi for key, text in told.OPTIONS.items() if key != "help"}


def test_help_has_nothing_that_markup_would_swallow() -> None:
    for text in (*told.COMMANDS.values(), *told.OPTIONS.values(), told.EXIT_CODES):
        assert "[" not in text.vi + text.en
