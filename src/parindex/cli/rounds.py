"""``round check|describe|new|workbook|read``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from parindex.cli.commands import Screen, command, family
from parindex.cli.failures import Stop, refuse_existing
from parindex.cli.frameworks import check_each
from parindex.cli.phrases import sentences, words

if TYPE_CHECKING:
    from parindex.rounds import RoundData, Stage

commands = family()


@command(commands, "check")
def check(
    screen: Screen,
    folders: Annotated[list[str], typer.Argument(metavar="ROUND", help="round.folders")],
) -> int:
    """List everything that is wrong with round folders."""
    from parindex import shipped
    from parindex.cli.find import round_folder
    from parindex.rounds import check as checked
    from parindex.scoring.unexplained import unexplained_problems

    frameworks, also = [shipped.frameworks_folder()], [unexplained_problems]
    return check_each(screen, folders, lambda folder: checked(round_folder(folder), frameworks, also))


@command(commands, "describe")
def describe(screen: Screen, folder: Annotated[str, typer.Argument(metavar="ROUND", help="round")]) -> None:
    """Write the description of a round folder anew, after tables came or went."""
    from parindex.cli.find import round_folder
    from parindex.documents import parse_model, read_document
    from parindex.rounds.model import RoundInfo
    from parindex.rounds.package import PACKAGE
    from parindex.rounds.write import write_tables

    place = round_folder(folder)
    if not Path(folder).is_dir():
        raise Stop(sentences.COPY_FIRST, "usage")
    write_tables(place, parse_model(RoundInfo, read_document(place / "round.yaml")))
    if screen.is_json:
        screen.json({"out": str(place / PACKAGE)})
    else:
        screen.say(sentences.WRITTEN, "green", file=place / PACKAGE)


@command(commands, "new")
def new(
    screen: Screen,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="new.folder")],
    framework: Annotated[str, typer.Option("--framework", metavar="FILE", help="new.framework")],
    year: Annotated[int, typer.Option("--year", metavar="YEAR", min=1900, max=2200, help="new.year")],
    previous: Annotated[str | None, typer.Option("--previous", metavar="ROUND", help="new.previous")] = None,
    units: Annotated[str | None, typer.Option("--units", metavar="LIST", help="new.units")] = None,
) -> None:
    """Make the folder of a new round, its units and past taken from the round before."""
    from parindex.cli.find import framework_file, opened, units_file
    from parindex.cli.skeleton import next_steps, skeleton
    from parindex.files import write_folder
    from parindex.framework import load

    refuse_existing(folder)
    with screen.working():
        before = None if previous is None else opened(previous).results
        listed = None if units is None else units_file(units)
        file = framework_file(framework)
        criteria = load(file)
        files = skeleton(folder.resolve().name, criteria, file.read_bytes(), year, before, listed)
    write_folder(folder, files)
    if screen.is_json:
        screen.json({"folder": str(folder), "files": sorted(files)})
        return
    screen.say(sentences.WRITTEN, "green", file=folder)
    for text in next_steps(criteria, year, before, listed):
        screen.say(text, "dim", folder=folder)


@command(commands, "workbook")
def workbook(
    screen: Screen,
    round_: Annotated[str, typer.Argument(metavar="ROUND", help="round")],
    stage: Annotated[
        Literal["self", "appraisal_1", "appraisal_2", "council"],
        typer.Option("--stage", metavar="STAGE", help="workbook.stage"),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="workbook.out")],
    unit: Annotated[str | None, typer.Option("--unit", metavar="UNIT", help="unit")] = None,
    all_units: Annotated[bool, typer.Option("--all", metavar="", help="workbook.all")] = False,
) -> None:
    """Write the Excel workbook in which a unit is scored, or those of all units."""
    from parindex.cli.find import read_round, unit_in

    if (unit is None) != all_units:
        raise Stop(sentences.UNIT_OR_ALL, "usage")
    data = read_round(round_)
    codes = [each.code for each in data.units] if unit is None else [unit_in(data, unit).code]
    paths = [out / f"{code}.xlsx" for code in codes]
    for path in paths:
        refuse_existing(path)
    for path in screen.each(paths, words.WRITING):
        _write_workbook(screen, data, path, stage)
    if screen.is_json:
        screen.json({"files": [str(path) for path in paths]})
    else:
        screen.say(sentences.WORKBOOKS, "green", count=len(paths), folder=out)


def _write_workbook(screen: Screen, data: RoundData, path: Path, stage: Stage) -> None:
    from parindex.rounds.workbook import write_workbook
    from parindex.scoring.workbook import points_by_rule

    points = points_by_rule(data, path.stem, stage)
    write_workbook(data, path.stem, stage, path, screen.language, points=points)


@command(commands, "read")
def read(
    screen: Screen,
    file: Annotated[Path, typer.Argument(metavar="WORKBOOK", help="read.file")],
    round_: Annotated[str, typer.Option("--round", metavar="ROUND", help="round")],
    accept: Annotated[bool, typer.Option("--accept", metavar="", help="read.accept")] = False,
) -> None:
    """Read a workbook, show every difference, and write it into the round if that is accepted."""
    from parindex.cli import intake
    from parindex.cli.find import read_round, round_folder

    if accept and not Path(round_).is_dir():
        raise Stop(sentences.COPY_FIRST, "usage")
    with screen.working():
        found = intake.taken(read_round(round_), file)
    if accept:
        intake.refuse_unexplained(found)
        intake.write_changes(found, round_folder(round_))
    if screen.is_json:
        screen.json(intake.intake_data(screen, found, accepted=accept))
    else:
        intake.show_intake(screen, found, accepted=accept)
