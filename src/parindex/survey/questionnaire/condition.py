"""Conditions of skip logic as people read them: the part of XPath that questionnaires use, said in words.

What is outside that part (regular expressions, counts, dates) has no words here; paper then prints the XPath.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from parindex.language import Text, both

_TOKEN = re.compile(
    r"\s*(?:\$\{(?P<name>[^}]+)\}|'(?P<single>[^']*)'|\"(?P<double>[^\"]*)\"|(?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<word>and|or|not|selected)\b|(?P<sign><=|>=|!=|[=<>(),.]))"
)
REFERENCE = re.compile(r"\$\{\s*([^}\s]+)\s*\}")


@dataclass(frozen=True)
class Compared:
    """An answer beside a value; ``has`` for one of several answers."""

    name: str
    """Of the question; a point for the one that the condition belongs to."""
    sign: str
    value: str


@dataclass(frozen=True)
class Joined:
    """Conditions of which all, or any, must hold."""

    word: str
    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Negated:
    """A condition that must not hold."""

    part: Condition


Condition = Compared | Joined | Negated


class _Unsaid(Exception):
    """An expression outside the part that is understood."""


def parse(expression: str) -> Condition | None:
    """Return a condition as a tree; None where it is outside the part that is understood."""
    try:
        return _Parser(list(_tokens(expression))).whole()
    except _Unsaid:
        return None


def _tokens(expression: str) -> Iterator[tuple[str, str]]:
    at = 0
    while expression[at:].strip():
        matched = _TOKEN.match(expression, at)
        if matched is None:
            raise _Unsaid
        kind = str(matched.lastgroup)
        yield ("value" if kind in {"single", "double", "number"} else kind), matched[kind].strip()
        at = matched.end()


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = [*tokens, ("end", "")]
        self._at = 0

    def whole(self) -> Condition:
        condition = self._joined("or", lambda: self._joined("and", self._single))
        self._take("end", "")
        return condition

    def _joined(self, word: str, part: Callable[[], Condition]) -> Condition:
        parts = [part()]
        while self._tokens[self._at] == ("word", word):
            self._at += 1
            parts.append(part())
        return parts[0] if len(parts) == 1 else Joined(word, tuple(parts))

    def _single(self) -> Condition:
        match self._next():
            case "sign", "(":
                return self._inside()
            case "word", "not":
                self._take("sign", "(")
                return Negated(self._inside())
            case "word", "selected":
                self._take("sign", "(")
                name = self._name(self._next())
                self._take("sign", ",")
                value = self._value()
                self._take("sign", ")")
                return Compared(name, "has", value)
            case token:
                name, (kind, sign) = self._name(token), self._next()
                if kind != "sign" or sign in "(),.":
                    raise _Unsaid
                return Compared(name, sign, self._value())

    def _inside(self) -> Condition:
        condition = self._joined("or", lambda: self._joined("and", self._single))
        self._take("sign", ")")
        return condition

    def _next(self) -> tuple[str, str]:
        token = self._tokens[self._at]
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def _take(self, *expected: str) -> None:
        if self._next() != expected:
            raise _Unsaid

    def _name(self, token: tuple[str, str]) -> str:
        if token[0] == "name" or token == ("sign", "."):
            return token[1]
        raise _Unsaid

    def _value(self) -> str:
        kind, value = self._next()
        if kind != "value":
            raise _Unsaid
        return value


_SIGNS: Mapping[str, Text] = {
    "=": both("="),
    "!=": Text(vi="khác", en="is not"),
    "<": both("<"),
    "<=": both("≤"),
    ">": both(">"),
    ">=": both("≥"),
    "has": Text(vi="có chọn", en="includes"),
}
_JOINED = {"and": Text(vi="và", en="and"), "or": Text(vi="hoặc", en="or")}
_NOT = Text(vi="không phải ({part})", en="not ({part})")
_ANSWERED = {
    "!=": Text(vi="{name} có trả lời", en="{name} is answered"),
    "=": Text(vi="{name} để trống", en="{name} is empty"),
}


def in_words(condition: Condition, name_of: Callable[[str], Text]) -> Text:
    """Return a condition as people read it.

    Parameters
    ----------
    condition : Condition
    name_of : function
        What a question is called on paper ("câu 12").
    """
    if isinstance(condition, Negated):
        return _NOT.filled(part=in_words(condition.part, name_of))
    if isinstance(condition, Joined):
        return joined([_bracketed(part, in_words(part, name_of)) for part in condition.parts], condition.word)
    name = name_of(condition.name)
    if not condition.value and condition.sign in _ANSWERED:
        return _ANSWERED[condition.sign].filled(name=name)
    sign = _SIGNS[condition.sign]
    return Text(vi=f"{name.vi} {sign.vi} {condition.value}", en=f"{name.en} {sign.en} {condition.value}")


def joined(parts: Sequence[Text], word: str) -> Text:
    """Return conditions in words with ``and`` or ``or`` between them."""
    between = _JOINED[word]
    return Text(
        vi=f" {between.vi} ".join(part.vi for part in parts),
        en=f" {between.en} ".join(part.en for part in parts),
    )


def _bracketed(part: Condition, said: Text) -> Text:
    return Text(vi=f"({said.vi})", en=f"({said.en})") if isinstance(part, Joined) else said
