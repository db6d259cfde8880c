"""What ``chart`` draws from: a result, a survey, or a series; each chart is drawn by the method of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from parindex.cli.failures import Stop
from parindex.cli.phrases import drawing
from parindex.cli.phrases import surveys as said
from parindex.language import Language, Text

if TYPE_CHECKING:
    from parindex.programme import ProgrammeInfo
    from parindex.reporting.charts import Chart, UnitValues
    from parindex.rounds import Unit
    from parindex.scoring import Results

Kind = Literal["result", "survey", "series"]
CHARTS: Mapping[Kind, Mapping[str, Text]] = {
    "result": drawing.OF_RESULT,
    "survey": drawing.OF_SURVEY,
    "series": drawing.OF_SERIES,
}
"""The charts that can be drawn from each kind of source, and what they show."""


def kind_of(source: str) -> Kind:
    """Return what kind of source a folder or the name of something that ships is; a result unless it says otherwise."""
    from parindex import shipped

    folder = Path(source)
    if (folder / "survey.yaml").is_file():
        return "survey"
    if (folder / "series.yaml").is_file() or (not folder.is_dir() and source in shipped.series()):
        return "series"
    return "result"


@dataclass(frozen=True)
class Wish:
    """A chart that was asked for."""

    name: str
    language: Language
    units: list[str]
    node: str | None
    before: list[str]
    against: str | None
    site: Path | None
    width: float

    def from_source(self, source: str, kind: Kind) -> Chart:
        """Return the chart, or stop where something that it needs was not said."""
        drawer = {"result": _OfResult, "survey": _OfSurvey, "series": _OfSeries}[kind](self, source)
        made: Chart = getattr(drawer, self.name.replace("-", "_"))()
        return made

    def needed(self, value: str | None, option: str) -> str:
        """Return what an option says, or stop where it was not given."""
        if value is None:
            raise Stop(drawing.NEEDS.filled(name=self.name, option=option), "usage")
        return value

    @property
    def only_unit(self) -> str | None:
        """The unit to pick out, if there is one; of two the run stops."""
        if len(self.units) > 1:
            raise Stop(drawing.TAKES_ONE_UNIT.filled(name=self.name), "usage")
        return self.units[0] if self.units else None


class _OfResult:
    def __init__(self, wish: Wish, source: str) -> None:
        from parindex.cli.find import node_in, opened, unit_in

        self.wish, self.language, self.width = wish, wish.language, wish.width
        self.results: Results = opened(source).results
        if wish.node is not None:
            node_in(self.results.framework, wish.node)
        self.picked = [unit_in(self.results.round, unit).code for unit in wish.units]

    @property
    def unit(self) -> str | None:
        return None if self.wish.only_unit is None else self.picked[0]

    @property
    def values(self) -> UnitValues:
        from parindex.reporting.charts import index_of, node_of

        return index_of(self.results) if self.wish.node is None else node_of(self.results, self.wish.node)

    @property
    def programme(self) -> ProgrammeInfo:
        """What the site says of the programme: also in which years figures were measured differently."""
        from parindex import shipped
        from parindex.programme import programmes_of

        return programmes_of(self.wish.site or shipped.site()).programme(self.results.framework.programme)

    @property
    def breaks(self) -> tuple[Text, ...]:
        from parindex.programme import breaks_before

        return breaks_before(self.programme, self.results.round)

    def ranking(self) -> Chart:
        from parindex.reporting.charts import ranking

        return ranking(self.results, self.language, self.unit, self.width, self.breaks)

    def map(self) -> Chart:
        from parindex.reporting.charts import map_of

        return map_of(self.values, self.language, self.width)

    def tiles(self) -> Chart:
        from parindex.reporting.charts import tiles_of

        return tiles_of(self.values, self.language, self.width)

    def heat_table(self) -> Chart:
        from parindex.reporting.charts import heat_table

        return heat_table(self.results, self.language, self.width)

    def lost_points(self) -> Chart:
        from parindex.reporting.charts import lost_points

        return lost_points(self.results, self.wish.needed(self.unit, "--unit"), self.language, self.width)

    @property
    def series(self) -> list[Results]:
        from parindex.cli.find import opened

        before = self.wish.before
        self.wish.needed(before[0] if before else None, "--before")
        listed = [*(opened(name).results for name in before), self.results]
        return sorted(listed, key=lambda results: results.round.info.year)

    def rank_lines(self) -> Chart:
        from parindex.reporting.charts import rank_lines

        return self._lines(rank_lines)

    def score_lines(self) -> Chart:
        from parindex.reporting.charts import score_lines

        return self._lines(score_lines)

    def _lines(self, draw: Callable[..., Chart]) -> Chart:
        from parindex.programme import breaks_along

        series = self.series
        breaks = breaks_along(self.programme, [results.round for results in series])
        return draw(series, self.language, self.picked, breaks, self.width)

    def change(self) -> Chart:
        from parindex.reporting.charts import change_dumbbells

        return change_dumbbells(self.results, self.language, self.unit, self.width, self.breaks)

    def self_assessment(self) -> Chart:
        from parindex.reporting.charts import self_dumbbells
        from parindex.scoring import rank, score

        own = rank(score(self.results.round, "self"))
        return self_dumbbells(self.results, own, self.language, self.unit, self.width)

    def strip(self) -> Chart:
        from parindex.reporting.charts import criterion_strip

        node = self.wish.needed(self.wish.node, "--node")
        return criterion_strip(self.results, node, self.language, self.unit, self.width)

    def scatter(self) -> Chart:
        from parindex.reporting.charts import index_of, index_scatter

        index = index_of(self.results)
        return index_scatter(index, self._other, self.language, self.unit, self.width)

    @property
    def _other(self) -> UnitValues:
        """What the index is set against: satisfaction, or a node of the framework."""
        if self.wish.against is None:
            self.wish.needed(self.wish.node, "--node | --against")
            return self.values
        return _satisfaction(self.wish.against, self.results)


def _satisfaction(source: str, results: Results) -> UnitValues:
    """Return what a survey found for its units, or what a series has for those of a round in its year."""
    from parindex.cli.find import series_folder
    from parindex.cli.surveys import published_survey
    from parindex.reporting.charts import estimates_of, printed_of
    from parindex.survey.series import read_series

    if kind_of(source) == "survey":
        return estimates_of(published_survey(Path(source)))
    units: tuple[Unit, ...] = results.round.units
    return printed_of(read_series(series_folder(source)), results.round.info.year, units)


class _OfSurvey:
    def __init__(self, wish: Wish, source: str) -> None:
        from parindex.cli.surveys import published_survey

        self.wish, self.language, self.width = wish, wish.language, wish.width
        self.publication = published_survey(Path(source))
        survey = self.publication.survey
        if wish.node is not None and wish.node not in survey.title_of:
            codes = ", ".join(node.code for node in survey.tree.walk())
            raise Stop(
                drawing.NO_ITEM.filled(survey=survey.code, code=wish.node, codes=codes), "unknown-code"
            )

    def answers(self) -> Chart:
        from parindex.reporting.charts import answers_to, scales_of

        code = self.wish.needed(self.wish.node, "--node")
        survey = self.publication.survey
        below = {node.code: node.below for node in survey.tree.walk()}
        scales = scales_of(survey, below.get(code, (code,)))
        if len(scales) > 1:
            items = ", ".join(below[code])
            raise Stop(drawing.SCALES.filled(code=code, items=items), "usage")
        [items_of_scale] = scales.values()
        return answers_to(self.publication, items_of_scale, code, self.language, self.width)

    def rank_sets(self) -> Chart:
        from parindex.reporting.charts import first_ranking, rank_set_bars, ranked_survey

        ranking, unit = first_ranking(self.publication), self.wish.only_unit
        survey = ranked_survey(self.publication, ranking)
        if unit is not None and unit not in survey.names:
            raise Stop(said.no_unit(unit), "unit-not-found")
        return rank_set_bars(survey, self.language, unit, self.width)

    @property
    def values(self) -> UnitValues:
        from parindex.reporting.charts import estimates_of

        return estimates_of(self.publication, self.wish.node)

    def map(self) -> Chart:
        from parindex.reporting.charts import map_of

        return map_of(self.values, self.language, self.width)

    def tiles(self) -> Chart:
        from parindex.reporting.charts import tiles_of

        return tiles_of(self.values, self.language, self.width)


class _OfSeries:
    def __init__(self, wish: Wish, source: str) -> None:
        self.wish, self.source = wish, source

    def series_lines(self) -> Chart:
        from parindex.cli.find import names_of_units, series_folder
        from parindex.reporting.charts import series_lines
        from parindex.survey.series import read_series

        series = read_series(series_folder(self.source))
        return series_lines(series, names_of_units(), self.wish.language, self.wish.width)
