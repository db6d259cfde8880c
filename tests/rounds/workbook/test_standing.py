from dataclasses import replace

import numpy as np

from parindex.rounds import ABSENT, RoundData
from parindex.rounds.model import STAGE_ORDER
from parindex.rounds.workbook.standing import evidence_at, standing
from parindex.scoring.points import last_word


def test_what_stands_is_the_last_word_that_the_engine_takes(empty: RoundData) -> None:
    random = np.random.default_rng(7)
    units, leaves = empty.shape
    columns = len(empty.framework.columns)
    for _ in range(20):
        stages = [stage for stage in STAGE_ORDER if random.random() < 0.7]
        data = replace(
            empty,
            measured={s: np.where(random.random((units, columns)) < 0.7, np.nan, 1.0) for s in stages},
            entered={s: np.where(random.random((units, leaves)) < 0.7, ABSENT, 5) for s in stages[1:]},
        )
        for position, stage in enumerate(STAGE_ORDER):
            expected = last_word(data, stage)
            for row in range(units):
                found = standing(data, row, STAGE_ORDER[: position + 1])
                np.testing.assert_array_equal(found.measured, expected.measured[row])
                np.testing.assert_array_equal(found.entered, expected.entered[row])


def test_evidence_is_what_was_given_last(empty: RoundData) -> None:
    data = replace(
        empty, evidence={("hue", "1.1", "self"): "QĐ 1", ("hue", "1.1", "appraisal_1"): "QĐ 1\nQĐ 2"}
    )
    assert evidence_at(data, "hue", "1.1", STAGE_ORDER) == "QĐ 1\nQĐ 2"
    assert evidence_at(data, "hue", "1.1", STAGE_ORDER[:1]) == "QĐ 1"
    assert evidence_at(data, "hue", "1.2", STAGE_ORDER) == ""
