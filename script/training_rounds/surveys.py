"""The survey points of a round: estimates, with their errors, from the synthetic surveys that the library makes."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import polars as pl

from parindex.language import Text
from parindex.numbers import Floats64
from parindex.rounds import RoundData
from parindex.rounds.model import Estimate
from parindex.survey import synthetic, synthetic_leaders
from parindex.survey.estimation.distribution import distribution
from parindex.survey.estimation.estimate import estimate
from parindex.survey.feed import fed
from parindex.survey.folder import Opened, open_survey
from parindex.survey.totals.scan import totals

POPULATION = 2025
"""Seed of the people of all years; every year another sample of them is asked."""
LAST_YEAR = 2025
BY = "province"


class Generator(Protocol):
    """Writes a made-up survey of a year into a folder."""

    def __call__(
        self, provinces: Mapping[str, Text], folder: Path, *, seed: int, sample: int, year: int
    ) -> int: ...


@dataclass(frozen=True)
class Surveyed:
    """What the surveys of a year found, by row of the unit and column of the framework.

    Attributes
    ----------
    estimates : Mapping of (row, column) to Estimate
    counts : float array (units × columns)
        How many gave each answer to each question of the leaders' survey; NaN elsewhere.
    """

    estimates: Mapping[tuple[int, int], Estimate]
    counts: Floats64


def ask(empty: RoundData) -> Surveyed:
    """Return what the satisfaction survey and the leaders' survey of a round's year found."""
    with tempfile.TemporaryDirectory() as folder:
        citizens = made(synthetic.write, Path(folder, "citizens"), empty)
        leaders = made(synthetic_leaders.write, Path(folder, "leaders"), empty)
        data = taken_over(taken_over(empty, citizens), leaders)
        return Surveyed(data.estimates, counted(empty, leaders))


def made(write: Generator, folder: Path, empty: RoundData) -> Opened:
    """Return a made-up survey of the provinces of a round; of its last year it is what the library makes by itself."""
    names = {unit.code: unit.name for unit in empty.units}
    write(names, folder, seed=POPULATION, sample=LAST_YEAR - empty.info.year, year=empty.info.year)
    return open_survey(folder)


def taken_over(data: RoundData, opened: Opened) -> RoundData:
    """Return a round with the results of a survey, under its headline design, in it."""
    slabs = totals(opened.survey, opened.files, [BY], more=["levels"])
    shares = estimate(opened.survey, slabs)[BY]
    return fed(data, opened.survey, shares, distribution(opened.survey, slabs, BY))


def counted(empty: RoundData, leaders: Opened) -> Floats64:
    """Return how many leaders of each province gave each answer, as a tabulation of the questionnaires has it."""
    framework = empty.framework
    counts = np.full((len(empty.units), len(framework.columns)), np.nan)
    people = pl.read_parquet(leaders.files)
    for feed in leaders.survey.feeds:
        found = people.group_by("province", feed.item).len()
        for province, answer, times in found.drop_nulls().iter_rows():
            option = next(name for name, code in feed.options.items() if code == answer)
            column = framework.column_position[feed.leaf, option]
            counts[empty.unit_position[province], column] = times
        columns = [framework.column_position[feed.leaf, option] for option in feed.options]
        counts[:, columns] = np.nan_to_num(counts[:, columns])
    return counts
