"""How far inputs may be off, and the draws that move them."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from parindex.documents import Unfit
from parindex.framework import Framework
from parindex.rounds import RoundData

STEPS = 32
"""Steps in one standard deviation of a draw; a draw is a byte and reaches 3.97 standard deviations."""

LARGEST = 127

Steps = np.ndarray[tuple[int, ...], np.dtype[np.int8]]


@dataclass(frozen=True)
class Errors:
    """How far the inputs of a round may be off.

    Attributes
    ----------
    relative : float
        Standard error of numbers, percentages, counts and entered points, as a share of their value. An
        estimate of a survey has a standard error of its own, which is used instead. Counts stay whole, and
        everything keeps to its bounds.
    days : float
        Standard error of a date, in days; what was never done stays undone.
    slip : float
        Probability that a yes or no is the wrong way round, or that the level chosen is one too high or one
        too low (half of it each).
    """

    relative: float = 0.02
    days: float = 2.0
    slip: float = 0.01

    @property
    def slip_steps(self) -> int:
        """How many steps a draw has to exceed, up or down, to be a slip."""
        if not self.slip:
            return LARGEST
        return min(LARGEST, round(STEPS * NormalDist().inv_cdf(1 - self.slip / 2)))


USUAL = Errors()
"""What is assumed where nothing else is said."""


@dataclass(frozen=True, eq=False)
class Draws:
    """Standard normal numbers, made beforehand: one for each input, replication and unit.

    Attributes
    ----------
    steps : int8 array (inputs × replications × units)
        In 32nds of a standard deviation, from −127 to 127. Inputs are the variables leaf by leaf; a leaf
        without any, whose points are entered, counts as one. 10,000 replications of 63 units and 190 inputs
        take 120 MB; an array that `numpy.load` maps from a file will do.
    """

    steps: Steps

    @classmethod
    def make(cls, data: RoundData, replications: int, seed: int) -> Draws:
        """Return draws for a round; the same seed gives the same draws."""
        random = np.random.default_rng(seed)
        steps = np.empty((first_draws(data.framework)[-1], replications, len(data.units)), dtype=np.int8)
        for of_input in steps:
            of_input[:] = np.rint(random.standard_normal(of_input.shape) * STEPS).clip(-LARGEST, LARGEST)
        return cls(steps)

    def refuse_strangers(self, data: RoundData) -> None:
        """Raise `Unfit` if the draws are not those of a round of this framework and so many units."""
        inputs, replications, units = self.steps.shape
        needed = first_draws(data.framework)[-1], len(data.units)
        if (inputs, units) != needed or not replications:
            raise Unfit(
                f"Số ngẫu nhiên có {inputs} đầu vào × {replications} lần × {units} đơn vị; cần {needed[0]} đầu vào × {needed[1]} đơn vị.",
                f"The draws are for {inputs} inputs × {replications} replications × {units} units; needed are {needed[0]} inputs × {needed[1]} units.",
            )


def first_draws(framework: Framework) -> list[int]:
    """Return the place of the first draw of each leaf, and at the end the number of all inputs."""
    places = [0]
    for leaf in framework.leaves:
        places.append(places[-1] + max(1, len(leaf.rule.inputs)))
    return places
