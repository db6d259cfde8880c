"""What a result is, before any number: kind, where the data come from, what lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parindex.cli.output import Screen, joined
from parindex.cli.phrases import sentences, words
from parindex.rounds.model import STAGE_NAMES

if TYPE_CHECKING:
    from parindex.cli.find import Opened
    from parindex.rounds.model import RoundInfo
    from parindex.scoring import Results

MOST_NAMED = 10
"""Units named one by one in a list of what lacks."""


def show_headline(screen: Screen, opened: Opened) -> None:
    """Say what a round is, whose figures these are, and what is missing from them."""
    results = opened.results
    info, framework = results.round.info, results.framework
    screen.line(info.title.to(screen.language), "bold")
    stage = STAGE_NAMES[results.scores.stage].to(screen.language)
    of_framework = screen.text(words.BY_FRAMEWORK, code=framework.code, version=framework.version)
    parts = [info.code, of_framework]
    if info.kind == "recomputable":
        parts.append(screen.text(words.UP_TO_STAGE, stage=stage))
    screen.line(joined(parts), "dim")
    if opened.digest:
        screen.line(screen.text(words.SEALED, digest=opened.digest), "dim")
    _show_data(screen, info)
    screen.say(sentences.KINDS[info.kind])
    if framework.is_illustrative:
        screen.say(sentences.ILLUSTRATIVE, "yellow")
    show_missing(screen, results)


def _show_data(screen: Screen, info: RoundInfo) -> None:
    """Say whose figures these are; synthetic ones so that nobody can miss it."""
    style = "bold black on yellow" if info.data_status == "training" else ""
    screen.say(sentences.DATA[info.data_status], style)
    for source in info.sources:
        link = f" {source.link}" if source.link else ""
        screen.line(f"  {source.document.to(screen.language)}{link}", "dim")


def show_missing(screen: Screen, results: Results) -> None:
    """Say that a result is provisional, and which units lack what; or that the table is incomplete."""
    if not results.is_complete:
        known = sum(unit.index is not None for unit in results.units)
        screen.say(sentences.INCOMPLETE, "yellow", known=known, all=len(results.units))
    missing = missing_by_unit(results)
    if not missing:
        return
    cells = sum(len(leaves) for leaves in missing.values())
    screen.say(sentences.PROVISIONAL, "bold yellow", units=len(missing), cells=cells)
    for code, leaves in list(missing.items())[:MOST_NAMED]:
        name = results.by_code[code].unit.name.to(screen.language)
        screen.line(f"  {name} ({len(leaves)}): {', '.join(leaves)}", "dim")
    if len(missing) > MOST_NAMED:
        screen.say(sentences.MORE_MISSING, "dim", units=len(missing) - MOST_NAMED)
    undefined = int(results.scores.undefined.sum())
    if undefined:
        screen.say(sentences.UNDEFINED, "yellow", cells=undefined)


def missing_by_unit(results: Results) -> dict[str, tuple[str, ...]]:
    """Return the leaves not yet scored of each unit that has any."""
    found = {unit.unit.code: results.missing(row) for row, unit in enumerate(results.units)}
    return {code: leaves for code, leaves in found.items() if leaves}
