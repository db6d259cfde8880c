"""What is held back so that nobody can be read out of a table."""

from pathlib import Path

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.language import both
from parindex.survey.estimation.disclosure import families_of, held_back
from parindex.survey.estimation.estimate import estimate_microdata
from parindex.survey.model import Node
from tests.survey.builders import grouping, people, stored, survey

CELLS = [(row, column) for row in "ab" for column in "xyz"]


def test_few_answers_are_held_back_and_in_one_grouping_nothing_else() -> None:
    answers = np.array([[40.0, 29.0], [50.0, 31.0]])
    assert held_back([("a",), ("b",)], answers, 30).tolist() == [[False, True], [False, False]]
    assert held_back([], np.zeros((0, 2)), 30).shape == (0, 2)


def test_a_lone_cell_takes_the_next_smallest_of_its_row_and_column_with_it() -> None:
    # a: x 10 is too few; y 35 goes with it in row a, then b: x 60 in column x, and b: y 50 in column y.
    answers = np.array([10.0, 35.0, 90.0, 60.0, 50.0, 99.0])[:, None]
    assert held_back(CELLS, answers, 30)[:, 0].tolist() == [True, True, False, True, True, False]
    enough = np.full((6, 1), 30.0)
    assert not held_back(CELLS, enough, 30).any()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 80), min_size=24, max_size=24), st.integers(1, 40))
def test_no_row_or_column_keeps_a_lone_secret(answers: list[int], smallest: int) -> None:
    domains = [(a, b, c) for a in "ab" for b in "xyz" for c in "1234"]
    given_ = np.array(answers, dtype=float)[:, None]
    hidden = held_back(domains, given_, smallest)[:, 0]
    assert (hidden >= (given_[:, 0] < smallest)).all()
    for place in range(3):
        for rest in {(*d[:place], *d[place + 1 :]) for d in domains}:
            line = [n for n, d in enumerate(domains) if (*d[:place], *d[place + 1 :]) == rest]
            assert hidden[line].sum() != 1


def test_a_lone_part_takes_the_next_smallest_of_its_family_with_it() -> None:
    # q1 could be worked out from its factor f and q2; whatever is hidden of f then asks the same of the whole.
    tree = Node(code="all", title=both("all"), combine="mean", children=(
        Node(code="f", title=both("f"), combine="mean", items=("q1", "q2")),
        Node(code="g", title=both("g"), combine="mean", items=("q3", "q4")),
    ))  # fmt: skip
    measures = ["q1", "q2", "q3", "q4", "f", "g", "all"]
    families = families_of(tree, measures)
    assert families == [[4, 0, 1], [5, 2, 3], [6, 4, 5]]
    answers = np.array([[12.0, 90.0, 80.0, 80.0, 51.0, 80.0, 65.0], [40.0] * 7])
    hidden = held_back([("a",), ("b",)], answers, 30, families)
    assert hidden.tolist() == [[True, False, False, False, True, False, True], [False] * 7]
    for family in families:
        assert (hidden[:, family].sum(axis=1) != 1).all()


def test_a_tree_of_which_parts_are_not_measured_gives_nothing_away() -> None:
    tree = Node(code="f", title=both("f"), combine="pooled", items=("q1", "q2"))
    assert families_of(tree, ["q1", "q2"]) == []


def test_what_is_held_back_is_not_in_tables_unless_every_figure_is_asked_for(tmp_path: Path) -> None:
    about = survey(groupings=[grouping("crossed", "sex", "age")], smallest_shown=5)
    frame = people(np.random.default_rng(4), psus=5).filter(
        pl.col("sex").ne("f").or_(pl.col("age").ne(1)) | (pl.col("psu") == "p00")
    )
    file = stored(frame, tmp_path / "a.parquet")
    found = estimate_microdata(about, [file])
    public, every = found.frame(), found.frame(every=True)
    few = found["crossed"].flags["few_answers"].ravel()
    assert 1 < few.sum() < few.size
    figures = ["estimate", "standard_error", "lower", "upper", "answers", "effective_answers"]
    for name in figures:
        assert public[name].filter(pl.Series(few)).null_count() == few.sum()
    shown = pl.Series(~few)
    assert public.drop("people").filter(shown).equals(every.drop("people").filter(shown))
    assert every["answers"].null_count() == 0
    assert every["estimate"].null_count() < few.sum()  # only where an item has no answer at all
    scores = estimate_microdata(about, [file], statistic="score")
    assert set(scores["crossed"].flags) == {"few_answers"}
    none = found["crossed"].published()
    assert np.isnan(none.people).tolist() == found["crossed"].flags["few_answers"].all(axis=1).tolist()
