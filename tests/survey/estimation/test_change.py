"""Changes between surveys that share PSUs, and bootstrap errors: against what is checked already."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from parindex.documents import Unfit
from parindex.survey.estimation.covariance import Pick, change, contrast
from parindex.survey.estimation.estimate import Estimates, estimate, estimate_microdata
from parindex.survey.estimation.replicates import bootstrap
from parindex.survey.model import Survey
from parindex.survey.totals.scan import totals
from tests.survey.builders import design, grouping, node, people, stored, survey

WHOLE = Pick("nation", (), "whole")


def of_year(frame: pl.DataFrame, year: int, folder: Path, series: str | None = "small") -> Estimates:
    about = survey(groupings=[grouping("nation")]).model_copy(update={"series": series})
    return estimate_microdata(about, [stored(frame, folder / f"{year}.parquet")])


def two_years() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Other people of the same PSUs."""
    return people(np.random.default_rng(1)), people(np.random.default_rng(2))


def test_with_the_same_psus_it_is_the_contrast_of_two_domains_of_one_sample(tmp_path: Path) -> None:
    old, new = two_years()
    both = pl.concat([old.with_columns(year=pl.lit(2024)), new.with_columns(year=pl.lit(2025))])
    about = survey(groupings=[grouping("year", "year")])
    stacked = estimate_microdata(about, [stored(both, tmp_path / "both.parquet")])
    expected = contrast(
        stacked, [Pick("year", ("2025",), "whole"), Pick("year", ("2024",), "whole")], [1, -1]
    )
    found = change(of_year(old, 2024, tmp_path), of_year(new, 2025, tmp_path), WHOLE)
    for name in ("estimate", "standard_error", "lower", "upper", "degrees_of_freedom", "p_value"):
        assert getattr(found, name) == pytest.approx(getattr(expected, name), rel=1e-9), name


def test_with_other_psus_the_errors_are_independent(tmp_path: Path) -> None:
    old, new = two_years()
    new = new.with_columns(psu=pl.lit("new ") + pl.col("psu"))
    then, now = of_year(old, 2024, tmp_path), of_year(new, 2025, tmp_path)
    squares = [each["nation"].standard_error[0, -1] ** 2 for each in (then, now)]
    assert change(then, now, WHOLE).standard_error == pytest.approx(np.sqrt(sum(squares)), rel=1e-12)


def test_one_psu_in_common_in_a_stratum_tells_nothing_of_their_covariance(tmp_path: Path) -> None:
    old, new = two_years()
    kept = pl.col("psu").is_in(["p00", "p10", "p20"])
    new = new.with_columns(psu=pl.when(kept).then("psu").otherwise(pl.lit("new ") + pl.col("psu")))
    then, now = of_year(old, 2024, tmp_path), of_year(new, 2025, tmp_path)
    squares = [each["nation"].standard_error[0, -1] ** 2 for each in (then, now)]
    assert change(then, now, WHOLE).standard_error == pytest.approx(np.sqrt(sum(squares)), rel=1e-12)


@pytest.mark.parametrize(("then", "now"), [("old", "new"), (None, None)])
def test_a_break_of_the_series_is_not_bridged(then: str | None, now: str | None, tmp_path: Path) -> None:
    old, new = two_years()
    with pytest.raises(Unfit, match="not of one series"):
        change(of_year(old, 2024, tmp_path, then), of_year(new, 2025, tmp_path, now), WHOLE)


def test_what_does_not_vary_has_no_test(tmp_path: Path) -> None:
    content = pl.DataFrame({"stratum": ["s"] * 4, "psu": list("aabb"), "w": [1.0] * 4, "q1": [5] * 4})
    about = survey(items=["q1"]).model_copy(update={"series": "small"})
    found = estimate_microdata(about, [stored(content, tmp_path / "a.parquet")])
    same = change(found, found, WHOLE)
    assert (same.estimate, same.standard_error) == (0.0, 0.0)
    assert np.isnan(same.p_value)


def tree_of_all_kinds() -> Survey:
    inner = node("pooled", "pooled", node("pair", "mean", "q1", "q2"), node("one", "mean", "q3"))
    return survey(
        tree=node("whole", "weighted", inner, weights=(1.0,)),
        groupings=[grouping("nation"), grouping("sex", "sex")],
    )


def test_the_bootstrap_comes_near_the_linearised_errors_and_repeats_itself(tmp_path: Path) -> None:
    about = tree_of_all_kinds()
    slabs = totals(about, [stored(people(np.random.default_rng(4), psus=12, most=9), tmp_path / "a.parquet")])
    table = estimate(about, slabs)["sex"]
    found = bootstrap(about, slabs, "sex", replicates=2000, seed=1)
    assert found.measures == table.measures
    np.testing.assert_allclose(found.standard_error, table.standard_error, rtol=0.12)
    again = bootstrap(about, slabs, "sex", replicates=2000, seed=1)
    np.testing.assert_array_equal(found.standard_error, again.standard_error)


def test_the_bootstrap_refuses_what_it_has_no_place_for(tmp_path: Path) -> None:
    frame = people(np.random.default_rng(4)).with_columns(clusters=pl.lit(9))
    about = survey(designs=[design("stratum", population="clusters")])
    slabs = totals(about, [stored(frame, tmp_path / "a.parquet")])
    with pytest.raises(Unfit, match="no finite-population correction"):
        bootstrap(about, slabs, "nation")
    file = stored(frame.with_columns(own=pl.col("psu")), tmp_path / "b.parquet")
    alone = totals(survey(designs=[design("own")]), [file])
    with pytest.raises(Unfit, match="Strata of one PSU"):
        bootstrap(survey(), alone, "nation")
