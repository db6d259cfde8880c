"""The figures of all cells: what provinces claim, and what appraisal finds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parindex.framework import Leaf
from parindex.framework.rules import Appraiser, Bands, Inputs, Proportional, Relative
from parindex.numbers import Analytic, Array, Booleans, Floats64
from script.training_rounds.setting import Setting, is_survey
from script.training_rounds.tries import TRIES, between_limits, tries


@dataclass(frozen=True)
class Habit:
    """How the shares of the maximum spread on leaves of a kind of rule.

    Attributes
    ----------
    least, more : float
        The usual share of a leaf, from the hardest to the easiest.
    pull : float
        How far a province's quality moves its share.
    stray : float
        How far shares stray besides.
    """

    least: float
    more: float
    pull: float
    stray: float


HABITS = {
    "imported": Habit(0.8, 0.05, 0.4, 0.02),
    "relative": Habit(0.68, 0.1, 0.8, 0.08),
}
USUAL_HABIT = Habit(0.82, 0.26, 1.0, 0.25)
GAIN = 0.045
"""What all provinces gain from 2024 to 2025."""
NEGLECTED = 0.04
"""Share of the cells that hardly anything was done for."""
CONTESTED = 0.3
"""Of the cells below full marks, how many a province of usual quality claims more for."""


@dataclass(frozen=True)
class Version:
    """One version of the figures.

    Attributes
    ----------
    values : float64 array (units × variables)
    share : float64 array (units × leaves)
        Share of the maximum that they are worth.
    """

    values: Floats64
    share: Floats64

    @classmethod
    def empty(cls, units: int, columns: int, leaves: int) -> Version:
        """Return a version to be filled in."""
        return cls(np.full((units, columns), np.nan), np.zeros((units, leaves)))

    def put(self, setting: Setting, leaf: Leaf, figures: Version) -> None:
        """Fill in the figures of one leaf."""
        column = setting.framework.leaf_position[leaf.code]
        self.values[:, setting.framework.columns_of_leaf[column]] = figures.values
        self.share[:, column] = figures.share

    def of_leaf(self, setting: Setting, leaf: Leaf) -> dict[str, Floats64]:
        """Return the values of one leaf by variable."""
        columns = setting.framework.columns_of_leaf[setting.framework.leaf_position[leaf.code]]
        names = [variable.name for variable in leaf.rule.inputs]
        return dict(zip(names, self.values[:, columns].T, strict=True))


@dataclass(frozen=True)
class Figures:
    """What provinces claim and what appraisal finds; the two differ in the contested cells only."""

    claimed: Version
    found: Version

    @property
    def contested(self) -> Booleans:
        """The cells (units × leaves) of which more is claimed than found."""
        return self.claimed.share > self.found.share


def draw(setting: Setting) -> Figures:
    """Return the figures of all cells."""
    shape = len(setting.units), len(setting.framework.columns), len(setting.framework.leaves)
    figures = Figures(Version.empty(*shape), Version.empty(*shape))
    leaves = setting.framework.leaves
    for leaf in sorted(leaves, key=lambda leaf: leaf.code in setting.linked):
        if leaf.code in setting.linked:
            claimed = found = from_source(setting, leaf, figures.found)
        elif is_survey(leaf):
            claimed = found = from_survey(setting, leaf)
        else:
            claimed, found = claimed_and_found(setting, leaf)
        figures.claimed.put(setting, leaf, claimed)
        figures.found.put(setting, leaf, found)
    return figures


# What is aimed at


def aim(setting: Setting, leaf: Leaf) -> Floats64:
    """Return the share of the maximum that each province should come near to."""
    share = np.clip(usual_share(setting, leaf), 0.0, 1.0)
    if leaf.code == setting.full_leaf:
        share[:] = 1.0
    if setting.area(leaf) == setting.full_area:
        share[setting.full_unit] = 1.0
    return share


def usual_share(setting: Setting, leaf: Leaf) -> Floats64:
    """Return the share that fits the leaf, the quality of each province, and luck."""
    draws, name, year = setting.draws, setting.name(leaf), setting.year
    habit = HABITS.get(leaf.rule.type, USUAL_HABIT)
    ease = habit.least + habit.more * draws.single("ease", name)
    stray = 0.87 * draws.bell("stray", name) + 0.5 * draws.bell("stray", name, year)
    quality = setting.quality(setting.area(leaf)) + GAIN * (year - 2024)
    share = ease + habit.pull * quality + habit.stray * stray
    if habit is not USUAL_HABIT:
        return share
    luck = draws.uniform("luck", name, year)
    return np.where(luck < NEGLECTED, share * luck / NEGLECTED / 3, share)


# One leaf out of its tries


def claimed_and_found(setting: Setting, leaf: Leaf) -> tuple[Version, Version]:
    """Return the figures of one leaf: where a province claims more, what it claims, and what appraisal finds."""
    draws, name, year = setting.draws, setting.name(leaf), setting.year
    modest = aim(setting, leaf)
    bold = np.minimum(modest + 0.15 + 0.35 * draws.uniform("claim", name, year), 1.0)
    found, more = near(setting, leaf, modest, bold)
    doubted = draws.uniform("doubted", name, year) < CONTESTED - setting.quality(setting.area(leaf))
    contested = doubted & (more.share > found.share + 1e-9) & (leaf.code not in setting.beyond_dispute)
    claimed = Version(
        np.where(contested[:, None], more.values, found.values),
        np.where(contested, more.share, found.share),
    )
    return claimed, found


def near(setting: Setting, leaf: Leaf, *aims: Floats64) -> list[Version]:
    """Return the figures of one leaf that come nearest to each of several aims."""
    if isinstance(leaf.rule, Appraiser):
        return [Version(np.empty((len(aim), 0)), stepped(leaf, aim)) for aim in aims]
    values = tries(setting, leaf)
    worth = shares_of(setting, leaf, values)
    return [nearest(leaf, values, worth, aim) for aim in aims]


def stepped(leaf: Leaf, share: Floats64) -> Floats64:
    """Return a share of the maximum as an appraiser may enter it."""
    steps = float(leaf.maximum) / float(leaf.rule.step) if leaf.rule.step else 4.0
    return np.round(share * steps) / steps


def shares_of(setting: Setting, leaf: Leaf, values: dict[str, Array]) -> Floats64:
    """Return the share of the maximum that inputs are worth; where units are compared, beside all that is tried."""
    peers = {name: value.reshape(1, -1) for name, value in values.items()}
    points = leaf.rule.points(Inputs(values, peers, setting.year), leaf.maximum, Analytic())
    return np.asarray(points, dtype=float) / float(leaf.maximum)


def nearest(leaf: Leaf, values: dict[str, Array], worth: Floats64, share: Floats64) -> Version:
    """Return, for each province, the inputs whose worth is nearest to a share, and that worth."""
    distance = np.where(np.isnan(worth), np.inf, np.abs(worth - share))
    best, units = distance.argmin(axis=0), np.arange(worth.shape[1])
    chosen = [values[variable.name][best, units] for variable in leaf.rule.inputs]
    return Version(np.array(chosen).T, worth[best, units])


# Leaves that rest on surveys


def from_survey(setting: Setting, leaf: Leaf) -> Version:
    """Return what a survey found on a leaf."""
    values = setting.found_by_survey(leaf)
    names = [variable.name for variable in leaf.rule.inputs]
    return Version(values, shares_of(setting, leaf, dict(zip(names, values.T, strict=True))))


# Leaves on the change of what another leaf measures


def from_source(setting: Setting, leaf: Leaf, found: Version) -> Version:
    """Return the figures of a linked leaf, taken from the leaf that measures its values."""
    source = setting.leaf(setting.linked[leaf.code])
    this = value_of(setting, source, found.of_leaf(setting, source))
    past = setting.past_values(source.code)
    if past:
        last = np.broadcast_to(value_of(setting, source, past), (TRIES, len(this)))
    else:
        last = np.round(this - between_limits(setting, leaf, leaf.rule), 2)
    values = {"this_year": np.broadcast_to(this, last.shape), "last_year": last}
    return nearest(leaf, values, shares_of(setting, leaf, values), aim(setting, leaf))


def value_of(setting: Setting, leaf: Leaf, values: dict[str, Floats64]) -> Floats64:
    """Return the percentage that a leaf measures."""
    if isinstance(leaf.rule, Bands | Proportional | Relative):
        return np.round(leaf.rule.value.of(Inputs(values, values, setting.year), Analytic()), 2)
    return values["value"]
