"""From a survey folder to what may be published of it."""

from __future__ import annotations

from parindex.documents import Unfit
from parindex.files import sha256_of
from parindex.survey.estimation.distribution import distribution
from parindex.survey.estimation.estimate import Estimates, estimate_microdata
from parindex.survey.estimation.table import EstimateTable
from parindex.survey.folder import Opened
from parindex.survey.model import Lonely
from parindex.survey.publication.publication import Publication, Unranked, publication_of
from parindex.survey.ranks.of_units import RankedUnits, Settings, ranked
from parindex.survey.totals.scan import totals


def published(
    opened: Opened, *, before: Opened | None = None, lonely: Lonely | None = None, level: float = 0.95
) -> Publication:
    """Return what may be published of a survey: estimates of all groupings, answers, sets of ranks by design, changes.

    Parameters
    ----------
    opened : Opened
    before : Opened, optional
        An earlier survey, for changes.
    lonely : {"fail", "adjust", "average", "certainty", "remove"}, optional
        See `estimate`.
    level : float
        Of intervals and of sets of ranks.

    Raises
    ------
    Unfit
        The microdata cannot be estimated under the headline design, or there is no grouping of the nation.
    """
    found = estimate_microdata(opened.survey, opened.files, lonely=lonely, level=level)
    earlier = estimate_microdata(before.survey, before.files, lonely=lonely, level=level) if before else None
    return publication_of(
        found,
        _rankings(opened, found, lonely),
        earlier,
        {path.name: sha256_of(path) for path in opened.files},
        _answers(opened, lonely, level),
    )


def _answers(opened: Opened, lonely: Lonely | None, level: float) -> EstimateTable | None:
    """Return how the answers of everyone divide; nothing without a grouping of the nation."""
    nation = next((each.code for each in opened.survey.groupings if not each.columns), None)
    if nation is None:
        return None
    slabs = totals(opened.survey, opened.files, [nation], more=["levels"])
    return distribution(opened.survey, slabs, nation, lonely=lonely, level=level)


def _rankings(opened: Opened, found: Estimates, lonely: Lonely | None) -> list[RankedUnits | Unranked]:
    """Return the sets of ranks under each design, or why there are none; nothing where no grouping is that of units."""
    survey = opened.survey
    units = [grouping.code for grouping in survey.groupings if grouping.is_of_units]
    settings = Settings(survey.tree.code, level=found.level)
    made: list[RankedUnits | Unranked] = []
    for design in survey.designs if units else ():
        try:
            of_design = found
            if design.code != found.slabs.design:
                of_design = estimate_microdata(
                    survey, opened.files, units, design=design.code, lonely=lonely, level=found.level
                )
            made.append(ranked(of_design, settings))
        except Unfit as unfit:
            made.append(Unranked(design, unfit.text))
    return made
