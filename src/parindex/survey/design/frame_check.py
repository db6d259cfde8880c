"""What can be wrong with a frame: in one file, between files, and with all of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from parindex.language import Text
from parindex.problems import Place, Problem
from parindex.survey.design.model import SampleDesign
from parindex.survey.tables import first_few, number, rows_where


def problems_of_columns(
    design: SampleDesign, names: Sequence[str], parts: Sequence[pl.DataFrame]
) -> Iterator[Problem]:
    """Yield a problem for each column that a file lacks, and each file without rows.

    Parameters
    ----------
    design : SampleDesign
    names : sequence of str
        Of the files.
    parts : sequence of polars.DataFrame
        Their rows.
    """
    needed = [*design.codes, *(stage.size for stage in design.stages if stage.size)]
    somewhere = dict.fromkeys(column for rows in parts for column in rows.columns)
    for name, rows in zip(names, parts, strict=True):
        if rows.is_empty():
            yield _problem(
                "no-rows", name, "", "Tệp không có dòng nào dưới tiêu đề.", "The file has no rows below its heading."
            )  # fmt: skip
        for column in dict.fromkeys([*needed, *somewhere]):
            if column not in rows.columns and column not in somewhere:
                yield _problem("column-missing", name, column, "Thiếu cột này.", "This column is missing.")
            elif column not in rows.columns:
                there = first_few(
                    other for other, each in zip(names, parts, strict=True) if column in each.columns
                )
                yield _problem(
                    "column-missing", name, column,
                    f"Thiếu cột này, tệp khác có ({there}); mọi tệp của khung mẫu cần cùng các cột.",
                    f"This column is missing, and {there} has it; all files of a frame need the same columns.",
                )  # fmt: skip


def problems_of_rows(
    design: SampleDesign, names: Sequence[str], parts: Sequence[pl.DataFrame], rows: pl.DataFrame
) -> Iterator[Problem]:
    """Yield the problems of cells, file by file, and those of all rows together.

    Parameters
    ----------
    design : SampleDesign
    names : sequence of str
    parts : sequence of polars.DataFrame
        With ids as text, as in `rows`.
    rows : polars.DataFrame
        Of all files.
    """
    for name, part in zip(names, parts, strict=True):
        yield from _empty(design, part, name)
        yield from _sizes(design, part, name)
    place = ", ".join(names)
    yield from _twice(design, rows, place)
    yield from _in_two(design, rows, place)
    yield from _sizes_that_differ(design, rows, place)
    yield from _classes(design, rows, place)


def _problem(code: str, file: str, column: str, vi: str, en: str, line: int = 0) -> Problem:
    return Problem(code, Place(file, line, column), Text(vi=vi, en=en))


def _empty(design: SampleDesign, rows: pl.DataFrame, file: str) -> Iterator[Problem]:
    for name in design.codes:
        empty = rows_where(rows, pl.col(name).is_null() | (pl.col(name) == ""))
        if empty:
            listed = first_few(empty)
            yield _problem(
                "empty-cell", file, name,
                f"{len(empty)} dòng để trống cột này: dòng {listed}.",
                f"{len(empty)} rows have nothing in this column: row {listed}.", empty[0],
            )  # fmt: skip


def _sizes(design: SampleDesign, rows: pl.DataFrame, file: str) -> Iterator[Problem]:
    for column in dict.fromkeys(stage.size for stage in design.stages if stage.size):
        is_bad = ~(number(column) > 0).fill_null(value=False)
        bad, values = rows_where(rows, is_bad), rows.filter(is_bad)[column]
        if bad:
            listed = first_few(f"{row} ({value})" for row, value in zip(bad, values, strict=True))
            yield _problem(
                "size-not-positive", file, column,
                f"Quy mô phải là số lớn hơn 0; {len(bad)} dòng không phải: dòng {listed}.",
                f"A size must be a number above 0; {len(bad)} rows have none: row {listed}.", bad[0],
            )  # fmt: skip


def _twice(design: SampleDesign, rows: pl.DataFrame, place: str) -> Iterator[Problem]:
    last = design.stages[-1].unit
    twice = rows.filter(pl.col(last).is_duplicated())[last].unique().sort()
    if len(twice):
        named = first_few(twice)
        yield _problem(
            "row-twice", place, last,
            f"{len(twice)} mã lặp lại: {named}.", f"{len(twice)} ids stand twice: {named}.",
        )  # fmt: skip


def _in_two(design: SampleDesign, rows: pl.DataFrame, place: str) -> Iterator[Problem]:
    """Yield a problem for clusters that lie in two units of the stage above, or two strata."""
    for above, stage in zip((None, *design.stages), design.stages[:-1], strict=False):
        parents = [*design.strata] if above is None else [above.unit]
        pairs = rows.select(*parents, stage.unit).unique()
        several = pairs.filter(pl.col(stage.unit).is_duplicated())[stage.unit].unique().sort()
        if len(several):
            named = first_few(several)
            yield _problem(
                "cluster-twice", place, stage.unit,
                f"Nằm trong hai đơn vị cấp trên: {named}.", f"In two units of the stage above: {named}.",
            )  # fmt: skip


def _sizes_that_differ(design: SampleDesign, rows: pl.DataFrame, place: str) -> Iterator[Problem]:
    """Yield a problem for clusters whose rows do not agree how large it is: no draw by size could be right."""
    for stage in design.stages:
        if stage.size is None:
            continue
        sizes = rows.select(stage.unit, size=number(stage.size)).drop_nulls().unique().sort("size")
        several = (
            sizes.group_by(stage.unit).agg("size").filter(pl.col("size").list.len() > 1).sort(stage.unit)
        )
        if len(several):
            named = first_few(
                f"{unit} ({first_few(f'{size:g}' for size in found)})" for unit, found in several.iter_rows()
            )
            yield _problem(
                "size-differs", place, stage.size,
                f"{len(several)} đơn vị có nhiều quy mô khác nhau, mỗi đơn vị chỉ có một: {named}.",
                f"{len(several)} units have several sizes where each has one: {named}.",
            )  # fmt: skip


def _classes(design: SampleDesign, rows: pl.DataFrame, place: str) -> Iterator[Problem]:
    """Yield a problem for classes of which a stage says nothing, and for units that are of two."""
    column = design.class_column
    by_class = {n: stage for n, stage in enumerate(design.stages) if stage.by_class}
    if column is None:
        return
    for stage in by_class.values():
        strange = sorted({*rows[column].drop_nulls().unique()} - {*stage.by_class})
        if strange:
            named = first_few(strange)
            yield _problem(
                "unknown-code", place, column,
                f"Bước {stage.code} không nói lấy bao nhiêu cho nhóm: {named}.",
                f"Stage {stage.code} does not say how many to take for the class: {named}.",
            )  # fmt: skip
    for units in dict.fromkeys(_of_one_class(design, number_of) for number_of in by_class):
        classes = rows.select(*units, column).drop_nulls().unique().sort(column)
        several = classes.group_by(units).agg(column).filter(pl.col(column).list.len() > 1).sort(units)
        if len(several):
            named = first_few(
                f"{' · '.join(unit)} ({', '.join(found)})" for *unit, found in several.iter_rows()
            )
            yield _problem(
                "class-differs", place, column,
                f"{len(several)} đơn vị thuộc nhiều nhóm, mỗi đơn vị chỉ thuộc một: {named}.",
                f"{len(several)} units are of several classes where each is of one: {named}.",
            )  # fmt: skip


def _of_one_class(design: SampleDesign, number_of: int) -> tuple[str, ...]:
    """Return the columns of the unit whose class says how many a stage takes: of the stratum, or of the stage above."""
    within = 0 < number_of < len(design.stages) - 1
    return (design.stages[number_of - 1].unit,) if within else design.strata
