"""Rank sets of the units of a survey, with critical values of t and of the bootstrap."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from parindex.documents import Unfit
from parindex.survey.estimation.estimate import Estimates, estimate_microdata
from parindex.survey.ranks.of_units import Settings, published_under, ranked
from tests.survey.builders import design, grouping, people, stored, survey
from tests.survey.publication.builders import found

UNITS = grouping("stratum", "stratum").model_copy(update={"is_of_units": True})


def of(frame: pl.DataFrame, folder: Path, *strata: str) -> Estimates:
    about = survey(groupings=[UNITS], designs=[design(*strata)])
    return estimate_microdata(about, [stored(frame, folder / "a.parquet")])


def test_the_smallest_degrees_of_freedom_and_the_same_estimates_stand_under_both(tmp_path: Path) -> None:
    frame = people(np.random.default_rng(6), psus=9, most=20)
    found = of(frame.filter(pl.col("psu") != "p00"), tmp_path, "stratum")
    by_t, by_bootstrap = (
        ranked(found, Settings("whole", draws=800, seed=2, critical=critical))
        for critical in ("t", "bootstrap")
    )
    assert by_t.units == ("s0", "s1", "s2")
    assert by_t.degrees_of_freedom == by_bootstrap.degrees_of_freedom == 7
    np.testing.assert_array_equal(by_t.sets.rank, by_bootstrap.sets.rank)
    again = ranked(found, Settings("whole", draws=800, seed=2, critical="bootstrap"))
    np.testing.assert_array_equal(again.sets.lower, by_bootstrap.sets.lower)


def test_the_bootstrap_does_not_go_on_without_a_unit(tmp_path: Path) -> None:
    one_psu_a_unit = people(np.random.default_rng(6), psus=1).with_columns(all=pl.lit("all"))
    with pytest.raises(Unfit, match="left without an answer"):
        ranked(of(one_psu_a_unit, tmp_path, "all"), Settings("whole", draws=200, critical="bootstrap"))


def test_a_unit_that_is_not_published_counts_in_the_sets_of_others_and_has_no_place(tmp_path: Path) -> None:
    made = ranked(found(tmp_path), Settings("whole", draws=400))
    flags = found(tmp_path)["unit"].flags
    whole = found(tmp_path)["unit"].measures.index("whole")
    assert (
        [bool(why) for why in made.held_back] == flags["suppress"][:, whole].tolist() == [False] * 5 + [True]
    )
    assert made.held_back[5][0] == "few_answers"
    assert published_under([made], 0) == [0, 1, 2, 3, 4]
    assert made.sets.upper[:5].max() == 6
    other = replace(made, held_back=((), (), (), (), ("wide",), ()))
    assert published_under([made, other], 1) == [0, 1, 2, 3]
