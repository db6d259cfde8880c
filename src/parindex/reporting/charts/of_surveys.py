"""From what may be published of a survey to the values that charts take; what is held back is unknown to them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from parindex.documents import Unfit
from parindex.language import Text, both
from parindex.reporting.charts.rank_sets import RankedSurvey
from parindex.reporting.charts.unit_values import INDEX, UnitValues
from parindex.rounds import Unit
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
    exact = tuple((unit, None if value is None else Fraction(Decimal(repr(value)))) for unit, value in values)
    return UnitValues(
        code=f"{publication.survey.code}-{code}",
        measure=publication.survey.title_of[code],
        values=exact,
        is_complete=all(value is not None for _, value in exact),
        decimals=2,
        classes=INDEX,
        source=publication.survey.title,
        status=publication.survey.data_status,
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
        code=f"{publication.survey.code}-{ranking.design.code}",
        source=publication.survey.title,
        status=publication.survey.data_status,
        level=round(100 * publication.working.level),
    )


def _units(publication: Publication) -> Group:
    if publication.units is None:
        raise Unfit("Khảo sát không có ước lượng theo đơn vị.", "The survey has no estimates of units.")
    return publication.units


def _name(group: Group, unit: str) -> Text:
    return group.grouping.labels.get(unit) or both(unit)
