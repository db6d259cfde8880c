"""Figures of a stage before the last word say so, and are neither grouped nor set against final results."""

from fractions import Fraction

import pytest

from parindex.reporting.facts import RoundFacts, UnitFacts
from parindex.reporting.facts.sentences_of_round import headline, press_lines
from parindex.reporting.facts.sentences_of_unit import change_sentence, result_sentence, unit_headline
from parindex.reporting.facts.stages import POINTS
from parindex.rounds import Printed, Stage
from parindex.rounds.model import STAGE_ORDER, PrintedAggregate
from parindex.scoring import rank, score
from tests.builders import a_round
from tests.reporting.facts.small import POINTS as SCORED
from tests.reporting.facts.small import TREE, UNITS, before


def at(stage: Stage, **about: object) -> RoundFacts:
    """The small round after every unit gave itself what the council gave it later, less one point for An."""
    own = {**SCORED, "an": {"1.1": 29, "1.2": 20, "2": 45}}
    data = a_round(
        TREE,
        SCORED,
        entered={"self": own},
        units=UNITS,
        marked=[("dung", "1.2")],
        previous=before(an=("90", 2), binh=("70", 3), chi=("65", 4), dung=("95.5", 1), office=("1", None)),
        aggregates=(
            PrintedAggregate("rose", "", Fraction(4)),
            PrintedAggregate("group_size", "A", Fraction(4)),
        ),
        about={"data_status": "official", **about},
    )
    return RoundFacts(rank(score(data, stage)))


def test_every_stage_but_the_last_has_a_name_for_its_points() -> None:
    assert (*POINTS, "council") == STAGE_ORDER


def test_self_scores_are_called_so_and_have_no_group_and_no_change() -> None:
    found = at("self")
    assert headline(found, "vi") == (
        "Theo điểm tự đánh giá, An đứng đầu Chỉ số CCHC năm 2025 với 94,00 điểm; bình quân 73,50 điểm"
    )
    assert press_lines(found, "vi")[1:3] == (
        "Theo điểm tự đánh giá, chưa phải kết quả cuối cùng: chưa xếp nhóm, chưa so với năm trước.",
        "Chỉ số CCHC năm 2025 của 4 đơn vị được xếp hạng bình quân đạt 73,50 điểm.",
    )
    said = " ".join(press_lines(found, "en"))
    assert "By the self-scores, which are not the final result" in said
    for left_out in ("group A", "rose", "climbed", "component index"):
        assert left_out not in said
    assert not found.has_change
    assert found.groups == ()


def test_a_unit_at_a_stage_says_which() -> None:
    unit = UnitFacts(at("self"), "an")
    assert unit_headline(unit, "vi") == "Theo điểm tự đánh giá, An: 94,00 điểm, hạng 1/4"
    assert result_sentence(unit, "vi") == "Theo điểm tự đánh giá, An đạt 94,00 điểm, xếp hạng 1/4."
    assert change_sentence(unit, "vi") == "An chưa được so với năm trước: đây chưa phải kết quả cuối cùng."
    assert (unit.group, unit.change, unit.regained()) == (None, None, None)
    made_up = UnitFacts(at("appraisal_1", data_status="training"), "an")
    assert unit_headline(made_up, "vi") == (
        "Số liệu tập huấn – theo điểm thẩm định lần 1, An: 94,00 điểm, hạng 1/4"
    )


def test_an_area_with_something_to_be_scored_later_has_no_mean_yet() -> None:
    own = {
        code: {leaf: points for leaf, points in cells.items() if leaf != "2"}
        for code, cells in SCORED.items()
    }
    data = a_round(TREE, SCORED, entered={"self": own}, units=UNITS, marked=[("dung", "1.2")])
    means = [area.mean for area in RoundFacts(rank(score(data, "self"))).areas]
    assert means[0] is not None
    assert means[1] is None


@pytest.mark.parametrize("stage", STAGE_ORDER)
def test_printed_figures_are_final_at_any_stage(stage: Stage) -> None:
    data = a_round(TREE, units=UNITS, printed={"an": Printed(Fraction(95), 1)}, about={"kind": "transcribed"})
    assert RoundFacts(rank(score(data, stage))).stage is None


def test_the_last_word_is_the_result() -> None:
    found = at("council")
    assert found.stage is None
    assert found.has_change
    assert (
        result_sentence(UnitFacts(found, "an"), "en")
        == "An scored 95.00 points and ranked 1st of 4, in group A."
    )
