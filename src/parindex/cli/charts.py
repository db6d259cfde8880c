"""``chart``: a picture, or its data, of a result, a survey or a series."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from parindex.cli.chart_sources import CHARTS, Kind, Wish, kind_of
from parindex.cli.commands import Screen, command, root
from parindex.cli.failures import Stop, refuse_existing
from parindex.cli.phrases import drawing, sentences

if TYPE_CHECKING:
    from parindex.reporting.charts import Chart
    from parindex.reporting.charts.colours import Theme

SUFFIXES = (".svg", ".png", ".csv", ".json")


@command(root, "chart")
def chart(
    screen: Screen,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="chart.source")],
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="chart.name", show_default=False)] = None,
    unit: Annotated[list[str] | None, typer.Option("--unit", metavar="UNIT", help="chart.unit")] = None,
    node: Annotated[str | None, typer.Option("--node", metavar="CODE", help="chart.node")] = None,
    before: Annotated[
        list[str] | None, typer.Option("--before", metavar="ROUND", help="chart.before")
    ] = None,
    against: Annotated[
        str | None, typer.Option("--against", metavar="SURVEY_OR_SERIES", help="chart.against")
    ] = None,
    site: Annotated[Path | None, typer.Option("--site", metavar="FILE", help="reports.site")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="chart.out")] = None,
    theme: Annotated[Literal["light", "dark"], typer.Option("--theme", help="chart.theme")] = "light",
    width: Annotated[
        float, typer.Option("--width", metavar="N", min=280, max=2000, help="chart.width")
    ] = 720,
) -> None:
    """Draw a chart of a result, a survey or a series."""
    kind = kind_of(source)
    if name is None:
        _list(screen, kind)
        return
    names = CHARTS[kind]
    if name not in names:
        raise Stop(drawing.UNKNOWN_NAME.filled(name=name, names=", ".join(names)), "chart-not-found")
    if out is not None:
        _check(out)
    with screen.working():
        wish = Wish(name, screen.language, unit or [], node, before or [], against, site, width)
        made = wish.from_source(source, kind)
        if out is not None:
            _write(made, out, theme)
    _show(screen, made, out)


def _check(out: Path) -> None:
    if out.suffix not in SUFFIXES:
        raise Stop(drawing.SUFFIX.filled(suffix=out.suffix or out.name), "usage")
    refuse_existing(out)


def _list(screen: Screen, kind: Kind) -> None:
    if screen.is_json:
        screen.json(
            [{"name": name, "shows": text.to(screen.language)} for name, text in CHARTS[kind].items()]
        )
        return
    table = screen.table((drawing.CHART, "left"), (drawing.SHOWS, "left"))
    for name, text in CHARTS[kind].items():
        table.add_row(name, screen.text(text))
    screen.show(table)


def _write(made: Chart, out: Path, theme: Theme) -> None:
    from parindex.files import write_atomically
    from parindex.reporting.charts import to_csv, to_json, to_png, to_svg

    content: dict[str, Callable[[], bytes]] = {
        ".svg": lambda: to_svg(made, theme).encode("utf-8"),
        ".png": lambda: to_png(made, theme=theme),
        ".csv": lambda: to_csv(made),
        ".json": lambda: to_json(made, theme),
    }
    write_atomically(out, content[out.suffix]())


def _show(screen: Screen, made: Chart, out: Path | None) -> None:
    if screen.is_json:
        screen.json(
            {
                "code": made.code,
                "title": made.title,
                "sentence": made.sentence,
                "source": made.source,
                "status": made.status,
                "file": None if out is None else str(out),
                "columns": list(made.table.columns),
                "rows": [[None if cell is None else str(cell) for cell in row] for row in made.table.rows],
            }
        )
        return
    screen.line(made.title, "bold")
    screen.line(made.sentence)
    if out is not None:
        screen.say(sentences.WRITTEN, "green", file=out)
