"""Made-up ratings on a portal: labelled, repeatable with any number of threads, and answering as their truth has it."""

from pathlib import Path

import numpy as np
import polars as pl
import pyarrow.parquet as pq
import pytest

from parindex.documents import Unfit
from parindex.language import both
from parindex.survey import synthetic_portal
from parindex.survey.estimation.estimate import Estimates, estimate_microdata
from parindex.survey.folder import check, open_survey
from parindex.survey.ranks.of_units import Settings, ranked
from parindex.survey.synthetic import TRUTH
from parindex.survey.totals.engines import DuckDB
from parindex.survey.totals.scan import totals

CODES = tuple(f"p{n:02d}" for n in range(63))
NAMES = {code: both(code.upper()) for code in CODES}
RATINGS = 150_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("portal")
    assert synthetic_portal.write(NAMES, folder, transactions=RATINGS, seed=3) == RATINGS
    return folder


@pytest.fixture(scope="module")
def found(made: Path) -> Estimates:
    opened = open_survey(made)
    return estimate_microdata(opened.survey, opened.files)


def test_it_says_what_it_is(made: Path) -> None:
    about = open_survey(made).survey
    assert check(made) == []
    assert about.data_status == "training"
    assert "not a real result" in about.title.en
    assert "không phải kết quả thật" in about.title.vi
    assert "minh hoạ" in about.notes[0].vi
    assert about.grouping("province").labels == NAMES


def test_a_row_is_a_transaction_that_weighs_as_any_other(made: Path) -> None:
    rows = pl.read_parquet(made / "microdata" / "*.parquet")
    assert rows.height == RATINGS
    assert rows["weight"].unique().to_list() == [1.0]
    assert rows["month"].is_sorted()
    assert rows["month"].value_counts()["count"].unique().to_list() == [RATINGS // 12]
    of_agency = rows.select("agency", "province", "level").unique()
    assert 63 * 39 < of_agency.height == of_agency["agency"].n_unique() <= 63 * 40
    for item, (_, empty) in synthetic_portal.ITEMS.items():
        assert set(rows[item].drop_nulls().unique()) == {1, 2, 3, 4, 5}
        assert rows[item].null_count() / RATINGS == pytest.approx(empty, abs=0.005)


def test_the_same_seed_gives_the_same_files_with_any_number_of_threads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(synthetic_portal, "PART", 400)
    for name, threads in (("one", 1), ("three", 3)):
        synthetic_portal.write(NAMES, tmp_path / name, transactions=1500, seed=8, threads=threads)
    one, three = (sorted((tmp_path / name / "microdata").iterdir()) for name in ("one", "three"))
    assert [pq.read_metadata(file).num_rows for file in one] == [400, 400, 400, 300]
    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in three]
    in_memory = synthetic_portal.make(CODES, transactions=1500, seed=8)
    assert in_memory.cast({pl.Categorical: pl.String}).equals(pl.read_parquet(one))
    assert not in_memory.equals(synthetic_portal.make(CODES, transactions=1500, seed=9))


def test_where_agencies_are_alike_ratings_tell_the_truth_to_simple_sampling_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(synthetic_portal, "OF_AGENCY", 0.0)
    ratings = synthetic_portal.make(CODES[:3], transactions=200_000, seed=5)
    truth = synthetic_portal.true_values(synthetic_portal.survey(), CODES[:3], 5)
    errors = []
    for column in ("province", "level", "field", "month", "channel"):
        for item in synthetic_portal.ITEMS:
            seen = ratings.group_by(domain=pl.col(column).cast(pl.String)).agg(
                share=100 * (pl.col(item) >= 4).mean(), answers=pl.col(item).count()
            )
            known = truth.filter(pl.col("grouping") == column, pl.col("measure") == item)
            beside = seen.join(known, on="domain")
            share, answers, true = (beside[name].to_numpy() for name in ("share", "answers", "truth"))
            errors.append((share - true) / np.sqrt(true * (100 - true) / answers))
    together = np.concatenate(errors)
    assert len(together) == (3 + 3 + 16 + 12 + 3) * 3
    assert np.abs(together).max() < 4
    assert together.std() == pytest.approx(1.0, abs=0.2)


def test_estimates_hold_the_truth_about_as_often_as_they_say(made: Path, found: Estimates) -> None:
    truth = pl.read_csv(made / TRUTH, schema_overrides={"domain": pl.String}).fill_null("")
    beside = found.frame(every=True).join(truth, on=["grouping", "domain", "measure"])
    assert beside.height == truth.height == (1 + 63 + 3 + 16 + 12 + 3) * 4
    provinces = beside.filter(pl.col("grouping") == "province")
    holds = provinces.select(pl.col("truth").is_between("lower", "upper").mean()).item()
    assert holds == pytest.approx(0.95, abs=0.05)
    error = (provinces["estimate"] - provinces["truth"]) / provinces["standard_error"]
    assert error.to_numpy().std() == pytest.approx(1.0, abs=0.2)


def test_agencies_are_what_makes_estimates_uncertain(made: Path, found: Estimates) -> None:
    """Agencies weigh more in a nation than in a field, which cuts across them."""
    assert found["nation"].design_effect[0, 0] > found["field"].design_effect[:, 0].max() > 1
    opened = open_survey(made)
    by_level = estimate_microdata(opened.survey, opened.files, ["nation"], design="agencies_by_level")
    np.testing.assert_array_equal(by_level["nation"].estimate, found["nation"].estimate)
    assert by_level["nation"].strata[0] == 63 * 3


def test_provinces_are_ranked(found: Estimates) -> None:
    sets = ranked(found, Settings("portal", draws=2000)).sets
    assert sets.lower.min() == 1
    assert sets.upper.max() == 63
    assert (sets.upper - sets.lower).min() < 40


def test_engines_give_the_same_totals(made: Path) -> None:
    opened = open_survey(made)
    here, there = (totals(opened.survey, opened.files, engine=engine) for engine in (None, DuckDB()))
    assert here.psus == there.psus
    for code, slab in here.slabs.items():
        assert slab.groups == there.slabs[code].groups
        for name, values in slab.totals.items():
            np.testing.assert_array_equal(values, there.slabs[code].totals[name])


def test_more_than_the_disk_holds_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(
        Unfit, match="The disk has no room for 100000000000000 transactions; it has for about"
    ):
        synthetic_portal.write(NAMES, tmp_path / "new" / "portal", transactions=10**14)
    assert list(tmp_path.iterdir()) == []
