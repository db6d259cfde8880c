"""What must be said beside a figure about all units: that it was printed, or that it may still change."""

from __future__ import annotations

from parindex.language import Language, Text
from parindex.reporting.facts.of_round import RoundFacts
from parindex.scoring.summary import Figure

PRINTED = Text(vi="theo bản công bố", en="as announced")
PROVISIONAL = Text(vi="tạm tính", en="provisional")


def mark_of(facts: RoundFacts, figure: Figure, language: Language) -> str:
    """Return what a figure rests on where that is not the finished table; empty where it is."""
    if figure.basis == "published":
        return PRINTED.to(language)
    return PROVISIONAL.to(language) if facts.is_provisional else ""


def mark_of_change(facts: RoundFacts, language: Language) -> str:
    """Return what the change of the mean rests on, in brackets; empty where the mean rests on the same."""
    mean, change = facts.mean, facts.mean_change
    if mean is None or change is None or change.basis == mean.basis:
        return ""
    return f" ({mark_of(facts, change, language)})"
