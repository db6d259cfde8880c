"""CSV piece by piece: no record is cut, whatever stands in its cells, and every piece is read as the whole is."""

import csv
import io
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.problems import Invalid
from parindex.survey.responses.delimited import blocks, csv_rows, delimited
from tests.survey.responses.fieldwork import written

cells = st.text(st.sampled_from('ab ,;"\n\r\tđ'), max_size=6)
tables = st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=20)


def text_of(rows: list[list[str]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode()


@settings(deadline=None)
@given(tables, st.integers(1, 40))
def test_a_piece_ends_where_a_record_ends(rows: list[list[str]], size: int) -> None:
    whole = text_of(rows)
    pieces = list(blocks(io.BytesIO(whole), size))
    assert b"".join(pieces) == whole
    read = [row for piece in pieces for row in csv.reader(io.StringIO(piece.decode(), newline=""))]
    assert read == list(csv.reader(io.StringIO(whole.decode(), newline="")))


def test_pieces_are_long_enough_to_matter() -> None:
    assert [len(piece) for piece in blocks(io.BytesIO(b"a,b\n" * 10), 10)] == [8, 12, 8, 12]


def test_rows_beyond_the_first_piece_are_read_under_the_same_heading(tmp_path: Path) -> None:
    line = 'x,"{n}, with\na line","Nguyễn Văn A, thôn {n}"\n'
    text = '\ufeffid,"how\nmany",who\n' + "".join(line.format(n=n) for n in range(250_000))
    path = written(tmp_path / "long.csv", text)
    content = delimited(path)
    assert content.rows.columns == ("id", "how\nmany", "who")
    pieces = [len(piece) for piece in content.rows.batches(str(path))]
    assert len(pieces) > 1
    assert sum(pieces) == 250_000
    whole = content.rows.whole()
    assert whole["who"].to_list() == [f"Nguyễn Văn A, thôn {n}" for n in range(250_000)]
    again = pl.read_csv(path, infer_schema=False)
    assert whole.equals(again)


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "x" * 20_000])
def test_a_file_without_a_heading_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(Invalid) as caught:
        delimited(written(tmp_path / "a.csv", text))
    assert [problem.code for problem in caught.value.problems] == ["unreadable"]


def test_a_column_that_stands_twice_is_refused_in_any_csv(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "a;b;a\n1;2;3\n")
    with pytest.raises(Invalid) as caught:
        csv_rows(lambda: path.open("rb"), "a.csv", (";", ","))
    assert [(each.code, each.place.path) for each in caught.value.problems] == [("column-twice", "a")]
    whole = csv_rows(lambda: path.open("rb"), "a.csv")
    assert whole.columns == ("a;b;a",)
