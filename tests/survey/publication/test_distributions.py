"""Shares of answers: all of an item or none, for any of them would give the one away that is held back."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from parindex.documents import Unfit
from parindex.survey.estimation.distribution import answer_code, distribution
from parindex.survey.estimation.estimate import estimate
from parindex.survey.folder import Opened
from parindex.survey.model import Survey
from parindex.survey.publication import Group
from parindex.survey.publication.distributions import shares_of_answers
from parindex.survey.publication.figures import group_of
from parindex.survey.publication.of_survey import published
from parindex.survey.totals.scan import totals
from tests.survey.builders import node, stored
from tests.survey.publication.builders import about, people


def shares(survey: Survey, file: Path, grouping: str) -> Group:
    slabs = totals(survey, [file], more=["levels"], quantum=2.0**-10)
    own = group_of(survey.grouping(grouping), estimate(survey, slabs)[grouping])
    return shares_of_answers(survey, distribution(survey, slabs, grouping), own)


def numbers(group: Group, domain: str, item: str) -> list[float | None]:
    figures = {each.values: each.figures for each in group.domains}[(domain,) if domain else ()]
    return [figures[answer_code(item, level)].estimate for level in range(1, 6)]


def test_the_answers_of_the_nation_are_what_was_answered(tmp_path: Path) -> None:
    """Everyone has weight 1, so that a share is a count by the number of answers; an empty answer is none."""
    file = stored(people(1), tmp_path / "people.parquet")
    group = published(Opened(about(), (file,))).answers
    assert group is not None
    answered = people(1)["q2"].drop_nulls()
    counted = [100 * int((answered == level).sum()) / len(answered) for level in range(1, 6)]
    assert numbers(group, "", "q2") == pytest.approx(counted)
    [domain] = group.domains
    assert domain.figures["q2=5"].answers == len(answered)
    lower, upper = domain.figures["q2=5"].lower, domain.figures["q2=5"].upper
    assert lower is not None
    assert upper is not None
    assert lower < counted[4] < upper


def test_few_answers_hold_back_every_share_with_its_reasons(tmp_path: Path) -> None:
    """Unit u5 has 15 people; 20 are asked for."""
    group = shares(about(), stored(people(1), tmp_path / "people.parquet"), "unit")
    assert numbers(group, "u5", "q1") == [None] * 5
    assert None not in numbers(group, "u1", "q1")
    figures = {each.values: each.figures for each in group.domains}[("u5",)]
    for level in range(1, 6):
        figure = figures[answer_code("q1", level)]
        assert "few_answers" in figure.held_back
        assert (figure.standard_error, figure.lower, figure.upper) == (None,) * 3
        assert figure.answers == 15


def test_a_rare_answer_that_is_not_sure_holds_back_the_rest(tmp_path: Path) -> None:
    """Of 200 people six chose the worst: 3 %, an interval of more than 130 % of that. 100 less the others would tell it."""
    rows = np.arange(200)
    frame = pl.DataFrame(
        {
            "unit": ["u0"] * 200,
            "psu": [f"p{n % 41}" for n in rows],
            "w": np.ones(200),
            "sex": ["f"] * 200,
            "q1": np.where(rows < 6, 1, np.where(rows % 2 == 0, 4, 2)),
            "q2": np.where(rows % 2 == 0, 4, 2),
            "q3": np.where(rows % 2 == 0, 4, 2),
        }
    )
    survey, file = about(), stored(frame, tmp_path / "few.parquet")
    slabs = totals(survey, [file], more=["levels"], quantum=2.0**-10)
    table = distribution(survey, slabs, "nation")
    [alone] = group_of(survey.grouping("nation"), table).domains
    assert alone.figures["q1=1"].estimate is None
    assert alone.figures["q1=4"].estimate is not None, "there is something that could leak"
    group = shares(survey, file, "nation")
    assert numbers(group, "", "q1") == [None] * 5
    [domain] = group.domains
    assert domain.figures["q1=4"].held_back == ("wide",)
    assert None not in numbers(group, "", "q2")


def test_an_item_held_back_for_another_has_no_shares(tmp_path: Path) -> None:
    """Three items make the index. In u1 q2 has too few answers; q1 would give it away, and its shares would give q1 away."""
    survey = about(tree=node("whole", "mean", "q1", "q2", "q3"))
    here, place = pl.col("unit") == "u1", pl.int_range(pl.len())
    frame = people(1).with_columns(
        q1=pl.when(~here | (place < 600)).then(pl.col("q1")),
        q2=pl.when(~here | (place < 60)).then(pl.col("q2")),
    )
    file = stored(frame, tmp_path / "people.parquet")
    slabs = totals(survey, [file], more=["levels"], quantum=2.0**-10)
    own, table = estimate(survey, slabs)["unit"], distribution(survey, slabs, "unit")
    row, column = own.at(("u1",), "q1")
    assert own.answers[row, column] > 20
    assert own.flags["few_answers"][row, column]
    assert not table.flags["suppress"][table.at(("u1",), "q1=5")], "there is something that could leak"
    group = shares(survey, file, "unit")
    assert numbers(group, "u1", "q1") == numbers(group, "u1", "q2") == [None] * 5
    assert None not in numbers(group, "u1", "q3")
    assert None not in numbers(group, "u2", "q1")


def test_without_the_nation_nothing_is_published(tmp_path: Path) -> None:
    _, units, _ = about().groupings
    file = stored(people(1), tmp_path / "people.parquet")
    with pytest.raises(Unfit, match="a grouping without columns"):
        published(Opened(about(groupings=(units,)), (file,)))
