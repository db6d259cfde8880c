"""Formulas over named variables: a small, safe language that officers can read.

Grammar (a subset of Python's expressions, so that its parser can be used; nothing is ever executed)::

    1.5   name   a + b   a - b   a * b   a / b   -a   ( )   min(a, b, …)   max(a, b, …)   abs(a)
    a < b   a <= b   a > b   a >= b   a == b   a != b   p and q   p or q   not p

There a and b are numbers (or numbers calculated), p and q conditions: one is never taken for the other.
`max_points` names the maximum of the leaf. A quotient by zero is undefined, a comparison with something
undefined is false.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, reduce
from typing import Any, cast

import numpy as np
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from parindex.documents import Unfit
from parindex.numbers import SIGNIFICANT_DIGITS, Arithmetic, Array, larger, smaller

MAX_POINTS = "max_points"
LONGEST = 500
DEEPEST = 100

Evaluate = Callable[[Mapping[str, Array], Arithmetic], Any]
Join = Callable[[Arithmetic, Any, Any], Any]

_SUMS = (ast.Add, ast.Sub)

Dimension = frozenset[tuple[str, int]]
_NONE: Dimension = frozenset()


class UnitMismatch(ValueError):
    """Two things are added or compared that are not counted in the same unit."""

    def __init__(self, left: Dimension, right: Dimension) -> None:
        self.left, self.right = dimension_text(left), dimension_text(right)
        super().__init__(f"{self.left} and {self.right}")


@dataclass(frozen=True)
class Formula:
    """A parsed formula.

    Attributes
    ----------
    text : str
        As written.
    """

    text: str

    def __post_init__(self) -> None:
        _check(self.tree, self.text.strip())

    def __reduce__(self) -> tuple[type[Formula], tuple[str]]:
        """Go to another process as text: what was compiled from it stays behind."""
        return Formula, (self.text,)

    @cached_property
    def tree(self) -> ast.expr:
        """The syntax tree."""
        if len(self.text) > LONGEST:
            raise Unfit(
                f"Công thức dài quá {LONGEST} ký tự; hãy chia thành nhiều nhánh.",
                f"The formula is longer than {LONGEST} characters; split it into branches.",
            )
        try:
            return ast.parse(self.text.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise Unfit(
                f"Không đọc được công thức “{self.text}”; kiểm tra dấu ngoặc và phép tính.",
                f'The formula "{self.text}" cannot be read; check its brackets and operators.',
            ) from None

    @cached_property
    def names(self) -> frozenset[str]:
        """Variables that the formula mentions."""
        called = {node.func for node in ast.walk(self.tree) if isinstance(node, ast.Call)}
        return frozenset(n.id for n in ast.walk(self.tree) if isinstance(n, ast.Name) and n not in called)

    @property
    def is_condition(self) -> bool:
        """Whether the outcome is true or false rather than a number."""
        return _is_condition(self.tree)

    def evaluate(self, values: Mapping[str, Array], arithmetic: Arithmetic) -> Any:
        """Return the outcome for arrays (or constants) of one kind of number."""
        return self._evaluate(values, arithmetic)

    @cached_property
    def _evaluate(self) -> Evaluate:
        return _compiled(self.tree)

    def dimension(self, units: Mapping[str, Dimension]) -> Dimension | None:
        """Return the unit of the outcome; None where a bare number takes part, which fits any unit.

        ``0.25 * late_reports`` may be points: a quarter of a point a report.

        Raises
        ------
        UnitMismatch
            Unlike things are added or compared.
        """
        return _dimension(self.tree, units)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read from text (or a plain number), write as text."""
        return core_schema.no_info_plain_validator_function(
            cls._from_data,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda formula: formula.text),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe as text or number."""
        return {"type": ["string", "number"], "description": "Formula over named variables"}

    @classmethod
    def _from_data(cls, data: Any) -> Formula:
        if isinstance(data, Formula):
            return data
        if isinstance(data, bool) or not isinstance(data, str | int | Decimal):
            raise Unfit(f"“{data}” không phải công thức.", f'"{data}" is not a formula.')
        return cls(str(data))


def _check(node: ast.expr, text: str, depth: int = 0) -> None:
    """Refuse everything outside the grammar."""
    if depth > DEEPEST:
        raise Unfit(
            f"Công thức lồng nhau quá {DEEPEST} tầng; hãy chia thành nhiều nhánh.",
            f"The formula is nested more than {DEEPEST} deep; split it into branches.",
        )
    numbers, conditions = _parts(node, text)
    for part in (*numbers, *conditions):
        _check(part, text, depth + 1)
    for part in filter(_is_condition, numbers):
        piece = _piece(part, text)
        raise Unfit(
            f"“{piece}” là điều kiện; ở đây cần một số.",
            f'"{piece}" is a condition; a number is needed here.',
        )
    for part in conditions:
        if not _is_condition(part):
            piece = _piece(part, text)
            raise Unfit(
                f"“{piece}” là số; ở đây cần một điều kiện, ví dụ “{piece} > 0”.",
                f'"{piece}" is a number; a condition is needed here, such as "{piece} > 0".',
            )


def _parts(node: ast.expr, text: str) -> tuple[list[ast.expr], list[ast.expr]]:
    """Return the parts of a node that must be numbers, and those that must be conditions."""
    match node:
        case ast.Constant(value=bool()):
            pass
        case ast.Constant(value=int() | float() as number) if number < 10**SIGNIFICANT_DIGITS:
            return [], []
        case ast.Name():
            return [], []
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return [operand], []
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return [], [operand]
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), right=right):
            return [left, right], []
        case ast.BoolOp(values=values):
            return [], values
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARE:
            return [left, right], []
        case ast.Call(func=ast.Name(id="abs"), args=[argument], keywords=[]):
            return [argument], []
        case ast.Call(func=ast.Name(id="min" | "max"), args=[_, *_] as args, keywords=[]):
            return args, []
    piece = _piece(node, text)
    raise Unfit(
        f"“{piece}” không dùng được trong công thức; chỉ có số, tên biến, + - * /, so sánh, and or not, min max abs.",
        f'"{piece}" cannot be used in a formula; only numbers, names, + - * /, comparisons, and or not, min max abs.',
    )


def _piece(node: ast.expr, text: str) -> str:
    """Return the part of the text that a node was read from."""
    return ast.get_source_segment(text, node) or text


def _is_condition(node: ast.expr) -> bool:
    return isinstance(node, ast.Compare | ast.BoolOp) or (
        isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    )


def _compiled(node: ast.expr) -> Evaluate:
    """Return the function that a node stands for: its shape is looked at once, not at every evaluation."""
    match node:
        case ast.Constant(value=number):
            constant = Decimal(repr(number))
            return lambda values, arithmetic: arithmetic.number(constant)
        case ast.Name(id=name):
            return lambda values, arithmetic: values[name]
        case ast.UnaryOp(op=op, operand=operand):
            of, sign = _compiled(operand), np.negative if isinstance(op, ast.USub) else np.logical_not
            return lambda values, arithmetic: sign(of(values, arithmetic))
        case ast.BinOp(left=left, op=op, right=right):
            return _joined(_CALCULATE[type(op)], left, right)
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _joined(_COMPARE[type(op)], left, right)
        case ast.BoolOp(op=op, values=parts):
            return _reduced(np.logical_and if isinstance(op, ast.And) else np.logical_or, parts)
        case ast.Call(func=ast.Name(id="abs"), args=[part]):
            of = _compiled(part)
            return lambda values, arithmetic: np.abs(of(values, arithmetic))
    call = cast(ast.Call, node)
    return _reduced(smaller if cast(ast.Name, call.func).id == "min" else larger, call.args)


def _joined(join: Join, left: ast.expr, right: ast.expr) -> Evaluate:
    one, other = _compiled(left), _compiled(right)
    return lambda values, arithmetic: join(arithmetic, one(values, arithmetic), other(values, arithmetic))


def _reduced(join: Callable[[Any, Any], Any], parts: Sequence[ast.expr]) -> Evaluate:
    compiled = tuple(map(_compiled, parts))
    return lambda values, arithmetic: reduce(join, (part(values, arithmetic) for part in compiled))


def _differ(arithmetic: Arithmetic, left: Any, right: Any) -> Any:
    """Return where two sides are known and not equal."""
    return np.logical_not(arithmetic.equal(left, right)) & (left == left) & (right == right)


_CALCULATE: Mapping[type[ast.operator], Join] = {
    ast.Add: lambda arithmetic, left, right: arithmetic.add(left, right),
    ast.Sub: lambda arithmetic, left, right: arithmetic.subtract(left, right),
    ast.Mult: lambda arithmetic, left, right: left * right,
    ast.Div: lambda arithmetic, left, right: arithmetic.divide(left, right),
}
_COMPARE: Mapping[type[ast.cmpop], Join] = {
    ast.GtE: lambda arithmetic, left, right: arithmetic.at_least(left, right),
    ast.Gt: lambda arithmetic, left, right: arithmetic.above(left, right),
    ast.LtE: lambda arithmetic, left, right: arithmetic.at_least(right, left),
    ast.Lt: lambda arithmetic, left, right: arithmetic.above(right, left),
    ast.Eq: lambda arithmetic, left, right: arithmetic.equal(left, right),
    ast.NotEq: _differ,
}


def dimension_of(unit: str) -> Dimension:
    """Return the dimension of a plain unit."""
    return frozenset({(unit, 1)})


def dimension_text(dimension: Dimension) -> str:
    """Return a dimension as people read it: "case file / day"."""
    above = [unit for unit, power in sorted(dimension) for _ in range(power)]
    below = [unit for unit, power in sorted(dimension) for _ in range(-power)]
    if not above and not below:
        return "1"
    return " / ".join(["·".join(above) or "1", *below])


def _times(left: Dimension | None, right: Dimension | None, sign: int) -> Dimension | None:
    """Return the unit of a product (sign 1) or quotient (sign −1); a bare number may carry any unit."""
    if left is None or right is None:
        return None
    powers = dict(left)
    for unit, power in right:
        powers[unit] = powers.get(unit, 0) + sign * power
    return frozenset((unit, power) for unit, power in powers.items() if power)


def _same(left: Dimension | None, right: Dimension | None) -> Dimension | None:
    if left is None or right is None:
        return right if left is None else left
    if left != right:
        raise UnitMismatch(left, right)
    return left


def _dimension(node: ast.expr, units: Mapping[str, Dimension]) -> Dimension | None:
    def of(part: ast.expr) -> Dimension | None:
        return _dimension(part, units)

    match node:
        case ast.Name(id=name):
            return units.get(name, _NONE)
        case ast.UnaryOp(operand=operand):
            return of(operand)
        case ast.BinOp(left=left, op=op, right=right) if isinstance(op, _SUMS):
            return _same(of(left), of(right))
        case ast.BinOp(left=left, op=op, right=right):
            return _times(of(left), of(right), 1 if isinstance(op, ast.Mult) else -1)
        case ast.Compare(left=left, comparators=[right]):
            _same(of(left), of(right))
            return None
        case ast.BoolOp(values=parts):
            for part in parts:
                of(part)
            return None
        case ast.Call(args=parts):
            return reduce(_same, map(of, parts))
    return None
