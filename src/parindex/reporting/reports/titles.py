"""What reports are about, in the words in which an office says it."""

from __future__ import annotations

from parindex.language import Language, Text
from parindex.reporting.facts.grammar import named
from parindex.reporting.facts.of_round import RoundFacts
from parindex.reporting.facts.of_unit import UnitFacts
from parindex.reporting.facts.sentences_of_round import stage_named
from parindex.rounds import Unit

OF_UNIT = Text(
    vi="Kết quả Chỉ số cải cách hành chính năm {year} của {unit}",
    en="Result of {unit} in the public administration reform index {year}",
)
OF_ROUND = Text(vi="Kết quả: {title}", en="Results: {title}")
_SHORT = "Chỉ số CCHC "
_IN_FULL = "Kết quả xác định Chỉ số cải cách hành chính năm {year} {whose}"
_KINDS = {"province": "tỉnh", "city": "thành phố"}
"""What a unit is called before its name in Vietnamese."""


def title_of(facts: RoundFacts, language: Language) -> str:
    """Return the title of a round without what is said elsewhere on the page: its first sentence, and the stage."""
    return _with_stage(_title(facts, language), facts, language)


def _title(facts: RoundFacts, language: Language) -> str:
    return facts.results.round.title(language).split(". ")[0]


def _with_stage(text: str, facts: RoundFacts, language: Language) -> str:
    stage = stage_named(facts, language)
    return f"{text} ({stage})" if stage else text


def of_round(facts: RoundFacts, language: Language) -> str:
    """Return what the report of a round is about: Kết quả xác định Chỉ số cải cách hành chính năm 2019 của các tỉnh."""
    title, year = _title(facts, language), facts.info.year
    text = OF_ROUND.to(language, title=title)
    if language == "vi" and title.startswith(_SHORT):
        whose = title.removeprefix(_SHORT).replace(f" năm {year}", "", 1)
        text = _IN_FULL.format(year=year, whose=whose)
    return _with_stage(text, facts, language)


def of_unit(facts: UnitFacts, language: Language) -> str:
    """Return what the report of a unit is about: Kết quả Chỉ số cải cách hành chính năm 2019 của tỉnh Lạng Sơn."""
    unit = _with_kind(facts.unit) if language == "vi" else named(facts.unit.name, language)
    text = OF_UNIT.to(language, year=facts.of.info.year, unit=unit)
    return _with_stage(text, facts.of, language)


def _with_kind(unit: Unit) -> str:
    """Return the Vietnamese name with what the unit is before it, unless the name says so itself."""
    kind, name = _KINDS.get(unit.kind, ""), unit.name.vi
    says_itself = not kind or name.lower().startswith((kind, "tp"))
    return name if says_itself else f"{kind} {name}"
