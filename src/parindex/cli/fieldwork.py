"""What was read, checked, compared and released, for people and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parindex.cli.estimates import number_text
from parindex.cli.failures import Exit, Stop
from parindex.cli.output import UNKNOWN, problem_data
from parindex.cli.phrases import responses, sentences
from parindex.rounds.status import STATUS_SENTENCES

if TYPE_CHECKING:
    from parindex.cli.output import Screen
    from parindex.survey.model import Survey
    from parindex.survey.responses.backcheck import Compared
    from parindex.survey.responses.checks.run import Checked
    from parindex.survey.responses.folder import FieldworkFolder
    from parindex.survey.responses.kappa import Agreement
    from parindex.survey.responses.public_use import PublicFile
    from parindex.survey.responses.read import Responses
    from parindex.survey.responses.release import Release

MOST_SHOWN = 10
"""Enumerators or items in a table on the screen; files and JSON have all."""


def read_data(found: Responses, checked: Checked, survey: Survey, out: Path) -> dict[str, Any]:
    """Return what was read as JSON has it."""
    from parindex.survey.responses.folder import record_of

    return {"folder": str(out), **record_of(found, checked, survey)}


def say_status(screen: Screen, survey: Survey) -> None:
    """Say whether data are official, published or made up."""
    screen.say(
        STATUS_SENTENCES[survey.data_status], "bold yellow" if survey.data_status == "training" else ""
    )


def show_read(screen: Screen, found: Responses, checked: Checked, survey: Survey, out: Path) -> None:
    """Show what was read, what does not count, what each check found, and what comes next."""
    from parindex.survey.responses.checks.catalogue import CATALOGUE

    say_status(screen, survey)
    for warning in found.warnings:
        screen.problem(warning, screen.out)
    flagged = checked.flags["response"].drop_nulls().n_unique()
    screen.say(
        responses.READ,
        "green",
        responses=len(found.stored),
        files=len(found.sources),
        flagged=flagged,
        folder=out,
    )
    for reason, count in found.left_out["reason"].value_counts().sort("reason").iter_rows():
        screen.add(
            responses.LEFT_OUT, "yellow", count=count, reason=screen.text(responses.LEFT_OUT_FOR[reason])
        )
    if len(found.differences):
        screen.add(responses.DIFFERENCES, "yellow", count=len(found.differences))
    for code, lacking in checked.not_made.items():
        title = screen.text(CATALOGUE[code].title)
        if lacking:
            screen.add(responses.NOT_MADE, check=title, columns=", ".join(lacking))
        else:
            screen.add(responses.SWITCHED_OFF, check=title)
    _show_checks(screen, checked)
    _show_enumerators(screen, checked)
    if flagged:
        screen.say(responses.NEXT, folder=out)


def _show_checks(screen: Screen, checked: Checked) -> None:
    from parindex.survey.responses.checks.catalogue import CATALOGUE

    counts = dict(checked.flags.unique(["response", "check"])["check"].value_counts().iter_rows())
    if counts:
        table = screen.table((responses.CHECK, "left"), (responses.FLAGGED, "right"))
        for code, check in CATALOGUE.items():
            if code in counts:
                table.add_row(screen.text(check.title), screen.number(counts[code]))
        screen.show(table)


def _show_enumerators(screen: Screen, checked: Checked) -> None:
    """Show the enumerators with the highest rates."""
    worst = checked.by_enumerator.sort("rate", "enumerator", descending=[True, False]).head(MOST_SHOWN)
    if not worst["flagged"].sum():
        return
    table = screen.table(
        (responses.ENUMERATOR, "left"),
        (responses.RESPONSES, "right"),
        (responses.SUSPECT, "right"),
        (responses.RATE, "right"),
    )
    for row in worst.iter_rows(named=True):
        table.add_row(
            row["enumerator"] or UNKNOWN,
            screen.number(row["responses"]),
            screen.number(row["flagged"]),
            number_text(screen, 100 * row["rate"], 1),
        )
    screen.show(table)


def compared_data(found: Compared) -> dict[str, Any]:
    """Return the comparison of two interviews as JSON has it."""
    return {
        "pairs": found.pairs,
        "unmatched": list(found.unmatched),
        "items": {
            item: {"cohen": _agreement(plain), "weighted": _agreement(weighted)}
            for item, (plain, weighted) in found.items.items()
        },
        "enumerators": {name: _agreement(each) for name, each in found.by_enumerator.items()},
        "differences": found.differences.to_dicts(),
    }


def _agreement(found: Agreement) -> dict[str, Any]:
    """Return an agreement as JSON has it: what is not known is null."""
    return {name: None if value != value else value for name, value in vars(found).items()}


def show_compared(screen: Screen, found: Compared, survey: Survey) -> None:
    """Show the agreement by item and by enumerator."""
    say_status(screen, survey)
    screen.say(
        responses.BACKCHECK_COMPARED, pairs=found.pairs, unmatched=len(found.unmatched),
        differences=len(found.differences),
    )  # fmt: skip
    table = screen.table(
        (responses.ITEM, "left"), (responses.PAIRS, "right"), (responses.EQUAL, "right"), (responses.KAPPA, "right"),
        (responses.WEIGHTED, "right"), (responses.STANDARD_ERROR, "right"),
    )  # fmt: skip
    for item, (plain, weighted) in found.items.items():
        table.add_row(item, *_row(screen, plain), *_pair(screen, weighted))
    screen.show(table)
    table = screen.table(
        (responses.ENUMERATOR, "left"), (responses.PAIRS, "right"), (responses.EQUAL, "right"), (responses.WEIGHTED, "right"),
        (responses.STANDARD_ERROR, "right"),
    )  # fmt: skip
    for name, each in found.by_enumerator.items():
        table.add_row(name, *_row(screen, each), number_text(screen, each.standard_error, 2))
    screen.show(table)


def _row(screen: Screen, found: Agreement) -> tuple[str, str, str]:
    return (
        screen.number(found.pairs),
        number_text(screen, 100 * found.agreement, 1),
        number_text(screen, found.kappa, 2),
    )


def _pair(screen: Screen, found: Agreement) -> tuple[str, str]:
    return number_text(screen, found.kappa, 2), number_text(screen, found.standard_error, 2)


def release_data(made: Release, out: Path, shared: PublicFile | None, public: Path | None) -> dict[str, Any]:
    """Return a release as JSON has it."""
    data: dict[str, Any] = {
        "folder": str(out),
        "digest": _digest(made.files),
        "responses": len(made.microdata),
        "removed": made.removed.to_dicts(),
        "weights": [vars(step) for step in made.steps],
    }
    if shared is not None:
        data["public_use"] = {
            "folder": str(public),
            "digest": _digest(shared.files),
            "suppressed": len(shared.suppressed),
            "utility": shared.utility.to_dicts(),
            "unprotected": list(shared.unprotected),
        }
    return data


def _digest(files: Any) -> str:
    from parindex.sealing import MANIFEST

    digest: str = json.loads(files[MANIFEST])["digest"]
    return digest


def show_release(
    screen: Screen,
    made: Release,
    out: Path,
    shared: PublicFile | None,
    public: Path | None,
    work: FieldworkFolder,
) -> None:
    """Show what was sealed and what was removed."""
    say_status(screen, work.survey)
    by_decision = made.removed.filter(what="response", reason="decision")["count"].sum()
    columns = made.removed.filter(~made.removed["what"].eq("response")).height
    screen.say(
        responses.RELEASED,
        "green",
        responses=len(made.microdata),
        folder=out,
        rejected=by_decision,
        columns=columns,
    )
    screen.add(sentences.DIGEST, digest=_digest(made.files))
    if shared is None:
        return
    screen.say(
        responses.PUBLISHED,
        "green",
        folder=public,
        k=work.settings.public_use.k,
        cells=len(shared.suppressed),
    )
    screen.add(sentences.DIGEST, digest=_digest(shared.files))
    for column in shared.unprotected:
        screen.say(responses.UNPROTECTED, "yellow", column=column)
    table = screen.table(
        (responses.COLUMN, "left"), (responses.SUPPRESSED, "right"), (responses.SHARE, "right")
    )
    for row in shared.utility.iter_rows(named=True):
        table.add_row(
            row["column"], screen.number(row["suppressed"]), number_text(screen, 100 * row["share"], 1)
        )
    screen.show(table)


def verify_microdata(screen: Screen, folder: Path, key: Path | None) -> int:
    """Verify released microdata, say what was found and return the exit code."""
    from parindex.survey.responses.verify import verify

    if key is not None:
        raise Stop(responses.NEVER_SIGNED, "not-signed")
    with screen.working():
        found = verify(folder)
    if screen.is_json:
        screen.json(
            {
                "passed": found.passed,
                "digest": found.digest or None,
                "files": found.files,
                "kind": found.kind or None,
                "responses": found.responses,
                "errors": [problem_data(problem, screen.language) for problem in found.problems],
            }
        )
        return Exit.FINE if found.passed else Exit.PROBLEMS
    for problem in found.problems:
        screen.problem(problem, screen.out)
    if not found.passed:
        screen.say(sentences.NOT_VERIFIED, "bold red")
        return Exit.PROBLEMS
    screen.say(responses.MICRODATA_AS_SEALED, "green", files=found.files, responses=found.responses)
    if found.kind == "public-use":
        screen.say(responses.STILL_ANONYMOUS, "green")
    screen.add(sentences.DIGEST, digest=found.digest)
    return Exit.FINE
