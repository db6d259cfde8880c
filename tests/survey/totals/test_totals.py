"""Totals by PSU: one pass against row by row, and everything that must not change a digit."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parindex.documents import Unfit
from parindex.survey.model import Survey
from parindex.survey.totals.engines import DuckDB
from parindex.survey.totals.merge import merge
from parindex.survey.totals.scan import totals
from parindex.survey.totals.slabs import PsuSlabs
from parindex.survey.totals.store import read_slabs, write_slabs
from tests.survey.builders import design, grouping, people, slabs_by_hand, stored, survey

BY = ("nation", "stratum", "sex", "sex_age")
MORE = ("score", "levels")
SURVEY = survey(
    groupings=[
        grouping("nation"),
        grouping("stratum", "stratum"),
        grouping("sex", "sex"),
        grouping("sex_age", "sex", "age"),
    ]
)
QUANTUM = 2.0**-10


def same(one: PsuSlabs, other: PsuSlabs) -> bool:
    """Whether two slabs are equal to the last bit."""
    assert (one.items, one.design, one.strata, one.psus) == (
        other.items,
        other.design,
        other.strata,
        other.psus,
    )
    assert one.quantum == other.quantum
    np.testing.assert_array_equal(one.stratum, other.stratum)
    np.testing.assert_array_equal(one.population, other.population)
    assert list(one.slabs) == list(other.slabs)
    for mine, theirs in zip(one.slabs.values(), other.slabs.values(), strict=True):
        assert mine.groups == theirs.groups
        for name in ("psu", "group", "people", "weight"):
            np.testing.assert_array_equal(getattr(mine, name), getattr(theirs, name))
        assert set(mine.totals) == set(theirs.totals)
        for name, values in mine.totals.items():
            np.testing.assert_array_equal(values, theirs.totals[name], err_msg=name)
    return True


def scanned(
    about: Survey, *files: Path, threads: int | None = None, quantum: float | None = QUANTUM
) -> PsuSlabs:
    return totals(about, files, more=MORE, quantum=quantum, engine=DuckDB(threads=threads))


@pytest.mark.parametrize("seed", range(3))
def test_one_pass_gives_what_counting_row_by_row_gives(seed: int, tmp_path: Path) -> None:
    frame = people(np.random.default_rng(seed))
    file = stored(frame, tmp_path / "people.parquet")
    assert same(scanned(SURVEY, file), slabs_by_hand(SURVEY, frame, BY, MORE, QUANTUM))


def test_a_csv_file_will_do_and_groupings_can_be_chosen(tmp_path: Path) -> None:
    frame = people(np.random.default_rng(5))
    frame.write_csv(tmp_path / "people.csv")
    found = totals(SURVEY, [tmp_path / "people.csv"], ["sex"], quantum=QUANTUM)
    assert same(found, slabs_by_hand(SURVEY, frame, ["sex"], quantum=QUANTUM))


def test_psus_of_one_name_in_two_strata_are_two_and_the_population_comes_along(tmp_path: Path) -> None:
    frame = people(np.random.default_rng(1)).with_columns(psu=pl.col("psu").str.slice(2), clusters=pl.lit(40))
    about = survey(groupings=SURVEY.groupings, designs=[design("stratum", population="clusters")])
    found = scanned(about, stored(frame, tmp_path / "people.parquet"))
    assert same(found, slabs_by_hand(about, frame, BY, MORE, QUANTUM))
    assert (len(found.psus), found.population.tolist()) == (12, [40.0] * 3)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(0, 10**6))
def test_neither_order_of_rows_nor_of_files_nor_threads_change_a_digit(tmp_path: Path, seed: int) -> None:
    rng = np.random.default_rng(seed)
    frame = people(rng)
    frame = frame.with_columns(w=pl.Series(rng.lognormal(3, 2, len(frame))))
    cut = int(rng.integers(1, len(frame)))
    one, two = stored(frame[:cut], tmp_path / "one.parquet"), stored(frame[cut:], tmp_path / "two.parquet")
    whole = stored(frame.sample(fraction=1, shuffle=True, seed=seed), tmp_path / "whole.parquet")
    together = scanned(SURVEY, one, two, quantum=None)
    assert same(together, scanned(SURVEY, two, one, threads=1, quantum=None))
    assert same(together, scanned(SURVEY, whole, threads=2, quantum=None))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(0, 10**6))
def test_parts_merged_in_any_order_are_the_whole(tmp_path: Path, seed: int) -> None:
    rng = np.random.default_rng(seed)
    frame = people(rng)
    cuts = sorted(int(cut) for cut in rng.integers(1, len(frame), 2))
    parts = [frame[: cuts[0]], frame[cuts[0] : cuts[1]], frame[cuts[1] :]]
    files = [stored(part, tmp_path / f"{n}.parquet") for n, part in enumerate(parts) if len(part)]
    slabs = [scanned(SURVEY, file) for file in files]
    whole = scanned(SURVEY, *files)
    assert same(merge(slabs), whole)
    assert same(merge(slabs[::-1]), whole)


def test_slabs_are_stored_and_read_back(tmp_path: Path) -> None:
    slabs = scanned(SURVEY, stored(people(np.random.default_rng(2)), tmp_path / "people.parquet"))
    write_slabs(slabs, tmp_path / "slabs.parquet")
    assert same(read_slabs(tmp_path / "slabs.parquet"), slabs)
    first = (tmp_path / "slabs.parquet").read_bytes()
    write_slabs(slabs, tmp_path / "again.parquet")
    assert (tmp_path / "again.parquet").read_bytes() == first


@pytest.mark.parametrize("content", [b"", b"PAR1 and no more", b"a,b\n1,2\n"])
def test_what_is_no_file_of_slabs_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "slabs.parquet").write_bytes(content)
    with pytest.raises(Unfit, match="not a file of totals"):
        read_slabs(tmp_path / "slabs.parquet")
    other = stored(people(np.random.default_rng(2)), tmp_path / "people.parquet")
    with pytest.raises(Unfit, match="not a file of totals"):
        read_slabs(other)


def test_parts_that_do_not_belong_together_are_refused_with_what_differs(tmp_path: Path) -> None:
    file = stored(people(np.random.default_rng(2)), tmp_path / "people.parquet")
    one, other = scanned(SURVEY, file), totals(SURVEY, [file], ["nation"], quantum=2.0**-9)
    with pytest.raises(Unfit, match=r"groupings, totals, quantum"):
        merge([one, other])


def test_a_stratum_has_one_population(tmp_path: Path) -> None:
    about = survey(designs=[design("stratum", population="clusters")])
    sizes = {size: people(np.random.default_rng(2)).with_columns(clusters=pl.lit(size)) for size in (40, 41)}
    files = [stored(frame, tmp_path / f"{size}.parquet") for size, frame in sizes.items()]
    with pytest.raises(Unfit, match=r"one number a stratum; not so in: s0, s1, s2"):
        scanned(about, *files)
    with pytest.raises(
        Unfit, match="The stratum s0 has two numbers of clusters in the population: 40 and 41"
    ):
        merge([scanned(about, file) for file in files])


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        pytest.param([1.0, None], "there in every row", id="missing"),
        pytest.param([1.0, 0.0], "above 0", id="zero"),
        pytest.param([1.0, float("inf")], "finite", id="infinite"),
        pytest.param([None, None], "there in every row", id="none at all"),
        pytest.param([], "no rows", id="no rows"),
    ],
)
def test_weights_are_there_positive_and_finite(
    weights: list[float | None], said: str, tmp_path: Path
) -> None:
    frame = people(np.random.default_rng(2))[: len(weights)].with_columns(
        w=pl.Series(weights, dtype=pl.Float64)
    )
    with pytest.raises(Unfit, match=said):
        scanned(SURVEY, stored(frame, tmp_path / "people.parquet"))


@pytest.mark.parametrize(
    ("quantum", "said"), [(0.3, "power of two"), (-1.0, "power of two"), (2.0**-40, "too fine")]
)
def test_a_quantum_that_will_not_do_is_refused(quantum: float, said: str, tmp_path: Path) -> None:
    file = stored(people(np.random.default_rng(2)), tmp_path / "people.parquet")
    with pytest.raises(Unfit, match=said):
        scanned(SURVEY, file, quantum=quantum)
