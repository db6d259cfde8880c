from dataclasses import replace

import numpy as np
import pytest

from parindex.rounds import RoundData, read
from parindex.rounds.standing import (
    evidence_at,
    last_word,
    stages_before,
    stages_up_to,
    standing,
    standing_of,
)
from tests.builders import SHIPPED


@pytest.fixture(scope="module")
def training() -> RoundData:
    return read(SHIPPED / "training-provinces-2025")


def test_stages_come_in_their_order() -> None:
    assert stages_up_to("appraisal_1") == ("self", "appraisal_1")
    assert stages_before("appraisal_1") == ("self",)
    assert stages_before("self") == ()


@pytest.mark.parametrize("stage", ["self", "appraisal_1", "appraisal_2", "council"])
def test_one_unit_stands_as_it_does_among_all(training: RoundData, stage: str) -> None:
    everyone = last_word(training, stage)
    for row in (0, 17, 62):
        alone = standing_of(training, row, stages_up_to(stage))
        np.testing.assert_array_equal(alone.measured, everyone.measured[row])
        np.testing.assert_array_equal(alone.entered, everyone.entered[row])


def test_before_any_stage_nothing_stands(training: RoundData) -> None:
    nothing = standing(training, ())
    assert np.isnan(nothing.measured).all()
    assert (nothing.entered == -1).all()


def test_evidence_is_what_was_given_last(training: RoundData) -> None:
    given = {("lang-son", "1.1.1", "self"): "QĐ 1", ("lang-son", "1.1.1", "appraisal_1"): "QĐ 1, QĐ 2"}
    data = replace(training, evidence=given)
    assert evidence_at(data, "lang-son", "1.1.1", stages_up_to("council")) == "QĐ 1, QĐ 2"
    assert evidence_at(data, "lang-son", "1.1.1", stages_up_to("self")) == "QĐ 1"
    assert evidence_at(data, "lang-son", "1.1.2", stages_up_to("council")) == ""
