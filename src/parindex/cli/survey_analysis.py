"""``survey differences|independence|quantiles|reliability``: what a table of estimates does not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from parindex.cli.commands import Screen, command
from parindex.cli.failures import Stop, refuse_existing
from parindex.cli.phrases import analysis as told
from parindex.cli.surveys import (
    DesignOption,
    LevelOption,
    LonelyOption,
    SurveyArgument,
    TableOption,
    commands,
    crossed,
    opened_survey,
    say_written,
    scanned,
    write_if_wanted,
)

if TYPE_CHECKING:
    import polars

    from parindex.survey.folder import Opened
    from parindex.survey.model import Survey


@command(commands, "differences")
def differences(
    screen: Screen,
    folder: SurveyArgument,
    by: Annotated[str, typer.Option("--by", metavar="GROUPING", help="analysis.by")],
    measure: Annotated[
        str | None, typer.Option("--measure", metavar="CODE", help="differences.measure")
    ] = None,
    against: Annotated[
        str | None, typer.Option("--against", metavar="DOMAIN", help="differences.against")
    ] = None,
    design: DesignOption = None,
    lonely: LonelyOption = None,
    level: LevelOption = 0.95,
    draws: Annotated[int, typer.Option("--draws", metavar="N", min=100, help="ranks.draws")] = 20_000,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="ranks.seed")] = 0,
    out: TableOption = None,
) -> None:
    """Test which domains differ, every two or all from one, adjusted for how many tests there are."""
    from parindex.survey.estimation.differences import differences as compared
    from parindex.survey.estimation.estimate import estimate

    refuse_existing(out)
    with screen.working():
        opened, by = _grouped(opened_survey(folder), by)
        survey = opened.survey
        slabs = scanned(opened, [by], design, None)
        code = measure or survey.tree.code
        _refuse_unknown(code, survey.title_of)
        estimates = estimate(survey, slabs, lonely=lonely, level=level)
        other = None if against is None else tuple(part.strip() for part in against.split(","))
        found = compared(estimates, by, code, against=other, draws=draws, seed=seed)
    about = {
        "design": slabs.design, "grouping": by, "measure": code, "level": level, "draws": draws, "seed": seed,
        "left_out": [" · ".join(domain) for domain in found.left_out],
    }  # fmt: skip
    domains = _domains(screen, survey, by, estimates[by].domains)
    _deliver(screen, survey, found.frame(), about, out, {"domain": domains, "other": domains})


@command(commands, "independence")
def independence(
    screen: Screen,
    folder: SurveyArgument,
    by: Annotated[str, typer.Option("--by", metavar="GROUPING", help="analysis.by")],
    item: Annotated[
        list[str] | None, typer.Option("--item", metavar="CODE", help="independence.item")
    ] = None,
    design: DesignOption = None,
    lonely: LonelyOption = None,
    out: TableOption = None,
) -> None:
    """Test whether the answers to items hang on a grouping (Rao–Scott), adjusted after Holm."""
    import polars

    from parindex.survey.estimation.independence import independence as tested
    from parindex.survey.estimation.multiplicity import holm

    refuse_existing(out)
    with screen.working():
        opened, by = _grouped(opened_survey(folder), by)
        survey = opened.survey
        items = item or [each.code for each in survey.items]
        for code in items:
            _refuse_unknown(code, survey.item_position)
        slabs = scanned(opened, [by], design, None, levels=True)
        rows = [{"item": code, **vars(tested(survey, slabs, by, code, lonely=lonely))} for code in items]
        adjusted = holm([float(row["p_value"]) for row in rows])
        frame = polars.DataFrame(rows).with_columns(polars.Series("holm", adjusted)).fill_nan(None)
    _deliver(
        screen,
        survey,
        frame,
        {"design": slabs.design, "grouping": by},
        out,
        {"item": _titles(screen, survey)},
    )


@command(commands, "quantiles")
def quantiles(
    screen: Screen,
    folder: SurveyArgument,
    column: Annotated[str, typer.Argument(metavar="COLUMN", help="quantiles.column")],
    share: Annotated[
        list[float] | None, typer.Option("--share", metavar="SHARE", min=0, max=1, help="quantiles.share")
    ] = None,
    where: Annotated[
        str | None, typer.Option("--where", metavar="COLUMN=VALUE", help="quantiles.where")
    ] = None,
    design: DesignOption = None,
    lonely: LonelyOption = None,
    level: LevelOption = 0.95,
    out: TableOption = None,
) -> None:
    """Estimate quantiles of a number (days waited, say) with Woodruff's intervals."""
    import polars

    from parindex.survey.estimation.quantiles import quantiles as estimated

    refuse_existing(out)
    name, is_given, value = (where or "").partition("=")
    if where is not None and not is_given:
        raise Stop(told.WHERE, "usage")
    with screen.working():
        opened = opened_survey(folder)
        survey = opened.survey
        shares = tuple(share or (0.25, 0.5, 0.75))
        found = estimated(
            survey, opened.files, column, shares, where=name or None, domain=value, design=design, lonely=lonely,
            level=level,
        )  # fmt: skip
        if found.answers < survey.smallest_shown:
            raise Stop(told.few(found.answers, survey.smallest_shown), "few-answers")
        figures = ("estimate", "lower", "upper", "standard_error")
        frame = polars.DataFrame({"share": shares, **{each: getattr(found, each) for each in figures}})
    about = {
        "design": survey.design(design).code, "column": column, "where": where, "level": level,
        "answers": found.answers,
    }  # fmt: skip
    _deliver(screen, survey, frame.fill_nan(None), about, out, {})


