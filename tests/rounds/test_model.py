"""A round in memory: when its table is whole, and what stays when only some units are kept."""

from fractions import Fraction

import numpy as np
import pytest

from parindex.rounds import RoundData, State
from parindex.rounds.model import STAGE_NAMES, STAGE_ORDER, STATE_NAMES, PrintedAggregate
from parindex.rounds.read import read
from parindex.rounds.write import write
from tests.builders import a_round, assert_equal_rounds, everything, framework, info, leaf, unit

SMALL = framework(leaf("1"), ranking={"unranked_units": ["inspectorate"]})


def test_states_and_stages_have_a_name_in_both_languages() -> None:
    assert [STATE_NAMES[state].en for state in State] == [
        "scored",
        "not yet scored",
        "not applicable",
        "unknown here",
    ]
    assert STAGE_ORDER == ("self", "appraisal_1", "appraisal_2", "council")
    assert [STAGE_NAMES[stage].vi for stage in STAGE_ORDER] == [
        "tự đánh giá",
        "thẩm định lần 1",
        "thẩm định lần 2",
        "hội đồng thẩm định",
    ]


def test_a_round_knows_its_stages_in_order_its_title_and_whether_it_is_made_up() -> None:
    data = a_round(
        SMALL,
        entered={"council": {"an": {"1": 5}}, "self": {"an": {"1": 6}}},
        about={"title": {"vi": "Năm 2025", "en": "Year 2025"}},
    )
    assert data.stages == ("self", "council")
    assert (data.title("vi"), data.title("en")) == ("Năm 2025", "Year 2025")
    assert (data.shape, data.unit_position) == ((1, 1), {"an": 0})
    assert data.is_synthetic
    assert not a_round(SMALL, about={"data_status": "official"}).is_synthetic


@pytest.mark.parametrize(
    ("kind", "ranked_units", "is_whole"),
    [
        pytest.param("recomputable", None, True, id="a round from its inputs lists everyone"),
        pytest.param("reconciled", 2, True, id="as many as were ranked, the unranked one aside"),
        pytest.param("transcribed", 63, False, id="fewer than were ranked"),
        pytest.param("transcribed", None, False, id="nothing says how many were ranked"),
    ],
)
def test_a_table_is_whole_if_it_lists_everyone_who_was_ranked(
    kind: str, ranked_units: int | None, is_whole: bool
) -> None:
    aggregates = [PrintedAggregate("mean", "", Fraction(2))]
    if ranked_units is not None:
        aggregates.append(PrintedAggregate("ranked_units", "", Fraction(ranked_units)))
    data = a_round(
        SMALL, units=["an", "binh", "inspectorate"], about={"kind": kind}, aggregates=tuple(aggregates)
    )
    assert data.is_whole is is_whole


def test_keeping_some_units_keeps_all_that_is_theirs_and_nothing_of_the_others(tmp_path) -> None:
    data = everything()
    fewer = data.with_units([2, 0])
    assert [one.code for one in fewer.units] == ["chi", "an"]
    np.testing.assert_array_equal(fewer.entered["council"], data.entered["council"][[2, 0]])
    np.testing.assert_array_equal(fewer.measured["council"], data.measured["council"][[2, 0]])
    np.testing.assert_array_equal(fewer.not_applicable, data.not_applicable[[2, 0]])
    assert fewer.estimates == {(1, 3): data.estimates[0, 3], (0, 3): data.estimates[2, 3]}
    assert fewer.adjustments == data.adjustments[:2]
    assert set(fewer.printed) == {"an", "chi"}
    assert {key[0] for key in (*fewer.notes, *fewer.evidence)} == {"an"}
    assert set(fewer.reasons) == {("chi", "1.2")}
    assert fewer.improvements == data.improvements[:1]
    write(fewer, tmp_path)
    assert [one.code for one in read(tmp_path).units] == ["chi", "an"]


def test_keeping_all_units_changes_nothing() -> None:
    assert_equal_rounds(everything().with_units([0, 1, 2]), everything())


def test_a_round_without_marks_can_be_reduced_too() -> None:
    data = RoundData(info(), SMALL, (unit("an"), unit("binh")))
    assert data.with_units([1]).units == (unit("binh"),)
