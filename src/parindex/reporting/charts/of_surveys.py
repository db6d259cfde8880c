"""From what may be published of a survey to the values that charts take; what is held back is unknown to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parindex.documents import Unfit
from parindex.language import Language, Text, both
from parindex.numbers import exact_or_none
from parindex.reporting.charts.answers import answer_bars, answers_of, levels_of
from parindex.reporting.charts.chart import WIDE, Chart
from parindex.reporting.charts.classes import PER_CENT
from parindex.reporting.charts.phrases import NOT_PUBLISHED
from parindex.reporting.charts.rank_sets import RankedSurvey
from parindex.reporting.charts.unit_values import UnitValues
from parindex.rounds import Unit
from parindex.survey.model import Survey
from parindex.survey.publication import Group, Publication, Ranking


def estimates_of(publication: Publication, measure: str | None = None) -> UnitValues:
    """Return the estimate of every unit, for maps, grids of tiles and scatters.

    Parameters
    ----------
    publication : Publication
    measure : str, optional
        Code of an item or node; the whole index by default.

    Raises
    ------
    Unfit
        The survey has no estimates of units.
    """
    group, code = _units(publication), measure or publication.whole
    values = [
        (Unit(domain.values[0], _name(group, domain.values[0]), ""), domain.figures[code].estimate)
        for domain in group.domains
    ]
    found = tuple((unit, exact_or_none(value)) for unit, value in values)
    return UnitValues(
        code=publication.survey.code if measure is None else f"{publication.survey.code}-{measure}",
        measure=publication.survey.title_of[code],
        values=found,
        is_complete=all(value is not None for _, value in found),
        decimals=1,
        classes=PER_CENT,
        source=publication.survey.title,
        status=publication.survey.data_status,
        lacking=NOT_PUBLISHED,
    )


def ranked_survey(publication: Publication, ranking: Ranking) -> RankedSurvey:
    """Return one of the rankings of a survey with the names, the source and the status that its chart needs.

    Raises
    ------
    Unfit
        The survey has no estimates of units.
    """
    group = _units(publication)
    return RankedSurvey(
        ranking=ranking,
        names={domain.values[0]: _name(group, domain.values[0]) for domain in group.domains},
        code=publication.survey.code,
        source=publication.survey.title,
        status=publication.survey.data_status,
        level=round(100 * publication.working.level),
    )


def first_ranking(publication: Publication) -> Ranking:
    """Return the ranking under the first design that gives one.

    Raises
    ------
    Unfit
        None does.
    """
    for each in publication.rankings:
        if isinstance(each, Ranking):
            return each
    raise Unfit("Khảo sát không có tập thứ hạng nào.", "The survey has no sets of ranks.")


def scales_of(survey: Survey, items: Iterable[str]) -> dict[str, list[str]]:
    """Return some items by the code of the scale that they are answered on: one chart shows those of one scale."""
    scales: dict[str, list[str]] = {}
    for item in items:
        scales.setdefault(survey.scale_of[item].code, []).append(item)
    return scales


def answers_to(
    publication: Publication, items: Sequence[str], code: str, language: Language, width: float = WIDE
) -> Chart:
    """Return how everyone answered some items.

    Parameters
    ----------
    publication : Publication
    items : sequence of str
        Of one scale.
    code : str
        What the items are, in the names of files.
    language : {"vi", "en"}
    width : float
        In pixels.

    Raises
    ------
    Unfit
        Nothing may be shown.
    """
    if publication.answers is None:
        raise Unfit("Khảo sát không công bố câu trả lời.", "The survey publishes no answers.")
    survey, [nation] = publication.survey, publication.answers.domains
    return answer_bars(
        answers_of(survey, nation, items, language),
        levels_of(survey, items[0], language),
        language,
        code=f"{survey.code}-{code}",
        source=survey.title.to(language),
        status=survey.data_status,
        width=width,
    )


def _units(publication: Publication) -> Group:
    if publication.units is None:
        raise Unfit("Khảo sát không có ước lượng theo đơn vị.", "The survey has no estimates of units.")
    return publication.units


def _name(group: Group, unit: str) -> Text:
    return group.grouping.labels.get(unit) or both(unit)
