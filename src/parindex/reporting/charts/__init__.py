"""Charts: a finding in words, its numbers as a table, and one Vega-Lite spec for page, document and picture."""

from parindex.reporting.charts.chart import NARROW, WIDE, Chart, ChartTable
from parindex.reporting.charts.draw import Drawing, draw
from parindex.reporting.charts.heat import heat_table
from parindex.reporting.charts.losses import lost_points
from parindex.reporting.charts.ranking import ranking
from parindex.reporting.charts.render import digest, to_csv, to_inline_svg, to_json, to_png, to_svg

__all__ = [
    "NARROW",
    "WIDE",
    "Chart",
    "ChartTable",
    "Drawing",
    "digest",
    "draw",
    "heat_table",
    "lost_points",
    "ranking",
    "to_csv",
    "to_inline_svg",
    "to_json",
    "to_png",
    "to_svg",
]
