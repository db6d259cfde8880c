"""Words back into a rule: the inverse of `wording`, for texts in the words of that module."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter, ValidationError

from parindex.framework.annex import phrases
from parindex.framework.annex.lines import number_of, tidy
from parindex.framework.annex.names import code_of
from parindex.framework.annex.phrases import Phrase
from parindex.framework.rules import AnyRule
from parindex.language import Language

Data = dict[str, Any]
RULE: TypeAdapter[AnyRule] = TypeAdapter(AnyRule)


class Differs(Exception):
    """The text does not say what a reader looks for."""


class Lines:
    """The lines of a text, taken one after the other."""

    def __init__(self, text: str, language: Language) -> None:
        self.left = text.split("\n")
        self.language: Language = language

    def take(self, phrase: Phrase) -> dict[str, str] | None:
        """Take the next line if it is this phrase; return its slots."""
        slots = phrase.hear(self.language, self.left[0]) if self.left else None
        if slots is not None:
            self.left = self.left[1:]
        return slots

    def need(self, phrase: Phrase) -> dict[str, str]:
        """Take the next line, which must be this phrase."""
        slots = self.take(phrase)
        if slots is None:
            raise Differs
        return slots

    def every(self, phrase: Phrase) -> list[dict[str, str]]:
        """Take lines as long as they are this phrase."""
        taken = []
        while (slots := self.take(phrase)) is not None:
            taken.append(slots)
        return taken

    def one_of(self, choices: dict[str, Phrase]) -> tuple[str, dict[str, str]]:
        """Take the next line, which must be one of these phrases; return which."""
        for name, phrase in choices.items():
            slots = self.take(phrase)
            if slots is not None:
                return name, slots
        raise Differs

    def number(self, text: str) -> Decimal:
        """Return a number that was taken."""
        number = number_of(text, self.language)
        if number is None:
            raise Differs
        return number


def rule_in_own_words(text: str, language: Language) -> AnyRule | None:
    """Return the rule that a text says in the words of `wording`, or None if it says something else.

    Codes of levels, items and options are made of their titles; the other language gets the same words.
    """
    for reader in _READERS:
        lines = Lines(tidy(text), language)
        try:
            data = reader(lines)
            if not lines.left:
                return RULE.validate_python(data)
        except (Differs, ValidationError):
            continue
    return None


def interval_in_words(text: str, language: Language) -> str | None:
    """Return an interval as it is written, "[80, 90)", from the words of `wording`."""
    for form, phrase in phrases.INTERVALS.items():
        slots = phrase.hear(language, text)
        if slots is not None:
            limits = {name: number_of(limit, language) for name, limit in slots.items()}
            known = {name: limit for name, limit in limits.items() if limit is not None}
            return interval_text(form, known) if len(known) == len(limits) else None
    return None


def interval_text(form: str, limits: dict[str, Decimal]) -> str:
    """Return a form such as "[low, high)" with its limits filled in."""
    for name, limit in limits.items():
        form = form.replace(name, str(limit))
    return form


def same(words: str) -> dict[str, str]:
    """Return the same words for both languages, for want of a translation."""
    return {"vi": words, "en": words}


def coded(things: list[Data]) -> list[Data]:
    """Return things with a title, each with a code of its own made of it."""
    codes: list[str] = []
    for thing in things:
        codes.append(code_of(thing["title"]["vi"], codes))
    return [{"code": code, **thing} for code, thing in zip(codes, things, strict=True)]


def _worth(lines: Lines, phrase: Phrase = phrases.WORTH) -> list[Data]:
    taken = lines.every(phrase)
    return coded(
        [{"title": same(slots["title"]), "points": lines.number(slots["points"])} for slots in taken]
    )


def _levels(lines: Lines) -> Data:
    lines.need(phrases.LEVELS)
    return {"type": "levels", "levels": _worth(lines)}


def _checklist(lines: Lines) -> Data:
    lines.need(phrases.CHECKLIST)
    return {"type": "checklist", "items": _worth(lines)}


def _deductions(lines: Lines) -> Data:
    lines.need(phrases.DEDUCTIONS)
    events = _worth(lines, phrases.DEDUCTED)
    return {
        "type": "deductions",
        "events": events,
        "floor": lines.number(lines.need(phrases.FLOOR)["points"]),
    }


def _appraiser(lines: Lines) -> Data:
    lines.need(phrases.APPRAISER)
    step = lines.take(phrases.STEP)
    return {"type": "appraiser", "step": None if step is None else lines.number(step["step"])}


def _find_and_mend(lines: Lines) -> Data:
    finding = lines.number(lines.need(phrases.FINDING)["finding"])
    mending = lines.number(lines.need(phrases.MENDING)["mending"])
    lines.need(phrases.NOTHING_FOUND)
    _nothing(lines, lines.need(phrases.NOT_INSPECTED))
    return {"type": "find_and_mend", "finding": finding, "mending": mending}


def _nothing(lines: Lines, slots: dict[str, str]) -> None:
    """Refuse points other than zero where a rule cannot give any."""
    if lines.number(slots["points"]) != 0:
        raise Differs


def _bands(lines: Lines) -> Data:
    return {"type": "bands", "value": _value(lines), "bands": _band_list(lines)}


def _band_list(lines: Lines) -> list[Data]:
    lines.need(phrases.SCALE)
    bands = []
    for slots in lines.every(phrases.WORTH):
        within = interval_in_words(slots["title"], lines.language)
        if within is None:
            raise Differs
        bands.append({"within": within, "points": lines.number(slots["points"])})
    return bands


def _proportional(lines: Lines) -> Data:
    value = _value(lines)
    full = lines.number(lines.need(phrases.PROPORTION)["full"])
    return {"type": "proportional", "value": value, "full_mark": full, "floor": _floor(lines)}


def _floor(lines: Lines) -> Decimal | None:
    slots = lines.take(phrases.BELOW_FLOOR)
    if slots is None:
        return None
    _nothing(lines, slots)
    return lines.number(slots["floor"])


def _guarded(lines: Lines) -> Data:
    lines.need(phrases.FORMULA)
    cases = [
        {"when": slots["when"], "points": slots["points_formula"]} for slots in lines.every(phrases.CASE)
    ]
    otherwise = lines.need(phrases.OTHERWISE)["points_formula"]
    variables = _variables(lines)
    lines.take(phrases.MAX_POINTS_IS)
    lines.need(phrases.CLIPPED)
    return {"type": "formula", "variables": variables, "cases": cases, "otherwise": otherwise}


def _deadline(lines: Lines) -> Data:
    what = lines.need(phrases.TO_BE_DONE)["what"]
    year, due = lines.one_of(phrases.DUE)
    late = [
        {"days": lines.number(slots["days"]), "points": lines.number(slots["points"])}
        for slots in lines.every(phrases.LATE)
    ]
    _nothing(lines, lines.need(phrases.TOO_LATE))
    day = {"day": lines.number(due["day"]), "month": lines.number(due["month"]), "year": year}
    return {"type": "deadline", "due": day, "what": same(what), "late": late}


def _survey(lines: Lines) -> Data:
    question = lines.need(phrases.QUESTION)["question"]
    lines.need(phrases.MEAN)
    options = [
        {"title": same(slots["title"]), "worth": lines.number(slots["worth"])}
        for slots in lines.every(phrases.OPTION)
    ]
    return {"type": "survey", "question": same(question), "options": coded(options)}


def _imported(lines: Lines) -> Data:
    index = lines.need(phrases.INDEX)["index"]
    full = lines.number(lines.need(phrases.INDEX_PROPORTION)["full"])
    return {"type": "imported", "index": same(index), "full_mark": full, "floor": _floor(lines)}


def _statistic(lines: Lines) -> Data:
    unit = lines.need(phrases.STATISTIC)["unit"]
    better, _ = lines.one_of(phrases.BETTER)
    return {"type": "statistic", "better": better, "unit": same(unit), "bands": _band_list(lines)}


def _relative(lines: Lines) -> Data:
    value = _value(lines)
    method, _ = lines.one_of(phrases.RELATIVE)
    lines.need(phrases.ALL_ALIKE)
    return {"type": "relative", "value": value, "method": method}


def _change(lines: Lines) -> Data:
    slots = lines.take(phrases.CHANGE_IN) or lines.need(phrases.CHANGE)
    kind, _ = lines.one_of(phrases.CHANGE_KINDS)
    unit = same(slots["unit"]) if "unit" in slots else None
    return {
        "type": "change",
        "kind": kind,
        "title": same(slots["title"]),
        "unit": unit,
        "bands": _band_list(lines),
    }


def _value(lines: Lines) -> Data:
    formula = lines.need(phrases.VALUE)["formula"]
    return {"formula": formula, "variables": _variables(lines)}


def _variables(lines: Lines) -> list[Data]:
    lines.need(phrases.WHERE)
    return [
        {"name": slots["name"], "title": same(slots["title"]), **_details(lines, slots["details"])}
        for slots in lines.every(phrases.VARIABLE)
    ]


def _details(lines: Lines, text: str) -> Data:
    """Return kind, unit and bounds of a variable."""
    details: Data = {}
    for part in text.split("; "):
        details |= _detail(lines, part)
    return details


def _detail(lines: Lines, part: str) -> Data:
    kind = next(
        (kind for kind, phrase in phrases.KINDS.items() if phrase.hear(lines.language, part) is not None),
        None,
    )
    if kind is not None:
        return {"kind": kind}
    if slots := phrases.UNIT.hear(lines.language, part):
        return {"unit": same(slots["unit"])}
    if slots := phrases.AT_LEAST.hear(lines.language, part):
        return {"at_least": lines.number(slots["number"])}
    if slots := phrases.AT_MOST.hear(lines.language, part):
        return {"at_most": lines.number(slots["number"])}
    if slots := phrases.AT_MOST_NAME.hear(lines.language, part):
        return {"at_most": slots["name"]}
    if slots := phrases.CHOICES.hear(lines.language, part):
        return {"choices": slots["codes"].split(", ")}
    raise Differs


_READERS: tuple[Callable[[Lines], Data], ...] = (
    _levels,
    _checklist,
    _deductions,
    _appraiser,
    _find_and_mend,
    _bands,
    _proportional,
    _guarded,
    _deadline,
    _survey,
    _imported,
    _statistic,
    _relative,
    _change,
)
