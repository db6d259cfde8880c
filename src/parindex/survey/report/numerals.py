"""Numbers as a reader of the report meets them."""

from __future__ import annotations

import math
from decimal import Decimal

from parindex.language import Language, shown
from parindex.survey.report import words
from parindex.survey.report.figures import Figure
from parindex.survey.report.values import Change

DASH = "–"
"""Stands for what is not known."""
LEAST_PROBABILITY = 0.001
_SPACE = "\u202f"
"""Parts thousands in either language: a point or comma would mean a decimal in one of them."""


def number(value: float | None, language: Language, decimals: int) -> str:
    """Return a number as people write it; a dash where it is not known or not finite."""
    if value is None or not math.isfinite(value):
        return DASH
    return shown(Decimal(repr(float(value))), language, decimals).replace("-", "−")


def signed(value: float | None, language: Language, decimals: int) -> str:
    """Return a change with its sign; zero has none."""
    text = number(value, language, decimals)
    return f"+{text}" if value is not None and value > 0 and text.strip("0,.") else text


def count(value: float | None) -> str:
    """Return a whole number, thousands apart."""
    return DASH if value is None else f"{round(value):,}".replace(",", _SPACE).replace("-", "−")


def percent(share: float, language: Language) -> str:
    """Return a confidence (0.95) in percent, exactly as it was given."""
    return shown(100 * Decimal(repr(share)), language)


def estimate(figure: Figure, language: Language, *, brief: bool = False) -> str:
    """Return an estimate with its interval, or that it is not published and why; briefly for narrow columns."""
    if figure.estimate is None:
        return words.HELD_BACK_BRIEF.to(language) if brief else not_published(figure, language)
    value = number(figure.estimate, language, 1 if brief else 2)
    if figure.lower is None or figure.upper is None:
        return value
    low, high = (number(end, language, 0 if brief else 1) for end in (figure.lower, figure.upper))
    return f"{value} ({low}–{high})" if brief else f"{value} ({low} – {high})"


def not_published(figure: Figure, language: Language) -> str:
    """Return that a figure is not published, and why; a dash where there is none."""
    if not figure.held_back:
        return DASH
    reasons = ", ".join(words.WHY[flag].to(language) for flag in figure.held_back)
    return words.SUPPRESSED.to(language).format(reasons=reasons)


def changed(change: Change, language: Language) -> str:
    """Return a change with its interval."""
    value = signed(change.estimate, language, 2)
    if change.lower is None or change.upper is None:
        return value
    return words.FROM_TO.to(language).format(
        value=value, low=signed(change.lower, language, 1), high=signed(change.upper, language, 1)
    )


def probability(value: float | None, language: Language) -> str:
    """Return a p-value with its sign: equal, or less than what is worth printing."""
    if value is not None and value < LEAST_PROBABILITY:
        return f"p < {number(LEAST_PROBABILITY, language, 3)}"
    return f"p = {number(value, language, 3)}"
