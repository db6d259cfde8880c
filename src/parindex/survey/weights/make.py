"""Weights made step by step, with a record of what each step did to them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from parindex.documents import Unfit
from parindex.numbers import Floats64
from parindex.survey import peer
from parindex.survey.tables import number
from parindex.survey.weights.model import WeightSettings, did_answer, refuse_misfit


@dataclass(frozen=True)
class Step:
    """What the weights of those who answered were after a step.

    Attributes
    ----------
    code : {"base", "nonresponse", "trim", "calibration"}
    people : int
    total, smallest, largest : float
    unequal : float
        Kish's design effect of unequal weights, n Σ w² ÷ (Σ w)².
    """

    code: str
    people: int
    total: float
    smallest: float
    largest: float
    unequal: float


@dataclass(frozen=True, eq=False)
class Weighted:
    """People who answered, with their final weight, and the steps to it.

    `people` keeps the base weight, for errors that know of the calibration.
    """

    people: pl.DataFrame
    steps: tuple[Step, ...]


def weighted(
    people: pl.DataFrame,
    settings: WeightSettings,
    margins: peer.Controls | None = None,
    *,
    file: str = "",
) -> Weighted:
    """Return the final weights of those who answered.

    Parameters
    ----------
    people : polars.DataFrame
        Everybody who was drawn, or only those who answered where `settings.answered` is not given.
    settings : WeightSettings
    margins : Mapping of variable to (category to total), optional
    file : str
        Where the people come from, for problems.

    Raises
    ------
    Invalid
        People, settings and margins do not fit one another.
    Unfit
        The margins cannot be met.
    """
    margins = margins or {}
    refuse_misfit(people, settings, margins, file)
    people = people.with_columns(number(settings.base))
    weight = people[settings.base].to_numpy()
    answered = people.select(did_answer(settings)).to_series().to_numpy()
    steps = [_step("base", weight[answered])]
    if settings.answered is not None:
        weight = peer.adjusted(weight, answered.tolist(), people.select(settings.classes))
        steps.append(_step("nonresponse", weight[answered]))
    people, weight = people.filter(pl.Series(answered)), weight[answered]
    before = weight
    if settings.trim is not None:
        weight = _trimmed(weight, settings.trim)
        steps.append(_step("trim", weight))
        before = weight
    if settings.calibrate is not None:
        texts = people.select(pl.col(list(margins)).cast(pl.String).fill_null(""))
        meet = peer.raked if settings.calibrate == "raking" else peer.linear
        weight = meet(weight, texts, margins)
        steps.append(_step("calibration", weight))
    columns = [pl.Series(settings.result, weight), pl.Series(f"{settings.result}_uncalibrated", before)]
    return Weighted(people.with_columns(columns), tuple(steps))


def _trimmed(weight: Floats64, times: float) -> Floats64:
    """Return weights of which none is above so many times the median; what is cut is spread over the others.

    Raises
    ------
    Unfit
        The bound is not above the mean, so that the total could not stay.
    """
    median, mean = float(np.median(weight)), float(weight.mean())
    if times * median <= mean:
        raise Unfit(
            f"trim: {times:g} giới hạn trọng số ở {times * median:.4g}, không lớn hơn trung bình {mean:.4g}, nên không giữ được tổng; cần trim lớn hơn {mean / median:.4g}.",
            f"trim: {times:g} bounds weights at {times * median:.4g}, not above their mean {mean:.4g}, so the total could not stay; trim must be above {mean / median:.4g}.",
        )
    return peer.trimmed(weight, times * median)


def _step(code: str, weight: Floats64) -> Step:
    return Step(
        code,
        len(weight),
        float(weight.sum()),
        float(weight.min()),
        float(weight.max()),
        float(len(weight) * (weight**2).sum() / weight.sum() ** 2),
    )
