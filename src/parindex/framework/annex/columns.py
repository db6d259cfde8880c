"""The columns of an annex, and how they are recognised by their headings in either language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from parindex.framework.annex.lines import one_line
from parindex.language import Language, Text, plain

Column = Literal[
    "number", "title", "maximum", "scoring", "evidence", "other_title", "other_scoring", "other_evidence"
]
Value = str | float | int | bool | date | None
"""What stands in a cell."""

COLUMNS: tuple[Column, ...] = ("number", "title", "maximum", "scoring", "evidence")
OTHER_COLUMNS: tuple[Column, ...] = ("other_title", "other_scoring", "other_evidence")
NEEDED: tuple[Column, ...] = ("number", "title", "maximum")

HEADINGS: Mapping[Column, Text] = {
    "number": Text(vi="STT", en="No."),
    "title": Text(vi="Lĩnh vực/Tiêu chí/Tiêu chí thành phần", en="Area/Criterion/Sub-criterion"),
    "maximum": Text(vi="Điểm tối đa", en="Max points"),
    "scoring": Text(vi="Cách chấm điểm", en="Way of scoring"),
    "evidence": Text(vi="Tài liệu kiểm chứng", en="Evidence"),
    "other_title": Text(vi="Title (English)", en="Tên (tiếng Việt)"),
    "other_scoring": Text(vi="Way of scoring (English)", en="Cách chấm điểm (tiếng Việt)"),
    "other_evidence": Text(vi="Evidence (English)", en="Tài liệu kiểm chứng (tiếng Việt)"),
}
"""Headings by the language of the file; the columns in the other language say so in theirs."""

UNKNOWN = Text(vi="Chưa công bố", en="Not published")
"""Stands where the maximum of a part is not known."""
TOTAL = Text(vi="Tổng cộng", en="Total")

_VIETNAMESE: tuple[tuple[Column, str], ...] = (
    ("number", r"(?:so )?(?:stt|tt|so thu tu)\W*"),
    ("title", r"(?:linh vuc|tieu chi|noi dung|danh muc|ten)\b.*"),
    ("maximum", r"(?:so )?diem(?: so)?(?: toi da| chuan)?\W*"),
    ("scoring", r"(?:cach|phuong phap)(?: thuc)? (?:cham|tinh|danh gia).*|thang diem.*|cham diem.*"),
    ("evidence", r"(?:tai lieu|ho so|minh chung|tlkc)\b.*"),
)
_ENGLISH: tuple[tuple[Column, str], ...] = (
    ("number", r"(?:no|number|#)\W*"),
    ("title", r"(?:area|criteri|title|sub-?criteri).*"),
    ("maximum", r"(?:max(?:imum)?)(?: points| score)?\W*|points\W*"),
    ("scoring", r"(?:way of scoring|scoring).*"),
    ("evidence", r"evidence.*"),
)
_OTHER: Mapping[Column, Column] = {
    "title": "other_title",
    "scoring": "other_scoring",
    "evidence": "other_evidence",
}
_LONGEST_HEADING = 80
_IN_OTHER_LANGUAGE = re.compile(r"\((?:english|tieng anh|vietnamese|tieng viet)\)\s*$")
_TOTAL = re.compile(r"(?:tong(?: cong| so)?(?: diem)?(?: toi da)?|cong|total(?: points)?|sum)\W*")
_UNKNOWN = {"chua cong bo", "not published", "unknown", "khong ro", "?"}


@dataclass(frozen=True)
class Grid:
    """A sheet or table of a file: rows of cells, each row with the number that people see.

    Attributes
    ----------
    name : str
        Of the sheet, or the number of the table.
    rows : tuple of (int, tuple)
    lettered : bool
        Columns are called A, B, C as in a spreadsheet, else 1, 2, 3.
    """

    name: str
    rows: tuple[tuple[int, tuple[Value, ...]], ...]
    lettered: bool

    def column_name(self, position: int) -> str:
        """Return what people call a column."""
        return column_letters(position) if self.lettered else str(position + 1)


@dataclass(frozen=True)
class Header:
    """A row of headings: the language of the file and where each column stands."""

    language: Language
    positions: Mapping[Column, int] = field(default_factory=dict)

    @property
    def is_bilingual(self) -> bool:
        """Whether there are columns in the other language."""
        return any(column in self.positions for column in OTHER_COLUMNS)


def header_of(cells: Sequence[Value]) -> Header | None:
    """Return the header that a row is, or None; number, title and maximum must be there."""
    for language, names in (("vi", _VIETNAMESE), ("en", _ENGLISH)):
        positions = _positions(cells, names)
        if all(column in positions for column in NEEDED):
            return Header("vi" if language == "vi" else "en", positions)
    return None


def _positions(cells: Sequence[Value], names: Sequence[tuple[Column, str]]) -> dict[Column, int]:
    positions: dict[Column, int] = {}
    for position, cell in enumerate(cells):
        is_short = isinstance(cell, str) and len(cell) <= _LONGEST_HEADING
        column = _column(plain(one_line(str(cell))), names) if is_short else None
        if column is not None:
            positions.setdefault(column, position)
    return positions


def _column(heading: str, names: Sequence[tuple[Column, str]]) -> Column | None:
    if _IN_OTHER_LANGUAGE.search(heading):
        in_both = (*_VIETNAMESE, *_ENGLISH)
        column = next((column for column, pattern in in_both if re.fullmatch(pattern, heading)), None)
        return None if column is None else _OTHER.get(column)
    return next((column for column, pattern in names if re.fullmatch(pattern, heading)), None)


def is_total(words: str) -> bool:
    """Tell whether a title is that of the row with the sum."""
    return _TOTAL.fullmatch(plain(words)) is not None


def is_unknown(words: str) -> bool:
    """Tell whether a text says that a maximum is not known."""
    return plain(one_line(words)) in _UNKNOWN


def numbers_the_columns(cells: Sequence[Value]) -> bool:
    """Tell whether a row only numbers the columns: 1 2 3 4 or (1) (2) (3)."""
    written = [one_line(str(cell)) for cell in cells if cell not in ("", None)]
    figures = [re.sub(r"\.0$|[()]", "", cell) for cell in written]
    first = int(figures[0]) if figures and figures[0].isdigit() else 0
    return (
        len(figures) > 2 and first > 0 and figures == [str(first + offset) for offset in range(len(figures))]
    )


def column_letters(position: int) -> str:
    """Return the spreadsheet's name of a column: 0 → "A", 27 → "AB"."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
