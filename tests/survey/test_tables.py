"""Tables that people give: a code keeps every sign, whatever the file."""

from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from parindex.problems import Invalid
from parindex.survey.files import write_table
from parindex.survey.tables import first_few, number, read_table, rows_where

CODES = pl.DataFrame(
    {"province": ["01", "1", "08"], "person": ["010000003", "007", "+84"], "size": ["5", "1.50", None]}
)


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.parquet"])
def test_codes_come_back_as_they_were_written(name: str, tmp_path: Path) -> None:
    write_table(CODES, tmp_path / name)
    assert read_table(tmp_path / name).equals(CODES)


def test_numbers_of_a_workbook_are_texts_without_a_point_and_parquet_keeps_its_own(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        for number_of, row in enumerate([("person", "size"), (1001, 2.5), ("01001", 3)]):
            sheet.write_row(number_of, 0, row)
    assert read_table(tmp_path / "a.xlsx").rows() == [("1001", "2.5"), ("01001", "3")]
    typed = pl.DataFrame({"person": [7], "size": [2.5]})
    typed.write_parquet(tmp_path / "a.parquet")
    assert read_table(tmp_path / "a.parquet").equals(typed)


def test_a_cell_is_a_number_or_nothing_and_its_row_is_told() -> None:
    rows = pl.DataFrame({"size": ["5", "1e3", "1,5", "inf", "nan", "", None, "-2"]})
    assert rows.select(number("size"))["size"].to_list() == [5.0, 1000.0, None, None, None, None, None, -2.0]
    assert rows_where(rows, pl.col("size").is_not_null() & number("size").is_null()) == [4, 5, 6, 7]
    assert first_few(range(5)) == "0, 1, 2, 3, 4"
    assert first_few(range(6)) == "0, 1, 2, 3, 4 …"


@pytest.mark.parametrize("name", ["frame.parquet", "frame.xlsx", "frame.csv"])
def test_a_file_that_cannot_be_read_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"PAR1\\x00\\xff" if name != "frame.csv" else b"")
    with pytest.raises(Invalid, match=rf"{name}: The file cannot be read"):
        read_table(tmp_path / name)
