"""``survey read|backcheck|release``: from what the field sent to sealed microdata."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parindex.cli.commands import Screen, command
from parindex.cli.failures import Stop, refuse_existing
from parindex.cli.phrases import responses
from parindex.cli.surveys import commands

if TYPE_CHECKING:
    from parindex.survey.model import Survey
    from parindex.survey.responses.exports import Export
    from parindex.survey.responses.folder import FieldworkFolder
    from parindex.survey.responses.settings import ResponseSettings

FieldworkArgument = Annotated[Path, typer.Argument(metavar="FIELDWORK", help="fieldwork")]


@command(commands, "read")
def read(
    screen: Screen,
    sources: Annotated[list[Path], typer.Argument(metavar="SOURCE", help="read.sources")],
    survey: Annotated[Path, typer.Option("--survey", metavar="SURVEY", help="read.survey")],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="read.out")],
    settings: Annotated[
        Path | None, typer.Option("--settings", metavar="FILE.yaml", help="read.settings")
    ] = None,
    sample: Annotated[Path | None, typer.Option("--sample", metavar="FILE", help="read.sample")] = None,
    design: Annotated[
        Path | None, typer.Option("--design", metavar="DESIGN.yaml", help="read.design")
    ] = None,
    decisions: Annotated[
        Path | None, typer.Option("--decisions", metavar="FILE.csv", help="read.decisions")
    ] = None,
) -> None:
    """Read exports, check them, and write the folder in which people decide."""
    from parindex.cli.fieldwork import read_data, show_read
    from parindex.survey.responses.checks.run import check
    from parindex.survey.responses.decisions import read_decisions
    from parindex.survey.responses.folder import files_of, write
    from parindex.survey.responses.read import read as assembled
    from parindex.survey.tables import read_table

    refuse_existing(out)
    about, how = _survey(survey), _settings(settings, design)
    exports = _exports(screen, sources)
    with screen.working():
        drawn = None if sample is None else read_table(sample)
        found = assembled(exports, about, how, drawn, sample_file=str(sample or ""))
        checked = check(found, about, how)
        taken = read_decisions(decisions) if decisions else {}
        files = files_of(found, checked, about, how, sample=drawn, taken=taken, language=screen.language)
        write(files, out)
    if screen.is_json:
        screen.json(read_data(found, checked, about, out))
    else:
        show_read(screen, found, checked, about, out)


def _survey(path: Path) -> Survey:
    """Return what ``survey.yaml`` says; stop with everything that is wrong with it."""
    from parindex.documents import parse_model, read_document
    from parindex.problems import Invalid
    from parindex.survey.check import problems_of
    from parindex.survey.folder import SURVEY
    from parindex.survey.model import Survey

    document = read_document(path / SURVEY if path.is_dir() else path)
    survey = parse_model(Survey, document)
    problems = problems_of(survey, document)
    if problems:
        raise Invalid(problems)
    return survey


def _settings(path: Path | None, design: Path | None) -> ResponseSettings:
    """Return the settings, with the rule of replacement of a design where one is given."""
    from parindex.cli.survey_design import read_design
    from parindex.survey.responses.settings import DEFAULT, read_settings

    settings = DEFAULT if path is None else read_settings(path)
    return settings if design is None else settings.with_rule(read_design(design).replacement)


def _exports(screen: Screen, sources: list[Path]) -> list[Export]:
    """Return all exports; stop with the problems of all of them at once."""
    from parindex.problems import each_of
    from parindex.survey.responses.exports import read_export

    return each_of(screen.each(sources, responses.READING), read_export)


@command(commands, "backcheck")
def backcheck(
    screen: Screen,
    folder: FieldworkArgument,
    share: Annotated[
        float, typer.Option("--share", metavar="SHARE", min=0.001, max=1, help="backcheck.share")
    ] = 0.1,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="synthetic.seed")] = 0,
    out: Annotated[Path | None, typer.Option("--out", metavar="FOLDER", help="backcheck.out")] = None,
    against: Annotated[
        list[Path] | None, typer.Option("--against", metavar="SOURCE", help="backcheck.against")
    ] = None,
) -> None:
    """Draw whom to interview again, or compare the second interviews with the first."""
    from parindex.survey.responses.folder import open_folder

    if (out is None) == (not against):
        raise Stop(responses.OUT_OR_AGAINST, "usage")
    refuse_existing(out)
    work = open_folder(folder)
    if out is not None:
        _draw(screen, work, share, seed, out)
    else:
        _compare(screen, work, against or [])


def _draw(screen: Screen, work: FieldworkFolder, share: float, seed: int, out: Path) -> None:
    from parindex.files import json_bytes
    from parindex.survey.responses.backcheck import draw
    from parindex.survey.responses.columns import cluster_of
    from parindex.survey.responses.folder import csv_for_people, write

    listed, record = draw(work.people, share, seed, cluster_of(work.survey, work.settings))
    write({"list.csv": csv_for_people(listed), "record.json": json_bytes(record)}, out)
    if screen.is_json:
        screen.json(record)
    else:
        screen.say(
            responses.BACKCHECK_DRAWN, "green", drawn=record["drawn"], responses=record["responses"], seed=seed,
            folder=out,
        )  # fmt: skip


def _compare(screen: Screen, work: FieldworkFolder, sources: list[Path]) -> None:
    from parindex.cli.fieldwork import compared_data, show_compared
    from parindex.survey.responses.backcheck import compare
    from parindex.survey.responses.read import read as assembled

    exports = _exports(screen, sources)
    with screen.working():
        second = assembled(exports, work.survey, work.settings, whole=False)
        found = compare(work.people, second.people, work.survey)
    if screen.is_json:
        screen.json(compared_data(found))
    else:
        show_compared(screen, found, work.survey)


@command(commands, "release")
def release(
    screen: Screen,
    folder: FieldworkArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="release.out")],
    decisions: Annotated[
        Path | None, typer.Option("--decisions", metavar="FILE.csv", help="release.decisions")
    ] = None,
    weights: Annotated[
        Path | None, typer.Option("--weights", metavar="FILE.yaml", help="release.weights")
    ] = None,
    margins: Annotated[
        Path | None, typer.Option("--margins", metavar="FILE.csv", help="weight.margins")
    ] = None,
    public: Annotated[
        Path | None, typer.Option("--public-use", metavar="FOLDER", help="release.public")
    ] = None,
) -> None:
    """Seal the responses that count, without who they are from."""
    from parindex.cli.fieldwork import release_data, show_release
    from parindex.files import write_folder
    from parindex.survey.responses.decisions import read_decisions
    from parindex.survey.responses.folder import DECIDE, open_folder
    from parindex.survey.responses.public_use import public_use
    from parindex.survey.responses.release import Weighing
    from parindex.survey.responses.release import release as made_of
    from parindex.survey.weights.model import read_margins, read_settings

    for path in filter(None, (out, public)):
        refuse_existing(path)
    with screen.working():
        work = open_folder(folder)
        population = read_margins(margins) if margins else None
        weighing = Weighing(read_settings(weights), population) if weights else None
        made = made_of(work, read_decisions(decisions or folder / DECIDE), weighing)
        shared = None if public is None else public_use(made, work.survey, work.settings)
        write_folder(out, made.files)
        if public is not None and shared is not None:
            write_folder(public, shared.files)
    if screen.is_json:
        screen.json(release_data(made, out, shared, public))
    else:
        show_release(screen, made, out, shared, public, work)
