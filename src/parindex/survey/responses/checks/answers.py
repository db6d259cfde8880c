"""Checks of what was answered."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

from parindex.survey.model import DONT_KNOW, NOT_ASKED, REFUSED
from parindex.survey.responses import columns as col
from parindex.survey.responses.checks.flags import Fieldwork, flags
from parindex.survey.responses.checks.settings import Missing, NearDuplicate, Range, StraightLining, Switch
from parindex.survey.responses.codes import was_asked

Answers = NDArray[np.int8]
_ROUNDING = 1e-9
"""By how much a share may fall short of its limit because of rounding."""


def out_of_range(work: Fieldwork, given: Range) -> Iterator[pl.DataFrame]:
    """Flag numbers outside their limits, and what is no number."""
    for name, limits in given.columns.items():
        number = pl.col(name).cast(pl.Float64, strict=False)
        for beyond, limit in (
            (number < limits.least if limits.least is not None else None, limits.least),
            (number > limits.most if limits.most is not None else None, limits.most),
            (number.is_null() & pl.col(name).is_not_null(), None),
        ):
            if beyond is not None:
                yield flags(
                    work.people.filter(beyond),
                    "range",
                    column=pl.lit(name),
                    value=number,
                    limit=pl.lit(limit, pl.Float64),
                )


def answered_though_skipped(work: Fieldwork, _: Switch) -> Iterator[pl.DataFrame]:
    """Flag answers to questions that should not have been asked."""
    for skip in work.settings.skips:
        for name in skip.columns:
            there = pl.col(name).is_not_null() & (pl.col(name).cast(pl.String) != str(NOT_ASKED))
            yield flags(work.people.filter(there & ~was_asked(skip)), "skip", column=pl.lit(name))


def many_missing(work: Fieldwork, given: Missing) -> Iterator[pl.DataFrame]:
    """Flag responses that leave out more than a share of the items they were asked."""
    answers = work.answers
    asked = (answers != NOT_ASKED).sum(axis=1)
    empty = np.isin(answers, (0, DONT_KNOW, REFUSED)).sum(axis=1)
    share = pl.Series(empty / np.maximum(asked, 1))
    rows = work.people.select(col.RESPONSE).with_columns(share=share)
    yield flags(rows.filter(pl.col("share") > given.share), "missing", value="share", limit=given.share)


def one_answer_throughout(work: Fieldwork, given: StraightLining) -> Iterator[pl.DataFrame]:
    """Flag responses that give the same answer to (nearly) all items."""
    share = _largest_share(work.answers, given.items)
    rows = work.people.select(col.RESPONSE).with_columns(share=pl.Series(share))
    found = rows.filter(pl.col("share") >= given.share - _ROUNDING)
    yield flags(found, "straight-lining", value="share", limit=given.share)


def _largest_share(answers: Answers, least: int) -> NDArray[np.float64]:
    """Return the share of the most frequent answer; zero where fewer than `least` items were answered."""
    substantive = answers > 0
    answered = substantive.sum(axis=1)
    levels = range(1, int(answers.max(initial=1)) + 1)
    most = np.max([(answers == level).sum(axis=1) for level in levels], axis=0)
    return np.where(answered >= least, most / np.maximum(answered, 1), 0.0)


def nearly_the_same(work: Fieldwork, given: NearDuplicate) -> Iterator[pl.DataFrame]:
    """Flag interviews of one enumerator that agree in nearly every item, though their answers vary."""
    answers = work.answers
    varied = _largest_share(answers, 1) <= given.uniform
    ids = work.people[col.RESPONSE].to_numpy()
    groups = work.people.with_row_index("row").filter(pl.Series(varied))
    for _, rows in groups.group_by(col.ENUMERATOR, maintain_order=True):
        places = rows["row"].to_numpy()
        pairs = (
            _equal(answers[places], given) if len(places) > given.largest else _alike(answers[places], given)
        )
        for one, other, share in pairs:
            row = pl.DataFrame({col.RESPONSE: [ids[places[one]]], "other": [ids[places[other]]]})
            yield flags(row, "near-duplicate", value=share, limit=given.share, other="other")


def _alike(answers: Answers, given: NearDuplicate) -> Iterator[tuple[int, int, float]]:
    """Yield each interview that agrees with another, with the one it agrees with most and the share."""
    substantive = answers > 0
    for one in range(len(answers)):
        both = substantive & substantive[one]
        common = both.sum(axis=1)
        share = ((answers == answers[one]) & both).sum(axis=1) / np.maximum(common, 1)
        share[common < given.items] = 0
        share[one] = 0
        other = int(share.argmax())
        if share[other] >= given.share - _ROUNDING:
            yield one, other, float(share[other])


def _equal(answers: Answers, given: NearDuplicate) -> Iterator[tuple[int, int, float]]:
    """Yield each interview whose answers are all those of another, with the first other one."""
    enough = (answers > 0).sum(axis=1) >= given.items
    same: dict[bytes, list[int]] = {}
    for place in np.flatnonzero(enough).tolist():
        same.setdefault(answers[place].tobytes(), []).append(place)
    for places in same.values():
        for place in places[1:]:
            yield place, places[0], 1.0
        if len(places) > 1:
            yield places[0], places[1], 1.0
