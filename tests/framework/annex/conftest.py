"""An officer's desk: workbooks and documents made, opened and corrected with the usual libraries."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

Rows = Sequence[Sequence[Any]]


class Desk:
    """Files in one folder."""

    headings = (
        "STT",
        "Lĩnh vực/Tiêu chí/Tiêu chí thành phần",
        "Điểm tối đa",
        "Cách chấm điểm",
        "Tài liệu kiểm chứng",
    )

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def workbook(self, *sheets: Rows, name: str = "annex.xlsx") -> Path:
        """Write sheets of plain cells."""
        path = self.folder / name
        workbook = xlsxwriter.Workbook(str(path))
        day = workbook.add_format({"num_format": "d/m/yyyy"})
        for number, rows in enumerate(sheets, 1):
            sheet = workbook.add_worksheet(f"Trang {number}")
            for line, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(line, column, value, day)
                    else:
                        sheet.write(line, column, value)
        workbook.close()
        return path

    def document(self, *tables: Rows, merged: Sequence[tuple[int, int, int, int]] = ()) -> Path:
        """Write tables of text; `merged` cells of the first reach from row and column to row and column."""
        path = self.folder / "annex.docx"
        document = docx.Document()
        document.add_paragraph("PHỤ LỤC")
        for number, rows in enumerate(tables):
            table = document.add_table(rows=len(rows), cols=len(rows[0]))
            for row, texts in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
            for top, left, bottom, right in merged if number == 0 else ():
                table.cell(top, left).merge(table.cell(bottom, right))
            document.add_paragraph("")
        document.save(str(path))
        return path

    def correct(self, path: Path, *columns: int, with_: Callable[[str], str]) -> None:
        """Correct the texts in some columns of a workbook and save it."""
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
        for row in rows:
            for column in columns:
                row[column] = with_(row[column]) if isinstance(row[column], str) else row[column]
        self.workbook(rows, name=path.name)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
