"""The levels of a choice as an officer sees them in a list."""

from __future__ import annotations

from parindex.framework.rules import AnyRule, Levels, Variable
from parindex.language import LANGUAGES, Language
from parindex.rounds.values import BadValue
from parindex.rounds.workbook.expected import expected

LONGEST = 200


def labels(rule: AnyRule, variable: Variable, language: Language) -> tuple[str, ...]:
    """Return the entries of the list of a choice: numbered titles of levels, or codes where there are no titles."""
    if not isinstance(rule, Levels):
        return variable.choices
    return tuple(
        _label(number, level.title.to(language)) for number, level in enumerate(rule.levels, start=1)
    )


def _label(number: int, title: str) -> str:
    text = f"{number}. {' '.join(title.split())}"
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def position_of(text: str, rule: AnyRule, variable: Variable) -> float:
    """Return the position of the one choice that a text names.

    Parameters
    ----------
    text : str
        An entry of the list, a title or a code, in either language, in NFC.

    Raises
    ------
    BadValue
        It names none, or more than one.
    """
    sought = text.casefold()
    found = [position for position, names in enumerate(_names(rule, variable)) if sought in names]
    if len(found) != 1:
        raise BadValue(expected(variable))
    return float(found[0])


def _names(rule: AnyRule, variable: Variable) -> list[set[str]]:
    columns = [variable.choices, *(labels(rule, variable, language) for language in LANGUAGES)]
    if isinstance(rule, Levels):
        columns += [tuple(level.title.to(language) for level in rule.levels) for language in LANGUAGES]
    return [{name.casefold() for name in names} for names in zip(*columns, strict=True)]
