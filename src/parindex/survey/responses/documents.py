"""Files of JSON: OData of ODK Central, and what KoboToolbox gives."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any

import ijson
import polars as pl

from parindex.language import Text
from parindex.problems import Invalid, Place, Problem
from parindex.survey.responses.content import OBJECTS_AT_ONCE, Content, unreadable
from parindex.survey.responses.kept import Kept

Record = dict[str, str | None]
PARENT = "_parent"
"""Column in which a row of a repeated group names its submission."""
_LISTS = ("value", "results")
"""Where OData and KoboToolbox keep the submissions; a bare list will do as well."""
_MORE = ("@odata.nextLink", "next")
"""Where they say that this is not all."""
_NOT_ANSWERS = ("_attachments", "_notes", "_tags", "_geolocation")
"""Lists that KoboToolbox adds to a submission."""


def json_document(path: Path) -> Content:
    """Read JSON: objects inside objects become ``group/question``, lists of objects repeated groups.

    Raises
    ------
    Invalid
        It cannot be read, or holds no list of submissions.
    """
    place, repeats = str(path), dict[str, list[pl.DataFrame]]()
    try:
        rows = Kept(_tables(path, _submissions_in(path), repeats)).rows
        warnings = (_more(place),) if _is_page(path) else ()
    except (ijson.JSONError, ValueError, OSError, RecursionError) as error:
        raise unreadable(place, str(error)) from None
    return Content(
        rows, {name: pl.concat(tables, how="diagonal") for name, tables in repeats.items()}, warnings
    )


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file behind the mark with which some programs begin UTF-8."""
    with path.open("rb") as stream:
        if stream.read(len(BOM_UTF8)) != BOM_UTF8:
            stream.seek(0)
        yield stream


def _submissions_in(path: Path) -> str:
    """Return where the submissions are, as ijson names places."""
    with _opened(path) as stream:
        for place, event, _ in ijson.parse(stream):
            if event == "start_array" and place in ("", *_LISTS):
                return f"{place}.item".removeprefix(".")
    raise _no_export(path)


def _is_page(path: Path) -> bool:
    for name in _MORE:
        with _opened(path) as stream:
            if any(ijson.items(stream, name)):
                return True
    return False


def _tables(path: Path, where: str, repeats: dict[str, list[pl.DataFrame]]) -> Iterator[pl.DataFrame]:
    """Yield the submissions as tables, so that few are Python's at a time; tables of repeated groups go to `repeats`."""
    with _opened(path) as stream:
        submissions = ijson.items(stream, where)
        while some := list(islice(submissions, OBJECTS_AT_ONCE)):
            if not all(isinstance(each, dict) for each in some):
                raise _no_export(path)
            groups: dict[str, list[Record]] = {}
            yield _table([_submission(each, groups) for each in some])
            for name, rows in groups.items():
                repeats.setdefault(name, []).append(_table(rows))


def _no_export(path: Path) -> Invalid:
    text = Text(
        vi="Không phải dữ liệu xuất từ ODK Central (OData: “value”) hay KoboToolbox (“results” hoặc một danh sách).",
        en='This is no export of ODK Central (OData: "value") or KoboToolbox ("results", or a list).',
    )
    return Invalid([Problem("not-an-export", Place(str(path)), text)])


def _more(place: str) -> Problem:
    text = Text(
        vi="Tệp chỉ là một trang của dữ liệu xuất; đưa vào cả các trang sau.",
        en="The file is one page of an export; give the pages after it as well.",
    )
    return Problem("more-pages", Place(place), text, "warning")


def _table(rows: list[Record]) -> pl.DataFrame:
    """Return records as a table in which every record has every column."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return pl.DataFrame(
        {name: [row.get(name) for row in rows] for name in names}, schema=dict.fromkeys(names, pl.String)
    )


def _submission(data: Mapping[str, Any], repeats: dict[str, list[Record]]) -> Record:
    key = str(data.get("__id") or data.get("_uuid") or "")
    return dict(_flat(data, "", key, repeats))


def _flat(
    data: Mapping[str, Any], path: str, key: str, repeats: dict[str, list[Record]]
) -> Iterator[tuple[str, str | None]]:
    """Yield the texts in an object by their path; rows of repeated groups go to `repeats`."""
    for name, value in data.items():
        here = name if "/" in name or not path else f"{path}/{name}"
        if "@odata" in name or name in _NOT_ANSWERS:
            continue
        if isinstance(value, Mapping):
            point = _point(value)
            yield from [(here, point)] if point is not None else _flat(value, here, key, repeats)
        elif isinstance(value, list) and value and all(isinstance(each, Mapping) for each in value):
            rows = repeats.setdefault(here, [])
            rows += [{PARENT: key, **dict(_flat(each, here, key, repeats))} for each in value]
        else:
            yield here, _text(value)


def _point(value: Mapping[str, Any]) -> str | None:
    """Return a GeoJSON point as "latitude longitude"; None for any other object."""
    coordinates = value.get("coordinates")
    if value.get("type") != "Point" or not isinstance(coordinates, list) or len(coordinates) < 2:
        return None
    return f"{coordinates[1]} {coordinates[0]}"


def _text(value: object) -> str | None:
    """Return a value as the CSV of the same export would have it."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, list):
        return " ".join(map(str, value)) or None
    return None if value is None else str(value).strip() or None
