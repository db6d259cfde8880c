"""A rule in words: everything that it says, a line for each level, band, step or variable."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import assert_never

from parindex.framework.annex import phrases
from parindex.framework.annex.lines import number_words, one_line, points_words
from parindex.framework.annex.phrases import Phrase
from parindex.framework.formula import MAX_POINTS, Formula
from parindex.framework.rules import (
    AnyRule,
    Appraiser,
    Band,
    Bands,
    Change,
    Checklist,
    Deadline,
    Deductions,
    FindAndMend,
    Guarded,
    Imported,
    Interval,
    Levels,
    Proportional,
    Quantity,
    Relative,
    Statistic,
    Survey,
    Variable,
    Worth,
)
from parindex.language import Language


def words(rule: AnyRule, language: Language) -> str:
    """Return the rule as lines of text.

    Parameters
    ----------
    rule : one of the rules
    language : {"vi", "en"}
        Numbers have a decimal comma in Vietnamese.

    Returns
    -------
    str
        Complete but for the codes of levels, items and options, and for the other language.
    """
    return "\n".join(_lines(rule, language))


def _lines(rule: AnyRule, language: Language) -> Iterator[str]:
    match rule:
        case Levels():
            return _worth(phrases.LEVELS, phrases.WORTH, rule.levels, language)
        case Checklist():
            return _worth(phrases.CHECKLIST, phrases.WORTH, rule.items, language)
        case Deductions():
            return _deductions(rule, language)
        case Appraiser():
            return _appraiser(rule, language)
        case FindAndMend():
            return _find_and_mend(rule, language)
        case Bands():
            return _bands(rule, language)
        case Proportional():
            return _proportional(rule, language)
        case Guarded():
            return _guarded(rule, language)
        case Deadline():
            return _deadline(rule, language)
        case Survey():
            return _survey(rule, language)
        case Imported():
            return _imported(rule, language)
        case Statistic():
            return _statistic(rule, language)
        case Relative():
            return _relative(rule, language)
        case Change():
            return _change(rule, language)
        case _:
            assert_never(rule)


def interval_words(interval: Interval, language: Language, sign: str = "") -> str:
    """Return an interval in words: "Từ 80% đến dưới 90%"."""
    low, high = interval.low, interval.high
    if low is not None and low == high:
        form = "[low, low]"
    else:
        opening, closing = "[" if interval.low_inside else "(", "]" if interval.high_inside else ")"
        form = f"{opening}{'-inf' if low is None else 'low'}, {'inf' if high is None else 'high'}{closing}"
    limits = {"low": low or Decimal(0), "high": high or Decimal(0)}
    written = {name: number_words(limit, language) + sign for name, limit in limits.items()}
    return phrases.INTERVALS[form].say(language, **written)


def _worth(lead: Phrase, line: Phrase, things: Iterable[Worth], language: Language) -> Iterator[str]:
    yield lead.say(language)
    for thing in things:
        title = one_line(thing.title.to(language))
        yield line.say(language, title=title, points=points_words(thing.points, language))


def _deductions(rule: Deductions, language: Language) -> Iterator[str]:
    yield from _worth(phrases.DEDUCTIONS, phrases.DEDUCTED, rule.events, language)
    yield phrases.FLOOR.say(language, points=points_words(rule.floor, language))


def _appraiser(rule: Appraiser, language: Language) -> Iterator[str]:
    yield phrases.APPRAISER.say(language)
    if rule.step is not None:
        yield phrases.STEP.say(language, step=number_words(rule.step, language))


def _find_and_mend(rule: FindAndMend, language: Language) -> Iterator[str]:
    yield phrases.FINDING.say(language, finding=points_words(rule.finding, language))
    yield phrases.MENDING.say(language, mending=points_words(rule.mending, language))
    yield phrases.NOTHING_FOUND.say(language)
    yield phrases.NOT_INSPECTED.say(language, points=points_words(Decimal(0), language))


def _bands(rule: Bands, language: Language) -> Iterator[str]:
    yield from _value(rule.value, language)
    yield from _band_lines(rule.bands, language, sign_of(rule.value))


def _band_lines(bands: Iterable[Band], language: Language, sign: str) -> Iterator[str]:
    yield phrases.SCALE.say(language)
    for band in bands:
        within = interval_words(band.within, language, sign)
        yield phrases.WORTH.say(language, title=within, points=points_words(band.points, language))


def _proportional(rule: Proportional, language: Language) -> Iterator[str]:
    yield from _value(rule.value, language)
    sign = sign_of(rule.value)
    yield phrases.PROPORTION.say(language, full=number_words(rule.full_mark, language) + sign)
    yield from _floor(rule.floor, language, sign)


def _floor(floor: Decimal | None, language: Language, sign: str) -> Iterator[str]:
    if floor is not None:
        nothing = points_words(Decimal(0), language)
        yield phrases.BELOW_FLOOR.say(language, floor=number_words(floor, language) + sign, points=nothing)


def _guarded(rule: Guarded, language: Language) -> Iterator[str]:
    yield phrases.FORMULA.say(language)
    for case in rule.cases:
        yield phrases.CASE.say(
            language, when=one_line(case.when.text), points_formula=one_line(case.points.text)
        )
    yield phrases.OTHERWISE.say(language, points_formula=one_line(rule.otherwise.text))
    yield from _variables(rule.variables, language)
    if any(MAX_POINTS in formula.names for formula in _outcomes_and_guards(rule)):
        yield phrases.MAX_POINTS_IS.say(language)
    yield phrases.CLIPPED.say(language)


def _outcomes_and_guards(rule: Guarded) -> list[Formula]:
    return [rule.otherwise, *(case.when for case in rule.cases), *(case.points for case in rule.cases)]


def _deadline(rule: Deadline, language: Language) -> Iterator[str]:
    yield phrases.TO_BE_DONE.say(language, what=one_line(rule.what.to(language)))
    yield phrases.DUE[rule.due.year].say(language, day=str(rule.due.day), month=str(rule.due.month))
    for step in rule.late:
        yield phrases.LATE.say(language, days=str(step.days), points=points_words(step.points, language))
    yield phrases.TOO_LATE.say(language, points=points_words(Decimal(0), language))


def _survey(rule: Survey, language: Language) -> Iterator[str]:
    yield phrases.QUESTION.say(language, question=one_line(rule.question.to(language)))
    yield phrases.MEAN.say(language)
    for option in rule.options:
        title, worth = one_line(option.title.to(language)), number_words(option.worth, language) + "%"
        yield phrases.OPTION.say(language, title=title, worth=worth)


def _imported(rule: Imported, language: Language) -> Iterator[str]:
    yield phrases.INDEX.say(language, index=one_line(rule.index.to(language)))
    yield phrases.INDEX_PROPORTION.say(language, full=number_words(rule.full_mark, language) + "%")
    yield from _floor(rule.floor, language, "%")


def _statistic(rule: Statistic, language: Language) -> Iterator[str]:
    yield phrases.STATISTIC.say(language, unit=one_line(rule.unit.to(language)))
    yield phrases.BETTER[rule.better].say(language)
    yield from _band_lines(rule.bands, language, "%")


def _relative(rule: Relative, language: Language) -> Iterator[str]:
    yield from _value(rule.value, language)
    yield phrases.RELATIVE[rule.method].say(language)
    yield phrases.ALL_ALIKE.say(language)


def _change(rule: Change, language: Language) -> Iterator[str]:
    title = one_line(rule.title.to(language))
    if rule.unit is None:
        yield phrases.CHANGE.say(language, title=title)
    else:
        yield phrases.CHANGE_IN.say(language, title=title, unit=one_line(rule.unit.to(language)))
    yield phrases.CHANGE_KINDS[rule.kind].say(language)
    yield from _band_lines(rule.bands, language, "%" if rule.kind == "percent" else "")


def _value(value: Quantity, language: Language) -> Iterator[str]:
    yield phrases.VALUE.say(language, formula=one_line(value.formula.text))
    yield from _variables(value.variables, language)


def _variables(variables: Iterable[Variable], language: Language) -> Iterator[str]:
    yield phrases.WHERE.say(language)
    for variable in variables:
        title, details = one_line(variable.title.to(language)), "; ".join(_details(variable, language))
        yield phrases.VARIABLE.say(language, name=variable.name, title=title, details=details)


def _details(variable: Variable, language: Language) -> Iterator[str]:
    yield phrases.KINDS[variable.kind].say(language)
    if variable.unit is not None:
        yield phrases.UNIT.say(language, unit=one_line(variable.unit.to(language)))
    if variable.at_least is not None:
        yield phrases.AT_LEAST.say(language, number=number_words(variable.at_least, language))
    if isinstance(variable.at_most, Decimal):
        yield phrases.AT_MOST.say(language, number=number_words(variable.at_most, language))
    elif variable.at_most is not None:
        yield phrases.AT_MOST_NAME.say(language, name=variable.at_most)
    if variable.choices:
        yield phrases.CHOICES.say(language, codes=", ".join(variable.choices))


def sign_of(value: Quantity) -> str:
    """Return "%" for a value in percent: a percentage as it is, or something times 100."""
    formula = value.formula
    if any(v.kind == "percent" and formula.text.strip() == v.name for v in value.variables):
        return "%"
    products = [n for n in ast.walk(formula.tree) if isinstance(n, ast.BinOp) and isinstance(n.op, ast.Mult)]
    factors = [factor for product in products for factor in (product.left, product.right)]
    return "%" if any(isinstance(f, ast.Constant) and f.value == 100 for f in factors) else ""
