"""What a reader must know of an estimate before relying on it, after the presentation standards of NCHS."""

from __future__ import annotations

import numpy as np

from parindex.language import Text
from parindex.numbers import Booleans, Floats64
from parindex.survey.estimation.intervals import interval

MEANING: dict[str, Text] = {
    "few_answers": Text(
        vi="số trả lời ít hơn mức công bố của cuộc khảo sát", en="fewer answers than the survey publishes"
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

LEAST_EFFECTIVE, LEAST_DF = 30, 8
SURE, WIDE, WIDE_RELATIVE = 5.0, 30.0, 130.0
"""Widths in percentage points, and in percent of the estimate."""


def quality_flags(
    estimate: Floats64,
    standard_error: Floats64,
    degrees_of_freedom: Floats64,
    answers: Floats64,
    effective_answers: Floats64,
    smallest_shown: int,
) -> dict[str, Booleans]:
    """Return the flags of percentages; every array is domains × measures, or broadcasts to it.

    Notes
    -----
    The rules of NCHS as its surveytable package has them: fewer than 30 effective answers are suppressed; a
    Korn–Graubard interval of at most 5 points is shown, of 30 or more suppressed, between these suppressed if it
    is wider than 130 % of the estimate; fewer than 8 degrees of freedom ask for review. A domain with fewer
    answers than the survey publishes is suppressed too.
    """
    lower, upper = interval(estimate, standard_error, degrees_of_freedom, answers, "beta")
    with np.errstate(invalid="ignore", divide="ignore"):
        width = upper - lower
        relative = 100 * width / estimate
        wide = (width >= WIDE) | ((width > SURE) & (relative > WIDE_RELATIVE))
        small = effective_answers < LEAST_EFFECTIVE
        few = answers < smallest_shown
        review = np.broadcast_to(degrees_of_freedom < LEAST_DF, estimate.shape)
    return {
        "few_answers": few,
        "small_effective": small,
        "wide": wide,
        "review": review,
        "suppress": few | small | wide,
    }
