"""What a reader must know of an estimate before relying on it, after the presentation standards of NCHS."""

from __future__ import annotations

import numpy as np
from scipy.special import stdtrit

from parindex.language import Text
from parindex.numbers import Booleans, Floats64
from parindex.survey.estimation.intervals import clopper_pearson

MEANING: dict[str, Text] = {
    "few_answers": Text(
        vi="số trả lời ít hơn mức công bố của cuộc khảo sát, hoặc làm lộ một ô như vậy",
        en="fewer answers than the survey publishes, or a figure that would give such a one away",
    ),
    "small_effective": Text(vi="cỡ mẫu hiệu quả dưới 30", en="fewer than 30 effective answers"),
    "wide": Text(
        vi="khoảng tin cậy rộng từ 30 điểm phần trăm, hoặc hơn 130 % giá trị",
        en="an interval of 30 percentage points or more, or of more than 130 % of the estimate",
    ),
    "suppress": Text(vi="không công bố", en="not to be published"),
    "review": Text(
        vi="ít hơn 8 bậc tự do: cần người có chuyên môn xem", en="fewer than 8 degrees of freedom: review"
    ),
}
"""Each flag in words."""

HOLD_BACK = ("few_answers", "small_effective", "wide")
"""The flags for which an estimate is not published."""
LEAST_EFFECTIVE, LEAST_DF = 30, 8
SURE, WIDE, WIDE_RELATIVE = 5.0, 30.0, 130.0
"""Widths in percentage points, and in percent of the estimate."""
LEVEL = 0.95
"""Of the intervals that are judged, whatever the level of those that are shown."""


def quality_flags(
    estimate: Floats64,
    standard_error: Floats64,
    degrees_of_freedom: Floats64,
    answers: Floats64,
    smallest_shown: int,
) -> dict[str, Booleans]:
    """Return the flags of percentages; every array is domains × measures, or broadcasts to it.

    Notes
    -----
    The rules of NCHS (Vital and Health Statistics 2, 175) as its surveytable package has them. Effective answers are
    p (1 − p) ÷ v, at most the answers that there are, and these where all or none are satisfied or nothing varies.
    Fewer than 30 are suppressed. The interval of Korn and Graubard from so many effective answers, adjusted for degrees
    of freedom (without any it is everything from 0 to 100), is shown if it is at most 5 points wide, suppressed from 30
    on, and between these suppressed if it is wider than 130 % of the estimate; where all or none are satisfied its width
    does not count. Fewer than 8 degrees of freedom ask for review. A domain with fewer answers than the survey publishes
    is suppressed too.
    """
    share, error = estimate / 100, standard_error / 100
    freedom, answers = degrees_of_freedom, np.broadcast_to(answers, share.shape)
    extreme = (share <= 0) | (share >= 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        effective = np.where(extreme | (error == 0), answers, share * (1 - share) / error**2)
        adjusted = np.where(extreme, answers, effective * _adjustment(freedom, answers))
        lower, upper = clopper_pearson(share, np.minimum(adjusted, answers), LEVEL)
        width = np.where(extreme, 0.0, 100 * (upper - lower))
        wide = (width >= WIDE) | ((width > SURE) & (100 * width / estimate > WIDE_RELATIVE))
        small = np.minimum(effective, answers) < LEAST_EFFECTIVE
    few, review = answers < smallest_shown, np.broadcast_to(freedom < LEAST_DF, share.shape)
    return {
        "few_answers": few,
        "small_effective": small,
        "wide": wide,
        "review": review,
        "suppress": few | small | wide,
    }


def _adjustment(freedom: Floats64, answers: Floats64) -> Floats64:
    """Return what effective answers are multiplied by for few degrees of freedom; zero where there are none."""
    tail = (1 + LEVEL) / 2
    own = stdtrit(np.where(freedom > 0, freedom, np.nan), tail)
    simple = stdtrit(np.where(answers > 1, answers - 1, np.nan), tail)
    return np.asarray(np.nan_to_num((simple / own) ** 2, nan=0.0))
