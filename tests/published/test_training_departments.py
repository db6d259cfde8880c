"""Any level can run its own index: departments and communes on 80 + 20 points, with bonus and penalty."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from parindex.framework import load
from parindex.numbers import micro
from parindex.rounds import ABSENT, RoundData, RoundInfo
from parindex.rounds.model import Adjustment
from parindex.scoring import Results, rank, score
from tests.builders import unit, words

RULES = load(Path(__file__).parents[2] / "frameworks/training-departments.yaml")
SURVEY = RULES.optional_parts[0].node


def a_round() -> RoundData:
    info = RoundInfo.model_validate(
        {
            "format": "parindex-round/1",
            "code": "so-2025",
            "title": words("2025"),
            "framework": RULES.code,
            "year": 2025,
            "kind": "recomputable",
            "data_status": "training",
        }
    )
    units = (unit("so-noi-vu", unit_group="departments"), unit("xa-an", unit_group="communes"))
    full = np.array([[micro(leaf.maximum or 0) for leaf in RULES.leaves]] * 2)
    return RoundData(info, RULES, units, entered={"council": full})


def result(data: RoundData) -> Results:
    return rank(score(data))


def test_full_marks_are_100_in_either_group_of_units() -> None:
    results = result(a_round())
    assert [found.index for found in results.units] == [100, 100]
    assert [found.rank for found in results.units] == [1, 1]
    assert (results.scores.is_applicable.sum(axis=1) < len(RULES.leaves)).all()


def test_without_the_survey_the_80_points_count_for_the_whole() -> None:
    data = a_round()
    survey = list(RULES.leaves_under(SURVEY))
    points = data.entered["council"].copy()
    points[:, survey] = ABSENT
    held_not = data.info.model_copy(update={"not_held": (SURVEY,)})
    results = result(replace(data, info=held_not, entered={"council": points}))
    assert results.totals.maximum.tolist() == [micro(80), micro(80)]
    assert [found.index for found in results.units] == [100, 100]


@pytest.mark.parametrize(("kind", "sign"), [("bonus", 1), ("penalty", -1)])
def test_bonus_and_penalty_stand_outside_and_have_their_caps(kind: str, sign: int) -> None:
    rule = getattr(RULES.adjustments, kind)
    item = rule.items[0]
    data = a_round()
    half = data.entered["council"] // 2
    many = Adjustment("xa-an", kind, item.code, "", 1000)  # type: ignore[arg-type]
    results = result(replace(data, entered={"council": half}, adjustments=(many,)))
    most = Fraction(rule.cap) if item.most is None else min(Fraction(rule.cap), Fraction(item.most))
    assert results.by_code["so-noi-vu"].index == 50
    assert results.by_code["xa-an"].index == 50 + sign * most
