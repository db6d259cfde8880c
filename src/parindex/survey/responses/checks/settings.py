"""The parameters of the checks. None of them is official: they are starting values for a survey to set its own."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from parindex.framework.rules import Strict
from parindex.survey.design.replacement import Replacement
from parindex.survey.model import Column


class Limits(Strict):
    """What a number may be, both ends included."""

    least: float | None = None
    most: float | None = None


class Range(Strict):
    """Numbers outside their limits."""

    columns: Mapping[Column, Limits] = Field(default_factory=dict)


class SamePerson(Strict):
    """One person in several responses."""

    keys: tuple[tuple[str, ...], ...] = (("person",),)
    """Questions or roles that together tell who somebody is; each set is tried by itself."""


class NearDuplicate(Strict):
    """Two interviews of one enumerator with nearly the same answers."""

    share: float = Field(default=0.95, gt=0, le=1)
    """Of the items that both answered, the share with the same answer from which it is flagged."""
    items: int = Field(default=10, ge=1)
    """Items that both must have answered."""
    uniform: float = Field(default=0.7, gt=0, le=1)
    """Interviews of which one answer makes up more than this share are left aside: they are alike by nature."""
    largest: int = Field(default=5000, ge=2)
    """Interviews of one enumerator above which only equal answers are looked for."""


class TooFast(Strict):
    """An interview that took too little time."""

    share_of_median: float = Field(default=0.4, ge=0, lt=1)
    """Of the median duration of all interviews."""
    seconds: float = Field(default=0, ge=0)
    """Seconds that an interview takes at least, whatever the median."""


class StraightLining(Strict):
    """The same answer to (nearly) every item."""

    share: float = Field(default=1.0, gt=0.5, le=1)
    items: int = Field(default=10, ge=2)
    """Items that must have been answered."""


class SameDevice(Strict):
    """One device under several enumerators."""

    enumerators: int = Field(default=1, ge=1)
    """Enumerators that may share a device."""


class Night(Strict):
    """An interview that began at night, by the local clock."""

    after: float = Field(default=21, ge=0, le=24)
    before: float = Field(default=6, ge=0, le=24)


class Far(Strict):
    """An interview far from its cluster."""

    kilometres: float = Field(default=5, gt=0)
    positions: int = Field(default=3, ge=1)
    """Positions that the middle of a cluster needs, where nothing says where the cluster lies."""


class Quota(Strict):
    """Groups with too few or too many responses."""

    by: tuple[Column, ...] = ()
    """Columns that make the groups (the cluster, say); none switches the check off."""
    least: int = Field(default=0, ge=0)
    most: int | None = Field(default=None, ge=0)


class Missing(Strict):
    """Too many items without an answer."""

    share: float = Field(default=0.3, ge=0, lt=1)
    """Of the items that were asked, those left empty, refused or not known."""


class Switch(Strict):
    """A check without parameters."""


class CheckSettings(Strict):
    """Which checks are made and how; ``null`` switches one off."""

    double_entry: Switch | None = Switch()
    same_response: Switch | None = Switch()
    same_person: SamePerson | None = SamePerson()
    not_in_sample: Switch | None = Switch()
    in_review: Switch | None = Switch()
    unknown_group: Switch | None = Switch()
    range: Range | None = Range()
    skip: Switch | None = Switch()
    missing: Missing | None = Missing()
    straight_lining: StraightLining | None = StraightLining()
    near_duplicate: NearDuplicate | None = NearDuplicate()
    too_fast: TooFast | None = TooFast()
    night: Night | None = Night()
    same_device: SameDevice | None = SameDevice()
    far: Far | None = Far()
    quota: Quota | None = Quota()
    reserve_order: Switch | None = Switch()
    reserve_needless: Switch | None = Switch()
    reserve_rule: Replacement | None = Replacement()
    """The rule of replacement, as ``design.yaml`` has it."""
