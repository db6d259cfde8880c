"""``survey size|draw``: how many to ask, and whom."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parindex.cli.commands import Screen, command
from parindex.cli.failures import Exit, Stop, refuse_existing
from parindex.cli.phrases import surveys as said
from parindex.cli.surveys import commands
from parindex.language import shown

if TYPE_CHECKING:
    from parindex.survey.design.draw import Draw
    from parindex.survey.design.model import SampleDesign

Share = Annotated[float, typer.Option(min=0.0001, max=1)]
RECORD, SAMPLE, REPORT = "record.json", "sample.csv", "design-report.pdf"


@command(commands, "size")
def size(
    screen: Screen,
    population: Annotated[
        int | None, typer.Option("--population", metavar="N", min=1, help="size.population")
    ] = None,
    error: Annotated[
        float, typer.Option("--error", metavar="E", min=0.0001, max=0.99, help="size.error")
    ] = 0.05,
    margin: Annotated[
        float | None, typer.Option("--margin", metavar="D", min=0.0001, max=0.99, help="size.margin")
    ] = None,
    share: Annotated[
        float, typer.Option("--share", metavar="P", min=0.001, max=0.999, help="size.share")
    ] = 0.5,
    level: Annotated[
        float, typer.Option("--level", metavar="SHARE", min=0.5, max=0.999, help="survey.level")
    ] = 0.95,
    clusters: Annotated[
        int | None, typer.Option("--clusters", metavar="K", min=1, help="size.clusters")
    ] = None,
    icc: Annotated[float, typer.Option("--icc", metavar="R", min=0, max=0.99, help="size.icc")] = 0.1,
    response: Annotated[
        float, typer.Option("--response", metavar="SHARE", min=0.01, max=1, help="size.response")
    ] = 1.0,
) -> None:
    """Say how many people to ask."""
    import math

    from parindex.survey.design.size import design_effect, for_margin, guideline, in_clusters

    if margin is None:
        if population is None:
            raise Stop(said.SIZE_NEEDS, "usage")
        found = {"rule": "guideline", "answers": guideline(population, error)}
    else:
        alone = for_margin(margin, share=share, level=level, population=population)
        answers = alone if clusters is None else in_clusters(alone, clusters, icc)
        effect = 1.0 if clusters is None else design_effect(answers / clusters, icc)
        found = {"rule": "margin", "simple": alone, "answers": answers, "design_effect": round(effect, 3)}
    found["draw"] = math.ceil(float(found["answers"]) / response)  # type: ignore[arg-type]
    if screen.is_json:
        screen.json(found)
    else:
        screen.say(
            said.SIZE[str(found["rule"])],
            "green",
            **{name: _text(screen, each) for name, each in found.items()},
        )


def _text(screen: Screen, value: object) -> str:
    from decimal import Decimal

    return value if isinstance(value, str) else shown(Decimal(str(value)), screen.language)


@command(commands, "draw")
def draw(
    screen: Screen,
    design: Annotated[Path, typer.Argument(metavar="DESIGN.yaml", help="draw.design")],
    frame: Annotated[list[Path], typer.Argument(metavar="FRAME", help="draw.frame")],
    out: Annotated[Path | None, typer.Option("--out", metavar="FOLDER", help="draw.out")] = None,
    verify: Annotated[Path | None, typer.Option("--verify", metavar="FOLDER", help="draw.verify")] = None,
    exclude: Annotated[
        list[Path] | None, typer.Option("--exclude", metavar="FILE", help="draw.exclude")
    ] = None,
    enumerators: Annotated[
        int, typer.Option("--enumerators", metavar="N", min=0, max=100_000, help="draw.enumerators")
    ] = 0,
) -> int:
    """Draw a sample, or draw it again and compare."""
    from parindex.survey.design.draw import draw as drawn
    from parindex.survey.design.frame import read_frame

    if (out is None) == (verify is None):
        raise Stop(said.OUT_OR_VERIFY, "usage")
    refuse_existing(out)
    with screen.working():
        plan = read_design(design)
        made = drawn(plan, read_frame(plan, frame, exclude or ()))
        if out is not None:
            _write(screen, plan, made, out, enumerators)
    return _verified(screen, made, verify) if verify is not None else _show(screen, made, out)


def _show(screen: Screen, made: Draw, out: Path | None) -> int:
    if screen.is_json:
        screen.json(made.record)
    else:
        screen.say(
            said.DRAWN, "green", folder=out, main=made.record["main"], reserve=made.record["reserve"],
            seed=made.record["seed"],
        )  # fmt: skip
        strangers = made.record["not_in_frame"]
        if strangers["ids"]:
            screen.say(said.NOT_IN_FRAME, "yellow", ids=strangers["ids"], first=", ".join(strangers["first"]))
        if made.shortfalls:
            screen.say(said.SHORTFALLS, "yellow", clusters=len(made.shortfalls))
    return Exit.FINE


def read_design(path: Path) -> SampleDesign:
    """Return what ``design.yaml`` says."""
    from parindex.documents import parse_model, read_document
    from parindex.survey.design.model import SampleDesign

    return parse_model(SampleDesign, read_document(path))


def _write(screen: Screen, design: SampleDesign, made: Draw, out: Path, enumerators: int) -> None:
    from parindex.files import json_bytes, write_folder
    from parindex.reporting.document.pdf import to_pdf
    from parindex.reporting.survey.design import design_document
    from parindex.survey.design.lists import workbooks
    from parindex.survey.files import write_table

    files = {RECORD: json_bytes(made.record), REPORT: to_pdf(design_document(design, made, screen.language))}
    if enumerators:
        files |= {f"lists/{name}": content for name, content in workbooks(design, made, enumerators).items()}
    with tempfile.TemporaryDirectory() as beside:
        for name in (SAMPLE, "sample.parquet"):
            write_table(made.sample, Path(beside, name))
            files[name] = Path(beside, name).read_bytes()
    write_folder(out, files)


def _verified(screen: Screen, made: Draw, folder: Path) -> int:
    import json

    record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    different = sorted(
        name for name, value in made.record.items() if value != record.get(name) and name != "parindex"
    )
    if screen.is_json:
        screen.json({"agrees": not different, "different": different})
    elif different:
        screen.say(said.DRAW_DIFFERS, "red", what=", ".join(different))
    else:
        screen.say(said.DRAW_AGREES, "green", people=made.record["main"])
    return Exit.PROBLEMS if different else Exit.FINE
