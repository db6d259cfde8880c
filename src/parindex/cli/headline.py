"""What a result is, before any number: kind, where the data come from, what lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parindex.cli.output import Screen, joined
from parindex.cli.phrases import sentences, words
from parindex.language import Text
from parindex.reporting.numbers import units_of_all
from parindex.rounds.model import STAGE_NAMES
from parindex.rounds.status import STATUS_SENTENCES

if TYPE_CHECKING:
    from parindex.cli.find import Opened
    from parindex.rounds.model import DataStatus, RoundInfo
    from parindex.scoring import Results

MOST_NAMED = 10
"""Units, and leaves of a unit, that are named one by one in a list of what lacks."""


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


def show_title(screen: Screen, *results: Results, unit: str = "") -> None:
    """Say which unit and rounds something is about, and that figures are synthetic if they are."""
    for one in results:
        name = one.by_code[unit].unit.name.to(screen.language) if unit else ""
        screen.line(joined([name, one.round.title(screen.language)]), "bold")
    if any(one.round.is_synthetic for one in results):
        _show_status(screen, "training")


def _show_status(screen: Screen, status: DataStatus) -> None:
    """Say whose figures these are; synthetic ones so that nobody can miss it."""
    text = screen.text(STATUS_SENTENCES[status])
    if status == "training":
        screen.line(f" {text} ", "bold black on yellow")
    else:
        screen.line(text)


def _show_data(screen: Screen, info: RoundInfo) -> None:
    _show_status(screen, info.data_status)
    for source in info.sources:
        link = f" {source.link}" if source.link else ""
        screen.line(f"  {source.document.to(screen.language)}{link}", "dim")


def first_level(results: Results) -> Text:
    """Return what the framework calls its uppermost nodes, as a heading."""
    name = results.framework.levels[0].title
    return Text(vi=name.vi[0].upper() + name.vi[1:], en=name.en[0].upper() + name.en[1:])


def show_missing(screen: Screen, results: Results) -> None:
    """Say that a result is provisional, and which units lack what; or that the table is incomplete."""
    if not results.is_complete:
        known = sum(unit.index is not None for unit in results.units)
        units = units_of_all(known, results.units_in_all, screen.language)
        screen.say(sentences.INCOMPLETE, "yellow", units=units)
    missing = missing_by_unit(results)
    if not missing:
        return
    cells = sum(len(leaves) for leaves in missing.values())
    screen.say(sentences.PROVISIONAL, "bold yellow", units=len(missing), cells=cells)
    for code, leaves in list(missing.items())[:MOST_NAMED]:
        screen.line(
            f"  {results.by_code[code].unit.name.to(screen.language)}: {_listed(screen, leaves)}", "dim"
        )
    if len(missing) > MOST_NAMED:
        screen.add(sentences.MORE_MISSING, units=len(missing) - MOST_NAMED)
    undefined = int(results.scores.undefined.sum())
    if undefined:
        screen.say(sentences.UNDEFINED, "yellow", cells=undefined)


def _listed(screen: Screen, leaves: tuple[str, ...]) -> str:
    """Return codes of leaves, or how many there are where they are too many to read."""
    if len(leaves) > MOST_NAMED:
        return screen.text(words.LEAVES_MISSING, leaves=len(leaves))
    return ", ".join(leaves)


def missing_by_unit(results: Results) -> dict[str, tuple[str, ...]]:
    """Return the leaves not yet scored of each unit that has any."""
    found = {unit.unit.code: results.missing(row) for row, unit in enumerate(results.units)}
    return {code: leaves for code, leaves in found.items() if leaves}
