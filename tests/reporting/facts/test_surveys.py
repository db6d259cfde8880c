"""Estimates of a unit with intervals; the bounds agree with a table of t and with R."""

import pytest

from parindex.language import Text, both
from parindex.reporting.facts.surveys import Surveyed, surveyed
from parindex.rounds import RoundData
from parindex.rounds.model import Estimate
from tests.builders import a_round, framework, imported, leaf, quantity, variable, words

OPTIONS = [
    {"code": code, "title": {"vi": vi, "en": en}, "worth": worth}
    for code, vi, en, worth in (("good", "Tốt", "Good", 100), ("bad", "Kém", "Bad", 0))
]
RULES = framework(
    leaf("1", 40, imported()),
    {
        **leaf("2", 40, {"type": "survey", "question": words("?"), "options": OPTIONS}),
        "title": {"vi": "Phối hợp", "en": "Co-operation"},
    },
    leaf("3", 20, {"type": "proportional", "value": quantity("days", variable("days")), "full_mark": 10}),
)


def of_an(estimates: dict[tuple[int, int], Estimate]) -> tuple[Surveyed, ...]:
    return surveyed(data_with(estimates), 0)


def data_with(estimates: dict[tuple[int, int], Estimate]) -> RoundData:
    return a_round(RULES, units=["an", "binh"], estimates=estimates)


def test_a_percentage_has_the_logit_interval() -> None:
    """R: plogis(qlogis(.8514) + c(-1, 1) * qt(.975, 2) * .0098 / (.8514 * (1 - .8514))) is 0.80413530 and 0.88883583."""
    (found,) = of_an({(0, 0): Estimate(85.14, 0.98, 2, 684)})
    assert found.lower == pytest.approx(80.413530, abs=1e-6)
    assert found.upper == pytest.approx(88.883583, abs=1e-6)
    assert found.is_percentage
    assert found.title == both("index")


def test_shares_of_answers_are_percentages_and_go_by_question_and_option() -> None:
    """R: plogis(qlogis(.5) + c(-1, 1) * qnorm(.975) * .02 / .25) is 0.46088083 and 0.53911917."""
    (found,) = of_an({(0, 1): Estimate(50, 2, None, 600)})
    assert found.is_percentage
    assert found.title == Text(vi="Phối hợp – Tốt", en="Co-operation – Good")
    assert found.lower == pytest.approx(46.088083, abs=1e-6)
    assert found.upper == pytest.approx(53.911917, abs=1e-6)


def test_other_values_have_the_t_interval() -> None:
    """t(0.975; 10) is 2.228, from the printed table."""
    (found,) = of_an({(0, 3): Estimate(7, 0.5, 10, 90)})
    assert not found.is_percentage
    assert found.lower == pytest.approx(7 - 1.114, abs=1e-3)
    assert found.upper == pytest.approx(7 + 1.114, abs=1e-3)


def test_a_share_of_nobody_without_the_number_of_answers_has_no_interval() -> None:
    (found,) = of_an({(0, 2): Estimate(0, 0.01, 30)})
    assert (found.lower, found.upper) == (None, None)


def test_estimates_stand_in_the_order_of_the_framework_and_are_those_of_the_unit() -> None:
    found = of_an({(0, 3): Estimate(7, 1), (1, 0): Estimate(80, 1), (0, 0): Estimate(85, 1)})
    assert [each.placed.node.code for each in found] == ["1", "3"]
