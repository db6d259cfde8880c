"""The cell "way of scoring": conditions, the words, and a machine line for what words cannot carry.

The machine line ``[parindex 1f3a90c2] {type: levels, …}`` holds the whole rule with its codes and both
languages. The eight digits are a mark of the words that it was written under: who edits the words breaks the
mark, and then the words count (see docs/decisions/0004-annex.md).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pydantic import ValidationError

from parindex.documents import parse_document
from parindex.framework.annex import phrases
from parindex.framework.annex.handwritten import rule_in_free_words
from parindex.framework.annex.items import Unread
from parindex.framework.annex.lines import one_line, tidy
from parindex.framework.annex.names import with_codes
from parindex.framework.annex.reading import RULE, rule_in_own_words
from parindex.framework.annex.wording import words
from parindex.framework.model import Leaf
from parindex.framework.properties import UnitGroup
from parindex.framework.rules import AnyRule, Appraiser
from parindex.framework.write import data_of, one_line_yaml
from parindex.language import Language, Text, nfc
from parindex.problems import Invalid

_MACHINE_LINE = re.compile(r"(?:\A|\n)[ \t]*\[parindex(?: (?P<mark>[0-9a-f]{8}))?\](?P<yaml>.*)\Z", re.DOTALL)


@dataclass(frozen=True)
class Asked:
    """The leaf that a cell belongs to; `known` is the leaf of the same code in an earlier framework."""

    title: str
    maximum: Decimal | None = None
    known: Leaf | None = None


@dataclass(frozen=True)
class Scoring:
    """What a cell says.

    Attributes
    ----------
    words : str
        The words as they stand, without conditions and machine line.
    rule : AnyRule
        The appraiser's points where the words cannot be read.
    certain : bool
        The words are those that the rule was written with, so the rule is known in both languages.
    unread : Text or None
        Why the words cannot be read.
    machine : AnyRule or None
        The rule of the machine line.
    line_is_broken : bool
        There is a machine line that cannot be read.
    groups : str
        Titles of the groups of units that the leaf is for.
    may_be_not_applicable : bool
    """

    words: str
    rule: AnyRule
    certain: bool = False
    unread: Text | None = None
    machine: AnyRule | None = None
    line_is_broken: bool = False
    groups: str = ""
    may_be_not_applicable: bool = False


def words_of(leaf: Leaf, language: Language) -> str:
    """Return the official wording of a leaf's rule, else the rule in words."""
    return (
        words(leaf.rule, language) if leaf.way_of_scoring is None else tidy(leaf.way_of_scoring.to(language))
    )


def cell_text(leaf: Leaf, language: Language, groups: Sequence[UnitGroup], *, exact: bool) -> str:
    """Return the whole cell.

    Parameters
    ----------
    leaf : Leaf
    language : {"vi", "en"}
    groups : sequence of UnitGroup
        Those of the framework, for the leaves that are not for all units.
    exact : bool
        Add the machine line where the words alone do not give back the same rule.
    """
    said = words_of(leaf, language)
    lines = []
    if leaf.for_groups:
        titles = "; ".join(one_line(g.title.to(language)) for g in groups if g.code in leaf.for_groups)
        lines.append(phrases.FOR_GROUPS.say(language, groups=titles))
    if leaf.may_be_not_applicable:
        lines.append(phrases.MAY_NOT_APPLY.say(language))
    lines.append(said)
    if exact and (leaf.way_of_scoring is not None or rule_in_own_words(said, language) != leaf.rule):
        lines.append(f"[parindex {mark_of(said)}] {one_line_yaml(data_of(leaf.rule))}")
    return "\n".join(lines)


def split_machine_line(text: str) -> tuple[str, str]:
    """Return a cell without its machine line, and that line ("" if there is none)."""
    match = _MACHINE_LINE.search(text)
    return (text, "") if match is None else (text[: match.start()], text[match.start() :].lstrip())


def mark_of(said: str) -> str:
    """Return a mark of words that any change of a letter or figure breaks."""
    return hashlib.sha256(tidy(said).encode("utf-8")).hexdigest()[:8]


def without_conditions(text: str, language: Language) -> tuple[str, str, bool]:
    """Return words without the lines before them, the groups these name, and whether the leaf may not apply."""
    lines, groups, may_not_apply = tidy(text).split("\n"), "", False
    slots = phrases.FOR_GROUPS.hear(language, lines[0])
    if slots is not None:
        groups, lines = slots["groups"], lines[1:]
    if lines and phrases.MAY_NOT_APPLY.hear(language, lines[0]) is not None:
        may_not_apply, lines = True, lines[1:]
    return "\n".join(lines), groups, may_not_apply


def read_cell(text: str, language: Language, asked: Asked) -> Scoring:
    """Return what a cell says: the rule of the machine line if it still says what the words say, else the words'."""
    line = _MACHINE_LINE.search(nfc(text))
    said, groups, may_not_apply = without_conditions(text if line is None else text[: line.start()], language)
    machine = None if line is None else _rule_of(line["yaml"])
    scoring = replace(
        _rule_for(said, machine, "" if line is None else line["mark"] or "", language, asked),
        machine=machine,
        line_is_broken=line is not None and machine is None,
    )
    return replace(scoring, groups=groups, may_be_not_applicable=may_not_apply)


def _rule_of(line: str) -> AnyRule | None:
    try:
        return RULE.validate_python(parse_document(line.strip(), "").data)
    except (Invalid, ValidationError):
        return None


def _rule_for(said: str, machine: AnyRule | None, mark: str, language: Language, asked: Asked) -> Scoring:
    """Return the rule that words stand for, given that of a machine line and the mark it carries."""
    if machine is not None and (said == words(machine, language) or mark == mark_of(said)):
        return Scoring(said, machine, certain=True)
    if asked.known is not None and said == words_of(asked.known, language):
        return Scoring(said, asked.known.rule, certain=True)
    try:
        rule = _rule_in(said, language, asked)
    except Unread as unread:
        return Scoring(said, Appraiser(), unread=unread.text)
    earlier = machine or (asked.known.rule if asked.known is not None else None)
    if earlier is None:
        return Scoring(said, rule)
    coded = with_codes(data_of(rule), data_of(earlier), language)
    return Scoring(said, RULE.validate_python(coded))


def _rule_in(said: str, language: Language, asked: Asked) -> AnyRule:
    if not said:
        raise Unread("Ô cách chấm để trống.", "The cell for the way of scoring is empty.")
    return rule_in_own_words(said, language) or rule_in_free_words(said, language, asked.title, asked.maximum)
