"""What stands at a stage, for all units or for some."""

import numpy as np

from parindex.rounds import ABSENT, RoundData
from parindex.rounds.standing import (
    evidence_at,
    last_word,
    stages_before,
    stages_up_to,
    standing,
    standing_of,
)
from tests.builders import a_round, framework, imported, leaf, on_time

RULES = framework(leaf("1", 60, on_time()), leaf("2", 40, imported()))
NAN = np.nan


def a_year() -> RoundData:
    """An's figures are corrected, then decided by hand, then measured anew; Bình's points are entered early."""
    return a_round(
        RULES,
        units=["an", "binh"],
        measured={
            "self": {"an": {"1.on_time": 9, "1.received": 10, "2.value": 80}},
            "council": {"an": {"1.on_time": 8}},
        },
        entered={"self": {"binh": {"2": 5}}, "appraisal_2": {"an": {"1": 50, "2": 30}}},
        evidence={("an", "1", "self"): "report", ("an", "1", "appraisal_2"): "register"},
    )


def test_stages_are_counted_up_to_one_or_before_it() -> None:
    assert stages_up_to("appraisal_1") == ("self", "appraisal_1")
    assert stages_before("appraisal_1") == ("self",)
    assert stages_before("self") == ()


def test_a_later_word_replaces_the_earlier_and_a_measurement_hands_its_leaf_back() -> None:
    at_second = last_word(a_year(), "appraisal_2")
    np.testing.assert_array_equal(at_second.measured, [[9, 10, 80], [NAN, NAN, NAN]])
    np.testing.assert_array_equal(at_second.entered, [[50_000_000, 30_000_000], [ABSENT, 5_000_000]])
    at_council = last_word(a_year(), "council")
    np.testing.assert_array_equal(at_council.measured, [[8, 10, 80], [NAN, NAN, NAN]])
    np.testing.assert_array_equal(at_council.entered, [[ABSENT, 30_000_000], [ABSENT, 5_000_000]])


def test_what_stands_can_be_asked_for_some_units_and_some_stages() -> None:
    found = standing(a_year(), ("council",), [1, 0])
    np.testing.assert_array_equal(found.measured, [[NAN, NAN, NAN], [8, NAN, NAN]])
    np.testing.assert_array_equal(found.entered, [[ABSENT, ABSENT], [ABSENT, ABSENT]])
    alone = standing_of(a_year(), 1, ("self", "appraisal_1"))
    np.testing.assert_array_equal(alone.entered, [ABSENT, 5_000_000])
    np.testing.assert_array_equal(alone.measured, [NAN, NAN, NAN])


def test_evidence_is_what_was_last_given() -> None:
    assert evidence_at(a_year(), "an", "1", stages_up_to("council")) == "register"
    assert evidence_at(a_year(), "an", "1", stages_before("appraisal_2")) == "report"
    assert evidence_at(a_year(), "an", "2", stages_up_to("council")) == ""
