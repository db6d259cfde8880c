"""Packed answers: the same totals to the last bit, whatever happened to the file or the copy in between."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from parindex.documents import Unfit
from parindex.survey.totals.arrow import ROWS, Arrow
from tests.survey.builders import people, stored
from tests.survey.totals.test_totals import SURVEY, same, scanned


def copies(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_the_second_pass_reads_the_copy_that_the_first_made(tmp_path: Path) -> None:
    file, folder = stored(people(np.random.default_rng(1)), tmp_path / "people.parquet"), tmp_path / "packed"
    plain = scanned(SURVEY, file)
    assert same(scanned(SURVEY, file, engine=Arrow(packed=folder)), plain)
    [copy] = copies(folder)
    written = copy.stat().st_mtime_ns
    assert same(scanned(SURVEY, file, engine=Arrow(packed=folder)), plain)
    assert copy.stat().st_mtime_ns == written


def test_a_row_group_of_more_rows_than_a_batch_is_packed_whole(tmp_path: Path) -> None:
    few = people(np.random.default_rng(2))
    frame = pl.concat([few] * (ROWS // len(few) + 2))
    frame.write_parquet(tmp_path / "people.parquet", row_group_size=2 * ROWS)
    file, engine = tmp_path / "people.parquet", Arrow(packed=tmp_path / "packed")
    assert len(frame) > ROWS
    assert same(scanned(SURVEY, file, engine=engine), scanned(SURVEY, file))


def test_a_file_that_changed_has_a_copy_of_its_own(tmp_path: Path) -> None:
    frame, folder = people(np.random.default_rng(3)), tmp_path / "packed"
    file = stored(frame, tmp_path / "people.parquet")
    scanned(SURVEY, file, engine=Arrow(packed=folder))
    stored(frame.with_columns(q1=pl.lit(5)), file)
    assert same(scanned(SURVEY, file, engine=Arrow(packed=folder)), scanned(SURVEY, file))
    assert len(copies(folder)) == 2


@pytest.mark.parametrize("damage", ["a byte", "the end"])
def test_a_damaged_copy_is_not_believed_and_made_anew(damage: str, tmp_path: Path) -> None:
    file, folder = tmp_path / "people.parquet", tmp_path / "packed"
    people(np.random.default_rng(4)).write_parquet(file, row_group_size=8)
    plain = scanned(SURVEY, file)
    scanned(SURVEY, file, engine=Arrow(packed=folder))
    [copy] = copies(folder)
    whole = copy.read_bytes()
    copy.write_bytes(bytes([whole[0] ^ 1]) + whole[1:] if damage == "a byte" else whole[:-1])
    for _ in range(2):
        assert same(scanned(SURVEY, file, engine=Arrow(threads=1, packed=folder)), plain)
    assert [each.read_bytes() for each in copies(folder)] == [whole]


def test_nothing_is_left_of_a_copy_that_could_not_be_made(tmp_path: Path) -> None:
    frame = people(np.random.default_rng(5)).with_columns(q2=pl.lit(1000))
    file, folder = stored(frame, tmp_path / "people.parquet"), tmp_path / "packed"
    with pytest.raises(Unfit) as refused:
        scanned(SURVEY, file, engine=Arrow(packed=folder))
    assert "q2" in refused.value.text.en
    assert copies(folder) == []
