"""The announcement on one page: the finding, its numbers, who stands where; as PDF and as a picture."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from importlib.resources import files
from typing import Any

from parindex.language import Language, Text
from parindex.reporting import typesetting
from parindex.reporting.charts.of_results import source_of
from parindex.reporting.facts.grammar import sentence, units_counted, unquoted
from parindex.reporting.facts.marks import mark_of_change
from parindex.reporting.facts.of_round import RoundFacts
from parindex.reporting.facts.sentences_of_round import (
    caveat_sentences,
    further_sentences,
    headline,
    round_before,
)
from parindex.reporting.numbers import DASH, number, signed
from parindex.reporting.reports import words
from parindex.reporting.reports.setting import Setting, label_of
from parindex.reporting.reports.titles import title_of
from parindex.reporting.typesetting import all_drawable, no_word_too_long
from parindex.scoring import UnitResult

_TEMPLATE = files("parindex.reporting.reports") / "infographic.typ"
DOTS_PER_INCH = 150
_MOST_UNITS = 66
"""As many units fit on the page; of more, the first and the last are shown."""
_LONGEST_NAME = 60
MEAN = Text(vi="Bình quân", en="Mean")
HIGHEST = Text(vi="Cao nhất: {units}", en="Highest: {units}")
LOWEST = Text(vi="Thấp nhất: {units}", en="Lowest: {units}")
ROSE = Text(vi="đơn vị tăng điểm", en="units rose")
ON = Text(vi="so với {before}", en="on {before}")
GAP = Text(vi="Khoảng cách đầu – cuối", en="From first to last")
RANKED = Text(vi="đơn vị được xếp hạng", en="units ranked")
SCALE = Text(
    vi="Chấm tròn trên thang từ {low} đến {high}; không có chấm là chưa có số liệu.",
    en="Dots on a scale from {low} to {high}; no dot is no figure.",
)
CHANGE = Text(vi="{change} điểm so với {before}", en="{change} points on {before}")


def infographic_pdf(facts: RoundFacts, language: Language, setting: Setting) -> bytes:
    """Return the page as PDF/UA-1."""
    return typesetting.to_pdf(_TEMPLATE, _shown(facts, language, setting))


def infographic_png(
    facts: RoundFacts, language: Language, setting: Setting, dots_per_inch: float = DOTS_PER_INCH
) -> bytes:
    """Return the page as a picture."""
    [picture] = typesetting.to_pictures(_TEMPLATE, _shown(facts, language, setting), dots_per_inch)
    return picture


def _shown(facts: RoundFacts, language: Language, setting: Setting) -> Any:
    data, watermark = page_data(facts, language), setting.watermark(language)
    title = f"{data['title']} ({watermark})" if watermark else data["title"]
    data |= {"title": title, "watermark": watermark}
    return no_word_too_long(all_drawable(data))


def page_data(facts: RoundFacts, language: Language) -> dict[str, Any]:
    """Return what stands on the page: texts, and how far along its scale each value stands, from nothing to one."""
    status, *lacks = caveat_sentences(facts, language)
    if facts.framework.is_illustrative:
        lacks.append(words.ILLUSTRATIVE.to(language))
    scale = _Scale.of(facts)
    return {
        "language": language,
        "title": title_of(facts, language),
        "headline": headline(facts, language),
        "label": label_of(facts, language),
        "tiles": list(_tiles(facts, language)),
        "ranking": {
            "title": sentence(words.RANKING.to(language).lower()),
            "heads": [text.to(language) for text in (words.RANK, words.UNIT, words.INDEX)],
            "rows": _ranking(facts, scale, language),
        },
        "scale": SCALE.to(language, low=scale.low, high=scale.high),
        "parts": [part for part in _parts(facts, scale, language) if part["rows"]],
        "sentences": [*lacks, *further_sentences(facts, language)[:1]],
        "source": f"{status} {words.SOURCE.to(language, source=source_of(facts.results, language).rstrip('.'))}",
    }


@dataclass(frozen=True)
class _Scale:
    """The scale of the dots. Bars from nothing would make indices between 70 and 90 look alike."""

    low: int
    high: int

    @classmethod
    def of(cls, facts: RoundFacts) -> _Scale:
        """Return the tens around all indices and means of the page; up to 100 at least."""
        shown = [
            *(each.index for each in facts.results.told),
            *(region.mean.value for region in facts.regions),
            *(area.mean.value for area in facts.areas if area.mean is not None),
        ]
        known = [value for value in shown if value is not None]
        low, high = (min(known), max(known)) if known else (Fraction(0), Fraction(0))
        return cls(10 * math.floor(low / 10), max(100, math.ceil(high)))

    def share(self, value: Fraction | None) -> float | None:
        """Return how far along the scale a value stands; None for what is not known."""
        return None if value is None else (float(value) - self.low) / max(self.high - self.low, 1)


def _parts(facts: RoundFacts, scale: _Scale, language: Language) -> Iterator[dict[str, Any]]:
    """Yield what stands beside or below the ranking: groups in bars, regions and areas in dots."""
    level = facts.framework.level_of(0, language)
    yield {
        "title": words.GROUPS_TABLE.to(language),
        "heads": [words.GROUP.to(language), words.UNITS.to(language)],
        "mark": "bar",
        "rows": _groups(facts, language),
    }
    yield {
        "title": words.REGIONS_TABLE.to(language),
        "heads": [words.REGION.to(language), words.MEAN_OF_AREA.to(language)],
        "mark": "dot",
        "rows": _regions(facts, scale, language),
    }
    yield {
        "title": words.AREAS_TABLE.to(language, level=level.lower()) + " (%)",
        "heads": [sentence(level), words.MEAN_OF_AREA.to(language)],
        "mark": "dot",
        "rows": _areas(facts, scale, language),
    }


def _tiles(facts: RoundFacts, language: Language) -> Iterator[dict[str, str]]:
    """Yield the large numbers, as far as they may be said."""
    decimals = facts.framework.ranking.decimals
    if facts.mean is not None:
        more = ""
        if facts.mean_change is not None:
            change = signed(facts.mean_change.value, language, decimals)
            more = CHANGE.to(language, change=change, before=round_before(facts, language))
            more += mark_of_change(facts, language)
        yield {"value": number(facts.mean.value, language, decimals), "text": MEAN.to(language), "more": more}
    for ends, title in ((facts.first, HIGHEST), (facts.last, LOWEST)):
        if ends and ends[0].index is not None:
            text = title.to(language, units=", ".join(end.unit.name.to(language) for end in ends))
            yield {"value": number(ends[0].index, language, decimals), "text": text, "more": ""}
    if facts.gap is not None:
        yield {"value": number(facts.gap.value, language, decimals), "text": GAP.to(language), "more": ""}
    if facts.rose is not None:
        of_all = "" if facts.ranked_units is None else f"/{facts.ranked_units}"
        more = ON.to(language, before=round_before(facts, language))
        yield {"value": f"{int(facts.rose.value)}{of_all}", "text": ROSE.to(language), "more": more}
    elif facts.ranked_units is not None:
        yield {"value": str(facts.ranked_units), "text": RANKED.to(language), "more": ""}


def _ranking(facts: RoundFacts, scale: _Scale, language: Language) -> list[dict[str, Any]]:
    """Return the units with an index or rank; of too many the first and the last."""
    known = facts.results.told
    half = _MOST_UNITS // 2
    shown = known if len(known) <= _MOST_UNITS else [*known[:half], *known[-half:]]
    return [_ranked(facts, each, scale, language) for each in shown]


def _ranked(facts: RoundFacts, result: UnitResult, scale: _Scale, language: Language) -> dict[str, Any]:
    return {
        "rank": DASH if result.rank is None else str(result.rank),
        "name": shortened(result.unit.name.to(language)),
        "value": number(result.index, language, facts.framework.ranking.decimals),
        "share": scale.share(result.index),
    }


def shortened(name: str) -> str:
    """Return a name that leaves room for others on one page."""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"


def _groups(facts: RoundFacts, language: Language) -> list[dict[str, Any]]:
    total = sum(int(group.size.value) for group in facts.groups)
    return [
        {
            "name": unquoted(group.label.to(language)),
            "value": units_counted(int(group.size.value), language),
            "share": float(group.size.value) / total if total else 0.0,
        }
        for group in facts.groups
    ]


def _regions(facts: RoundFacts, scale: _Scale, language: Language) -> list[dict[str, Any]]:
    decimals = facts.framework.ranking.decimals
    return [
        {
            "name": region.name.to(language),
            "value": number(region.mean.value, language, decimals),
            "share": scale.share(region.mean.value),
        }
        for region in facts.regions
    ]


def _areas(facts: RoundFacts, scale: _Scale, language: Language) -> list[dict[str, Any]]:
    return [
        {
            "name": area.placed.node.title.to(language),
            "value": number(area.mean.value, language, 2),
            "share": scale.share(area.mean.value),
        }
        for area in facts.areas
        if area.mean is not None
    ]
