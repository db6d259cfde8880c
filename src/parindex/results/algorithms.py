"""The numbered ways in which results have been computed; a snapshot names the one that made it.

A change that can alter a published figure gets a new number; the old one stays here, or `RELEASES` names
the release that has it.
"""

from __future__ import annotations

from collections.abc import Callable

from parindex.rounds import RoundData, Stage
from parindex.scoring import Results, rank, score

CURRENT = 1


def _first(data: RoundData, stage: Stage) -> Results:
    return rank(score(data, stage))


ALGORITHMS: dict[int, Callable[[RoundData, Stage], Results]] = {1: _first}
"""Algorithms that this release can run."""

RELEASES: dict[int, str] = {1: "0.1"}
"""The release that brought each algorithm."""
