"""``publish``: sealed snapshots become the public site."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parindex.cli.commands import Screen, command, root
from parindex.cli.failures import Stop
from parindex.cli.phrases import sentences, words
from parindex.language import Text, both

if TYPE_CHECKING:
    from parindex.site.making import Progress

SHOWN = 5
"""Names in a sentence."""


@command(root, "publish")
def publish(
    screen: Screen,
    snapshots: Annotated[list[Path], typer.Argument(metavar="SNAPSHOT", help="publish.snapshots")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="publish.out")],
    site: Annotated[Path | None, typer.Option("--site", metavar="FILE", help="publish.site")] = None,
    survey: Annotated[
        list[Path] | None, typer.Option("--survey", metavar="SURVEY", help="publish.survey")
    ] = None,
    series: Annotated[
        list[str] | None, typer.Option("--series", metavar="SERIES", help="publish.series")
    ] = None,
    reports: Annotated[Path | None, typer.Option("--reports", metavar="DIR", help="publish.reports")] = None,
    preview: Annotated[bool, typer.Option("--preview", metavar="", help="publish.preview")] = False,
    base_url: Annotated[str, typer.Option("--base-url", metavar="URL", help="publish.base_url")] = "",
    day: Annotated[str | None, typer.Option("--date", metavar="DATE", help="publish.date")] = None,
    cache: Annotated[Path | None, typer.Option("--cache", metavar="DIR", help="publish.cache")] = None,
) -> None:
    """Make the public site from sealed snapshots; each is verified first."""
    from parindex.cli.find import series_folder
    from parindex.cli.surveys import published_survey
    from parindex.reporting.speech.audio import can_narrate
    from parindex.site import edition_of, get_ready, info_of, open_snapshots
    from parindex.site import publish as published
    from parindex.site.papers import left_out, unclaimed
    from parindex.survey.series import read_series

    dated, address = _date(day), _address(base_url)
    get_ready()
    with screen.working():
        edition = edition_of(
            info_of(site),
            open_snapshots(snapshots),
            [read_series(series_folder(name)) for name in series or ()],
            dated,
            surveys=[published_survey(folder) for folder in survey or ()],
            base_url=address,
            is_preview=preview,
            has_audio=can_narrate(),
            reports=reports,
        )
    with _bar(screen) as progress:
        pages = published(edition, out, cache, progress=progress)
    missing, strange = left_out(edition), unclaimed(edition)
    if screen.is_json:
        told = {"folder": str(out), "pages": pages, "preview": preview}
        screen.json({**told, "reports_left_out": missing, "reports_unclaimed": strange})
        return
    screen.say(sentences.SITE_MADE, "green", pages=pages, folder=out)
    if preview:
        screen.say(sentences.PREVIEW_MADE, "yellow")
    if missing:
        why = sentences.NOT_OF_PREVIEW if preview else sentences.OF_PREVIEW
        screen.say(why, "yellow", count=missing)
    if strange:
        screen.say(sentences.UNCLAIMED, "yellow", names=_first_of(strange))


def _first_of(names: tuple[str, ...]) -> Text:
    """Return a few names, and how many there are besides."""
    listed = both(", ".join(names[:SHOWN]))
    others = len(names) - SHOWN
    return listed if others <= 0 else sentences.AND_MORE.filled(names=listed, count=others)


def _date(day: str | None) -> date:
    try:
        return date.today() if day is None else date.fromisoformat(day)
    except ValueError:
        raise Stop(sentences.NO_DATE, "usage") from None


def _address(address: str) -> str:
    """Return the web address with a slash at its end; empty where none was given."""
    if address and not address.startswith(("https://", "http://")):
        raise Stop(sentences.NO_ADDRESS, "usage")
    return address.rstrip("/") + "/" if address else ""


@contextmanager
def _bar(screen: Screen) -> Iterator[Progress]:
    """Give what shows on a terminal how far the work is."""
    if screen.is_json or not screen.err.is_terminal:
        yield lambda done, jobs: None
        return
    from rich.progress import Progress as Bar

    with Bar(console=screen.err, transient=True) as bar:
        task = bar.add_task(screen.text(words.PUBLISHING))
        yield lambda done, jobs: bar.update(task, completed=done, total=jobs)
