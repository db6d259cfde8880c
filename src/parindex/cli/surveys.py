"""``survey synthetic|check|totals|estimate|index|ranks|series``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from parindex.cli.commands import Screen, command, family
from parindex.cli.failures import Stop, refuse_existing
from parindex.cli.frameworks import show_checks
from parindex.cli.phrases import responses, sentences, words
from parindex.cli.phrases import surveys as said

if TYPE_CHECKING:
    import polars

    from parindex.problems import Problem
    from parindex.survey.folder import Opened
    from parindex.survey.publication import Publication
    from parindex.survey.totals.engines import Engine
    from parindex.survey.totals.plan import More
    from parindex.survey.totals.slabs import PsuSlabs

commands = family()

SurveyArgument = Annotated[Path, typer.Argument(metavar="SURVEY", help="survey")]
ByOption = Annotated[list[str] | None, typer.Option("--by", metavar="GROUPING", help="survey.by")]
DesignOption = Annotated[str | None, typer.Option("--design", metavar="DESIGN", help="survey.design")]
LonelyOption = Annotated[
    Literal["fail", "adjust", "average", "certainty", "remove"] | None,
    typer.Option("--lonely", metavar="HOW", help="survey.lonely"),
]
LevelOption = Annotated[
    float, typer.Option("--level", metavar="SHARE", min=0.5, max=0.999, help="survey.level")
]
TableOption = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="analysis.out")]
SlabsOption = Annotated[Path | None, typer.Option("--totals", metavar="FILE", help="survey.slabs")]
MasterOption = Annotated[str | None, typer.Option("--master", metavar="ADDRESS", help="survey.master")]
PackedOption = Annotated[Path | None, typer.Option("--packed", metavar="DIR", help="survey.packed")]
EngineOption = Annotated[
    Literal["arrow", "duckdb", "spark"] | None,
    typer.Option("--engine", metavar="ENGINE", help="survey.engine"),
]


@command(commands, "synthetic")
def synthetic(
    screen: Screen,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="synthetic.folder")],
    kind: Annotated[
        Literal["citizens", "leaders", "portal", "frame", "fieldwork"],
        typer.Option("--kind", metavar="WHO", help="synthetic.kind"),
    ] = "citizens",
    people: Annotated[int, typer.Option("--people", metavar="N", min=1000, help="synthetic.people")] = 36_525,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="synthetic.seed")] = 2025,
) -> None:
    """Write a made-up survey of 63 provinces, labelled as such."""
    from parindex import shipped
    from parindex.rounds.read import read
    from parindex.rounds.status import STATUS_SENTENCES
    from parindex.survey import synthetic as citizens
    from parindex.survey import synthetic_leaders as leaders
    from parindex.survey import synthetic_portal as portal
    from parindex.survey.design.synthetic_frame import write as write_frame
    from parindex.survey.synthetic_fieldwork import write as write_fieldwork

    refuse_existing(folder)
    with screen.working():
        training = read(shipped.rounds()["training-provinces-2025"], [shipped.frameworks_folder()])
        provinces = {unit.code: unit.name for unit in training.units}
        if kind == "frame":
            people = answered = write_frame(tuple(provinces), folder, seed=seed)
        elif kind == "leaders":
            people = len(provinces) * leaders.ASKED
            answered = leaders.write(provinces, folder, seed=seed)
        elif kind == "portal":
            answered = portal.write(provinces, folder, transactions=people, seed=seed)
        elif kind == "fieldwork":
            people = answered = len(write_fieldwork(folder, seed=seed).sample)
        else:
            answered = citizens.write(provinces, folder, people=people, seed=seed)
    if screen.is_json:
        screen.json({"folder": str(folder), "drawn": people, "answered": answered})
    else:
        screen.say(STATUS_SENTENCES["training"], "bold yellow")
        made = {
            "frame": said.FRAME_MADE,
            "fieldwork": responses.FIELDWORK_MADE,
            "portal": said.PORTAL_MADE,
        }
        text = made.get(kind, said.SURVEY_MADE)
        screen.say(text, "green", folder=folder, drawn=people, people=people, answered=answered)


@command(commands, "check")
def check(
    screen: Screen,
    folders: Annotated[list[Path], typer.Argument(metavar="SURVEY", help="survey")],
) -> int:
    """List everything that is wrong with survey folders."""
    from parindex.survey.folder import check as checked

    found: dict[str, list[Problem]] = {}
    for folder in screen.each(folders, words.CHECKING):
        found[str(folder)] = checked(folder)
    return show_checks(screen, found)


@command(commands, "totals")
def totals(
    screen: Screen,
    sources: Annotated[list[Path], typer.Argument(metavar="SURVEY_OR_TOTALS", help="totals.sources")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE.parquet", help="totals.out")],
    by: ByOption = None,
    design: DesignOption = None,
    quantum: Annotated[float | None, typer.Option("--quantum", metavar="STEP", help="totals.quantum")] = None,
    engine: EngineOption = None,
    master: MasterOption = None,
    packed: PackedOption = None,
) -> None:
    """Write the totals of a survey by PSU, or add up the totals of its parts."""
    from parindex.survey.totals.merge import merge
    from parindex.survey.totals.store import read_slabs, write_slabs

    refuse_existing(out)
    with screen.working():
        parts = [
            scanned(*crossed(opened_survey(source), by), design, quantum, engine_of(engine, master, packed))
            if source.is_dir()
            else read_slabs(source)
            for source in sources
        ]
        slabs = merge(parts)
        write_slabs(slabs, out)
    cells = {code: len(slab.psu) for code, slab in slabs.slabs.items()}
    if screen.is_json:
        screen.json({"file": str(out), "psus": len(slabs.psus), "quantum": slabs.quantum, "cells": cells})
    else:
        screen.say(said.TOTALS_WRITTEN, "green", file=out, psus=len(slabs.psus), cells=sum(cells.values()))


@command(commands, "index")
def index(
    screen: Screen,
    folder: SurveyArgument,
    preset: Annotated[str | None, typer.Option("--preset", metavar="NAME", help="index.preset")] = None,
    into: Annotated[Path | None, typer.Option("--into", metavar="ROUND", help="index.into")] = None,
    design: DesignOption = None,
    lonely: LonelyOption = None,
    out: TableOption = None,
) -> None:
    """Estimate the index and its factors for every unit; write them into a round."""
    from parindex.cli.survey_index import as_preset, feed_round, index_data, index_frame, show_index
    from parindex.survey.estimation.estimate import estimate as estimated

    refuse_existing(out)
    with screen.working():
        opened = opened_survey(folder)
        survey = opened.survey if preset is None else as_preset(opened.survey, preset)
        opened = replace(opened, survey=survey)
        units = _units(opened)
        slabs = scanned(opened, [units], design, None, levels=True)
        result = estimated(survey, slabs, lonely=lonely)
        write_if_wanted(index_frame(result, units), out)
        taken = None if into is None else feed_round(into, survey, slabs, result[units], lonely)
    if screen.is_json:
        screen.json(index_data(result, units, taken))
    else:
        show_index(screen, result, units, taken)
        say_written(screen, out)


@command(commands, "series")
def series(
    screen: Screen,
    unit: Annotated[str | None, typer.Argument(metavar="UNIT", help="series.unit")] = None,
    name: Annotated[str, typer.Option("--series", metavar="SERIES", help="publish.series")] = "vn-sipas",
) -> None:
    """Show the published values of SIPAS over the years, with the breaks."""
    from parindex.cli.find import series_folder
    from parindex.cli.survey_index import series_data, show_series
    from parindex.survey.series import read_series

    found = read_series(series_folder(name))
    if unit is not None and not any(each.unit == unit for each in found.values):
        raise Stop(said.no_series(unit), "unit-not-found")
    if screen.is_json:
        screen.json(series_data(found, unit or ""))
    else:
        show_series(screen, found, unit or "")


@command(commands, "ranks")
def ranks(
    screen: Screen,
    folder: SurveyArgument,
    measure: Annotated[str | None, typer.Option("--measure", metavar="CODE", help="ranks.measure")] = None,
    coverage: Annotated[
        Literal["simultaneous", "marginal"],
        typer.Option("--coverage", metavar="WHICH", help="ranks.coverage"),
    ] = "simultaneous",
    level: LevelOption = 0.95,
    lonely: LonelyOption = None,
    draws: Annotated[int, typer.Option("--draws", metavar="N", min=100, help="ranks.draws")] = 10_000,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="ranks.seed")] = 0,
    critical: Annotated[
        Literal["t", "bootstrap"], typer.Option("--critical", metavar="HOW", help="ranks.critical")
    ] = "t",
    places: Annotated[int | None, typer.Option("--places", metavar="N", min=1, help="ranks.places")] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="CODE", help="ranks.unit")] = None,
    out: TableOption = None,
) -> None:
    """Show which places each unit may hold, under every design of the survey."""
    from parindex.cli.rank_sets import ranks_data, ranks_frame, show_alike, show_best_and_worst, show_ranks
    from parindex.survey.estimation.estimate import estimate as estimated
    from parindex.survey.ranks.of_units import Settings, ranked

    refuse_existing(out)
    with screen.working():
        opened = opened_survey(folder)
        settings = Settings(measure or opened.survey.tree.code, coverage, level, draws, seed, critical)
        found = []
        for design in opened.survey.designs:
            slabs = scanned(opened, [_units(opened)], design.code, None)
            found.append(ranked(estimated(opened.survey, slabs, lonely=lonely, level=level), settings))
    if unit is not None and unit not in found[0].units:
        raise Stop(said.no_unit(unit), "unit-not-found")
    write_if_wanted(ranks_frame(found), out)
    if screen.is_json:
        screen.json(ranks_data(opened.survey, found, places))
    else:
        show_ranks(screen, opened.survey, found)
        if places is not None:
            show_best_and_worst(screen, opened.survey, found, places)
        if unit is not None:
            show_alike(screen, opened.survey, found, unit)
        say_written(screen, out)


def write_if_wanted(frame: polars.DataFrame, out: Path | None) -> None:
    """Write a table where a file for it was named."""
    from parindex.survey.files import write_table

    if out is not None:
        write_table(frame, out)


def say_written(screen: Screen, out: Path | None) -> None:
    """Say where a table went."""
    if out is not None:
        screen.say(sentences.WRITTEN, "green", file=out)


def opened_survey(folder: Path, *, checked: bool = True) -> Opened:
    """Return a survey with the files of its microdata; if these are to be read, stop with everything wrong in them."""
    from parindex.survey.folder import open_survey
    from parindex.survey.microdata_check import refuse_unsound

    opened = open_survey(folder)
    if checked:
        refuse_unsound(opened.survey, opened.files)
    return opened


def published_survey(folder: Path) -> Publication:
    """Return what may be shown of a survey: estimates of all its groupings, and the places that its units may hold."""
    from parindex.survey.publication.of_survey import published

    return published(opened_survey(folder))


def crossed(opened: Opened, by: list[str] | None) -> tuple[Opened, list[str] | None]:
    """Return a survey with the groupings that are to be crossed ("sex,age"), and the codes of all that are asked for."""
    codes = []
    for code in by or ():
        if "," in code:
            parts = [part.strip() for part in code.split(",")]
            refuse_unknown(opened, parts)
            survey, code = opened.survey.crossed(parts)
            opened = replace(opened, survey=survey)
        codes.append(code)
    return opened, by and codes


def refuse_unknown(opened: Opened, by: list[str], design: str | None = None) -> None:
    """Stop where a grouping or design is not that of the survey."""
    known = {grouping.code for grouping in opened.survey.groupings}
    for code in by:
        if code not in known:
            raise Stop(said.no_grouping(code, sorted(known)), "unknown-code")
    designs = [each.code for each in opened.survey.designs]
    if design is not None and design not in designs:
        raise Stop(said.no_design(design, designs), "unknown-code")


def _units(opened: Opened) -> str:
    """Return the code of the grouping whose domains are the units that are scored."""
    for grouping in opened.survey.groupings:
        if grouping.is_of_units:
            return grouping.code
    raise Stop(said.NO_GROUPING_OF_UNITS, "no-grouping-of-units")


def scanned(
    opened: Opened,
    by: list[str] | None,
    design: str | None,
    quantum: float | None,
    engine: Engine | None = None,
    *,
    scores: bool = False,
    levels: bool = False,
) -> PsuSlabs:
    """Return the totals of a survey; stop if a grouping or design is not in it."""
    from parindex.survey.totals.scan import totals as scanned

    survey = opened.survey
    refuse_unknown(opened, by or [], design)
    wanted: dict[More, bool] = {"score": scores, "levels": levels}
    more = [name for name, is_wanted in wanted.items() if is_wanted]
    return scanned(survey, opened.files, by, design=design, more=more, quantum=quantum, engine=engine)


def engine_of(name: str | None, master: str | None, packed: Path | None = None) -> Engine | None:
    """Return the engine that was asked for; None leaves the choice to the library."""
    if packed is not None and name in {"duckdb", "spark"}:
        raise Stop(said.PACKED_NEEDS_ARROW, "usage")
    if name == "spark":
        if master is None:
            raise Stop(said.SPARK_NEEDS_MASTER, "usage")
        from parindex.survey.totals.spark import Spark

        return Spark(master)  # pragma: no cover (tests/survey/totals/test_spark.py)
    if name is None and packed is None:
        return None
    from parindex.survey.totals.arrow import Arrow
    from parindex.survey.totals.engines import DuckDB

    return DuckDB() if name == "duckdb" else Arrow(packed=packed)
