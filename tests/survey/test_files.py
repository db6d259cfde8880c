"""Tables of estimates as files that a spreadsheet opens without harm."""

from pathlib import Path

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from parindex.documents import Unfit
from parindex.survey.files import MOST_ROWS_OF_EXCEL, write_table

HOSTILE = ["=1+1", "+2", "-3", "@x", "\t=1", "Hà Nội"]
FRAME = pl.DataFrame({"domain": HOSTILE, "estimate": [80.5, None, 1.0, 2.0, 3.0, 4.0]})


def test_csv_has_dots_and_harmless_texts(tmp_path: Path) -> None:
    write_table(FRAME, tmp_path / "table.csv")
    lines = (tmp_path / "table.csv").read_text(encoding="utf-8").splitlines()
    assert lines == ["domain,estimate", "'=1+1,80.5", "'+2,", "'-3,1.0", "'@x,2.0", "'\t=1,3.0", "Hà Nội,4.0"]


def test_parquet_keeps_the_texts_as_they_are(tmp_path: Path) -> None:
    write_table(FRAME, tmp_path / "table.parquet")
    assert pl.read_parquet(tmp_path / "table.parquet").equals(FRAME)


def test_excel_has_texts_not_formulas(tmp_path: Path) -> None:
    write_table(FRAME, tmp_path / "table.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "table.xlsx")
    rows = book.get_sheet_by_name("estimates").to_python(skip_empty_area=False)
    assert rows[0] == ["domain", "estimate"]
    assert [row[0] for row in rows[1:]] == HOSTILE
    assert [row[1] for row in rows[1:]] == [80.5, "", 1.0, 2.0, 3.0, 4.0]


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unfit, match=r"The name must end in \.csv"):
        write_table(FRAME, tmp_path / "table.ods")
    assert list(tmp_path.iterdir()) == []


def test_ten_million_rows_are_too_many_for_excel(tmp_path: Path) -> None:
    with pytest.raises(Unfit, match=f"Excel holds {MOST_ROWS_OF_EXCEL} rows, the table has 10000000"):
        write_table(pl.DataFrame({"n": pl.int_range(10_000_000, eager=True)}), tmp_path / "table.xlsx")
    assert list(tmp_path.iterdir()) == []
