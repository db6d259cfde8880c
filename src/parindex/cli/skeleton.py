"""The folder of a new round: what it is, its criteria, its units, and the result it is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from parindex.cli.phrases import sentences
from parindex.files import csv_bytes, json_bytes
from parindex.framework import Framework
from parindex.framework.crosswalk import Crosswalk, same_codes
from parindex.language import Text
from parindex.problems import Findings, Invalid
from parindex.rounds import RoundData, RoundInfo, Unit, tables
from parindex.rounds.model import DataStatus
from parindex.rounds.package import PACKAGE, describe
from parindex.rounds.read import read_units
from parindex.rounds.write import to_files
from parindex.scoring import Results
from parindex.scoring.succession import previous_result

EMPTY = (tables.UNITS, tables.MEASUREMENTS, tables.POINTS, tables.NOT_APPLICABLE)
"""Tables that are there with their headings, for people to fill in."""


def skeleton(
    code: str,
    framework: Framework,
    written: bytes,
    year: int,
    before: Results | None,
    units_file: Path | None = None,
) -> dict[str, bytes]:
    """Return the files of a new round.

    Parameters
    ----------
    code : str
        Of the round; the name of its folder.
    framework : Framework
    written : bytes
        Its file, which is copied as it stands.
    year : int
    before : Results, optional
        Gives the past, and the units that still exist in `year`.
    units_file : Path, optional
        Gives the units instead.
    """
    info = _info(code, framework, year, before)
    units = _units(framework, year, before, units_file)
    data = RoundData(info, framework, units)
    if before is not None:
        data = replace(data, previous=previous_result(before), crosswalk=_crosswalk(before, framework))
    empty = {table.file: csv_bytes(table.header, ()) for table in EMPTY}
    files = {**empty, **to_files(data), "framework.yaml": written}
    return {**files, PACKAGE: json_bytes(describe(info, files))}


def _info(code: str, framework: Framework, year: int, before: Results | None) -> RoundInfo:
    made_up = framework.is_illustrative or (before is not None and before.round.is_synthetic)
    status: DataStatus = "training" if made_up else "official"
    title = Text(vi=f"{framework.title.vi}: đợt {year}", en=f"{framework.title.en}: round of {year}")
    try:
        return RoundInfo(
            format="parindex-round/1",
            code=code,
            title=title,
            framework=framework.code,
            year=year,
            kind="recomputable",
            data_status=status,
        )
    except ValueError:
        findings = Findings(code)
        findings.add(
            "round-code",
            "Tên thư mục là mã của đợt: chỉ dùng chữ thường không dấu, chữ số và gạch nối (so-2026).",
            "The name of the folder is the code of the round: small letters, digits and hyphens only (so-2026).",
        )
        raise Invalid(findings.problems) from None


def _units(
    framework: Framework, year: int, before: Results | None, units_file: Path | None
) -> tuple[Unit, ...]:
    if units_file is not None:
        return read_units(units_file, framework)
    return () if before is None else tuple(_still_there(before, year))


def _some_ended(before: Results, year: int) -> bool:
    return len(list(_still_there(before, year))) < len(before.round.units)


def _still_there(before: Results, year: int) -> Iterator[Unit]:
    for unit in before.round.units:
        if unit.valid_to is None or unit.valid_to.year >= year:
            yield unit


def _crosswalk(before: Results, framework: Framework) -> Crosswalk | None:
    return same_codes(before.framework, framework) if before.framework.code == framework.code else None


def next_steps(
    framework: Framework, year: int, before: Results | None, units_file: Path | None = None
) -> Iterator[Text]:
    """Yield what remains to be done by hand."""
    if units_file is None and before is None:
        yield sentences.FILL_UNITS
    elif units_file is None and before is not None and _some_ended(before, year):
        yield sentences.UNITS_ENDED
    if before is not None and before.framework.code != framework.code:
        yield sentences.WRITE_CROSSWALK
    yield sentences.EDIT_TITLE
    yield sentences.THEN_WORKBOOKS
