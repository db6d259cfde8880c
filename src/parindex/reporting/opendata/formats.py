"""A table in the forms that people load: CSV, CSV for Excel, JSON, Parquet, and all of them in one workbook."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import xlsxwriter

from parindex.files import NO_TIME, TEXT_STAYS_TEXT, csv_bytes, no_formula
from parindex.language import Language, Text
from parindex.reporting.opendata.dataset import DataTable, Field, Value
from parindex.reporting.opendata.metadata import KINDS, Metadata, citation
from parindex.rounds.status import STATUS_SENTENCES

BYTE_ORDER_MARK = "\ufeff"
"""By which Excel knows UTF-8."""

Metadatum = tuple[str, str]


def to_csv(table: DataTable) -> bytes:
    """Return comma-separated values: UTF-8, decimal point, LF."""
    return csv_bytes(table.names, ([_written(value) for value in row] for row in table.rows))


YES, NO = Text(vi="có", en="yes"), Text(vi="không", en="no")


def for_people(table: DataTable, language: Language) -> DataTable:
    """Return a table as people read it in a spreadsheet: words for codes, nothing that only programs can use."""
    kept = [place for place, field in enumerate(table.fields) if not field.is_for_programs]
    fields = tuple(table.fields[place] for place in kept)
    rows = (
        tuple(in_words(table.fields[place], row[place], language) for place in kept) for row in table.rows
    )
    return replace(table, fields=fields, rows=tuple(rows))


def in_words(field: Field, value: Value, language: Language) -> Value:
    """Return a value with its codes, of which there may be several, and yes and no in words."""
    if isinstance(value, bool):
        return (YES if value else NO).to(language)
    if not (field.words and isinstance(value, str)):
        return value
    return "; ".join(field.words[code].to(language) for code in value.split())


def to_excel_csv(table: DataTable, language: Language) -> bytes:
    """Return what Excel opens by a double click on a Vietnamese computer: ``;``, decimal comma, BOM, all in words."""
    table = for_people(table, language)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([field.title.to(language) for field in table.fields])
    writer.writerows([_written(value, comma=True) for value in row] for row in table.rows)
    return (BYTE_ORDER_MARK + stream.getvalue()).encode("utf-8")


def _written(value: Value, *, comma: bool = False) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return no_formula(value)
    text = _plain(value) if isinstance(value, Decimal) else str(value)
    return text.replace(".", ",") if comma else text


def _plain(value: Decimal) -> str:
    return f"{value:f}"


def to_json(table: DataTable) -> bytes:
    """Return the rows as a list of objects, one a line; exact decimals are strings with a point, as everywhere in parindex."""
    objects = (dict(zip(table.names, map(_for_json, row), strict=True)) for row in table.rows)
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in objects)
    return f'{{"table": {json.dumps(table.name)}, "rows": [\n{lines}\n]}}\n'.encode()


def _for_json(value: Value) -> str | int | bool | None:
    return _plain(value) if isinstance(value, Decimal) else value


def to_parquet(table: DataTable, about: Metadata) -> bytes:
    """Return Parquet with exact decimals; status, release and digest stand in the file's own metadata."""
    import pyarrow as arrow
    from pyarrow import parquet

    columns = list(zip(*table.rows, strict=True)) or [()] * len(table.fields)
    schema = arrow.schema(
        [arrow.field(field.name, _arrow_type(field), nullable=True) for field in table.fields],
        metadata={
            "parindex:round": about.code,
            "parindex:release": about.release,
            "parindex:digest": about.digest,
            "parindex:status": about.status,
        },
    )
    arrays = [
        arrow.array(_quantised(field, column), kind)
        for field, column, kind in zip(table.fields, columns, schema.types, strict=True)
    ]
    stream = io.BytesIO()
    parquet.write_table(arrow.Table.from_arrays(arrays, schema=schema), stream, compression="zstd")
    return stream.getvalue()


def _arrow_type(field: Field) -> Any:
    import pyarrow as arrow

    if field.type == "number":
        return arrow.decimal128(20, field.decimals)
    return {"string": arrow.string(), "integer": arrow.int64(), "boolean": arrow.bool_()}[field.type]


def _quantised(field: Field, column: Iterable[Value]) -> list[Value]:
    if field.type != "number":
        return list(column)
    step = Decimal(1).scaleb(-field.decimals)
    return [value.quantize(step) if isinstance(value, Decimal) else None for value in column]


