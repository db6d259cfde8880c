"""Formulas of a framework as spreadsheet expressions.

The two languages differ in one thing: where parindex says *undefined* (a quotient by zero), a spreadsheet
has an error, which runs through everything. A comparison with something undefined is false, so comparisons
that may meet an error are wrapped.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import cast

from parindex.framework.formula import Formula

PLACES = 9
"""Decimals to which calculated values are compared, so that 100.3 - 100.2 is 0.1 in a spreadsheet too."""

LONGEST = 8192
DEEPEST = 64
"""Characters and levels of brackets that spreadsheets allow in a formula."""

_OPERATORS: Mapping[type[ast.operator], tuple[str, int]] = {
    ast.Add: ("+", 1),
    ast.Sub: ("-", 1),
    ast.Mult: ("*", 2),
    ast.Div: ("/", 2),
}
_COMPARISONS: Mapping[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "=",
    ast.NotEq: "<>",
}
_SIGN, _ATOM = 3, 4


def spreadsheet(formula: Formula, numbers: Mapping[str, str]) -> str:
    """Return a formula as a spreadsheet expression.

    Parameters
    ----------
    formula : Formula
    numbers : Mapping of variable name to expression
        Each an address or a function call, so that it needs no brackets.
    """
    return _written(formula.tree, numbers)


def literal(value: Decimal | int | float) -> str:
    """Return a number as a spreadsheet writes it, whatever the language of the program."""
    return f"{float(value):.15g}".upper()


def fits(formula: str) -> bool:
    """Tell whether spreadsheets accept a formula: neither too long nor nested too deep."""
    depth = deepest = 0
    for letter in formula:
        depth += (letter == "(") - (letter == ")")
        deepest = max(deepest, depth)
    return len(formula) <= LONGEST and deepest <= DEEPEST


def rounded(expression: str) -> str:
    """Return a calculated value as it is compared."""
    return f"ROUND({expression},{PLACES})"


def _written(node: ast.expr, numbers: Mapping[str, str]) -> str:
    def inside(part: ast.expr, strength: int) -> str:
        text = _written(part, numbers)
        return text if _strength(part) >= strength else f"({text})"

    match node:
        case ast.Constant(value=value):
            return literal(Decimal(repr(value)))
        case ast.Name(id=name):
            return numbers[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return f"-{inside(operand, _ATOM)}"
        case ast.UnaryOp(operand=operand):
            return f"NOT({_written(operand, numbers)})"
        case ast.BinOp(left=left, op=op, right=right):
            sign, strength = _OPERATORS[type(op)]
            return f"{inside(left, strength)}{sign}{inside(right, strength + 1)}"
        case ast.Compare(left=left, ops=[comparison], comparators=[right]):
            return _compared(left, comparison, right, numbers)
        case ast.BoolOp(op=connective, values=parts):
            return _called("AND" if isinstance(connective, ast.And) else "OR", parts, numbers)
    call = cast(ast.Call, node)
    return _called(cast(ast.Name, call.func).id.upper(), call.args, numbers)


def _called(function: str, parts: Sequence[ast.expr], numbers: Mapping[str, str]) -> str:
    return f"{function}({','.join(_written(part, numbers) for part in parts)})"


def _strength(node: ast.expr) -> int:
    """Return how tightly a number holds together."""
    if isinstance(node, ast.BinOp):
        return _OPERATORS[type(node.op)][1]
    return _SIGN if isinstance(node, ast.UnaryOp) else _ATOM


def _compared(left: ast.expr, comparison: ast.cmpop, right: ast.expr, numbers: Mapping[str, str]) -> str:
    text = _COMPARISONS[type(comparison)].join([_side(left, numbers), _side(right, numbers)])
    return f"IFERROR({text},FALSE)" if _may_fail(left) or _may_fail(right) else text


def _side(node: ast.expr, numbers: Mapping[str, str]) -> str:
    text = _written(node, numbers)
    calculated = any(isinstance(part, ast.BinOp) for part in ast.walk(node))
    return rounded(text) if calculated else text


def _may_fail(node: ast.expr) -> bool:
    """Tell whether a number may be undefined: whether it divides by anything but a constant."""
    return any(
        isinstance(part, ast.BinOp) and isinstance(part.op, ast.Div) and not _is_constant(part.right)
        for part in ast.walk(node)
    )


def _is_constant(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and bool(node.value)
