"""The made-up survey of leaders: labelled, repeatable, near its truth, and fit for the training round."""

from pathlib import Path

import numpy as np
import polars as pl

from parindex import shipped
from parindex.framework import load
from parindex.language import both
from parindex.survey import synthetic, synthetic_leaders
from parindex.survey.folder import check, open_survey

CODES = tuple(f"p{n:02d}" for n in range(63))


def test_it_is_labelled_and_sound(tmp_path: Path) -> None:
    answered = synthetic_leaders.write({code: both(code) for code in CODES[:4]}, tmp_path)
    about = open_survey(tmp_path).survey
    assert check(tmp_path) == []
    assert about.data_status == "training"
    assert "not a real result" in about.title.en
    assert answered == pl.read_parquet(tmp_path / "microdata.parquet").height
    assert synthetic_leaders.make(CODES[:4]).equals(pl.read_parquet(tmp_path / "microdata.parquet"))


def test_every_group_answers_and_answers_come_near_the_truth() -> None:
    made = synthetic_leaders.make(CODES)
    assert made.group_by("province", "group").len()["len"].min() >= 2
    items = list(synthetic_leaders.ITEMS)
    truth = synthetic_leaders.truth(63)
    np.testing.assert_allclose(truth.sum(axis=2), 100)
    for item, expected in zip(items, truth.mean(axis=0), strict=True):
        found = made[item].drop_nulls().value_counts().sort(item)["count"].to_numpy()
        np.testing.assert_allclose(100 * found / found.sum(), expected, atol=1.5)


def test_what_the_surveys_feed_is_in_the_training_framework() -> None:
    framework = load(shipped.frameworks()["training-provinces"])
    for feed in (*synthetic.survey().feeds, *synthetic_leaders.survey().feeds):
        for variable in feed.options or {feed.variable: 0}:
            assert (feed.leaf, variable) in framework.column_position
