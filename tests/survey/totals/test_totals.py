"""Totals by PSU: one pass against row by row, and everything that must not change a digit."""

from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parindex.documents import Unfit
from parindex.survey.model import Survey
from parindex.survey.totals.arrow import Arrow
from parindex.survey.totals.engines import DuckDB, Engine
from parindex.survey.totals.merge import merge
from parindex.survey.totals.plan import More
from parindex.survey.totals.scan import totals
from parindex.survey.totals.slabs import PsuSlabs
from parindex.survey.totals.store import read_slabs, write_slabs
from tests.survey.builders import design, grouping, people, slabs_by_hand, stored, survey

BY = ("nation", "stratum", "sex", "sex_age")
MORE: tuple[More, ...] = ("score", "levels")
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
    about: Survey, *files: Path, engine: Engine | None = None, quantum: float | None = QUANTUM
) -> PsuSlabs:
    return totals(about, files, more=MORE, quantum=quantum, engine=engine)


@pytest.fixture(params=["arrow", "arrow, packed", "duckdb"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    if request.param == "duckdb":
        return DuckDB()
    return Arrow(packed=tmp_path / "packed" if "packed" in request.param else None)


@pytest.mark.parametrize("seed", range(3))
def test_one_pass_gives_what_counting_row_by_row_gives(seed: int, engine: Engine, tmp_path: Path) -> None:
    frame = people(np.random.default_rng(seed))
    file = stored(frame, tmp_path / "people.parquet")
    assert same(scanned(SURVEY, file, engine=engine), slabs_by_hand(SURVEY, frame, BY, MORE, QUANTUM))


def test_a_label_of_a_file_that_no_row_has_makes_no_cell(tmp_path: Path) -> None:
    frame = people(np.random.default_rng(5)).drop("stratum")
    about = survey(designs=[design()])
    labels = ["another", *frame["psu"].unique().sort().to_list()]
    table = frame.to_arrow()
    codes = pa.array([labels.index(psu) for psu in frame["psu"].to_list()], pa.int32())
    psus = pa.DictionaryArray.from_arrays(codes, labels)
    written = table.set_column(table.schema.get_field_index("psu"), "psu", psus)
    pq.write_table(written, tmp_path / "people.parquet")
    found = scanned(about, tmp_path / "people.parquet")
    assert same(found, slabs_by_hand(about, frame, ("nation",), MORE, QUANTUM))


def test_groups_may_be_made_of_columns_of_the_psus_and_others_in_any_order(
    engine: Engine, tmp_path: Path
) -> None:
    frame = people(np.random.default_rng(8))
    crossed = [grouping("both", "sex", "stratum"), grouping("other", "stratum", "age", "psu")]
    about = survey(groupings=crossed)
    found = scanned(about, stored(frame, tmp_path / "people.parquet"), engine=engine)
    assert same(found, slabs_by_hand(about, frame, ("both", "other"), MORE, QUANTUM))


def test_totals_are_the_same_where_psus_and_groups_are_many(tmp_path: Path) -> None:
    frame = people(np.random.default_rng(9), strata=30, psus=30, most=2)
    frame = frame.with_columns(age=pl.int_range(len(frame)))  # more pairs than a table would be made for
    file = stored(frame, tmp_path / "people.parquet")
    one, other = (scanned(SURVEY, file, engine=each) for each in (Arrow(), DuckDB()))
    assert len(one.slabs["sex_age"].groups) == len(frame)
    assert same(one, other)


@pytest.mark.parametrize("more", [(), MORE])
@pytest.mark.parametrize("most", [3, 30, 300])
def test_items_counted_together_give_what_each_gives_alone(
    most: int, more: tuple[More, ...], engine: Engine, tmp_path: Path
) -> None:
    frame = people(np.random.default_rng(most), items=7, strata=1, psus=2, most=most)
    about = survey(items=[f"q{n}" for n in range(1, 8)], groupings=SURVEY.groupings)
    file = stored(frame, tmp_path / "people.parquet")
    found = totals(about, [file], BY, more=more, quantum=QUANTUM, engine=engine)
    assert same(found, slabs_by_hand(about, frame, BY, more, QUANTUM))


def test_nothing_and_the_empty_text_are_one_group_and_one_psu(engine: Engine, tmp_path: Path) -> None:
    frame = people(np.random.default_rng(6)).with_columns(
        sex=pl.Series([["", None, "f"][n % 3] for n in range(len(people(np.random.default_rng(6))))]),
        stratum=pl.lit("s"),
        psu=pl.when(pl.col("psu") == "p00").then(pl.lit("")).when(pl.col("psu") != "p01").then("psu"),
    )
    found = scanned(SURVEY, stored(frame, tmp_path / "people.parquet"), engine=engine)
    assert found.slabs["sex"].groups == (("",), ("f",))
    assert same(found, slabs_by_hand(SURVEY, frame, BY, MORE, QUANTUM))


def test_files_and_row_groups_without_rows_add_nothing(engine: Engine, tmp_path: Path) -> None:
    frame = people(np.random.default_rng(5))
    table, with_gap = frame.to_arrow(), tmp_path / "with_gap.parquet"
    with pq.ParquetWriter(with_gap, table.schema) as writer:
        for part in (table[:9], table[:0], table[9:]):
            writer.write_table(part)
    empty = stored(frame[:0], tmp_path / "empty.parquet")
    found = scanned(SURVEY, with_gap, empty, engine=engine)
    assert same(found, slabs_by_hand(SURVEY, frame, BY, MORE, QUANTUM))


def test_psus_may_be_named_by_columns_of_many_values(engine: Engine, tmp_path: Path) -> None:
    frame = people(np.random.default_rng(7), strata=9, psus=9, most=2)
    frame = frame.with_columns(region=pl.col("stratum") + "-" + (pl.col("psu").str.slice(2)))
    about = survey(groupings=SURVEY.groupings, designs=[design("region", "stratum")])
    found = scanned(about, stored(frame, tmp_path / "people.parquet"), engine=engine)
    assert same(found, slabs_by_hand(about, frame, BY, MORE, QUANTUM))


def test_half_a_quantum_is_rounded_up_by_every_engine(engine: Engine, tmp_path: Path) -> None:
    frame = people(np.random.default_rng(3)).with_columns(psu=pl.lit("p"), stratum=pl.lit("s"))[:4]
    frame = frame.with_columns(w=pl.Series([0.5, 1.5, 2.5, 0.49999999999999994]))
    found = scanned(SURVEY, stored(frame, tmp_path / "people.parquet"), engine=engine, quantum=1.0)
    assert found.slabs["nation"].weight.tolist() == [1.0 + 2.0 + 3.0 + 0.0]


@pytest.mark.parametrize("kind", [pl.Int64, pl.Float64, pl.String])
def test_answers_may_be_stored_as_any_kind_of_number(kind: type[pl.DataType], tmp_path: Path) -> None:
    frame = people(np.random.default_rng(4))
    other = frame.with_columns(pl.col("q1", "q2").cast(kind))
    files = [stored(each, tmp_path / f"{n}.parquet") for n, each in enumerate((frame, other))]
    assert same(scanned(SURVEY, files[1]), scanned(SURVEY, files[0]))


@pytest.mark.parametrize("answer", ["4.5", "300", "rather"])
def test_answers_that_are_no_codes_are_refused(answer: str, tmp_path: Path) -> None:
    frame = people(np.random.default_rng(4)).with_columns(q2=pl.lit(answer))
    with pytest.raises(Unfit, match="The column q2 has codes of answers that are not whole numbers"):
        scanned(SURVEY, stored(frame, tmp_path / "people.parquet"))


def test_every_file_must_be_whole_and_have_every_column(tmp_path: Path) -> None:
    frame = people(np.random.default_rng(4))
    file, other = (
        stored(frame, tmp_path / "1.parquet"),
        stored(frame.drop("q2", "age"), tmp_path / "2.parquet"),
    )
    with pytest.raises(Unfit, match=r"2\.parquet lacks columns: age, q2"):
        scanned(SURVEY, file, other)
    other.write_bytes(file.read_bytes()[:-40])
    with pytest.raises(Unfit, match=r"2\.parquet cannot be read"):
        scanned(SURVEY, file, other)


def test_a_csv_file_will_do_and_groupings_can_be_chosen(tmp_path: Path) -> None:
    frame = people(np.random.default_rng(5))
    frame.write_csv(tmp_path / "people.csv")
    found = totals(SURVEY, [tmp_path / "people.csv"], ["sex"], quantum=QUANTUM)
    assert same(found, slabs_by_hand(SURVEY, frame, ["sex"], quantum=QUANTUM))


def test_zeros_in_front_belong_to_codes_of_csv_wherever_they_stand(tmp_path: Path) -> None:
    """DuckDB looks at some 20,000 rows unless told otherwise; the code with a zero comes after them, in another file."""
    head = pl.DataFrame(
        {"stratum": ["10"] * 25_000, "psu": ["101", "102"] * 12_500, "w": 1.0, "sex": ["1", "2"] * 12_500}
    )
    last = pl.DataFrame({"stratum": ["01"], "psu": ["0101"], "w": 1.0, "sex": ["02"]})
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for frame, file in zip((head, last), files, strict=True):
        frame.with_columns(q1=4, q2=4, q3=4).write_csv(file)
    found = totals(SURVEY, files, ["sex"], quantum=QUANTUM)
    assert found.psus == (("01", "0101"), ("10", "101"), ("10", "102"))
    assert found.slabs["sex"].groups == (("02",), ("1",), ("2",))


def test_psus_of_one_name_in_two_strata_are_two_and_the_population_comes_along(
    engine: Engine, tmp_path: Path
) -> None:
    frame = people(np.random.default_rng(1)).with_columns(psu=pl.col("psu").str.slice(2), clusters=pl.lit(40))
    about = survey(groupings=SURVEY.groupings, designs=[design("stratum", population="clusters")])
    found = scanned(about, stored(frame, tmp_path / "people.parquet"), engine=engine)
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
    mixed, whole = frame.sample(fraction=1, shuffle=True, seed=seed), tmp_path / "whole.parquet"
    mixed.write_parquet(whole, row_group_size=7)
    together = scanned(SURVEY, one, two, quantum=None)
    assert same(together, scanned(SURVEY, two, one, engine=Arrow(threads=1), quantum=None))
    assert same(together, scanned(SURVEY, whole, engine=Arrow(threads=3), quantum=None))
    assert same(together, scanned(SURVEY, two, one, engine=DuckDB(threads=1), quantum=None))
    assert same(together, scanned(SURVEY, whole, engine=DuckDB(threads=2), quantum=None))


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


def test_a_stratum_has_one_population(engine: Engine, tmp_path: Path) -> None:
    about = survey(designs=[design("stratum", population="clusters")])
    sizes = {size: people(np.random.default_rng(2)).with_columns(clusters=pl.lit(size)) for size in (40, 41)}
    files = [stored(frame, tmp_path / f"{size}.parquet") for size, frame in sizes.items()]
    with pytest.raises(Unfit, match=r"one number a stratum; not so in: s0, s1, s2"):
        scanned(about, *files, engine=engine)
    nowhere = people(np.random.default_rng(2)).with_columns(clusters=pl.lit(None, dtype=pl.Float64))
    with pytest.raises(Unfit, match=r"one number a stratum; not so in: s0, s1, s2"):
        scanned(about, stored(nowhere, tmp_path / "nowhere.parquet"), engine=engine)
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
        pytest.param([1.0, float("nan")], "finite", id="not a number"),
        pytest.param([], "no rows", id="no rows"),
    ],
)
def test_weights_are_there_positive_and_finite(
    weights: list[float | None], said: str, engine: Engine, tmp_path: Path
) -> None:
    frame = people(np.random.default_rng(2))[: len(weights)].with_columns(
        w=pl.Series(weights, dtype=pl.Float64)
    )
    with pytest.raises(Unfit, match=said):
        scanned(SURVEY, stored(frame, tmp_path / "people.parquet"), engine=engine)


@pytest.mark.parametrize(
    ("quantum", "said"), [(0.3, "power of two"), (-1.0, "power of two"), (2.0**-40, "too fine")]
)
def test_a_quantum_that_will_not_do_is_refused(quantum: float, said: str, tmp_path: Path) -> None:
    file = stored(people(np.random.default_rng(2)), tmp_path / "people.parquet")
    with pytest.raises(Unfit, match=said):
        scanned(SURVEY, file, quantum=quantum)
