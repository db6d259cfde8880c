"""Responses on disk: in order, alike in pieces and in whole, for their owner alone, and gone when nobody wants them."""

import gc
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from parindex.problems import Invalid
from parindex.survey.responses.content import Rows
from parindex.survey.responses.exports import Export, read_export
from parindex.survey.responses.read import Responses, read
from parindex.survey.responses.stored import TOGETHER, Sorting, Stored
from tests.survey.responses.fieldwork import ABOUT, plain, settings


def in_pieces(export: Export, size: int) -> Export:
    table = export.rows.whole()
    return replace(export, rows=Rows(export.rows.columns, lambda: table.iter_slices(size)))


def alike(one: Responses, other: Responses) -> bool:
    same = one.people.equals(other.people) and one.left_out.equals(other.left_out)
    return same and one.sources == other.sources


ROWS: list[dict[str, Any]] = [
    {"response": "b", "person": "n2", "start": "2025-09-01T09:00:00"},
    {"response": "a", "q1": 1, "person": "n1"},
    {"response": "a", "q1": 2, "person": "n1", "consent": "1"},
    {"response": "a", "q1": 1, "person": "n1"},
    {"response": "c", "consent": "0"},
    {"response": "d", "sex": "", "q3": "-1", "person": "n9"},
    {"response": "a", "q1": 3, "person": "n1", "practice": "1"},
]
SAMPLE = pl.DataFrame({"person": ["n1", "n2"], "province": ["p1", "p9"]})


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_reading_in_pieces_gives_what_reading_at_once_gives(size: int, tmp_path: Path) -> None:
    first, second = (
        read_export(plain(rows, tmp_path / name)) for rows, name in ((ROWS, "a.csv"), (ROWS[:3], "b.csv"))
    )
    how = settings(skips=[{"columns": ["q2"], "asked_if": "sex", "values": ["female"]}])
    whole = read([first, second], ABOUT, how, SAMPLE)
    assert whole.people["_response"].to_list() == ["a", "a#2", "b", "d"]
    assert whole.left_out["reason"].to_list() == ["copy", "copy", "copy", "practice", "copy", "no-consent"]
    assert alike(read([in_pieces(first, size), in_pieces(second, size)], ABOUT, how, SAMPLE), whole)


def test_unknown_words_of_all_pieces_are_counted_together(tmp_path: Path) -> None:
    path = plain([{"q1": "7"}, {"q1": "tốt"}, {"q1": "7"}, {"q1": "7"}], tmp_path / "a.csv")
    with pytest.raises(Invalid) as caught:
        read([in_pieces(read_export(path), 1)], ABOUT, settings())
    [problem] = caught.value.problems
    assert "7 (× 3), tốt (× 1)" in problem.text.en


ids = st.lists(st.text(st.sampled_from("abđ#1-"), min_size=1, max_size=4), unique=True, min_size=1)


@settings_of_hypothesis(deadline=None, max_examples=40)
@given(ids, st.integers(1, 5), st.integers(1, 4))
def test_responses_come_out_in_the_order_of_their_ids(names: list[str], size: int, step: int) -> None:
    table = pl.DataFrame({"_response": names, "q1": range(len(names))})
    sorting = Sorting(names[::step], every=TOGETHER)  # every id that is known begins a part of its own
    for piece in table.iter_slices(size):
        sorting.add(piece)
    stored = sorting.sorted(table.clear())
    assert stored.rows.collect().equals(table.sort("_response"))
    assert len(stored) == len(names)
    assert [path.name for path in stored.folder.iterdir()] == ["responses.parquet"]


def test_nothing_is_a_table_too() -> None:
    none = pl.DataFrame(schema={"_response": pl.String, "q1": pl.Int8})
    assert Sorting([], 100).sorted(none).rows.collect().equals(none)


def test_what_is_stored_is_for_its_owner_and_goes_with_it() -> None:
    stored = Stored.of(pl.DataFrame({"_response": ["a"]}))
    folder = stored.folder
    assert folder.stat().st_mode & 0o777 == 0o700
    assert len(stored) == 1
    del stored
    gc.collect()
    assert not folder.exists()
