"""The press sheet: the result in plain sentences made from the numbers, on a page or two."""

from __future__ import annotations

from parindex.language import Language
from parindex.reporting.facts.of_round import RoundFacts
from parindex.reporting.office.blocks import Section
from parindex.reporting.office.document import OfficialDocument
from parindex.reporting.reports import words
from parindex.reporting.reports.round_tables import RoundTables
from parindex.reporting.reports.setting import Setting, caveats, findings, sources
from parindex.reporting.reports.titles import title_of

_TOP = 10


def press_sheet(facts: RoundFacts, language: Language, setting: Setting) -> OfficialDocument:
    """Return the press sheet of a round in one language."""
    top = RoundTables(facts, language).first(_TOP)
    blocks = (
        *caveats(facts, language),
        *findings(facts, language),
        *([top] if top.rows else []),
        *sources(facts, language),
    )
    symbol = words.SYMBOLS["press"]
    sections = (Section(blocks),)
    return setting.document(facts, language, words.PRESS, title_of(facts, language), sections, symbol=symbol)
