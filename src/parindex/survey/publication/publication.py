"""All that may be published of a survey, in no language: figures, places, changes, and how they were worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from parindex.documents import Unfit
from parindex.language import Text
from parindex.survey.estimation.covariance import Pick, change
from parindex.survey.estimation.estimate import Estimates
from parindex.survey.estimation.intervals import Method
from parindex.survey.estimation.multiplicity import holm
from parindex.survey.estimation.table import EstimateTable
from parindex.survey.model import Grouping, Lonely, Survey, VarianceDesign
from parindex.survey.publication.distributions import shares_of_answers
from parindex.survey.publication.figures import Group, group_of, known
from parindex.survey.ranks.of_units import RankedUnits

OTHER_SERIES = Text(
    vi="hai cuộc không cùng một chuỗi số liệu (mục series), nên chênh lệch có thể chỉ do đổi phương pháp.",
    en="the two are not of one series (the field series), so a difference may be one of method alone.",
)
OTHER_INDEX = Text(vi="hai cuộc không có chung chỉ số.", en="the two do not have an index in common.")


@dataclass(frozen=True)
class Unranked:
    """A design under which there are no sets of ranks, and why."""

    design: VarianceDesign
    why: Text


@dataclass(frozen=True)
class Place:
    """The place of a unit's estimate, and the first and the last that it may hold."""

    unit: str
    rank: int
    lower: int
    upper: int


@dataclass(frozen=True)
class Ranking:
    """The places of the units under one design.

    Attributes
    ----------
    places : tuple of Place
        Of the units that are shown, best first.
    held_back : tuple of str
        The units that are not shown; they count in the ranks of the others.
    cannot_be_ranked : int
        Units that may hold any place, held back or not.
    degrees_of_freedom : float
        What the critical values stand on.
    """

    design: VarianceDesign
    places: tuple[Place, ...]
    held_back: tuple[str, ...]
    cannot_be_ranked: int
    degrees_of_freedom: float
    draws: int
    seed: int

    @property
    def units(self) -> int:
        """How many are ranked against each other."""
        return len(self.places) + len(self.held_back)


@dataclass(frozen=True)
class Change:
    """The change of the whole index of one domain, in percentage points; None where one of the two is held back."""

    grouping: Grouping
    values: tuple[str, ...]
    estimate: float | None
    standard_error: float | None
    lower: float | None
    upper: float | None
    p_value: float | None
    """Adjusted after Holm, for all domains of the grouping together."""


@dataclass(frozen=True)
class Changes:
    """What changed since an earlier survey; nothing where the two cannot be compared."""

    earlier: Survey
    rows: tuple[Change, ...] = ()
    why_not: Text | None = None


@dataclass(frozen=True)
class Working:
    """How the estimates were worked out."""

    design: VarianceDesign
    interval: Method
    level: float
    lonely: Lonely
    lonely_strata: int
    psus: int
    strata: int
    is_corrected: bool
    """Whether a finite population correction was applied."""


@dataclass(frozen=True)
class Publication:
    """All that may be published of a survey; of what is held back there are names and reasons alone.

    Attributes
    ----------
    nation : Group
        Of one domain: everyone.
    units : Group or None
        The units that are scored.
    others : tuple of Group
    answers : Group or None
        How the answers of everyone divide over their scales: the shares of items in the nation, by `answer_code`.
    rankings : tuple of Ranking or Unranked
        One for each design.
    digests : Mapping of file name to SHA-256
    """

    survey: Survey
    working: Working
    nation: Group
    units: Group | None
    others: tuple[Group, ...]
    rankings: tuple[Ranking | Unranked, ...] = ()
    changes: Changes | None = None
    digests: Mapping[str, str] = field(default_factory=dict)
    answers: Group | None = None

    @property
    def whole(self) -> str:
        """The code of the whole index."""
        return self.survey.tree.code

    @property
    def is_training(self) -> bool:
        """Whether any of the data behind it are made up."""
        surveys = [self.survey] + ([self.changes.earlier] if self.changes else [])
        return any(survey.data_status == "training" for survey in surveys)


