"""The levels of a choice as an officer sees them in a list."""

from __future__ import annotations

from parindex.framework.rules import AnyRule, Levels, Variable
from parindex.language import LANGUAGES, Language, nfc
from parindex.rounds.values import BadValue
from parindex.rounds.workbook.expected import expected

LONGEST = 200


def labels(rule: AnyRule, variable: Variable, language: Language) -> tuple[str, ...]:
    """Return the entries of the list of a choice: numbered titles of levels, or codes where there are no titles."""
    if not isinstance(rule, Levels):
        return variable.choices
    return tuple(_label(number, level.title.to(language)) for number, level in enumerate(rule.levels, start=1))


def _label(number: int, title: str) -> str:
    text = f"{number}. {' '.join(title.split())}"
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def position_of(text: str, rule: AnyRule, variable: Variable) -> float:
    """Return the position of the level that a cell names: by entry of the list, title or code, in either language."""
    sought = nfc(text).strip().casefold()
    for position, names in enumerate(_names(rule, variable)):
        if sought in names:
            return float(position)
    raise BadValue(expected(variable))


def _names(rule: AnyRule, variable: Variable) -> list[set[str]]:
    known = [{code.casefold()} for code in variable.choices]
    for language in LANGUAGES:
        for names, label in zip(known, labels(rule, variable, language), strict=True):
            names.add(label.casefold())
    if isinstance(rule, Levels):
        titles = [level.title.to(language).casefold() for language in LANGUAGES for level in rule.levels]
        for names, level in zip(known, rule.levels, strict=True):
            own = {level.title.to(language).casefold() for language in LANGUAGES}
            names |= {title for title in own if titles.count(title) <= len(LANGUAGES) and _is_own(title, level, rule)}
    return known
