"""What charts of results have in common: who is shown, what must be said below, where the figures come from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from parindex.documents import Unfit
from parindex.language import Language, Text
from parindex.reporting.charts import phrases
from parindex.reporting.charts.chart import harmless
from parindex.reporting.charts.colours import colour
from parindex.scoring import Results, UnitResult


def known_units(results: Results) -> list[UnitResult]:
    """Return the units with an index or a rank, by rank.

    Raises
    ------
    Unfit
        There are none.
    """
    known = list(results.told)
    if not known:
        code = results.round.info.code
        raise Unfit(
            f"Đợt {code} chưa có kết quả của đơn vị nào nên không vẽ được.",
            f"The round {code} has no result of any unit, so there is nothing to draw.",
        )
    return known


def notes_of(results: Results, language: Language) -> tuple[str, ...]:
    """Return what must be said below every chart of a round."""
    return (phrases.PROVISIONAL.to(language),) if results.is_provisional else ()


def notes_of_unit(found: UnitResult, language: Language) -> tuple[str, ...]:
    """Return what must be said below a chart of one unit."""
    return (phrases.PROVISIONAL.to(language),) if found.status == "provisional" else ()


def break_notes(breaks: Sequence[Text], language: Language) -> tuple[str, ...]:
    """Return what must be said below a chart of changes on a round that was measured differently."""
    if not breaks:
        return ()
    reasons = " ".join(reason.to(language) for reason in breaks)
    return (said(phrases.MEASURED_DIFFERENTLY, language, reasons=reasons),)


def source_of(results: Results, language: Language) -> str:
    """Return where the figures of a round come from: its title, and the documents that it was read in."""
    documents = "; ".join(each.document.to(language) for each in results.round.info.sources)
    title = results.round.title(language)
    return f"{title} ({documents})" if documents else title


def said(text: Text, language: Language, **values: object) -> str:
    """Return a phrase with its gaps filled; what fills them is harmless."""
    return text.to(language, **{name: harmless(str(value)) for name, value in values.items()})


def code_of(name: str) -> str:
    """Return a code of units or nodes as a part of a file's name: ``tuyen-quang@2025`` → ``tuyen-quang-2025``."""
    return re.sub(r"[^a-z0-9-]+", "-", name.lower())


def ink_of(change: Fraction | int | None) -> str:
    """Return the colour of a change: up, down, or neither."""
    if not change:
        return colour("muted")
    return colour("up" if change > 0 else "down")


def unit_in(results: Results, code: str) -> UnitResult:
    """Return the result of a unit.

    Raises
    ------
    Unfit
        The round has no such unit.
    """
    if code not in results.by_code:
        round_ = results.round.info.code
        raise Unfit(f"Đợt {round_} không có đơn vị “{code}”.", f'The round {round_} has no unit "{code}".')
    return results.by_code[code]
