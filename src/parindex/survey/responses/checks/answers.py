"""Checks of what was answered."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

from parindex.survey.microdata_groups import labels_of
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


def in_no_known_group(work: Fieldwork, _: Switch) -> Iterator[pl.DataFrame]:
    """Flag values of groupings that have labels, but none for this value."""
    for name, labels in labels_of(work.survey).items():
        if name in work.columns:
            value = pl.col(name).cast(pl.String)
            yield flags(
                work.people.filter(~value.is_in(list(labels))),
                "unknown-group",
                column=pl.lit(name),
                other=value,
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
    share = empty / np.maximum(asked, 1)
    yield _shares(work, share, share > given.share, "missing", given.share)


def one_answer_throughout(work: Fieldwork, given: StraightLining) -> Iterator[pl.DataFrame]:
    """Flag responses that give the same answer to (nearly) all items."""
    share = _largest_share(work.answers, given.items)
    yield _shares(work, share, share >= given.share - _ROUNDING, "straight-lining", given.share)


def _shares(
    work: Fieldwork, share: NDArray[np.float64], flagged: NDArray[np.bool_], check: str, limit: float
) -> pl.DataFrame:
    """Return flags of those whose share is beyond its limit."""
    places = np.flatnonzero(flagged)
    rows = pl.LazyFrame({col.RESPONSE: work.ids(places), "share": share[places]})
    return flags(rows, check, value="share", limit=limit)


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
    varied = np.flatnonzero(_largest_share(answers, 1) <= given.uniform)
    named = work.people.select(pl.col(col.ENUMERATOR).rank("dense").fill_null(0)).collect()
    who = named[col.ENUMERATOR].to_numpy()[varied]
    order = varied[np.argsort(who, kind="stable")]
    found = [np.zeros((0, 3))]
    groups = np.split(order, np.flatnonzero(np.diff(np.sort(who))) + 1)
    for places in (each for each in groups if len(each) > 1):
        compared = _equal if len(places) > given.largest else _alike
        one, other, share = compared(answers[places], given)
        found.append(np.column_stack([places[one], places[other], share]))
    one, other, share = np.concatenate(found).T
    ids = {col.RESPONSE: work.ids(one.astype(np.int64)), "other": work.ids(other.astype(np.int64))}
    rows = pl.LazyFrame({**ids, "share": share})
    yield flags(rows, "near-duplicate", value="share", limit=given.share, other="other")


Pairs = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]
"""Interviews, for each another one, and the share of items in which they agree."""
_BLOCK = 512
"""Interviews that are compared with all others at once."""


def _alike(answers: Answers, given: NearDuplicate) -> Pairs:
    """Return each interview that agrees with another, with the one it agrees with most and the share."""
    levels = [(answers == level).astype(np.float32) for level in range(1, int(answers.max(initial=1)) + 1)]
    substantive = (answers > 0).astype(np.float32)
    parts = []
    for start in range(0, len(answers), _BLOCK):
        here = slice(start, start + _BLOCK)
        common = substantive[here] @ substantive.T
        same = np.add.reduce([level[here] @ level.T for level in levels])
        share = same.astype(np.float64) / np.maximum(common, 1)
        share[common < given.items] = 0
        share[np.arange(len(share)), np.arange(len(share)) + start] = 0
        other = share.argmax(axis=1)
        most = share[np.arange(len(share)), other]
        near = np.flatnonzero(most >= given.share - _ROUNDING)
        parts.append((near + start, other[near], most[near]))
    one, another, shares = (np.concatenate(each) for each in zip(*parts, strict=True))
    return one, another, shares


def _equal(answers: Answers, given: NearDuplicate) -> Pairs:
    """Return each interview whose answers are all those of another, with the first other one."""
    enough = np.flatnonzero((answers > 0).sum(axis=1) >= given.items)
    _, group, counts = np.unique(answers[enough], axis=0, return_inverse=True, return_counts=True)
    order = np.argsort(group.ravel(), kind="stable")
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    first, second = order[starts], order[np.minimum(starts + 1, len(order) - 1)]
    one = np.flatnonzero(counts[group.ravel()] > 1)
    of = group.ravel()[one]
    other = np.where(first[of] == one, second[of], first[of])
    return enough[one], enough[other], np.ones(len(one))
