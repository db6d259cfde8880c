"""From a survey into a round: what goes where, and everything that does not fit."""

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from parindex.problems import Invalid
from parindex.rounds import RoundData
from parindex.scoring import rank, score
from parindex.survey.estimation.distribution import distribution
from parindex.survey.estimation.estimate import estimate
from parindex.survey.estimation.table import EstimateTable
from parindex.survey.feed import fed
from parindex.survey.model import Feed, Survey
from parindex.survey.totals.scan import totals
from tests.builders import a_round, framework, imported, leaf, words
from tests.survey.builders import design, grouping, stored, survey

OPTIONS = {"a": 5, "b": 4, "c": 3, "d": 2, "e": 1}
QUESTION = {
    "type": "survey",
    "question": words("question"),
    "options": [
        {"code": code, "worth": worth, "title": words(code)}
        for code, worth in zip(OPTIONS, (100, 60, 20, 0, 0), strict=True)
    ],
}
RULES = framework(leaf("1", 10, imported()), leaf("2", 5, QUESTION), leaf("3", 85))
ABOUT = survey(
    items=["q1"],
    groupings=[grouping("unit", "unit")],
    designs=[design("unit")],
    feeds=(Feed(leaf="1", measure="whole"), Feed(leaf="2", item="q1", options=OPTIONS)),
)
PEOPLE = pl.DataFrame(
    {
        "unit": ["x"] * 4 + ["y"] * 4,
        "psu": ["x1", "x1", "x2", "x2", "y1", "y1", "y2", "y2"],
        "w": [1.0] * 8,
        "q1": [5, 4, 4, 1, 2, 3, 5, 4],
    }
)


def tables(
    folder: Path, about: Survey = ABOUT, frame: pl.DataFrame = PEOPLE
) -> tuple[EstimateTable, EstimateTable]:
    slabs = totals(about, [stored(frame, folder / "people.parquet")], more=["levels"])
    return estimate(about, slabs)["unit"], distribution(about, slabs, "unit")


def the_round(**more: Any) -> RoundData:
    return a_round(RULES, {"x": {"3": 80}, "y": {"3": 70}}, **more)


def test_indices_become_values_and_answers_become_options(tmp_path: Path) -> None:
    data = fed(the_round(), ABOUT, *tables(tmp_path))
    by_place = {
        (
            data.units[row].code,
            RULES.leaves[RULES.columns[column][0]].code,
            RULES.columns[column][1].name,
        ): each
        for (row, column), each in data.estimates.items()
    }
    # x: clusters of (5, 4) and (4, 1): three in four are satisfied; scores of clusters 12.5 and −12.5, so that
    # the variance is 2 / 1 × 2 × 12.5² and the error 25.
    first = by_place["x", "1", "value"]
    assert (first.value, first.standard_error, first.degrees_of_freedom, first.n) == (75.0, 25.0, 1.0, 4)
    assert first.source == "Small survey"
    assert [by_place["x", "2", option].value for option in OPTIONS] == [25.0, 50.0, 0.0, 0.0, 25.0]
    assert (
        by_place["x", "2", "c"].standard_error == 0.0001
    )  # nobody said so: written as the smallest there is
    results = rank(score(data))
    assert [float(unit.index or 0) for unit in results.units] == [80 + 7.5 + 5 * 0.55, 70 + 5 + 5 * 0.45]


def test_a_second_survey_replaces_the_first(tmp_path: Path) -> None:
    once = fed(the_round(), ABOUT, *tables(tmp_path))
    again = fed(once, ABOUT, *tables(tmp_path))
    assert again.estimates == once.estimates
    np.testing.assert_array_equal(again.measured["council"], once.measured["council"])


def test_everything_that_does_not_fit_is_said_at_once(tmp_path: Path) -> None:
    about = ABOUT.changed(
        feeds=(Feed(leaf="9", measure="q1"), Feed(leaf="1", measure="q1", variable="other"))
    )
    strangers = PEOPLE.with_columns(unit=pl.col("unit").replace({"y": "z"}))
    with pytest.raises(Invalid) as invalid:
        fed(the_round(), about, *tables(tmp_path, frame=strangers))
    said = [(problem.code, problem.text.en) for problem in invalid.value.problems]
    assert said == [
        ("unit-not-surveyed", 'The survey does not have the unit "y" of the round.'),
        ("unknown-unit", 'The survey has the unit "z", which the round does not.'),
        ("unknown-variable", 'The framework of the round has no variable "value" at leaf 9.'),
        ("unknown-variable", 'The framework of the round has no variable "other" at leaf 1.'),
    ]


def test_what_was_measured_otherwise_is_not_written_over(tmp_path: Path) -> None:
    data = the_round(measured={"council": {"x": {"1.value": 80}, "y": {"1.value": 81}}})
    with pytest.raises(Invalid, match=r"1\.value of 2 units stands in measurements\.csv"):
        fed(data, ABOUT, *tables(tmp_path))


def test_shares_of_answers_need_totals_by_answer(tmp_path: Path) -> None:
    from parindex.documents import Unfit

    slabs = totals(ABOUT, [stored(PEOPLE, tmp_path / "people.parquet")])
    with pytest.raises(Unfit, match="not by answer"):
        distribution(ABOUT, slabs, "unit")
