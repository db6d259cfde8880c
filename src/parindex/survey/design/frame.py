"""Sampling frames: lists of units of every stage, from CSV, Excel or Parquet, checked before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from parindex.files import sha256_of
from parindex.language import Text
from parindex.problems import Invalid, Place, Problem, each_of
from parindex.survey.design.frame_check import problems_of_columns, problems_of_rows
from parindex.survey.design.model import SampleDesign
from parindex.survey.tables import read_table


@dataclass(frozen=True, eq=False)
class Frame:
    """A frame that fits a design: a row for each unit of the last stage.

    Attributes
    ----------
    rows : polars.DataFrame
        Sorted by the ids of all stages, so that the order of the file is nothing.
    digests : tuple of (file name, SHA-256)
    excluded : int
        Rows left out, because they were asked before.
    strangers : tuple of str
        Ids that were to be left out and that nobody in the frame has.
    """

    rows: pl.DataFrame
    digests: tuple[tuple[str, str], ...]
    excluded: int = 0
    strangers: tuple[str, ...] = ()


def read_frame(design: SampleDesign, files: Sequence[Path], exclude: Sequence[Path] = ()) -> Frame:
    """Return a frame without those who are excluded.

    Parameters
    ----------
    design : SampleDesign
    files : sequence of Path
        Read together.
    exclude : sequence of Path
        Lists with ids of the last stage (its column) who were asked before.

    Raises
    ------
    Invalid
        With every problem of the files.
    """
    tables = each_of((*files, *exclude), read_table)
    parts, asked = tables[: len(files)], tables[len(files) :]
    last = design.stages[-1].unit
    names = tuple(path.name for path in files)
    problems = [*problems_of_columns(design, names, parts)]
    problems += [
        _column_missing(path.name, last)
        for path, rows in zip(exclude, asked, strict=True)
        if last not in rows.columns
    ]
    if problems:
        raise Invalid(problems)
    parts = [
        rows.select(parts[0].columns).with_columns(pl.col(design.codes).cast(pl.String)) for rows in parts
    ]
    rows = pl.concat(parts, how="vertical_relaxed")
    problems = [*problems_of_rows(design, names, parts, rows)]
    if problems:
        raise Invalid(problems)
    left_out = pl.concat(
        [pl.Series(last, dtype=pl.String), *(each[last].cast(pl.String).drop_nulls() for each in asked)]
    )
    kept = rows.filter(~pl.col(last).is_in(left_out.implode()))
    if kept.is_empty():
        raise Invalid([_nobody_left(", ".join(names), last)])
    strangers = left_out.filter(~left_out.is_in(rows[last].implode())).unique().sort()
    digests = tuple((path.name, sha256_of(path)) for path in (*files, *exclude))
    return Frame(kept.sort(design.ids), digests, len(rows) - len(kept), tuple(strangers))


def _column_missing(file: str, column: str) -> Problem:
    text = Text(vi="Thiếu cột này.", en="This column is missing.")
    return Problem("column-missing", Place(file, 0, column), text)


def _nobody_left(file: str, column: str) -> Problem:
    text = Text(
        vi="Danh sách loại trừ có tất cả mọi người trong khung mẫu; không còn ai để chọn.",
        en="The lists of those asked before have everybody of the frame; nobody is left to draw.",
    )
    return Problem("no-rows", Place(file, 0, column), text)
