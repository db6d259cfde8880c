"""Formulas as people read them: titles in place of the names of variables, signs of arithmetic in place of those of programs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from parindex.framework.annex import phrases
from parindex.framework.formula import MAX_POINTS
from parindex.framework.rules import AnyRule
from parindex.language import Language, Text

_SIGNS = (("==", "="), ("!=", "≠"), (">=", "≥"), ("<=", "≤"), ("*", "×"), ("/", "÷"), ("-", "−"))
_MAXIMUM = Text(vi="điểm tối đa", en="maximum")
_WHAT = " — "
"""Stands between the title of a variable and what it is counted in."""


def readable(rule: AnyRule, line: str, language: Language) -> str:
    """Return a line of a rule in words without the names that programs use; empty if it is about those names alone."""
    titles = {variable.name: f"“{variable.title.to(language)}”" for variable in rule.inputs}
    name, colon, rest = line.removeprefix("- ").partition(": ")
    if colon and name in titles:
        title, what, details = rest.partition(_WHAT)
        return f"- {title}{what}{_titled(details, titles)}"
    if not line.startswith(_openings(language)):
        return "" if line == phrases.MAX_POINTS_IS.say(language) else line
    said = _titled(line, {**titles, MAX_POINTS: _MAXIMUM.to(language)})
    for sign, meant in _SIGNS:
        said = said.replace(f" {sign} ", f" {meant} ")
    return re.sub(r"(?<=\d)\.(?=\d)", ",", said) if language == "vi" else said


def _openings(language: Language) -> tuple[str, ...]:
    """Return how lines that hold a formula begin."""
    gaps = {"formula": "", "when": "", "points_formula": ""}
    opened = (phrases.VALUE, phrases.CASE, phrases.OTHERWISE)
    return tuple(phrase.say(language, **gaps).split(":")[0].rstrip() for phrase in opened)


def _titled(text: str, titles: Mapping[str, str]) -> str:
    return re.sub(r"(?<!\w)[a-z_][a-z0-9_]*(?!\w)", lambda found: titles.get(found[0], found[0]), text)
