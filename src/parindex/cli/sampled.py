"""What sampling leaves open of an index, as ``compute`` and ``show`` say it beside the index itself."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from parindex.cli.estimates import number_text
from parindex.cli.output import UNKNOWN, Screen
from parindex.cli.phrases import surveys as said
from parindex.language import Text

if TYPE_CHECKING:
    from parindex.results.document import SamplingOutput
    from parindex.robustness.beside import Sampled
    from parindex.robustness.sampling import IndexInterval


def reach_text(screen: Screen, found: Sampled, code: str) -> str:
    """Return "3,00": how far the interval reaches to each side."""
    interval = found.intervals.get(code)
    return UNKNOWN if interval is None else number_text(screen, (interval.upper - interval.lower) / 2, 2)


def places_text(found: Sampled, code: str) -> str:
    """Return "1–17"."""
    best, worst = (found.places or {}).get(code, (0, 0))
    return f"{best}–{worst}" if best else UNKNOWN


def show_notes(screen: Screen, found: Sampled) -> None:
    """Say what the interval is of, and where sets of ranks are or why there are none."""
    screen.say(said.REACH_IS, "dim", level=screen.number(round(100 * found.level)))
    if found.why_no_places is not None:
        screen.say(said.NO_PLACES, "dim", why=screen.text(found.why_no_places))
    elif found.places is None:
        screen.say(said.PLACES_ELSEWHERE, "dim")
    else:
        screen.say(said.PLACES_ARE, "dim", level=screen.number(round(100 * found.level)))


def interval_lines(screen: Screen, found: Sampled, code: str) -> list[tuple[Text, str]]:
    """Return the interval of one unit as a line of its figures; none where it has no survey estimates."""
    interval = found.intervals.get(code)
    if interval is None:
        return []
    low, high, error = (
        number_text(screen, value, 2) for value in (interval.lower, interval.upper, interval.standard_error)
    )
    level = screen.number(round(100 * found.level))
    value = screen.text(said.INTERVAL_AND_ERROR, level=level, low=low, high=high, error=error)
    return [(said.INTERVAL, value)]


def places_lines(found: Sampled, code: str) -> list[tuple[Text, str]]:
    """Return the set of ranks of one unit as a line of its figures."""
    return [(said.POSSIBLE_RANKS, places_text(found, code))] if code in (found.places or {}) else []


def sampling_output(found: Sampled, codes: list[str]) -> SamplingOutput | None:
    """Return the same as JSON has it, for some units."""
    if not found.intervals:
        return None
    from parindex.results.document import IntervalOutput, RankSetOutput, SamplingOutput

    def output(interval: IndexInterval) -> IntervalOutput:
        freedom = interval.degrees_of_freedom
        return IntervalOutput(
            standard_error=interval.standard_error,
            degrees_of_freedom=freedom if isfinite(freedom) else None,
            lower=interval.lower,
            upper=interval.upper,
        )

    places = found.places
    return SamplingOutput(
        level=found.level,
        intervals={code: output(found.intervals[code]) for code in codes if code in found.intervals},
        rank_sets=None
        if places is None
        else {
            code: RankSetOutput(best=places[code][0], worst=places[code][1])
            for code in codes
            if code in places
        },
    )
