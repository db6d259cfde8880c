"""``report``: official reports as files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from parindex.cli.commands import ResultArgument, Screen, StageOption, command, root
from parindex.cli.failures import Stop, refuse_existing
from parindex.cli.phrases import reports
from parindex.language import Text

if TYPE_CHECKING:
    from parindex.reporting.reports.produce import Format, Kind, Wanted
    from parindex.reporting.reports.setting import Setting
    from parindex.scoring import Results


@command(root, "report")
def report(
    screen: Screen,
    result: ResultArgument,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="reports.out")],
    kind: Annotated[
        Literal["unit", "results", "press", "infographic"] | None,
        typer.Option("--kind", metavar="KIND", help="reports.kind"),
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="UNIT", help="unit")] = None,
    all_units: Annotated[bool, typer.Option("--all", metavar="", help="reports.all")] = False,
    formats: Annotated[str, typer.Option("--format", metavar="FORMATS", help="reports.format")] = "pdf",
    letterhead: Annotated[
        Path | None, typer.Option("--letterhead", metavar="YAML", help="reports.letterhead")
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", metavar="", help="reports.preview")] = False,
    stage: StageOption = None,
) -> None:
    """Write reports of a round or snapshot into a new folder."""
    from parindex.cli.find import opened

    chosen = _kind(kind, unit, all_units)
    wanted_formats = _formats(chosen, formats)
    refuse_existing(out)
    with screen.working():
        setting = _setting(letterhead, preview)
        results = opened(result, stage).results
    wanted = _wanted(screen, results, chosen, wanted_formats, unit)
    files = _made(screen, results, wanted, setting)
    _write(screen, out, files)


def _kind(kind: Kind | None, unit: str | None, all_units: bool) -> Kind:
    """Return which kind is meant; stop where options do not go together."""
    of_units = unit is not None or all_units
    if kind not in {None, "unit"} and of_units:
        raise Stop(reports.NO_UNIT, "usage")
    if (unit is not None and all_units) or (kind == "unit" and not of_units):
        raise Stop(reports.NEEDS_UNIT, "usage")
    return kind or ("unit" if of_units else "results")


def _formats(kind: Kind, text: str) -> tuple[Format, ...]:
    from parindex.reporting.reports.produce import FORMATS

    wanted = [name.strip().lower() for name in text.split(",") if name.strip()]
    for name in wanted or [text]:
        if name not in FORMATS[kind]:
            among = ", ".join(FORMATS[kind])
            text_of_problem = Text(
                vi=reports.FORMATS.vi.format(kind=kind, format=name, among=among),
                en=reports.FORMATS.en.format(kind=kind, format=name, among=among),
            )
            raise Stop(text_of_problem, "usage")
    return tuple(each for each in FORMATS[kind] if each in wanted)


def _setting(letterhead: Path | None, preview: bool) -> Setting:
    from parindex.reporting.office.letterhead import Letterhead, read_letterhead
    from parindex.reporting.reports.setting import Setting

    return Setting(Letterhead() if letterhead is None else read_letterhead(letterhead), preview)


def _wanted(
    screen: Screen, results: Results, kind: Kind, formats: tuple[Format, ...], unit: str | None
) -> list[Wanted]:
    from parindex.cli.find import unit_in
    from parindex.reporting.reports.produce import Wanted

    if kind != "unit":
        return [Wanted(kind, formats, screen.language)]
    codes = (
        [each.unit.code for each in results.units] if unit is None else [unit_in(results.round, unit).code]
    )
    return [Wanted(kind, formats, screen.language, code) for code in codes]


def _made(screen: Screen, results: Results, wanted: list[Wanted], setting: Setting) -> dict[str, bytes]:
    """Return all files, on every processor, with a bar for a person who waits."""
    from parindex.reporting.reports.produce import produce_all

    files: dict[str, bytes] = {}
    finished = produce_all(results, wanted, setting, os.cpu_count() or 1)
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
