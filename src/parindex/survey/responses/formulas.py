"""Formulas in what people send: data may be values alone, for what a formula gives depends on who opens the file."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO
from xml.etree import ElementTree

import polars as pl

from parindex.language import Text
from parindex.problems import Place, Problem
from parindex.survey.responses.content import Rows

FORMULA = r"""^\s*(=\s*[\w("'+\-@{]|@\w+\(|[+\-@].*\|.*!)"""
"""A text that a spreadsheet would run: "=…", "@SUM(…", or a call of another program."""
_MARK = re.compile(rb"<(?:\w+:)?f[\s>/]")
"""How the XML of a sheet begins a formula."""
_PIECE = 1 << 22
_LONGEST_MARK = 64
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def formulas_in_texts(rows: Rows, place: str) -> list[Problem]:
    """Return a problem for each column in which a text is a formula, with the row of the first."""
    first: dict[str, int] = {}
    begin = 2
    matches = pl.all().str.contains(FORMULA)
    for table in rows.batches(place):
        for name in table.select(matches.any()).unpivot().filter("value")["variable"]:
            first.setdefault(name, begin + int(table[name].str.contains(FORMULA).arg_max() or 0))
        begin += len(table)
    return [_problem(place, first[name], name) for name in rows.columns if name in first]


@dataclass(frozen=True)
class Formula:
    """A cell of a workbook that holds a formula, and whether its result stands beside it."""

    cell: str
    has_result: bool

    @property
    def row(self) -> int:
        """Its row, as the spreadsheet counts."""
        return int(self.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def formulas_of(archive: zipfile.ZipFile, sheet: str) -> list[Formula]:
    """Return the formulas in a sheet of a workbook.

    The library that reads the cells gives results alone: nothing where a program stored none, as if nobody had answered.
    A sheet without formulas, which is nearly every one, is only searched for their mark.
    """
    member = _members(archive).get(sheet)
    if member is None:
        return []
    with archive.open(member) as stream:
        if not _is_marked(stream):
            return []
    with archive.open(member) as stream:
        return list(_formulas(stream))


def problems_of_formulas(formulas: Iterable[Formula], place: str) -> list[Problem]:
    """Return a problem for each column of a sheet with formulas, at the first of them."""
    first: dict[str, Formula] = {}
    for formula in formulas:
        first.setdefault(formula.cell.rstrip("0123456789"), formula)
    return [_problem(place, formula.row, formula.cell) for formula in first.values()]


def _problem(place: str, row: int, cell: str) -> Problem:
    text = Text(
        vi="Ô này chứa công thức; dữ liệu chỉ được là giá trị. Xoá công thức (hoặc dán lại dạng giá trị), hỏi lại nguồn của tệp.",
        en="This cell holds a formula; data may be values alone. Remove it (or paste its value), and ask where the file is from.",
    )
    return Problem("formula", Place(place, row, cell), text)


def _members(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the file in the archive that each sheet is."""
    related = ElementTree.fromstring(archive.read(_RELATIONS))  # noqa: S314
    files = {each.get("Id"): posixpath.join("/xl", each.get("Target", ""))[1:] for each in related}
    sheets = ElementTree.fromstring(archive.read(_BOOK)).iter(f"{_MAIN}sheet")  # noqa: S314
    named = {each.get("name", ""): files.get(each.get(_RELATED), "") for each in sheets}
    there = set(archive.namelist())
    return {name: member for name, member in named.items() if member in there}


def _is_marked(stream: IO[bytes]) -> bool:
    rest = b""
    while piece := stream.read(_PIECE):
        if _MARK.search(rest + piece):
            return True
        rest = piece[-_LONGEST_MARK:]
    return False


def _formulas(stream: IO[bytes]) -> Iterator[Formula]:
    for _, element in ElementTree.iterparse(stream):  # noqa: S314
        if element.tag == f"{_MAIN}c":
            if element.find(f"{_MAIN}f") is not None:
                result = element.findtext(f"{_MAIN}v") or element.get("t") == "str"
                yield Formula(element.get("r", ""), bool(result))
        elif element.tag == f"{_MAIN}row":
            element.clear()
