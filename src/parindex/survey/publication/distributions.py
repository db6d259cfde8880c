"""How answers divide over their scale, as far as it may be shown: all shares of an item, or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from parindex.survey.estimation.distribution import answer_code
from parindex.survey.estimation.table import EstimateTable
from parindex.survey.model import Survey
from parindex.survey.publication.figures import Figure, Group, group_of


def shares_of_answers(survey: Survey, table: EstimateTable, own: Group) -> Group:
    """Return the share of each answer, for the domains and the grouping of `own`.

    Parameters
    ----------
    survey : Survey
    table : EstimateTable
        Of `parindex.survey.estimation.distribution`, with the grouping of `own`.
    own : Group
        What may be shown of the items themselves.

    Notes
    -----
    The shares of an item add up to 100, and those of satisfied answers to the item's own figure. So where one share or
    the item's figure is held back, all shares are, each with all the reasons: any of them could give the rest away.
    """
    shares = group_of(own.grouping, table)
    of_items = {domain.values: domain.figures for domain in own.domains}
    domains = tuple(
        replace(domain, figures=_together(survey, domain.figures, of_items[domain.values]))
        for domain in shares.domains
    )
    return replace(shares, domains=domains)


def _together(survey: Survey, shares: Mapping[str, Figure], own: Mapping[str, Figure]) -> dict[str, Figure]:
    """Return shares of which those of one item are all shown or all held back."""
    found: dict[str, Figure] = {}
    for item in survey.items:
        codes = [answer_code(item.code, level) for level in survey.scale_of[item.code].levels]
        figures = [own[item.code], *(shares[code] for code in codes)]
        reasons = tuple(dict.fromkeys(reason for figure in figures for reason in figure.held_back))
        for code in codes:
            found[code] = _held_back(shares[code], reasons) if reasons else shares[code]
    return found


def _held_back(figure: Figure, reasons: tuple[str, ...]) -> Figure:
    return replace(figure, estimate=None, standard_error=None, lower=None, upper=None, held_back=reasons)
