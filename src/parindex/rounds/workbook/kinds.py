"""Each kind of variable in a spreadsheet: how its cell is checked, when it is filled, what number it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from parindex.framework.rules import NEVER, Variable
from parindex.language import LANGUAGES, Language
from parindex.rounds.workbook import words
from parindex.rounds.workbook.expected import expected

DAY_ZERO = 693594
"""Ordinal of the day that a spreadsheet counts as 0 (30 December 1899)."""
LAST_DAY = NEVER - DAY_ZERO
"""The day 31 December 9999 as a spreadsheet counts, which stands for "never"."""
_LIMIT = 1e15
_PROMPT = 255


@dataclass(frozen=True)
class InputCell:
    """The cell of one variable.

    Attributes
    ----------
    variable : Variable
    address : str
    entries : str
        Range of the list of a choice; empty for other kinds.
    bound : str
        Address of the variable that bounds this one; empty where none does.
    """

    variable: Variable
    address: str
    entries: str = ""
    bound: str = ""

    @property
    def is_filled(self) -> str:
        """Expression that tells whether the cell holds something usable."""
        kind, cell = self.variable.kind, self.address
        if kind == "date":
            return f"OR(ISNUMBER({cell}),{self._is_never})"
        if kind == "yes_no":
            return f"OR({_is_one_of(cell, 'yes')},{_is_one_of(cell, 'no')})"
        if kind == "choice":
            return f"SUMPRODUCT(--({self.entries}={cell}))=1"
        return f"ISNUMBER({cell})"

    @property
    def number(self) -> str:
        """Expression of the number that rules calculate with; needs no brackets."""
        kind, cell = self.variable.kind, self.address
        if kind == "date":
            return f"({self.day}+{DAY_ZERO})"
        if kind == "yes_no":
            return f"N(OR({_is_one_of(cell, 'yes')}))"
        if kind == "choice":
            return f"SUMPRODUCT(({self.entries}={cell})*(ROW({self.entries})-{self._row_before_entries}))"
        return cell

    @property
    def day(self) -> str:
        """Expression of the day of a date as a spreadsheet counts days."""
        return f"IF(ISNUMBER({self.address}),INT({self.address}),{LAST_DAY})"

    @property
    def _is_never(self) -> str:
        never = ",".join(f'TRIM({self.address})="{words.NEVER.to(language)}"' for language in LANGUAGES)
        return f"OR({never})"

    @property
    def _row_before_entries(self) -> int:
        """Row (from 1) of the first entry, so that it counts as 0."""
        return int(self.entries.split("!")[1].split(":")[0].rpartition("$")[2])


def _is_one_of(cell: str, answer: str) -> str:
    text = words.YES if answer == "yes" else words.NO
    return ",".join(f'{cell}="{text.to(language)}"' for language in LANGUAGES)


def number_format(variable: Variable) -> str:
    """Return how a spreadsheet shows a value of the variable."""
    return {"date": "dd/mm/yyyy", "count": "#,##0", "percent": "0.00####"}.get(variable.kind, "General")


def validation(cell: InputCell, language: Language) -> dict[str, Any]:
    """Return the data validation of a cell, with its prompt and its refusal."""
    said = expected(cell.variable).to(language)
    return {**_criteria(cell, language), **messages(said, language)}


def messages(said: str, language: Language) -> dict[str, Any]:
    """Return the prompt and refusal of a cell that expects what is said."""
    sentence = (said[0].upper() + said[1:] + ".")[:_PROMPT]
    return {
        "input_message": sentence,
        "error_title": words.ERROR_TITLE.to(language),
        "error_message": sentence,
    }


def _criteria(cell: InputCell, language: Language) -> dict[str, Any]:
    variable = cell.variable
    if variable.kind == "choice":
        return {"validate": "list", "source": f"={cell.entries}"}
    if variable.kind == "yes_no":
        return {"validate": "list", "source": [words.YES.to(language), words.NO.to(language)]}
    if variable.kind == "date":
        return {"validate": "custom", "value": f"={cell.is_filled}"}
    low = -_LIMIT if variable.lower is None else float(variable.lower)
    high: float | str = _LIMIT
    if cell.bound:
        high = f"={cell.bound}"
    elif isinstance(variable.upper, Decimal):
        high = float(variable.upper)
    whole = variable.kind == "count"
    return {
        "validate": "integer" if whole else "decimal",
        "criteria": "between",
        "minimum": low,
        "maximum": high,
    }