def to_workbook(tables: Sequence[DataTable], about: Metadata, language: Language) -> bytes:
    """Return all tables in one workbook; its first sheet says what it is, its last what each column means."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {**TEXT_STAYS_TEXT}) as book:
        book.set_properties({"title": about.title.to(language), "created": NO_TIME})
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        _sheet(
            book, _ABOUT.to(language), _ABOUT_HEAD, metadata_rows(about, language), bold, wrapped, language
        )
        shown = [for_people(table, language) for table in tables]
        for table in shown:
            _table_sheet(book, table, bold, language)
        rows = dictionary_rows(shown, language)
        _sheet(book, _DICTIONARY.to(language), DICTIONARY_HEAD, rows, bold, wrapped, language)
    return stream.getvalue()


_ABOUT = Text(vi="Thông tin", en="About")
_DICTIONARY = Text(vi="Từ điển dữ liệu", en="Data dictionary")
_ABOUT_HEAD = (Text(vi="Mục", en="Item"), Text(vi="Nội dung", en="Content"))
DICTIONARY_HEAD = (
    Text(vi="Bảng", en="Table"),
    Text(vi="Cột", en="Column"),
    Text(vi="Kiểu", en="Type"),
    Text(vi="Tên", en="Title"),
    Text(vi="Ý nghĩa", en="Meaning"),
)


def metadata_rows(about: Metadata, language: Language) -> list[Metadatum]:
    """Return what a reader should know of the data, item by item."""
    rows = [
        (Text(vi="Tên", en="Title"), about.title.to(language)),
        (Text(vi="Năm", en="Year"), "–".join(map(str, about.years))),
        (Text(vi="Tình trạng số liệu", en="Status of the data"), STATUS_SENTENCES[about.status].to(language)),
        (Text(vi="Cách có được", en="How it came about"), KINDS[about.kind].to(language)),
        *([(Text(vi="Bản phát hành", en="Release"), about.release)] if about.release else []),
        (Text(vi="Ngày phát hành", en="Day of release"), about.issued.isoformat() if about.issued else "–"),
        (Text(vi="Mã băm SHA-256", en="SHA-256 digest"), about.digest),
        (Text(vi="Giấy phép", en="Licence"), about.licence.words.to(language)),
        (Text(vi="Trích dẫn", en="How to cite"), citation(about, language)),
        *((Text(vi="Nguồn", en="Source"), " ".join(filter(None, (title.to(language), link)))) for title, link in about.sources),
    ]  # fmt: skip
    return [(item.to(language), content) for item, content in rows]


def dictionary_rows(tables: Sequence[DataTable], language: Language) -> list[tuple[str, ...]]:
    """Return what each column of each table is."""
    return [
        (table.name, field.name, field.type, field.title.to(language), field.meaning.to(language))
        for table in tables
        for field in table.fields
    ]


def _sheet(
    book: Any,
    name: str,
    head: Sequence[Text],
    rows: Sequence[Sequence[str]],
    bold: Any,
    wrapped: Any,
    language: Language,
) -> None:
    sheet = book.add_worksheet(name)
    sheet.set_column(0, len(head) - 2, 22, wrapped)
    sheet.set_column(len(head) - 1, len(head) - 1, 90, wrapped)
    for column, title in enumerate(head):
        sheet.write_string(0, column, title.to(language), bold)
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, wrapped)
    sheet.freeze_panes(1, 0)


def _table_sheet(book: Any, table: DataTable, bold: Any, language: Language) -> None:
    sheet = book.add_worksheet(table.title.to(language)[:31])
    for column, field in enumerate(table.fields):
        form = book.add_format({"num_format": "0." + "0" * field.decimals} if field.decimals else {})
        sheet.set_column(column, column, 14 if field.type == "number" else 18, form)
        sheet.write_string(0, column, field.title.to(language), bold)
        for number, row in enumerate(table.rows, start=1):
            _write_cell(sheet, number, column, row[column], form)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.fields) - 1)


def _write_cell(sheet: Any, row: int, column: int, value: Value, form: Any) -> None:
    if isinstance(value, int | Decimal):
        sheet.write_number(row, column, value, form)
    elif value is not None:
        sheet.write_string(row, column, value, form)
