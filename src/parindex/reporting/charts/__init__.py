"""Charts: a finding in words, its numbers as a table, and one Vega-Lite spec for page, document and picture."""

from parindex.reporting.charts.answers import Answered, answer_bars, answers_of, levels_of
from parindex.reporting.charts.chart import NARROW, WIDE, Chart, ChartTable
from parindex.reporting.charts.draw import Drawing, draw
from parindex.reporting.charts.dumbbells import change_dumbbells, self_dumbbells
from parindex.reporting.charts.heat import Share, heat_table, shares_of
from parindex.reporting.charts.lines import rank_lines, score_lines
from parindex.reporting.charts.losses import lost_points
from parindex.reporting.charts.of_surveys import (
    answers_to,
    estimates_of,
    first_ranking,
    ranked_survey,
    scales_of,
)
from parindex.reporting.charts.province_map import map_of, province_map
from parindex.reporting.charts.rank_sets import RankedSurvey, rank_set_bars
from parindex.reporting.charts.ranking import ranking
from parindex.reporting.charts.render import digest, to_csv, to_inline_svg, to_json, to_png, to_svg
from parindex.reporting.charts.scatter import index_scatter
from parindex.reporting.charts.series_lines import series_lines
from parindex.reporting.charts.strip import criterion_strip
from parindex.reporting.charts.tile_grid import tile_grid, tiles_of
from parindex.reporting.charts.unit_values import UnitValues, estimated_of, index_of, node_of, printed_of

__all__ = [
    "NARROW",
    "WIDE",
    "Answered",
    "Chart",
    "ChartTable",
    "Drawing",
    "RankedSurvey",
    "Share",
    "UnitValues",
    "answer_bars",
    "answers_of",
    "answers_to",
    "change_dumbbells",
    "criterion_strip",
    "digest",
    "draw",
    "estimated_of",
    "estimates_of",
    "first_ranking",
    "heat_table",
    "index_of",
    "index_scatter",
    "levels_of",
    "lost_points",
    "map_of",
    "node_of",
    "printed_of",
    "province_map",
    "rank_lines",
    "rank_set_bars",
    "ranked_survey",
    "ranking",
    "scales_of",
    "score_lines",
    "self_dumbbells",
    "series_lines",
    "shares_of",
    "tile_grid",
    "tiles_of",
    "to_csv",
    "to_inline_svg",
    "to_json",
    "to_png",
    "to_svg",
]
