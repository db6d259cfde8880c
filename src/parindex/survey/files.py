"""Tables of estimates as files: CSV, Excel and Parquet, by the ending of the name."""

from __future__ import annotations

import io
import re
from pathlib import Path

import polars as pl
import xlsxwriter

from parindex.documents import Unfit
from parindex.files import FORMULA_SIGNS, TEXT_STAYS_TEXT, write_atomically

MOST_ROWS_OF_EXCEL = 1_048_575
"""Rows below the heading that a sheet can hold."""


def write_table(frame: pl.DataFrame, path: Path) -> None:
    """Write a table, whole or not at all; the ending of the name says how.

    In CSV a text that a spreadsheet would take for a formula gets an apostrophe before it.

    Raises
    ------
    Unfit
        The ending is none of .csv, .xlsx, .parquet, or there are more rows than Excel can hold.
    """
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        stream = io.BytesIO()
        frame.write_parquet(stream, compression="zstd")
        write_atomically(path, stream.getvalue())
    elif suffix == ".csv":
        write_atomically(path, harmless(frame).write_csv().encode("utf-8"))
    elif suffix == ".xlsx":
        write_atomically(path, _workbook(frame))
    else:
        raise Unfit(
            f"Tên tệp phải kết thúc bằng .csv, .xlsx hoặc .parquet; đang là “{path.name}”.",
            f'The name must end in .csv, .xlsx or .parquet; it is "{path.name}".',
        )


def harmless(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a table whose texts no spreadsheet takes for formulas."""
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    return frame.with_columns(
        pl.when(pl.col(name).str.slice(0, 1).is_in(FORMULA_SIGNS))
        .then(pl.lit("'") + pl.col(name))
        .otherwise(pl.col(name))
        .alias(name)
        for name in texts
    )


def as_given(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a table as it was before `harmless`."""
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    marked = [name for name in texts if frame[name].str.starts_with("'").any()]
    signs = "".join(map(re.escape, FORMULA_SIGNS))
    return frame.with_columns(pl.col(marked).str.replace(f"^'([{signs}])", "$1"))


def unquoted(text: str) -> str:
    """Return a text without the apostrophe that `harmless` gave it."""
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA_SIGNS else text


def _workbook(frame: pl.DataFrame) -> bytes:
    if len(frame) > MOST_ROWS_OF_EXCEL:
        raise Unfit(
            f"Excel chỉ chứa được {MOST_ROWS_OF_EXCEL} dòng, bảng có {len(frame)}; ghi ra .csv hoặc .parquet.",
            f"Excel holds {MOST_ROWS_OF_EXCEL} rows, the table has {len(frame)}; write .csv or .parquet.",
        )
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {**TEXT_STAYS_TEXT}) as book:
        sheet = book.add_worksheet("estimates")
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, frame.columns, bold)
        for column, name in enumerate(frame.columns):
            sheet.write_column(1, column, frame[name].to_list())
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
    return stream.getvalue()
