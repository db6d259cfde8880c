"""``survey report``: the results of a survey as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parindex.cli.commands import Screen, command
from parindex.cli.failures import refuse_existing
from parindex.cli.phrases import sentences
from parindex.cli.surveys import LevelOption, LonelyOption, SurveyArgument, commands, opened_survey, scanned

if TYPE_CHECKING:
    from parindex.survey.estimation.estimate import Estimates
    from parindex.survey.folder import Opened
    from parindex.survey.model import Lonely
    from parindex.survey.publication import Unranked
    from parindex.survey.ranks.of_units import RankedUnits


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
    from parindex.survey.publication import publication_of

    refuse_existing(out)
    with screen.working():
        opened = opened_survey(folder)
        found = estimates_of(opened, lonely, level)
        earlier = None if before is None else estimates_of(opened_survey(before), lonely, level)
        ranked = ranked_units(opened, lonely, level)
        digests = {path.name: sha256_of(path) for path in opened.files}
        content = to_pdf(document(publication_of(found, ranked, earlier, digests), screen.language))
        write_atomically(out, content)
    if screen.is_json:
        screen.json({"file": str(out), "bytes": len(content), "sha256": sha256(content)})
    else:
        screen.say(sentences.WRITTEN, "green", file=out)


def estimates_of(
    opened: Opened,
    lonely: Lonely | None,
    level: float,
    by: list[str] | None = None,
    design: str | None = None,
) -> Estimates:
    """Return the estimates of a survey by some groupings (all by default) under a design (the headline by default)."""
    from parindex.survey.estimation.estimate import estimate

    return estimate(opened.survey, scanned(opened, by, design, None), lonely=lonely, level=level)


def ranked_units(opened: Opened, lonely: Lonely | None, level: float) -> list[RankedUnits | Unranked]:
    """Return the rank sets under each design, or why there are none; nothing where no grouping is that of units."""
    from parindex.documents import Unfit
    from parindex.survey.publication import Unranked
    from parindex.survey.ranks.of_units import Settings, ranked

    units = [grouping.code for grouping in opened.survey.groupings if grouping.is_of_units]
    settings = Settings(opened.survey.tree.code, level=level)
    made: list[RankedUnits | Unranked] = []
    for design in opened.survey.designs if units else ():
        try:
            made.append(ranked(estimates_of(opened, lonely, level, units, design.code), settings))
        except Unfit as unfit:
            made.append(Unranked(design, unfit.text))
    return made
