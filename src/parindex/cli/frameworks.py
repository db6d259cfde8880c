"""``framework check|show|diff|import|export|schema``."""

from __future__ import annotations

import json as json_module
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from parindex.cli.commands import Screen, command, family
from parindex.cli.failures import Exit, Stop, refuse_existing
from parindex.cli.output import both_languages, problem_data
from parindex.cli.phrases import sentences, words

if TYPE_CHECKING:
    from parindex.framework import Framework
    from parindex.framework.annex import Imported
    from parindex.framework.crosswalk import Crosswalk
    from parindex.problems import Problem

commands = family()

FrameworkArgument = Annotated[str, typer.Argument(metavar="FILE", help="framework")]


@command(commands, "check")
def check(
    screen: Screen,
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="framework.files")],
) -> int:
    """List everything that is wrong with frameworks."""
    from parindex.cli.find import framework_file
    from parindex.framework import check as checked

    return check_each(screen, files, lambda file: checked(framework_file(file)))


def check_each(screen: Screen, names: list[str], check_one: Callable[[str], list[Problem]]) -> int:
    """Check files or folders, show the problems of each, also of those that are not there, and return the exit code."""
    found: dict[str, list[Problem]] = {}
    stopped = None
    for name in screen.each(names, words.CHECKING):
        try:
            found[name] = check_one(name)
        except Stop as stop:
            found[name], stopped = [*stop.problems], stop
    if stopped is not None and len(names) == 1:
        raise stopped
    code = show_checks(screen, found)
    return code if stopped is None else stopped.exit_code


def show_checks(screen: Screen, found: dict[str, list[Problem]]) -> int:
    """Show the problems of each file or folder that was checked and return the exit code."""
    problems = [problem for listed in found.values() for problem in listed]
    errors = [problem for problem in problems if problem.severity == "error"]
    if screen.is_json:
        warnings = [problem for problem in problems if problem.severity != "error"]
        screen.json(
            {
                "checked": list(found),
                "errors": [problem_data(problem, screen.language) for problem in errors],
                "warnings": [problem_data(problem, screen.language) for problem in warnings],
            }
        )
        return Exit.PROBLEMS if errors else Exit.FINE
    for name, listed in found.items():
        for problem in listed:
            screen.problem(problem, screen.out)
        if not listed:
            screen.say(sentences.SOUND, "green", name=name)
    if problems:
        screen.say(sentences.FOUND, "bold", errors=len(errors), warnings=len(problems) - len(errors))
    return Exit.PROBLEMS if errors else Exit.FINE


@command(commands, "show")
def show(
    screen: Screen,
    file: FrameworkArgument,
    depth: Annotated[int | None, typer.Option("--depth", metavar="N", min=1, help="framework.depth")] = None,
) -> None:
    """Show the tree of a framework."""
    from parindex.cli.criteria import framework_data, show_framework

    framework = _read(file)
    if screen.is_json:
        screen.json(framework_data(framework))
    else:
        show_framework(screen, framework, depth)


def _read(name: str) -> Framework:
    from parindex.cli.find import framework_file
    from parindex.framework import load

    return load(framework_file(name))


@command(commands, "diff")
def diff(
    screen: Screen,
    before: Annotated[str, typer.Argument(metavar="A", help="framework.before")],
    after: Annotated[str, typer.Argument(metavar="B", help="framework.after")],
    crosswalk: Annotated[
        Path | None, typer.Option("--crosswalk", metavar="FILE", help="framework.crosswalk")
    ] = None,
) -> None:
    """Say what a new edition of a framework changes."""
    from parindex.cli.criteria import show_differences
    from parindex.framework.diff import diff as differences

    old, new = _read(before), _read(after)
    found = differences(old, new, None if crosswalk is None else _links(crosswalk, old, new))
    if not screen.is_json:
        show_differences(screen, old, new, found)
        return
    screen.json(
        {
            "before": old.code,
            "after": new.code,
            "differences": [
                {
                    "kind": difference.kind,
                    "code": difference.code,
                    "title": both_languages(difference.title),
                    "before": both_languages(difference.before) if difference.before else None,
                    "after": both_languages(difference.after) if difference.after else None,
                }
                for difference in found
            ],
        }
    )


