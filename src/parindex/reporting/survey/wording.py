"""Estimates, changes and probabilities in words."""

from __future__ import annotations

from parindex.language import Language
from parindex.reporting.numbers import DASH, number, signed
from parindex.reporting.survey import words
from parindex.survey.publication import Change, Figure

LEAST_PROBABILITY = 0.001
"""Less than this is not told more exactly."""


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
    return words.SUPPRESSED.to(language, reasons=reasons(figure, language))


def reasons(figure: Figure, language: Language) -> str:
    """Return why a figure is not published; nothing where there is none."""
    return ", ".join(words.WHY[flag].to(language) for flag in figure.held_back)


def changed(change: Change, language: Language) -> str:
    """Return a change with its interval."""
    value = signed(change.estimate, language, 2)
    if change.lower is None or change.upper is None:
        return value
    return words.FROM_TO.to(
        language, value=value, low=signed(change.lower, language, 1), high=signed(change.upper, language, 1)
    )


def probability(value: float | None, language: Language) -> str:
    """Return a p-value with its sign: equal, or less than what is worth printing."""
    if value is not None and value < LEAST_PROBABILITY:
        return f"p < {number(LEAST_PROBABILITY, language, 3)}"
    return f"p = {number(value, language, 3)}"
