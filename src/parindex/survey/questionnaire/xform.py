"""From XLSForm to XForm, by pyxform: what ODK Collect, ODK Central, Enketo and KoboToolbox load.

pyxform stops at the first thing that it refuses. Here that cell or row is taken out of a copy and the rest is tried again,
so that an author sees everything at once. Nothing is run beside pyxform: no Java, no ODK Validate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from xml.parsers.expat import ExpatError

from parindex.language import Text
from parindex.problems import Place, Problem
from parindex.survey.questionnaire.refusals import in_vietnamese
from parindex.survey.questionnaire.sheets import CHOICES, FIRST, SETTINGS, SURVEY, Sheets

_ROW = re.compile(
    r"\[row : (?P<row>\d+)\]\s*(On the '(?P<sheet>\w+)' sheet, the '(?P<column>[^']+)' value)?(?P<said>.*)",
    re.DOTALL,
)
_NAMED = re.compile(r"'([^']+)'|\bnamed (\w+)")
_UNKNOWN_NAME = re.compile(r"Could not find the name '([^']+)'")
_BRACKET = re.compile(r"(begin|end)[ _]")

_ASTRAY = (AttributeError, ExpatError, IndexError, KeyError, TypeError, ValueError)
"""What pyxform raises where it did not foresee what a sheet says."""
_LOST = Text(
    vi="pyxform không chuyển được phiếu và không nói rõ chỗ sai ({reason}); xem lại tiêu đề cột và các dòng sửa gần đây.",
    en="pyxform cannot convert the form and does not say where it is wrong ({reason}); look at the headings and what was changed last.",
)


@dataclass(frozen=True)
class Converted:
    """What pyxform made.

    Attributes
    ----------
    xml : str
        The XForm; empty where pyxform refused something.
    problems : tuple of Problem
        Refusals are errors, its warnings warnings.
    """

    xml: str
    problems: tuple[Problem, ...]


def convert(sheets: Sheets) -> Converted:
    """Convert a form, with everything that pyxform has to say about it."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert as converted

    trial, refusals = _Trial(sheets), []
    while True:
        warnings: list[str] = []
        try:
            made = converted(xlsform=trial.definition(), warnings=warnings, pretty_print=True)
        except PyXFormError as error:
            found = [problem for line in _lines(str(error)) for problem in trial.refused(line)]
            refusals += found
            if trial.is_exhausted:
                return Converted("", tuple(refusals))
            continue
        except _ASTRAY as error:
            text = _LOST.filled(reason=error)
            lost = Problem("form-refused", Place(sheets.file), text)
            return Converted("", (*refusals, lost))
        warned = tuple(warning(sheets, line) for said in warnings for line in _lines(said))
        return Converted("" if refusals else made.xform, (*refusals, *warned))


def _lines(message: str) -> list[str]:
    """Return the messages that pyxform strung together, one a row."""
    return [part.strip() for part in re.split(r"\n(?=\[row : )", message.strip())]


def refusal(sheets: Sheets, message: str) -> Problem:
    """Return what pyxform refuses as an error at its row."""
    return Problem("form-refused", *_placed(sheets, message))


def warning(sheets: Sheets, message: str) -> Problem:
    """Return what pyxform warns of at its row."""
    return Problem("form-warning", *_placed(sheets, message), "warning")


def _placed(sheets: Sheets, message: str) -> tuple[Place, Text]:
    """Return the place that a message is about and what it says, in both languages."""
    matched = _ROW.fullmatch(message)
    if matched is None:
        number = _row_named_in(sheets, message)
        return Place(sheets.file, number, SURVEY if number else ""), _both(message)
    path = " · ".join(filter(None, [matched["sheet"] or SURVEY, matched["column"]]))
    said = re.sub(r"^\s*('[^']*' )?is (invalid|problematic)\.\s*", "", matched["said"]).strip()
    return Place(sheets.file, int(matched["row"]), path), _both(said)


def _both(said: str) -> Text:
    return Text(vi=in_vietnamese(said), en=f"pyxform: {said}")


def _row_named_in(sheets: Sheets, message: str) -> int:
    """Return the row of the sheet ``survey`` whose name or type a message without a row names; 0 if none."""
    named = {first or second for first, second in _NAMED.findall(message)}
    return next(
        (number for number, row in sheets.rows(SURVEY) if named & {row.get("name"), row.get("type")}), 0
    )


class _Trial:
    """A copy of a form that loses what pyxform refuses."""

    def __init__(self, sheets: Sheets) -> None:
        self.sheets = sheets
        self.is_exhausted = False
        self._left: dict[str, list[dict[str, str]]] = {
            sheet: [dict(row) for row in getattr(sheets, sheet)] for sheet in (SURVEY, CHOICES, SETTINGS)
        }
        self._lost: set[str] = set()

    def definition(self) -> dict[str, Any]:
        """Return what is left as pyxform takes it, which changes what it is given."""
        heads = {f"{sheet}_header": [dict.fromkeys(self.sheets.heads(sheet))] for sheet in self._left}
        return deepcopy({**self._left, **heads, "sheet_names": list(self._left)})

    def refused(self, message: str) -> Iterator[Problem]:
        """Take out what a message is about; yield it as a problem, unless it only follows from an earlier one."""
        problem = refusal(self.sheets, message)
        self._take_out(problem.place)
        unknown = _UNKNOWN_NAME.search(message)
        if unknown is None or unknown[1] not in self._lost:
            yield problem

    def _take_out(self, place: Place) -> None:
        sheet, _, column = place.path.partition(" · ")
        rows, at = self._left.get(sheet, []), place.line - FIRST
        if not 0 <= at < len(rows) or not rows[at] or _BRACKET.match(rows[at].get("type", "")):
            self.is_exhausted = True
            return
        cells = [head for head in rows[at] if head.partition("::")[0] == column]
        if cells and column not in {"type", "name"}:
            for head in cells:
                del rows[at][head]
        else:
            self._lost.add(rows[at].get("name", ""))
            rows[at].clear()
