"""``chart``: a picture, or its data, of a result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from parindex.cli.commands import ResultArgument, Screen, command, root
from parindex.cli.failures import Stop, refuse_existing
from parindex.cli.phrases import drawing, sentences
from parindex.language import Text

if TYPE_CHECKING:
    from parindex.reporting.charts import Chart, UnitValues
    from parindex.reporting.charts.colours import Theme
    from parindex.scoring import Results

SUFFIXES = (".svg", ".png", ".csv", ".json")


@command(root, "chart")
def chart(
    screen: Screen,
    result: ResultArgument,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="chart.name", show_default=False)] = None,
    unit: Annotated[list[str] | None, typer.Option("--unit", metavar="UNIT", help="chart.unit")] = None,
    node: Annotated[str | None, typer.Option("--node", metavar="CODE", help="chart.node")] = None,
    before: Annotated[
        list[str] | None, typer.Option("--before", metavar="ROUND", help="chart.before")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="chart.out")] = None,
    theme: Annotated[Literal["light", "dark"], typer.Option("--theme", help="chart.theme")] = "light",
    width: Annotated[
        float, typer.Option("--width", metavar="N", min=280, max=2000, help="chart.width")
    ] = 720,
) -> None:
    """Draw a chart of a result."""
    if name is None:
        _list(screen)
        return
    if name not in drawing.NAMES:
        raise Stop(
            _filled(drawing.UNKNOWN_NAME, name=name, names=", ".join(drawing.NAMES)), "chart-not-found"
        )
    if out is not None:
        _check(out)
    with screen.working():
        made = _Wish(screen, result, name, unit or [], node, before or [], width).chart()
        if out is not None:
            _write(made, out, theme)
    _show(screen, made, out)


def _filled(text: Text, **values: object) -> Text:
    return Text(vi=text.vi.format(**values), en=text.en.format(**values))


def _check(out: Path) -> None:
    if out.suffix not in SUFFIXES:
        raise Stop(_filled(drawing.SUFFIX, suffix=out.suffix or out.name), "usage")
    refuse_existing(out)


def _list(screen: Screen) -> None:
    if screen.is_json:
        screen.json(
            [{"name": name, "shows": text.to(screen.language)} for name, text in drawing.NAMES.items()]
        )
        return
    table = screen.table((drawing.CHART, "left"), (drawing.SHOWS, "left"))
    for name, text in drawing.NAMES.items():
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


@dataclass(frozen=True)
class _Wish:
    """What was asked for; each chart is drawn by the method of its name."""

    screen: Screen
    result: str
    name: str
    units: list[str]
    node: str | None
    before: list[str]
    width: float

    def chart(self) -> Chart:
        """Return the chart, or stop where something that it needs was not said."""
        from parindex.cli.find import node_in, opened

        results = opened(self.result).results
        if self.node is not None:
            node_in(results.framework, self.node)
        made: Chart = getattr(self, "_" + self.name.replace("-", "_"))(results)
        return made

    def _needed(self, value: str | None, option: str) -> str:
        if value is None:
            raise Stop(_filled(drawing.NEEDS, name=self.name, option=option), "usage")
        return value

    def _unit(self, results: Results) -> str | None:
        from parindex.cli.find import unit_in

        if len(self.units) > 1:
            raise Stop(_filled(drawing.TAKES_ONE_UNIT, name=self.name), "usage")
        return unit_in(results.round, self.units[0]).code if self.units else None

    def _values(self, results: Results) -> UnitValues:
        from parindex.reporting.charts import index_of, node_of

        return index_of(results) if self.node is None else node_of(results, self.node)

    def _ranking(self, results: Results) -> Chart:
        from parindex.reporting.charts import ranking

        return ranking(results, self.screen.language, self._unit(results), self.width)

    def _map(self, results: Results) -> Chart:
        from parindex.reporting.charts import map_of

        return map_of(self._values(results), self.screen.language, self.width)

    def _tiles(self, results: Results) -> Chart:
        from parindex.reporting.charts import tiles_of

        return tiles_of(self._values(results), self.screen.language, self.width)

    def _heat_table(self, results: Results) -> Chart:
        from parindex.reporting.charts import heat_table

        return heat_table(results, self.screen.language, self.width)

    def _lost_points(self, results: Results) -> Chart:
        from parindex.reporting.charts import lost_points

        unit = self._needed(self._unit(results), "--unit")
        return lost_points(results, unit, self.screen.language, self.width)

    def _series(self, results: Results) -> tuple[list[Results], list[str]]:
        from parindex.cli.find import opened, unit_in

        self._needed(self.before[0] if self.before else None, "--before")
        units = [unit_in(results.round, unit).code for unit in self.units]
        return [*(opened(name).results for name in self.before), results], units

    def _rank_lines(self, results: Results) -> Chart:
        from parindex.reporting.charts import rank_lines

        series, units = self._series(results)
        return rank_lines(series, self.screen.language, units, width=self.width)

    def _score_lines(self, results: Results) -> Chart:
        from parindex.reporting.charts import score_lines

        series, units = self._series(results)
        return score_lines(series, self.screen.language, units, width=self.width)

    def _change(self, results: Results) -> Chart:
        from parindex.reporting.charts import change_dumbbells

        return change_dumbbells(results, self.screen.language, self._unit(results), self.width)

    def _self_assessment(self, results: Results) -> Chart:
        from parindex.reporting.charts import self_dumbbells
        from parindex.scoring import rank, score

        own = rank(score(results.round, "self"))
        return self_dumbbells(results, own, self.screen.language, self._unit(results), self.width)

    def _strip(self, results: Results) -> Chart:
        from parindex.reporting.charts import criterion_strip

        node = self._needed(self.node, "--node")
        return criterion_strip(results, node, self.screen.language, self._unit(results), self.width)

    def _scatter(self, results: Results) -> Chart:
        from parindex.reporting.charts import index_of, index_scatter, node_of

        node = node_of(results, self._needed(self.node, "--node"))
        return index_scatter(index_of(results), node, self.screen.language, self._unit(results), self.width)