@command(commands, "reliability")
def reliability(
    screen: Screen,
    folder: SurveyArgument,
    missing: Annotated[
        Literal["pairwise", "complete"], typer.Option("--missing", metavar="HOW", help="reliability.missing")
    ] = "pairwise",
    design: DesignOption = None,
    out: TableOption = None,
) -> None:
    """Tell whether the items of each factor measure one thing: Cronbach's alpha, item–rest correlations."""
    import polars

    from parindex.survey.estimation.reliability import reliability as judged

    refuse_existing(out)
    with screen.working():
        opened = opened_survey(folder)
        survey = opened.survey
        found = judged(survey, opened.files, design=design, missing=missing)
        rows = [
            {"node": node, "item": item, "alpha": each.alpha, "alpha_without": without, "item_rest": rest}
            for node, each in found.items()
            for item, without, rest in zip(
                each.items, each.alpha_without.tolist(), each.item_rest.tolist(), strict=True
            )
        ]
        frame = polars.DataFrame(rows, schema_overrides={"alpha": polars.Float64}).fill_nan(None)
    titles = _titles(screen, survey)
    about = {"design": survey.design(design).code, "missing": missing}
    _deliver(screen, survey, frame, about, out, {"node": titles, "item": titles})


def _grouped(opened: Opened, by: str) -> tuple[Opened, str]:
    """Return a survey with a grouping that may cross others ("sex,age"), and its code."""
    opened, codes = crossed(opened, [by])
    return opened, (codes or [by])[0]


def _refuse_unknown(code: str, known: Mapping[str, object]) -> None:
    if code not in known:
        raise Stop(told.no_measure(code, list(known)), "unknown-code")


def _titles(screen: Screen, survey: Survey) -> dict[str, str]:
    return {code: f"{code} {title.to(screen.language)}" for code, title in survey.title_of.items()}


def _domains(screen: Screen, survey: Survey, by: str, domains: Sequence[tuple[str, ...]]) -> dict[str, str]:
    from parindex.cli.estimates import named

    [grouping] = [each for each in survey.groupings if each.code == by]
    return {" · ".join(domain): named(screen, grouping, domain) for domain in domains}


def _deliver(
    screen: Screen,
    survey: Survey,
    frame: polars.DataFrame,
    about: Mapping[str, Any],
    out: Path | None,
    names: Mapping[str, Mapping[str, str]],
) -> None:
    """Write a table of results, and show it: to machines whole, to people as long as a screen can bear.

    `names` has, by column, what codes are called.
    """
    from parindex.cli.estimates import MOST_DOMAINS, show_survey

    write_if_wanted(frame, out)
    if screen.is_json:
        rows = {"survey": survey.code, "data_status": survey.data_status, **about, "rows": frame.to_dicts()}
        screen.json(rows)
        return
    show_survey(screen, survey)
    table = screen.table(
        *((told.HEADINGS[name], "left" if name in names else "right") for name in frame.columns)
    )
    for row in frame.head(MOST_DOMAINS).iter_rows(named=True):
        table.add_row(*(_cell(screen, name, value, names.get(name, {})) for name, value in row.items()))
    screen.show(table)
    if len(frame) > MOST_DOMAINS:
        screen.say(told.MORE_ROWS, "dim", more=len(frame) - MOST_DOMAINS)
    if about.get("left_out"):
        screen.say(told.LEFT_OUT, "dim", count=len(about["left_out"]))
    say_written(screen, out)


def _cell(screen: Screen, column: str, value: str | int | float | None, names: Mapping[str, str]) -> str:
    """Return a cell as people read it: a name, a count, a number; of a tiny p-value that it is tiny."""
    from parindex.cli.estimates import number_text

    if isinstance(value, str):
        return names[value]
    if isinstance(value, int):
        return screen.number(value)
    if column in told.P_VALUES and value is not None and value < told.TINY:
        return "< " + number_text(screen, told.TINY, 4)
    decimals = 1 if column in told.DEGREES else 4
    return number_text(screen, float("nan") if value is None else value, decimals)
