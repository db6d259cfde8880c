"""``explain``, ``lost``, ``simulate``, ``reconcile``: what people ask of a result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from parindex.cli.commands import RoundArgument, Screen, StageOption, UnitArgument, command, root
from parindex.cli.failures import Exit, Stop
from parindex.cli.phrases import sentences

if TYPE_CHECKING:
    from parindex.scoring import Results


@command(root, "reconcile")
def reconcile(screen: Screen, round_: RoundArgument) -> int:
    """Set printed figures against those recomputed from the printed parts."""
    from parindex.cli.find import opened
    from parindex.cli.reconciliation import reconciliation_data, show_reconciliation
    from parindex.scoring.reconcile import reconcile as reconciled

    with screen.working():
        results = opened(round_).results
        found = reconciled(results)
    if screen.is_json:
        screen.json(reconciliation_data(found))
    else:
        show_reconciliation(screen, results, found)
    return Exit.FINE if found.agrees else Exit.PROBLEMS


@command(root, "lost")
def lost(screen: Screen, round_: RoundArgument, unit: UnitArgument, stage: StageOption = None) -> None:
    """Say where a unit lost points, by area and leaf, most first."""
    from parindex.cli.find import opened, unit_in
    from parindex.cli.losses import losses_data, show_losses
    from parindex.scoring.lost import lost_by_area, lost_by_leaf

    with screen.working():
        results = opened(round_, stage).results
        code = unit_in(results.round, unit).code
        areas = lost_by_area(results, code)
        leaves = lost_by_leaf(results, code, _self_assessment(results))
    if screen.is_json:
        screen.json(losses_data(results, code, areas, leaves))
    else:
        show_losses(screen, results, code, areas, leaves)


def _self_assessment(results: Results) -> Results | None:
    """Return the result as the units scored themselves; None where they did not, or it is this one."""
    from parindex.scoring import rank, score

    if results.scores.stage == "self" or "self" not in results.round.stages:
        return None
    return rank(score(results.round, "self"))


@command(root, "simulate")
def simulate(
    screen: Screen,
    round_: RoundArgument,
    unit: UnitArgument,
    assume: Annotated[
        list[str] | None, typer.Option("--set", metavar="LEAF.NAME=VALUE", help="simulate.set")
    ] = None,
    reach_rank: Annotated[
        int | None, typer.Option("--reach-rank", metavar="N", help="simulate.reach")
    ] = None,
    stage: StageOption = None,
) -> None:
    """Say what would change with other inputs, or what it takes to reach a place."""
    from parindex.cli import simulation
    from parindex.cli.find import opened, unit_in

    if bool(assume) == (reach_rank is not None):
        raise Stop(sentences.SET_OR_REACH, "usage")
    with screen.working():
        results = opened(round_, stage).results
    code = unit_in(results.round, unit).code
    if reach_rank is not None:
        simulation.reach(screen, results, code, reach_rank)
    else:
        simulation.suppose(screen, results, code, assume or [])


@command(root, "explain")
def explain(
    screen: Screen,
    round_: RoundArgument,
    unit: UnitArgument,
    leaf: Annotated[str | None, typer.Argument(metavar="LEAF", help="leaf")] = None,
    stage: StageOption = None,
) -> None:
    """Show how a number came about, as a tree."""
    from parindex.cli.explanation import explanation_data, explanation_of, tree_of
    from parindex.cli.find import node_in, opened, unit_in
    from parindex.cli.headline import show_title

    with screen.working():
        results = opened(round_, stage).results
    code = unit_in(results.round, unit).code
    node = None if leaf is None else node_in(results.framework, leaf)
    step = explanation_of(results, code, node)
    if screen.is_json:
        screen.json({"round": results.round.info.code, "unit": code, **explanation_data(step)})
    else:
        show_title(screen, results, unit=code)
        screen.show(tree_of(screen, step))
