"""``uncertainty``: what the samples behind an index leave open."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from parindex.cli.commands import RoundArgument, Screen, command, root
from parindex.cli.estimates import number_text
from parindex.cli.phrases import surveys as said
from parindex.cli.phrases import words

if TYPE_CHECKING:
    from parindex.robustness.sampling import SampledIndex
    from parindex.scoring import Results


@command(root, "uncertainty")
def uncertainty(
    screen: Screen,
    round_: RoundArgument,
    unit: Annotated[str | None, typer.Option("--unit", metavar="UNIT", help="unit")] = None,
    coverage: Annotated[
        Literal["simultaneous", "marginal"],
        typer.Option("--coverage", metavar="WHICH", help="ranks.coverage"),
    ] = "simultaneous",
    level: Annotated[
        float, typer.Option("--level", metavar="SHARE", min=0.5, max=0.999, help="survey.level")
    ] = 0.95,
    draws: Annotated[int, typer.Option("--draws", metavar="N", min=100, help="ranks.draws")] = 10_000,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="ranks.seed")] = 0,
) -> None:
    """Show intervals and sets of ranks of the index."""
    from parindex.cli.find import opened, unit_in
    from parindex.robustness.sampling import sampled_index

    with screen.working():
        results = opened(round_).results
        found = sampled_index(results, level=level, coverage=coverage, draws=draws, seed=seed)
    chosen = None if unit is None else unit_in(results.round, unit).code
    if screen.is_json:
        screen.json(_data(results, found, chosen))
    else:
        _show(screen, results, found, chosen)


def _show(screen: Screen, results: Results, found: SampledIndex, chosen: str | None) -> None:
    from parindex.cli.headline import show_title

    show_title(screen, results)
    percent = screen.number((Decimal(repr(found.level)) * 100).normalize())
    screen.say(said.INDEX_SAMPLED[found.coverage], "dim", level=percent)
    table = screen.table(
        (words.RANK, "right"), (words.UNIT, "left"), (words.INDEX, "right"), (said.STANDARD_ERROR, "right"),
        (said.INTERVAL, "right"), (said.POSSIBLE_RANKS, "right"),
    )  # fmt: skip
    for row in found.sets.rank.argsort(kind="stable").tolist():
        if chosen in {None, found.units[row]}:
            table.add_row(*_row(screen, results, found, row))
    screen.show(table)
    if chosen is not None:
        _show_likes(screen, results, found, chosen)


def _row(screen: Screen, results: Results, found: SampledIndex, row: int) -> list[str]:
    result = results.by_code[found.units[row]]
    low, high = (number_text(screen, ends[row], 2) for ends in (found.lower, found.upper))
    return [
        screen.number(result.rank),
        result.unit.name.to(screen.language),
        number_text(screen, found.index[row], 2),
        number_text(screen, found.standard_error[row], 2),
        f"{low} – {high}",
        f"{found.sets.lower[row]}–{found.sets.upper[row]}",
    ]


def _show_likes(screen: Screen, results: Results, found: SampledIndex, chosen: str) -> None:
    def name(code: str) -> str:
        return results.by_code[code].unit.name.to(screen.language)

    alike = [name(found.units[other]) for other in found.sets.like(found.units.index(chosen)).tolist()]
    if alike:
        screen.say(said.CANNOT_TELL_APART, unit=name(chosen), others=", ".join(alike))
    else:
        screen.say(said.TOLD_APART_FROM_ALL, unit=name(chosen))


def _data(results: Results, found: SampledIndex, chosen: str | None) -> dict[str, object]:
    return {
        "round": results.round.info.code,
        "data_status": results.round.info.data_status,
        "level": found.level,
        "coverage": found.coverage,
        "units": [
            {
                "code": code,
                "index": float(found.index[row]),
                "standard_error": float(found.standard_error[row]),
                "degrees_of_freedom": float(found.degrees_of_freedom[row]),
                "lower": float(found.lower[row]),
                "upper": float(found.upper[row]),
                "rank": results.by_code[code].rank,
                "best_rank": int(found.sets.lower[row]),
                "worst_rank": int(found.sets.upper[row]),
                "cannot_be_told_apart_from": [found.units[n] for n in found.sets.like(row).tolist()],
            }
            for row, code in enumerate(found.units)
            if chosen in {None, code}
        ],
    }
