"""CSV piece by piece: records are never cut, and memory does not hang on the length of the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO

import polars as pl

from parindex.language import Text
from parindex.problems import Invalid, Place, Problem
from parindex.survey.responses.content import Content, Rows, unreadable

BLOCK = 1 << 23
"""Bytes that are read at once."""
Opened = Callable[[], AbstractContextManager[IO[bytes]]]


def delimited(path: Path) -> Content:
    """Read CSV with commas, semicolons (KoboToolbox) or tabs."""
    rows = csv_rows(lambda: path.open("rb"), str(path), (",", ";", "\t"))
    if not rows.columns:
        raise unreadable(str(path), "empty CSV")
    return Content(rows)


LONGEST_NAME = 10_000
"""Letters of a column's name; a longer one is no heading but something else. (csv has a limit that others may change.)"""


def csv_rows(opened: Opened, place: str, separators: tuple[str, ...] = (",",)) -> Rows:
    """Return the rows of CSV; raise `Invalid` where it has no heading that can be used.

    Parameters
    ----------
    opened : callable
        Opens the file at its beginning.
    place : str
    separators : tuple of str
        The one of which the first line has most is meant.
    """
    with opened() as stream:
        first = next(blocks(stream), b"")
    heading = _heading(first)
    line = _text(heading, place)
    separator = max(separators, key=line.count)
    try:
        refuse_twice(_names(line, separator), place)
        columns = tuple(_parsed(heading, separator).columns)
    except pl.exceptions.NoDataError:
        columns = ()
    except (pl.exceptions.PolarsError, csv.Error) as error:
        raise unreadable(place, str(error)) from None

    def read() -> Iterator[pl.DataFrame]:
        with opened() as stream:
            for number, block in enumerate(blocks(stream)):
                yield _parsed(heading + block if number else block, separator)

    return Rows(columns, read)


def _names(line: str, separator: str) -> list[str]:
    names = next(csv.reader(io.StringIO(line), delimiter=separator), [])
    if any(len(name) > LONGEST_NAME for name in names):
        raise csv.Error(f"a name of a column has more than {LONGEST_NAME} letters")
    return names


def blocks(stream: IO[bytes], size: int = BLOCK) -> Iterator[bytes]:
    """Yield whole records of CSV, about so many bytes at a time; the end of a line inside quotes ends none."""
    rest = b""
    while more := stream.read(size):
        rest += more
        end = _end_of_records(rest)
        if end:
            yield rest[:end]
            rest = rest[end:]
    if rest:
        yield rest


def _end_of_records(text: bytes) -> int:
    """Return where the last whole record ends: after a line end with an even number of quotes before it."""
    end = text.rfind(b"\n")
    quotes = text.count(b'"', 0, end + 1)
    while quotes % 2:
        before = text.rfind(b"\n", 0, end)
        quotes -= text.count(b'"', before + 1, end + 1)
        end = before
    return end + 1


def _heading(block: bytes) -> bytes:
    """Return the heading, which may go over several lines."""
    end = block.find(b"\n") + 1
    while end and block.count(b'"', 0, end) % 2:
        end = block.find(b"\n", end) + 1
    return block[: end or len(block)]


def _text(heading: bytes, place: str) -> str:
    try:
        return heading.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = Text(
            vi=f"Tệp không phải UTF-8: {error}. Xuất lại ở dạng CSV UTF-8.",
            en=f"The file is not UTF-8: {error}. Export it again as CSV UTF-8.",
        )
        raise Invalid([Problem("not-utf8", Place(place), text)]) from None


def _parsed(text: bytes, separator: str) -> pl.DataFrame:
    """Return CSV with its heading as a table of text."""
    return pl.read_csv(text, infer_schema=False, separator=separator, empty_string_is_null=True)


def refuse_twice(heading: list[str], place: str) -> None:
    """Raise `Invalid` where a column stands twice, for then nobody can tell which is meant."""
    twice = sorted({name for name in heading if name and heading.count(name) > 1})
    if twice:
        problems = [
            Problem(
                "column-twice",
                Place(place, 1, name),
                Text(
                    vi=f"Cột “{name}” xuất hiện hai lần; xuất lại tệp có tên nhóm trong tiêu đề, hoặc đổi tên.",
                    en=f'The column "{name}" stands twice; export with groups in the heading, or rename one.',
                ),
            )
            for name in twice
        ]
        raise Invalid(problems)
