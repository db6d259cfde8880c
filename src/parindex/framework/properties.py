"""What a framework lays down beside its criteria: ranking, groups, adjustments, optional parts."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from parindex.framework.rules.base import Code, Points, Strict
from parindex.language import Text

Basis = Literal["exact", "rounded"]
ExplanationDuty = Literal["optional", "below_maximum", "always"]
"""What a unit owes for a leaf that it scores without giving evidence: nothing, or a written explanation if it is below
its maximum, or one in any case."""


class Level(Strict):
    """What a node is called at one depth of the tree."""

    code: Code
    title: Text


class Ties(Strict):
    """What equal indices get."""

    method: Literal["competition", "dense"] = "competition"
    """``competition``: 1, 2, 2, 4. ``dense``: 1, 2, 2, 3."""
    broken_by: tuple[str, ...] = ()
    """Codes of nodes whose points decide between equals, in this order."""


class Ranking(Strict):
    """How an index is rounded, and what ranks and groups are taken on."""

    decimals: int = Field(default=2, ge=0, le=6)
    """Places of the printed index; rounding is half-up."""
    rank_on: Basis = "exact"
    group_on: Basis = "exact"
    ties: Ties = Ties()
    unranked_units: tuple[str, ...] = ()
    """Codes of units that are scored but not ranked with the others."""


class Group(Strict):
    """A band of the index with a label, from the best down; the last one has no lower limit."""

    code: str = Field(min_length=1, max_length=20)
    label: Text
    lower_limit: Decimal | None = None
    limit_inside: bool = True
    """Whether an index equal to the lower limit belongs to this group ("from 80") or not ("over 80")."""
    source: Text | None = None
    """Where the label and the limit were read."""


class UnitGroup(Strict):
    """Units with leaves of their own; `total` is the maximum of their set."""

    code: Code
    title: Text
    total: Points


class Item(Strict):
    """Something that adds or takes points outside the tree, so many a time."""

    code: Code
    title: Text
    points: Points
    most: Points | None = None
    """The most that this item can add or take in all."""


class Adjustment(Strict):
    """Bonus or penalty points outside the total, together at most the cap."""

    cap: Points
    items: tuple[Item, ...] = Field(min_length=1)


class Adjustments(Strict):
    """Points outside the criteria.

    Bonus and penalty change the index outside the total. A deduction takes points from a leaf, or from
    the whole, after appraisal, and never takes a leaf (or the whole) below zero.
    """

    bonus: Adjustment | None = None
    penalty: Adjustment | None = None
    deductions: tuple[Item, ...] = ()
    index_limit: Points | None = None
    """The highest index that a bonus may lead to; none where absent."""


class OptionalPart(Strict):
    """A part of the tree that a round may leave out, so that the rest counts for the whole."""

    node: str
    title: Text
