"""What a drawn sample can be expected to tell, stratum by stratum, and what other villages would buy."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from parindex.survey.design.draw import LIST, MAIN, WEIGHT, Draw
from parindex.survey.design.model import SampleDesign
from parindex.survey.design.size import design_effect, margin_of

FEW_DEGREES = 8
"""Below so many degrees of freedom an interval asks for review (presentation standards of NCHS)."""
PER_CLUSTER = (40, 31, 20, 15, 10, 5)
"""People per last cluster that are set side by side at one number of answers."""


@dataclass(frozen=True)
class Expected:
    """The expected precision of one stratum.

    Attributes
    ----------
    stratum : str
    people : int
        Drawn.
    answers : float
        Expected.
    psus, clusters : int
        Drawn at the first stage, and at the last but one.
    degrees_of_freedom : int
        PSUs less one.
    effect : float
        Design effect: that of clusters with the expected intra-class correlation times that of unequal weights (Kish).
    margin_of_psus : float
        Half of the interval, in percentage points, with PSUs as they are: it describes the stratum.
    margin_of_clusters : float
        The same with the last clusters as PSUs: it describes the drawn PSUs alone.
    """

    stratum: str
    people: int
    answers: float
    psus: int
    clusters: int
    degrees_of_freedom: int
    effect: float
    margin_of_psus: float
    margin_of_clusters: float

    @property
    def is_doubtful(self) -> bool:
        """Whether there are too few degrees of freedom for an interval to be relied on."""
        return self.degrees_of_freedom < FEW_DEGREES


@dataclass(frozen=True)
class Alternative:
    """So many clusters of so many people, at one number of answers: design effect and half of the interval."""

    clusters: int
    per_cluster: int
    effect: float
    margin: float


def expected(design: SampleDesign, draw: Draw, level: float = 0.95) -> list[Expected]:
    """Return the expected precision of each stratum."""
    main = draw.sample.filter(pl.col(LIST) == MAIN)
    return [
        _expected(design, " · ".join(map(str, key)), rows, level)
        for key, rows in main.group_by(design.strata, maintain_order=True)
    ]


def _expected(design: SampleDesign, stratum: str, rows: pl.DataFrame, level: float) -> Expected:
    last = design.stages[-2] if len(design.stages) > 1 else design.stages[-1]
    psus, clusters = rows[design.stages[0].unit].n_unique(), rows[last.unit].n_unique()
    answers = len(rows) * design.expected_response
    weight = rows[WEIGHT]
    unequal = len(rows) * float((weight**2).sum()) / float(weight.sum()) ** 2
    effect = design_effect(answers / clusters, design.expected_icc) * unequal
    share = design.expected_share
    return Expected(
        stratum, len(rows), answers, psus, clusters, psus - 1, effect,
        100 * margin_of(answers, effect, psus - 1, share, level),
        100 * margin_of(answers, effect, clusters - psus if clusters > psus else psus - 1, share, level),
    )  # fmt: skip


def alternatives(design: SampleDesign, answers: float, level: float = 0.95) -> list[Alternative]:
    """Return what more clusters with fewer people would give at the same number of answers.

    Degrees of freedom are the clusters less one: as if they were drawn straight from the stratum.
    """
    return list(_alternatives(design, answers, level))


def _alternatives(design: SampleDesign, answers: float, level: float) -> Iterator[Alternative]:
    for each in PER_CLUSTER:
        clusters = math.ceil(answers / each)
        effect = design_effect(each, design.expected_icc)
        margin = margin_of(answers, effect, clusters - 1, design.expected_share, level)
        yield Alternative(clusters, each, effect, 100 * margin)
