"""``compute``, ``show``, ``verify``, ``compare``: results, their seals and their differences."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parindex.cli.commands import (
    ResultArgument,
    RoundArgument,
    Screen,
    StageOption,
    command,
    root,
)
from parindex.cli.failures import Exit, Stop, refuse_existing
from parindex.cli.output import problem_data
from parindex.cli.phrases import sentences

if TYPE_CHECKING:
    from parindex.cli.find import Opened
    from parindex.results import Correction, Verification


@command(root, "compute")
def compute(
    screen: Screen,
    round_: RoundArgument,
    stage: StageOption = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="compute.out")] = None,
    sign: Annotated[Path | None, typer.Option("--sign", metavar="KEY", help="compute.sign")] = None,
    replaces: Annotated[str | None, typer.Option("--replaces", metavar="DIGEST", help="replaces")] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="reason")] = None,
) -> None:
    """Read a round, score and rank it, show the table; seal it where a folder is given."""
    from parindex.cli.find import opened

    correction = _correction(out, sign, replaces, reason)
    refuse_existing(out)
    with screen.working():
        found = opened(round_, stage)
        digest = _seal(found, out, sign, correction) if out is not None else found.digest
    _show(screen, found, digest, None, None, with_places=False)
    if out is not None and not screen.is_json:
        screen.say(sentences.SEALED_IN, folder=out)
        screen.add(sentences.DIGEST, digest=digest)


def _correction(
    out: Path | None, sign: Path | None, replaces: str | None, reason: str | None
) -> Correction | None:
    """Return what a snapshot replaces; stop where options do not go together."""
    if out is None and (sign or replaces or reason):
        raise Stop(sentences.NEEDS_OUT, "usage")
    if (replaces is None) != (reason is None):
        raise Stop(sentences.REPLACES_AND_REASON, "usage")
    if replaces is None or reason is None:
        return None
    from parindex.results import Correction

    return Correction(replaces, reason)


def _seal(found: Opened, out: Path, sign: Path | None, correction: Correction | None) -> str:
    import json

    from parindex.results import seal, write_snapshot
    from parindex.sealing import MANIFEST

    files = seal(found.results, correction)
    write_snapshot(files, out, sign)
    digest: str = json.loads(files[MANIFEST])["digest"]
    return digest


def _show(
    screen: Screen, found: Opened, digest: str, unit: str | None, top: int | None, *, with_places: bool
) -> None:
    """Show a result for people or machines: the whole table, its head, or one unit."""
    from parindex.cli.sampled import sampling_output
    from parindex.robustness.beside import sampled
    from parindex.scoring import summarise

    results, summary = found.results, summarise(found.results)
    with screen.working():
        open_ = sampled(results, with_places=with_places)
    one = None if unit is None else results.by_code[unit]
    if screen.is_json:
        from parindex.results.document import results_document

        listed = [one] if one is not None else list(results.ordered[:top])
        sampling = sampling_output(open_, [each.unit.code for each in listed])
        screen.json(results_document(results, summary, listed, digest, sampling))
        return
    from parindex.cli.headline import show_headline
    from parindex.cli.result_tables import show_ranking, show_summary, show_unit

    show_headline(screen, found)
    if one is not None:
        show_unit(screen, results, summary, one, open_)
        return
    show_ranking(screen, results, open_, top)
    show_summary(screen, results, summary)


@command(root, "show")
def show(
    screen: Screen,
    result: ResultArgument,
    unit: Annotated[str | None, typer.Option("--unit", metavar="UNIT", help="unit")] = None,
    top: Annotated[int | None, typer.Option("--top", metavar="N", min=1, help="show.top")] = None,
    stage: StageOption = None,
) -> None:
    """Show a sealed result, or that of a round."""
    from parindex.cli.find import opened, unit_in

    with screen.working():
        found = opened(result, stage)
    code = None if unit is None else unit_in(found.results.round, unit).code
    _show(screen, found, found.digest, code, top, with_places=True)


@command(root, "verify")
def verify(
    screen: Screen,
    snapshot: Annotated[Path, typer.Argument(metavar="SNAPSHOT", help="snapshot")],
    key: Annotated[Path | None, typer.Option("--key", metavar="PEM", help="verify.key")] = None,
) -> int:
    """Check every byte of a snapshot and compute it again; or every byte of released microdata."""
    from parindex.cli.fieldwork import verify_microdata
    from parindex.results import verify as verified
    from parindex.results.signature import public_key
    from parindex.sealing import format_in

    if not snapshot.is_dir():
        raise FileNotFoundError(2, "", str(snapshot))
    if format_in(snapshot).startswith("parindex-microdata/"):
        return verify_microdata(screen, snapshot, key)
    with screen.working():
        found = verified(snapshot, None if key is None else public_key(key))
    if screen.is_json:
        screen.json(_verification_data(screen, found))
    else:
        _show_verification(screen, found, key is not None)
    return Exit.FINE if found.passed else Exit.PROBLEMS


def _verification_data(screen: Screen, found: Verification) -> dict[str, object]:
    return {
        "passed": found.passed,
        "digest": found.digest or None,
        "files": found.files,
        "recomputed": found.recomputed,
        "signed_by": found.signed_by or None,
        "errors": [problem_data(problem, screen.language) for problem in found.problems],
    }


def _show_verification(screen: Screen, found: Verification, by_given_key: bool) -> None:
    for problem in found.problems:
        screen.problem(problem, screen.out)
    if not found.passed:
        screen.say(sentences.NOT_VERIFIED, "bold red")
        return
    screen.say(sentences.FILES_AS_SEALED, "green", files=found.files)
    screen.say(sentences.RECOMPUTED_SAME, "green")
    if found.signed_by:
        said = sentences.SIGNED_BY_GIVEN if by_given_key else sentences.SIGNED_BY
        screen.say(said, "green", key=found.signed_by)
    else:
        screen.say(sentences.NOT_SIGNED, "dim")
    screen.add(sentences.DIGEST, digest=found.digest)


@command(root, "compare")
def compare(
    screen: Screen,
    before: Annotated[str, typer.Argument(metavar="A", help="compare.before")],
    after: Annotated[str, typer.Argument(metavar="B", help="compare.after")],
    unit: Annotated[str | None, typer.Option("--unit", metavar="UNIT", help="compare.unit")] = None,
) -> None:
    """Say why two results differ, unit by unit and leaf by leaf."""
    from parindex.cli.comparison import comparison_data, show_comparison
    from parindex.cli.find import opened, unit_in
    from parindex.results import compare as compared

    with screen.working():
        then, now = opened(before), opened(after)
        found = compared(then.results, now.results)
    if unit is not None:
        code = unit_in(now.results.round, unit).code
        found = [difference for difference in found if difference.unit == code]
    if screen.is_json:
        screen.json(comparison_data(found))
    else:
        show_comparison(screen, then.results, now.results, found, in_detail=unit is not None)
