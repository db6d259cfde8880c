"""The same table in every form, read back by the programs that people use."""

import csv
import io
import json
from decimal import Decimal

import polars
import pyarrow.parquet as parquet
import pytest
from python_calamine import CalamineWorkbook

from parindex.files import no_formula
from parindex.language import Text, both
from parindex.reporting.opendata.dataset import DataTable, Field
from parindex.reporting.opendata.formats import (
    BYTE_ORDER_MARK,
    for_people,
    in_words,
    metadata_rows,
    to_csv,
    to_excel_csv,
    to_json,
    to_parquet,
    to_workbook,
)
from parindex.reporting.opendata.metadata import Metadata
from tests.reporting.opendata.conftest import HOSTILE


def test_csv_has_a_decimal_point_and_empty_cells(tables: dict[str, DataTable]) -> None:
    lines = to_csv(tables["units"]).decode().splitlines()
    assert lines[0].split(",")[:7] == ["unit", "name_vi", "name_en", "region", "rank", "index", "index_exact"]
    assert lines[1] == "binh,Unit binh,Unit binh,,1,97.86,685/7,A,,,,,,,computed"
    assert lines[2] == f"an,'{HOSTILE},An,South-East,2,85.00,85,A,,,,,,,computed"


def test_csv_for_excel_opens_with_decimal_commas_and_titles(tables: dict[str, DataTable]) -> None:
    text = to_excel_csv(tables["units"], "vi").decode()
    assert text.startswith(BYTE_ORDER_MARK)
    head, binh, *_ = csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK)), delimiter=";")
    assert head[:6] == ["Mã đơn vị", "Tên", "Tên tiếng Anh", "Vùng", "Hạng", "Chỉ số"]
    assert binh[4:] == ["1", "97,86", "A", "", "", "", "", "", "", "tính ra"]


def test_in_a_spreadsheet_codes_and_truth_values_are_words(tables: dict[str, DataTable]) -> None:
    reasons = {"few": Text(vi="ít", en="few"), "wide": Text(vi="rộng", en="wide")}
    field = Field("held_back", "string", both("Held back"), both("why"), words=reasons)
    told = [in_words(field, value, "vi") for value in ("few wide", None, True, False, 3)]
    assert told == ["ít; rộng", None, "có", "không", 3]
    states = {row[2] for row in for_people(tables["leaves"], "vi").rows}
    assert states == {"đã chấm", "chưa chấm", "không áp dụng"}


@pytest.mark.parametrize("text", ["=1+1", "+84 123", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_text_becomes_a_formula(text: str) -> None:
    assert no_formula(text) == f"'{text}"
    assert no_formula(f"a{text}") == f"a{text}"


def test_json_keeps_exact_decimals_and_nulls(tables: dict[str, DataTable]) -> None:
    rows = json.loads(to_json(tables["leaves"]))["rows"]
    assert rows[1] == {
        "unit": "an", "node": "1.2", "state": "scored", "points": "20", "lost": "10", "deducted": "0",
    }  # fmt: skip
    assert rows[4]["points"] is None


def test_parquet_has_exact_types_and_says_what_it_is(tables: dict[str, DataTable], about: Metadata) -> None:
    content = io.BytesIO(to_parquet(tables["units"], about))
    frame = polars.read_parquet(content)
    assert frame["index"].to_list() == [Decimal("97.86"), Decimal("85.00"), Decimal("20.00")]
    assert frame["rank"].to_list() == [1, 2, 3]
    assert frame["past_is_combined"].to_list() == [None, None, None]
    content.seek(0)
    marks = parquet.read_schema(content).metadata
    assert (marks[b"parindex:status"], marks[b"parindex:release"]) == (b"training", b"2025.1")


def test_a_table_without_rows_keeps_its_columns(tables: dict[str, DataTable], about: Metadata) -> None:
    units = tables["units"]
    empty = DataTable(units.name, units.title, units.fields, units.key, ())
    assert polars.read_parquet(io.BytesIO(to_parquet(empty, about))).columns == list(units.names)
    assert to_csv(empty).decode().splitlines() == [",".join(units.names)]


def test_the_workbook_says_what_it_is_and_what_each_column_means(
    tables: dict[str, DataTable], about: Metadata
) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(to_workbook(tuple(tables.values()), about, "vi")))
    assert book.sheet_names == [
        "Thông tin", "Kết quả từng đơn vị", "Chỉ số thành phần", "Điểm từng tiêu chí", "Bộ chỉ số", "Từ điển dữ liệu",
    ]  # fmt: skip
    said = dict(row for row in book.get_sheet_by_name("Thông tin").to_python()[1:] if row[0] != "Nguồn")
    assert said == dict(pair for pair in metadata_rows(about, "vi") if pair[0] != "Nguồn")
    assert said["Tình trạng số liệu"].startswith("SỐ LIỆU TẬP HUẤN")
    units = book.get_sheet_by_name("Kết quả từng đơn vị").to_python()
    assert units[2][:7] == ["an", HOSTILE, "An", "South-East", 2.0, 85.0, "A"]
    levels = [row[2:4] for row in book.get_sheet_by_name("Bộ chỉ số").to_python()[:3]]
    assert levels == [["Cấp", "Cấp, tiếng Anh"], ["Lĩnh vực", "Area"], ["Tiêu chí", "Criterion"]]
    fields = sum(not field.is_for_programs for table in tables.values() for field in table.fields)
    assert len(book.get_sheet_by_name("Từ điển dữ liệu").to_python()) == 1 + fields


def test_truth_values_are_truth_values(about: Metadata, tables: dict[str, DataTable]) -> None:
    units = tables["units"]
    row = (*units.rows[0][:8], Decimal("-0.5"), -3, True, True, None, None, "computed")
    changed = DataTable(units.name, units.title, units.fields, units.key, (row,))
    assert to_csv(changed).decode().splitlines()[1].endswith("A,-0.5,-3,true,true,,,computed")
    book = CalamineWorkbook.from_filelike(io.BytesIO(to_workbook((changed,), about, "en")))
    assert book.get_sheet_by_name("Results by unit").to_python()[1][7:10] == [-0.5, -3.0, "yes"]
    false = DataTable(units.name, units.title, units.fields, units.key, ((*row[:10], False, *row[11:]),))
    assert ",false," in to_csv(false).decode()
