"""A formula with the inputs in place of their names, and what comes out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

import numpy as np

from parindex.framework.formula import Formula
from parindex.framework.working.step import equals, said, term
from parindex.language import LANGUAGES, Language, Text, shown
from parindex.numbers import Fractions

Values = Mapping[str, Fraction]

_TOKEN = re.compile(
    r"(?P<name>[A-Za-z_]\w*)|(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<sign>[-*/,])"
)
_SIGNS = {"*": "×", "/": "÷", "-": "−"}
_ORDER = {ast.Lt: "<", ast.LtE: "≤", ast.Gt: ">", ast.GtE: "≥", ast.Eq: "=", ast.NotEq: "≠"}


def number_of(formula: Formula, values: Values) -> Fraction | None:
    """Return what a formula comes to; None where it is undefined."""
    outcome = _outcome(formula, values)
    return outcome if outcome == outcome else None


def holds(formula: Formula, values: Values) -> bool:
    """Tell whether a condition holds."""
    return bool(_outcome(formula, values))


def _outcome(formula: Formula, values: Values) -> Any:
    cells = {name: np.array([value], dtype=object) for name, value in values.items()}
    with np.errstate(invalid="ignore"):
        return np.ravel(formula.evaluate(cells, Fractions()))[0]


def worked(formula: Formula, values: Values, sign: str = "") -> Text:
    """Return "100 × 45 ÷ 50 = 90%"; a number that stands alone is not said twice."""
    outcome = number_of(formula, values)
    if _is_alone(formula):
        return said(f"{{value}}{sign}", value=cast(Fraction, outcome))
    return said("{formula} {equal}", formula=filled(formula, values), equal=equals(outcome, sign))


def filled(formula: Formula, values: Values) -> Text:
    """Return a formula with numbers in place of names: "100 × 45 ÷ 50"."""
    vi, en = (_filled(formula, values, language) for language in LANGUAGES)
    return Text(vi=vi, en=en)


def _filled(formula: Formula, values: Values, language: Language) -> str:
    def put(token: re.Match[str]) -> str:
        text = token[0]
        if token["number"]:
            return shown(text, language)
        if token["name"]:
            return term(values[text]).to(language) if text in values else text
        return (";" if language == "vi" else ",") if text == "," else _SIGNS[text]

    return _TOKEN.sub(put, " ".join(formula.text.split()))


def _is_alone(formula: Formula) -> bool:
    return isinstance(formula.tree, ast.Name | ast.Constant)


@dataclass(frozen=True)
class Comparison:
    """One comparison inside a condition, as written, with its sides worked, and whether it holds."""

    text: str
    words: Text
    holds: bool


def comparisons(condition: Formula, values: Values) -> Iterator[Comparison]:
    """Yield the comparisons that a condition is made of, in the order in which they are written."""
    text = condition.text.strip()
    for node in _compared(condition.tree):
        left, right, whole = (
            Formula(cast(str, ast.get_source_segment(text, part)))
            for part in (node.left, node.comparators[0], node)
        )
        order = _ORDER[type(node.ops[0])]
        words = said(f"{{left}} {order} {{right}}", left=_side(left, values), right=_side(right, values))
        yield Comparison(whole.text, words, holds(whole, values))


def _compared(node: ast.expr) -> Iterator[ast.Compare]:
    match node:
        case ast.BoolOp(values=parts):
            for part in parts:
                yield from _compared(part)
        case ast.UnaryOp(operand=operand):
            yield from _compared(operand)
        case _:
            yield cast(ast.Compare, node)


def _side(formula: Formula, values: Values) -> Text:
    """Return "1812 ÷ 2015 (≈ 0,899256)"; of a number that stands alone, that number."""
    if _is_alone(formula):
        return filled(formula, values)
    outcome = number_of(formula, values)
    return said("{formula} ({equal})", formula=filled(formula, values), equal=equals(outcome))
