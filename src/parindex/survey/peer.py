"""The one place that knows svy, a library that equals R's survey package: weighting, and a second opinion.

svy is beta, so its version is pinned and nothing of it is seen elsewhere. Every function takes and gives NumPy arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl
import svy
from svy.errors import SvyError

from parindex.documents import Unfit
from parindex.numbers import Floats64

TOLERANCE, MOST_ROUNDS = 1e-10, 1000
_WEIGHT, _NEW = "weight_before", "weight_after"
_ABOVE, _BELOW = "satisfied_", "answered_"

Controls = Mapping[str, Mapping[str, float]]
"""Population totals by margin (a column) and category."""


def raked(weight: Floats64, margins: pl.DataFrame, controls: Controls) -> Floats64:
    """Return weights that meet all margins, by iterative proportional fitting.

    Raises
    ------
    Unfit
        The margins cannot be met.
    """
    sample = _sample(weight, margins)
    totals: Any = {name: dict(each) for name, each in controls.items()}
    return _run(
        lambda: sample.weighting.rake(
            controls=totals, wgt_name=_NEW, tol=TOLERANCE,
            max_iter=MOST_ROUNDS,
        )
    )  # fmt: skip


def linear(weight: Floats64, margins: pl.DataFrame, controls: Controls) -> Floats64:
    """Return weights that meet all margins and are nearest to the old ones by chi-square distance (GREG)."""
    sample = _sample(weight, margins)
    terms: Any = {svy.Cat(name): dict(each) for name, each in controls.items()}
    return _run(lambda: sample.weighting.calibrate(controls=terms, wgt_name=_NEW))


def adjusted(weight: Floats64, answered: Sequence[bool], classes: pl.DataFrame) -> Floats64:
    """Return weights of all, with those of people who did not answer moved to those of their class who did."""
    status = pl.DataFrame({"status": ["rr" if each else "nr" for each in answered]})
    sample = _sample(weight, pl.concat([status, classes], how="horizontal") if classes.columns else status)
    cells = list(classes.columns) or None
    return _run(lambda: sample.weighting.adjust("status", cells=cells, wgt_name=_NEW, respondents_only=False))


def trimmed(weight: Floats64, most: float) -> Floats64:
    """Return weights of which none is above a bound; what is cut is spread over the others."""
    sample = _sample(weight, pl.DataFrame({"one": [1] * len(weight)}))
    return _run(lambda: sample.weighting.trim(upper=most, wgt_name=_NEW, max_iter=MOST_ROUNDS))


def shares(
    people: pl.DataFrame,
    item: str,
    satisfied_from: int,
    *,
    weight: str,
    psu: str,
    stratum: str | None = None,
    by: str | None = None,
) -> dict[str, tuple[float, float]]:
    """Return the share of satisfied answers to an item in percent, and its standard error, by domain.

    A second opinion on `parindex.survey.estimation`; without `by` the one domain is the empty text.
    """
    answer, given = pl.col(item), [name for name in (stratum, psu, weight, by) if name is not None]
    above = pl.when(answer >= satisfied_from).then(100.0).otherwise(0.0).alias(_ABOVE)
    below = pl.when(answer >= 1).then(1.0).otherwise(0.0).alias(_BELOW)
    sample = svy.Sample(
        people.select(*dict.fromkeys(given), above, below),
        svy.Design(stratum=stratum, psu=psu, wgt=weight),
    )
    made: Any = sample.estimation.ratio(_ABOVE, _BELOW, by=by)
    rows = made.to_polars().to_dicts()
    return {str(row[by]) if by else "": (row["est"], row["se"]) for row in rows}


def _sample(weight: Floats64, columns: pl.DataFrame) -> svy.Sample:
    frame = columns.with_columns(pl.Series(_WEIGHT, weight))
    return svy.Sample(frame, svy.Design(wgt=_WEIGHT))


def _run(step: Callable[[], svy.Sample]) -> Floats64:
    try:
        made = step()
    except SvyError as error:
        raise Unfit(
            f"Không điều chỉnh được trọng số: {error.detail}",
            f"The weights cannot be adjusted: {error.detail}",
        ) from None
    result: Floats64 = made.data.lazy().collect()[_NEW].to_numpy().astype("float64")
    return result
