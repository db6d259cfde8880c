"""Random numbers by name: each is the same whatever else is drawn."""

from __future__ import annotations

from zlib import crc32

import numpy as np

from parindex.numbers import Floats64
from parindex.rounds import Unit
from script.training_rounds.provinces import TWINS

SEED = 20241231


class Draws:
    """Uniform numbers from 0 to 1 by name, a column a province; twins get the same."""

    def __init__(self, units: tuple[Unit, ...]) -> None:
        position = {unit.code: row for row, unit in enumerate(units)}
        self.rows = np.array([position[TWINS.get(unit.code, unit.code)] for unit in units])

    def many(self, times: int, *name: object) -> Floats64:
        """Return so many numbers a province: times × units."""
        seed = crc32(" · ".join(map(str, name)).encode())
        return np.random.default_rng([SEED, seed]).random((times, len(self.rows)))[:, self.rows]

    def uniform(self, *name: object) -> Floats64:
        """Return one number a province."""
        return self.many(1, *name)[0]

    def single(self, *name: object) -> float:
        """Return one number for all."""
        return float(self.uniform(*name)[0])

    def bell(self, *name: object) -> Floats64:
        """Return one number a province of mean 0 and standard deviation 1, most of them near 0."""
        first, second, third, fourth = self.many(4, *name)
        return (first + second + third + fourth - 2) * 1.7320508
