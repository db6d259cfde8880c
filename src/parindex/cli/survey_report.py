"""``survey report``: the results of a survey as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from parindex.cli.commands import Screen, command
from parindex.cli.failures import Stop, refuse_existing
from parindex.cli.phrases import sentences
from parindex.cli.phrases import surveys as said
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
    from parindex.files import sha256, sha256_of, write_atomically
    from parindex.reporting.document.pdf import to_pdf
    from parindex.reporting.survey.story import document
    from parindex.survey.publication.of_survey import published

    if out.suffix.lower() != ".pdf":
        raise Stop(said.report_needs_pdf(out.name), "usage")
    refuse_existing(out)
    with screen.working():
        opened, earlier = opened_survey(folder), None if before is None else opened_survey(before)
        if earlier and sorted(map(sha256_of, earlier.files)) == sorted(map(sha256_of, opened.files)):
            raise Stop(said.SAME_SURVEY, "usage")
        found = published(opened, before=earlier, lonely=lonely, level=level)
        content = to_pdf(document(found, screen.language))
        write_atomically(out, content)
    if screen.is_json:
        screen.json({"file": str(out), "bytes": len(content), "sha256": sha256(content)})
    else:
        screen.say(sentences.WRITTEN, "green", file=out)
