"""Writing a framework as YAML in one house style, the same text on every machine.

A mapping or list of scalars that fits on a line stands on one line, everything else in block style; the
nodes of the tree always in block style. Codes are quoted, so that ``1.10`` stays what it is. A field that has
its default is left out, unless a reader would want to see it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from parindex.framework.formula import Formula
from parindex.framework.model import Framework
from parindex.framework.rules import Interval

LINE = 120
"""Characters up to which a mapping or list stays on one line."""

_ALWAYS_SAID = {"type", "decimals", "rank_on", "group_on", "full_mark", "better"}
_QUOTED = {"code", "version", "node"}
_LISTS_OF_CODES = {"broken_by", "for_groups", "unranked_units"}
_PLAIN = re.compile(r"[^\W\d_][^,\[\]{}:#\"`]*\Z")
_YAML_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def dump(framework: Framework) -> str:
    """Return the framework as YAML text that `loads` turns into an equal framework."""
    return to_yaml(data_of(framework))


def data_of(model: BaseModel) -> dict[str, Any]:
    """Return a model as mappings, lists, numbers and text, in the order of its fields."""
    return {
        name: _plain(getattr(model, name))
        for name, field in type(model).model_fields.items()
        if name in _ALWAYS_SAID
        or field.is_required()
        or getattr(model, name) != field.get_default(call_default_factory=True)
    }


def to_yaml(data: dict[str, Any]) -> str:
    """Return plain data as YAML text in the house style."""
    return "\n".join(_mapping(data, 0)) + "\n"


def one_line_yaml(data: Any, key: str = "") -> str:
    """Return plain data as YAML on one line."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{name}: {one_line_yaml(value, name)}" for name, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(one_line_yaml(item, key) for item in data) + "]"
    return _scalar(data, key)


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return data_of(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Formula):
        return value.text
    return str(value) if isinstance(value, Interval) else value


def _scalar(value: Any, key: str) -> str:
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, Decimal):
        return decimal_digits(value)
    if not isinstance(value, str):
        return str(value)
    needs_quotes = key in _QUOTED or key in _LISTS_OF_CODES or value.lower() in _YAML_WORDS
    if not needs_quotes and _PLAIN.match(value) and value.isprintable() and value == value.strip():
        return value
    return _quoted(value)


def decimal_digits(value: Decimal) -> str:
    """Return a decimal in plain digits without zeros at its end: 0.50 → "0.5", 1E+2 → "100"."""
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _quoted(text: str) -> str:
    """Return double-quoted text; JSON's form is YAML's, but YAML breaks lines at more characters."""
    quoted = json.dumps(text, ensure_ascii=False)
    if quoted.isprintable():
        return quoted
    return "".join(c if c.isprintable() else _escaped(c) for c in quoted)


def _escaped(character: str) -> str:
    """Return the escape of a character; YAML knows no pairs of escapes for those beyond U+FFFF."""
    return f"\\u{ord(character):04x}" if ord(character) <= 0xFFFF else f"\\U{ord(character):08x}"


def _mapping(data: dict[str, Any], indent: int) -> Iterator[str]:
    for key, value in data.items():
        yield from _entry(f"{' ' * indent}{key}:", key, value, indent + 2)


def _entry(start: str, key: str, value: Any, indent: int) -> Iterator[str]:
    """Yield the lines of a value after `start` ("rule:", "-"); its own lines are indented by `indent`."""
    if _is_paragraph(value):
        yield f"{start} |-"
        yield from (" " * indent + line if line else "" for line in value.split("\n"))
    elif _fits(start, key, value):
        yield f"{start} {one_line_yaml(value, key)}"
    elif isinstance(value, list):
        yield start
        for item in value:
            yield from _item(item, key, indent)
    else:
        yield start
        yield from _mapping(value, indent)


def _item(item: Any, key: str, indent: int) -> Iterator[str]:
    """Yield the lines of an item of a list; a mapping begins beside its dash."""
    start = " " * indent + "-"
    if not isinstance(item, dict) or _fits(start, key, item):
        yield from _entry(start, key, item, indent + 2)
        return
    first, *rest = _mapping(item, indent + 2)
    yield f"{start} {first.lstrip()}"
    yield from rest


def _is_paragraph(value: Any) -> bool:
    """Tell whether a text has several lines and nothing that a literal block would change."""
    if not isinstance(value, str) or "\n" not in value or value != value.strip():
        return False
    return all(line.isprintable() for line in value.split("\n"))


def _fits(start: str, key: str, value: Any) -> bool:
    """Tell whether a value stands on one line: scalars always, others if short, simple and not a node."""
    if not isinstance(value, dict | list) or not value:
        return True
    is_simple = _is_flat(value) if isinstance(value, dict) else _all_scalars(value)
    if not is_simple or _has_paragraph(value):
        return False
    return len(start) + 1 + len(one_line_yaml(value, key)) <= LINE


def _is_flat(value: dict[str, Any]) -> bool:
    """Tell whether a mapping, no node of the tree, holds only scalars and mappings of scalars."""
    return "max_points" not in value and all(
        not isinstance(part, dict | list) or (isinstance(part, dict) and _all_scalars(list(part.values())))
        for part in value.values()
    )


def _all_scalars(values: list[Any]) -> bool:
    return not any(isinstance(value, dict | list) for value in values)


def _has_paragraph(value: Any) -> bool:
    if isinstance(value, dict | list):
        return any(_has_paragraph(part) for part in (value.values() if isinstance(value, dict) else value))
    return _is_paragraph(value)
