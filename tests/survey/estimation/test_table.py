"""What a table of estimates says of its sample."""

from pathlib import Path

import numpy as np
import polars as pl

from parindex.survey.estimation.estimate import estimate_microdata
from tests.survey.builders import design, people, stored, survey


def test_people_who_are_psus_themselves_have_nobody_to_be_alike(tmp_path: Path) -> None:
    frame = people(np.random.default_rng(2)).with_columns(psu=pl.int_range(pl.len()).cast(pl.String))
    about = survey(designs=[design("stratum")])
    found = estimate_microdata(about, [stored(frame, tmp_path / "a.parquet")])["nation"]
    assert np.isnan(found.intraclass_correlation).all()
    assert np.isfinite(found.design_effect).any()
