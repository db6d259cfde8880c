"""The rows of a file as an outline: areas, their criteria, their parts, with the lines that belong to each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from parindex.framework.annex.columns import HEADINGS, OTHER_COLUMNS, Column, Value, is_total, is_unknown
from parindex.framework.annex.lines import number_of, number_words, one_line
from parindex.framework.annex.numbering import Number, Numbering
from parindex.framework.annex.table import GivenRow, Table
from parindex.language import Language
from parindex.problems import Findings

Maximum = Decimal | Literal["unknown"] | None
"""Points; None where the cell is empty."""

_NUMBER_AND_TITLE = re.compile(r"([IVXLC]+|[A-Z]|\d+(?:\.\d+)*)[.):]?\s+(.*[^\W\d].*)")
_DASHES = {"-", "+", "*", "•", "–"}
_TEXTS: tuple[Column, ...] = ("scoring", "evidence", *OTHER_COLUMNS[1:])


@dataclass
class Entry:
    """A numbered row with the unnumbered rows under it."""

    row: GivenRow
    number: Number
    title: str
    other_title: str
    maximum: Maximum
    texts: dict[Column, str]
    children: list[Entry] = field(default_factory=list)


@dataclass
class Outline:
    """All entries of a table, and the row with the sum."""

    areas: list[Entry] = field(default_factory=list)
    total: Maximum = None
    total_row: GivenRow | None = None


class Outliner:
    """Builds an outline row by row, and notes what is wrong with the rows."""

    def __init__(self, language: Language, known: Mapping[str, int], findings: Findings) -> None:
        self.outline = Outline()
        self._language: Language = language
        self._known = known
        self._numbering = Numbering(known)
        self._findings = findings
        self._branch: list[Entry] = []
        self._last: Entry | None = None
        self._ended = False

    def add(self, row: GivenRow) -> None:
        """Take the next row."""
        title, number = one_line(row.text("title")), row.cells.get("number")
        words = number if isinstance(number, str) else ""
        unnumbered = number is None or (isinstance(number, str) and one_line(number) in {"", *_DASHES})
        if is_total(title if unnumbered else words) and (unnumbered or not title):
            self._total(row)
        elif unnumbered:
            self._under_last(row, title)
        else:
            self._numbered(row, number, title)

    def _total(self, row: GivenRow) -> None:
        self._ended = True
        self.outline.total, self.outline.total_row = self._maximum(row), row

    def _numbered(self, row: GivenRow, value: Value, title: str) -> None:
        self._ended = False
        if not title and isinstance(value, str):
            value, title = _parted(one_line(value))
        number = self._numbering.place(value)
        if number is None:
            self._bad_number(row, value)
            self._ended = True  # what stands under it belongs to nothing
            return
        if number.mended:
            self._mended(row, value, number)
        if not title:
            self._no_title(row)
        texts = {column: row.raw(column) for column in _TEXTS}
        other_title = one_line(row.text("other_title"))
        entry = Entry(row, number, title or number.code, other_title, self._maximum(row), texts)
        self._attach(entry)
        self._last = entry

    def _attach(self, entry: Entry) -> None:
        """Put an entry under the deepest one above that it is a part of."""
        above = self._branch[: entry.number.depth]
        while above and not self._is_part(entry, above[-1]):
            above.pop()
        if len(above) < entry.number.depth:
            self._no_parent(entry)
        (above[-1].children if above else self.outline.areas).append(entry)
        self._branch = [*above, entry]

    def _is_part(self, entry: Entry, parent: Entry) -> bool:
        """Tell whether a number is that of a part: 1.2 of 1; under an area with a letter, any."""
        code, above = entry.number.code, parent.number
        return (
            code in self._known
            or code.startswith(f"{above.code}.")
            or (above.depth == 0 and not above.code[0].isdigit())
        )

    def _under_last(self, row: GivenRow, title: str) -> None:
        """Add an unnumbered row to the last entry: a title there is a line of the way of scoring."""
        if self._ended or row.is_blank:
            return
        if self._last is None:
            self._without_number(row)
            return
        points = one_line(row.text("maximum"))
        scored = row.cells.get("maximum")
        if isinstance(scored, int | float) and not isinstance(scored, bool):
            points = number_words(Decimal(repr(scored)), self._language)
        line = f"{title}: {points}" if title and points else title or points
        texts = self._last.texts
        texts["scoring"] = "\n".join(filter(None, (texts["scoring"], line, row.raw("scoring"))))
        line = one_line(row.text("other_title"))
        line = f"{line}: {points}" if line and points else line
        texts["other_scoring"] = "\n".join(
            filter(None, (texts["other_scoring"], line, row.raw("other_scoring")))
        )
        for column in ("evidence", "other_evidence"):
            texts[column] = "\n".join(filter(None, (texts[column], row.raw(column))))

    def _maximum(self, row: GivenRow) -> Maximum:
        value = row.cells.get("maximum")
        if value is None or (isinstance(value, str) and not one_line(value)):
            return None
        if isinstance(value, str) and is_unknown(value):
            return "unknown"
        points = points_in(value, self._language)
        if points is None:
            self._bad_maximum(row, value)
            return "unknown"
        return points

    def _bad_number(self, row: GivenRow, value: Value) -> None:
        self._findings.add(
            "annex-number",
            f"Cột “STT”: “{value}” không phải số thứ tự; ghi I, 1, 1.1 hoặc 1.1.1 (định dạng ô là văn bản).",
            f'Column "No.": "{value}" is no number of an area or criterion; write I, 1, 1.1 or 1.1.1 as text.',
            line=row.line,
            path=row.places["number"],
        )

    def _mended(self, row: GivenRow, value: Value, number: Number) -> None:
        self._findings.add(
            "annex-number-mended",
            f"Cột “STT”: bảng tính đã đổi số này thành “{value}”; được hiểu là {number.code}.",
            f'Column "No.": the spreadsheet turned this number into "{value}"; it was taken as {number.code}.',
            line=row.line,
            path=row.places["number"],
            severity="warning",
        )

    def _no_title(self, row: GivenRow) -> None:
        heading = HEADINGS["title"]
        self._findings.add(
            "annex-title",
            f"Cột “{heading.vi}” để trống; ghi tên của mục.",
            f'Column "{heading.en}" is empty; give the title.',
            line=row.line,
            path=row.places["title"],
        )

    def _no_parent(self, entry: Entry) -> None:
        code = entry.number.code
        self._findings.add(
            "annex-parent",
            f"Cột “STT”: mục {code} không nằm dưới mục cấp trên của nó; thêm hàng của mục cấp trên hoặc sửa số.",
            f'Column "No.": {code} does not stand under the entry that it is a part of; add that row or correct the number.',
            line=entry.row.line,
            path=entry.row.places["number"],
        )

    def _without_number(self, row: GivenRow) -> None:
        words = one_line(" ".join(row.text(column) for column in row.cells))
        self._findings.add(
            "annex-row-without-number",
            f"Hàng “{words}” không có số và đứng trước mục đầu tiên nên không được đọc; nếu Word tự đánh số, "
            "hãy chuyển số thành văn bản.",
            f'The row "{words}" has no number and stands before the first entry, so it was not read; '
            "if Word numbers the rows, turn the numbers into text.",
            line=row.line,
            path=row.places["number"],
            severity="warning",
        )

    def _bad_maximum(self, row: GivenRow, value: Value) -> None:
        self._findings.add(
            "annex-maximum",
            f"Cột “Điểm tối đa”: “{value}” không phải số điểm; ghi một số không âm, nhiều nhất sáu số lẻ, như 0,5.",
            f'Column "Max points": "{value}" is no number of points; write one from 0, at most six decimals, like 0.5.',
            line=row.line,
            path=row.places["maximum"],
        )


def outline_of(table: Table, language: Language, known: Mapping[str, int], findings: Findings) -> Outline:
    """Return the entries of a table in their order.

    Parameters
    ----------
    table : Table
    language : {"vi", "en"}
    known : Mapping of code to depth
        Codes of an earlier framework.
    findings : Findings
        Gets every row and cell that cannot be used.
    """
    outliner = Outliner(language, known, findings)
    for row in table.rows:
        outliner.add(row)
    return outliner.outline


def _parted(words: str) -> tuple[str, str]:
    """Return number and title of a row that has both in one merged cell: "I. CHỈ ĐẠO"."""
    match = _NUMBER_AND_TITLE.fullmatch(words)
    return (words, "") if match is None else (match[1], match[2])


def points_in(value: Value, language: Language) -> Decimal | None:
    """Return the points in a cell, or None if it holds anything else."""
    if isinstance(value, str):
        points = number_of(value, language)
    elif value is None or isinstance(value, bool | date):
        points = None
    else:
        points = Decimal(repr(value))
    if points is None or points < 0:
        return None
    rounded = round(points, 6)
    return rounded if abs(rounded - points) < Decimal("1e-9") else None


def entries_in(areas: Sequence[Entry]) -> list[Entry]:
    """Return entries and all their parts, in their order."""
    return [entry for area in areas for entry in (area, *entries_in(area.children))]
