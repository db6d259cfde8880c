"""What may be published of a survey, as charts take it."""

from dataclasses import replace
from fractions import Fraction

import pytest

from parindex.documents import Unfit
from parindex.language import both
from parindex.reporting.charts import (
    WIDE,
    answers_to,
    estimates_of,
    first_ranking,
    index_scatter,
    rank_set_bars,
    ranked_survey,
)
from parindex.survey.publication import Publication, Unranked, publication_of
from parindex.survey.ranks.of_units import Settings, ranked
from tests.reporting.charts.checking import assert_sound
from tests.survey.publication.builders import found


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    estimates = found(tmp_path_factory.mktemp("survey"))
    return publication_of(estimates, [ranked(estimates, Settings("whole", draws=200))])


def test_units_that_are_held_back_are_unknown(publication: Publication) -> None:
    values = estimates_of(publication)
    by_code = {unit.code: value for unit, value in values.values}
    assert by_code["u5"] is None
    assert not values.is_complete
    assert values.lacking.en == "not published"
    figures = {domain.values[0]: domain.figures["whole"].estimate for domain in publication.units.domains}
    assert float(by_code["u1"]) == figures["u1"]
    assert values.known[0][0].code == "u0"
    assert estimates_of(publication, "q1").measure == publication.survey.title_of["q1"]
    assert isinstance(by_code["u1"], Fraction)


def test_names_are_those_of_the_grouping(publication: Publication) -> None:
    names = {unit.code: unit.name.en for unit, _ in estimates_of(publication).values}
    assert names["u1"] == "Lang Son"
    assert names["u2"] == "u2"


def test_ranking_and_scatter_are_drawn_from_it(publication: Publication) -> None:
    survey = ranked_survey(publication, publication.rankings[0])
    assert survey.level == 95
    for language in ("vi", "en"):
        assert_sound(rank_set_bars(survey, language, "u1"), WIDE)
        index, part = estimates_of(publication), estimates_of(publication, "q1")
        assert_sound(index_scatter(index, part, language, "u1"), WIDE)


def test_survey_without_units_has_neither(publication: Publication) -> None:
    without = replace(publication, units=None)
    for make in (estimates_of, lambda each: ranked_survey(each, publication.rankings[0])):
        with pytest.raises(Unfit, match="no estimates of units"):
            make(without)


def test_the_first_design_with_a_ranking_counts(publication: Publication) -> None:
    [ranking] = publication.rankings
    unranked = Unranked(ranking.design, both("too few"))
    assert first_ranking(replace(publication, rankings=(unranked, ranking))) is ranking
    with pytest.raises(Unfit, match="no sets of ranks"):
        first_ranking(replace(publication, rankings=(unranked,)))


def test_answers_that_are_not_published_are_not_drawn(publication: Publication) -> None:
    with pytest.raises(Unfit, match="publishes no answers"):
        answers_to(replace(publication, answers=None), ["q1"], "q1", "en")
