"""The words of ``chart``."""

from __future__ import annotations

from collections.abc import Mapping

from parindex.language import Text

COMMANDS: Mapping[str, Text] = {
    "chart": Text(
        vi="Vẽ biểu đồ của một kết quả ra tệp .svg, .png, .csv hoặc .json (Vega-Lite); không có TÊN thì liệt kê các biểu đồ.",
        en="Draw a chart of a result as .svg, .png, .csv or .json (Vega-Lite); without NAME the charts are listed.",
    )
}
OPTIONS: Mapping[str, Text] = {
    "chart.name": Text(
        vi="Tên biểu đồ; bỏ trống để xem danh sách.", en="Name of the chart; leave it out for the list."
    ),
    "chart.unit": Text(
        vi="Đơn vị được nêu bật; với các đường qua nhiều năm có thể ghi nhiều lần.",
        en="Unit to pick out; for lines over the years it may stand more than once.",
    ),
    "chart.node": Text(
        vi="Mã lĩnh vực, tiêu chí hoặc tiêu chí thành phần.", en="Code of an area, criterion or leaf."
    ),
    "chart.before": Text(
        vi="Đợt của năm trước cho các đường qua nhiều năm; có thể ghi nhiều lần.",
        en="A round of an earlier year, for lines over the years; may stand more than once.",
    ),
    "chart.out": Text(
        vi="Tệp để ghi; phần mở rộng quyết định dạng tệp.", en="File to write; its suffix decides the form."
    ),
    "chart.theme": Text(vi="Nền sáng hay nền tối.", en="Light or dark."),
    "chart.width": Text(vi="Chiều rộng, tính bằng điểm ảnh.", en="Width in pixels."),
}
NAMES: Mapping[str, Text] = {
    "ranking": Text(vi="bảng xếp hạng, kèm tăng giảm", en="the ranking with its changes"),
    "map": Text(vi="bản đồ tỉnh (của một mục: --node)", en="map of the provinces (of a node: --node)"),
    "tiles": Text(vi="lưới ô tỉnh (của một mục: --node)", en="grid of tiles (of a node: --node)"),
    "heat-table": Text(
        vi="đơn vị và lĩnh vực, phần trăm điểm tối đa", en="units by areas, per cent of the maximum"
    ),
    "lost-points": Text(vi="điểm mất của một đơn vị (--unit)", en="where a unit lost points (--unit)"),
    "rank-lines": Text(vi="thứ hạng qua các năm (--before)", en="places over the years (--before)"),
    "score-lines": Text(vi="chỉ số qua các năm (--before)", en="indices over the years (--before)"),
    "change": Text(vi="đợt trước và đợt này", en="the round before and this one"),
    "self-assessment": Text(vi="tự chấm và thẩm định", en="self-assessment and appraisal"),
    "strip": Text(vi="mọi đơn vị trên một mục (--node)", en="all units on a node (--node)"),
    "scatter": Text(vi="chỉ số và một mục (--node)", en="the index against a node (--node)"),
}
"""The charts that can be drawn from a result, and what they show."""

CHART = Text(vi="Biểu đồ", en="Chart")
SHOWS = Text(vi="Cho thấy", en="Shows")
UNKNOWN_NAME = Text(
    vi="Không có biểu đồ “{name}”. Các biểu đồ: {names}.",
    en='There is no chart "{name}". The charts are: {names}.',
)
NEEDS = Text(vi="Biểu đồ {name} cần thêm {option}.", en="The chart {name} needs {option}.")
TAKES_ONE_UNIT = Text(
    vi="Biểu đồ {name} chỉ nêu bật một đơn vị.", en="The chart {name} picks out one unit only."
)
SUFFIX = Text(
    vi="Không biết ghi dạng “{suffix}”; dùng .svg, .png, .csv hoặc .json.",
    en='"{suffix}" is not a form that can be written; use .svg, .png, .csv or .json.',
)
