"""``survey estimate``: items, factors and the index, with errors of one's choice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from parindex.cli.commands import Screen, command
from parindex.cli.failures import Stop, refuse_existing
from parindex.cli.phrases import analysis
from parindex.cli.surveys import (
    ByOption,
    DesignOption,
    EngineOption,
    LevelOption,
    LonelyOption,
    MasterOption,
    PackedOption,
    SlabsOption,
    SurveyArgument,
    commands,
    crossed,
    engine_of,
    opened_survey,
    refuse_unknown,
    say_written,
    scanned,
    write_if_wanted,
)

if TYPE_CHECKING:
    from parindex.survey.estimation.estimate import Estimates, Statistic
    from parindex.survey.estimation.intervals import Method
    from parindex.survey.folder import Opened
    from parindex.survey.model import Lonely
    from parindex.survey.totals.slabs import PsuSlabs

ErrorsOf = Literal["linearised", "jackknife", "bootstrap", "stages", "calibrated"]


@command(commands, "estimate")
def estimate(
    screen: Screen,
    folder: SurveyArgument,
    by: ByOption = None,
    design: DesignOption = None,
    statistic: Annotated[
        Literal["satisfied", "score", "number", "answers"],
        typer.Option("--statistic", metavar="WHAT", help="estimate.statistic"),
    ] = "satisfied",
    interval: Annotated[
        Literal["logit", "beta", "wilson", "t"],
        typer.Option("--interval", metavar="METHOD", help="estimate.interval"),
    ] = "logit",
    level: LevelOption = 0.95,
    errors: Annotated[
        ErrorsOf, typer.Option("--errors", metavar="METHOD", help="estimate.errors")
    ] = "linearised",
    draws: Annotated[int, typer.Option("--draws", metavar="N", min=2, help="estimate.draws")] = 1000,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="ranks.seed")] = 0,
    margin: Annotated[
        list[str] | None, typer.Option("--margin", metavar="COLUMN", help="estimate.margin")
    ] = None,
    base_weight: Annotated[
        str | None, typer.Option("--base-weight", metavar="COLUMN", help="estimate.base_weight")
    ] = None,
    lonely: LonelyOption = None,
    slabs: SlabsOption = None,
    every: Annotated[bool, typer.Option("--every", help="estimate.every")] = False,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="estimate.out")] = None,
    engine: EngineOption = None,
    master: MasterOption = None,
    packed: PackedOption = None,
) -> None:
    """Estimate items, factors and the index with standard errors and intervals."""
    from parindex.cli.estimates import estimates_data, show_answers, show_estimates
    from parindex.survey.totals.merge import refuse_other
    from parindex.survey.totals.store import read_slabs

    how = _Errors(errors, draws, seed, tuple(margin or ()), base_weight)
    how.refuse_what_does_not_fit(statistic, interval, slabs)
    refuse_existing(out)
    with screen.working():
        opened, by = crossed(opened_survey(folder, checked=slabs is None), by)
        asked = _Asked(statistic, design, lonely, interval, level)
        made_by = engine_of(engine, master, packed)
        if how.takes_people:
            result = _from_people(opened, by, asked, how, made_by)
        else:
            scores, levels = statistic == "score", statistic == "answers"
            found = (
                read_slabs(slabs)
                if slabs
                else scanned(opened, by, design, None, made_by, scores=scores, levels=levels)
            )
            refuse_other(opened.survey, found)
            result = _from_totals(opened, found, asked, how)
        write_if_wanted(result.frame(every=every), out)
    if screen.is_json:
        screen.json(estimates_data(result, how.data, every=every) | {"statistic": statistic})
    elif statistic == "answers":
        show_answers(screen, result, every=every)
        say_written(screen, out)
    else:
        show_estimates(screen, result, errors, every=every)
        say_written(screen, out)


@dataclass(frozen=True)
class _Asked:
    """What is to be estimated."""

    statistic: Statistic | Literal["answers"]
    design: str | None
    lonely: Lonely | None
    method: Method
    level: float


@dataclass(frozen=True)
class _Errors:
    """How errors are made."""

    method: ErrorsOf
    draws: int
    seed: int
    margins: tuple[str, ...]
    base_weight: str | None

    @property
    def takes_people(self) -> bool:
        """Whether totals by PSU are not enough."""
        return self.method in ("stages", "calibrated")

    @property
    def data(self) -> dict[str, object]:
        """The method as JSON has it, with what belongs to it."""
        if self.method == "bootstrap":
            return {"method": self.method, "draws": self.draws, "seed": self.seed}
        if self.method == "calibrated":
            return {"method": self.method, "margins": list(self.margins), "base_weight": self.base_weight}
        return {"method": self.method}

    def refuse_what_does_not_fit(self, statistic: str, interval: str, slabs: Path | None) -> None:
        """Stop where options do not go together."""
        given = (bool(self.margins), self.base_weight is not None)
        if given != (self.method == "calibrated",) * 2:
            raise Stop(analysis.CALIBRATED_NEEDS, "usage")
        if self.takes_people and (slabs is not None or statistic != "satisfied"):
            raise Stop(analysis.NEEDS_PEOPLE, "usage")
        if statistic == "answers" and (self.method, interval) != ("linearised", "logit"):
            raise Stop(analysis.ANSWERS_ALONE, "usage")


def _from_totals(opened: Opened, slabs: PsuSlabs, asked: _Asked, how: _Errors) -> Estimates:
    from parindex.survey.estimation.distribution import distributions
    from parindex.survey.estimation.estimate import estimate as estimated
    from parindex.survey.estimation.replicates import Replication

    if asked.statistic == "answers":
        return distributions(opened.survey, slabs, lonely=asked.lonely, level=asked.level)
    replication = None
    if how.method == "jackknife" or how.method == "bootstrap":
        replication = Replication(how.method, how.draws, how.seed)
    return estimated(
        opened.survey, slabs, statistic=asked.statistic, lonely=asked.lonely, method=asked.method,
        level=asked.level, replication=replication,
    )  # fmt: skip


def _from_people(opened: Opened, by: list[str] | None, asked: _Asked, how: _Errors, engine: Any) -> Estimates:
    from parindex.survey.estimation.calibrated import estimate_calibrated
    from parindex.survey.estimation.stages import estimate_in_stages

    refuse_unknown(opened, by or [], asked.design)
    if how.method == "stages":
        return estimate_in_stages(
            opened.survey, opened.files, by, design=asked.design, lonely=asked.lonely, method=asked.method,
            level=asked.level, engine=engine,
        )  # fmt: skip
    return estimate_calibrated(
        opened.survey, opened.files, by, base_weight=str(how.base_weight), margins=how.margins,
        design=asked.design, lonely=asked.lonely, method=asked.method, level=asked.level, engine=engine,
    )  # fmt: skip
