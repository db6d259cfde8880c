"""Which charts stand on which page."""

from __future__ import annotations

from parindex.framework.model import Placed
from parindex.language import Language
from parindex.reporting.charts import Chart, heat_table, lost_points
from parindex.reporting.facts import UnitFacts
from parindex.site.series import PublishedRound
from parindex.survey.publication import Publication
from parindex.survey.series import Series


def maps_of(round_: PublishedRound, language: Language) -> tuple[Chart, ...]:
    """Return the map and the tile grid of a round of provinces; nothing for others."""
    return ()


def of_unit(round_: PublishedRound, facts: UnitFacts, language: Language) -> tuple[Chart, ...]:
    """Return the charts of a unit."""
    if not round_.has_parts or not facts.knows_parts or facts.index is None or facts.result.computed is None:
        return ()
    return (lost_points(round_.current.results, facts.code, language),)


def of_area(round_: PublishedRound, code: str, language: Language) -> tuple[Chart, ...]:
    """Return the charts of an area."""
    return ()


def of_criterion(round_: PublishedRound, placed: Placed, language: Language) -> tuple[Chart, ...]:
    """Return the charts of a criterion: every unit on one strip."""
    return ()


def of_change(round_: PublishedRound, language: Language) -> tuple[Chart, ...]:
    """Return the charts of the change on the round before."""
    return ()


def of_losses(round_: PublishedRound, language: Language) -> tuple[Chart, ...]:
    """Return the charts of lost points."""
    return (heat_table(round_.current.results, language),)


def of_satisfaction(series: Series, language: Language) -> tuple[Chart, ...]:
    """Return the charts of a published series."""
    return ()


def of_survey(report: Publication, language: Language) -> tuple[Chart, ...]:
    """Return the charts of a survey."""
    return ()
