"""Draw the example pictures of ``docs/reference/charts.md`` from data that ship: ``docs/images/charts/*.svg``.

Usage: ``python script/draw_chart_examples.py``. The answers and the sets of ranks come from a made-up survey of
the 63 provinces, the series from what was published of SIPAS, the other pictures from the training rounds of 2024 and 2025.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from parindex import shipped
from parindex.files import write_atomically
from parindex.reporting import charts
from parindex.reporting.charts import Chart
from parindex.rounds import read
from parindex.scoring import Results, rank, score
from parindex.survey import synthetic
from parindex.survey.estimation.distribution import distribution
from parindex.survey.estimation.estimate import estimate
from parindex.survey.folder import open_survey
from parindex.survey.publication import publication_of
from parindex.survey.publication.figures import group_of
from parindex.survey.ranks.of_units import Settings, ranked
from parindex.survey.series import read_series
from parindex.survey.totals.scan import totals

TARGET = Path(__file__).parents[1] / "docs" / "images" / "charts"
UNIT, NODE, LANGUAGE = "lang-son", "1.2.1", "vi"
PEOPLE = synthetic.PEOPLE


def main() -> None:
    """Draw every example."""
    for chart in examples():
        name = chart.code.removesuffix(f"-{UNIT}")
        write_atomically(TARGET / f"{name}.svg", charts.to_svg(chart).encode("utf-8"))


def examples() -> Iterator[Chart]:
    """Yield a chart of each kind."""
    now, before = _results("training-provinces-2025"), _results("training-provinces-2024")
    own = rank(score(now.round, "self"))
    units = [UNIT, "ha-noi", "ben-tre"]
    yield charts.ranking(now, LANGUAGE, UNIT)
    yield charts.province_map(now, LANGUAGE)
    yield charts.tile_grid(now, LANGUAGE)
    yield charts.heat_table(now, LANGUAGE)
    yield charts.lost_points(now, UNIT, LANGUAGE)
    yield charts.rank_lines([before, now], LANGUAGE, units)
    yield charts.score_lines([before, now], LANGUAGE, units)
    yield charts.change_dumbbells(now, LANGUAGE, UNIT)
    yield charts.self_dumbbells(now, own, LANGUAGE, UNIT)
    yield charts.criterion_strip(now, NODE, LANGUAGE, UNIT)
    yield from _of_survey(now)
    names = {each.unit.code: each.unit.name for each in now.units}
    yield charts.series_lines(read_series(shipped.series()["vn-sipas"]), names, LANGUAGE)


def _results(name: str) -> Results:
    return rank(score(read(shipped.rounds()[name])))


def _of_survey(now: Results) -> Iterator[Chart]:
    names = {each.unit.code: each.unit.name for each in now.units}
    with tempfile.TemporaryDirectory() as folder:
        synthetic.write(names, Path(folder), people=PEOPLE)
        opened = open_survey(Path(folder))
        survey, slabs = opened.survey, totals(opened.survey, opened.files, more=["levels"])
    estimates = estimate(survey, slabs)
    publication = publication_of(estimates, [ranked(estimates, Settings(survey.tree.code, draws=2000))])
    yield charts.index_scatter(charts.index_of(now), charts.estimates_of(publication), LANGUAGE, UNIT)
    yield charts.rank_set_bars(charts.ranked_survey(publication, publication.rankings[0]), LANGUAGE, UNIT)
    nation = next(each for each in survey.groupings if not each.columns)
    [everyone] = group_of(nation, distribution(survey, slabs, nation.code)).domains
    scale = survey.scales[0]
    items = [item.code for item in survey.items if item.scale == scale.code][:6]
    yield charts.answer_bars(
        charts.answers_of(survey, everyone, items, LANGUAGE),
        charts.levels_of(survey, items[0], LANGUAGE),
        LANGUAGE,
        code=survey.code,
        source=survey.title.to(LANGUAGE),
        status=survey.data_status,
    )


if __name__ == "__main__":
    main()
