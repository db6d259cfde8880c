"""k-anonymity, verified by counting; and no cell is emptied where none needs to be."""

from collections import Counter
from itertools import combinations
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.documents import Unfit
from parindex.survey.responses.anonymity import is_anonymous, suppress

COLUMNS = ("sex", "age", "job")


def smallest(rows: list[tuple[Any, ...]]) -> int:
    """How many share the rarest combination: counted one by one."""
    return min(Counter(rows).values(), default=0)


def emptied(people: pl.DataFrame, mask: np.ndarray, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    rows = people.select(columns).rows()
    return [
        tuple(None if gone else value for value, gone in zip(row, lost, strict=True))
        for row, lost in zip(rows, mask, strict=True)
    ]


person = st.tuples(
    st.sampled_from(["p1", "p2"]),
    st.sampled_from(["f", "m", None]),
    st.sampled_from(["18-29", "30-59", "60+"]),
    st.sampled_from(["a", "b", "c", "d", None]),
)


@given(st.lists(person, max_size=40), st.integers(2, 6))
def test_every_combination_is_shared_by_k_people(rows: list[tuple[Any, ...]], k: int) -> None:
    people = pl.DataFrame(rows, schema=dict.fromkeys(("province", *COLUMNS), pl.String), orient="row")
    provinces = Counter(row[0] for row in rows)
    if any(count < k for count in provinces.values()):
        with pytest.raises(Unfit, match=f"fewer than k = {k}"):
            suppress(people, COLUMNS, ("province",), k)
        return
    mask = suppress(people, COLUMNS, ("province",), k)
    kept = emptied(people, mask, COLUMNS)
    whole = [(row[0], *rest) for row, rest in zip(rows, kept, strict=True)]
    assert not rows or smallest(whole) >= k
    for width in range(
        1, 5
    ):  # whatever somebody knows of people, and with the list of emptied cells beside the file
        for known in combinations(range(4), width):
            listed = [
                tuple("emptied" if place and lost[place - 1] else row[place] for place in known)
                for row, lost in zip(rows, mask, strict=True)
            ]
            assert not rows or smallest(listed) >= k
    if rows and smallest(rows) >= k:
        assert not mask.any()
    assert is_anonymous(pl.DataFrame(whole, schema=people.schema, orient="row"), ["province", *COLUMNS], k)


@given(st.lists(person, min_size=1, max_size=40), st.integers(2, 6))
def test_the_check_counts_as_one_would_by_hand(rows: list[tuple[Any, ...]], k: int) -> None:
    people = pl.DataFrame(rows, schema=dict.fromkeys(("province", *COLUMNS), pl.String), orient="row")
    assert is_anonymous(people, list(people.columns), k) == (smallest(rows) >= k)


def frame(*groups: tuple[str, str, str, int]) -> pl.DataFrame:
    rows = [(sex, age, job) for sex, age, job, times in groups for _ in range(times)]
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def lost(people: pl.DataFrame, k: int) -> dict[str, int]:
    mask = suppress(people, COLUMNS, (), k)
    return {name: int(mask[:, n].sum()) for n, name in enumerate(COLUMNS)}


def test_the_column_that_saves_most_goes_first_and_the_last_where_all_save_as_much() -> None:
    people = frame(("f", "young", "a", 5), ("f", "young", "b", 2), ("f", "young", "c", 1))
    assert lost(people, 3) == {"sex": 0, "age": 0, "job": 3}
    people = frame(("f", "young", "a", 2), ("m", "young", "a", 2), ("f", "old", "b", 4))
    assert lost(people, 3) == {"sex": 4, "age": 0, "job": 0}


def test_whoever_stays_rare_without_any_takes_the_smallest_group_along() -> None:
    people = frame(("f", "young", "a", 5), ("m", "old", "b", 1), ("f", "old", "a", 4))
    assert lost(people, 3) == {"sex": 5, "age": 5, "job": 5}


def test_who_never_answered_cannot_be_told_from_those_whose_cell_was_emptied() -> None:
    """One young man left his job out; two others have rare jobs. Emptied alone they would be two, known by the list."""
    rows = [("m", "young", "a"), ("m", "young", "b"), ("m", "young", None), *[("f", "old", "a")] * 3]
    people = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    mask = suppress(people, COLUMNS, (), 3)
    assert mask[:, 2].tolist() == [True, True, True, False, False, False]
    assert not mask[:, :2].any()


def test_nobody_and_no_columns_are_anonymous() -> None:
    assert is_anonymous(frame(), list(COLUMNS), 5)
    assert is_anonymous(frame(("f", "young", "a", 1)), [], 5)
    assert suppress(frame(), COLUMNS, (), 5).shape == (0, 3)
