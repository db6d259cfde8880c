"""Sampling frames: lists of units of every stage, from CSV, Excel or Parquet, checked before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook

from parindex.files import sha256_of
from parindex.language import Text
from parindex.problems import Invalid, Place, Problem
from parindex.survey.design.model import SampleDesign

MOST_NAMED = 5


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
    """

    rows: pl.DataFrame
    digests: tuple[tuple[str, str], ...]
    excluded: int = 0


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
    rows = pl.concat([table(path) for path in files], how="vertical_relaxed")
    last = design.stages[-1].unit
    place = ", ".join(path.name for path in files)
    problems = [*_missing(design, rows, place)]
    if problems:
        raise Invalid(problems)
    texts = [*design.strata, *(stage.unit for stage in design.stages)]
    rows = rows.with_columns(pl.col(list(dict.fromkeys(texts))).cast(pl.String))
    problems = [*_ids(design, rows, place), *_sizes(design, rows, place), *_classes(design, rows, place)]
    if problems:
        raise Invalid(problems)
    before = len(rows)
    for path in exclude:
        asked = table(path)
        if last not in asked.columns:
            raise Invalid(
                [_problem("column-missing", path.name, last, "Thiếu cột này.", "This column is missing.")]
            )
        rows = rows.join(asked.select(pl.col(last).cast(pl.String)).unique(), on=last, how="anti")
    order = [*design.strata, *(stage.unit for stage in design.stages)]
    digests = tuple((path.name, sha256_of(path)) for path in (*files, *exclude))
    return Frame(rows.sort(list(dict.fromkeys(order))), digests, before - len(rows))


def table(path: Path) -> pl.DataFrame:
    """Return the rows of a file; raise `Invalid` if it cannot be read."""
    try:
        if path.suffix.lower() == ".parquet":
            return pl.read_parquet(path)
        if path.suffix.lower() == ".xlsx":
            return _sheet(path)
        return pl.read_csv(path, infer_schema_length=10_000, encoding="utf8")
    except (pl.exceptions.PolarsError, CalamineError, OSError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        vi, en = f"Không đọc được tệp: {first}", f"The file cannot be read: {first}"
        raise Invalid([_problem("unreadable", str(path), "", vi, en)]) from None


def _sheet(path: Path) -> pl.DataFrame:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=True)
    head, *body = rows or [[]]
    return pl.DataFrame(
        {str(name).strip(): [_plain(row[n]) for row in body] for n, name in enumerate(head)}, strict=False
    )


def _plain(value: object) -> object:
    """Return a cell as the frame has it: whole numbers without a point, nothing for the empty."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None if value == "" else value


def _problem(code: str, file: str, column: str, vi: str, en: str) -> Problem:
    return Problem(code, Place(file, 0, column), Text(vi=vi, en=en))


def _missing(design: SampleDesign, rows: pl.DataFrame, place: str) -> Iterator[Problem]:
    needed = [*design.strata, *(stage.unit for stage in design.stages)]
    needed += [stage.size for stage in design.stages if stage.size]
    needed += [design.class_column] if design.class_column else []
    for name in dict.fromkeys(needed):
        if name not in rows.columns:
            yield _problem("column-missing", place, name, "Thiếu cột này.", "This column is missing.")


def _ids(design: SampleDesign, rows: pl.DataFrame, place: str) -> Iterator[Problem]:
    names = [*design.strata, *(stage.unit for stage in design.stages)]
    for name in dict.fromkeys(names):
        empty = rows.filter(pl.col(name).is_null() | (pl.col(name) == "")).height
        if empty:
            yield _problem(
                "empty-cell",
                place,
                name,
                f"{empty} dòng để trống cột này.",
                f"{empty} rows have nothing in this column.",
            )
    last = design.stages[-1].unit
    twice = rows.filter(pl.col(last).is_duplicated())[last].unique().sort()
    if len(twice):
        named = ", ".join(twice.head(MOST_NAMED).to_list())
        yield _problem(
            "row-twice",
            place,
            last,
            f"{len(twice)} mã lặp lại: {named}.",
            f"{len(twice)} ids stand twice: {named}.",
        )
    for above, stage in zip((None, *design.stages), design.stages[:-1], strict=False):
        parents = [*design.strata] if above is None else [above.unit]
        several = (
            rows.select(*parents, stage.unit)
            .unique()
            .filter(pl.col(stage.unit).is_duplicated())[stage.unit]
            .unique()
            .sort()
        )
        if len(several):
            named = ", ".join(several.head(MOST_NAMED).to_list())
            yield _problem(
                "cluster-twice", place, stage.unit,
                f"Nằm trong hai đơn vị cấp trên: {named}.", f"In two units of the stage above: {named}.",
            )  # fmt: skip


def _sizes(design: SampleDesign, rows: pl.DataFrame, place: str) -> Iterator[Problem]:
    for stage in design.stages:
        if stage.size is not None:
            bad = rows.filter(~(pl.col(stage.size).cast(pl.Float64, strict=False) > 0).fill_null(False))
            if bad.height:
                named = ", ".join(bad[stage.unit].unique().sort().head(MOST_NAMED).to_list())
                yield _problem(
                    "size-not-positive", place, stage.size,
                    f"Quy mô phải là số lớn hơn 0; sai ở: {named}.", f"A size must be above 0; not so at: {named}.",
                )  # fmt: skip


def _classes(design: SampleDesign, rows: pl.DataFrame, place: str) -> Iterator[Problem]:
    for stage in design.stages:
        if design.class_column is not None and not isinstance(stage.take, int | None):
            known = set(stage.take)
            strange = set(rows[design.class_column].cast(pl.String).unique().to_list()) - known
            if strange:
                named = ", ".join(sorted(map(str, strange)))
                yield _problem(
                    "unknown-code", place, design.class_column,
                    f"Bước {stage.code} không nói lấy bao nhiêu cho nhóm: {named}.",
                    f"Stage {stage.code} does not say how many to take for the class: {named}.",
                )  # fmt: skip
