"""The covariance of estimates: its diagonal is their variance, whatever strata of one PSU add."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from parindex.survey.estimation.covariance import Pick, contrast, covariance, picks_of
from parindex.survey.estimation.estimate import estimate_microdata
from parindex.survey.model import Lonely
from tests.survey.builders import grouping, people, stored, survey

ABOUT = survey(groupings=[grouping("nation"), grouping("sex", "sex")])


def with_a_lonely_psu() -> pl.DataFrame:
    return people(np.random.default_rng(3)).filter(pl.col("stratum").ne("s2") | pl.col("psu").eq("p20"))


@pytest.mark.parametrize("lonely", ["adjust", "average", "certainty", "remove"])
def test_the_diagonal_is_the_variance(lonely: Lonely, tmp_path: Path) -> None:
    file = stored(with_a_lonely_psu(), tmp_path / "a.parquet")
    found = estimate_microdata(ABOUT, [file], lonely=lonely)
    table = found["sex"]
    picks = [Pick("sex", domain, measure) for domain in table.domains for measure in table.measures]
    matrix = covariance(found, picks)
    np.testing.assert_allclose(np.diag(matrix), table.standard_error.ravel() ** 2, rtol=1e-12)
    np.testing.assert_array_equal(matrix, matrix.T)
    assert np.linalg.eigvalsh(matrix).min() > -1e-9 * np.diag(matrix).max()


def test_one_measure_of_all_domains(tmp_path: Path) -> None:
    found = estimate_microdata(ABOUT, [stored(people(np.random.default_rng(3)), tmp_path / "a.parquet")])
    assert picks_of(found, "sex", "q1") == [Pick("sex", (sex,), "q1") for sex in ("", "f", "m")]


def test_the_mean_of_items_is_their_contrast(tmp_path: Path) -> None:
    found = estimate_microdata(ABOUT, [stored(people(np.random.default_rng(5)), tmp_path / "a.parquet")])
    picks = [Pick("nation", (), item) for item in ("q1", "q2", "q3")]
    mean, table = contrast(found, picks, [1 / 3] * 3), found["nation"]
    row, column = table.at((), "whole")
    assert mean.estimate == pytest.approx(table.estimate[row, column], rel=1e-12)
    assert mean.standard_error == pytest.approx(table.standard_error[row, column], rel=1e-12)
