"""``report``: official reports as files."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from parindex.cli.commands import ResultArgument, Screen, StageOption, command, root
from parindex.cli.failures import Exit, Stop, refuse_existing
from parindex.cli.phrases import reports
from parindex.language import LANGUAGES, Language

if TYPE_CHECKING:
    from parindex.reporting.facts import RoundFacts
    from parindex.reporting.reports.setting import Setting
    from parindex.reporting.reports.wanted import Format, Kind, Wanted
    from parindex.scoring import Results

Word = TypeVar("Word", bound=str)


@command(root, "report")
def report(
    screen: Screen,
    result: ResultArgument,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="reports.out")],
    kind: Annotated[str | None, typer.Option("--kind", metavar="KINDS", help="reports.kind")] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="UNIT", help="unit")] = None,
    all_units: Annotated[bool, typer.Option("--all", metavar="", help="reports.all")] = False,
    formats: Annotated[str, typer.Option("--format", metavar="FORMATS", help="reports.format")] = "pdf",
    languages: Annotated[
        str | None, typer.Option("--in", metavar="LANGUAGES", help="reports.languages")
    ] = None,
    letterhead: Annotated[
        Path | None, typer.Option("--letterhead", metavar="YAML", help="reports.letterhead")
    ] = None,
    site: Annotated[Path | None, typer.Option("--site", metavar="FILE", help="reports.site")] = None,
    preview: Annotated[bool, typer.Option("--preview", metavar="", help="reports.preview")] = False,
    stage: StageOption = None,
) -> None:
    """Write reports of a round or snapshot into a new folder."""
    from parindex.cli.find import opened

    order = _order(kind, unit, all_units, formats, languages or screen.language)
    refuse_existing(out)
    with screen.working():
        setting = _setting(letterhead, preview)
        facts = _facts(opened(result, stage).results, site)
    files = _made(screen, facts, _wanted(facts, order, unit), setting)
    _write(screen, out, files)


@dataclass(frozen=True)
class _Order:
    """Which kinds are wanted, each in which formats, and in which languages."""

    kinds: dict[Kind, tuple[Format, ...]]
    languages: tuple[Language, ...]


def _order(kind: str | None, unit: str | None, all_units: bool, formats: str, languages: str) -> _Order:
    """Return what is wanted; stop where options do not go together."""
    from parindex.reporting.reports.wanted import FORMATS

    of_units = unit is not None or all_units
    kinds = _listed("--kind", kind or ("unit" if of_units else "results"), tuple(FORMATS))
    if "unit" not in kinds and of_units:
        raise Stop(reports.NO_UNIT, "usage")
    if (unit is not None and all_units) or ("unit" in kinds and not of_units):
        raise Stop(reports.NEEDS_UNIT, "usage")
    chosen = _listed("--format", formats, tuple(dict.fromkeys(each for k in kinds for each in FORMATS[k])))
    return _Order(
        {k: tuple(each for each in FORMATS[k] if each in chosen) for k in kinds},
        _listed("--in", languages, LANGUAGES),
    )


def _listed(option: str, text: str, among: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words of a list with commas, in the order of those that there are; stop at another one."""
    words = [word.strip().lower() for word in text.split(",") if word.strip()]
    for word in words or [text]:
        if word not in among:
            raise Stop(reports.NOT_AMONG.filled(option=option, word=word, among=", ".join(among)), "usage")
    return tuple(each for each in among if each in words)


def _setting(letterhead: Path | None, preview: bool) -> Setting:
    from parindex.reporting.office.letterhead import Letterhead, read_letterhead
    from parindex.reporting.reports.setting import Setting

    return Setting(Letterhead() if letterhead is None else read_letterhead(letterhead), preview)


def _facts(results: Results, site: Path | None) -> RoundFacts:
    """Return what is to say of the round, with the breaks that are declared where the site names its programmes."""
    from parindex import shipped
    from parindex.programme import breaks_before, programmes_of
    from parindex.reporting.facts import RoundFacts

    programme = programmes_of(site or shipped.site()).programme(results.framework.programme)
    return RoundFacts(results, breaks_before(programme, results.round))


def _wanted(facts: RoundFacts, order: _Order, unit: str | None) -> list[Wanted]:
    from parindex.reporting.reports.wanted import Wanted

    told = [each.unit.code for each in facts.results.told]
    units = told if unit is None else [_told(facts, unit)]
    return [
        Wanted(kind, formats, language, code, facts.stage)
        for language in order.languages
        for kind, formats in order.kinds.items()
        for code in (units if kind == "unit" else [""])
        if formats
    ]


def _told(facts: RoundFacts, name: str) -> str:
    """Return the code of a unit; stop where nothing is known of it, for its report would be a page of dashes."""
    from parindex.cli.find import unit_in
    from parindex.reporting.facts import UnitFacts

    unit = unit_in(facts.results.round, name)
    if not UnitFacts(facts, unit.code).is_told:
        text = reports.NOTHING_TOLD.filled(unit=unit.name, round=facts.info.code)
        raise Stop(text, "nothing-told", Exit.PROBLEMS)
    return unit.code


def _made(screen: Screen, facts: RoundFacts, wanted: list[Wanted], setting: Setting) -> dict[str, bytes]:
    """Return all files, on every processor, with a bar for a person who waits."""
    from parindex.reporting.reports.produce import produce_all

    files: dict[str, bytes] = {}
    finished = produce_all(facts, wanted, setting, os.cpu_count() or 1)
    for _, made in zip(screen.each(wanted, reports.MAKING), finished, strict=True):
        files |= made
    return files


def _write(screen: Screen, out: Path, files: dict[str, bytes]) -> None:
    from parindex.files import sha256, write_folder

    write_folder(out, files)
    if screen.is_json:
        listed = [
            {"file": str(out / name), "bytes": len(content), "sha256": sha256(content)}
            for name, content in files.items()
        ]
        screen.json({"files": listed})
    else:
        screen.say(reports.WRITTEN, "green", count=len(files), folder=out)
