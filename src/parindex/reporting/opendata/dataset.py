"""A dataset: tables with typed fields, each explained in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from parindex.language import Text, seen

Value = str | int | Decimal | bool | None
FieldType = Literal["string", "integer", "number", "boolean"]
"""Types of the Frictionless Table Schema."""


@dataclass(frozen=True)
class Field:
    """A column: its name in the files, what it holds, for numbers how many decimals, for codes their words."""

    name: str
    type: FieldType
    title: Text
    meaning: Text
    decimals: int = 0
    words: Mapping[str, Text] = field(default_factory=dict)
    """What its codes are called, for who reads them in a spreadsheet."""
    is_for_programs: bool = False
    """Whether no spreadsheet can hold its values as they are: a quotient would become a day."""


@dataclass(frozen=True)
class DataTable:
    """A table; a value that is not known is None, never zero or an empty text. Texts hold no sign that nobody sees.

    Attributes
    ----------
    name : str
        Also the name of its files.
    key : tuple of str
        Fields that together name a row.
    rows : tuple of tuple
        Values in the order of `fields`; numbers are exact decimals.
    """

    name: str
    title: Text
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __post_init__(self) -> None:
        rows = tuple(tuple(seen(v) if isinstance(v, str) else v for v in row) for row in self.rows)
        object.__setattr__(self, "rows", rows)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields in order."""
        return tuple(field.name for field in self.fields)
