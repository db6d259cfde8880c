"""``survey weight``: from the weights of the draw to those of estimation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parindex.cli.commands import Screen, command
from parindex.cli.estimates import number_text
from parindex.cli.failures import refuse_existing
from parindex.cli.phrases import sentences
from parindex.cli.phrases import surveys as said
from parindex.cli.surveys import commands

if TYPE_CHECKING:
    from parindex.survey.weights.make import Step


@command(commands, "weight")
def weight(
    screen: Screen,
    people: Annotated[Path, typer.Argument(metavar="PEOPLE", help="weight.people")],
    settings: Annotated[Path, typer.Option("--settings", metavar="FILE.yaml", help="weight.settings")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="weight.out")],
    margins: Annotated[
        Path | None, typer.Option("--margins", metavar="FILE.csv", help="weight.margins")
    ] = None,
) -> None:
    """Adjust for non-response, trim, and meet the margins of the population."""
    from parindex.survey.files import write_table
    from parindex.survey.tables import read_table
    from parindex.survey.weights.make import weighted
    from parindex.survey.weights.model import read_margins, read_settings

    refuse_existing(out)
    with screen.working():
        totals = read_margins(margins) if margins else None
        made = weighted(read_table(people), read_settings(settings), totals, file=str(people))
        write_table(made.people, out)
    if screen.is_json:
        screen.json({"file": str(out), "steps": [vars(step) for step in made.steps]})
    else:
        _show(screen, made.steps)
        screen.say(sentences.WRITTEN, "green", file=out)


def _show(screen: Screen, steps: tuple[Step, ...]) -> None:
    shown = screen.table(
        (said.STEP, "left"), (said.PEOPLE, "right"), (said.TOTAL, "right"), (said.SMALLEST, "right"),
        (said.LARGEST, "right"), (said.UNEQUAL, "right"),
    )  # fmt: skip
    for step in steps:
        figures = (step.total, step.smallest, step.largest)
        shown.add_row(
            screen.text(said.WEIGHT_STEPS[step.code]),
            screen.number(step.people),
            *(number_text(screen, each, 2) for each in figures),
            number_text(screen, step.unequal, 3),
        )
    screen.show(shown)