def publication_of(
    estimates: Estimates,
    rankings: Sequence[RankedUnits | Unranked] = (),
    before: Estimates | None = None,
    digests: Mapping[str, str] | None = None,
    answers: EstimateTable | None = None,
) -> Publication:
    """Return what may be published of a survey.

    Parameters
    ----------
    estimates : Estimates
        Shares of satisfied answers, with a table of the nation (a grouping without columns).
    rankings : sequence of RankedUnits or Unranked
        Of the whole index, one for each design.
    before : Estimates, optional
        Of an earlier survey, for changes.
    digests : Mapping of file name to SHA-256, optional
    answers : EstimateTable, optional
        Shares of each answer in the nation, see `parindex.survey.estimation.distribution`.

    Raises
    ------
    Unfit
        There are no estimates of the nation.
    """
    survey = estimates.survey
    groups = [
        group_of(each, estimates[each.code]) for each in survey.groupings if each.code in estimates.tables
    ]
    nation = next((group for group in groups if not group.grouping.columns), None)
    if nation is None:
        raise Unfit(
            "Báo cáo cần ước lượng của cả nước: một cách chia không có cột.",
            "A report needs estimates of the nation: a grouping without columns.",
        )
    units = next((group for group in groups if group.grouping.is_of_units), None)
    return Publication(
        survey, _working(estimates), nation, units,
        tuple(group for group in groups if group.grouping.columns and not group.grouping.is_of_units),
        tuple(each if isinstance(each, Unranked) else _ranking(survey, each, units) for each in rankings),
        _changes(before, estimates, groups) if before else None,
        dict(digests or {}),
        None if answers is None else shares_of_answers(survey, answers, nation),
    )  # fmt: skip


def _working(estimates: Estimates) -> Working:
    slabs, sampling = estimates.slabs, estimates.sampling
    return Working(
        design=estimates.survey.design(slabs.design),
        interval=estimates.method,
        level=estimates.level,
        lonely=sampling.lonely,
        lonely_strata=int((sampling.sizes == 1).sum()),
        psus=len(slabs.psus),
        strata=len(slabs.strata),
        is_corrected=bool(np.isfinite(slabs.population).any()),
    )


def _ranking(survey: Survey, ranked: RankedUnits, units: Group | None) -> Ranking:
    held_back = units.held_back(survey.tree.code) if units else set()
    held_back |= {(unit,) for unit, why in zip(ranked.units, ranked.held_back, strict=True) if why}
    sets = ranked.sets
    places = [
        Place(unit, int(sets.rank[n]), int(sets.lower[n]), int(sets.upper[n]))
        for n, unit in enumerate(ranked.units)
        if (unit,) not in held_back
    ]
    return Ranking(
        design=survey.design(ranked.design),
        places=tuple(sorted(places, key=lambda place: (place.rank, place.unit))),
        held_back=tuple(unit for unit in ranked.units if (unit,) in held_back),
        cannot_be_ranked=int(sets.cannot_be_ranked.sum()),
        degrees_of_freedom=ranked.degrees_of_freedom,
        draws=ranked.settings.draws,
        seed=ranked.settings.seed,
    )


def _changes(before: Estimates, now: Estimates, groups: Sequence[Group]) -> Changes:
    earlier, whole = before.survey, now.survey.tree.code
    if now.survey.series is None or earlier.series != now.survey.series:
        return Changes(earlier, why_not=OTHER_SERIES)
    if earlier.tree.code != whole:
        return Changes(earlier, why_not=OTHER_INDEX)
    rows: list[Change] = []
    for group in groups:
        grouping = group.grouping
        if grouping.code not in before.tables or not (grouping.is_of_units or not grouping.columns):
            continue
        then = group_of(grouping, before[grouping.code])
        rows += _changes_of(before, now, group, then)
    return Changes(earlier, tuple(rows))


def _changes_of(before: Estimates, now: Estimates, group: Group, then: Group) -> list[Change]:
    """Return the changes of the domains that both surveys have."""
    grouping, whole = group.grouping, now.survey.tree.code
    held_back = group.held_back(whole) | then.held_back(whole)
    common = {domain.values for domain in then.domains}
    domains = [domain.values for domain in group.domains if domain.values in common]
    found = {
        values: change(before, now, Pick(grouping.code, values, whole))
        for values in domains
        if values not in held_back
    }
    adjusted = dict(zip(found, holm([each.p_value for each in found.values()]).tolist(), strict=True))
    rows = []
    for values in domains:
        each = found.get(values)
        numbers = (
            (each.estimate, each.standard_error, each.lower, each.upper, adjusted[values])
            if each
            else [np.nan] * 5
        )
        rows.append(Change(grouping, values, *(known(number) for number in numbers)))
    return rows