def _links(file: Path, old: Framework, new: Framework) -> Crosswalk:
    """Return a crosswalk that names leaves of both frameworks only."""
    from parindex.framework.crosswalk import problems_of, read_crosswalk
    from parindex.problems import Invalid

    links, document = read_crosswalk(file)
    wrong = problems_of(links, document, new, old)
    if wrong:
        raise Invalid(wrong)
    return links


@command(commands, "import")
def import_(
    screen: Screen,
    annex: Annotated[Path, typer.Argument(metavar="FILE.xlsx|FILE.docx", help="import.annex")],
    code: Annotated[str, typer.Option("--code", metavar="CODE", help="import.code")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE.yaml", help="import.out")],
    programme: Annotated[
        str | None, typer.Option("--programme", metavar="CODE", help="import.programme")
    ] = None,
    version: Annotated[str, typer.Option("--version", metavar="TEXT", help="import.version")] = "",
    base: Annotated[str | None, typer.Option("--base", metavar="FILE", help="import.base")] = None,
) -> int:
    """Read a framework from the annex of a decision; what could not be read is listed."""
    from parindex.files import write_atomically
    from parindex.framework.annex import read

    refuse_existing(out)
    with screen.working():
        earlier = None if base is None else _read(base)
        own = programme or (code if earlier is None else earlier.programme)
        found = read(annex, code=code, programme=own, version=version, base=earlier)
    write_atomically(out, found.yaml.encode("utf-8"))
    if screen.is_json:
        screen.json(_import_data(screen, found, out))
    else:
        _show_import(screen, found, out)
    return Exit.PROBLEMS if any(p.severity == "error" for p in found.problems) else Exit.FINE


def _show_import(screen: Screen, found: Imported, out: Path) -> None:
    for problem in found.problems:
        screen.problem(problem, screen.out)
    if found.unread:
        table = screen.table(
            (words.LEAF, "left"), (words.ROW, "right"), (words.WORDING, "left"), (words.WHY, "left")
        )
        for unread in found.unread:
            table.add_row(unread.code, str(unread.row), unread.text, unread.why.to(screen.language))
        screen.show(table)
        screen.say(sentences.LEFT_TO_APPRAISER, "yellow", leaves=len(found.unread))
    screen.say(sentences.WRITTEN, "green", file=out)
    screen.say(sentences.CHECK_NEXT, "dim", file=out)


def _import_data(screen: Screen, found: Imported, out: Path) -> dict[str, object]:
    errors = [p for p in found.problems if p.severity == "error"]
    return {
        "out": str(out),
        "errors": [problem_data(problem, screen.language) for problem in errors],
        "warnings": [problem_data(p, screen.language) for p in found.problems if p.severity != "error"],
        "left_to_appraiser": [
            {"leaf": u.code, "row": u.row, "text": u.text, "why": both_languages(u.why)} for u in found.unread
        ],
    }


@command(commands, "export")
def export(
    screen: Screen,
    file: FrameworkArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.xlsx|FILE.docx", help="export.out")],
) -> None:
    """Write a framework as the annex that officers know."""
    from parindex.framework.annex import export as exported

    refuse_existing(out)
    with screen.working():
        exported(_read(file), out, screen.language)
    if screen.is_json:
        screen.json({"out": str(out)})
    else:
        screen.say(sentences.WRITTEN, "green", file=out)


@command(commands, "schema")
def schema(
    screen: Screen,
    of: Annotated[
        Literal[
            "framework",
            "round",
            "crosswalk",
            "results",
            "survey",
            "design",
            "form",
            "mapping",
            "responses",
            "weights",
            "series",
            "letterhead",
            "site",
        ],
        typer.Option("--of", metavar="FORM", help="schema.of"),
    ] = "framework",
) -> None:
    """Print the JSON Schema of a framework, or of another form, for editors."""
    from parindex.cli.schemas import schema_of

    screen.out.file.write(json_module.dumps(schema_of(of), ensure_ascii=False, indent=2) + "\n")
