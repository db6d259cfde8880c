"""The sampling error of an index: by hand, against many replications, and where there is none."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from parindex.documents import Unfit
from parindex.robustness.sampling import index_intervals, sampled_index
from parindex.rounds import RoundData
from parindex.rounds.model import Estimate
from parindex.scoring import rank, score
from parindex.scoring.whatif import replicate
from parindex.scoring.whatif.draws import Draws, Errors
from tests.builders import a_round, framework, imported, leaf, words

QUESTION = {
    "type": "survey",
    "question": words("question"),
    "options": [
        {"code": code, "worth": worth, "title": words(code)}
        for code, worth in (("a", 100), ("b", 60), ("c", 0))
    ],
}
RULES = framework(leaf("1", 10, imported()), leaf("2", 5, QUESTION), leaf("3", 85))


def a_surveyed_round(
    values: dict[str, dict[str, tuple[float, float, float | None]]], **points: Any
) -> RoundData:
    """A round with estimates by unit and place ("1.value"): value, standard error, degrees of freedom."""
    measured = {unit: {place: each[0] for place, each in own.items()} for unit, own in values.items()}
    data = a_round(
        RULES, {unit: {"3": points.get(unit, 70)} for unit in values}, measured={"council": measured}
    )
    estimates = {
        (data.unit_position[unit], RULES.column_position[tuple(place.rsplit(".", 1))]): Estimate(*each)  # type: ignore[index]
        for unit, own in values.items()
        for place, each in own.items()
    }
    return replace(data, estimates=estimates)


SURE = {
    "1.value": (80.0, 2.0, 2.0),
    "2.a": (50.0, 5.0, 99.0),
    "2.b": (30.0, 21**0.5, 99.0),
    "2.c": (20.0, 4.0, 99.0),
}
"""An index with an error of 2; the answers of a hundred people to one question."""


def test_one_unit_by_hand() -> None:
    data = a_surveyed_round({"x": SURE, "y": {**SURE, "1.value": (60.0, 3.0, 2.0)}})
    found = sampled_index(rank(score(data)), draws=2000)
    # A tenth of the error of the index; the question: 5² × (100² × .5 + 60² × .3 − 68²) ÷ 100 ÷ 100².
    question = 25 * (1e4 * 0.5 + 3600 * 0.3 - 68**2) / 100 / 1e4
    expected = np.sqrt([0.2**2 + question, 0.3**2 + question])
    np.testing.assert_allclose(found.standard_error, expected, rtol=2e-3)
    freedom = (0.04 + question) ** 2 / (0.04**2 / 2 + question**2 / 99)
    assert found.degrees_of_freedom[0] == pytest.approx(freedom, rel=0.01)
    np.testing.assert_allclose(found.index, [70 + 8 + 3.4, 70 + 6 + 3.4])
    np.testing.assert_allclose(found.index - found.lower, found.upper - found.index)
    assert found.units == ("x", "y")


def test_it_is_what_many_replications_of_the_sampling_give() -> None:
    values = {f"u{n}": {"1.value": (60.0 + n, 1.0 + n / 10, None)} for n in range(20)}
    for own in values.values():
        own |= {place: (each[0], each[1], each[2]) for place, each in SURE.items() if place.startswith("2.")}
    data = a_surveyed_round(values)
    alone = {key: each for key, each in data.estimates.items() if RULES.columns[key[1]][1].name == "value"}
    data = replace(data, estimates=alone)
    results = rank(score(data))
    found = sampled_index(results, draws=500)
    made = replicate(data, Draws.make(data, 4000, 1), Errors(0.0, 0.0, 0.0))
    np.testing.assert_allclose(made.index.std(axis=0), found.standard_error, rtol=0.06)
    assert np.isinf(found.degrees_of_freedom).all()


def test_a_question_whose_shares_do_not_make_a_whole_has_independent_errors() -> None:
    odd = {**SURE, "2.c": (10.0, 4.0, 99.0)}
    data = a_surveyed_round({f"u{n}": odd for n in range(2)})
    alone = {key: each for key, each in data.estimates.items() if RULES.columns[key[1]][1].name != "value"}
    data = replace(data, estimates=alone)
    found = sampled_index(rank(score(data)), draws=500)
    made = replicate(data, Draws.make(data, 4000, 1), Errors(0.0, 0.0, 0.0))
    np.testing.assert_allclose(made.index.std(axis=0), found.standard_error, rtol=0.06)


def test_units_far_apart_are_told_apart_and_others_are_not() -> None:
    far = {"1.value": (80.0, 1.0, 40.0)}
    data = a_surveyed_round(
        {"x": {**SURE, **far}, "y": {**SURE, **far}, "z": {**SURE, **far}}, x=80, y=79.9, z=50
    )
    found = sampled_index(rank(score(data)), draws=2000)
    assert list(zip(found.sets.lower.tolist(), found.sets.upper.tolist(), strict=True)) == [
        (1, 2),
        (1, 2),
        (3, 3),
    ]


def test_where_nothing_comes_from_a_sample_there_is_no_interval() -> None:
    data = a_surveyed_round({"x": SURE, "y": SURE})
    rows = {key: each for key, each in data.estimates.items() if key[0] == 0}
    with pytest.raises(Unfit, match=r"no survey estimates with standard errors \(estimates.csv\) of: y"):
        sampled_index(rank(score(replace(data, estimates=rows))))
    before = rank(score(a_surveyed_round({"x": SURE, "y": SURE}), "self"))
    with pytest.raises(Unfit, match="of: x, y"):
        sampled_index(before)


def test_a_unit_to_which_nothing_applies_has_no_index_to_be_sure_of() -> None:
    data = a_surveyed_round({"x": SURE, "y": SURE})
    marks = data.not_applicable.copy()
    marks[1] = True
    with pytest.raises(Unfit, match="There is no index of: y"):
        sampled_index(rank(score(replace(data, not_applicable=marks))))


def test_intervals_are_those_of_the_rank_sets_and_stand_where_no_set_can() -> None:
    data = a_surveyed_round({"x": SURE, "y": {**SURE, "1.value": (60.0, 3.0, 2.0)}})
    results = rank(score(data))
    sampled, found = sampled_index(results, draws=500), index_intervals(results)
    assert [found[code].lower for code in sampled.units] == sampled.lower.tolist()
    assert [found[code].upper for code in sampled.units] == sampled.upper.tolist()
    assert [found[code].standard_error for code in sampled.units] == sampled.standard_error.tolist()
    assert found["x"].degrees_of_freedom == sampled.degrees_of_freedom[0]
    rows = {key: each for key, each in data.estimates.items() if key[0] == 0}
    alone = index_intervals(rank(score(replace(data, estimates=rows))))
    assert alone == {"x": found["x"]}
    assert index_intervals(rank(score(replace(data, estimates={})))) == {}
    marks = data.not_applicable.copy()
    marks[0, 0] = True
    without = index_intervals(rank(score(replace(data, not_applicable=marks))))
    assert without["x"].degrees_of_freedom == pytest.approx(99, rel=0.01)
    assert index_intervals(rank(score(data, "self"))) == {}
