"""``survey report``: the results of a survey as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from parindex.cli.commands import Screen, command
from parindex.cli.failures import refuse_existing
from parindex.cli.phrases import sentences
from parindex.cli.surveys import LevelOption, LonelyOption, SurveyArgument, commands, opened_survey


@command(commands, "report")
def report(
    screen: Screen,
    folder: SurveyArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.pdf", help="report.out")],
    before: Annotated[Path | None, typer.Option("--before", metavar="SURVEY", help="report.before")] = None,
    lonely: LonelyOption = None,
    level: LevelOption = 0.95,
) -> None:
    """Write the report of a survey."""
    from parindex.files import sha256, write_atomically
    from parindex.reporting.document.pdf import to_pdf
    from parindex.reporting.survey.story import document
    from parindex.survey.publication.of_survey import published

    refuse_existing(out)
    with screen.working():
        earlier = None if before is None else opened_survey(before)
        found = published(opened_survey(folder), before=earlier, lonely=lonely, level=level)
        content = to_pdf(document(found, screen.language))
        write_atomically(out, content)
    if screen.is_json:
        screen.json({"file": str(out), "bytes": len(content), "sha256": sha256(content)})
    else:
        screen.say(sentences.WRITTEN, "green", file=out)
