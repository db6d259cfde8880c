"""What must hold of any survey: rows again, in another order, complements, parts, covariances."""

from pathlib import Path

import numpy as np
import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parindex.survey.estimation.covariance import Pick, covariance
from parindex.survey.estimation.distribution import answer_code, distribution
from parindex.survey.estimation.estimate import Estimates, estimate
from parindex.survey.model import Lonely, Survey
from parindex.survey.totals.merge import merge
from parindex.survey.totals.scan import totals
from tests.survey.builders import FIVE, grouping, node, people, stored, survey

TREE = node(
    "whole",
    "weighted",
    node("mean", "mean", "q1", "q2"),
    node("pooled", "pooled", "q2", "q3"),
    weights=(0.7, 0.3),
)
ABOUT = survey(
    tree=TREE,
    groupings=[grouping("nation"), grouping("sex", "sex"), grouping("crossed", "sex", "age")],
    smallest_shown=3,
)
FIGURES = ("estimate", "standard_error", "lower", "upper", "degrees_of_freedom", "psus", "strata")
QUANTUM = 2.0**-10
laws = settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
SEEDS = st.integers(0, 10**6)


def found(frame: pl.DataFrame, folder: Path, about: Survey = ABOUT) -> Estimates:
    return estimate(about, totals(about, [stored(frame, folder / "people.parquet")], quantum=QUANTUM))


def alike(one: Estimates, other: Estimates, **tolerance: float) -> None:
    for code, table in one.tables.items():
        assert table.domains == other[code].domains
        for name in FIGURES:
            np.testing.assert_allclose(
                getattr(table, name), getattr(other[code], name), err_msg=name, **tolerance
            )


@laws
@given(SEEDS, st.sampled_from([2, 4, 8]))
def test_every_row_k_times_with_a_kth_of_its_weight_changes_nothing(
    tmp_path: Path, seed: int, times: int
) -> None:
    frame = people(np.random.default_rng(seed)).with_columns(w=pl.col("w") * 16)
    again = pl.concat([frame.with_columns(w=pl.col("w") / times)] * times)
    one, many = found(frame, tmp_path), found(again, tmp_path)
    for code, table in one.tables.items():
        for name in ("estimate", "standard_error", "degrees_of_freedom"):
            np.testing.assert_allclose(
                getattr(table, name), getattr(many[code], name), rtol=1e-12, atol=1e-12, err_msg=name
            )
        np.testing.assert_array_equal(times * table.answers, many[code].answers)


@laws
@given(SEEDS)
def test_the_order_of_rows_changes_no_digit_of_what_is_reported(tmp_path: Path, seed: int) -> None:
    frame = people(np.random.default_rng(seed))
    one = found(frame, tmp_path).frame()
    other = found(frame.sample(fraction=1, shuffle=True, seed=seed), tmp_path).frame()
    assert one.equals(other)


@laws
@given(SEEDS)
def test_complements_add_up(tmp_path: Path, seed: int) -> None:
    """Satisfied and not satisfied make 100 with the same error; so do all answers to an item."""
    frame = people(np.random.default_rng(seed))
    file = stored(frame, tmp_path / "people.parquet")
    slabs = totals(ABOUT, [file], more=["levels"])
    table = estimate(ABOUT, slabs)["sex"]
    answers = distribution(ABOUT, slabs, "sex")
    flipped = [
        pl.when(pl.col(q) >= 1).then(6 - pl.col(q)).otherwise(pl.col(q)).alias(q) for q in ("q1", "q2", "q3")
    ]
    other_way = FIVE.model_copy(update={"satisfied_from": 3})
    contrary = found(frame.with_columns(flipped), tmp_path, ABOUT.changed(scales=(other_way,)))["sex"]
    for item in ("q1", "q2", "q3"):
        column = table.measures.index(item)
        own, error = table.estimate[:, column], table.standard_error[:, column]
        all_of_it = np.where(np.isnan(own), np.nan, 100.0)
        np.testing.assert_allclose(own + contrary.estimate[:, column], all_of_it, rtol=1e-12)
        np.testing.assert_allclose(error, contrary.standard_error[:, column], rtol=1e-9, atol=1e-12)
        ends = table.lower[:, column] + contrary.upper[:, column]
        np.testing.assert_allclose(ends, all_of_it, rtol=1e-9)
        shares = [
            answers.estimate[:, answers.measures.index(answer_code(item, level))] for level in range(1, 6)
        ]
        np.testing.assert_allclose(sum(shares), all_of_it, rtol=1e-12)
        np.testing.assert_allclose(shares[3] + shares[4], own, rtol=1e-9, atol=1e-9)


@laws
@given(SEEDS)
def test_parts_by_any_rows_merged_give_the_same_digits(tmp_path: Path, seed: int) -> None:
    random = np.random.default_rng(seed)
    frame = people(random)
    lot = pl.Series(random.integers(0, 3, len(frame)))
    parts = [part for n in range(3) if len(part := frame.filter(lot == n))]
    slabs = [
        totals(ABOUT, [stored(part, tmp_path / f"{n}.parquet")], quantum=QUANTUM)
        for n, part in enumerate(parts)
    ]
    assert estimate(ABOUT, merge(slabs)).frame().equals(found(frame, tmp_path).frame())


@laws
@given(SEEDS, st.sampled_from(["adjust", "average", "certainty", "remove"]))
def test_covariances_of_anything_are_positive_semidefinite(tmp_path: Path, seed: int, lonely: Lonely) -> None:
    frame = people(np.random.default_rng(seed)).filter(pl.col("psu").ne("p01") | (pl.col("age") > 1))
    frame = frame.filter(pl.col("stratum").ne("s2") | pl.col("psu").eq("p20"))
    slabs = totals(ABOUT, [stored(frame, tmp_path / "people.parquet")])
    result = estimate(ABOUT, slabs, lonely=lonely)
    picks = [
        Pick(code, domain, measure)
        for code in ("nation", "crossed")
        for domain in result[code].domains
        for measure in ("q1", "mean", "pooled", "whole")
        # With "average", a domain of lonely PSUs alone has no error.
        if np.isfinite(result[code].standard_error[result[code].at(domain, measure)])
    ]
    matrix = covariance(result, picks)
    np.testing.assert_array_equal(matrix, matrix.T)
    assert np.linalg.eigvalsh(matrix).min() >= -1e-9 * max(np.diag(matrix).max(), 1.0)
